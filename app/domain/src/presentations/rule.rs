//! Why a presentation is not planned or changed.

use super::booking::StepError;
use super::plan::Stage;
use crate::issue::{Issue, IssueCode};

/// Why a presentation is not planned or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PresentationRule {
    /// It is for nobody.
    #[error("no audience")]
    NoAudience,
    /// It is nowhere: neither in the house nor on video.
    #[error("neither a place nor a video address")]
    NoPlace,
    /// It is held or cancelled.
    #[error("a presentation that is {0:?} is no longer planned")]
    NotOpen(Stage),
    /// It was invited to already.
    #[error("the invitations are out already")]
    Invited,
    /// Its day has not come.
    #[error("its day has not come")]
    Ahead,
    /// It was not held.
    #[error("it was not held")]
    NotHeld,
    /// It is not cancelled.
    #[error("it is not cancelled")]
    NotCancelled,
    /// Nothing was written of it.
    #[error("an evaluation without a word")]
    NothingWritten,
    /// Nobody interprets the language of the school.
    #[error("no interpreter is needed for this language")]
    NotInterpreted,
    /// The language stands on the list.
    #[error("the language is on the list already")]
    OnTheList,
    /// The language, point or thing is not there.
    #[error("it is not there")]
    Unknown,
    /// The booking has no such step.
    #[error(transparent)]
    Step(#[from] StepError),
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// Slides and links lie somewhere.
    #[error("a link without an address")]
    NoAddress,
    /// Nobody reads an invitation in a signed language.
    #[error("the language is not written")]
    NotWritten,
    /// A series of none, or two with one id.
    #[error("a series of none, or one twice")]
    NoSeries,
}

impl PresentationRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotOpen(_) => "presentation_not_open",
            Self::Invited => "presentation_invited",
            Self::Ahead => "presentation_ahead",
            Self::NotHeld => "presentation_not_held",
            Self::NotCancelled => "presentation_not_cancelled",
            Self::Unknown => "presentation_unknown_part",
            Self::Step(_) => "presentation_step",
            Self::TooMany => "presentation_too_many",
            Self::NoSeries => "presentation_no_series",
            Self::NoAudience
            | Self::NoPlace
            | Self::NothingWritten
            | Self::NotInterpreted
            | Self::OnTheList
            | Self::NoAddress
            | Self::NotWritten => "presentation_field",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NoAudience => ("audiences", IssueCode::Required),
            Self::NoPlace => ("place", IssueCode::Required),
            Self::NothingWritten => ("worked", IssueCode::Required),
            Self::NotInterpreted | Self::NotWritten => ("tongue", IssueCode::UnknownChoice),
            Self::OnTheList => ("tongue", IssueCode::AlreadyExists),
            Self::NoAddress => ("address", IssueCode::Required),
            _ => return None,
        };
        Some(Issue::new(field, code))
    }
}
