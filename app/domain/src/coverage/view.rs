//! What the pages of coverage show.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cell::{CellState, UnitFigures};
use super::fact::{Kind, Reached, Source, Standing};
use super::gaps::{Gap, GapState, NextStep, RuleSetting};
use super::period::Period;
use super::services::ServiceRow;
use super::target::{TargetChange, Targets};
use crate::agreements::view::UnitAgreement;
pub use crate::choice::Choice;
use crate::collation::Collated;
use crate::courses::ServiceKind;
use crate::ids::{OwnerId, PersonId, UnitId};
use crate::outreach::Share;
use crate::places::view::MergerNames;
use crate::places::{PlacementState, Unit, UnitKind};

/// Units on one page of the matrix.
pub const PAGE_SIZE: usize = 60;

named! {
    /// Which units are looked at: what a coverage rate is of.
    UnitSet[3] {
        /// Those with a position in the period, filled or not.
        Advised = "advised",
        /// Those that are served from another.
        Nearby = "nearby",
        /// Every unit in use.
        All = "all",
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CoverageFilter {
    /// This school year when none is given.
    pub period: Option<Period>,
    /// Those with a position when nothing is said.
    pub set: Option<UnitSet>,
    /// Two digits; empty for all.
    pub county: String,
    /// Owner.
    pub owner: Option<OwnerId>,
    /// Kind of unit.
    pub kind: Option<UnitKind>,
    /// Who is placed there in the period.
    pub adviser: Option<PersonId>,
    /// Only units where this measure is a gap.
    pub gap: Option<Kind>,
    /// From 0.
    pub page: usize,
}

/// Someone at a unit in the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The person's name; none when vacant.
    pub name: Option<String>,
    /// Share of a full position.
    pub percent: u8,
    /// Active, on leave, vacant.
    pub state: PlacementState,
    /// Since when.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// Until when, where that is known.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
}

/// A unit in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The county's name.
    pub county: String,
    /// Who is there, or not.
    pub positions: Vec<Position>,
    /// Registered staff, where known.
    pub staff: Option<u16>,
    /// What was counted.
    pub figures: UnitFigures,
    /// What was to be reached; of a school year.
    pub targets: Targets,
    /// The last day of the agreement that covered it, where none does any more.
    #[serde(default, with = "crate::time::wire::option")]
    pub agreement_ended: Option<Date>,
}

impl CoverageRow {
    /// Puts gaps first: the most gaps, then the fewest kinds reached, then what was never reached or the longest ago, then by name.
    pub fn order(&self) -> impl Ord + use<'_> {
        let figures = &self.figures;
        (
            Reverse(figures.gaps()),
            figures.breadth(),
            figures.last(),
            Collated(&self.name),
            self.unit,
        )
    }
}

/// Sums over all units of the filter, whatever page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sums {
    /// Units reached by each kind, of all.
    pub kinds: [Share; 8],
    /// Units reached by anything, of all: `dekningsgrad`.
    pub units: Share,
    /// Participations in what was carried out.
    pub reached: Reached,
    /// Minutes with people.
    pub minutes: u64,
}

impl Sums {
    /// Adds a unit.
    pub fn add(&mut self, figures: &UnitFigures) {
        for (share, cell) in self.kinds.iter_mut().zip(&figures.cells) {
            share.all += 1;
            share.of += usize::from(cell.state() == CellState::Reached);
        }
        self.units.all += 1;
        self.units.of += usize::from(figures.is_reached());
        self.reached = self.reached.and(figures.reached);
        self.minutes = self.minutes.saturating_add(figures.minutes.into());
    }

    /// Places reached by a kind, or by anything where none is said.
    pub fn share(&self, kind: Option<Kind>) -> Share {
        match kind {
            Some(kind) => self.kinds.get(kind.place()).copied().unwrap_or_default(),
            None => self.units,
        }
    }

    /// As they are given to other programs.
    pub fn open(&self) -> OpenSums {
        let kinds = Kind::ALL.into_iter().zip(self.kinds);
        OpenSums {
            kinds: kinds.collect(),
            units: self.units,
            reached: self.reached,
            minutes: self.minutes,
        }
    }

    /// The sums of these.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a UnitFigures>) -> Self {
        let mut sums = Self::default();
        for figures in all {
            sums.add(figures);
        }
        sums
    }
}

/// A county in the summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountyRow {
    /// Two digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Sums over its units.
    pub sums: Sums,
}

/// The matrix of units and measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageView {
    /// What stretch of time.
    pub period: Period,
    /// Which units.
    pub set: UnitSet,
    /// What it was narrowed to.
    pub filter: CoverageFilter,
    /// One page, gaps first.
    pub rows: Vec<CoverageRow>,
    /// How many there are under the filter.
    pub total: usize,
    /// Over all units of the filter but for the gap that is asked for.
    pub sums: Sums,
    /// The same by county.
    pub by_county: Vec<CountyRow>,
    /// Counties to choose from.
    pub counties: Vec<Choice>,
    /// Owners to choose from.
    pub owners: Vec<Choice>,
    /// Advisers to choose from.
    pub advisers: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Another when what is shown is no longer all there is.
    pub mark: String,
}

/// Places of a [`StartView`], at most.
pub const START_GAPS: usize = 5;

/// What the front page tells of coverage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartView {
    /// This school year.
    pub period: Period,
    /// Places reached, of those with a position that the reader may see.
    pub units: Share,
    /// Those of them with most gaps, as the matrix orders them; at most [`START_GAPS`], and none without a gap.
    pub gaps: Vec<StartGap>,
    /// How many gaps that the rules found wait for a coordinator; none for who does not look after them.
    pub waiting: Option<usize>,
}

/// A place with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartGap {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub county: String,
    /// Kinds of measures that have reached it, of eight.
    pub reached: u8,
}

/// An activity behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// What kind of measure.
    pub kind: Kind,
    /// What it is; none where the reader may not open it.
    pub source: Option<Source>,
    /// Its name, where the reader may read it.
    pub title: String,
    /// Who leads it, where the reader may read it.
    pub leader: String,
    /// Its days in the period, each with where it stands.
    pub days: Vec<ActivityDay>,
    /// How many took part.
    pub reached: Reached,
    /// Minutes with people in what was carried out.
    pub minutes: u32,
}

/// A day of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ActivityDay {
    /// Which.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Where it stands on the day of reading.
    pub standing: Standing,
}

/// A unit that is served from here, or from where this is served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What was counted there.
    pub figures: UnitFigures,
}

/// A change of targets with the name of who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedChange {
    /// Who.
    pub name: String,
    /// What.
    pub change: TargetChange,
}

/// A unit's page, as it is brought to the meeting with its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitCoverage {
    /// The unit.
    pub unit: Unit,
    /// The county's name.
    pub county: String,
    /// The owner's name.
    pub owner: Option<String>,
    /// What stretch of time.
    pub period: Period,
    /// What was counted.
    pub figures: UnitFigures,
    /// The same stretch a year before.
    pub before: UnitFigures,
    /// What was to be reached.
    pub targets: Targets,
    /// Counts changes of the targets; none where there are none yet.
    pub targets_version: Option<u64>,
    /// What the targets were.
    pub history: Vec<NamedChange>,
    /// Who is, was or is to be there in the period.
    pub positions: Vec<Position>,
    /// What is behind the figures, by kind and day.
    pub activities: Vec<ActivityRow>,
    /// What is served from here.
    pub nearby: Vec<Neighbour>,
    /// From where this is served.
    pub hosts: Vec<Choice>,
    /// What it became a part of, and what became a part of it.
    pub mergers: MergerNames,
    /// Whether an agreement covers it; none where the reader may not know.
    pub agreement: Option<UnitAgreement>,
    /// Needs that were put first and have no measure yet, with the survey's day.
    pub open_needs: Vec<OpenNeed>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Who reads, for drafts.
    pub reader: PersonId,
    /// Whether the reader may set targets.
    pub may_set: bool,
    /// Another when what is shown is no longer all there is.
    pub mark: String,
}

/// A need without a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNeed {
    /// Which.
    pub area: crate::needs::Area,
    /// The last day of the survey that showed it.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
}

/// Figures without the name of a unit or a person, as they are given to other programs: of the units that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFigures {
    /// What stretch of time.
    pub period: Period,
    /// Which units.
    pub set: UnitSet,
    /// What they were narrowed to.
    pub filter: CoverageFilter,
    /// By county code.
    pub counties: BTreeMap<String, OpenSums>,
    /// All of them.
    pub all: OpenSums,
}

/// Sums as they are given to other programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSums {
    /// Units reached by each kind that is recorded, of all.
    pub kinds: BTreeMap<Kind, Share>,
    /// Units reached by anything, of all.
    pub units: Share,
    /// Participations.
    pub reached: Reached,
    /// Minutes with people.
    pub minutes: u64,
}

/// A gap that a rule has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapRow {
    /// Which.
    pub gap: Gap,
    /// The unit's name.
    pub unit_name: String,
    /// The county's name.
    pub county: String,
    /// Who works there; nobody is named where a rule is about hours.
    pub advisers: Vec<String>,
    /// Weeks of hours that are not confirmed at the unit, where a rule is about them.
    pub weeks: Option<u32>,
    /// The one thing that leads on, for the reader; none while an answer is waited for.
    pub next: Option<NextStep>,
    /// What was done about it.
    pub state: GapState,
    /// Who did.
    pub by: String,
    /// Counts changes; none where nothing was done.
    pub version: Option<u64>,
}

/// All gaps, and how the rules are set that find them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapsView {
    /// Those that wait for a coordinator first.
    pub rows: Vec<GapRow>,
    /// Every rule.
    pub rules: Vec<RuleSetting>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Who reads, for drafts.
    pub reader: PersonId,
    /// Whether the reader may set rules.
    pub may_edit: bool,
}

/// A gap that an adviser is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapTask {
    /// Which.
    pub gap: Gap,
    /// The unit's name.
    pub unit_name: String,
    /// The need that no measure answers to, as a form's choice, where the gap is about one.
    pub need: Option<String>,
    /// Whether it was answered.
    pub state: GapState,
    /// Counts changes.
    pub version: u64,
}

/// What is asked for of services.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServicesFilter {
    /// Two digits; empty for all.
    pub county: String,
    /// Only where this service was not reached.
    pub lacks: Option<ServiceKind>,
    /// How far to look back, in months; 24 when nothing is said.
    pub months: Option<u16>,
}

/// Which services of which municipalities have been at a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicesView {
    /// Gaps first.
    pub rows: Vec<ServiceRow>,
    /// Of how many municipalities each service was reached, whatever is lacking.
    pub sums: [Share; 6],
    /// How far it looks back.
    pub months: u16,
    /// Counties to choose from.
    pub counties: Vec<Choice>,
    /// What it was narrowed to.
    pub filter: ServicesFilter,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}
