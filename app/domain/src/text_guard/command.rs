//! The guard of a whole command: which of its fields are free text, and what is wrong with them.

use serde::{Deserialize, Serialize};

use super::{Confirmed, Finding, find};
use crate::issue::Issue;

/// Whether names are asked about in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRule {
    /// It tells of the work with pupils: a name there may be a pupil's.
    Asked,
    /// It names a colleague, a place or an event. Numbers and addresses are refused there too.
    Allowed,
}

/// A field of free text, with what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeText<'a> {
    /// The form field's name, as in [`Issue::field`].
    pub field: String,
    /// The text.
    pub text: &'a str,
    /// Whether names are asked about.
    pub names: NameRule,
}

impl<'a> FreeText<'a> {
    /// A field that tells of the work with pupils.
    pub fn asked(field: impl Into<String>, text: &'a str) -> Self {
        Self {
            field: field.into(),
            text,
            names: NameRule::Asked,
        }
    }

    /// A field that names a colleague, a place or an event.
    pub fn naming(field: impl Into<String>, text: &'a str) -> Self {
        Self {
            names: NameRule::Allowed,
            ..Self::asked(field, text)
        }
    }

    /// What keeps the field from being stored, the surest first.
    pub fn fault(&self, confirmed: &Confirmed) -> Option<Issue> {
        let open: Vec<Finding> = self
            .findings()
            .filter(|finding| !(finding.kind.can_be_confirmed() && confirmed.has(finding.of(self.text))))
            .collect();
        let refused = open.iter().find(|finding| !finding.kind.can_be_confirmed());
        let issue = refused.or(open.first())?.issue();
        Some(Issue::new(self.field.clone(), issue))
    }

    fn findings(&self) -> impl Iterator<Item = Finding> {
        let names = self.names;
        find(self.text)
            .into_iter()
            .filter(move |finding| names == NameRule::Asked || !finding.kind.can_be_confirmed())
    }
}

/// What has fields that people write freely. Written out field by field for each command (take a struct apart without `..`),
/// so that a new field has to be decided on.
pub trait FreeTexts {
    /// The fields, in the order of the form.
    fn free_texts(&self) -> Vec<FreeText<'_>>;
}

/// Every fault of a command's free texts: one a field, the surest first. Empty when it may be stored.
pub fn check<C: FreeTexts + ?Sized>(command: &C, confirmed: &Confirmed) -> Vec<Issue> {
    let texts = command.free_texts();
    texts.iter().filter_map(|free| free.fault(confirmed)).collect()
}

/// Words of a command that may be names, as typed.
pub fn names_in<C: FreeTexts + ?Sized>(command: &C) -> Vec<String> {
    command
        .free_texts()
        .iter()
        .flat_map(|free| {
            free.findings()
                .filter(|finding| finding.kind.can_be_confirmed())
                .map(|finding| finding.of(free.text).to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A word that passed because a person said that it is nobody's name: where it stands, not what it is. The text is in the
/// record itself and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedName {
    /// The form field's name.
    pub field: String,
    /// First byte of the word in the field's text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// The words of a command that passed by confirmation, for the audit trail; not those that stood there before.
pub fn confirmed_names<C: FreeTexts + ?Sized>(
    command: &C,
    confirmed: &Confirmed,
    standing: &Confirmed,
) -> Vec<ConfirmedName> {
    if confirmed.is_empty() {
        return Vec::new();
    }
    let passed = |free: FreeText<'_>| -> Vec<ConfirmedName> {
        free.findings()
            .filter(|finding| {
                let words = finding.of(free.text);
                finding.kind.can_be_confirmed() && confirmed.has(words) && !standing.has(words)
            })
            .map(|finding| ConfirmedName {
                field: free.field.clone(),
                start: finding.range.start,
                end: finding.range.end,
            })
            .collect()
    };
    command.free_texts().into_iter().flat_map(passed).collect()
}
