//! What every form needs: what is wrong by field, what went wrong as a whole, a guard against sending twice, and a draft in
//! the browser so that nothing typed is lost.
//!
//! A form's pattern: fields are signals of text; on submit the text is parsed by `domain` (the same parse that the server
//! does) and given to [`CommandForm::submit`], which refuses or sends it. A form that does more than send one command uses
//! [`FormState`] by itself. The id of a control is the field's name in `domain`, so that faults find their fields.

mod command;
mod draft;
mod free_text;
mod rows;

use domain::issue::{Issue, IssueCode};
use i18n::Language;
use leptos::prelude::*;
use ui::Fault;

use crate::connection::{Connection, use_connection};
use crate::error::{AppError, ErrorCode};

pub use command::{CommandForm, tell_saved};
pub use draft::{Draft, DraftNote};
pub use free_text::{FreeTextField, Names};
pub use rows::{Row, Rows, mirrored};

/// The state of one form. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct FormState {
    issues: RwSignal<Vec<Issue>>,
    failure: RwSignal<Option<AppError>>,
    busy: RwSignal<bool>,
    language: RwSignal<Language>,
    connection: Connection,
}

impl FormState {
    /// A form that nothing is wrong with.
    pub fn new() -> Self {
        Self {
            issues: RwSignal::default(),
            failure: RwSignal::default(),
            busy: RwSignal::new(false),
            language: i18n::use_language(),
            connection: use_connection(),
        }
    }

    /// The sentence beside a field, if something is wrong with it.
    pub fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        self.error_at(move || field.clone())
    }

    /// The same for a field of a row: its name has the row's place in it, and the places move. The name is followed.
    pub fn error_at(self, field: impl Fn() -> String + Send + Sync + 'static) -> Signal<Option<String>> {
        Signal::derive(move || {
            let code = self.code_of(&field())?;
            Some(i18n::issue_text(self.language.get(), &code))
        })
    }

    /// What is wrong with a field, for fields that tell it in words of their own.
    pub fn issue(self, field: impl Into<String>) -> Signal<Option<IssueCode>> {
        let field = field.into();
        self.issue_at(move || field.clone())
    }

    /// The same for a field of a row, as [`FormState::error_at`].
    pub fn issue_at(self, field: impl Fn() -> String + Send + Sync + 'static) -> Signal<Option<IssueCode>> {
        Signal::derive(move || self.code_of(&field()))
    }

    fn code_of(self, field: &str) -> Option<IssueCode> {
        let issues = self.issues.read();
        let issue = issues.iter().find(|issue| issue.field == field);
        issue.map(|issue| issue.code.clone())
    }

    /// Every fault with a link to its field, for `ui::ErrorSummary`. `label` gives the name of a field as its label says it.
    pub fn faults(self, label: impl Fn(&str, Language) -> String + Send + Sync + 'static) -> Signal<Vec<Fault>> {
        Signal::derive(move || {
            let language = self.language.get();
            let fault = |issue: &Issue| {
                let sentence = i18n::issue_text(language, &issue.code);
                let label = label(&issue.field, language);
                let text = if label.is_empty() {
                    sentence
                } else {
                    format!("{label}: {sentence}")
                };
                Fault {
                    field: issue.field.clone(),
                    text,
                }
            };
            self.issues.read().iter().map(fault).collect()
        })
    }

    /// What went wrong as a whole, for [`crate::failure::Failure`].
    pub fn failure(self) -> Signal<Option<AppError>> {
        self.failure.into()
    }

    /// Whether the form is being sent.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Shows faults that were found in the browser; nothing is sent.
    pub fn refuse(self, issues: Vec<Issue>) {
        self.failure.set(None);
        self.issues.set(issues);
    }

    /// Starts to send. False while an answer is awaited: then do nothing.
    pub fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.issues.set(Vec::new());
        self.failure.set(None);
        self.busy.set(true);
        true
    }

    /// Takes the answer: faults to their fields, any other failure to the whole, a success to the caller.
    pub fn finish<T>(self, answer: Result<T, AppError>) -> Option<T> {
        self.busy.set(false);
        self.connection.note(&answer);
        match answer {
            Ok(value) => Some(value),
            Err(error) if error.code == ErrorCode::Invalid && !error.issues.is_empty() => {
                self.issues.set(error.issues);
                None
            }
            Err(error) => {
                self.failure.set(Some(error));
                None
            }
        }
    }
}

/// What a form begins with, numbered: for a `For` with the number as its key. A form that is drawn over the one before it keeps what the
/// browser has in its fields.
pub fn numbered<T: Clone + PartialEq + Send + Sync + 'static>(start: Memo<T>) -> Memo<(u32, T)> {
    Memo::new(move |before: Option<&(u32, T)>| {
        let number = before.map_or(0, |(number, _)| number + 1);
        (number, start.get())
    })
}

/// The value of the button that a form was sent with; none for the Enter key and for a button without one.
pub fn pressed(event: &leptos::ev::SubmitEvent) -> Option<String> {
    event.submitter().and_then(|button| button.get_attribute("value"))
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_form(test: impl FnOnce(FormState)) {
        Owner::new().with(|| test(FormState::new()));
    }

    #[test]
    fn faults_of_the_server_find_their_fields() {
        with_form(|form| {
            assert!(form.begin());
            let refused = AppError {
                issues: vec![Issue::new("seats", IssueCode::Required)],
                ..AppError::new(ErrorCode::Invalid)
            };
            assert_eq!(form.finish::<()>(Err(refused)), None);
            assert!(form.error("seats").get_untracked().is_some());
            assert_eq!(form.error("name").get_untracked(), None);
            assert_eq!(form.failure().get_untracked(), None);
        });
    }

    #[test]
    fn a_fault_follows_its_row_from_place_to_place() {
        with_form(|form| {
            let place = RwSignal::new(1);
            let error = form.error_at(move || format!("parts[{}].date", place.get()));
            let issue = form.issue_at(move || format!("parts[{}].date", place.get()));
            form.refuse(vec![Issue::new("parts[0].date", IssueCode::Required)]);
            assert_eq!((error.get_untracked(), issue.get_untracked()), (None, None));
            place.set(0);
            assert!(error.get_untracked().is_some());
            assert_eq!(issue.get_untracked(), Some(IssueCode::Required));
        });
    }

    #[test]
    fn a_form_is_not_sent_while_an_answer_is_awaited() {
        with_form(|form| {
            assert!(form.begin());
            assert!(!form.begin());
            assert_eq!(form.finish(Ok(1)), Some(1));
            assert!(form.begin());
        });
    }

    #[test]
    fn a_failure_of_the_whole_is_told_and_forgotten_at_the_next_attempt() {
        with_form(|form| {
            assert!(form.begin());
            assert_eq!(form.finish::<()>(Err(AppError::new(ErrorCode::Stale))), None);
            assert_eq!(
                form.failure().get_untracked().map(|error| error.code),
                Some(ErrorCode::Stale)
            );
            assert!(form.begin());
            assert_eq!(form.failure().get_untracked(), None);
        });
    }
}
