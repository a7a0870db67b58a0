//! Weeks, proposals, the guide, months and figures.

mod figures;
mod guide_and_gaps;
mod moved;
mod properties;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::*;
use crate::ids::{ActivityId, PersonId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::outreach::Audience;
use crate::text::{AbsenceMinutes, OccasionMinutes};
use crate::time::{LocalSlot, Semester};

const PERSON: PersonId = PersonId::new(Ulid(1));
const BY: PersonId = PersonId::new(Ulid(2));
const MONDAY: Date = date(2026, 11, 16);
const TODAY: Date = date(2026, 11, 23);

fn now() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

fn sheet(monday: Date) -> WeekSheet {
    WeekSheet::empty(PERSON, monday, true)
}

fn spent(day: Date, kind: HourKind, minutes: i64) -> NewEntry {
    NewEntry {
        day,
        kind,
        minutes: EntryMinutes::new(minutes).unwrap(),
        travel: TravelMinutes::default(),
        unit: None,
    }
}

fn booking(id: u128, day: Date, minutes: i64, standing: Standing) -> Booking {
    Booking {
        activity: ActivityRef {
            id: ActivityId::new(Ulid(id)),
            number: 1,
        },
        kind: HourKind::GroupSession,
        slot: LocalSlot {
            date: day,
            start: time(12, 0, 0, 0),
            minutes: OccasionMinutes::new(minutes).unwrap(),
        },
        unit: Some(UnitId::new(Ulid(3))),
        standing,
    }
}

/// What changes are decided by, in pieces that a test can change.
struct World {
    rules: Rules,
    closed: BTreeSet<Month>,
    proposals: Vec<Proposal>,
    moved: Vec<Moved>,
    is_guided: bool,
    last_week: Option<WeekSheet>,
    today: Date,
}

impl Default for World {
    fn default() -> Self {
        Self {
            rules: Rules::default(),
            closed: BTreeSet::new(),
            proposals: Vec::new(),
            moved: Vec::new(),
            is_guided: true,
            last_week: None,
            today: TODAY,
        }
    }
}

impl World {
    fn apply(&self, before: &WeekSheet, step: &WeekStep) -> Result<WeekSheet, WeekRule> {
        let around = Around {
            rules: &self.rules,
            closed: &self.closed,
            proposals: &self.proposals,
            moved: &self.moved,
            is_guided: self.is_guided,
            last_week: self.last_week.as_ref(),
            now: now(),
            today: self.today,
        };
        apply(before, step, &around)
    }

    fn confirm(&self, before: &WeekSheet) -> Result<WeekSheet, WeekRule> {
        let fingerprint = fingerprint(&self.proposals);
        self.apply(before, &WeekStep::Confirm { fingerprint })
    }
}

fn add(entry: NewEntry) -> WeekStep {
    WeekStep::Add { entry }
}

#[test]
fn confirming_takes_what_was_seen_once_and_says_that_the_week_is_right() {
    let held = [
        booking(1, MONDAY, 75, Standing::Held),
        booking(2, date(2026, 11, 18), 60, Standing::Planned),
        booking(3, date(2026, 11, 18), 60, Standing::Off),
    ];
    let rules = Rules::default();
    let noon = date(2026, 11, 18).at(12, 30, 0, 0);
    let proposed = |sheet: &WeekSheet, now| proposals(sheet, &[], &held, &rules, &BTreeSet::new(), now);
    // The second goes on until one.
    assert_eq!(proposed(&sheet(MONDAY), noon).len(), 1);
    let world = World {
        proposals: proposed(&sheet(MONDAY), TODAY.at(8, 0, 0, 0)),
        ..World::default()
    };
    // 75 minutes and 45 of preparation; 60 and 45 are rounded up to seven quarters.
    let minutes: Vec<u16> = world.proposals.iter().map(|one| one.entry.minutes.get()).collect();
    assert_eq!(minutes, [120, 105]);
    let after = world.confirm(&sheet(MONDAY)).unwrap();
    assert_eq!(after.confirmed_at, Some(now()));
    assert_eq!(
        after.entries.iter().map(|entry| entry.number).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(after.sums_between(MONDAY, date(2026, 11, 22)).pupils, 225);
    assert_eq!(proposed(&after, TODAY.at(8, 0, 0, 0)), []);
    let seen = WeekStep::Confirm {
        fingerprint: fingerprint(&[]),
    };
    assert_eq!(world.apply(&sheet(MONDAY), &seen), Err(WeekRule::OtherProposals));
}

#[test]
fn what_took_no_time_is_not_proposed_again_whether_it_was_passed_over_or_removed() {
    let held = [booking(1, MONDAY, 75, Standing::Held)];
    let rules = Rules::default();
    let proposed = |sheet: &WeekSheet| proposals(sheet, &[], &held, &rules, &BTreeSet::new(), TODAY.at(8, 0, 0, 0));
    let world = World {
        proposals: proposed(&sheet(MONDAY)),
        ..World::default()
    };
    let activity = held[0].activity;
    let passed = world.apply(&sheet(MONDAY), &WeekStep::Pass { activity }).unwrap();
    assert_eq!(proposed(&passed), []);
    let confirmed = world.confirm(&sheet(MONDAY)).unwrap();
    let removed = world.apply(&confirmed, &WeekStep::Remove { number: 1 }).unwrap();
    assert_eq!((removed.entries.len(), proposed(&removed).len()), (0, 0));
    // A number is given once.
    let again = world.apply(&removed, &add(spent(MONDAY, HourKind::Cases, 60))).unwrap();
    assert_eq!(again.entries[0].number, 2);
    let unknown = ActivityRef { number: 9, ..activity };
    assert_eq!(
        world.apply(&sheet(MONDAY), &WeekStep::Pass { activity: unknown }),
        Err(WeekRule::Missing)
    );
    assert_eq!(
        world.apply(&removed, &WeekStep::Remove { number: 1 }),
        Err(WeekRule::Missing)
    );
}

#[test]
fn a_day_has_24_hours_and_a_week_to_come_has_no_time_yet() {
    let world = World::default();
    let mut week = sheet(MONDAY);
    for _ in 0..2 {
        week = world.apply(&week, &add(spent(MONDAY, HourKind::Cases, 720))).unwrap();
    }
    let more = add(spent(MONDAY, HourKind::Nora, 15));
    assert_eq!(world.apply(&week, &more), Err(WeekRule::TooLongADay));
    let absence = Absence {
        day: MONDAY,
        kind: AbsenceKind::Sick,
        minutes: AbsenceMinutes::new(1).unwrap(),
    };
    assert_eq!(
        world.apply(&week, &WeekStep::SetAbsence { absence }),
        Err(WeekRule::TooLongADay)
    );
    let ahead = date(2026, 11, 30);
    assert_eq!(
        world.apply(&sheet(ahead), &add(spent(ahead, HourKind::Cases, 60))),
        Err(WeekRule::Ahead)
    );
    assert_eq!(world.confirm(&sheet(ahead)), Err(WeekRule::Ahead));
    // A holiday is known ahead.
    let absence = Absence { day: ahead, ..absence };
    assert!(world.apply(&sheet(ahead), &WeekStep::SetAbsence { absence }).is_ok());
    assert_eq!(
        world.apply(&week, &add(spent(ahead, HourKind::Cases, 60))),
        Err(WeekRule::OtherWeek)
    );
    let tuesday = sheet(date(2026, 11, 17));
    assert_eq!(world.confirm(&tuesday), Err(WeekRule::NotAMonday));
}

#[test]
fn travel_is_counted_where_travel_is_and_a_mixed_presentation_on_both_sides() {
    let entry = NewEntry {
        travel: TravelMinutes::new(45).unwrap(),
        ..spent(MONDAY, HourKind::MixedTalk, 75)
    };
    let sums = counted(&entry, &Rules::default());
    assert_eq!((sums.pupils, sums.competence, sums.common), (38, 37, 45));
    for (audiences, kind) in [
        (vec![Audience::Pupils, Audience::Parents], HourKind::PupilsTalk),
        (vec![Audience::Parents], HourKind::ParentsTalk),
        (vec![Audience::Services], HourKind::StaffTalk),
        (vec![Audience::Parents, Audience::Staff], HourKind::MixedTalk),
    ] {
        assert_eq!(talk_for(&audiences.into_iter().collect()), kind);
    }
}

#[test]
fn last_week_is_copied_without_what_came_from_the_calendar_and_not_twice() {
    let with_calendar = World {
        proposals: proposals(
            &sheet(MONDAY),
            &[],
            &[booking(1, MONDAY, 75, Standing::Held)],
            &Rules::default(),
            &BTreeSet::new(),
            TODAY.at(8, 0, 0, 0),
        ),
        ..World::default()
    };
    let last = with_calendar.confirm(&sheet(MONDAY)).unwrap();
    let friday = date(2026, 11, 20);
    let last = with_calendar
        .apply(&last, &add(spent(friday, HourKind::Cases, 90)))
        .unwrap();
    let world = World {
        last_week: Some(last),
        ..World::default()
    };
    let copied = world.apply(&sheet(TODAY), &WeekStep::CopyLastWeek).unwrap();
    let found: Vec<_> = copied.entries.iter().map(|entry| (entry.day, entry.kind)).collect();
    assert_eq!(found, [(date(2026, 11, 27), HourKind::Cases)]);
    assert_eq!(
        world.apply(&copied, &WeekStep::CopyLastWeek),
        Err(WeekRule::NothingToCopy)
    );
}

#[test]
fn days_of_a_closed_month_stay_as_they_are_while_the_other_days_of_the_week_are_changed() {
    // October ends on a Saturday.
    let monday = date(2026, 10, 26);
    let (friday, sunday) = (date(2026, 10, 30), date(2026, 11, 1));
    let open = World::default();
    let week = open
        .apply(&sheet(monday), &add(spent(friday, HourKind::Cases, 60)))
        .unwrap();
    let week = open.apply(&week, &add(spent(sunday, HourKind::Cases, 60))).unwrap();
    let world = World {
        closed: BTreeSet::from([Month::of(friday)]),
        ..World::default()
    };
    let to = |day| WeekStep::Change {
        number: 2,
        entry: spent(day, HourKind::Nora, 30),
    };
    for step in [
        add(spent(friday, HourKind::Cases, 60)),
        WeekStep::Remove { number: 1 },
        to(friday),
        WeekStep::ClearAbsence { day: friday },
    ] {
        assert_eq!(world.apply(&week, &step), Err(WeekRule::MonthClosed), "{step:?}");
    }
    let changed = world.apply(&week, &to(sunday)).unwrap();
    assert_eq!(changed.entries[1].kind, HourKind::Nora);
    // What the calendar holds of the closed days is not proposed, so the week can be confirmed.
    let bookings = [
        booking(1, friday, 60, Standing::Held),
        booking(2, sunday, 60, Standing::Held),
    ];
    let rules = Rules::default();
    let proposed = proposals(&week, &[], &bookings, &rules, &world.closed, TODAY.at(8, 0, 0, 0));
    assert_eq!(proposed.iter().map(|one| one.entry.day).collect::<Vec<_>>(), [sunday]);
    let world = World {
        proposals: proposed,
        ..world
    };
    assert_eq!(world.confirm(&week).unwrap().entries.len(), 3);
}

#[test]
fn every_step_of_a_month_leads_where_the_drawing_says() {
    let october = Month::of(date(2026, 10, 1));
    let close_on = |before: Option<&HourPeriod>, today| close(before, PERSON, october, BY, today);
    assert_eq!(close_on(None, date(2026, 10, 31)), Err(PeriodRule::NotOver));
    let closed = close_on(None, date(2026, 11, 1)).unwrap();
    assert!(closed.is_closed());
    assert_eq!(close_on(Some(&closed), TODAY), Err(PeriodRule::Closed));
    assert_eq!(reopen(None, ReopenReason::Missing, BY, TODAY), Err(PeriodRule::Open));
    let open = reopen(Some(&closed), ReopenReason::Missing, BY, TODAY).unwrap();
    assert!(!open.is_closed() && open.version == 2);
    assert_eq!(
        reopen(Some(&open), ReopenReason::Wrong, BY, TODAY),
        Err(PeriodRule::Open)
    );
    assert_eq!(close_on(Some(&open), TODAY).unwrap().version, 3);
    assert_eq!(closed_months([&closed]), BTreeSet::from([october]));
    assert_eq!(closed_months([&open]), BTreeSet::new());
}

#[test]
fn a_month_is_read_as_it_is_written_and_follows_the_one_before() {
    let december = Month::of(date(2026, 12, 31));
    assert_eq!(december.to_string(), "2026-12");
    assert_eq!("2026-12".parse(), Ok(december));
    assert_eq!(
        (december.next().to_string(), december.previous().to_string()),
        ("2027-01".to_owned(), "2026-11".to_owned())
    );
    for bad in ["", "2026", "2026-13", "2026-11-01", "november"] {
        assert!(bad.parse::<Month>().is_err(), "{bad}");
    }
}

#[test]
fn weeks_around_the_new_year_and_the_change_of_the_clock_have_seven_days_of_24_hours() {
    // 2026 has a week 53, from 28 December to 3 January.
    let monday = monday_of(date(2027, 1, 2));
    assert_eq!(monday, date(2026, 12, 28));
    assert_eq!(monday.iso_week_date().week(), 53);
    let world = World {
        today: date(2027, 1, 3),
        ..World::default()
    };
    let mut week = sheet(monday);
    for day in [date(2026, 12, 31), date(2027, 1, 2)] {
        week = world.apply(&week, &add(spent(day, HourKind::Cases, 60))).unwrap();
    }
    let monthly: Vec<_> = week.monthly().into_keys().map(|(month, _)| month.to_string()).collect();
    assert_eq!(monthly, ["2026-12", "2027-01"]);
    let (first, last) = Semester::of(date(2026, 12, 31)).days();
    assert_eq!(sums_of([&week], first, last).pupils, 60);
    // The clock goes back on 25 October and forward on 28 March: no hour is won or lost.
    for sunday in [date(2026, 10, 25), date(2027, 3, 28)] {
        let monday = monday_of(sunday);
        assert_eq!(days_of(monday)[6], sunday);
        let world = World {
            today: sunday,
            ..World::default()
        };
        let mut week = sheet(monday);
        for _ in 0..2 {
            week = world.apply(&week, &add(spent(sunday, HourKind::Cases, 720))).unwrap();
        }
        assert_eq!(week.worked(sunday), DAY_MINUTES);
        let more = add(spent(sunday, HourKind::Cases, 15));
        assert_eq!(world.apply(&week, &more), Err(WeekRule::TooLongADay));
        let mut night = booking(1, sunday, 120, Standing::Planned);
        night.slot.start = time(1, 30, 0, 0);
        let past = |hour| {
            !proposals(
                &sheet(monday),
                &[],
                std::slice::from_ref(&night),
                &world.rules,
                &world.closed,
                sunday.at(hour, 0, 0, 0),
            )
            .is_empty()
        };
        assert!(!past(3) && past(4), "two hours on the wall");
    }
}

#[test]
fn every_fault_of_an_entry_and_of_absence_is_told_beside_its_field() {
    let form = EntryForm {
        day: "31.12.".to_owned(),
        kind: String::new(),
        minutes: "20".to_owned(),
        travel: "-15".to_owned(),
        unit: "?".to_owned(),
        asks_for_unit: true,
    };
    assert_eq!(
        form.parse().unwrap_err(),
        [
            Issue::new("kind", IssueCode::Required),
            Issue::new("day", IssueCode::NotADate),
            Issue::new("minutes", IssueCode::NotAQuarter),
            Issue::new("travel", IssueCode::OutOfRange { min: 0, max: 720 }),
            Issue::new("unit", IssueCode::UnknownChoice),
        ]
    );
    let form = EntryForm {
        day: "2026-11-16".to_owned(),
        kind: "cases".to_owned(),
        minutes: "60".to_owned(),
        ..EntryForm::default()
    };
    assert_eq!(form.parse(), Ok(spent(MONDAY, HourKind::Cases, 60)));
    let asked = EntryForm {
        asks_for_unit: true,
        ..form.clone()
    };
    assert_eq!(
        asked.parse().unwrap_err(),
        [Issue::new("unit", IssueCode::Required)],
        "of several units none is taken for granted"
    );
    let nowhere = EntryForm {
        unit: NO_UNIT.to_owned(),
        ..asked
    };
    assert_eq!(nowhere.parse(), Ok(spent(MONDAY, HourKind::Cases, 60)));
    let absence = AbsenceForm {
        day: String::new(),
        kind: "tired".to_owned(),
        minutes: "0".to_owned(),
    };
    assert_eq!(
        absence.parse().unwrap_err(),
        [
            Issue::new("absent_day", IssueCode::Required),
            Issue::new("absent_kind", IssueCode::UnknownChoice),
            Issue::new("absent_minutes", IssueCode::OutOfRange { min: 1, max: 720 }),
        ]
    );
}
