//! What the pages show of presentations.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::alerts::Alert;
use super::plan::{Presentation, Stage};
use crate::conflicts::Conflict;
use crate::groups::view::UnitChoice;
use crate::ids::{PersonId, PresentationId, UnitId};
use crate::outreach::Audience;
use crate::text::ShortText;
use crate::time::calendar::SchoolCalendar;
use crate::time::slot::Occasion;

/// A presentation with the names its page shows, and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentationView {
    /// The presentation itself.
    pub presentation: Presentation,
    /// The unit's name.
    pub unit_name: String,
    /// Who holds it.
    pub presenter_name: String,
    /// The days without teaching at the unit, so that a new date is checked at once.
    pub calendar: SchoolCalendar,
    /// What its time runs into, while it lies ahead.
    pub conflicts: Vec<Conflict>,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Today in Norway, so that both sides agree.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentationRow {
    /// Which.
    pub id: PresentationId,
    /// Its name.
    pub title: String,
    /// Which class or year; may be empty.
    pub class: String,
    /// For whom.
    pub audiences: BTreeSet<Audience>,
    /// Its unit's name.
    pub unit_name: String,
    /// Who holds it; empty when that is the reader.
    pub presenter_name: String,
    /// When.
    pub slot: Occasion,
    /// Where it stands.
    pub stage: Stage,
}

/// Something that must be told of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRow {
    /// Which presentation.
    pub id: PresentationId,
    /// Its name.
    pub title: String,
    /// When it is.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// What.
    pub alert: Alert,
}

/// The presentations of a school year that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentationList {
    /// The year that the school year starts in.
    pub year: i16,
    /// What must be told, in order of date, whatever the year.
    pub alerts: Vec<AlertRow>,
    /// Those from today on, the next first.
    pub ahead: Vec<PresentationRow>,
    /// Those before, the last first.
    pub past: Vec<PresentationRow>,
    /// Whether the reader may plan one.
    pub may_plan: bool,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// What the planner needs before the first word is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentationChoices {
    /// Who plans, so that a draft on a shared device is the planner's own.
    pub me: PersonId,
    /// Units, own first.
    pub units: Vec<UnitChoice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// Times that something else may be booked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedTimes {
    /// The presentation that they are for, when it is planned already: it is never in its own way.
    pub of: Option<PresentationId>,
    /// Where.
    pub unit: UnitId,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// The times.
    pub slots: Vec<Occasion>,
}
