//! Programmes: the list, one programme, and saving a group as one.

pub mod api;
mod edit;
mod list_page;
mod page;
mod save;

pub use list_page::ProgrammesPage;
pub use page::ProgrammePage;
pub use save::SaveAsProgramme;

use domain::text::SessionMinutes;
use i18n::{Language, format, programmes as text};

/// How many sessions of which length.
fn size_of(language: Language, sessions: usize, minutes: SessionMinutes) -> String {
    let minutes = format::duration(language, minutes.get().into());
    match sessions {
        1 => text::sessions_of_one(language, minutes),
        _ => text::sessions_of(language, sessions, minutes),
    }
}

/// Why a change was refused, by the rule's name on the wire.
fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "programme_no_sessions" => Some(text::rule_programme_no_sessions(language)),
        "unknown_session" => Some(text::rule_unknown_session(language)),
        _ => None,
    }
}
