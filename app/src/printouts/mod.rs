//! What is printed of a group: the leader's script of a session, the poster of a session for the wall, and the programme
//! for those who take part. Each is a page that the server draws whole; the browser only adds a button that prints.

pub mod api;
mod handout_page;
mod links;
mod poster_page;
mod script_page;
pub(crate) mod sheet;

pub use handout_page::HandoutPage;
pub use links::{GroupPrintouts, SessionPrintouts};
pub use poster_page::PosterPage;
pub use script_page::ScriptPage;
