//! What was made known without a presentation: a poster, a line on the intranet, a newsletter.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Audience, Known};
use crate::access::Subject;
use crate::ids::{OutreachId, OwnerId, PersonId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Headcount, ShortText};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::parse_date;

/// How something was made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A poster on the wall or a screen.
    Poster,
    /// The school's own pages for staff or pupils.
    Intranet,
    /// A letter or mail to many.
    Newsletter,
    /// A stand, a break, a meeting of others.
    Meeting,
    /// Another way.
    Other,
}

impl Channel {
    /// Every channel, in the order of the choices.
    pub const ALL: [Self; 5] = [
        Self::Poster,
        Self::Intranet,
        Self::Newsletter,
        Self::Meeting,
        Self::Other,
    ];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Intranet => "intranet",
            Self::Newsletter => "newsletter",
            Self::Meeting => "meeting",
            Self::Other => "other",
        }
    }

    /// The channel of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

/// Something made known at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutreachItem {
    /// Which.
    pub id: OutreachId,
    /// Where.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// To whom; never empty.
    pub audiences: BTreeSet<Audience>,
    /// What; never empty.
    pub known: BTreeSet<Known>,
    /// How.
    pub channel: Channel,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How many it reached, where that can be said.
    pub reach: Option<Headcount>,
    /// What kind of thing; may be empty.
    pub note: ShortText,
    /// Who recorded it.
    pub by: PersonId,
    /// Counts changes.
    pub version: u64,
}

impl OutreachItem {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.by],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }
}

/// Something made known, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOutreach {
    /// Made where the person records.
    pub id: OutreachId,
    /// Where.
    pub unit: UnitId,
    /// To whom.
    pub audiences: BTreeSet<Audience>,
    /// What.
    pub known: BTreeSet<Known>,
    /// How.
    pub channel: Channel,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How many it reached, where that can be said.
    pub reach: Option<Headcount>,
    /// What kind of thing; may be empty.
    pub note: ShortText,
}

/// One change of what was made known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum OutreachCommand {
    /// Records something.
    Record {
        /// What.
        item: NewOutreach,
    },
    /// Takes away what was recorded by mistake.
    Remove {
        /// Which.
        id: OutreachId,
    },
}

/// Why something is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutreachRule {
    /// It is for nobody.
    #[error("no audience")]
    NoAudience,
    /// Nothing was made known.
    #[error("nothing made known")]
    NothingKnown,
    /// It has not happened yet.
    #[error("a day to come")]
    Ahead,
}

impl OutreachRule {
    /// The field that the rule is about, and what is wrong with it.
    pub fn issue(self) -> Issue {
        match self {
            Self::NoAudience => Issue::new("audiences", IssueCode::Required),
            Self::NothingKnown => Issue::new("known", IssueCode::Required),
            Self::Ahead => Issue::new("date", IssueCode::AfterToday),
        }
    }
}

/// What was made known, by the one who says so.
///
/// # Errors
/// `NoAudience`, `NothingKnown`, or `Ahead` for a day that has not come.
pub fn record(
    new: &NewOutreach,
    by: PersonId,
    owner: Option<OwnerId>,
    today: Date,
) -> Result<OutreachItem, OutreachRule> {
    if new.audiences.is_empty() {
        return Err(OutreachRule::NoAudience);
    }
    if new.known.is_empty() {
        return Err(OutreachRule::NothingKnown);
    }
    if new.date > today {
        return Err(OutreachRule::Ahead);
    }
    Ok(OutreachItem {
        id: new.id,
        unit: new.unit,
        owner,
        audiences: new.audiences.clone(),
        known: new.known.clone(),
        channel: new.channel,
        date: new.date,
        reach: new.reach,
        note: new.note.clone(),
        by,
        version: 1,
    })
}

/// What was made known, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutreachForm {
    /// Unit id.
    pub unit: String,
    /// Names of those ticked.
    pub audiences: Vec<String>,
    /// Names of those ticked.
    pub known: Vec<String>,
    /// A channel's name.
    pub channel: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// How many, or nothing.
    pub reach: String,
    /// What kind of thing.
    pub note: String,
}

impl OutreachForm {
    /// What is recorded.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, id: OutreachId, today: Date) -> Result<NewOutreach, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let audiences = issues.keep("audiences", ticked(&self.audiences, Audience::from_name));
        let known = issues.keep("known", ticked(&self.known, Known::from_name));
        let channel = issues.keep(
            "channel",
            Channel::from_name(&self.channel).ok_or(IssueCode::UnknownChoice),
        );
        let date = issues.keep("date", parse_date(&self.date));
        if date.is_some_and(|date| date > today) {
            issues.push("date", IssueCode::AfterToday);
        }
        let reach = issues.keep("reach", optional(&self.reach, Headcount::parse));
        let note = issues.keep("note", ShortText::parse(&self.note));
        let item = || {
            Some(NewOutreach {
                id,
                unit: unit?,
                audiences: audiences?,
                known: known?,
                channel: channel?,
                date: date?,
                reach: reach?,
                note: note?,
            })
        };
        match item() {
            Some(item) if issues.is_empty() => Ok(item),
            _ => Err(issues.into_vec()),
        }
    }
}

/// At least one of a list, by name.
pub(crate) fn ticked<T: Ord>(names: &[String], of: fn(&str) -> Option<T>) -> Result<BTreeSet<T>, IssueCode> {
    let found: Option<BTreeSet<T>> = names.iter().map(|name| of(name)).collect();
    match found {
        None => Err(IssueCode::UnknownChoice),
        Some(none) if none.is_empty() => Err(IssueCode::Required),
        Some(some) => Ok(some),
    }
}

/// A unit by its id.
pub(crate) fn unit_of(text: &str) -> Result<UnitId, IssueCode> {
    match text.trim() {
        "" => Err(IssueCode::Required),
        id => id.parse().map_err(|_| IssueCode::UnknownChoice),
    }
}

/// Nothing, or what the parse says.
pub(crate) fn optional<T>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, IssueCode>,
) -> Result<Option<T>, IssueCode> {
    match text.trim() {
        "" => Ok(None),
        typed => parse(typed).map(Some),
    }
}

impl FreeTexts for OutreachCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Record {
                item:
                    NewOutreach {
                        id: _,
                        unit: _,
                        audiences: _,
                        known: _,
                        channel: _,
                        date: _,
                        reach: _,
                        note,
                    },
            } => vec![FreeText::asked("note", note.as_str())],
            Self::Remove { id: _ } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn typed() -> OutreachForm {
        OutreachForm {
            unit: UnitId::new(Ulid(1)).to_string(),
            audiences: vec!["staff".to_owned()],
            known: vec!["team".to_owned(), "nora".to_owned()],
            channel: "poster".to_owned(),
            date: "2026-11-20".to_owned(),
            ..OutreachForm::default()
        }
    }

    #[test]
    fn every_fault_is_told_beside_its_field() {
        let form = OutreachForm {
            audiences: Vec::new(),
            known: vec!["everything".to_owned()],
            date: "2026-11-24".to_owned(),
            reach: "-1".to_owned(),
            ..typed()
        };
        let issues = form.parse(OutreachId::new(Ulid(2)), TODAY).unwrap_err();
        assert_eq!(
            issues,
            [
                Issue::new("audiences", IssueCode::Required),
                Issue::new("known", IssueCode::UnknownChoice),
                Issue::new("date", IssueCode::AfterToday),
                Issue::new("reach", IssueCode::OutOfRange { min: 0, max: 2000 }),
            ]
        );
    }

    #[test]
    fn what_passes_the_form_passes_the_rule_and_a_made_up_command_does_not() {
        let new = typed().parse(OutreachId::new(Ulid(2)), TODAY).unwrap();
        let item = record(&new, PersonId::new(Ulid(3)), None, TODAY).unwrap();
        assert_eq!((item.reach, item.version), (None, 1));
        let by = PersonId::new(Ulid(3));
        for (made_up, rule) in [
            (
                NewOutreach {
                    audiences: BTreeSet::new(),
                    ..new.clone()
                },
                OutreachRule::NoAudience,
            ),
            (
                NewOutreach {
                    known: BTreeSet::new(),
                    ..new.clone()
                },
                OutreachRule::NothingKnown,
            ),
            (
                NewOutreach {
                    date: date(2026, 11, 24),
                    ..new
                },
                OutreachRule::Ahead,
            ),
        ] {
            assert_eq!(record(&made_up, by, None, TODAY), Err(rule));
        }
    }
}
