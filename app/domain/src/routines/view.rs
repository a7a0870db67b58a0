//! What the pages show of routines.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::routine::{Routine, RoutineRef, RoutineSign};
use super::state::RoutineScope;
use crate::choice::Choice;
use crate::ids::{PersonId, UnitId};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoutineFilter {
    /// A county's code; empty for all.
    pub county: String,
    /// Places where a routine reads so.
    pub sign: Option<RoutineSign>,
}

/// One routine of a place, in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutineCell {
    /// What it is for.
    pub scope: RoutineScope,
    /// How it reads today.
    pub sign: RoutineSign,
    /// The last day that it holds until.
    #[serde(default, with = "crate::time::wire::option")]
    pub until: Option<Date>,
    /// When the edition that is worked on is to be adopted.
    #[serde(default, with = "crate::time::wire::option")]
    pub planned_on: Option<Date>,
}

/// A place with its five routines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutineRow {
    /// Where.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// One for each of [`RoutineScope::ALL`].
    pub cells: Vec<RoutineCell>,
}

impl RoutineRow {
    /// How many of its routines are missing or have expired.
    pub fn lacking(&self) -> usize {
        let lacks = |cell: &&RoutineCell| cell.sign <= RoutineSign::Expired;
        self.cells.iter().filter(lacks).count()
    }
}

/// The routines of the places that the reader looks after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutinesView {
    /// Those that lack most first.
    pub rows: Vec<RoutineRow>,
    /// What it was narrowed to.
    pub filter: RoutineFilter,
    /// Counties to choose from; none where there is one at most.
    pub counties: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A routine, or that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutineView {
    /// Which.
    pub at: RoutineRef,
    /// The unit's name.
    pub unit_name: String,
    /// The routine; none while nobody has begun.
    pub routine: Option<Routine>,
    /// How it reads today.
    pub sign: RoutineSign,
    /// Who changed it last.
    pub by_name: String,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Today in Norway, so that both sides agree.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}
