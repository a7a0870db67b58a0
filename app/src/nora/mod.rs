//! Proposals for the portal Nora: the list of what waits, a new one, and one with its text, review and history.

pub mod api;
mod checklist;
mod comments;
mod desk;
mod history;
mod list_page;
mod markdown;
mod new_page;
mod of_module;
mod page;
mod portal;
mod review;
mod steps;
mod words;
mod writing;

pub use list_page::ProposalsPage;
pub use new_page::NewProposalPage;
pub(crate) use of_module::OfModule;
pub use page::ProposalPage;
