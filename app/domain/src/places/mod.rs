//! Places: counties, municipalities, owners, units, nearby lists and placements.
//!
//! A unit may have two advisers and an adviser several units (F2), so the placement is a thing of its own. Nearby is a
//! list that someone edits, never a radius: in Finnmark it can be 300 km (T2).

pub mod codes;
pub mod command;
pub mod form;
pub mod merger;
pub mod org_number;
pub mod past;
pub mod placement;
pub mod unit;
pub mod view;

pub use codes::{County, Municipality, MunicipalityCode, county, municipality_on};
pub use command::{OwnerEdit, PlaceCommand, PlacementCommand, PlacementEdit, UnitEdit};
pub use merger::{Around as MergerAround, MergeFault, MergePlan, plan as plan_merger};
pub use org_number::OrgNumber;
pub use past::{UnitPast, UnitTerms};
pub use placement::{Placement, PlacementHolder, PlacementState, PlacementWarning, percent_on, warnings};
pub use unit::{Merger, NearbyUnit, Owner, OwnerKind, Unit, UnitKind};
