//! Languages that people around a school speak and read: of interpreters, handouts and invitations. Those of the interface are
//! [`crate::people::Language`].

use serde::{Deserialize, Serialize};

use crate::people::Language;

/// A spoken, signed or written language, stored and sent by its BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Tongue {
    /// Norwegian bokmål.
    Bokmal,
    /// Norwegian nynorsk.
    Nynorsk,
    /// English.
    English,
    /// Albanian.
    Albanian,
    /// Amharic.
    Amharic,
    /// Arabic.
    Arabic,
    /// Bengali.
    Bengali,
    /// Bosnian, Croatian, Serbian.
    Bosnian,
    /// Burmese.
    Burmese,
    /// Dari.
    Dari,
    /// French.
    French,
    /// Hindi.
    Hindi,
    /// Kinyarwanda.
    Kinyarwanda,
    /// Kurdish, Kurmanji.
    Kurmanji,
    /// Lingala.
    Lingala,
    /// Lithuanian.
    Lithuanian,
    /// Chinese, Mandarin.
    Mandarin,
    /// Oromo.
    Oromo,
    /// Pashto.
    Pashto,
    /// Persian.
    Persian,
    /// Polish.
    Polish,
    /// Portuguese.
    Portuguese,
    /// Punjabi.
    Punjabi,
    /// Rohingya.
    Rohingya,
    /// Romanian.
    Romanian,
    /// Russian.
    Russian,
    /// Somali.
    Somali,
    /// Kurdish, Sorani.
    Sorani,
    /// Spanish.
    Spanish,
    /// Swahili.
    Swahili,
    /// Tagalog.
    Tagalog,
    /// Tamil.
    Tamil,
    /// Thai.
    Thai,
    /// Tigrinya.
    Tigrinya,
    /// Turkish.
    Turkish,
    /// Ukrainian.
    Ukrainian,
    /// Urdu.
    Urdu,
    /// Vietnamese.
    Vietnamese,
    /// Norwegian sign language.
    SignLanguage,
}

impl Tongue {
    /// Every language: those of the school first, then the others.
    pub const ALL: [Self; 39] = [
        Self::Bokmal,
        Self::Nynorsk,
        Self::English,
        Self::Albanian,
        Self::Amharic,
        Self::Arabic,
        Self::Bengali,
        Self::Bosnian,
        Self::Burmese,
        Self::Dari,
        Self::French,
        Self::Hindi,
        Self::Kinyarwanda,
        Self::Kurmanji,
        Self::Lingala,
        Self::Lithuanian,
        Self::Mandarin,
        Self::Oromo,
        Self::Pashto,
        Self::Persian,
        Self::Polish,
        Self::Portuguese,
        Self::Punjabi,
        Self::Rohingya,
        Self::Romanian,
        Self::Russian,
        Self::Somali,
        Self::Sorani,
        Self::Spanish,
        Self::Swahili,
        Self::Tagalog,
        Self::Tamil,
        Self::Thai,
        Self::Tigrinya,
        Self::Turkish,
        Self::Ukrainian,
        Self::Urdu,
        Self::Vietnamese,
        Self::SignLanguage,
    ];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Bokmal => "nb",
            Self::Nynorsk => "nn",
            Self::English => "en",
            Self::Albanian => "sq",
            Self::Amharic => "am",
            Self::Arabic => "ar",
            Self::Bengali => "bn",
            Self::Bosnian => "bs",
            Self::Burmese => "my",
            Self::Dari => "prs",
            Self::French => "fr",
            Self::Hindi => "hi",
            Self::Kinyarwanda => "rw",
            Self::Kurmanji => "kmr",
            Self::Lingala => "ln",
            Self::Lithuanian => "lt",
            Self::Mandarin => "zh",
            Self::Oromo => "om",
            Self::Pashto => "ps",
            Self::Persian => "fa",
            Self::Polish => "pl",
            Self::Portuguese => "pt",
            Self::Punjabi => "pa",
            Self::Rohingya => "rhg",
            Self::Romanian => "ro",
            Self::Russian => "ru",
            Self::Somali => "so",
            Self::Sorani => "ckb",
            Self::Spanish => "es",
            Self::Swahili => "sw",
            Self::Tagalog => "tl",
            Self::Tamil => "ta",
            Self::Thai => "th",
            Self::Tigrinya => "ti",
            Self::Turkish => "tr",
            Self::Ukrainian => "uk",
            Self::Urdu => "ur",
            Self::Vietnamese => "vi",
            Self::SignLanguage => "nsl",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.tag() == tag)
    }

    /// The language of the interface that it is, if it is one: what has texts of its own in it.
    pub fn of_interface(self) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == self.tag())
    }

    /// Whether an invitation can be written in it.
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::SignLanguage)
    }

    /// Whether an interpreter may be needed for it: not for the language of the school.
    pub const fn is_interpreted(self) -> bool {
        !matches!(self, Self::Bokmal | Self::Nynorsk)
    }
}

impl TryFrom<String> for Tongue {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::from_tag(&tag).ok_or_else(|| "not a language of the list".to_owned())
    }
}

impl From<Tongue> for String {
    fn from(tongue: Tongue) -> Self {
        tongue.tag().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_language_is_found_by_its_tag_also_as_the_key_of_a_list() {
        for tongue in Tongue::ALL {
            assert_eq!(Tongue::from_tag(tongue.tag()), Some(tongue));
            let list = BTreeMap::from([(tongue, 1)]);
            let json = serde_json::to_string(&list).unwrap();
            assert_eq!(json, format!("{{\"{}\":1}}", tongue.tag()));
            assert_eq!(serde_json::from_str::<BTreeMap<Tongue, i32>>(&json).unwrap(), list);
        }
        assert_eq!(Tongue::from_tag("tlh"), None);
    }

    #[test]
    fn the_languages_of_the_interface_are_among_them() {
        let found: Vec<Language> = Tongue::ALL.into_iter().filter_map(Tongue::of_interface).collect();
        assert_eq!(found, Language::ALL);
    }
}
