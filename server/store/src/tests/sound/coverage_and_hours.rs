//! Sound records of coverage, what is said of it, and of hours.

use super::*;

/// A draft with a step, and nothing before it.
pub(crate) fn what_if() -> WhatIf {
    WhatIf {
        id: WHAT_IF,
        owner: PERSON,
        name: Title::parse("Vår").unwrap(),
        period: "school_year-2026".parse().unwrap(),
        steps: vec![Step::Move {
            placement: PLACEMENT,
            unit: UNIT,
            percent: Percent::new(50).unwrap(),
            on: date(2027, 1, 4),
        }],
        earlier: Some(Vec::new()),
        changed_on: date(2026, 11, 23),
        version: 1,
    }
}

/// A poster for staff.
pub(crate) fn gap_note() -> GapNote {
    GapNote {
        gap: Gap {
            rule: GapRule::NoSurvey,
            unit: UNIT,
            since: None,
        },
        state: GapState::Sent {
            on: date(2026, 11, 2),
            by: PERSON,
        },
        version: 1,
    }
}

pub(crate) fn targets() -> UnitTargets {
    UnitTargets {
        unit: UNIT,
        year: SchoolYear::starting(2026),
        targets: [(Kind::Groups, Target::new(2).unwrap())].into(),
        history: vec![TargetChange {
            on: date(2026, 9, 1),
            by: PERSON,
            reason: ShortText::parse("Ny leder").unwrap(),
            before: [(Kind::Groups, Target::new(1).unwrap())].into(),
        }],
        version: 2,
    }
}

/// A week of October and November with an hour in each.
pub(crate) fn week_sheet() -> WeekSheet {
    let entry = |number: u16, day| {
        let new = NewEntry {
            day,
            kind: HourKind::Cases,
            minutes: EntryMinutes::new(60).unwrap(),
            travel: TravelMinutes::new(15).unwrap(),
            unit: Some(UNIT),
        };
        Entry {
            number,
            day,
            kind: new.kind,
            minutes: new.minutes,
            travel: new.travel,
            unit: new.unit,
            activity: None,
            sums: counted(&new, &Rules::default()),
        }
    };
    WeekSheet {
        entries: vec![entry(1, date(2026, 10, 30)), entry(2, date(2026, 11, 1))],
        last_number: 2,
        confirmed_at: Some(at("2026-11-02T08:00:00Z")),
        version: 1,
        ..WeekSheet::empty(PERSON, date(2026, 10, 26), true)
    }
}

/// A month that is closed.
pub(crate) fn hour_period() -> HourPeriod {
    HourPeriod {
        person: PERSON,
        month: Month::of(date(2026, 9, 1)),
        state: PeriodState::Closed,
        by: PERSON,
        on: date(2026, 10, 1),
        version: 1,
    }
}
