//! Who has been told which services exist (O6): ticks of presentations that were held, and what was made known by other means.
//!
//! The status of a unit is counted from both, for each audience, service and school year; nothing is stored of it.

mod item;
mod status;
pub mod view;

use serde::{Deserialize, Serialize};

pub use item::{Channel, NewOutreach, OutreachCommand, OutreachForm, OutreachItem, OutreachRule, record};
pub(crate) use item::{optional, ticked, unit_of};
pub use status::{Cell, Mention, Share, status, status_of, told_both};

/// Whom something is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Parents and guardians.
    Parents,
    /// Pupils.
    Pupils,
    /// Staff of a school.
    Staff,
    /// Helping services outside the school.
    Services,
}

impl Audience {
    /// Every audience, in the order of the choices.
    pub const ALL: [Self; 4] = [Self::Parents, Self::Pupils, Self::Staff, Self::Services];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parents => "parents",
            Self::Pupils => "pupils",
            Self::Staff => "staff",
            Self::Services => "services",
        }
    }

    /// The audience of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.name() == name)
    }
}

/// What is made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// Kompetanseteamet, which advises those who help.
    Team,
    /// The advisers on integration at the embassies.
    Embassies,
    /// The digital resource Nora.
    Nora,
    /// Helplines.
    Helplines,
}

impl Known {
    /// All of them, in the order of the choices.
    pub const ALL: [Self; 4] = [Self::Team, Self::Embassies, Self::Nora, Self::Helplines];

    /// The two that staff of every school should have been told of (domain brief, 2.7).
    pub const BOTH: [Self; 2] = [Self::Team, Self::Embassies];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Embassies => "embassies",
            Self::Nora => "nora",
            Self::Helplines => "helplines",
        }
    }

    /// What has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_audience_service_and_channel_is_found_by_the_name_that_it_is_stored_under() {
        for audience in Audience::ALL {
            assert_eq!(Audience::from_name(audience.name()), Some(audience));
            assert_eq!(serde_json::to_value(audience).unwrap(), audience.name());
        }
        for known in Known::ALL {
            assert_eq!(Known::from_name(known.name()), Some(known));
            assert_eq!(serde_json::to_value(known).unwrap(), known.name());
        }
        for channel in Channel::ALL {
            assert_eq!(Channel::from_name(channel.name()), Some(channel));
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.name());
        }
    }
}
