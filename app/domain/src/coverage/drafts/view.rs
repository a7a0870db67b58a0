//! What the pages of drafts show.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::{CellChange, Left, Tally};
use super::step::Step;
use crate::choice::Choice;
use crate::coverage::Period;
use crate::ids::{PersonId, PlacementId, UnitId, WhatIfId};
use crate::places::view::PlacedName;

/// A draft in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIfRow {
    /// Which.
    pub id: WhatIfId,
    /// What it is called.
    pub name: String,
    /// What stretch of time it is about.
    pub period: Period,
    /// How many steps it has.
    pub steps: usize,
    /// When it was changed last.
    #[serde(with = "crate::time::wire")]
    pub changed_on: Date,
    /// Counts changes.
    pub version: u64,
}

/// The reader's drafts, the one that was changed last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIfsView {
    /// Every draft.
    pub rows: Vec<WhatIfRow>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Who reads.
    pub reader: PersonId,
}

/// A placement to choose, or the one that a step is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedChoice {
    /// Which.
    pub id: PlacementId,
    /// Where.
    pub unit: UnitId,
    /// The unit's name.
    pub unit_name: String,
    /// Who, and how much.
    pub placed: PlacedName,
}

/// A step, with the names of what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// From 1.
    pub number: u8,
    /// What it does.
    pub step: Step,
    /// The placement that it changes, where it is still there.
    pub placed: Option<PlacedChoice>,
    /// The name of the unit that it names.
    pub unit_name: String,
    /// The name of the person whose placement begins.
    pub person_name: Option<String>,
    /// Whether it can be taken as things are now.
    pub holds: bool,
}

/// A cell that changes, with the unit's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRow {
    /// What changes.
    #[serde(flatten)]
    pub cell: CellChange,
    /// The unit's name.
    pub unit_name: String,
}

/// A unit without a position, with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftRow {
    /// Which, and from when.
    #[serde(flatten)]
    pub left: Left,
    /// Its name.
    pub unit_name: String,
}

/// A draft with what it would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIfView {
    /// The draft.
    pub row: WhatIfRow,
    /// Whether the last change of steps can be taken back.
    pub can_undo: bool,
    /// What it does.
    pub steps: Vec<StepRow>,
    /// As today.
    pub before: Tally,
    /// With the draft.
    pub after: Tally,
    /// Cells that change.
    pub cells: Vec<CellRow>,
    /// Units left without a position.
    pub left: Vec<LeftRow>,
    /// Placements of the period to choose from.
    pub placements: Vec<PlacedChoice>,
    /// Units to choose from.
    pub units: Vec<Choice>,
    /// Advisers to choose from.
    pub people: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Who reads.
    pub reader: PersonId,
}

/// Two drafts that are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CompareFilter {
    /// One.
    pub one: Option<WhatIfId>,
    /// The other.
    pub other: Option<WhatIfId>,
}

/// A draft beside another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The draft.
    pub row: WhatIfRow,
    /// With it.
    pub tally: Tally,
    /// Gaps that are planned.
    pub filled: usize,
    /// Planned measures that have nobody there any more.
    pub unstaffed: usize,
    /// Names of units left without a position.
    pub left: Vec<String>,
}

/// What can be said of two drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Comparison {
    /// Two are not chosen yet.
    Choose,
    /// They are the same one.
    Same,
    /// They are about different stretches of time.
    OtherPeriod,
    /// Side by side.
    Shown {
        /// As today.
        today: Box<Tally>,
        /// One.
        one: Box<Compared>,
        /// The other.
        other: Box<Compared>,
    },
}

/// Two drafts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareView {
    /// Drafts to choose from.
    pub rows: Vec<WhatIfRow>,
    /// What was asked for.
    pub filter: CompareFilter,
    /// What can be said.
    pub comparison: Comparison,
}
