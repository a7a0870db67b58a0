//! Use cases: authorise → load → rule → save, with audit entry and outbox in the same transaction → view.
//!
//! One module a slice. Knows neither HTTP nor HTML.

pub mod agreements;
pub mod ballots;
pub mod calendar_feed;
pub mod calendars;
pub mod clock;
pub mod conflicts;
pub mod courses;
pub mod coverage;
pub mod ctx;
pub mod curriculum;
pub mod deliveries;
pub mod error;
pub mod evaluations;
pub mod groups;
pub mod hours;
pub mod import;
pub mod mail;
pub mod modules;
pub mod needs;
pub mod networks;
pub mod nora;
pub mod once;
pub mod outreach;
pub(crate) mod part_plans;
pub mod people;
pub mod placements;
pub mod places;
pub mod presentations;
pub mod printouts;
pub mod programmes;
pub(crate) mod reach;
pub mod routines;
pub mod seed;
pub mod session;
pub mod terms;
pub mod week;
mod words;
pub mod year_plan;

pub use clock::Clock;
pub use ctx::{Ctx, Services};
pub use error::ServiceError;
