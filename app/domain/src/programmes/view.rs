//! What the pages show of programmes.

use serde::{Deserialize, Serialize};

use super::plan::Programme;
use crate::ids::{PersonId, ProgrammeId};
use crate::text::SessionMinutes;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeRow {
    /// Which.
    pub id: ProgrammeId,
    /// Its name.
    pub title: String,
    /// For whom and how.
    pub summary: String,
    /// Who made it; none for the one that ships.
    pub author_name: Option<String>,
    /// How many sessions.
    pub sessions: u8,
    /// How long each is.
    pub minutes: SessionMinutes,
    /// Whether it is no longer offered; only its author sees it then.
    pub withdrawn: bool,
}

/// A programme with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeView {
    /// The programme itself.
    pub programme: Programme,
    /// Who made it; none for the one that ships.
    pub author_name: Option<String>,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may plan a group from it.
    pub may_use: bool,
}

/// A programme that a new group can be planned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeChoice {
    /// Which.
    pub id: ProgrammeId,
    /// Its name.
    pub title: String,
    /// How long each session is.
    pub minutes: SessionMinutes,
    /// The themes in order.
    pub themes: Vec<String>,
}
