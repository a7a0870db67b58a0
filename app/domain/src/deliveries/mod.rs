//! Deliveries (gjennomføringer, O1): a module held for a class. Planned from the module, run from the tablet, closed with
//! headcounts, and what was learnt goes back to the module.
//!
//! A delivery has the run sheet that it was planned with: what was held stays what it was, whatever becomes of the module.

mod apply;
mod calendar;
mod command;
mod delivery;
pub mod form;
mod free_text;
mod rule;
#[cfg(test)]
pub(crate) mod testing;
pub mod usage;
pub mod view;

pub use apply::{apply, create};
pub use calendar::note_change;
pub use command::{DeliveryCommand, DeliveryPlan, NewDelivery, Taken};
pub use delivery::{CallOff, Closing, Delivery, Outcome, Source, Stage};
pub use rule::DeliveryRule;

#[cfg(test)]
mod tests;
