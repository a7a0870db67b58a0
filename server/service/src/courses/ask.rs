//! What can be asked at the desk of a course, and what is answered.

use domain::courses::{Contact, NewRegistration, Said, Step};
use domain::text::{Email, ShortText};
use serde::{Deserialize, Serialize};

/// What is asked at the desk.
#[derive(Debug, Clone)]
pub(super) enum Ask {
    /// Somebody registers.
    Enter {
        /// The key of the attempt.
        key: String,
        /// With what.
        new: Box<NewRegistration>,
    },
    /// Something happens to a registration.
    Take {
        /// Which.
        number: u32,
        /// What.
        step: Step,
        /// Why, where a seat is given beyond the number of seats.
        over: Option<ShortText>,
        /// Who does it: a person's id, or whoever has the link.
        by: String,
    },
    /// Whoever has registered changes what was registered.
    Amend {
        /// Which.
        number: u32,
        /// How it is to be.
        change: Change,
    },
    /// Seats that were kept are for all from now on.
    Release,
    /// An organiser says who was there.
    Attend {
        /// Of which registration.
        number: u32,
        /// At which part.
        part: u8,
        /// What.
        said: Said,
        /// Who says it.
        by: String,
    },
    /// Somebody in the room says that they are there.
    Come {
        /// At which part.
        part: u8,
        /// Whose address.
        email: Email,
    },
    /// Somebody in the room who has not registered.
    WalkIn {
        /// The key of the attempt.
        key: String,
        /// At which part.
        part: u8,
        /// With what; alone.
        new: Box<NewRegistration>,
    },
}

impl Ask {
    /// The key of an attempt that has a receipt.
    pub(super) const fn key(&self) -> Option<&String> {
        match self {
            Self::Enter { key, .. } | Self::WalkIn { key, .. } => Some(key),
            Self::Take { .. } | Self::Amend { .. } | Self::Release | Self::Attend { .. } | Self::Come { .. } => None,
        }
    }

    /// The registration that it is about, where that is known by number.
    pub(super) const fn number(&self) -> Option<u32> {
        match self {
            Self::Take { number, .. } | Self::Amend { number, .. } | Self::Attend { number, .. } => Some(*number),
            Self::Enter { .. } | Self::Release | Self::Come { .. } | Self::WalkIn { .. } => None,
        }
    }
}

/// How a registration is to be.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// As was typed over the version that was seen.
    Whole(Box<NewRegistration>, u64),
    /// Somebody else comes instead.
    Substitute(Contact),
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// They are registered.
    Entered {
        /// Under this number.
        number: u32,
        /// Whether there is a seat.
        seated: bool,
    },
    /// They were registered before; a mail leads them to it.
    Known,
    /// They are marked as there.
    There,
    /// Nobody with that address has registered.
    Stranger,
    /// It is done.
    Done,
}
