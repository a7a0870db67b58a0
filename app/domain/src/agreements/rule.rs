//! What says no to a change of an agreement, and where it is told.

use super::agreement::{Category, Item, State};
use crate::issue::{Issue, IssueCode};
use crate::text::NoticeMonths;

/// Why an agreement is not written or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementRule {
    /// It covers no unit of the owner's.
    #[error("covers no unit")]
    NoUnit,
    /// A unit is the owner's and nearby at once.
    #[error("a unit is covered twice")]
    CoveredTwice,
    /// It ends before it begins.
    #[error("ends before it begins")]
    EndBeforeStart,
    /// A position is at a unit that it does not cover.
    #[error("position {0} is elsewhere")]
    PositionElsewhere(usize),
    /// A placement fills two positions.
    #[error("the placement of position {0} fills another")]
    PlacementTwice(usize),
    /// Somebody else than IMDi is to be the employer (E1).
    #[error("the employer is IMDi")]
    Employer,
    /// Somebody else than IMDi is to pay salary (E1).
    #[error("salary is paid by IMDi")]
    Salary,
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// Something is lacking before it can be signed.
    #[error("not complete")]
    Incomplete,
    /// The step does not lead from where it stands.
    #[error("not from {0:?}")]
    NotNow(State),
    /// Its last day has passed.
    #[error("its last day has passed")]
    Over,
    /// Its last day has not passed.
    #[error("its last day has not passed")]
    Running,
    /// The terms of a signed agreement are changed by an amendment that both have signed.
    #[error("the terms are signed")]
    NeedsAmendment,
    /// An amendment says nothing new.
    #[error("nothing is amended")]
    NothingAmended,
    /// An amendment or a notice has a day that has not come.
    #[error("the day of {0} has not come")]
    Ahead(&'static str),
    /// The last day comes before the period of notice is over, and the parties are not agreed on it.
    #[error("sooner than after {0} months of notice")]
    NoticeTooShort(NoticeMonths),
    /// The last day after a notice is outside the agreement.
    #[error("the last day is outside the agreement")]
    LastDayOutside,
    /// There is a meeting on that day.
    #[error("there is a meeting on that day")]
    MeetingTwice,
    /// The meeting is outside the agreement.
    #[error("the meeting is outside the agreement")]
    MeetingOutside,
    /// The meeting's day has not come.
    #[error("the meeting's day has not come")]
    MeetingAhead,
    /// There is no meeting on that day.
    #[error("no meeting on that day")]
    NoMeeting,
}

impl AgreementRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            // Told beside the field.
            Self::NoUnit
            | Self::CoveredTwice
            | Self::EndBeforeStart
            | Self::PositionElsewhere(_)
            | Self::PlacementTwice(_)
            | Self::Employer
            | Self::Salary
            | Self::Ahead(_)
            | Self::NoticeTooShort(_)
            | Self::LastDayOutside
            | Self::MeetingTwice
            | Self::MeetingOutside => "agreement_field",
            Self::TooMany => "agreement_too_many",
            Self::NeedsAmendment => "agreement_needs_amendment",
            Self::NothingAmended => "agreement_nothing_amended",
            Self::Incomplete => "agreement_incomplete",
            Self::NotNow(_) => "agreement_not_now",
            Self::Over => "agreement_over",
            Self::Running => "agreement_running",
            Self::MeetingAhead => "agreement_meeting_ahead",
            Self::NoMeeting => "agreement_no_meeting",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NoUnit => ("units".to_owned(), IssueCode::Required),
            Self::CoveredTwice => ("nearby".to_owned(), IssueCode::AlreadyExists),
            Self::EndBeforeStart => ("to".to_owned(), IssueCode::EndBeforeStart),
            Self::PositionElsewhere(at) => (format!("positions[{at}].unit"), IssueCode::UnknownChoice),
            Self::PlacementTwice(at) => (format!("positions[{at}].placement"), IssueCode::AlreadyExists),
            Self::Employer => (
                format!("responsibilities.{}", Item::Employer.name()),
                IssueCode::OnlyImdi,
            ),
            Self::Salary => (format!("lines.{}.payer", Category::Salary.name()), IssueCode::OnlyImdi),
            Self::Ahead(field) => (field.to_owned(), IssueCode::AfterToday),
            Self::NoticeTooShort(notice) => (
                "last_day".to_owned(),
                IssueCode::NoticeTooShort {
                    months: i64::from(notice.get()),
                },
            ),
            Self::LastDayOutside => ("last_day".to_owned(), IssueCode::OutsideAgreement),
            Self::MeetingTwice => ("meeting".to_owned(), IssueCode::AlreadyExists),
            Self::MeetingOutside => ("meeting".to_owned(), IssueCode::OutsideAgreement),
            Self::TooMany
            | Self::NeedsAmendment
            | Self::NothingAmended
            | Self::Incomplete
            | Self::NotNow(_)
            | Self::Over
            | Self::Running
            | Self::MeetingAhead
            | Self::NoMeeting => return None,
        };
        Some(Issue::new(field, code))
    }
}
