//! The booking of interpreters for one language: needed → ordered → confirmed → cancelled.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{InterpreterCount, Title};

/// Interpreters of one language for one presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// How many.
    pub count: InterpreterCount,
    /// How far it has come.
    pub state: BookingState,
}

/// How far the booking has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum BookingState {
    /// Nobody was asked yet.
    Needed,
    /// An agency was asked.
    Ordered {
        /// Which.
        agency: Title,
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// The agency has said yes.
    Confirmed {
        /// Which.
        agency: Title,
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// Nobody is to come.
    Cancelled {
        /// When that was said.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
}

/// One step of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step", deny_unknown_fields)]
pub enum BookingStep {
    /// An agency is asked.
    Order {
        /// Which.
        agency: Title,
    },
    /// The agency has said yes.
    Confirm,
    /// Nobody is to come: it is called off, or was never wanted after all.
    Cancel,
    /// It is needed (again): the agency said no, or the need came back.
    Need,
}

impl BookingStep {
    /// The step's name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Order { .. } => "order",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::Need => "need",
        }
    }
}

/// A step that the booking does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an interpreter who is {from} has no step {step}")]
pub struct StepError {
    /// The state's name.
    pub from: &'static str,
    /// The step asked for.
    pub step: &'static str,
}

impl BookingState {
    /// The state's name, as a key of its translation.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Ordered { .. } => "ordered",
            Self::Confirmed { .. } => "confirmed",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// Which agency was asked.
    pub const fn agency(&self) -> Option<&Title> {
        match self {
            Self::Ordered { agency, .. } | Self::Confirmed { agency, .. } => Some(agency),
            Self::Needed | Self::Cancelled { .. } => None,
        }
    }

    /// Whether an interpreter is wanted and nobody has said yes.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Needed | Self::Ordered { .. })
    }

    /// The state after a step.
    ///
    /// # Errors
    /// For a step that this state does not have.
    pub fn after(&self, step: &BookingStep, today: Date) -> Result<Self, StepError> {
        match (self, step) {
            (Self::Needed, BookingStep::Order { agency }) => Ok(Self::Ordered {
                agency: agency.clone(),
                on: today,
            }),
            (Self::Ordered { agency, .. }, BookingStep::Confirm) => Ok(Self::Confirmed {
                agency: agency.clone(),
                on: today,
            }),
            (Self::Needed | Self::Ordered { .. } | Self::Confirmed { .. }, BookingStep::Cancel) => {
                Ok(Self::Cancelled { on: today })
            }
            (Self::Ordered { .. } | Self::Confirmed { .. } | Self::Cancelled { .. }, BookingStep::Need) => {
                Ok(Self::Needed)
            }
            _ => Err(StepError {
                from: self.name(),
                step: step.name(),
            }),
        }
    }

    /// The state when the presentation moves: who has said yes to one time must say it again to another.
    pub fn moved(self) -> Self {
        match self {
            Self::Confirmed { agency, on } => Self::Ordered { agency, on },
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn agency() -> Title {
        Title::parse("Tolketjenesten").unwrap()
    }

    fn states() -> [BookingState; 4] {
        let (agency, on) = (agency(), TODAY);
        [
            BookingState::Needed,
            BookingState::Ordered {
                agency: agency.clone(),
                on,
            },
            BookingState::Confirmed { agency, on },
            BookingState::Cancelled { on },
        ]
    }

    fn steps() -> [BookingStep; 4] {
        [
            BookingStep::Order { agency: agency() },
            BookingStep::Confirm,
            BookingStep::Cancel,
            BookingStep::Need,
        ]
    }

    /// A line a state, a column a step: the state that it leads to, `-` for a step that the state does not have.
    const EXPECTED: &str = "
                  order    confirm    cancel     need
        needed    ordered  -          cancelled  -
        ordered   -        confirmed  cancelled  needed
        confirmed -        -          cancelled  needed
        cancelled -        -          -          needed
    ";

    #[test]
    fn every_step_from_every_state_leads_where_the_table_says() {
        let mut lines = EXPECTED.lines().filter(|line| !line.trim().is_empty());
        let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
        assert_eq!(head, steps().each_ref().map(BookingStep::name));
        for (state, line) in states().into_iter().zip(lines) {
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some(state.name()));
            for (step, expected) in steps().into_iter().zip(words) {
                let after = state.after(&step, TODAY);
                let found = after.as_ref().map_or("-", BookingState::name);
                assert_eq!(found, expected, "{} from {}", step.name(), state.name());
            }
        }
    }

    #[test]
    fn needed_and_ordered_are_missing_and_the_agency_is_kept_until_it_is_called_off() {
        let missing = states().map(|state| state.is_missing());
        assert_eq!(missing, [true, true, false, false]);
        let known = states().map(|state| state.agency().is_some());
        assert_eq!(known, [false, true, true, false]);
    }

    #[test]
    fn who_said_yes_to_one_time_must_say_it_again_to_another() {
        let moved = states().map(|state| state.moved().name());
        assert_eq!(moved, ["needed", "ordered", "ordered", "cancelled"]);
    }
}
