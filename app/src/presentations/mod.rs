//! Presentations: the list, planning one or a series, one presentation with all that belongs to it, and its invitation.

pub mod api;
mod checklist;
mod closing;
mod desk;
mod evaluation;
mod interpreters;
mod invitation_page;
mod list_page;
mod materials;
mod new_page;
mod page;
mod plan_fields;
mod plan_section;
mod series_page;
mod series_rows;
mod template;
mod tongues;
pub(crate) mod words;

pub use invitation_page::InvitationPage;
pub use list_page::PresentationsPage;
pub use new_page::NewPresentationPage;
pub(crate) use new_page::unit_choices;
pub use page::PresentationPage;
pub use series_page::NewSeriesPage;
