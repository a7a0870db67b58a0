//! A registration: who comes, and one state machine for all of its ways.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::attendance::Presence;
use super::book::Party;
use super::certificate::Given;
use super::event::Promotion;
use super::notice::Notice;
use super::opening::Opening;
use super::staff::{ServiceKind, StaffRole};
use crate::ids::EventId;
use crate::people::Language;
use crate::places::codes::MunicipalityCode;
use crate::text::{Email, Note, PartySize, PersonName, ShortText};

/// How long a seat is kept for somebody who has not yet shown that the mail address is theirs.
pub const HOLD: SignedDuration = SignedDuration::from_hours(24);
/// How long a freed seat is offered to somebody who waits.
pub const OFFER: SignedDuration = SignedDuration::from_hours(48);

/// Which of the three ways to register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One person.
    One,
    /// Colleagues by name.
    Group,
    /// So many of a staff, without names.
    Staff,
}

impl Kind {
    /// All of them, in the order of the choices.
    pub const ALL: [Self; 3] = [Self::One, Self::Group, Self::Staff];

    /// The stored and sent name, as in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Group => "group",
            Self::Staff => "staff",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who answers for a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Full name.
    pub name: PersonName,
    /// Work e-mail.
    pub email: Email,
}

/// Somebody who was registered by another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Full name.
    pub name: PersonName,
    /// Work e-mail, where it was given.
    pub email: Option<Email>,
}

/// What somebody registers with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRegistration {
    /// Which way.
    pub kind: Kind,
    /// Who answers for it; takes part too where it is for one.
    pub contact: Contact,
    /// Those who take part, where it is for a group.
    pub colleagues: Vec<Colleague>,
    /// How many seats.
    pub seats: PartySize,
    /// What they do at work.
    pub role: StaffRole,
    /// Which service.
    pub service: ServiceKind,
    /// The school or office by name.
    pub workplace: ShortText,
    /// Where it is.
    pub municipality: MunicipalityCode,
    /// What must be arranged for, food included; taken away a week after the course.
    pub needs: ShortText,
    /// A question to who holds the course; taken away a week after the course.
    pub question: Note,
    /// The leader who has to say yes, where the course asks for one.
    #[serde(default)]
    pub leader: Option<Contact>,
    /// The language of mails.
    pub language: Language,
}

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// Of which event.
    pub event: EventId,
    /// In order of arrival, from 1.
    pub number: u32,
    /// What was registered.
    #[serde(flatten)]
    pub given: NewRegistration,
    /// When it came.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// The quota in which it is counted, by its place.
    #[serde(default)]
    pub quota: Option<u8>,
    /// Whether the mail address was shown to be theirs.
    pub is_verified: bool,
    /// Whether the leader has said yes.
    pub is_approved: bool,
    /// When the leader was asked.
    #[serde(default, with = "crate::time::wire::option")]
    pub asked_at: Option<Timestamp>,
    /// How often what calendars show has changed for it (RFC 5546: SEQUENCE).
    pub sequence: u32,
    /// Why it was seated over the number of seats, where it was.
    pub over: Option<ShortText>,
    /// Whether they came on the day without a seat.
    pub is_walk_in: bool,
    /// Who was there, part by part.
    pub presence: Presence,
    /// The certificates that were given, by place.
    pub certificates: BTreeMap<u16, Given>,
    /// Counts changes.
    pub version: u64,
}

/// Where a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum State {
    /// The seat is kept until the mail address is confirmed.
    Held {
        /// Until when.
        #[serde(with = "crate::time::wire")]
        until: Timestamp,
    },
    /// The seat is kept until their leader has said yes.
    Asked {
        /// Until when.
        #[serde(with = "crate::time::wire")]
        until: Timestamp,
    },
    /// The seat is theirs.
    Confirmed,
    /// No seat yet.
    Waiting,
    /// A freed seat is kept until they say yes.
    Offered {
        /// Until when.
        #[serde(with = "crate::time::wire")]
        until: Timestamp,
    },
    /// It is over.
    Ended {
        /// How.
        how: End,
        /// When.
        #[serde(with = "crate::time::wire")]
        at: Timestamp,
    },
}

/// How a registration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// They withdrew in good time.
    Withdrawn,
    /// They withdrew less than 48 hours before the course.
    WithdrawnLate,
    /// An organiser took it away.
    Removed,
    /// It was not confirmed in time.
    Lapsed,
    /// Their leader has said no.
    Declined,
}

/// What can happen to a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// They follow the mailed link and say yes.
    Confirm,
    /// Their leader says yes.
    Approve,
    /// Their leader says no.
    Decline,
    /// They do not come after all.
    Withdraw,
    /// An organiser takes it away.
    Remove,
    /// Nobody said yes in time.
    Lapse,
    /// A seat is free for them.
    MoveUp,
    /// An organiser gives a seat beyond the number of seats.
    SeatOver,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Confirm,
        Self::Approve,
        Self::Decline,
        Self::Withdraw,
        Self::Remove,
        Self::Lapse,
        Self::MoveUp,
        Self::SeatOver,
    ];
}

/// A step that a registration does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// It has ended.
    #[error("the registration has ended")]
    Ended,
    /// The time to say yes is over.
    #[error("the time to say yes is over")]
    TooLate,
    /// It has no such step.
    #[error("the registration has no such step now")]
    NotNow,
}

/// What is known of a registration besides where it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Whether the mail address was shown to be theirs.
    pub is_verified: bool,
    /// Whether a leader has still to say yes.
    pub awaits_leader: bool,
}

/// How late a withdrawal is late.
const LATE: SignedDuration = SignedDuration::from_hours(48);

impl State {
    /// A new registration with a seat: kept for a day, or until the course begins.
    pub fn held(opening: &Opening, now: Timestamp) -> Self {
        Self::Held {
            until: (now + HOLD).min(opening.starts),
        }
    }

    /// A seat that is kept until a leader has said yes: until registration closes, and for a day at least.
    pub(super) fn asked(opening: &Opening, now: Timestamp) -> Self {
        Self::Asked {
            until: opening.until.max(now + HOLD).min(opening.starts),
        }
    }

    /// Whether it has its seats, or they are kept for it.
    pub const fn has_seat(self) -> bool {
        matches!(
            self,
            Self::Held { .. } | Self::Asked { .. } | Self::Confirmed | Self::Offered { .. }
        )
    }

    /// Whether it waits.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Whether it has ended.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Ended { .. })
    }

    /// Until when somebody has to say yes.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Held { until } | Self::Offered { until } | Self::Asked { until } => Some(until),
            Self::Confirmed | Self::Waiting | Self::Ended { .. } => None,
        }
    }

    /// The state's name, as in translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held { .. } => "held",
            Self::Asked { .. } => "asked",
            Self::Confirmed => "confirmed",
            Self::Waiting => "waiting",
            Self::Offered { .. } => "offered",
            Self::Ended { how, .. } => match how {
                End::Withdrawn => "withdrawn",
                End::WithdrawnLate => "withdrawn_late",
                End::Removed => "removed",
                End::Lapsed => "lapsed",
                End::Declined => "declined",
            },
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// Why there is no such step.
    pub fn after(self, step: Step, known: Known, opening: &Opening, now: Timestamp) -> Result<Self, StepError> {
        let ended = |how| Ok(Self::Ended { how, at: now });
        match (self, step) {
            (Self::Ended { .. }, _) => Err(StepError::Ended),
            (Self::Held { until } | Self::Offered { until } | Self::Asked { until }, Step::Confirm | Step::Approve)
                if until <= now =>
            {
                Err(StepError::TooLate)
            }
            (Self::Held { .. } | Self::Offered { .. }, Step::Confirm) if known.awaits_leader => {
                Ok(Self::asked(opening, now))
            }
            (Self::Held { .. } | Self::Offered { .. } | Self::Confirmed, Step::Confirm)
            | (Self::Asked { .. } | Self::Confirmed, Step::Approve) => Ok(Self::Confirmed),
            // The address is theirs, or the leader has said yes; the place in the queue stays.
            (Self::Waiting | Self::Asked { .. }, Step::Confirm)
            | (Self::Waiting | Self::Offered { .. }, Step::Approve) => Ok(self),
            (Self::Waiting | Self::Offered { .. } | Self::Asked { .. }, Step::Decline) => ended(End::Declined),
            (Self::Held { .. } | Self::Confirmed, Step::Approve | Step::Decline) => Err(StepError::NotNow),
            (Self::Held { until } | Self::Offered { until } | Self::Asked { until }, Step::Lapse) if until <= now => {
                ended(End::Lapsed)
            }
            (_, Step::Lapse) => Err(StepError::NotNow),
            (_, Step::Withdraw) if self.has_seat() && now + LATE > opening.starts => ended(End::WithdrawnLate),
            (_, Step::Withdraw) => ended(End::Withdrawn),
            (_, Step::Remove) => ended(End::Removed),
            (Self::Waiting, Step::MoveUp) => Ok(moved_up(known, opening, now)),
            (Self::Waiting, Step::SeatOver) => Ok(Self::Confirmed),
            (_, Step::MoveUp | Step::SeatOver) => Err(StepError::NotNow),
        }
    }
}

/// A freed seat is theirs at once where the event says so and the address is known to be theirs; else they are asked.
fn moved_up(known: Known, opening: &Opening, now: Timestamp) -> State {
    if opening.promotion == Promotion::Automatic && known.is_verified {
        return match known.awaits_leader {
            true => State::asked(opening, now),
            false => State::Confirmed,
        };
    }
    // Who says no, or nothing, leaves time for the next.
    let until = (now + OFFER).min(opening.frozen_from.max(now + SignedDuration::from_hours(1)));
    State::Offered {
        until: until.min(opening.starts),
    }
}

impl Registration {
    /// A registration as it comes.
    pub fn entered(event: EventId, number: u32, given: NewRegistration, state: State, at: Timestamp) -> Self {
        Self {
            event,
            number,
            given,
            at,
            state,
            quota: None,
            is_verified: false,
            is_approved: false,
            asked_at: None,
            sequence: 0,
            over: None,
            is_walk_in: false,
            presence: Presence::default(),
            certificates: BTreeMap::new(),
            version: 1,
        }
    }

    /// The colleagues who have an address of their own, other than the one who has registered them, with their places.
    pub fn colleagues_with_mail(&self) -> impl Iterator<Item = (u16, &Colleague)> {
        let is_another = |one: &Colleague| {
            one.email
                .as_ref()
                .is_some_and(|email| *email != self.given.contact.email)
        };
        let places = (0_u16..).zip(&self.given.colleagues);
        places.filter(move |(_, one)| self.given.kind == Kind::Group && is_another(one))
    }

    /// Whether somebody was there, where it was ticked who was.
    pub fn was_there(&self, place: u16) -> bool {
        !self.presence.has_anybody() || !self.presence.parts_of(place).is_empty()
    }

    /// What it takes of a course's seats.
    pub fn party(&self) -> Party {
        Party {
            seats: self.seats(),
            quota: self.quota,
        }
    }

    /// Seats as a number to count with.
    pub fn seats(&self) -> u32 {
        u32::from(self.given.seats.get())
    }

    /// Whether it has ended in a way.
    pub fn has_ended_by(&self, end: End) -> bool {
        matches!(self.state, State::Ended { how, .. } if how == end)
    }

    /// Whether a leader has still to say yes.
    pub const fn awaits_leader(&self) -> bool {
        self.given.leader.is_some() && !self.is_approved
    }

    /// What is known of it besides where it stands.
    pub const fn known(&self) -> Known {
        Known {
            is_verified: self.is_verified,
            awaits_leader: self.awaits_leader(),
        }
    }

    /// The registration after a step, and what is told of it; nothing is told where nothing has changed for anybody.
    ///
    /// # Errors
    /// Why there is no such step.
    pub fn after(&self, step: Step, opening: &Opening, now: Timestamp) -> Result<(Self, Vec<Notice>), StepError> {
        let state = self.state.after(step, self.known(), opening, now)?;
        let mut next = self.clone();
        next.state = state;
        next.is_verified |= step == Step::Confirm;
        next.is_approved |= step == Step::Approve;
        if matches!(state, State::Ended { .. }) && self.state == State::Confirmed {
            // The entry in the calendar is called back.
            next.sequence += 1;
        }
        next.version += 1;
        let mut notices = Vec::new();
        notices.extend(match (self.state, state) {
            (before, after) if before == after => None,
            (_, State::Confirmed) => Some(Notice::Confirmed),
            (_, State::Asked { .. }) => Some(Notice::Asked),
            (_, State::Offered { .. }) => Some(Notice::Offered),
            (_, State::Ended { .. }) => Some(Notice::Ended),
            (_, State::Held { .. } | State::Waiting) => None,
        });
        // A leader is asked by nobody whose address is not known to be theirs.
        let has_to_ask = !state.has_ended() && state != State::Confirmed;
        if next.awaits_leader() && next.is_verified && next.asked_at.is_none() && has_to_ask {
            next.asked_at = Some(now);
            notices.push(Notice::Leader);
        }
        Ok((next, notices))
    }
}
