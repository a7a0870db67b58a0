//! A group on paper: the leader's script of a session, the programme that participants get, and a poster for the wall.

mod poster;
mod programme;
mod script;
mod sheet;

pub use poster::PosterPage;
pub use programme::GroupProgrammePage;
pub use script::ScriptPage;
