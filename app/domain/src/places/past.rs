//! What a unit was before: whose, of what kind, where and with how many people, until which day.
//!
//! A change holds from a day on. What was counted for a stretch that was over by then is counted as it was, so figures of an earlier year
//! stay what they were when a school gets another owner or a new number of staff.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::MunicipalityCode;
use super::unit::{Unit, UnitKind};
use crate::ids::OwnerId;
use crate::time::SchoolYear;

/// School years back that a change can hold from, beside this one.
const YEARS_BACK: i16 = 10;

/// The first and the last day that a change can hold from: one to come is entered when it has come.
pub fn change_days(today: Date) -> (Date, Date) {
    let first = SchoolYear::starting(SchoolYear::of(today).start_year() - YEARS_BACK).first_day();
    (first, today)
}

/// What figures of a unit are told under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTerms {
    /// What kind of place.
    pub kind: UnitKind,
    /// Where it lies.
    pub municipality: MunicipalityCode,
    /// Who owns it, where known.
    #[serde(default)]
    pub owner: Option<OwnerId>,
    /// Registered pupils, where known.
    #[serde(default)]
    pub pupils: Option<u16>,
    /// Registered staff, where known.
    #[serde(default)]
    pub staff: Option<u16>,
    /// Whether it is in use.
    pub active: bool,
}

/// What held until a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPast {
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub until: Date,
    /// What held.
    pub terms: UnitTerms,
}

impl UnitTerms {
    /// These, with what is another in `after` than in `before`.
    fn with_change(self, before: Self, after: Self) -> Self {
        fn of<T: PartialEq>(this: T, before: T, after: T) -> T {
            if before == after { this } else { after }
        }
        Self {
            kind: of(self.kind, before.kind, after.kind),
            municipality: of(self.municipality, before.municipality, after.municipality),
            owner: of(self.owner, before.owner, after.owner),
            pupils: of(self.pupils, before.pupils, after.pupils),
            staff: of(self.staff, before.staff, after.staff),
            active: of(self.active, before.active, after.active),
        }
    }
}

impl Unit {
    /// What holds now.
    pub const fn terms(&self) -> UnitTerms {
        UnitTerms {
            kind: self.kind,
            municipality: self.municipality,
            owner: self.owner,
            pupils: self.pupils,
            staff: self.staff,
            active: self.active,
        }
    }

    /// What held on a day; of a day before anything is known, what is known first.
    pub fn terms_on(&self, day: Date) -> UnitTerms {
        let then = self.past.iter().find(|one| day <= one.until);
        then.map_or_else(|| self.terms(), |one| one.terms)
    }

    /// The unit as it was on a day, for what is counted and told. Who may see it follows what holds now.
    #[must_use]
    pub fn as_of(self, day: Date) -> Self {
        let UnitTerms {
            kind,
            municipality,
            owner,
            pupils,
            staff,
            active,
        } = self.terms_on(day);
        Self {
            kind,
            municipality,
            owner,
            pupils,
            staff,
            active,
            ..self
        }
    }

    /// Whether it was in use by itself on some day of a stretch.
    pub fn was_open_between(&self, first: Date, last: Date) -> bool {
        // Stretches follow each other: one that begins after the last day is known by the one before it.
        let mut begins = None::<Date>;
        let before = self.past.iter().map(|one| (Some(one.until), one.terms));
        let is_open = before.chain([(None, self.terms())]).any(|(until, terms)| {
            let is_within = until.is_none_or(|until| first <= until) && begins.is_none_or(|eve| eve < last);
            begins = until;
            terms.active && is_within
        });
        is_open && !self.is_merged_on(first)
    }

    /// This unit as `after` from a day on: what is changed was what it was until the day before, and what is not changed keeps its days.
    #[must_use]
    pub fn changed_from(&self, day: Date, after: Self) -> Self {
        let past = self.past_after(after.terms(), day);
        Self { past, ..after }
    }

    fn past_after(&self, after: UnitTerms, day: Date) -> Vec<UnitPast> {
        let before = self.terms();
        let Ok(eve) = day.yesterday() else {
            return self.past.clone();
        };
        let mut is_parted = false;
        let mut spans: Vec<UnitPast> = Vec::new();
        let all = self.past.iter().map(|one| (Some(one.until), one.terms));
        for (until, terms) in all.chain([(None, before)]) {
            // The stretch with the day in it is parted there.
            if !is_parted && until.is_none_or(|until| eve <= until) {
                is_parted = true;
                add(&mut spans, eve, terms);
            }
            match until {
                Some(until) if until <= eve => add(&mut spans, until, terms),
                Some(until) => add(&mut spans, until, terms.with_change(before, after)),
                None => {}
            }
        }
        // What was last is what holds now: nothing is past of it.
        while spans.last().is_some_and(|one| one.terms == after) {
            spans.pop();
        }
        spans
    }
}

/// Adds a stretch; one that says what the one before it says makes that one longer.
fn add(spans: &mut Vec<UnitPast>, until: Date, terms: UnitTerms) {
    match spans.last_mut() {
        Some(last) if last.terms == terms => last.until = until,
        _ => spans.push(UnitPast { until, terms }),
    }
}

#[cfg(test)]
mod tests;
