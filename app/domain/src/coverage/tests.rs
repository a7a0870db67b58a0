use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ulid::Ulid;

use super::view::Sums;
use super::*;
use crate::ids::{DeliveryId, GroupId, MeasureId, NetworkId, PersonId, PresentationId, SurveyId, UnitId};
use crate::issue::IssueCode;
use crate::networks::testing::held_for_two;
use crate::routines::testing::{done, in_use, reviewed_on};
use crate::routines::{RoutineCommand, RoutineRef, RoutineScope};
use crate::text::{ShortText, Target};
use crate::time::SchoolYear;
use crate::time::length::ToLength as _;

mod counties;
mod routines;

const TODAY: Date = date(2026, 11, 23);
const YEAR: Period = Period {
    kind: PeriodKind::SchoolYear,
    year: 2026,
};

fn unit(n: u128) -> UnitId {
    UnitId::new(Ulid(n))
}

fn fact(kind: Kind, id: u128, number: u8, on: Date, standing: Standing) -> Fact {
    let id = Ulid(id);
    Fact {
        source: match kind {
            Kind::Groups => Source::Group(GroupId::new(id)),
            Kind::Teaching => Source::Delivery(DeliveryId::new(id)),
            Kind::Competence => Source::Measure(MeasureId::new(id)),
            Kind::NeedsMapping => Source::Survey(SurveyId::new(id)),
            Kind::Routines => Source::Routine(RoutineRef {
                unit: UnitId::new(id),
                scope: RoutineScope::Handling,
            }),
            Kind::Networks => Source::Network(NetworkId::new(id)),
            _ => Source::Presentation(PresentationId::new(id)),
        },
        number,
        kind,
        unit: unit(1),
        day: on,
        until: None,
        standing,
        reached: Reached {
            pupils: 7,
            staff: 11,
            ..Reached::default()
        },
        minutes: 60,
    }
}

fn figures(facts: &[Fact]) -> UnitFigures {
    UnitFigures::count(facts, YEAR, TODAY)
}

#[test]
fn a_group_counts_once_however_many_of_its_sessions_were_held() {
    let sessions = [
        fact(Kind::Groups, 1, 1, date(2026, 9, 1), Standing::Held),
        fact(Kind::Groups, 1, 2, date(2026, 9, 8), Standing::Held),
        fact(Kind::Groups, 1, 3, date(2026, 12, 1), Standing::Planned),
        fact(Kind::Groups, 2, 1, date(2026, 12, 2), Standing::Planned),
    ];
    let counted = figures(&sessions);
    let cell = counted.cell(Kind::Groups);
    assert_eq!((cell.held, cell.planned), (1, 1));
    assert_eq!(cell.state(), CellState::Reached);
    assert_eq!(cell.last, Some(date(2026, 9, 8)));
    assert_eq!((counted.reached.pupils, counted.minutes), (14, 120));
    assert_eq!(counted.breadth(), Breadth(1));
}

#[test]
fn a_cell_is_planned_with_nothing_carried_out_and_a_gap_with_neither() {
    let planned = figures(&[fact(Kind::Teaching, 1, 1, date(2026, 12, 1), Standing::Planned)]);
    assert_eq!(planned.cell(Kind::Teaching).state(), CellState::Planned);
    assert!(!planned.is_reached());
    let off = figures(&[fact(Kind::Teaching, 1, 1, date(2026, 9, 1), Standing::Off)]);
    assert_eq!(off, UnitFigures::default());
    assert_eq!(off.cell(Kind::Teaching).state(), CellState::Gap);
    assert_eq!(off.gaps(), 8);
}

#[test]
fn a_gap_says_how_long_ago_it_last_was_otherwise() {
    let old = figures(&[fact(Kind::Teaching, 1, 1, date(2026, 3, 24), Standing::Held)]);
    let cell = old.cell(Kind::Teaching);
    assert_eq!(cell.state(), CellState::Gap);
    assert_eq!(cell.months_since(TODAY), Some(7));
    assert_eq!(cell.months_since(date(2026, 11, 24)), Some(8));
    assert_eq!(old.cell(Kind::Groups).months_since(TODAY), None);
}

#[test]
fn a_survey_is_carried_out_on_the_day_after_its_last() {
    let survey = [fact(Kind::NeedsMapping, 1, 1, TODAY, Standing::Runs)];
    let on = |day| UnitFigures::count(&survey, YEAR, day).cell(Kind::NeedsMapping).state();
    assert_eq!(on(TODAY), CellState::Planned);
    assert_eq!(on(date(2026, 11, 24)), CellState::Reached);
}

#[test]
fn a_routine_counts_as_long_as_it_holds_and_not_on_the_day_of_its_adoption_alone() {
    let old = in_use(date(2026, 3, 2));
    let told: Vec<Fact> = of_routine(&old).into_iter().map(|one| one.fact).collect();
    let in_period = |facts: &[Fact], kind, year, today| {
        let cell = UnitFigures::count(facts, Period { kind, year }, today).cell(Kind::Routines);
        (cell.held, cell.planned, cell.last)
    };
    let adopted = Some(date(2026, 3, 2));
    let school_year = PeriodKind::SchoolYear;
    assert_eq!(
        in_period(&told, school_year, 2026, TODAY),
        (1, 0, adopted),
        "adopted in the year before"
    );
    assert_eq!(in_period(&told, school_year, 2026, date(2027, 3, 1)), (1, 0, adopted));
    assert_eq!(in_period(&told, school_year, 2026, date(2027, 3, 2)), (0, 0, adopted));
    assert_eq!(
        in_period(&told, school_year, 2025, date(2028, 1, 1)),
        (1, 0, adopted),
        "on its last day"
    );
    assert_eq!(in_period(&told, PeriodKind::Autumn, 2025, TODAY), (0, 0, None));
    assert_eq!(
        in_period(&told, school_year, 2027, TODAY),
        (0, 0, adopted),
        "nobody knows yet"
    );

    let revise = RoutineCommand::Revise {
        planned_on: Some(date(2027, 4, 1)),
    };
    let begun = of_routine(&done(Some(&old), &revise).unwrap());
    let told: Vec<Fact> = begun.into_iter().map(|one| one.fact).collect();
    assert_eq!(
        in_period(&told, school_year, 2026, TODAY),
        (1, 0, adopted),
        "one routine is counted once"
    );
    assert_eq!(in_period(&told, school_year, 2026, date(2027, 3, 2)), (0, 1, adopted));
    let seen = of_routine(&done(Some(&old), &reviewed_on(TODAY)).unwrap());
    let seen: Vec<_> = seen.iter().map(|one| (one.fact.day, one.fact.until)).collect();
    assert_eq!(
        seen,
        [
            (date(2026, 3, 2), Some(date(2026, 11, 22))),
            (TODAY, Some(date(2027, 11, 22)))
        ]
    );
}

#[test]
fn a_networks_meeting_counts_at_each_place_and_its_headcount_at_one() {
    let told: Vec<Fact> = of_network(&held_for_two()).into_iter().map(|one| one.fact).collect();
    let at = |place: UnitId| {
        let there = told.iter().filter(|fact| fact.unit == place);
        let figures = UnitFigures::count(there, YEAR, TODAY);
        (
            figures.cell(Kind::Networks).held,
            figures.reached.services,
            figures.minutes,
        )
    };
    assert_eq!((at(unit(3)), at(unit(4))), ((1, 9, 90), (1, 0, 0)));
}

#[test]
fn staff_coverage_is_never_more_than_all_and_unknown_without_a_number_of_staff() {
    let trained = figures(&[
        fact(Kind::Competence, 1, 1, date(2026, 9, 1), Standing::Held),
        fact(Kind::Competence, 2, 1, date(2026, 10, 1), Standing::Held),
    ]);
    assert_eq!(trained.trained, 22);
    assert_eq!(trained.staff_coverage(Some(44)), Some(50));
    assert_eq!(trained.staff_coverage(Some(12)), Some(100));
    assert_eq!(trained.staff_coverage(Some(0)), None);
    assert_eq!(trained.staff_coverage(None), None);
}

#[test]
fn periods_are_read_back_and_hold_their_days() {
    for kind in PeriodKind::ALL {
        let period = Period { kind, year: 2026 };
        assert_eq!(period.to_string().parse(), Ok(period));
        assert!(period.holds(period.first()) && period.holds(period.last()));
        assert!(!period.holds(period.first().yesterday().unwrap()));
        assert!(!period.holds(period.last().tomorrow().unwrap()));
    }
    for bad in [
        "",
        "school_year",
        "school_year-",
        "school_year-1999",
        "week-2026",
        "autumn--1",
    ] {
        assert_eq!(bad.parse::<Period>(), Err(IssueCode::UnknownChoice), "{bad}");
    }
    assert_eq!(Period::school_year(date(2026, 7, 31)).year, 2025);
    assert_eq!(Period::of(PeriodKind::Autumn, TODAY).first(), date(2026, 8, 1));
}

#[test]
fn a_target_is_a_small_number_and_a_change_of_it_has_a_reason() {
    let year = SchoolYear::starting(2026);
    let form = |number: &str, reason: &str| TargetForm {
        numbers: [("groups".to_owned(), number.to_owned())].into(),
        reason: reason.to_owned(),
    };
    let refused = form("-1", "").parse(unit(1), year).unwrap_err();
    assert_eq!(refused[0].field, "targets.groups");
    assert_eq!(refused[0].code, IssueCode::OutOfRange { min: 0, max: 99 });
    assert_eq!(
        form("to", "").parse(unit(1), year).unwrap_err()[0].code,
        IssueCode::NotANumber
    );
    let by = PersonId::new(Ulid(5));
    let wanted = |number: &str, reason: &str| form(number, reason).parse(unit(1), year).unwrap();
    let first = set(None, &wanted("2", ""), by, TODAY).unwrap();
    assert_eq!(first.history, []);
    assert!(matches!(
        set(Some(&first), &wanted("3", ""), by, TODAY),
        Err(TargetRule::NoReason)
    ));
    assert!(matches!(
        set(Some(&first), &wanted("2", "x"), by, TODAY),
        Err(TargetRule::Unchanged)
    ));
    let second = set(Some(&first), &wanted("3", "Ny leder"), by, TODAY).unwrap();
    assert_eq!(second.targets[&Kind::Groups], Target::new(3).unwrap());
    assert_eq!(second.history[0].before, first.targets);
    assert_eq!(second.history[0].reason, ShortText::parse("Ny leder").unwrap());
    let mut many = second;
    for n in 4..60 {
        many = set(Some(&many), &wanted(&n.to_string(), "x"), by, TODAY).unwrap();
    }
    assert_eq!(many.history.len(), 20);
    assert_eq!(many.history[0].before[&Kind::Groups], Target::new(58).unwrap());
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let one = (
        0..Kind::ALL.len(),
        1u128..6,
        1u8..4,
        0i64..900,
        0..Standing::ALL.len(),
        1u128..4,
        0u32..40,
    );
    prop::collection::vec(one, 0..40).prop_map(|all| {
        all.into_iter()
            .map(|(kind, id, number, day, standing, at, pupils)| Fact {
                unit: unit(at),
                reached: Reached {
                    pupils,
                    ..Reached::default()
                },
                ..fact(
                    Kind::ALL[kind],
                    id,
                    number,
                    date(2025, 1, 1).saturating_add(day.days()),
                    Standing::ALL[standing],
                )
            })
            .collect()
    })
}

/// The last fact of each part, as a reader of the table finds them.
fn latest(facts: &[Fact]) -> Vec<Fact> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<Fact> = facts
        .iter()
        .rev()
        .filter(|fact| seen.insert((fact.source, fact.number)))
        .copied()
        .collect();
    kept.reverse();
    kept
}

proptest! {
    #[test]
    fn a_board_counts_what_a_count_from_the_start_would(facts in facts()) {
        let mut board = Board::default();
        for fact in &facts {
            board.put(*fact);
        }
        let kept = latest(&facts);
        prop_assert!(kept.iter().all(|fact| board.knows(fact)));
        for at in (1..4).map(unit) {
            let there: Vec<Fact> = kept.iter().filter(|fact| fact.unit == at).copied().collect();
            prop_assert_eq!(board.figures(at, YEAR, TODAY), UnitFigures::count(&there, YEAR, TODAY));
        }
        // Told again from the start, nothing changes.
        let before: Vec<UnitFigures> = (1..4).map(|at| board.figures(unit(at), YEAR, TODAY)).collect();
        for fact in &kept {
            board.put(*fact);
        }
        let after: Vec<UnitFigures> = (1..4).map(|at| board.figures(unit(at), YEAR, TODAY)).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn the_order_in_which_facts_are_counted_is_of_no_account(facts in facts(), turn in 0usize..40) {
        let kept = latest(&facts);
        let mut turned = kept.clone();
        if !turned.is_empty() {
            let at = turn % turned.len();
            turned.rotate_left(at);
        }
        prop_assert_eq!(UnitFigures::count(&kept, YEAR, TODAY), UnitFigures::count(&turned, YEAR, TODAY));
    }

    #[test]
    fn every_minute_and_headcount_of_a_calendar_year_lies_in_one_of_its_halves(facts in facts()) {
        let kept = latest(&facts);
        let of = |kind| UnitFigures::count(&kept, Period { kind, year: 2026 }, TODAY);
        let (whole, first, second) = (
            of(PeriodKind::CalendarYear), of(PeriodKind::FirstHalf), of(PeriodKind::SecondHalf),
        );
        prop_assert_eq!(whole.minutes, first.minutes + second.minutes);
        prop_assert_eq!(whole.reached, first.reached.and(second.reached));
        prop_assert_eq!(whole.breadth().0 > 0, first.breadth().0 + second.breadth().0 > 0);
    }

    /// What a reform of counties does to figures: units go from one county to another, and the nation stays what it was.
    #[test]
    fn the_sums_of_counties_are_the_sums_of_all_however_units_are_divided(
        facts in facts(), of_county in prop::collection::vec(0usize..3, 3),
    ) {
        let kept = latest(&facts);
        let all: Vec<UnitFigures> = (1..4)
            .map(|at| {
                let there: Vec<Fact> = kept.iter().filter(|fact| fact.unit == unit(at)).copied().collect();
                UnitFigures::count(&there, YEAR, TODAY)
            })
            .collect();
        let nation = Sums::of(&all);
        let mut counties = [Sums::default(); 3];
        for (figures, county) in all.iter().zip(&of_county) {
            counties[*county].add(figures);
        }
        prop_assert_eq!(nation.units.of, counties.iter().map(|sums| sums.units.of).sum::<usize>());
        prop_assert_eq!(nation.units.all, counties.iter().map(|sums| sums.units.all).sum::<usize>());
        prop_assert_eq!(nation.minutes, counties.iter().map(|sums| sums.minutes).sum::<u64>());
        for kind in Kind::ALL {
            let of: usize = counties.iter().map(|sums| sums.kinds[kind.place()].of).sum();
            prop_assert_eq!(nation.kinds[kind.place()].of, of);
        }
        let reached = counties.iter().fold(Reached::default(), |sum, sums| sum.and(sums.reached));
        prop_assert_eq!(nation.reached, reached);
    }
}

#[test]
fn every_source_is_read_back() {
    let routine = Source::Routine(RoutineRef {
        unit: unit(3),
        scope: RoutineScope::Travel,
    });
    assert_eq!(routine.to_string(), format!("routine/{}.travel", unit(3)));
    let id = Ulid(7);
    for source in [
        routine,
        Source::Network(NetworkId::new(id)),
        Source::Measure(MeasureId::new(id)),
    ] {
        assert_eq!(source.to_string().parse(), Ok(source));
    }
    for bad in [
        "routine/",
        "routine/x.travel",
        "network",
        "routine/01KDVDNA000000000000000801.no",
    ] {
        assert!(bad.parse::<Source>().is_err(), "{bad}");
    }
}
