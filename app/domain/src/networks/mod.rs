//! Meetings of networks (nettverk; O4, domain brief, 2.7): cooperation with services that is about no case. Who takes part is told by service,
//! and what was agreed by service or role, never by person.

mod form;
mod free_text;
mod meeting;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod view;

pub use form::{AgreedForm, NetworkCloseForm, NetworkForm, parse_call_off};
pub use meeting::{
    Agreed, MAX_AGREED, MAX_FURTHER, NetworkCallOff, NetworkClosing, NetworkCommand, NetworkKind, NetworkMeeting,
    NetworkOutcome, NetworkPlan, NetworkRule, NetworkStage, NewNetworkMeeting, apply, note_change, plan,
};
