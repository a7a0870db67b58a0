//! Why a group can't be changed so.

use crate::groups::state::TransitionError;
use crate::issue::IssueCode;
use crate::run_sheet::RunSheetError;
use crate::text::Seats;

/// Why a change can't be made. The names are keys of the translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupRule {
    /// No session with this number.
    #[error("unknown session")]
    UnknownSession,
    /// No seat with this number.
    #[error("unknown seat")]
    UnknownSeat,
    /// Fewer seats than the fewest to start with.
    #[error("more seats needed than there are")]
    SeatsCrossed,
    /// A seat that is ticked in a session would go.
    #[error("a seat in use can't be removed")]
    SeatInUse,
    /// More than sixteen sessions.
    #[error("too many sessions")]
    TooManySessions,
    /// Only the last session can be taken away, and only while it is as it was added.
    #[error("the session is in use")]
    SessionInUse,
    /// A series needs at least one session.
    #[error("no sessions")]
    NoSessions,
    /// Closing a session before its day.
    #[error("the session's day has not come")]
    NotYet,
    /// More came or stayed away than there are seats.
    #[error("more pupils than seats")]
    MorePupilsThanSeats,
    /// The run sheet of a cancelled session is closed until the session is set up again.
    #[error("the session is cancelled")]
    SessionCancelled,
    /// The programme has no session with this number.
    #[error("unknown session of the programme")]
    UnknownProgrammeSession,
    /// The group lies in the bin.
    #[error("the group is in the bin")]
    Binned,
    /// The group does not lie in the bin.
    #[error("the group is not in the bin")]
    NotBinned,
    /// The person leads the group already.
    #[error("leads the group already")]
    AlreadyLeader,
    /// The person does not lead the group.
    #[error("does not lead the group")]
    NotLeader,
    /// A group has somebody who leads it.
    #[error("the last leader can't be removed")]
    LastLeader,
    /// The one who is responsible hands that over before leaving.
    #[error("the one responsible can't be removed")]
    Responsible,
    /// More than four leaders.
    #[error("too many leaders")]
    TooManyLeaders,
    /// A comment without a word.
    #[error("no comment")]
    NoComment,
    /// A session has a hundred comments at most, each once.
    #[error("too many comments")]
    TooManyComments,
    /// No comment with this id.
    #[error("unknown comment")]
    UnknownComment,
    /// The step does not exist from here.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// The run sheet can't be edited so.
    #[error(transparent)]
    RunSheet(#[from] RunSheetError),
}

impl GroupRule {
    /// The name on the wire, a key of the translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownSession => "unknown_session",
            Self::UnknownSeat => "unknown_seat",
            Self::SeatsCrossed => "seats_crossed",
            Self::SeatInUse => "seat_in_use",
            Self::TooManySessions => "too_many_sessions",
            Self::SessionInUse => "session_in_use",
            Self::NoSessions => "no_sessions",
            Self::NotYet => "not_yet",
            Self::MorePupilsThanSeats => "more_pupils_than_seats",
            Self::Transition(_) => "no_such_step",
            Self::RunSheet(error) => error.name(),
            Self::SessionCancelled => "session_cancelled",
            Self::UnknownProgrammeSession => "unknown_programme_session",
            Self::Binned => "group_binned",
            Self::NotBinned => "group_not_binned",
            Self::AlreadyLeader => "already_leader",
            Self::NotLeader => "not_leader",
            Self::LastLeader => "last_leader",
            Self::Responsible => "responsible_leader",
            Self::TooManyLeaders => "too_many_leaders",
            Self::NoComment => "no_comment",
            Self::TooManyComments => "too_many_comments",
            Self::UnknownComment => "unknown_comment",
        }
    }

    /// The form field it belongs beside, where there is one.
    pub const fn field(self) -> Option<(&'static str, IssueCode)> {
        match self {
            Self::SeatsCrossed => Some((
                "seats_max",
                IssueCode::OutOfRange {
                    min: Seats::MIN as i64,
                    max: Seats::MAX as i64,
                },
            )),
            Self::NoSessions => Some(("sessions", IssueCode::Required)),
            Self::UnknownProgrammeSession => Some(("programme", IssueCode::UnknownChoice)),
            _ => None,
        }
    }
}
