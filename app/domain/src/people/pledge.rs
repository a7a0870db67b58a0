//! The declaration of secrecy (taushetserklæring): accepted at first sign-in and again after 365 days or when its text
//! changes (domain brief, 4.1; scenario 49).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::time::length::ToLength as _;

/// The version of the text in force. The text itself is in the translations, one key a version.
pub const CURRENT_VERSION: u32 = 1;

/// Days before it is asked again.
pub const VALID_DAYS: i64 = 365;

/// That a person accepted a version of the text at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The version accepted.
    pub version: u32,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// Whether an acceptance still holds.
pub fn in_force(acceptance: Option<Acceptance>, now: Timestamp) -> bool {
    acceptance.is_some_and(|given| {
        given.version == CURRENT_VERSION
            && given
                .at
                .checked_add((VALID_DAYS * 24).hours())
                .is_ok_and(|lapses| now < lapses)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_holds_for_365_days_and_is_then_asked_again() {
        let given = Some(Acceptance {
            version: CURRENT_VERSION,
            at: at("2026-01-01T08:00:00Z"),
        });
        assert!(in_force(given, at("2027-01-01T07:59:59Z")));
        assert!(!in_force(given, at("2027-01-01T08:00:00Z")));
    }

    #[test]
    fn an_older_text_does_not_count_and_neither_does_none() {
        let now = at("2026-01-01T08:00:01Z");
        assert!(!in_force(
            Some(Acceptance {
                version: CURRENT_VERSION - 1,
                at: at("2026-01-01T08:00:00Z")
            }),
            now
        ));
        assert!(!in_force(None, now));
    }
}
