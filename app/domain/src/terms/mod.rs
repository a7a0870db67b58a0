//! Terminology as data: labels the owner may rename, with validity dates (domain brief, 0.2).
//!
//! A wording holds from its first day until the next wording of the same key begins. What is shown today has today's word;
//! a document keeps the word of its own date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::issue::{Issue, Issues};
use crate::people::Language;
use crate::text::{ShortText, Title};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::parse_date;

/// The labels that may be renamed. The code knows what each is for, never which word it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermKey {
    /// The title of the adviser at a school.
    AdviserTitle,
    /// The title of the adviser at an embassy.
    EmbassyAdviser,
    /// The name of the national inter-agency expert team.
    ExpertTeam,
    /// The name of the directorate's own team for training.
    FagTeam,
    /// The word for violence to restore honour.
    HonourViolence,
}

impl TermKey {
    /// Every key, in the order of the administrator's page.
    pub const ALL: [Self; 5] = [
        Self::AdviserTitle,
        Self::EmbassyAdviser,
        Self::ExpertTeam,
        Self::FagTeam,
        Self::HonourViolence,
    ];

    /// The stored and sent name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AdviserTitle => "adviser_title",
            Self::EmbassyAdviser => "embassy_adviser",
            Self::ExpertTeam => "expert_team",
            Self::FagTeam => "fag_team",
            Self::HonourViolence => "honour_violence",
        }
    }

    /// The key of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// A term in one language, in small letters unless it is a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermText {
    /// One of it.
    pub singular: Title,
    /// Several; empty for a name or a word without a plural.
    pub plural: ShortText,
}

/// A wording of a term from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What it names.
    pub key: TermKey,
    /// First day.
    #[serde(with = "crate::time::wire")]
    pub valid_from: Date,
    /// Bokmål.
    pub nb: TermText,
    /// Nynorsk.
    pub nn: TermText,
    /// English.
    pub en: TermText,
    /// Counts changes; 0 for a wording that comes with the program and is not a row yet.
    pub version: u64,
}

impl Term {
    /// The wording in a language.
    pub const fn text(&self, language: Language) -> &TermText {
        match language {
            Language::Nb => &self.nb,
            Language::Nn => &self.nn,
            Language::En => &self.en,
        }
    }
}

/// The wording that holds on a day: the newest that has begun.
pub fn term_on(terms: &[Term], key: TermKey, day: Date) -> Option<&Term> {
    terms
        .iter()
        .filter(|term| term.key == key && term.valid_from <= day)
        .max_by_key(|term| term.valid_from)
}

/// The wordings of one day, one a key: what a page reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms(pub Vec<Term>);

impl Terms {
    /// Those that hold on a day.
    pub fn on(all: &[Term], day: Date) -> Self {
        Self(
            TermKey::ALL
                .into_iter()
                .filter_map(|key| term_on(all, key, day).cloned())
                .collect(),
        )
    }

    /// One of it, in the reader's language.
    pub fn one(&self, key: TermKey, language: Language) -> &str {
        self.find(key).map_or("", |term| term.text(language).singular.as_str())
    }

    /// Several of it; the singular where the term has no plural.
    pub fn many(&self, key: TermKey, language: Language) -> &str {
        self.find(key).map_or("", |term| {
            let text = term.text(language);
            match text.plural.as_str() {
                "" => text.singular.as_str(),
                plural => plural,
            }
        })
    }

    fn find(&self, key: TermKey) -> Option<&Term> {
        self.0.iter().find(|term| term.key == key)
    }
}

/// The text with its first letter capital, as at the start of a heading.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A change to the terminology.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum TermCommand {
    /// Set the wording of a key from a day on; with an expected version it corrects the wording of that very day.
    Set {
        /// What it names.
        key: TermKey,
        /// First day.
        #[serde(with = "crate::time::wire")]
        valid_from: Date,
        /// Bokmål.
        nb: TermText,
        /// Nynorsk.
        nn: TermText,
        /// English.
        en: TermText,
    },
}

/// Titles and the names of teams, which the owner of the house chooses.
impl FreeTexts for TermCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self::Set {
            key: _,
            valid_from: _,
            nb,
            nn,
            en,
        } = self;
        [("nb", nb), ("nn", nn), ("en", en)]
            .into_iter()
            .flat_map(|(language, TermText { singular, plural })| {
                [
                    FreeText::naming(format!("{language}_singular"), singular.as_str()),
                    FreeText::naming(format!("{language}_plural"), plural.as_str()),
                ]
            })
            .collect()
    }
}

/// A wording as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TermForm {
    /// `YYYY-MM-DD`.
    pub valid_from: String,
    /// Bokmål, one.
    pub nb_singular: String,
    /// Bokmål, several.
    pub nb_plural: String,
    /// Nynorsk, one.
    pub nn_singular: String,
    /// Nynorsk, several.
    pub nn_plural: String,
    /// English, one.
    pub en_singular: String,
    /// English, several.
    pub en_plural: String,
}

impl TermForm {
    /// The form filled with a wording that shall hold from another day.
    pub fn of(term: &Term, valid_from: Date) -> Self {
        Self {
            valid_from: valid_from.to_string(),
            nb_singular: term.nb.singular.to_string(),
            nb_plural: term.nb.plural.to_string(),
            nn_singular: term.nn.singular.to_string(),
            nn_plural: term.nn.plural.to_string(),
            en_singular: term.en.singular.to_string(),
            en_plural: term.en.plural.to_string(),
        }
    }

    /// The wording as a command.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, key: TermKey) -> Result<TermCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let valid_from = issues.keep("valid_from", parse_date(&self.valid_from));
        let nb = text("nb", &self.nb_singular, &self.nb_plural, &mut issues);
        let nn = text("nn", &self.nn_singular, &self.nn_plural, &mut issues);
        let en = text("en", &self.en_singular, &self.en_plural, &mut issues);
        match (valid_from, nb, nn, en) {
            (Some(valid_from), Some(nb), Some(nn), Some(en)) => Ok(TermCommand::Set {
                key,
                valid_from,
                nb,
                nn,
                en,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

fn text(language: &str, singular: &str, plural: &str, issues: &mut Issues) -> Option<TermText> {
    let singular = issues.keep(format!("{language}_singular"), Title::parse(singular));
    let plural = issues.keep(format!("{language}_plural"), ShortText::parse(plural));
    Some(TermText {
        singular: singular?,
        plural: plural?,
    })
}

/// A term with all its wordings, as the administrator's page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermHistory {
    /// What it names.
    pub key: TermKey,
    /// Oldest first.
    pub wordings: Vec<Term>,
}

/// The administrator's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsView {
    /// One a key.
    pub terms: Vec<TermHistory>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::issue::IssueCode;

    fn wording(from: Date, word: &str) -> Term {
        let text = TermText {
            singular: Title::parse(word).unwrap(),
            plural: ShortText::default(),
        };
        Term {
            key: TermKey::AdviserTitle,
            valid_from: from,
            nb: text.clone(),
            nn: text.clone(),
            en: text,
            version: 1,
        }
    }

    #[test]
    fn an_old_document_keeps_the_old_word_and_today_has_the_new() {
        let all = [wording(date(2023, 9, 1), "ny"), wording(date(2008, 1, 1), "gammel")];
        let word = |day| term_on(&all, TermKey::AdviserTitle, day).map(|term| term.nb.singular.as_str());
        assert_eq!(word(date(2023, 8, 31)), Some("gammel"));
        assert_eq!(word(date(2023, 9, 1)), Some("ny"));
        assert_eq!(word(date(2007, 12, 31)), None);
    }

    #[test]
    fn a_heading_starts_with_a_capital_letter_also_when_it_is_norwegian() {
        assert_eq!(capitalised("æresrelatert vold"), "Æresrelatert vold");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn a_wording_that_lacks_nynorsk_or_a_date_is_refused_field_by_field() {
        let form = TermForm {
            nb_singular: "mangfoldsrådgiver".to_owned(),
            en_singular: "diversity adviser".to_owned(),
            ..TermForm::default()
        };
        let issues = form.parse(TermKey::AdviserTitle).unwrap_err();
        let found: Vec<_> = issues.into_iter().map(|issue| (issue.field, issue.code)).collect();
        assert_eq!(
            found,
            [
                ("valid_from".to_owned(), IssueCode::Required),
                ("nn_singular".to_owned(), IssueCode::Required)
            ]
        );
    }
}
