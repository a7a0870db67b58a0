//! What the pages show of places.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::past::UnitPast;
use super::placement::{Placement, PlacementState, PlacementWarning};
use super::unit::{Merger, Owner, Unit, UnitKind};
use crate::agreements::view::UnitAgreement;
use crate::calendars::OwnerCalendar;
pub use crate::choice::Choice;
use crate::coverage::Kind;
use crate::ids::{AgreementId, OwnerId, PersonId, UnitId};
use crate::time::SchoolYear;

/// Units on one page of the list.
pub const PAGE_SIZE: usize = 100;

/// What the list of units is narrowed to, as the address bar has it; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceFilter {
    /// Two digits.
    pub county: String,
    /// Owner id.
    pub owner: String,
    /// `lower_secondary` ….
    pub kind: String,
    /// Part of the name.
    pub text: String,
    /// From 0.
    pub page: usize,
}

/// Someone at a unit, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedName {
    /// The person's name; none when vacant.
    pub name: Option<String>,
    /// Share of a full position.
    pub percent: u8,
    /// Active, on leave, vacant.
    pub state: PlacementState,
}

/// A row of the list of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// Which.
    pub id: UnitId,
    /// Name.
    pub name: String,
    /// What kind of place.
    pub kind: UnitKind,
    /// The municipality's name.
    pub municipality: String,
    /// The county's name.
    pub county: String,
    /// The owner's name.
    pub owner: Option<String>,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it has become a part of another.
    pub is_merged: bool,
    /// Who is there today.
    pub placed: Vec<PlacedName>,
}

/// The list of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesView {
    /// One page of them.
    pub rows: Vec<PlaceRow>,
    /// How many there are in all, under the filter.
    pub total: usize,
    /// What it was narrowed to.
    pub filter: PlaceFilter,
    /// Counties to choose from.
    pub counties: Vec<Choice>,
    /// Owners to choose from.
    pub owners: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Whether the reader may change places.
    pub may_edit: bool,
    /// Whether the reader may import.
    pub may_import: bool,
}

/// A placement with the person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementView {
    /// The placement itself.
    pub placement: Placement,
    /// The person's name; none when vacant.
    pub name: Option<String>,
    /// Whether the reader may read what the person has going there.
    pub may_hand_over: bool,
}

/// A unit on a nearby list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearbyView {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Its municipality's name.
    pub municipality: String,
    /// How it is reached, or what is agreed.
    pub note: String,
    /// The first day, where it has not come.
    #[serde(default, with = "crate::time::wire::option")]
    pub from: Option<Date>,
    /// The last day, where there is one.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
}

/// The other of two units that become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedName {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// The first day on which the two are one.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// Whether the reader may open its page.
    pub may_open: bool,
}

/// What a unit became a part of, and what became a part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergerNames {
    /// Where it went.
    pub into: Option<MergedName>,
    /// What came, the first first.
    pub came: Vec<MergedName>,
}

/// A placement that goes on at the other unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedPlacement {
    /// The person's name; none when vacant.
    pub name: Option<String>,
    /// Share of a full position.
    pub percent: u8,
    /// The first day at the other unit.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last day there, if it is known.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
}

/// An agreement that names a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingAgreement {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// Its last day.
    #[serde(with = "crate::time::wire")]
    pub last_day: Date,
}

/// What follows when a unit becomes a part of another. Nothing of it is done yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    /// Into which, and from when.
    pub merger: Merger,
    /// The name of the unit that goes on.
    pub into_name: String,
    /// The version of the unit that ends, for the command.
    pub version: u64,
    /// Who goes on at the other.
    pub placements: Vec<MovedPlacement>,
    /// Units whose nearby lists name the other in its stead.
    pub lists: Vec<String>,
    /// Units that the other serves in its stead.
    pub served: Vec<String>,
    /// How many agreements that hold on the day or later name it; they stay as they were signed.
    pub agreement_count: usize,
    /// Those of them that the reader may open.
    pub agreements: Vec<NamingAgreement>,
    /// Activities that are planned there on the day or later, by kind; they keep their place.
    pub planned: Vec<(Kind, usize)>,
    /// Activities that were held there on the day or later; they stay where they were.
    pub held: usize,
    /// School years with targets that end on the day or later; they stay as they are.
    pub targets: Vec<SchoolYear>,
    /// Needs that were put first there and have no measure.
    pub needs: usize,
    /// People with a role that is bound to it; they keep it.
    pub roles: usize,
}

/// A warning with the person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedWarning {
    /// The person's name.
    pub name: String,
    /// What to look at.
    pub warning: PlacementWarning,
}

/// What the forms of a unit's page offer; only for those who may change it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChoices {
    /// Owners.
    pub owners: Vec<Choice>,
    /// People who can be placed.
    pub people: Vec<Choice>,
    /// Units that can be put on the nearby list, those of the county first.
    pub units: Vec<Choice>,
    /// Units of the county that this one can become a part of.
    pub mergers: Vec<Choice>,
    /// Whether it can become a part of another.
    pub may_merge: bool,
}

/// What a unit was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastView {
    /// Until which day, and what held.
    pub past: UnitPast,
    /// The name of who owned it then, where known.
    pub owner: Option<String>,
}

/// A unit's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitView {
    /// The unit itself.
    pub unit: Unit,
    /// The county's name.
    pub county: String,
    /// Who owns it.
    pub owner: Option<Owner>,
    /// What it was before, the newest first.
    pub past: Vec<PastView>,
    /// Who is, was and will be there.
    pub placements: Vec<PlacementView>,
    /// What a coordinator should look at.
    pub warnings: Vec<NamedWarning>,
    /// What is served from here.
    pub nearby: Vec<NearbyView>,
    /// From where this is served.
    pub hosts: Vec<NearbyView>,
    /// What it became a part of, and what became a part of it.
    pub mergers: MergerNames,
    /// The owner's calendars, this school year's and later.
    pub calendars: Vec<OwnerCalendar>,
    /// How it stands with its agreement, for those who may know.
    pub agreement: Option<UnitAgreement>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Whether the reader may change the unit.
    pub may_edit: bool,
    /// Whether the reader may change placements.
    pub may_place: bool,
    /// For the forms.
    pub choices: UnitChoices,
}

/// An owner's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerView {
    /// The owner itself.
    pub owner: Owner,
    /// Its units.
    pub units: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// What a command gives back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Placed {
    /// An owner was made or changed.
    Owner(OwnerId),
    /// A unit or its nearby list was made or changed.
    Unit(UnitId),
}

/// What a change of a placement gives back: whose shares are now over a full position.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementAnswer {
    /// Told, not forbidden.
    pub warnings: Vec<PlacementWarning>,
}

/// The people in a set of placements.
pub fn people_of(placements: &[Placement]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = placements.iter().filter_map(|placement| placement.person).collect();
    people.sort_unstable();
    people.dedup();
    people
}
