//! A survey of what the staff of a unit need to learn: opened, answered through an anonymous link, closed once and for all.
//!
//! What was answered is a [`Tally`] and lies beside the survey. Readers see nothing of it while the survey is open, and nothing
//! afterwards when there are fewer than [`FEWEST`] answers: since it is shown once, no two states of it can be compared.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::area::{Area, QUESTION_SET, StaffGroup};
use super::tally::Tally;
use crate::access::Subject;
use crate::code::SpokenCode;
use crate::ids::{OwnerId, PersonId, SurveyId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::marks::FEWEST;
use crate::text::{Note, StaffCount};
use crate::time::length::ToLength as _;

/// The most needs that are put first.
pub const MAX_PRIORITIES: usize = 5;
/// The most days that a survey is open.
pub const MAX_DAYS: i64 = 90;

/// What the questions of a survey are found by.
pub type SurveyCode = SpokenCode;

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Which.
    pub id: SurveyId,
    /// What its questions are found by.
    pub code: SurveyCode,
    /// Whose staff are asked.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// Who opened it.
    pub by: PersonId,
    /// Which questions ([`QUESTION_SET`]).
    pub question_set: u8,
    /// Who are asked; never empty.
    pub audience: BTreeSet<StaffGroup>,
    /// How many are asked.
    pub invited: StaffCount,
    /// The first day.
    #[serde(with = "crate::time::wire")]
    pub opens_on: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub closes_on: Date,
    /// The day it was closed by hand.
    #[serde(default, with = "crate::time::wire::option")]
    pub closed_on: Option<Date>,
    /// What the leaders said; may be empty.
    pub interview: Note,
    /// The needs that come first, in order.
    pub priorities: Vec<Area>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// What readers may see of the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Results {
    /// It is open: how many have answered, and nothing else.
    Open {
        /// How many; none while they are fewer than [`FEWEST`].
        answers: Option<u16>,
    },
    /// Too few have answered.
    TooFew,
    /// The sums.
    Shown {
        /// Of all answers.
        tally: Tally,
    },
}

impl Results {
    /// How many have answered, where that may be told: not while they are fewer than [`FEWEST`].
    pub fn answers(&self) -> Option<u16> {
        match self {
            Self::Open { answers } => *answers,
            Self::TooFew => None,
            Self::Shown { tally } => Some(tally.answers()),
        }
    }

    /// The sums, where they may be seen.
    pub const fn tally(&self) -> Option<&Tally> {
        match self {
            Self::Shown { tally } => Some(tally),
            Self::Open { .. } | Self::TooFew => None,
        }
    }
}

impl Survey {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.by],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// Whether it takes answers.
    pub fn is_open(&self, today: Date) -> bool {
        self.closed_on.is_none() && (self.opens_on..=self.closes_on).contains(&today)
    }

    /// The day it was closed, if it is.
    pub fn closed(&self, today: Date) -> Option<Date> {
        self.closed_on.or((self.closes_on < today).then_some(self.closes_on))
    }

    /// What readers may see of `given`, all answers that have come in.
    pub fn results(&self, given: &Tally, today: Date) -> Results {
        let answers = given.answers();
        match self.closed(today) {
            None => Results::Open {
                answers: (answers >= FEWEST).then_some(answers),
            },
            Some(_) if answers < FEWEST => Results::TooFew,
            Some(_) => Results::Shown { tally: given.clone() },
        }
    }

    /// How many of those asked have answered, in per cent, rounded.
    pub fn response(&self, answers: u16) -> u32 {
        per_cent(u32::from(answers), u32::from(self.invited.get()))
    }
}

/// A share in per cent, rounded; nothing of nothing is none.
pub fn per_cent(part: u32, whole: u32) -> u32 {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or_default()
}

/// What can be changed of a survey while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyPlan {
    /// Who are asked.
    pub audience: BTreeSet<StaffGroup>,
    /// How many are asked.
    pub invited: StaffCount,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub closes_on: Date,
}

/// A survey as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSurvey {
    /// Made where the person opens it.
    pub id: SurveyId,
    /// Whose staff are asked.
    pub unit: UnitId,
    /// Who, how many, how long.
    pub plan: SurveyPlan,
}

/// One change of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum SurveyCommand {
    /// Changes who are asked and how long.
    Edit {
        /// As it is to be.
        plan: SurveyPlan,
    },
    /// No more answers, and what was answered is shown.
    Close,
    /// How many were asked was miscounted; also afterwards, for it shows nothing of anybody's answer.
    Count {
        /// How many.
        invited: StaffCount,
    },
    /// What the leaders said.
    Interview {
        /// In a few lines; empty takes it away.
        text: Note,
    },
    /// The needs that come first.
    Prioritise {
        /// In order.
        areas: Vec<Area>,
    },
}

impl SurveyCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edit { .. } => "edit_survey",
            Self::Close => "close_survey",
            Self::Count { .. } => "count_invited",
            Self::Interview { .. } => "note_interview",
            Self::Prioritise { .. } => "prioritise_needs",
        }
    }
}

/// Why a survey is not opened or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SurveyRule {
    /// Nobody is asked.
    #[error("nobody is asked")]
    NoAudience,
    /// So few are asked that nothing could ever be shown.
    #[error("too few are asked")]
    TooFewInvited,
    /// It would be closed before today.
    #[error("the last day is past")]
    Past,
    /// It would be open too long.
    #[error("open for too long")]
    TooLong,
    /// It is closed.
    #[error("the survey is closed")]
    Closed,
    /// It is open.
    #[error("the survey is open")]
    Open,
    /// The staff are being asked already.
    #[error("a survey of the unit is open")]
    OpenAlready,
    /// A need that comes first twice.
    #[error("a need twice")]
    Twice,
    /// More needs than can come first.
    #[error("there are as many as there can be")]
    TooMany,
}

impl SurveyRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoAudience | Self::TooFewInvited | Self::Past | Self::TooLong => "survey_field",
            Self::Closed => "survey_closed",
            Self::Open => "survey_open",
            Self::OpenAlready => "survey_open_already",
            Self::Twice | Self::TooMany => "survey_priorities",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NoAudience => ("audience", IssueCode::Required),
            Self::TooFewInvited => ("invited", too_few_invited()),
            Self::Past => ("closes_on", IssueCode::Past),
            Self::TooLong => ("closes_on", IssueCode::TooFarAhead { days: MAX_DAYS }),
            Self::Closed | Self::Open | Self::OpenAlready | Self::Twice | Self::TooMany => return None,
        };
        Some(Issue::new(field, code))
    }
}

/// A survey as it is opened today. `code` comes from chance, and never from whoever opens it.
///
/// # Errors
/// `NoAudience`, `Past` or `TooLong`.
pub fn open(
    new: &NewSurvey,
    code: SurveyCode,
    by: PersonId,
    owner: Option<OwnerId>,
    today: Date,
) -> Result<Survey, SurveyRule> {
    let SurveyPlan {
        audience,
        invited,
        closes_on,
    } = new.plan.clone();
    is_sound(&new.plan, today, today)?;
    Ok(Survey {
        id: new.id,
        code,
        unit: new.unit,
        owner,
        by,
        question_set: QUESTION_SET,
        audience,
        invited,
        opens_on: today,
        closes_on,
        closed_on: None,
        interview: Note::default(),
        priorities: Vec::new(),
        version: 1,
    })
}

/// Applies a command. The survey given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &Survey, command: &SurveyCommand, today: Date) -> Result<Survey, SurveyRule> {
    let mut next = before.clone();
    let is_closed = before.closed(today).is_some();
    match command {
        SurveyCommand::Edit { .. } | SurveyCommand::Close if is_closed => return Err(SurveyRule::Closed),
        SurveyCommand::Edit { plan } => {
            is_sound(plan, before.opens_on, today)?;
            let SurveyPlan {
                audience,
                invited,
                closes_on,
            } = plan.clone();
            next.audience = audience;
            next.invited = invited;
            next.closes_on = closes_on;
        }
        SurveyCommand::Close => next.closed_on = Some(today),
        SurveyCommand::Count { invited } => {
            can_be_shown(*invited)?;
            next.invited = *invited;
        }
        SurveyCommand::Interview { text } => next.interview = text.clone(),
        SurveyCommand::Prioritise { .. } if !is_closed => return Err(SurveyRule::Open),
        SurveyCommand::Prioritise { areas } => {
            let once: BTreeSet<Area> = areas.iter().copied().collect();
            if once.len() != areas.len() {
                return Err(SurveyRule::Twice);
            }
            if areas.len() > MAX_PRIORITIES {
                return Err(SurveyRule::TooMany);
            }
            next.priorities.clone_from(areas);
        }
    }
    next.version += 1;
    Ok(next)
}

/// What is told of a number that is too small.
pub(super) fn too_few_invited() -> IssueCode {
    IssueCode::OutOfRange {
        min: i64::from(FEWEST),
        max: i64::from(StaffCount::MAX),
    }
}

fn can_be_shown(invited: StaffCount) -> Result<(), SurveyRule> {
    if invited.get() < FEWEST {
        return Err(SurveyRule::TooFewInvited);
    }
    Ok(())
}

fn is_sound(plan: &SurveyPlan, opens_on: Date, today: Date) -> Result<(), SurveyRule> {
    if plan.audience.is_empty() {
        return Err(SurveyRule::NoAudience);
    }
    can_be_shown(plan.invited)?;
    if plan.closes_on < today {
        return Err(SurveyRule::Past);
    }
    if plan.closes_on > opens_on.saturating_add(MAX_DAYS.days()) {
        return Err(SurveyRule::TooLong);
    }
    Ok(())
}
