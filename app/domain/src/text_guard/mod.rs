//! The guard of free text: no direct identifiers of pupils or parents anywhere (domain brief, 4.2 rule 1).
//!
//! National identity numbers, telephones and e-mail addresses are refused. A word that may be a person's name is asked
//! about, and passes when the person says of that very word that it is nobody ([`Confirmed`]). What it finds and what it
//! misses is measured in `docs/text-guard.md`.
//!
//! The same code looks in the browser, while one types, and on the server, which looks at every command
//! ([`FreeTexts`], [`check`]).

mod address;
mod command;
mod names;
mod numbers;
mod seen;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;
use seen::{Seen, folded, see};

pub use command::{ConfirmedName, FreeText, FreeTexts, NameRule, check, confirmed_names, names_in};

/// What was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// A national identity number or D-number, real or of a test series.
    NationalIdentity,
    /// A case number of the immigration authorities (DUF number).
    ImmigrationCase,
    /// A telephone.
    Phone,
    /// An e-mail address.
    Email,
    /// Perhaps a person's name.
    Name,
}

impl FindingKind {
    /// Every kind, the surest first.
    pub const ALL: [Self; 5] = [
        Self::NationalIdentity,
        Self::ImmigrationCase,
        Self::Phone,
        Self::Email,
        Self::Name,
    ];

    /// Whether it passes when the person says that it is nobody.
    pub const fn can_be_confirmed(self) -> bool {
        matches!(self, Self::Name)
    }
}

/// Something in a text that points, or may point, at a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

impl Finding {
    fn over(seen: &[Seen], kind: FindingKind, from: usize, to: usize) -> Self {
        let first = seen.get(from).map_or(0, |one| one.start);
        let last = to
            .checked_sub(1)
            .and_then(|at| seen.get(at))
            .map_or(first, |one| one.end);
        Self {
            kind,
            range: first..last,
        }
    }

    /// The words found, as typed.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// What is told of it beside a field.
    pub fn issue(&self) -> IssueCode {
        let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let (start, end) = (place(self.range.start), place(self.range.end));
        match self.kind {
            FindingKind::Name => IssueCode::MayBeAName { start, end },
            what => IssueCode::IdentifiesAPerson { what, start, end },
        }
    }
}

/// Looks a text through. Findings are in the order of the text and do not overlap.
pub fn find(text: &str) -> Vec<Finding> {
    if !text
        .chars()
        .any(|letter| letter.is_numeric() || letter.is_uppercase() || !letter.is_ascii() || letter == '@')
    {
        return Vec::new();
    }
    let seen = see(text);
    let mut found: Vec<Finding> = Vec::new();
    for more in [address::find(&seen), numbers::find(&seen), names::find(&seen)] {
        for finding in more {
            if found.iter().all(|other| !overlap(&other.range, &finding.range)) {
                found.push(finding);
            }
        }
    }
    found.sort_by_key(|finding| finding.range.start);
    found
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Words of which a person has said that they are nobody's name. Each counts for itself: another word is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Confirmed(BTreeSet<String>);

impl From<Vec<String>> for Confirmed {
    fn from(words: Vec<String>) -> Self {
        words.into_iter().collect()
    }
}

impl From<Confirmed> for Vec<String> {
    fn from(confirmed: Confirmed) -> Self {
        confirmed.0.into_iter().collect()
    }
}

impl Confirmed {
    /// The person says it of these words.
    pub fn add(&mut self, words: &str) {
        self.0.insert(key(words));
    }

    /// The person takes it back.
    pub fn remove(&mut self, words: &str) {
        self.0.remove(&key(words));
    }

    /// Whether it was said of these words.
    pub fn has(&self, words: &str) -> bool {
        self.0.contains(&key(words))
    }

    /// Whether it was said of none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the guard says of a text: the first thing that keeps it from being stored.
    ///
    /// # Errors
    /// `IdentifiesAPerson`, or `MayBeAName` for a word that was not confirmed.
    pub fn admit(&self, text: &str) -> Result<(), IssueCode> {
        let open = |finding: &Finding| !(finding.kind.can_be_confirmed() && self.has(finding.of(text)));
        let found: Vec<Finding> = find(text).into_iter().filter(open).collect();
        let refused = found.iter().find(|finding| !finding.kind.can_be_confirmed());
        refused.or(found.first()).map_or(Ok(()), |finding| Err(finding.issue()))
    }
}

impl<W: AsRef<str>> FromIterator<W> for Confirmed {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self(words.into_iter().map(|word| key(word.as_ref())).collect())
    }
}

/// Words as they are compared: the same word in capitals, or with marks written otherwise, is the same.
fn key(words: &str) -> String {
    let plain: String = see(words).iter().map(|one| folded(one.letter)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
