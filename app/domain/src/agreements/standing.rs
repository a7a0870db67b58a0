//! What somebody has to look after: agreements that have ended or end soon, and those whose parties have not met.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, State};
use super::months::{months_before, months_between};
use crate::ids::{AgreementId, UnitId};
use crate::time::Semester;

named! {
    /// How near the end is: an agreement is talked about for the better part of a year.
    Nearness[3] {
        /// Within three months.
        Three = "three",
        /// Within six months.
        Six = "six",
        /// Within nine months.
        Nine = "nine",
    }
}

impl Nearness {
    /// In months.
    pub const fn months(self) -> u32 {
        match self {
            Self::Three => 3,
            Self::Six => 6,
            Self::Nine => 9,
        }
    }

    /// How near a last day is; none while it is far, or past.
    pub fn of(last_day: Date, today: Date) -> Option<Self> {
        let is_within = |one: &Self| months_before(last_day, one.months()) <= today && today <= last_day;
        Self::ALL.into_iter().find(is_within)
    }
}

/// Something to look after, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Alert {
    /// Its last day has passed. It stops no work, but has to be renewed.
    Expired {
        /// The last day.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
    },
    /// It was ended, and somebody works at a unit of it that no agreement covers now.
    Uncovered {
        /// The last day.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
    },
    /// Its last day is near.
    Ends {
        /// How near.
        nearness: Nearness,
        /// Whole months that are left.
        months: u32,
    },
    /// No evaluation meeting was held this semester or lies ahead in it.
    NoMeeting,
}

/// What is to be looked after with an agreement, the most pressing first. `all` are the agreements that may take its place, `placed` the units
/// where there is a position today: what was ended on purpose is only told where somebody works.
pub fn alerts(agreement: &Agreement, all: &[Agreement], placed: &BTreeSet<UnitId>, today: Date) -> Vec<Alert> {
    let last_day = agreement.last_day();
    let ends = || {
        let months = months_between(today, last_day);
        Nearness::of(last_day, today).map(|nearness| Alert::Ends { nearness, months })
    };
    let left = uncovered(agreement, all, today);
    let is_over = last_day < today;
    let (end, is_standing) = match agreement.state {
        State::Draft | State::ToSign | State::Withdrawn => (None, false),
        State::Active | State::Renegotiation if left.is_empty() => (None, true),
        State::Active | State::Renegotiation if is_over => (Some(Alert::Expired { last_day }), true),
        State::Active | State::Renegotiation => (ends(), true),
        State::Expired | State::Terminated if left.is_disjoint(placed) => (None, false),
        State::Expired | State::Terminated if is_over => (Some(Alert::Uncovered { last_day }), false),
        State::Expired | State::Terminated => (ends(), false),
    };
    let has_no_meeting =
        is_standing && agreement.is_in_force(today) && !meets_in(agreement, Semester::of(today), today);
    end.into_iter()
        .chain(has_no_meeting.then_some(Alert::NoMeeting))
        .collect()
}

/// The owner's units that no other signed agreement takes over the day after the last day of this one. Days without an agreement
/// that are past are let be.
pub fn uncovered(agreement: &Agreement, all: &[Agreement], today: Date) -> BTreeSet<UnitId> {
    let last_day = agreement.last_day();
    let next = last_day.tomorrow().unwrap_or(last_day);
    let takes_over = |other: &Agreement, unit: UnitId| {
        other.id != agreement.id
            && other.state.is_signed()
            && other.terms.covers(unit)
            && other.terms.from <= next.max(today)
            && other.terms.from <= other.last_day()
            && next <= other.last_day()
    };
    let mut left = agreement.terms.units.clone();
    left.retain(|unit| !all.iter().any(|other| takes_over(other, *unit)));
    left
}

/// Whether others that are signed take its place, for every unit and without a day between.
pub fn is_renewed(agreement: &Agreement, all: &[Agreement], today: Date) -> bool {
    agreement.state.is_signed() && uncovered(agreement, all, today).is_empty()
}

fn meets_in(agreement: &Agreement, semester: Semester, today: Date) -> bool {
    let (first, last) = semester.days();
    agreement
        .meetings
        .iter()
        .any(|one| first <= one.date && one.date <= last && (one.is_held || today <= one.date))
}

/// How a unit stands with its agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum AgreementStanding {
    /// One is in force, and its end is more than nine months away.
    Active {
        /// Which.
        agreement: AgreementId,
    },
    /// One is in force, and what is agreed ends within nine months.
    Ends {
        /// Which.
        agreement: AgreementId,
        /// The last day.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
        /// Whole months that are left.
        months: u32,
    },
    /// None is in force; the last one ended on a day.
    Expired {
        /// Which.
        agreement: AgreementId,
        /// The last day.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
    },
}

/// How a unit stands: in force, ending, or ended; none where no agreement that was signed has begun. An agreement that follows
/// the one in force without a gap counts as its going on.
pub fn standing_of(unit: UnitId, agreements: &[Agreement], today: Date) -> Option<AgreementStanding> {
    let signed: Vec<&Agreement> = agreements
        .iter()
        .filter(|one| one.state.is_signed() && one.terms.covers(unit) && one.terms.from <= one.last_day())
        .collect();
    let in_force = signed.iter().filter(|one| one.is_in_force(today));
    let Some(first) = in_force.max_by_key(|one| one.last_day()) else {
        let past = signed.iter().filter(|one| one.last_day() < today);
        return past
            .max_by_key(|one| one.last_day())
            .map(|one| AgreementStanding::Expired {
                agreement: one.id,
                last_day: one.last_day(),
            });
    };
    let last_day = goes_on_until(first.last_day(), &signed);
    let agreement = first.id;
    Some(match Nearness::of(last_day, today) {
        None => AgreementStanding::Active { agreement },
        Some(_) => AgreementStanding::Ends {
            agreement,
            last_day,
            months: months_between(today, last_day),
        },
    })
}

/// The last day of those that follow one another without a gap.
fn goes_on_until(mut last_day: Date, signed: &[&Agreement]) -> Date {
    loop {
        let next = last_day.tomorrow().unwrap_or(last_day);
        let later = signed
            .iter()
            .filter(|one| one.terms.from <= next)
            .map(|one| one.last_day())
            .max();
        match later {
            Some(later) if later > last_day => last_day = later,
            _ => return last_day,
        }
    }
}

/// The last day on which a unit is covered without a day between, or was covered at all; none where no agreement that was signed has begun.
pub fn covered_until(unit: UnitId, agreements: &[Agreement], today: Date) -> Option<Date> {
    let signed: Vec<&Agreement> = agreements
        .iter()
        .filter(|one| one.state.is_signed() && one.terms.covers(unit) && one.terms.from <= one.last_day())
        .collect();
    let of_now = signed.iter().filter(|one| one.is_in_force(today));
    match of_now.map(|one| one.last_day()).max() {
        Some(last_day) => Some(goes_on_until(last_day, &signed)),
        None => signed
            .iter()
            .map(|one| one.last_day())
            .filter(|last| *last < today)
            .max(),
    }
}
