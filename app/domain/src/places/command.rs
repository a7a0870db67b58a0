//! What can be done to owners, units, nearby lists and placements.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::MunicipalityCode;
use super::org_number::OrgNumber;
use super::placement::{PlacementHolder, PlacementState};
use super::unit::{Merger, OwnerKind, UnitKind};
use crate::ids::{OwnerId, PlacementId, UnitId};
use crate::text::{Note, Percent, Title};
use crate::text_guard::{FreeText, FreeTexts};

/// What can be changed of an owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnerEdit {
    /// Official name.
    pub name: Title,
    /// Municipality, county authority or private.
    pub kind: OwnerKind,
    /// Code of the municipality or county; none for a private owner.
    pub code: Option<String>,
    /// Organisation number, where known.
    pub org_number: Option<OrgNumber>,
}

/// What can be changed of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEdit {
    /// Name.
    pub name: Title,
    /// What kind of place.
    pub kind: UnitKind,
    /// Where it lies.
    pub municipality: MunicipalityCode,
    /// Who owns it, where known.
    pub owner: Option<OwnerId>,
    /// Organisation number, where known.
    pub org_number: Option<OrgNumber>,
    /// Registered pupils, where known.
    pub pupils: Option<u16>,
    /// Registered staff, where known.
    pub staff: Option<u16>,
    /// Whether it is in use.
    pub active: bool,
    /// The day from which what is changed holds; today where none is said.
    #[serde(default, with = "crate::time::wire::option")]
    pub since: Option<Date>,
}

/// What can be changed of a placement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacementEdit {
    /// Who; nobody when vacant.
    pub person: PlacementHolder,
    /// Where.
    pub unit: UnitId,
    /// Share of a full position.
    pub percent: Percent,
    /// First day.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// Last day, if it is known.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
    /// Active, on leave, vacant.
    pub state: PlacementState,
}

/// A change to owners, units and nearby lists. Ids of new things are made with the command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum PlaceCommand {
    /// A new owner.
    CreateOwner {
        /// Its id.
        id: OwnerId,
        /// What it is.
        owner: OwnerEdit,
    },
    /// Change an owner.
    EditOwner {
        /// Which.
        id: OwnerId,
        /// What it shall be.
        owner: OwnerEdit,
    },
    /// A new unit.
    CreateUnit {
        /// Its id.
        id: UnitId,
        /// What it is.
        unit: UnitEdit,
    },
    /// Change a unit.
    EditUnit {
        /// Which.
        id: UnitId,
        /// What it shall be.
        unit: UnitEdit,
    },
    /// Put a unit on another's nearby list, or change the note there.
    AddNearby {
        /// The unit with the adviser.
        host: UnitId,
        /// The unit served from there.
        nearby: UnitId,
        /// How it is reached, or what is agreed.
        note: Note,
    },
    /// Take a unit off another's nearby list.
    RemoveNearby {
        /// The unit with the adviser.
        host: UnitId,
        /// The unit served from there.
        nearby: UnitId,
    },
    /// Make a unit a part of another from a day on.
    MergeUnit {
        /// Which one ends.
        id: UnitId,
        /// Into which, and from when.
        merger: Merger,
    },
}

/// A change to placements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum PlacementCommand {
    /// A new placement.
    Create {
        /// Its id.
        id: PlacementId,
        /// What it is.
        placement: PlacementEdit,
    },
    /// Change a placement: end it, move it, note a leave.
    Edit {
        /// Which.
        id: PlacementId,
        /// What it shall be.
        placement: PlacementEdit,
    },
}

/// Official names are as they are; the note tells how a unit is reached or what is agreed.
impl FreeTexts for PlaceCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::CreateOwner { id: _, owner } | Self::EditOwner { id: _, owner } => {
                let OwnerEdit {
                    name,
                    kind: _,
                    code: _,
                    org_number: _,
                } = owner;
                vec![FreeText::naming("name", name.as_str())]
            }
            Self::CreateUnit { id: _, unit } | Self::EditUnit { id: _, unit } => {
                let UnitEdit {
                    name,
                    kind: _,
                    municipality: _,
                    owner: _,
                    org_number: _,
                    pupils: _,
                    staff: _,
                    active: _,
                    since: _,
                } = unit;
                vec![FreeText::naming("name", name.as_str())]
            }
            Self::AddNearby {
                host: _,
                nearby: _,
                note,
            } => vec![FreeText::asked("note", note.as_str())],
            Self::RemoveNearby { host: _, nearby: _ } | Self::MergeUnit { id: _, merger: _ } => Vec::new(),
        }
    }
}

impl FreeTexts for PlacementCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let (Self::Create { id: _, placement } | Self::Edit { id: _, placement }) = self;
        let PlacementEdit {
            person: _,
            unit: _,
            percent: _,
            from: _,
            to: _,
            state: _,
        } = placement;
        Vec::new()
    }
}
