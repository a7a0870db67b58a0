//! Competence aims (kompetansemål) of the national curriculum LK20, as Utdanningsdirektoratet's register Grep has them.

use serde::{Deserialize, Serialize};

use crate::people::Language;
use crate::text::{Note, ShortText};

/// How many aims a search shows.
pub const MOST_FOUND: usize = 20;

/// A curriculum of a subject (læreplan).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its code in the register, e.g. `SAF01-04`.
    pub code: ShortText,
    /// Its name, e.g. «Læreplan i samfunnsfag».
    pub title: ShortText,
}

/// An aim's words by language. The register has at least one of the Norwegian forms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AimWords {
    /// Bokmål.
    pub nb: Note,
    /// Nynorsk.
    pub nn: Note,
    /// English.
    pub en: Note,
}

impl AimWords {
    /// In a language, or as near to it as there is.
    pub fn in_language(&self, language: Language) -> &Note {
        let order = match language {
            Language::Nb => [&self.nb, &self.nn, &self.en],
            Language::Nn => [&self.nn, &self.nb, &self.en],
            // An aim is quoted in a Norwegian plan: the English words are a help for those who have no others.
            Language::En => [&self.nb, &self.nn, &self.en],
        };
        let filled = order.into_iter().find(|words| !words.as_str().is_empty());
        filled.unwrap_or(&self.nb)
    }
}

/// A competence aim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurriculumAim {
    /// Its code in the register, e.g. `KM1647`.
    pub code: ShortText,
    /// Of which curriculum.
    pub plan: Plan,
    /// After which year it should be reached, as the register calls it: «Kompetansemål og vurdering 10. trinn».
    pub stage: ShortText,
    /// Its words.
    pub words: AimWords,
    /// Whether it holds; one that was replaced stays with the modules that have it.
    pub in_force: bool,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimSearch {
    /// Words of the aim, of its subject and year, or its code.
    pub words: String,
}

/// An aim that was found, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AimRow {
    /// Its code.
    pub code: String,
    /// Its words.
    pub text: String,
    /// Its curriculum and year.
    pub of: String,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AimList {
    /// The best first, at most [`MOST_FOUND`].
    pub rows: Vec<AimRow>,
}

impl CurriculumAim {
    /// The row of a search.
    pub fn row(&self, language: Language) -> AimRow {
        let plan = self.plan.title.as_str();
        let of = match self.stage.as_str() {
            "" => plan.to_owned(),
            stage => format!("{plan}, {stage}"),
        };
        AimRow {
            code: self.code.to_string(),
            text: self.words.in_language(language).to_string(),
            of,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> ShortText {
        ShortText::parse(text).unwrap()
    }

    #[test]
    fn an_aim_is_told_in_the_readers_form_or_the_other() {
        let words = AimWords {
            nn: Note::parse("reflektere over likskapar").unwrap(),
            ..AimWords::default()
        };
        let aim = CurriculumAim {
            code: short("KM1643"),
            plan: Plan {
                code: short("SAF01-04"),
                title: short("Læreplan i samfunnsfag"),
            },
            stage: short("Kompetansemål og vurdering 10. trinn"),
            words,
            in_force: true,
        };
        let row = aim.row(Language::Nb);
        assert_eq!(row.text, "reflektere over likskapar");
        assert_eq!(row.of, "Læreplan i samfunnsfag, Kompetansemål og vurdering 10. trinn");
    }
}
