//! Why a delivery is not planned or changed.

use super::delivery::Stage;
use crate::issue::{Issue, IssueCode};

/// Why a delivery is not planned or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryRule {
    /// It is for no class.
    #[error("no class")]
    NoClass,
    /// It is held or cancelled.
    #[error("a delivery that is {0:?} is no longer planned")]
    NotOpen(Stage),
    /// Its day has not come.
    #[error("its day has not come")]
    Ahead,
    /// It was not held.
    #[error("it was not held")]
    NotHeld,
    /// It is not cancelled.
    #[error("it is not cancelled")]
    NotCancelled,
    /// There are more answers than pupils who were there.
    #[error("more answers than pupils")]
    MoreAnswersThanPupils,
    /// No answer was counted.
    #[error("no answer was counted")]
    NoAnswers,
    /// The module has nothing to hold.
    #[error("the module has no run sheet")]
    NothingToHold,
}

impl DeliveryRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotOpen(_) => "delivery_not_open",
            Self::Ahead => "delivery_ahead",
            Self::NotHeld => "delivery_not_held",
            Self::NotCancelled => "delivery_not_cancelled",
            Self::MoreAnswersThanPupils => "delivery_more_answers",
            Self::NoAnswers => "delivery_no_answers",
            Self::NothingToHold => "delivery_nothing_to_hold",
            Self::NoClass => "delivery_field",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        (self == Self::NoClass).then(|| Issue::new("class", IssueCode::Required))
    }
}
