//! What the pages show of deliveries.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::delivery::{Delivery, Stage};
use crate::conflicts::Conflict;
use crate::groups::view::UnitChoice;
use crate::ids::{DeliveryId, ModuleId, PersonId, UnitId};
use crate::text::{OccasionMinutes, ShortText};
use crate::time::calendar::SchoolCalendar;
use crate::time::slot::Occasion;

/// A delivery with the names its page shows, and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    /// The delivery itself.
    pub delivery: Delivery,
    /// The unit's name.
    pub unit_name: String,
    /// Who holds it.
    pub adviser_name: String,
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
pub struct DeliveryRow {
    /// Which.
    pub id: DeliveryId,
    /// The module's name.
    pub title: String,
    /// Which class.
    pub class: String,
    /// Its unit's name.
    pub unit_name: String,
    /// Who holds it; empty when that is the reader.
    pub adviser_name: String,
    /// When.
    pub slot: Occasion,
    /// How many pupils were there.
    pub present: Option<u16>,
    /// Where it stands.
    pub stage: Stage,
}

/// The deliveries of a school year that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryList {
    /// The year that the school year starts in.
    pub year: i16,
    /// Those to be held from today on, the next first.
    pub ahead: Vec<DeliveryRow>,
    /// Those that were held, and those before today, the last first.
    pub past: Vec<DeliveryRow>,
    /// Whether the reader may hold modules.
    pub may_hold: bool,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// What the form needs before the first word is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryChoices {
    /// Who plans, so that a draft on a shared device is the planner's own.
    pub me: PersonId,
    /// What is held.
    pub module: ModuleId,
    /// Its name.
    pub title: String,
    /// Which edition of it, 0 for one that was not approved.
    pub edition: u32,
    /// How long it is meant to last.
    pub minutes: OccasionMinutes,
    /// What must be thought of first is there to be read.
    pub is_sensitive: bool,
    /// Units, own first.
    pub units: Vec<UnitChoice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A time that something else may be booked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedTime {
    /// The delivery that it is for, when it is planned already: it is never in its own way.
    pub of: Option<DeliveryId>,
    /// Where.
    pub unit: UnitId,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// The time.
    pub slot: Occasion,
}

/// What a colleague did in another way, or learnt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adaptation {
    /// Who held it.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// What was done in another way; may be empty.
    pub adapted: String,
    /// What was learnt; may be empty.
    pub learnt: String,
}
