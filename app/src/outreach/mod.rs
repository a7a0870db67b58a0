//! Who has been told which services exist, and recording what was made known without a presentation.

pub mod api;
mod items;
mod page;
mod record_form;
mod words;

pub use page::OutreachPage;
