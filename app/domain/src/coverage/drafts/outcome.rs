//! What a draft would change: pure, from the facts of coverage, the placements and the steps.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::post::{Post, posts};
use super::step::Step;
use crate::coverage::{Board, Cell, CellState, Fact, Kind, Period, Standing, UnitFigures};
use crate::hours::{Guide, HourKind, Rules, Sums};
use crate::ids::UnitId;
use crate::outreach::Share;
use crate::places::{Placement, PlacementState};

/// What a draft is counted on.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The facts of all units.
    pub board: &'a Board,
    /// Units in use.
    pub units: &'a BTreeSet<UnitId>,
    /// Placements, past and coming ones too.
    pub placements: &'a [Placement],
    /// Where the time of each kind of work is counted.
    pub rules: &'a Rules,
    /// What stretch of time.
    pub period: Period,
    /// The day of counting.
    pub today: Date,
}

/// The figures of all units with a position in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Units where something is carried out or planned, by kind.
    pub kinds: [Share; 8],
    /// Units where anything is carried out or planned.
    pub units: Share,
    /// Gaps, of the kinds that are recorded.
    pub gaps: u32,
    /// Measures that are planned.
    pub planned: u32,
    /// Staff in competence measures, carried out or planned in the draft.
    pub staff: u32,
    /// Per cent of full positions with somebody at work on the last day of the period.
    pub filled: u32,
    /// Per cent of full positions that are vacant then.
    pub vacant: u32,
    /// Minutes of measures in the period, held and planned, against the guide.
    pub guide: Guide,
    /// The same at the units that the draft is about.
    pub here: Guide,
}

named! {
    /// How a cell changes.
    Change[3] {
        /// A gap is planned.
        Filled = "filled",
        /// There is more than before.
        More = "more",
        /// What is planned has nobody there any more.
        Unstaffed = "unstaffed",
    }
}

/// A cell of the matrix that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// Where.
    pub unit: UnitId,
    /// What kind of measure.
    pub kind: Kind,
    /// As it is.
    pub before: Cell,
    /// As it would be.
    pub after: Cell,
    /// How it changes.
    pub change: Change,
}

/// A unit that would be without any position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Which.
    pub unit: UnitId,
    /// From which day.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
}

/// What a draft would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// As today.
    pub before: Tally,
    /// With the draft.
    pub after: Tally,
    /// Cells that change, by unit and kind.
    pub cells: Vec<CellChange>,
    /// Units left without a position.
    pub left: Vec<Left>,
}

/// What these steps change. Without steps, nothing.
pub fn outcome(field: &Field<'_>, steps: &[Step]) -> Outcome {
    let now = posts(field.placements, &[]);
    let then = posts(field.placements, steps);
    let about = about(field, steps);
    Outcome {
        before: tally(field, &now, &[], &about),
        after: tally(field, &then, steps, &about),
        cells: cells(field, (&now, &then), steps),
        left: left(field, &now, &then),
    }
}

/// The units that the steps are about.
fn about(field: &Field<'_>, steps: &[Step]) -> BTreeSet<UnitId> {
    let from = |step: &Step| {
        let id = step.placement()?;
        let placement = field.placements.iter().find(|one| one.id == id)?;
        Some(placement.unit)
    };
    steps
        .iter()
        .flat_map(|step| [step.unit(), from(step)])
        .flatten()
        .collect()
}

/// Units with a post in the period.
fn advised(field: &Field<'_>, posts: &[Post]) -> BTreeSet<UnitId> {
    let (first, last) = (field.period.first(), field.period.last());
    posts
        .iter()
        .filter(|post| post.meets(first, last))
        .map(|post| post.unit)
        .collect()
}

/// The figures of a unit with what the steps plan there.
fn figures(field: &Field<'_>, steps: &[Step], of: UnitId) -> UnitFigures {
    let mut figures = field.board.figures(of, field.period, field.today);
    for step in steps {
        if let Step::Measure {
            measure, unit, number, ..
        } = step
            && *unit == of
            && let Some(cell) = figures.cells.get_mut(measure.place())
        {
            cell.planned += u32::from(number.get());
        }
    }
    figures
}

fn tally(field: &Field<'_>, posts: &[Post], steps: &[Step], about: &BTreeSet<UnitId>) -> Tally {
    let mut tally = Tally::default();
    for unit in advised(field, posts) {
        let figures = figures(field, steps, unit);
        let is_there = |cell: &Cell| cell.state() != CellState::Gap;
        for (share, cell) in tally.kinds.iter_mut().zip(&figures.cells) {
            share.all += 1;
            share.of += usize::from(is_there(cell));
        }
        tally.units.all += 1;
        tally.units.of += usize::from(figures.cells.iter().any(is_there));
        tally.gaps += u32::from(figures.gaps());
        tally.planned += figures.cells.iter().map(|cell| cell.planned).sum::<u32>();
        tally.staff = tally.staff.saturating_add(figures.trained);
    }
    tally.staff = tally.staff.saturating_add(steps.iter().map(planned_staff).sum());
    let last = field.period.last();
    for post in posts.iter().filter(|post| post.holds_on(last)) {
        match post.state {
            PlacementState::Active => tally.filled += u32::from(post.percent),
            PlacementState::Vacant => tally.vacant += u32::from(post.percent),
            PlacementState::Leave => {}
        }
    }
    let all: BTreeSet<UnitId> = field.board.units().collect();
    tally.guide = guide(field, steps, &all);
    tally.here = guide(field, steps, about);
    tally
}

fn planned_staff(step: &Step) -> u32 {
    match step {
        Step::Measure {
            measure: Kind::Competence,
            staff,
            ..
        } => staff.get().into(),
        Step::Measure { .. } | Step::Move { .. } | Step::End { .. } | Step::Add { .. } => 0,
    }
}

/// Where these units end: the time with people of what is held and planned in the period, and of what the steps plan there.
fn guide(field: &Field<'_>, steps: &[Step], units: &BTreeSet<UnitId>) -> Guide {
    let facts = units.iter().flat_map(|unit| field.board.facts(*unit));
    let counted: Sums = facts
        .filter(|fact| fact.standing != Standing::Off && field.period.holds(fact.day))
        .map(|fact| field.rules.of(work(fact)).split.divide(fact.minutes))
        .sum();
    let planned: Sums = steps.iter().map(minutes).sum();
    Guide::of(counted + planned)
}

fn minutes(step: &Step) -> Sums {
    match step {
        Step::Measure {
            number,
            pupils,
            competence,
            ..
        } => {
            let all = |each: u16| u32::from(each).saturating_mul(number.get().into());
            Sums {
                pupils: all(pupils.get()),
                competence: all(competence.get()),
                common: 0,
            }
        }
        Step::Move { .. } | Step::End { .. } | Step::Add { .. } => Sums::default(),
    }
}

/// What kind of work an activity is, as far as coverage knows. Who a presentation is for is known once it was held.
const fn work(fact: &Fact) -> HourKind {
    match fact.kind {
        Kind::Groups => HourKind::GroupSession,
        Kind::Teaching => HourKind::Lesson,
        Kind::Presentations => {
            let reached = fact.reached;
            if reached.mixed > 0 {
                HourKind::MixedTalk
            } else if reached.staff + reached.services > 0 {
                HourKind::StaffTalk
            } else if reached.parents > 0 {
                HourKind::ParentsTalk
            } else {
                HourKind::PupilsTalk
            }
        }
        Kind::Competence => HourKind::Measure,
        Kind::NeedsMapping => HourKind::Guidance,
        Kind::Routines => HourKind::Routines,
        Kind::Networks => HourKind::Networks,
        Kind::Services => HourKind::StaffTalk,
    }
}

fn cells(field: &Field<'_>, (now, then): (&[Post], &[Post]), steps: &[Step]) -> Vec<CellChange> {
    let units: BTreeSet<UnitId> = field.board.units().chain(steps.iter().filter_map(Step::unit)).collect();
    let of = |unit: UnitId| {
        let (before, after) = (figures(field, &[], unit), figures(field, steps, unit));
        Kind::ALL.into_iter().filter_map(move |kind| {
            let (before, after) = (before.cell(kind), after.cell(kind));
            let change = if before.state() == CellState::Gap && after.state() == CellState::Planned {
                Change::Filled
            } else if before != after {
                Change::More
            } else if is_unstaffed(field, (now, then), unit, kind) {
                Change::Unstaffed
            } else {
                return None;
            };
            Some(CellChange {
                unit,
                kind,
                before,
                after,
                change,
            })
        })
    };
    units.into_iter().flat_map(of).collect()
}

/// Whether something is planned on a day on which somebody is at work there now, and would not be.
fn is_unstaffed(field: &Field<'_>, (now, then): (&[Post], &[Post]), unit: UnitId, kind: Kind) -> bool {
    let serves = |posts: &[Post], day: Date| posts.iter().any(|post| post.unit == unit && post.serves_on(day));
    let is_ahead = |fact: &&Fact| {
        let standing = fact.standing.by(fact.day, field.today);
        fact.kind == kind
            && field.period.holds(fact.day)
            && matches!(standing, Standing::Planned | Standing::Runs)
            && fact.day >= field.today
    };
    let mut ahead = field.board.facts(unit).filter(is_ahead);
    ahead.any(|fact| serves(now, fact.day) && !serves(then, fact.day))
}

/// Units that have a post on the last day of the period now, and would have none.
fn left(field: &Field<'_>, now: &[Post], then: &[Post]) -> Vec<Left> {
    let last = field.period.last();
    let on_last = |posts: &[Post]| -> BTreeSet<UnitId> {
        let holds = posts.iter().filter(|post| post.holds_on(last));
        holds.map(|post| post.unit).collect()
    };
    let still = on_last(then);
    let gone = on_last(now).into_iter().filter(|unit| !still.contains(unit));
    gone.map(|unit| {
        let ends = then.iter().filter(|post| post.unit == unit).filter_map(|post| post.to);
        let from = ends.max().and_then(|day| day.tomorrow().ok());
        Left {
            unit,
            from: from.unwrap_or_else(|| field.period.first()).max(field.period.first()),
        }
    })
    .collect()
}
