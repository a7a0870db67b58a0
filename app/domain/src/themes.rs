//! What preventive work is about: the phenomena that the mandate defines, and what young people and staff need to know.
//! The definitions are the mandate's own sentences; the texts lie with the translations.

use serde::{Deserialize, Serialize};

/// A theme of a module, a presentation or a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Negative social control.
    SocialControl,
    /// Honour-related violence.
    HonourViolence,
    /// Forced marriage.
    ForcedMarriage,
    /// Female genital mutilation.
    GenitalMutilation,
    /// Involuntary stays abroad.
    StayAbroad,
    /// Rights and the freedom to choose.
    Rights,
    /// Identity and belonging.
    Identity,
    /// Love, body and boundaries.
    Boundaries,
    /// Telephone, pictures and social media.
    DigitalLife,
    /// Being a parent, and being young between cultures.
    Parenting,
    /// Who can help.
    Help,
}

impl Theme {
    /// Every theme, in the order of the list.
    pub const ALL: [Self; 11] = [
        Self::SocialControl,
        Self::HonourViolence,
        Self::ForcedMarriage,
        Self::GenitalMutilation,
        Self::StayAbroad,
        Self::Rights,
        Self::Identity,
        Self::Boundaries,
        Self::DigitalLife,
        Self::Parenting,
        Self::Help,
    ];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SocialControl => "social_control",
            Self::HonourViolence => "honour_violence",
            Self::ForcedMarriage => "forced_marriage",
            Self::GenitalMutilation => "genital_mutilation",
            Self::StayAbroad => "stay_abroad",
            Self::Rights => "rights",
            Self::Identity => "identity",
            Self::Boundaries => "boundaries",
            Self::DigitalLife => "digital_life",
            Self::Parenting => "parenting",
            Self::Help => "help",
        }
    }

    /// The theme of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Whether it may touch somebody in the room, so that the work needs a safety note.
    pub const fn is_sensitive(self) -> bool {
        matches!(
            self,
            Self::SocialControl
                | Self::HonourViolence
                | Self::ForcedMarriage
                | Self::GenitalMutilation
                | Self::StayAbroad
        )
    }

    /// Whether the mandate defines it.
    pub const fn is_defined(self) -> bool {
        matches!(
            self,
            Self::SocialControl | Self::HonourViolence | Self::ForcedMarriage | Self::GenitalMutilation
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_found_by_the_name_that_it_is_stored_under() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), Some(theme));
            assert_eq!(serde_json::to_value(theme).unwrap(), theme.name());
        }
        assert_eq!(Theme::from_name("ski"), None);
    }

    #[test]
    fn all_that_the_mandate_defines_is_sensitive() {
        assert!(
            Theme::ALL
                .into_iter()
                .filter(|theme| theme.is_defined())
                .all(Theme::is_sensitive)
        );
    }
}
