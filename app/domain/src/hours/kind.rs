//! Kinds of work as data: where the time is counted, what is prepared, how long it usually takes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Bucket, EntryMinutes, Split};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text_guard::{FreeText, FreeTexts};

named! {
    /// What the time was spent on. Contacts and cases are one kind without any reference.
    HourKind[18] {
        /// A session of a discussion group.
        GroupSession = "group_session",
        /// A lesson from a teaching module.
        Lesson = "lesson",
        /// A presentation for pupils.
        PupilsTalk = "pupils_talk",
        /// A presentation for parents; counted with the pupils, for it prevents (arguable).
        ParentsTalk = "parents_talk",
        /// A presentation for staff or helping services.
        StaffTalk = "staff_talk",
        /// A presentation for pupils or parents and staff at once.
        MixedTalk = "mixed_talk",
        /// Contacts with pupils and cases.
        Cases = "cases",
        /// A competence measure for staff.
        Measure = "measure",
        /// A survey of needs, and guidance of staff outside a case.
        Guidance = "guidance",
        /// A course for helping services.
        Course = "course",
        /// Routines of the school; builds what staff can do (arguable).
        Routines = "routines",
        /// Networks with helping services.
        Networks = "networks",
        /// Content for the portal Nora.
        Nora = "nora",
        /// Reports.
        Reporting = "reporting",
        /// The scheme's own gatherings (fagsamling).
        Gathering = "gathering",
        /// The adviser's own learning.
        Training = "training",
        /// Travel.
        Travel = "travel",
        /// Administration.
        Administration = "administration",
    }
}

/// What the time of a kind of work is taken for. `version` is 0 for a rule that the professional team has not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourRule {
    /// Of which kind.
    pub kind: HourKind,
    /// Where the minutes are counted.
    pub split: Split,
    /// Minutes of preparation and follow-up that are proposed beside the time itself; whole quarters.
    pub preparation: PreparationMinutes,
    /// Minutes that an entry begins with.
    pub minutes: EntryMinutes,
    /// Counts changes.
    pub version: u64,
}

/// Minutes of preparation: whole quarters, none or at most eight hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct PreparationMinutes(u16);

impl PreparationMinutes {
    /// The most.
    pub const MAX: u16 = 480;

    /// Checks range and quarter.
    ///
    /// # Errors
    /// `OutOfRange`, `NotAQuarter`.
    pub fn new(minutes: i64) -> Result<Self, IssueCode> {
        super::sheet::quarters(minutes, 0, Self::MAX).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<i64> for PreparationMinutes {
    type Error = String;

    fn try_from(minutes: i64) -> Result<Self, Self::Error> {
        Self::new(minutes).map_err(|code| format!("preparation: {code:?}"))
    }
}

impl From<PreparationMinutes> for i64 {
    fn from(minutes: PreparationMinutes) -> Self {
        Self::from(minutes.0)
    }
}

/// A line of the defaults: kind, split, minutes of preparation, minutes of an entry.
type Line = (HourKind, Split, u16, u16);

const PUPILS: Split = Split::whole(Bucket::Pupils);
const COMPETENCE: Split = Split::whole(Bucket::Competence);
const COMMON: Split = Split::whole(Bucket::Common);

/// What holds until the professional team says otherwise (domain brief, 2.10).
const DEFAULTS: [Line; 18] = [
    (HourKind::GroupSession, PUPILS, 45, 75),
    (HourKind::Lesson, PUPILS, 30, 60),
    (HourKind::PupilsTalk, PUPILS, 30, 60),
    (HourKind::ParentsTalk, PUPILS, 60, 90),
    (HourKind::StaffTalk, COMPETENCE, 45, 60),
    (HourKind::MixedTalk, Split::between(50), 45, 60),
    (HourKind::Cases, PUPILS, 0, 60),
    (HourKind::Measure, COMPETENCE, 60, 90),
    (HourKind::Guidance, COMPETENCE, 0, 60),
    (HourKind::Course, COMPETENCE, 90, 180),
    (HourKind::Routines, COMPETENCE, 0, 60),
    (HourKind::Networks, COMPETENCE, 0, 120),
    (HourKind::Nora, COMMON, 0, 120),
    (HourKind::Reporting, COMMON, 0, 60),
    (HourKind::Gathering, COMMON, 0, 450),
    (HourKind::Training, COMMON, 0, 120),
    (HourKind::Travel, COMMON, 0, 60),
    (HourKind::Administration, COMMON, 0, 60),
];

/// The rule of every kind: what the professional team has changed, over the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules(BTreeMap<HourKind, HourRule>);

impl Rules {
    /// The defaults with what was changed.
    pub fn with(changed: impl IntoIterator<Item = HourRule>) -> Self {
        Self(changed.into_iter().map(|rule| (rule.kind, rule)).collect())
    }

    /// The rule of a kind.
    pub fn of(&self, kind: HourKind) -> HourRule {
        self.0.get(&kind).copied().unwrap_or_else(|| default_of(kind))
    }

    /// The rules of all kinds, in the order of the choices.
    pub fn all(&self) -> Vec<HourRule> {
        HourKind::ALL.map(|kind| self.of(kind)).to_vec()
    }
}

/// The rule that a kind begins with.
pub fn default_of(kind: HourKind) -> HourRule {
    let (split, preparation, minutes) = DEFAULTS
        .iter()
        .find(|(one, ..)| *one == kind)
        .map_or((COMMON, 0, 60), |(_, split, preparation, minutes)| {
            (*split, *preparation, *minutes)
        });
    HourRule {
        kind,
        split,
        preparation: PreparationMinutes(preparation),
        minutes: EntryMinutes::nearest(i64::from(minutes)),
        version: 0,
    }
}

/// What the professional team says of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEdit {
    /// Of which kind.
    pub kind: HourKind,
    /// Where the minutes are counted.
    pub split: Split,
    /// Minutes of preparation that are proposed.
    pub preparation: PreparationMinutes,
}

impl FreeTexts for RuleEdit {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            kind: _,
            split: _,
            preparation: _,
        } = self;
        Vec::new()
    }
}

impl HourRule {
    /// The rule as it is after an edit, one version on.
    #[must_use]
    pub const fn edited(self, edit: &RuleEdit) -> Self {
        Self {
            split: edit.split,
            preparation: edit.preparation,
            version: self.version + 1,
            ..self
        }
    }
}

/// A rule, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleForm {
    /// Per cent for pupils.
    pub pupils: String,
    /// Per cent for the competence of staff.
    pub competence: String,
    /// Per cent for neither.
    pub common: String,
    /// Minutes of preparation.
    pub preparation: String,
}

impl RuleForm {
    /// What is said of the kind.
    ///
    /// # Errors
    /// Every fault found; `DoesNotAddUp` beside the last per cent.
    pub fn parse(&self, kind: HourKind) -> Result<RuleEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let pupils = issues.keep("pupils", percent(&self.pupils));
        let competence = issues.keep("competence", percent(&self.competence));
        let common = issues.keep("common", percent(&self.common));
        let split = match (pupils, competence, common) {
            (Some(pupils), Some(competence), Some(common)) => issues.keep(
                "common",
                Split::new(pupils, competence, common).ok_or(IssueCode::DoesNotAddUp),
            ),
            _ => None,
        };
        let preparation = number(&self.preparation).and_then(PreparationMinutes::new);
        let preparation = issues.keep("preparation", preparation);
        match (split, preparation) {
            (Some(split), Some(preparation)) if issues.is_empty() => Ok(RuleEdit {
                kind,
                split,
                preparation,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

fn percent(text: &str) -> Result<u8, IssueCode> {
    let range = IssueCode::OutOfRange { min: 0, max: 100 };
    let number = number(text)?;
    u8::try_from(number).ok().filter(|number| *number <= 100).ok_or(range)
}

/// A whole number as typed; nothing is none.
pub(super) fn number(text: &str) -> Result<i64, IssueCode> {
    match text.trim() {
        "" => Err(IssueCode::Required),
        typed => typed.parse().map_err(|_| IssueCode::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_default_of_its_own_in_whole_quarters() {
        for kind in HourKind::ALL {
            assert_eq!(HourKind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            let lines: Vec<_> = DEFAULTS.iter().filter(|(one, ..)| *one == kind).collect();
            assert_eq!(lines.len(), 1, "{kind:?}");
            let (_, _, preparation, minutes) = lines[0];
            assert_eq!(
                PreparationMinutes::new((*preparation).into()).map(PreparationMinutes::get),
                Ok(*preparation)
            );
            assert_eq!(
                EntryMinutes::new((*minutes).into()).map(EntryMinutes::get),
                Ok(*minutes),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn what_the_team_has_changed_holds_and_the_rest_is_as_it_was() {
        let edit = RuleEdit {
            kind: HourKind::ParentsTalk,
            split: Split::between(70),
            preparation: PreparationMinutes::new(90).unwrap(),
        };
        let rules = Rules::with([default_of(HourKind::ParentsTalk).edited(&edit)]);
        let changed = rules.of(HourKind::ParentsTalk);
        assert_eq!(
            (changed.split, changed.preparation.get(), changed.version),
            (Split::between(70), 90, 1)
        );
        assert_eq!(rules.of(HourKind::Cases), default_of(HourKind::Cases));
        assert_eq!(rules.all().len(), HourKind::ALL.len());
    }

    #[test]
    fn a_rule_tells_every_fault_beside_its_field() {
        let typed = |pupils: &str, competence: &str, common: &str, preparation: &str| RuleForm {
            pupils: pupils.to_owned(),
            competence: competence.to_owned(),
            common: common.to_owned(),
            preparation: preparation.to_owned(),
        };
        let faults = typed("", "x", "101", "20").parse(HourKind::Nora).unwrap_err();
        assert_eq!(
            faults,
            [
                Issue::new("pupils", IssueCode::Required),
                Issue::new("competence", IssueCode::NotANumber),
                Issue::new("common", IssueCode::OutOfRange { min: 0, max: 100 }),
                Issue::new("preparation", IssueCode::NotAQuarter),
            ]
        );
        let sum = typed("60", "30", "0", "0").parse(HourKind::Nora).unwrap_err();
        assert_eq!(sum, [Issue::new("common", IssueCode::DoesNotAddUp)]);
        assert!(typed("60", "40", "0", "30").parse(HourKind::Nora).is_ok());
    }
}
