//! The life of a session: `draft → planned → confirmed → held → evaluated`, or `cancelled`, or `postponed` and planned
//! again. Drawn in `docs/state-machines/session.md`.

use serde::{Deserialize, Serialize};

use crate::text::{Headcount, Note, WorkMinutes};

/// Why a session was not held (domain brief, 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// Too few came or could come.
    Absence,
    /// A test or exam took the time.
    Test,
    /// The leader was ill.
    Illness,
    /// The room was not to be had.
    Room,
    /// Another reason.
    Other,
}

impl CancelReason {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 5] = [Self::Absence, Self::Test, Self::Illness, Self::Room, Self::Other];
}

/// What is known of a session that was held: headcounts and time, no names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Pupils who were there.
    pub present: Headcount,
    /// Pupils who were expected and were not.
    pub absent: Headcount,
    /// Time with the group.
    pub delivery_minutes: WorkMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: WorkMinutes,
}

/// What the leader thought of a session afterwards, in three short answers; no names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    /// What worked.
    pub worked: Note,
    /// What to do in another way next time.
    pub next_time: Note,
    /// Whether something needs following up; what it is stands elsewhere.
    pub follow_up: bool,
}

impl Reflection {
    /// Whether no answer was given.
    pub fn is_empty(&self) -> bool {
        self.worked.as_str().is_empty() && self.next_time.as_str().is_empty() && !self.follow_up
    }
}

/// Where a session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SessionState {
    /// Being thought out; not promised to anyone.
    Draft,
    /// Has its date.
    Planned,
    /// Room and co-leader have said yes.
    Confirmed,
    /// Took place; counts in coverage.
    Held {
        /// Headcounts and time.
        held: Held,
    },
    /// Took place and was thought over; counts in coverage.
    Evaluated {
        /// Headcounts and time.
        held: Held,
        /// The leader's three answers.
        reflection: Reflection,
    },
    /// Will not take place.
    Cancelled {
        /// Why.
        reason: CancelReason,
    },
    /// Will take place, but not on its date.
    Postponed {
        /// Why.
        reason: CancelReason,
    },
}

/// A step the machine does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session that is {from} can't be {to}")]
pub struct TransitionError {
    /// The state's name.
    pub from: &'static str,
    /// The step asked for.
    pub to: &'static str,
}

impl SessionState {
    /// The state's name, as stored and as a key of its translation.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::Held { .. } => "held",
            Self::Evaluated { .. } => "evaluated",
            Self::Cancelled { .. } => "cancelled",
            Self::Postponed { .. } => "postponed",
        }
    }

    /// Headcounts and time, when it took place.
    pub const fn held(&self) -> Option<&Held> {
        match self {
            Self::Held { held } | Self::Evaluated { held, .. } => Some(held),
            _ => None,
        }
    }

    /// What the leader thought of it, when it was thought over.
    pub const fn reflection(&self) -> Option<&Reflection> {
        match self {
            Self::Evaluated { reflection, .. } => Some(reflection),
            _ => None,
        }
    }

    /// Whether it still lies ahead and can be changed.
    pub const fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Planned | Self::Confirmed | Self::Postponed { .. }
        )
    }

    /// The date is taken back; it is being thought out again.
    ///
    /// # Errors
    /// Unless planned.
    pub fn draft(self) -> Result<Self, TransitionError> {
        match self {
            Self::Draft | Self::Planned => Ok(Self::Draft),
            other => Err(other.refuse("draft")),
        }
    }

    /// Gives it a date (again).
    ///
    /// # Errors
    /// From every state that does not lie ahead.
    pub fn plan(self) -> Result<Self, TransitionError> {
        match self {
            Self::Draft | Self::Planned | Self::Confirmed | Self::Postponed { .. } => Ok(Self::Planned),
            other => Err(other.refuse("planned")),
        }
    }

    /// Room and co-leader have said yes.
    ///
    /// # Errors
    /// Unless planned.
    pub fn confirm(self) -> Result<Self, TransitionError> {
        match self {
            Self::Planned => Ok(Self::Confirmed),
            other => Err(other.refuse("confirmed")),
        }
    }

    /// It took place. Closing again corrects the figures; what was thought of it is gone unless it is said again, so that a
    /// text can be taken out.
    ///
    /// # Errors
    /// For a draft, a cancelled or a postponed session.
    pub fn hold(self, held: Held) -> Result<Self, TransitionError> {
        match self {
            Self::Planned | Self::Confirmed | Self::Held { .. } | Self::Evaluated { .. } => Ok(Self::Held { held }),
            other => Err(other.refuse("held")),
        }
    }

    /// It was thought over. Evaluating again replaces the reflection.
    ///
    /// # Errors
    /// Unless held.
    pub fn evaluate(self, reflection: Reflection) -> Result<Self, TransitionError> {
        match self {
            Self::Held { held } | Self::Evaluated { held, .. } => Ok(Self::Evaluated { held, reflection }),
            other => Err(other.refuse("evaluated")),
        }
    }

    /// It was closed by mistake: it stands as planned again.
    ///
    /// # Errors
    /// Unless held.
    pub fn reopen(self) -> Result<Self, TransitionError> {
        match self {
            Self::Held { .. } | Self::Evaluated { .. } => Ok(Self::Planned),
            other => Err(other.refuse("reopened")),
        }
    }

    /// It will not take place.
    ///
    /// # Errors
    /// When it has taken place or is cancelled already.
    pub fn cancel(self, reason: CancelReason) -> Result<Self, TransitionError> {
        if self.is_open() {
            Ok(Self::Cancelled { reason })
        } else {
            Err(self.refuse("cancelled"))
        }
    }

    /// It will take place on a date not yet known.
    ///
    /// # Errors
    /// When it has taken place, is cancelled or is postponed already.
    pub fn postpone(self, reason: CancelReason) -> Result<Self, TransitionError> {
        match self {
            Self::Draft | Self::Planned | Self::Confirmed => Ok(Self::Postponed { reason }),
            other => Err(other.refuse("postponed")),
        }
    }

    /// A cancelled session comes back.
    ///
    /// # Errors
    /// Unless cancelled.
    pub fn restore(self) -> Result<Self, TransitionError> {
        match self {
            Self::Cancelled { .. } => Ok(Self::Planned),
            other => Err(other.refuse("restored")),
        }
    }

    const fn refuse(&self, to: &'static str) -> TransitionError {
        TransitionError { from: self.name(), to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> Held {
        Held {
            present: Headcount::new(8).unwrap(),
            absent: Headcount::new(2).unwrap(),
            delivery_minutes: WorkMinutes::new(75).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
        }
    }

    fn states() -> [SessionState; 7] {
        let reason = CancelReason::Room;
        [
            SessionState::Draft,
            SessionState::Planned,
            SessionState::Confirmed,
            SessionState::Held { held: held() },
            SessionState::Evaluated {
                held: held(),
                reflection: Reflection::default(),
            },
            SessionState::Cancelled { reason },
            SessionState::Postponed { reason },
        ]
    }

    /// The drawing, as a table: which steps each state has.
    #[test]
    fn the_machine_has_the_steps_of_its_drawing_and_no_others() {
        type Step = fn(SessionState) -> Result<SessionState, TransitionError>;
        let steps: [(&str, Step); 9] = [
            ("draft", SessionState::draft),
            ("plan", SessionState::plan),
            ("confirm", SessionState::confirm),
            ("hold", |s| s.hold(held())),
            ("evaluate", |s| s.evaluate(Reflection::default())),
            ("cancel", |s| s.cancel(CancelReason::Test)),
            ("postpone", |s| s.postpone(CancelReason::Test)),
            ("restore", SessionState::restore),
            ("reopen", SessionState::reopen),
        ];
        let drawn = [
            ("draft", "draft plan cancel postpone"),
            ("planned", "draft plan confirm hold cancel postpone"),
            ("confirmed", "plan hold cancel postpone"),
            ("held", "hold evaluate reopen"),
            ("evaluated", "hold evaluate reopen"),
            ("cancelled", "restore"),
            ("postponed", "plan cancel"),
        ];
        for state in states() {
            let has: Vec<&str> = steps
                .iter()
                .filter(|(_, step)| step(state.clone()).is_ok())
                .map(|(name, _)| *name)
                .collect();
            let (_, wants) = drawn.iter().find(|(name, _)| *name == state.name()).unwrap();
            assert_eq!(has.join(" "), *wants, "from {}", state.name());
        }
    }
}
