//! The one error that travels to the browser: a code, the faults by field, and the request id.

use domain::issue::Issue;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::codec::JsonText;

/// What the reader is told, by what they can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Sign in (again); what was typed is kept.
    SignedOut,
    /// Accept the declaration of secrecy first.
    PledgeNeeded,
    /// No access.
    Denied,
    /// Not found.
    NotFound,
    /// See the fields.
    Invalid,
    /// A rule says no; `detail` names it.
    Rule,
    /// Someone else changed it meanwhile.
    Stale,
    /// Too many attempts; wait.
    Throttled,
    /// The server answered but can't serve now.
    Unavailable,
    /// The server could not be reached.
    Offline,
    /// Something failed that should not.
    Unexpected,
}

/// An error on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?} ({request_id})")]
pub struct AppError {
    /// What the reader can do about it.
    pub code: ErrorCode,
    /// Faults by field, for `Invalid`.
    pub issues: Vec<Issue>,
    /// The rule's name, for `Rule`; seconds to wait, for `Throttled`.
    pub detail: Option<String>,
    /// Shown to the reader and written in the log; empty when the server was not reached.
    pub request_id: String,
}

impl AppError {
    /// An error with a code alone.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            issues: Vec::new(),
            detail: None,
            request_id: String::new(),
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            ServerFnErrorErr::Request(_) => Self::new(ErrorCode::Offline),
            // Not our server's words: a proxy in between answered, or the answer was cut off.
            ServerFnErrorErr::Deserialization(_) => Self::new(ErrorCode::Unavailable),
            ServerFnErrorErr::Args(text) | ServerFnErrorErr::MissingArg(text) => Self {
                detail: Some(text),
                ..Self::new(ErrorCode::Invalid)
            },
            _ => Self::new(ErrorCode::Unexpected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_proxy_says_in_place_of_the_server_is_an_answer_to_wait_for() {
        let page = ServerFnErrorErr::Deserialization("expected value at line 1 column 1".to_owned());
        assert_eq!(AppError::from_server_fn_error(page).code, ErrorCode::Unavailable);
    }
}
