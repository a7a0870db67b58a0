//! Programmes: templates that a group is planned from, with a theme, a goal and a run sheet for each session.
//!
//! One ships with the product; every other one is a group that somebody saved, and keeps who it was. What a group takes from
//! a programme is its own from then on.

mod command;
mod free_text;
mod plan;
pub mod view;

pub use command::{NewProgramme, ProgrammeCommand, ProgrammeForm, SessionWording};
pub use plan::{
    MAX_SESSIONS, Programme, ProgrammeRule, ProgrammeSession, apply, from_group, sessions_kept, sessions_of,
};

use crate::ids::ProgrammeId;
use ulid::Ulid;

/// The programme that ships: FLEXid, twelve themes.
pub const FLEXID: ProgrammeId = ProgrammeId::new(Ulid(0x019B_76DA_A800_0000_0000_0000_0000_F1E8));
