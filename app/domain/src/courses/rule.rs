//! Why a course is not planned or changed, and why nobody can register for it.

use crate::issue::{Issue, IssueCode};

/// Why a course is not planned or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventRule {
    /// It is for nobody.
    #[error("for nobody")]
    ForNobody,
    /// It has no part.
    #[error("no part")]
    NoParts,
    /// A part begins before the one before has ended.
    #[error("part {0} begins before the one before has ended")]
    PartsOverlap(usize),
    /// It is in a room that is not named.
    #[error("no room")]
    NoPlace,
    /// It is on video and nobody can say where.
    #[error("no address of the video")]
    NoVideo,
    /// The last day to register is after the course begins.
    #[error("the deadline is after the start")]
    DeadlineAfterStart,
    /// It would be decided whether it is held after it has begun.
    #[error("the day of decision is after the start")]
    DecideAfterStart,
    /// More seats would be kept than there are.
    #[error("more seats are kept than the {0} there are")]
    QuotasOverCapacity(u16),
    /// Seats would be kept for the same twice.
    #[error("quota {0} is for whom another is")]
    KeptTwice(usize),
    /// Seats would be kept until the last days, in which nobody moves up.
    #[error("seats are kept until the last days")]
    ReleasedTooLate,
    /// It would take more than there are seats.
    #[error("the fewest are more than the {0} seats")]
    MinimumOverCapacity(u16),
    /// It begins in the past.
    #[error("it begins in the past")]
    Past,
    /// A part whose day has come would be moved or taken away.
    #[error("a part has been held")]
    Begun,
    /// Both sides have not said yes.
    #[error("both sides have not said yes")]
    NotApproved,
    /// There is nobody on that side.
    #[error("nobody of that side stands behind it")]
    NoSuchSide,
    /// That side has said yes already.
    #[error("that side has said yes already")]
    Approved,
    /// It is not a draft.
    #[error("it is published or cancelled")]
    NotDraft,
    /// It is not in the catalogue.
    #[error("it is not published")]
    NotPublished,
    /// It is cancelled.
    #[error("it is cancelled")]
    Cancelled,
    /// Registration is closed, or is not.
    #[error("registration stands as it should already")]
    SameAlready,
    /// Participants are told why.
    #[error("no reason")]
    NoReason,
    /// The point is not there.
    #[error("it is not there")]
    Unknown,
    /// Nothing is made from the template any more.
    #[error("the template is retired")]
    TemplateRetired,
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// More seats are taken than there would be.
    #[error("{0} seats are taken")]
    SeatsTaken(u32),
}

impl EventRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotApproved => "course_not_approved",
            Self::NoSuchSide => "course_no_such_side",
            Self::Approved => "course_approved",
            Self::NotDraft => "course_not_draft",
            Self::NotPublished => "course_not_published",
            Self::Cancelled => "course_cancelled",
            Self::SameAlready => "course_same_already",
            Self::Unknown => "course_unknown_part",
            Self::TooMany => "course_too_many",
            Self::Past => "course_past",
            Self::Begun => "course_begun",
            Self::NoVideo => "course_no_video",
            Self::TemplateRetired => "course_template_retired",
            Self::ForNobody
            | Self::NoParts
            | Self::PartsOverlap(_)
            | Self::NoPlace
            | Self::DeadlineAfterStart
            | Self::DecideAfterStart
            | Self::MinimumOverCapacity(_)
            | Self::QuotasOverCapacity(_)
            | Self::KeptTwice(_)
            | Self::ReleasedTooLate
            | Self::NoReason
            | Self::SeatsTaken(_) => "course_field",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::ForNobody => ("services".to_owned(), IssueCode::Required),
            Self::NoParts => ("parts".to_owned(), IssueCode::Required),
            Self::PartsOverlap(part) => (format!("parts[{part}].start"), IssueCode::EndBeforeStart),
            Self::NoPlace => ("place".to_owned(), IssueCode::Required),
            Self::DeadlineAfterStart => ("deadline".to_owned(), IssueCode::AfterTheStart),
            Self::DecideAfterStart => ("decide_on".to_owned(), IssueCode::AfterTheStart),
            Self::MinimumOverCapacity(seats) => {
                let (min, max) = (1, i64::from(seats));
                ("minimum".to_owned(), IssueCode::OutOfRange { min, max })
            }
            Self::QuotasOverCapacity(seats) => {
                let max = u32::from(seats);
                ("quotas[0].seats".to_owned(), IssueCode::NoRoom { max })
            }
            Self::KeptTwice(at) => (format!("quotas[{at}].kept_for"), IssueCode::AlreadyExists),
            Self::ReleasedTooLate => ("released_on".to_owned(), IssueCode::TooCloseToTheStart),
            Self::NoReason => ("reason".to_owned(), IssueCode::Required),
            Self::SeatsTaken(taken) => {
                let (min, max) = (i64::from(taken), i64::from(crate::text::Capacity::MAX));
                ("capacity".to_owned(), IssueCode::OutOfRange { min, max })
            }
            _ => return None,
        };
        Some(Issue::new(field, code))
    }
}
