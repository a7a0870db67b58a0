//! What the pages show of meetings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::meeting::{NetworkKind, NetworkMeeting, NetworkStage};
use crate::choice::Choice;
use crate::conflicts::Conflict;
use crate::groups::view::UnitChoice;
use crate::ids::{NetworkId, PersonId, UnitId};
use crate::text::ShortText;
use crate::time::Occasion;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkRow {
    /// Which.
    pub id: NetworkId,
    /// What it is about.
    pub theme: String,
    /// What kind of network.
    pub kind: NetworkKind,
    /// When.
    pub slot: Occasion,
    /// The places that it is for, by name.
    pub units: Vec<String>,
    /// Where it stands.
    pub stage: NetworkStage,
}

/// The meetings of a school year that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworksView {
    /// The year that the school year starts in.
    pub year: i16,
    /// Those to be held from today on, the next first.
    pub ahead: Vec<NetworkRow>,
    /// Those that were held, and those before today, the last first.
    pub past: Vec<NetworkRow>,
    /// Whether the reader may plan one.
    pub may_plan: bool,
}

/// What the form needs before the first word is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkChoices {
    /// Who plans, so that a draft on a shared device is the planner's own.
    pub me: PersonId,
    /// Own units, then those nearby.
    pub units: Vec<UnitChoice>,
}

/// A meeting with the names its page shows, and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkView {
    /// The meeting itself.
    pub meeting: NetworkMeeting,
    /// The places that it is for, the one that calls it first.
    pub units: Vec<Choice>,
    /// Who calls it.
    pub adviser_name: String,
    /// The places that can be chosen besides the first, where the reader may change it.
    pub offered: Vec<Choice>,
    /// What its time runs into, while it lies ahead and where the reader may change it.
    pub conflicts: Vec<Conflict>,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Today in Norway, so that both sides agree.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A time that something else may be booked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedMeeting {
    /// The meeting that it is for, when it is planned already: it is never in its own way.
    pub of: Option<NetworkId>,
    /// The place that calls it.
    pub unit: UnitId,
    /// Where; may be empty.
    pub place: ShortText,
    /// The time.
    pub slot: Occasion,
}
