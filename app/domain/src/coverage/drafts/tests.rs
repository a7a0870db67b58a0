use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::coverage::{Board, CellState, Fact, Kind, Period, PeriodKind, Reached, Source, Standing};
use crate::hours::Rules;
use crate::ids::{GroupId, MeasureId, PersonId, PlacementId, UnitId, WhatIfId};
use crate::issue::{Issue, IssueCode};
use crate::outreach::Share;
use crate::places::{Placement, PlacementState};
use crate::text::{Headcount, MeasureCount, Percent, Title, WorkMinutes};

const TODAY: Date = date(2026, 11, 23);
const YEAR: Period = Period {
    kind: PeriodKind::SchoolYear,
    year: 2026,
};

fn unit(n: u128) -> UnitId {
    UnitId::new(Ulid(n))
}

fn person(n: u128) -> PersonId {
    PersonId::new(Ulid(n))
}

fn id(n: u128) -> PlacementId {
    PlacementId::new(Ulid(n))
}

/// The placement of this number, at the unit of this number.
fn placed(n: u128, percent: i64, who: Option<u128>) -> Placement {
    Placement {
        id: id(n),
        person: who.map(person),
        unit: unit(n),
        percent: Percent::new(percent).unwrap(),
        from: date(2025, 8, 1),
        to: None,
        state: who.map_or(PlacementState::Vacant, |_| PlacementState::Active),
        version: 1,
    }
}

fn fact(kind: Kind, number: u128, at: u128, day: Date, standing: Standing) -> Fact {
    Fact {
        source: match kind {
            Kind::Competence => Source::Measure(MeasureId::new(Ulid(number))),
            _ => Source::Group(GroupId::new(Ulid(number))),
        },
        number: 1,
        kind,
        unit: unit(at),
        day,
        until: None,
        standing,
        reached: Reached {
            pupils: 8,
            ..Reached::default()
        },
        minutes: 60,
    }
}

/// Four units: two with somebody, a vacant position, and nobody.
struct House {
    board: Board,
    units: BTreeSet<UnitId>,
    placements: Vec<Placement>,
    rules: Rules,
}

impl House {
    fn new() -> Self {
        let mut board = Board::default();
        board.put(fact(Kind::Groups, 1, 1, date(2026, 9, 1), Standing::Held));
        board.put(fact(Kind::Groups, 2, 1, date(2027, 2, 1), Standing::Planned));
        board.put(fact(Kind::Competence, 3, 2, date(2027, 1, 11), Standing::Planned));
        Self {
            board,
            units: (1..=4).map(unit).collect(),
            placements: vec![placed(1, 100, Some(1)), placed(2, 60, Some(2)), placed(3, 100, None)],
            rules: Rules::default(),
        }
    }

    fn field(&self) -> Field<'_> {
        Field {
            board: &self.board,
            units: &self.units,
            placements: &self.placements,
            rules: &self.rules,
            period: YEAR,
            today: TODAY,
        }
    }

    fn outcome(&self, steps: &[Step]) -> Outcome {
        outcome(&self.field(), steps)
    }

    fn faults(&self, before: &[Step], step: &Step) -> Vec<(String, IssueCode)> {
        let pair = |issue: Issue| (issue.field, issue.code);
        faults(&self.field(), before, step).into_iter().map(pair).collect()
    }
}

fn moved(n: u128, to: u128, percent: i64, on: Date) -> Step {
    Step::Move {
        placement: id(n),
        unit: unit(to),
        percent: Percent::new(percent).unwrap(),
        on,
    }
}

fn added(who: Option<u128>, at: u128, percent: i64, on: Date) -> Step {
    Step::Add {
        person: who.map(person),
        unit: unit(at),
        percent: Percent::new(percent).unwrap(),
        on,
    }
}

fn planned(measure: Kind, at: u128, (pupils, competence): (i64, i64), on: Date) -> Step {
    Step::Measure {
        measure,
        unit: unit(at),
        on,
        number: MeasureCount::new(2).unwrap(),
        pupils: WorkMinutes::new(pupils).unwrap(),
        competence: WorkMinutes::new(competence).unwrap(),
        staff: Headcount::new(30).unwrap(),
    }
}

const JANUARY: Date = date(2027, 1, 4);

#[test]
fn without_steps_nothing_changes() {
    let seen = House::new().outcome(&[]);
    assert_eq!(seen.before, seen.after);
    assert_eq!((seen.cells, seen.left), (vec![], vec![]));
    assert_eq!(seen.before.units, Share { of: 2, all: 3 });
    assert_eq!((seen.before.filled, seen.before.vacant), (160, 100));
    // Two sessions of a group against one competence measure.
    assert_eq!(seen.before.guide.share(), Some(67));
}

#[test]
fn a_vacancy_that_moves_leaves_its_unit_and_changes_no_total() {
    let seen = House::new().outcome(&[moved(3, 4, 100, JANUARY)]);
    let left = Left {
        unit: unit(3),
        from: JANUARY,
    };
    assert_eq!(seen.left, [left]);
    assert_eq!((seen.after.filled, seen.after.vacant), (160, 100));
    // Both units have the position in a part of the period.
    assert_eq!(seen.after.units, Share { of: 2, all: 4 });
}

#[test]
fn what_is_planned_where_nobody_is_any_more_is_told() {
    let house = House::new();
    let seen = house.outcome(&[moved(2, 4, 60, JANUARY)]);
    let cells: Vec<_> = seen.cells.iter().map(|one| (one.unit, one.kind, one.change)).collect();
    assert_eq!(cells, [(unit(2), Kind::Competence, Change::Unstaffed)]);
    // As long as a share stays, somebody is there.
    assert_eq!(house.outcome(&[moved(2, 4, 30, JANUARY)]).cells, []);
    // After the day of the measure nothing is lost.
    assert_eq!(house.outcome(&[moved(2, 4, 60, date(2027, 3, 1))]).cells, []);
}

#[test]
fn planned_measures_fill_gaps_and_move_the_guide() {
    let seen = House::new().outcome(&[planned(Kind::Competence, 1, (0, 90), JANUARY)]);
    let cells: Vec<_> = seen.cells.iter().map(|one| (one.unit, one.kind, one.change)).collect();
    assert_eq!(cells, [(unit(1), Kind::Competence, Change::Filled)]);
    assert_eq!(seen.cells[0].after.state(), CellState::Planned);
    assert_eq!(seen.after.gaps, seen.before.gaps - 1);
    assert_eq!(seen.after.planned, seen.before.planned + 2);
    assert_eq!(seen.after.staff, seen.before.staff + 30);
    // 120 for pupils and 60 + 180 for staff.
    assert_eq!(seen.after.guide.share(), Some(33));
    // At the unit itself: 120 alone, and with 180.
    assert_eq!(
        (seen.before.here.share(), seen.after.here.share()),
        (Some(100), Some(40))
    );
}

#[test]
fn every_fault_has_its_sentence_beside_its_field() {
    let house = House::new();
    let fault = |step: &Step| house.faults(&[], step);
    let one = |field: &str, code: IssueCode| vec![(field.to_owned(), code)];
    assert_eq!(
        fault(&added(Some(2), 4, 50, JANUARY)),
        one("percent", IssueCode::MoreThanFull { percent: 110 })
    );
    assert_eq!(fault(&added(Some(2), 4, 40, JANUARY)), []);
    assert_eq!(fault(&added(None, 9, 40, JANUARY)), one("unit", IssueCode::NotInPeriod));
    assert_eq!(fault(&moved(1, 1, 100, JANUARY)), one("unit", IssueCode::SamePlace));
    assert_eq!(
        fault(&moved(2, 4, 80, JANUARY)),
        one("percent", IssueCode::OutOfRange { min: 1, max: 60 })
    );
    assert_eq!(
        fault(&moved(1, 4, 100, date(2027, 8, 1))),
        one("on", IssueCode::OutsidePeriod)
    );
    assert_eq!(
        fault(&moved(7, 4, 100, JANUARY)),
        one("placement", IssueCode::UnknownChoice)
    );
    assert_eq!(
        fault(&planned(Kind::Groups, 1, (0, 0), JANUARY)),
        one("pupils", IssueCode::OutOfRange { min: 1, max: 1440 })
    );
    let ended = Step::End {
        placement: id(1),
        on: date(2026, 12, 31),
    };
    assert_eq!(fault(&ended), []);
    // What is gone can't be moved, and what was moved can't be moved again.
    let twice = moved(1, 4, 100, JANUARY);
    assert_eq!(
        house.faults(&[ended], &twice),
        one("placement", IssueCode::UnknownChoice)
    );
    assert_eq!(
        house.faults(std::slice::from_ref(&twice), &twice),
        one("placement", IssueCode::UnknownChoice)
    );
    let half = moved(1, 4, 50, JANUARY);
    assert_eq!(house.faults(std::slice::from_ref(&half), &moved(1, 2, 50, JANUARY)), []);
    assert_eq!(
        house.faults(&[half], &moved(1, 2, 60, JANUARY)),
        one("percent", IssueCode::OutOfRange { min: 1, max: 50 })
    );
}

#[test]
fn a_step_is_read_from_its_form_and_every_empty_field_is_told() {
    let fields = |form: StepForm| -> Vec<String> {
        let issues = form.parse().unwrap_err();
        issues.into_iter().map(|issue| issue.field).collect()
    };
    assert_eq!(fields(StepForm::default()), ["kind"]);
    let of = |kind: &str| StepForm {
        kind: kind.to_owned(),
        ..StepForm::default()
    };
    assert_eq!(fields(of("move")), ["placement", "unit", "percent", "on"]);
    assert_eq!(fields(of("end")), ["placement", "on"]);
    assert_eq!(fields(of("add")), ["unit", "percent", "on"]);
    assert_eq!(fields(of("measure")), ["measure", "unit", "on", "number"]);
    let typed = StepForm {
        unit: unit(1).to_string(),
        on: "2027-01-04".to_owned(),
        measure: "competence".to_owned(),
        number: "2".to_owned(),
        competence: "90".to_owned(),
        staff: "30".to_owned(),
        ..of("measure")
    };
    assert_eq!(typed.parse(), Ok(planned(Kind::Competence, 1, (0, 90), JANUARY)));
    let negative = StepForm {
        pupils: "-5".to_owned(),
        ..typed
    };
    assert_eq!(fields(negative), ["pupils"]);
}

#[test]
fn steps_travel_as_they_are() {
    let ended = Step::End {
        placement: id(1),
        on: JANUARY,
    };
    for step in [
        moved(1, 4, 100, JANUARY),
        ended,
        added(None, 4, 50, JANUARY),
        planned(Kind::Groups, 1, (60, 0), JANUARY),
    ] {
        let text = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<Step>(&text).unwrap(), step, "{text}");
    }
}

fn draft(steps: Vec<Step>) -> WhatIf {
    WhatIf {
        id: WhatIfId::new(Ulid(1)),
        owner: person(1),
        name: Title::parse("Vår").unwrap(),
        period: YEAR,
        steps,
        earlier: None,
        changed_on: date(2026, 11, 1),
        version: 3,
    }
}

#[test]
fn a_change_is_undone_and_made_again() {
    let empty = draft(Vec::new());
    let id = empty.id;
    let undo = WhatIfCommand::Undo { id };
    assert_eq!(apply(&empty, &undo, TODAY), Err(WhatIfRule::NothingToUndo));
    let step = moved(1, 4, 100, JANUARY);
    let add = WhatIfCommand::Add { id, step: step.clone() };
    let one = apply(&empty, &add, TODAY).unwrap();
    assert_eq!((one.steps.len(), one.version, one.changed_on), (1, 4, TODAY));
    let undone = apply(&one, &undo, TODAY).unwrap();
    assert_eq!(undone.steps, []);
    assert_eq!(apply(&undone, &undo, TODAY).unwrap().steps, one.steps);
    let remove = |number| WhatIfCommand::Remove { id, number };
    assert_eq!(apply(&one, &remove(0), TODAY), Err(WhatIfRule::NoStep));
    assert_eq!(apply(&one, &remove(2), TODAY), Err(WhatIfRule::NoStep));
    assert_eq!(apply(&one, &remove(1), TODAY).unwrap().steps, []);
    let full = draft(vec![step; MAX_STEPS]);
    assert_eq!(apply(&full, &add, TODAY), Err(WhatIfRule::Full));
}

/// The per cents of all posts on a day, of a person or of nobody.
fn total(posts: &[Post], day: Date, who: Option<PersonId>) -> u32 {
    let there = posts.iter().filter(|post| post.person == who && post.holds_on(day));
    there.map(|post| u32::from(post.percent)).sum()
}

prop_compose! {
    fn moves()(list in proptest::collection::vec((1u128..=3, 1u128..=4, 1i64..=100, 0i16..300), 0..6)) -> Vec<Step> {
        list.into_iter()
            .map(|(n, to, percent, day)| moved(n, to, percent, YEAR.first().saturating_add(day.days())))
            .collect()
    }
}

proptest! {
    #[test]
    fn a_move_conserves_every_persons_total_on_every_day(steps in moves(), day in 0i16..400) {
        let house = House::new();
        let day = YEAR.first().saturating_add(day.days());
        let (now, then) = (posts(&house.placements, &[]), posts(&house.placements, &steps));
        for who in [None, Some(person(1)), Some(person(2))] {
            prop_assert_eq!(total(&now, day, who), total(&then, day, who));
        }
        let seen = house.outcome(&steps);
        prop_assert_eq!(seen.before.filled, seen.after.filled);
        prop_assert_eq!(seen.before.vacant, seen.after.vacant);
        prop_assert_eq!(seen.before.guide, seen.after.guide);
    }

    #[test]
    fn the_order_of_steps_of_other_placements_and_units_does_not_matter(
        days in proptest::array::uniform4(0i16..300),
        percent in 1i64..=60,
        order in Just(vec![0usize, 1, 2, 3]).prop_shuffle(),
    ) {
        let on = |at: usize| YEAR.first().saturating_add(days[at].days());
        let steps = [
            moved(1, 4, percent, on(0)),
            moved(2, 3, percent, on(1)),
            added(None, 1, percent, on(2)),
            planned(Kind::Teaching, 2, (45, 0), on(3)),
        ];
        let shuffled: Vec<Step> = order.iter().map(|at| steps[*at].clone()).collect();
        let house = House::new();
        prop_assert_eq!(house.outcome(&steps), house.outcome(&shuffled));
    }
}
