//! What the pages show of routines.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::routine::{Routine, RoutineRef, RoutineSign};
use super::state::RoutineScope;
use crate::choice::Choice;
use crate::ids::{PersonId, SurveyId, UnitId};

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

/// A routine of a place where the reader has a position that is to be gone through soon, or should have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoutineTask {
    /// Which.
    pub at: RoutineRef,
    /// The unit's name.
    pub unit_name: String,
    /// The day before which it is to be gone through; past, or today, where it has expired.
    #[serde(with = "crate::time::wire")]
    pub due_on: Date,
    /// Whether it has expired.
    pub is_expired: bool,
}

/// How well the staff of a place know its routines, as the last survey with results has it (domain brief, 2.4, question 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownByStaff {
    /// Which survey.
    pub survey: SurveyId,
    /// How many answered; five at least.
    pub answers: u16,
    /// The mean of the marks from 1 to 5, in tenths.
    pub tenths: u16,
    /// How many per cent gave one of the two highest marks; none of fewer answers than a spread is told of.
    pub per_cent: Option<u32>,
    /// When the survey was closed.
    #[serde(with = "crate::time::wire")]
    pub closed_on: Date,
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
    /// The same routine of places that became a part of this one, by their names: what it may be written from.
    pub earlier: Vec<Choice>,
    /// How well the staff know the place's routines, where that was asked and the reader may see it.
    pub known: Option<KnownByStaff>,
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
