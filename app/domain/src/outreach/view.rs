//! What the page of outreach shows.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Audience, Cell, Channel, Known, Share};
use crate::groups::view::UnitChoice;
use crate::ids::{OutreachId, PersonId, PresentationId, UnitId};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutreachFilter {
    /// The year that the school year starts in; this one when none is given.
    pub year: Option<i16>,
    /// Told to whom.
    pub audience: Audience,
    /// Only units where this was not presented.
    pub lacks: Option<Known>,
}

/// The outreach status of units for one audience and school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutreachView {
    /// The year that the school year starts in.
    pub year: i16,
    /// Told to whom.
    pub audience: Audience,
    /// Only units that lack this are shown.
    pub lacks: Option<Known>,
    /// Units by name.
    pub rows: Vec<OutreachRow>,
    /// At how many of all units both were presented, whatever is shown.
    pub both: Share,
    /// What was recorded without a presentation, the latest first.
    pub items: Vec<ItemRow>,
    /// Units that the reader may record something at; empty for who may not.
    pub units: Vec<UnitChoice>,
    /// Who reads, so that a draft on a shared device is the reader's own.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutreachRow {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// How far each service is known.
    pub cells: [(Known, Cell); 4],
    /// The last presentation for the audience that the reader may see, for a look at it.
    pub latest: Option<PresentationId>,
}

/// Something that was recorded without a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Which.
    pub id: OutreachId,
    /// Its unit's name.
    pub unit_name: String,
    /// To whom.
    pub audiences: BTreeSet<Audience>,
    /// What.
    pub known: BTreeSet<Known>,
    /// How.
    pub channel: Channel,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How many it reached.
    pub reach: Option<u16>,
    /// What kind of thing.
    pub note: String,
    /// Whether the reader may take it away.
    pub may_remove: bool,
    /// Its version, which taking it away expects.
    pub version: u64,
}
