//! Courses: planned together, published, registered for without an account.

mod attendance;
mod certificates;
mod decide;
mod desk;
pub(crate) mod letters;
pub mod links;
mod plan;
mod public;
#[cfg(test)]
mod race;
mod seats;

pub use attendance::{Room, attend, here, is_today, list_of, numbered, room, walk_in};
pub use certificates::{certificate, certify};
pub use decide::Answer;
pub use desk::Desks;
pub use plan::{change, choices, copy, create, list, view};
pub use public::{Receipt, catalogue, event, own, receipt};
pub use seats::{change_registration, confirm, forget, lapse, owed, register, remind, withdraw};
