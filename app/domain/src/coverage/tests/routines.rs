//! The page of a routine, coverage and the rule of gaps say the same of every day.

use std::collections::BTreeMap;

use jiff::Span;

use super::*;
use crate::coverage::gaps::{Gap, GapRule, Ground, RuleSetting, gaps};
use crate::ids::PlacementId;
use crate::places::{Placement, PlacementState};
use crate::routines::testing::{AT, ME, done_on};
use crate::routines::{Adopter, DUE_DAYS, Details, FRESH_MONTHS, Routine, RoutineSign};
use crate::text::Percent;

const FIRST: Date = date(2022, 1, 10);

/// What was agreed on each day on which an edition was adopted or gone through, and nothing of editions: what the rules are held against.
struct Agreed(Vec<(Date, Date)>);

impl Agreed {
    /// Of two on one day the second goes.
    fn add(&mut self, on: Date, next: Date) {
        self.0.retain(|(day, _)| *day != on);
        self.0.push((on, next));
    }

    fn due((on, next): (Date, Date)) -> Date {
        next.min(on.saturating_add(Span::new().months(FRESH_MONTHS)))
    }

    fn holds_on(&self, day: Date) -> bool {
        let last = self.0.iter().rfind(|(on, _)| *on <= day);
        last.is_some_and(|one| day < Self::due(*one))
    }

    /// Days around which something changes.
    fn edges(&self) -> impl Iterator<Item = Date> {
        let days = self.0.iter().flat_map(|one| [one.0, Self::due(*one)]);
        days.flat_map(|day| [day.yesterday().unwrap(), day, day.tomorrow().unwrap()])
    }
}

/// A routine that somebody has begun, with an edition that nobody is to adopt on a day.
fn begun() -> Routine {
    let details = Details {
        document: ShortText::parse("26/1044-3").unwrap(),
        ..Details::default()
    };
    done_on(None, &RoutineCommand::Begin { details }, FIRST).unwrap()
}

/// Each step is taken so many days after the last one, with a next review so many days ahead.
fn after(steps: &[(u8, i64, i64)]) -> (Routine, Agreed, Date) {
    let (mut routine, mut agreed, mut today) = (begun(), Agreed(Vec::new()), FIRST);
    for (step, later, ahead) in steps {
        today = today.saturating_add(later.days());
        let next_review = today.saturating_add(ahead.days());
        let adopt = RoutineCommand::Adopt {
            on: today,
            by: Adopter::Head,
            next_review,
        };
        let commands = match step {
            // Without an edition that is worked on, the last adoption would be put right.
            0 if routine.work().is_none() => Vec::new(),
            0 => vec![RoutineCommand::Submit, adopt],
            1 => vec![RoutineCommand::Review { on: today, next_review }],
            2 => vec![RoutineCommand::TakeIntoUse],
            _ => vec![RoutineCommand::Revise { planned_on: None }],
        };
        for command in commands {
            let Ok(done) = done_on(Some(&routine), &command, today) else {
                continue;
            };
            routine = done;
            if let RoutineCommand::Adopt { .. } | RoutineCommand::Review { .. } = command {
                agreed.add(today, next_review);
            }
        }
    }
    (routine, agreed, today)
}

/// What the rule finds where the other routine that is expected holds.
fn gap_on(facts: &[Fact], today: Date) -> Vec<Gap> {
    let other = Fact {
        source: Source::Routine(RoutineRef {
            scope: RoutineScope::Prevention,
            ..AT
        }),
        unit: AT.unit,
        until: Some(today),
        ..fact(Kind::Routines, 1, 1, today, Standing::Held)
    };
    let facts = [facts, &[other]].concat();
    let there = Placement {
        id: PlacementId::new(Ulid(1)),
        person: Some(ME),
        unit: AT.unit,
        percent: Percent::new(100).unwrap(),
        from: date(2020, 8, 1),
        to: None,
        state: PlacementState::Active,
        version: 1,
    };
    let ground = Ground {
        unit: AT.unit,
        facts: &facts,
        placements: &[there],
        calendar: &Default::default(),
        agreements: &[],
        need_since: None,
        weeks: &BTreeMap::new(),
    };
    let mut rules = RuleSetting::all(&[]);
    rules.retain(|one| one.rule == GapRule::Routine);
    gaps(&ground, &rules, today)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_routine_is_covered_on_a_day_by_one_stretch_where_it_holds_and_by_none_where_it_has_expired(
        steps in prop::collection::vec((0u8..4, 0i64..260, 1i64..600), 0..12),
    ) {
        let (routine, agreed, today) = after(&steps);
        let facts: Vec<Fact> = of_routine(&routine).into_iter().map(|one| one.fact).collect();
        prop_assert!(facts.iter().all(|fact| fact.until.is_some_and(|until| fact.day <= until)));
        let covering = |day: Date| {
            let is_there = |fact: &&Fact| (fact.day..=fact.until.unwrap()).contains(&day);
            facts.iter().filter(is_there).count()
        };
        let mut day = FIRST.yesterday().unwrap();
        while day <= today.saturating_add(500_i64.days()) {
            prop_assert_eq!(covering(day), usize::from(agreed.holds_on(day)), "{}", day);
            if day >= today {
                let sign = match agreed.0.is_empty() {
                    true => RoutineSign::UnderWork,
                    false if !agreed.holds_on(day) => RoutineSign::Expired,
                    false if !agreed.holds_on(day.saturating_add(DUE_DAYS.days())) => RoutineSign::Due,
                    false => RoutineSign::InForce,
                };
                prop_assert_eq!(routine.sign(day), sign, "{}", day);
            }
            day = day.tomorrow().unwrap();
        }
        for day in agreed.edges().chain([today]) {
            let holds = agreed.holds_on(day);
            let cell = UnitFigures::count(&facts, Period::school_year(day), day).cell(Kind::Routines);
            prop_assert_eq!((cell.held, cell.planned), (u32::from(holds), 0), "{}", day);
            // Gaps are told of today, when nothing lies ahead.
            if day >= today {
                let since = routine.fresh_until();
                let found: Vec<_> = gap_on(&facts, day).into_iter().map(|gap| gap.since).collect();
                prop_assert_eq!(found, if holds { vec![] } else { vec![since] }, "{}", day);
            }
        }
        prop_assert_eq!(facts.last().and_then(|fact| fact.until), routine.fresh_until());
    }
}

#[test]
fn what_was_agreed_sooner_than_twelve_months_ends_it_then_and_a_new_edition_ends_the_old_one() {
    let (routine, ..) = after(&[(0, 0, 60), (1, 100, 30), (3, 100, 1), (0, 0, 400)]);
    let days = |last: i64| FIRST.saturating_add(last.days());
    assert_eq!(
        routine.spans(),
        [
            (FIRST, days(59)),
            (days(100), days(129)),
            (days(200), date(2023, 7, 28)),
        ]
    );
    assert_eq!(routine.due_on(), Some(date(2023, 7, 29)));
    let (at_once, ..) = after(&[(0, 0, 300), (3, 10, 1), (0, 0, 300), (1, 20, 300)]);
    assert_eq!(
        at_once.spans(),
        [(FIRST, days(9)), (days(10), days(29)), (days(30), days(329))]
    );
    // Adopted on the day on which the one before was gone through: that day is the new one's.
    let (same_day, ..) = after(&[(0, 0, 300), (1, 20, 300), (3, 0, 1), (0, 0, 100)]);
    assert_eq!(same_day.spans(), [(FIRST, days(19)), (days(20), days(119))]);
}
