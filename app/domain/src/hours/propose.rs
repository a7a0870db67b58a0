//! What the calendar proposes for a week: made from its entries and the rules alone, so the same entries propose the same.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{ActivityRef, Entry, EntryMinutes, HourKind, Month, NewEntry, Rules, TravelMinutes, WeekSheet};
use crate::ids::UnitId;
use crate::outreach::Audience;
use crate::time::Occasion;

/// Whether an entry of the calendar takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It took place.
    Held,
    /// It is to take place; when its time is past, it has.
    Planned,
    /// It takes none: a draft, cancelled, put off.
    Off,
}

/// An entry of a person's calendar, as far as time goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// What it is for.
    pub activity: ActivityRef,
    /// What kind of work it is.
    pub kind: HourKind,
    /// When.
    pub slot: Occasion,
    /// Where, if at one unit.
    pub unit: Option<UnitId>,
    /// Whether it takes time.
    pub standing: Standing,
}

/// The kind of a presentation, by whom it is for.
pub fn talk_for(audiences: &BTreeSet<Audience>) -> HourKind {
    let has = |audience| audiences.contains(&audience);
    let of_homes = has(Audience::Pupils) || has(Audience::Parents);
    let of_staff = has(Audience::Staff) || has(Audience::Services);
    match (of_homes, of_staff) {
        (true, true) => HourKind::MixedTalk,
        (true, false) if has(Audience::Pupils) => HourKind::PupilsTalk,
        (true, false) => HourKind::ParentsTalk,
        (false, _) => HourKind::StaffTalk,
    }
}

/// Time that the calendar says was spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// On what.
    pub activity: ActivityRef,
    /// The time, preparation included.
    pub entry: NewEntry,
}

impl Booking {
    /// Whether it has taken time by now.
    pub fn is_past(&self, now: DateTime) -> bool {
        match self.standing {
            Standing::Held => true,
            Standing::Planned => self.slot.end() <= now,
            Standing::Off => false,
        }
    }

    /// The time that it takes: delivery and preparation, in whole quarters.
    pub fn time(&self, rules: &Rules) -> NewEntry {
        NewEntry {
            unit: self.unit,
            ..planned_time(self.kind, self.slot.date, self.slot.minutes.into(), rules)
        }
    }
}

/// The time that work of so many minutes on a day takes, with preparation, in whole quarters; at no unit.
pub(super) fn planned_time(kind: HourKind, day: Date, minutes: i64, rules: &Rules) -> NewEntry {
    NewEntry {
        day,
        kind,
        minutes: EntryMinutes::nearest(minutes + i64::from(rules.of(kind).preparation)),
        travel: TravelMinutes::default(),
        unit: None,
    }
}

/// What is proposed for a week: entries of the calendar that have taken time, that the week does not account for, that were entered in
/// no other week, on days whose month is open; in order of time.
pub fn proposals(
    sheet: &WeekSheet,
    others: &[WeekSheet],
    bookings: &[Booking],
    rules: &Rules,
    closed: &BTreeSet<Month>,
    now: DateTime,
) -> Vec<Proposal> {
    let days = sheet.days();
    let mut due: Vec<&Booking> = bookings
        .iter()
        .filter(|one| days.contains(&one.slot.date) && one.is_past(now) && !sheet.has(one.activity))
        .filter(|one| entered_elsewhere(sheet, others, one.activity).is_none())
        .filter(|one| !closed.contains(&Month::of(one.slot.date)))
        .collect();
    due.sort_by_key(|one| (one.slot.date, one.slot.start, one.activity));
    due.dedup_by_key(|one| one.activity);
    due.into_iter()
        .map(|one| Proposal {
            activity: one.activity,
            entry: one.time(rules),
        })
        .collect()
}

/// The week that has time for an activity, when it is not this one.
fn entered_elsewhere<'a>(
    sheet: &WeekSheet,
    others: &'a [WeekSheet],
    activity: ActivityRef,
) -> Option<(&'a WeekSheet, &'a Entry)> {
    let mut others = others.iter().filter(|other| other.monday != sheet.monday);
    others.find_map(|other| Some((other, other.entered(activity)?)))
}

/// An activity that was entered on one day and that the calendar has on another one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub activity: ActivityRef,
    /// The Monday of the week that the time stands in.
    #[serde(with = "crate::time::wire")]
    pub monday: Date,
    /// The time as it stands.
    pub entry: Entry,
    /// The day that the calendar has.
    #[serde(with = "crate::time::wire")]
    pub day: Date,
    /// Whether one of the two days is in a closed month, so that the time stays where it is.
    pub is_closed: bool,
}

/// What the calendar has in this week and was entered on another day, of this week or another.
pub fn moved(sheet: &WeekSheet, others: &[WeekSheet], bookings: &[Booking], closed: &BTreeSet<Month>) -> Vec<Moved> {
    let days = sheet.days();
    let mut found: Vec<Moved> = bookings
        .iter()
        .filter(|one| days.contains(&one.slot.date) && one.standing != Standing::Off)
        .filter_map(|one| {
            let (week, entry) = match sheet.entered(one.activity) {
                Some(entry) => (sheet, entry),
                None => entered_elsewhere(sheet, others, one.activity)?,
            };
            let day = one.slot.date;
            (entry.day != day).then(|| Moved {
                activity: one.activity,
                monday: week.monday,
                entry: *entry,
                day,
                is_closed: [entry.day, day].iter().any(|day| closed.contains(&Month::of(*day))),
            })
        })
        .collect();
    found.sort_by_key(|one| (one.day, one.activity));
    found.dedup_by_key(|one| one.activity);
    found
}

/// A short text that is another when the proposals are others (FNV-1a): who confirms a week confirms what was seen.
pub fn fingerprint(proposals: &[Proposal]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for Proposal { activity, entry } in proposals {
        let unit = entry.unit.map(|unit| unit.to_string()).unwrap_or_default();
        let text = format!(
            "{} {} {} {} {} {} {unit};",
            activity.id,
            activity.number,
            entry.day,
            entry.kind.name(),
            entry.minutes.get(),
            entry.travel.get(),
        );
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// The days of a week on which a person was expected and of which nothing is known: no time, no absence, no proposal. `expected`
/// gives the minutes of a day; days to come are no gaps.
pub fn gaps(sheet: &WeekSheet, proposals: &[Proposal], expected: impl Fn(Date) -> u32, today: Date) -> BTreeSet<Date> {
    let days = sheet.days().into_iter();
    days.filter(|day| *day <= today && expected(*day) > 0)
        .filter(|day| sheet.worked(*day) == 0 && sheet.absent(*day).is_none())
        .filter(|day| !proposals.iter().any(|proposal| proposal.entry.day == *day))
        .collect()
}
