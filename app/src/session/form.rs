//! What a sign-in page shows again after a form was sent: the server draws the page a second time, with the faults beside
//! the fields and all that was typed but the password. Works without scripts; in the browser the state is read from the page.

use domain::issue::{Issue, IssueCode};
use domain::people::view::DemoPerson;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Why signing in did not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Fault {
    /// E-mail or password is wrong; which of them is not said.
    WrongCredentials,
    /// The code (or the password beside it) is wrong.
    WrongCode,
    /// The attempt took too long, had too many wrong codes, or was finished elsewhere.
    AttemptOver,
    /// Too many attempts; `minutes` to wait, rounded up.
    Throttled {
        /// Minutes to wait.
        minutes: u64,
    },
    /// The server can't answer now; nothing is lost.
    Unavailable,
    /// The link to choose a password is used, lapsed or replaced.
    LinkOver,
}

/// The state of a sign-in page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInState {
    /// E-mail as typed.
    pub email: String,
    /// Faults by field.
    pub issues: Vec<Issue>,
    /// What went wrong as a whole.
    pub fault: Option<Fault>,
    /// Whether the password is asked for together with the code.
    pub password_needed: bool,
}

impl SignInState {
    /// The fault of a field.
    pub fn issue(&self, field: &str) -> Option<IssueCode> {
        issue_of(&self.issues, field)
    }

    /// The state that the server drew this page with; empty on a page that the browser has drawn by itself.
    pub fn of_page() -> Self {
        SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner()
    }
}

/// The state of a page about a password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordState {
    /// E-mail: as typed, or whose password it is.
    pub email: String,
    /// The mailed link's name and secret.
    pub link: String,
    /// Faults by field.
    pub issues: Vec<Issue>,
    /// What went wrong as a whole.
    pub fault: Option<Fault>,
}

impl PasswordState {
    /// The fault of a field.
    pub fn issue(&self, field: &str) -> Option<IssueCode> {
        issue_of(&self.issues, field)
    }

    /// The state that the server drew this page with; empty on a page that the browser has drawn by itself.
    pub fn of_page() -> Self {
        SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner()
    }
}

fn issue_of(issues: &[Issue], field: &str) -> Option<IssueCode> {
    issues
        .iter()
        .find(|issue| issue.field == field)
        .map(|issue| issue.code.clone())
}

/// Whom the demonstration can be signed in as; none outside the demo profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPeople(pub Vec<DemoPerson>);

impl DemoPeople {
    /// The list that the server drew this page with.
    pub fn of_page() -> Self {
        SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner()
    }
}
