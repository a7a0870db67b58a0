//! What is printed: of a group the leader's script of a session, the poster of a session for the wall, and the programme for
//! those who take part; of a teaching module the teacher's guide and the pupils' sheet. Each
//! is a page that the server draws whole; the browser only adds a button that prints.

pub mod api;
pub(crate) mod blocks;
#[cfg(feature = "ssr")]
pub mod document;
mod guide_page;
mod handout_page;
mod help;
mod links;
mod module_sheet;
mod poster_page;
mod pupils_page;
#[cfg(feature = "ssr")]
pub mod reading;
mod script_page;
pub(crate) mod sheet;

pub use guide_page::GuidePage;
pub use handout_page::HandoutPage;
pub use links::{GroupPrintouts, ModulePrintouts, SessionPrintouts};
pub use poster_page::PosterPage;
pub use pupils_page::PupilsPage;
pub use script_page::ScriptPage;
