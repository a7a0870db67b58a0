use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::agreements::testing::standing_in;
use crate::agreements::{Agreement, State};
use crate::coverage::{Fact, Kind, Reached, Source, Standing};
use crate::ids::{GroupId, MeasureId, PersonId, PlacementId, SurveyId};
use crate::issue::IssueCode;
use crate::places::{Placement, PlacementState};
use crate::routines::{RoutineRef, RoutineScope, proposed_review};
use crate::text::{Percent, ShortText, Title};
use crate::time::SchoolCalendar;
use crate::time::calendar::{BreakKind, CalendarBreak};
use crate::time::length::ToLength as _;

const UNIT: UnitId = UnitId::new(Ulid(1));
const TODAY: Date = date(2026, 11, 23);
const ME: PersonId = PersonId::new(Ulid(5));

fn fact(kind: Kind, day: Date, standing: Standing) -> Fact {
    Fact {
        source: match kind {
            Kind::Competence => Source::Measure(MeasureId::new(Ulid(2))),
            Kind::NeedsMapping => Source::Survey(SurveyId::new(Ulid(3))),
            _ => Source::Group(GroupId::new(Ulid(4))),
        },
        number: 1,
        kind,
        unit: UNIT,
        day,
        until: None,
        standing,
        reached: Reached::default(),
        minutes: 60,
    }
}

fn placed(from: Date, state: PlacementState) -> Placement {
    Placement {
        id: PlacementId::new(Ulid(1)),
        person: (state != PlacementState::Vacant).then_some(ME),
        unit: UNIT,
        percent: Percent::new(100).unwrap(),
        from,
        to: None,
        state,
        version: 1,
    }
}

fn found(facts: &[Fact], placements: &[Placement], calendar: &SchoolCalendar, today: Date) -> Vec<Gap> {
    let ground = Ground {
        unit: UNIT,
        facts,
        placements,
        calendar,
        agreements: &[],
        need_since: None,
        weeks: &BTreeMap::new(),
    };
    let mut rules = RuleSetting::all(&[]);
    rules.retain(|one| !matches!(one.rule, GapRule::Agreement | GapRule::Routine | GapRule::TravelRoutine));
    gaps(&ground, &rules, today)
}

fn rules(facts: &[Fact], today: Date) -> Vec<GapRule> {
    let there = [placed(date(2024, 8, 1), PlacementState::Active)];
    let gaps = found(facts, &there, &SchoolCalendar::default(), today);
    gaps.iter().map(|gap| gap.rule).collect()
}

#[test]
fn eight_weeks_of_school_without_anything_are_a_gap_and_holidays_do_not_count() {
    let survey = fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held);
    // From Friday 25 September to Monday 23 November lie forty days with pupils.
    let held = fact(Kind::Groups, date(2026, 9, 25), Standing::Held);
    assert_eq!(rules(&[survey, held], TODAY), [GapRule::NoActivity]);
    assert_eq!(rules(&[survey, held], date(2026, 11, 20)), []);
    let there = [placed(date(2024, 8, 1), PlacementState::Active)];
    let autumn = SchoolCalendar {
        breaks: vec![CalendarBreak {
            kind: BreakKind::Autumn,
            name: Title::parse("Høstferie").unwrap(),
            first: date(2026, 10, 5),
            last: date(2026, 10, 9),
        }],
    };
    assert_eq!(found(&[survey, held], &there, &autumn, TODAY), []);
    assert_eq!(found(&[survey, held], &there, &autumn, date(2026, 11, 30)).len(), 1);
}

#[test]
fn a_summer_is_no_gap_where_no_calendar_is_known() {
    let around = [
        fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held),
        fact(Kind::Groups, date(2026, 6, 12), Standing::Held),
    ];
    assert_eq!(rules(&around, date(2026, 9, 15)), []);
    assert_eq!(rules(&around, date(2026, 10, 6)), [GapRule::NoActivity]);
}

#[test]
fn a_measure_that_nobody_closed_is_no_training_and_each_year_is_another_gap() {
    let around = |year: i16| {
        [
            fact(Kind::NeedsMapping, date(year - 1, 10, 1), Standing::Held),
            fact(Kind::Competence, date(year - 1, 10, 2), Standing::Planned),
            fact(Kind::Groups, date(year, 1, 28), Standing::Held),
        ]
    };
    let there = [placed(date(2024, 8, 1), PlacementState::Active)];
    let of = |year: i16| found(&around(year), &there, &SchoolCalendar::default(), date(year, 2, 1));
    assert_eq!(of(2027)[0].rule, GapRule::NoStaffTraining);
    assert_ne!(of(2027)[0], of(2028)[0]);
}

#[test]
fn what_is_planned_closes_a_gap_and_what_should_have_been_does_not() {
    let survey = fact(Kind::NeedsMapping, date(2026, 3, 1), Standing::Held);
    let old = fact(Kind::Groups, date(2026, 3, 2), Standing::Held);
    let ahead = fact(Kind::Competence, date(2026, 12, 1), Standing::Planned);
    let missed = fact(Kind::Competence, date(2026, 10, 1), Standing::Planned);
    assert_eq!(rules(&[survey, old], TODAY), [GapRule::NoActivity]);
    assert_eq!(rules(&[survey, old, ahead], TODAY), []);
    assert_eq!(rules(&[survey, old, missed], TODAY), [GapRule::NoActivity]);
}

#[test]
fn staff_training_is_missed_from_the_first_of_february() {
    let around = [
        fact(Kind::NeedsMapping, date(2026, 10, 1), Standing::Held),
        fact(Kind::Groups, date(2027, 1, 28), Standing::Held),
    ];
    assert_eq!(rules(&around, date(2027, 1, 31)), []);
    assert_eq!(rules(&around, date(2027, 2, 1)), [GapRule::NoStaffTraining]);
    let held = fact(Kind::Competence, date(2026, 8, 17), Standing::Held);
    assert_eq!(rules(&[around[0], around[1], held], date(2027, 2, 1)), []);
}

#[test]
fn a_survey_is_old_after_eighteen_months_and_an_open_one_closes_the_gap() {
    let active = fact(Kind::Groups, date(2026, 11, 20), Standing::Held);
    let of = |day| fact(Kind::NeedsMapping, day, Standing::Held);
    assert_eq!(rules(&[active, of(date(2025, 5, 23))], TODAY), []);
    assert_eq!(rules(&[active, of(date(2025, 5, 22))], TODAY), [GapRule::NoSurvey]);
    let open = fact(Kind::NeedsMapping, TODAY, Standing::Runs);
    assert_eq!(rules(&[active, of(date(2020, 1, 1)), open], TODAY), []);
}

#[test]
fn nothing_is_expected_where_nobody_has_a_position_and_a_vacant_one_is_told_after_a_month() {
    let calendar = SchoolCalendar::default();
    assert_eq!(found(&[], &[], &calendar, TODAY), []);
    let new = [placed(date(2026, 11, 1), PlacementState::Active)];
    assert_eq!(found(&[], &new, &calendar, TODAY), [], "somebody has just begun");
    let vacant = |from| {
        let gaps = found(&[], &[placed(from, PlacementState::Vacant)], &calendar, TODAY);
        gaps.into_iter().find(|gap| gap.rule == GapRule::Vacant)
    };
    assert_eq!(vacant(date(2026, 10, 24)), None);
    assert_eq!(vacant(date(2026, 10, 23)).unwrap().since, Some(date(2026, 10, 22)));
}

#[test]
fn a_rule_is_set_to_a_number_of_days_and_never_to_less_than_one() {
    let typed = |threshold: &str| {
        let form = RuleForm {
            is_on: true,
            threshold: threshold.to_owned(),
        };
        form.parse(GapRule::Vacant)
    };
    assert_eq!(typed("45").unwrap().threshold.get(), 45);
    for bad in ["-1", "0", "1000", "mange", ""] {
        let issues = typed(bad).unwrap_err();
        assert_eq!(issues[0].field, "threshold-vacant", "{bad}");
    }
    let off = RuleSetting {
        is_on: false,
        ..RuleSetting::usual(GapRule::NoSurvey).unwrap()
    };
    assert!(RuleSetting::all(&[off]).contains(&off));
    assert_eq!(RuleSetting::all(&[off]).len(), GapRule::ALL.len());
}

#[test]
fn every_step_in_every_state_is_as_the_table_says() {
    let text = |text: &str| ShortText::parse(text).unwrap();
    let states = [
        GapState::Found,
        GapState::Sent { on: TODAY, by: ME },
        GapState::Answered {
            on: TODAY,
            by: ME,
            text: text("Kommer"),
        },
        GapState::Dismissed {
            on: TODAY,
            by: ME,
            reason: text("Nedlagt"),
        },
    ];
    let steps = [
        GapStep::Send,
        GapStep::Answer { text: text("Snart") },
        GapStep::Dismiss {
            reason: text("Flyttet"),
        },
    ];
    let taken: Vec<[&str; 3]> = states
        .iter()
        .map(|state| {
            steps
                .each_ref()
                .map(|one| step(state, one, ME, TODAY).map_or("-", |after| after.name()))
        })
        .collect();
    assert_eq!(
        taken,
        [
            ["sent", "-", "dismissed"],
            ["-", "answered", "dismissed"],
            ["sent", "answered", "dismissed"],
            ["sent", "-", "-"],
        ]
    );
    for silent in [
        GapStep::Answer { text: text("") },
        GapStep::Dismiss { reason: text("") },
    ] {
        assert_eq!(step(&states[1], &silent, ME, TODAY), Err(GapFault::Silent));
    }
}

proptest! {
    #[test]
    fn one_more_thing_carried_out_or_planned_never_opens_a_gap(
        days in prop::collection::vec((0i64..1200, 0..Kind::ALL.len(), 0..3usize), 0..12), more in 0i64..800,
    ) {
        let of = |day: i64, kind: usize, standing: usize| {
            fact(Kind::ALL[kind], date(2024, 8, 1).saturating_add(day.days()), Standing::ALL[standing])
        };
        let facts: Vec<Fact> = days.iter().map(|(day, kind, standing)| of(*day, *kind, *standing)).collect();
        let before = rules(&facts, TODAY);
        let with = [facts, vec![of(more, 0, 2)]].concat();
        for rule in rules(&with, TODAY) {
            prop_assert!(before.contains(&rule));
        }
    }
}

/// What the rules of agreements, needs and hours find where somebody has worked since August 2024.
fn beside(agreements: &[Agreement], need_since: Option<Date>, mondays: &[Date], today: Date) -> Vec<Gap> {
    let weeks = BTreeMap::from([(ME, mondays.iter().copied().collect::<BTreeSet<_>>())]);
    let ground = Ground {
        unit: UNIT,
        facts: &[],
        placements: &[placed(date(2024, 8, 1), PlacementState::Active)],
        calendar: &SchoolCalendar::default(),
        agreements,
        need_since,
        weeks: &weeks,
    };
    let mut rules = RuleSetting::all(&[]);
    rules.retain(|one| matches!(one.rule, GapRule::Agreement | GapRule::Need | GapRule::Hours));
    gaps(&ground, &rules, today)
}

fn gap_of(rule: GapRule, since: Option<Date>) -> Gap {
    Gap {
        rule,
        unit: UNIT,
        since,
    }
}

#[test]
fn a_unit_whose_agreement_ends_within_half_a_year_and_is_not_followed_is_a_gap() {
    let covering = |from: Date, to: Date| {
        let mut one = standing_in(State::Active);
        one.terms.units = BTreeSet::from([UNIT]);
        (one.terms.from, one.terms.to) = (from, to);
        one
    };
    let last = date(2027, 4, 30);
    let old = covering(date(2024, 8, 1), last);
    assert_eq!(beside(&[], None, &[], TODAY), [gap_of(GapRule::Agreement, None)]);
    assert_eq!(
        beside(std::slice::from_ref(&old), None, &[], TODAY),
        [gap_of(GapRule::Agreement, Some(last))]
    );
    assert_eq!(beside(std::slice::from_ref(&old), None, &[], date(2026, 10, 29)), []);
    assert_eq!(
        beside(std::slice::from_ref(&old), None, &[], date(2027, 9, 1)),
        [gap_of(GapRule::Agreement, Some(last))],
        "it has ended"
    );
    let next = covering(date(2027, 5, 1), date(2030, 4, 30));
    assert_eq!(beside(&[old.clone(), next], None, &[], TODAY), []);
    let late = covering(date(2027, 5, 2), date(2030, 4, 30));
    assert_eq!(beside(&[old, late], None, &[], TODAY).len(), 1, "a day lies between");
}

#[test]
fn a_need_without_a_measure_is_a_gap_after_eight_weeks() {
    let mut agreed = standing_in(State::Active);
    agreed.terms.units = BTreeSet::from([UNIT]);
    agreed.terms.to = date(2029, 7, 31);
    let found = |since| beside(std::slice::from_ref(&agreed), Some(since), &[], TODAY);
    assert_eq!(found(date(2026, 9, 28)), []);
    assert_eq!(
        found(date(2026, 9, 27)),
        [gap_of(GapRule::Need, Some(date(2026, 9, 27)))]
    );
}

#[test]
fn hours_are_asked_for_after_four_weeks_of_work_and_never_of_who_has_not_begun() {
    let mut agreed = standing_in(State::Active);
    agreed.terms.units = BTreeSet::from([UNIT]);
    agreed.terms.to = date(2029, 7, 31);
    let found = |mondays: &[Date]| beside(std::slice::from_ref(&agreed), None, mondays, TODAY);
    assert_eq!(found(&[]), []);
    // The week of 26 October is confirmed: three whole weeks have passed before today's.
    assert_eq!(found(&[date(2026, 10, 26)]), []);
    assert_eq!(
        found(&[date(2026, 10, 12), date(2026, 10, 19)]),
        [gap_of(GapRule::Hours, Some(date(2026, 10, 25)))]
    );
    let calendar = SchoolCalendar::default();
    assert_eq!(weeks_behind(date(2026, 10, 19), &calendar, TODAY), 4);
    // The weeks of summer are nobody's.
    assert_eq!(weeks_behind(date(2026, 6, 15), &calendar, date(2026, 8, 17)), 0);
}

#[test]
fn a_threshold_below_one_is_refused_beside_its_field() {
    for rule in GapRule::ALL {
        for typed in ["-1", "0", "1000"] {
            let form = RuleForm {
                is_on: true,
                threshold: typed.to_owned(),
            };
            let issues = form.parse(rule).unwrap_err();
            assert_eq!(issues[0].field, RuleForm::field(rule));
            assert_eq!(issues[0].code, IssueCode::OutOfRange { min: 1, max: 999 }, "{typed}");
        }
    }
}

/// What the two rules of routines find where somebody has worked since August 2024.
fn of_routines(facts: &[Fact], today: Date) -> Vec<Gap> {
    let ground = Ground {
        unit: UNIT,
        facts,
        placements: &[placed(date(2024, 8, 1), PlacementState::Active)],
        calendar: &SchoolCalendar::default(),
        agreements: &[],
        need_since: None,
        weeks: &BTreeMap::new(),
    };
    let mut rules = RuleSetting::all(&[]);
    rules.retain(|one| matches!(one.rule, GapRule::Routine | GapRule::TravelRoutine));
    gaps(&ground, &rules, today)
}

/// Adopted or gone through on a day.
fn routine(scope: RoutineScope, day: Date) -> Fact {
    Fact {
        source: Source::Routine(RoutineRef { unit: UNIT, scope }),
        until: Some(proposed_review(day).yesterday().unwrap()),
        ..fact(Kind::Routines, day, Standing::Held)
    }
}

#[test]
fn a_routine_that_is_missing_or_was_not_gone_through_for_a_year_is_a_gap() {
    let (one, other) = (RoutineScope::Prevention, RoutineScope::Handling);
    assert_eq!(of_routines(&[], TODAY), [gap_of(GapRule::Routine, None)]);
    let fresh = [routine(one, date(2026, 1, 15)), routine(other, date(2025, 11, 24))];
    assert_eq!(of_routines(&fresh, TODAY), []);
    let last = date(2026, 11, 23);
    assert_eq!(
        of_routines(&fresh, date(2026, 11, 24)),
        [gap_of(GapRule::Routine, Some(last))]
    );
    let again = [fresh.as_slice(), &[routine(other, date(2026, 11, 20))]].concat();
    assert_eq!(of_routines(&again, date(2026, 11, 24)), []);
    let alone = [routine(RoutineScope::Travel, TODAY), fresh[0]];
    assert_eq!(of_routines(&alone, TODAY), [gap_of(GapRule::Routine, None)]);
    // Work with a day ahead closes it; a day that has passed does not.
    let mut work = routine(other, date(2026, 12, 10));
    (work.standing, work.until) = (Standing::Planned, None);
    assert_eq!(of_routines(&[fresh[0], work], TODAY), []);
    assert_eq!(of_routines(&[fresh[0], work], date(2026, 12, 11)).len(), 1);
}

#[test]
fn somebody_who_has_just_begun_is_not_asked_for_routines_that_never_were_there() {
    let begun = [placed(date(2026, 9, 28), PlacementState::Active)];
    let ground = |today| {
        let ground = Ground {
            unit: UNIT,
            facts: &[],
            placements: &begun,
            calendar: &SchoolCalendar::default(),
            agreements: &[],
            need_since: None,
            weeks: &BTreeMap::new(),
        };
        let mut rules = RuleSetting::all(&[]);
        rules.retain(|one| one.rule == GapRule::Routine);
        gaps(&ground, &rules, today).len()
    };
    assert_eq!((ground(TODAY), ground(date(2026, 11, 24))), (0, 1));
}

#[test]
fn the_routine_of_travel_is_to_be_gone_through_before_may() {
    let expected = [
        routine(RoutineScope::Prevention, date(2027, 1, 15)),
        routine(RoutineScope::Handling, date(2027, 1, 15)),
    ];
    let found = |day: Date, today| {
        let facts = [expected.as_slice(), &[routine(RoutineScope::Travel, day)]].concat();
        of_routines(&facts, today)
    };
    assert_eq!(found(date(2026, 10, 31), date(2027, 4, 30)), []);
    let missed = [gap_of(GapRule::TravelRoutine, Some(date(2027, 4, 30)))];
    assert_eq!(found(date(2026, 10, 31), date(2027, 5, 1)), missed);
    assert_eq!(found(date(2026, 11, 1), date(2027, 5, 1)), []);
    assert_eq!(found(date(2026, 10, 31), date(2027, 8, 1)), [], "another year");
}
