//! A competence measure: something that is done so that the staff of a unit learn what they need, linked to the need.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::area::{Area, StaffGroup};
use super::survey::per_cent;
use crate::access::Subject;
use crate::groups::calendar::CalendarMark;
use crate::ids::{MeasureId, OwnerId, PersonId, SurveyId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::text::{Headcount, MeasureMinutes, Note, Remark, ShortText, StaffCount, Title};
use crate::time::Occasion;

/// The most parts of a measure.
pub const MAX_PARTS: usize = 8;

named! {
    /// How far a measure goes.
    Level[3] {
        /// For all, from the start.
        Basic = "basic",
        /// For those who know the basics.
        Further = "further",
        /// For those whom others turn to.
        Specialist = "specialist",
    }
}

named! {
    /// What kind of occasion a measure is.
    MeasureFormat[5] {
        /// A planning day: all staff, some hours.
        PlanningDay = "planning_day",
        /// Common time or staff meeting.
        StaffMeeting = "staff_meeting",
        /// A team's meeting.
        TeamMeeting = "team_meeting",
        /// Talking a case through, anonymised.
        CaseDiscussion = "case_discussion",
        /// Something else.
        Other = "other",
    }
}

named! {
    /// Why a measure is not held.
    Reason[4] {
        /// The school asked for it.
        School = "school",
        /// Whoever holds it was ill.
        Illness = "illness",
        /// Too few would come.
        Absence = "absence",
        /// Another reason.
        Other = "other",
    }
}

/// What a measure answers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Need {
    /// A need that a survey has shown.
    Surveyed {
        /// Which survey.
        survey: SurveyId,
        /// Which of its needs.
        area: Area,
    },
    /// Another, with the reason.
    Other {
        /// Why it is done all the same.
        reason: Title,
    },
}

/// What has come of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// It lies ahead, or nobody has closed it.
    Ahead,
    /// It was held.
    Held {
        /// How it was closed.
        closing: Closing,
        /// What it has led to, once that was looked at.
        effect: Option<Effect>,
    },
    /// It is not held.
    Cancelled {
        /// Why.
        reason: Reason,
    },
}

/// How a measure was closed: headcounts and time, no names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// How many of each group were there.
    pub present: BTreeMap<StaffGroup, Headcount>,
    /// Time with the staff.
    pub delivery_minutes: MeasureMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: MeasureMinutes,
    /// What worked and what to do otherwise; may be empty.
    pub evaluation: Note,
}

/// What a measure has led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// When it was looked at.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// What is done otherwise now.
    pub text: Remark,
}

/// What is planned of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasurePlan {
    /// A neutral name.
    pub title: Title,
    /// What the staff are to know or do afterwards; may be empty.
    pub goal: Note,
    /// What it is about; never empty.
    pub areas: BTreeSet<Area>,
    /// What it answers to.
    pub need: Need,
    /// How many of each group are expected; never empty.
    pub groups: BTreeMap<StaffGroup, Headcount>,
    /// All staff of the unit, those who are not expected too: what coverage is counted of.
    pub staff: StaffCount,
    /// How far it goes.
    pub level: Level,
    /// What kind of occasion.
    pub format: MeasureFormat,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// Slides, handouts and what is to be brought; may be empty.
    #[serde(default)]
    pub materials: Note,
    /// When, in order of time; never empty.
    pub parts: Vec<Occasion>,
    /// When it is looked at what it has led to.
    #[serde(default, with = "crate::time::wire::option")]
    pub follow_up_on: Option<Date>,
}

/// A competence measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Which.
    pub id: MeasureId,
    /// Whose staff it is for.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// Who holds it.
    pub adviser: PersonId,
    /// What is planned.
    #[serde(flatten)]
    pub plan: MeasurePlan,
    /// What has come of it.
    pub outcome: Outcome,
    /// How it stands in calendars outside.
    pub calendar: CalendarMark,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

named! {
    /// Where a measure stands.
    MeasureStage[4] {
        /// It is to be held.
        Planned = "planned",
        /// It was held.
        Held = "held",
        /// It was looked at what it has led to.
        FollowedUp = "followed_up",
        /// It is not held.
        Cancelled = "cancelled",
    }
}

impl MeasureStage {
    /// Whether it is still to be held.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned)
    }
}

impl Measure {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.adviser],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// Where it stands.
    pub const fn stage(&self) -> MeasureStage {
        match &self.outcome {
            Outcome::Ahead => MeasureStage::Planned,
            Outcome::Held { effect: None, .. } => MeasureStage::Held,
            Outcome::Held { effect: Some(_), .. } => MeasureStage::FollowedUp,
            Outcome::Cancelled { .. } => MeasureStage::Cancelled,
        }
    }

    /// How it was closed, if it was held.
    pub const fn closing(&self) -> Option<&Closing> {
        match &self.outcome {
            Outcome::Held { closing, .. } => Some(closing),
            Outcome::Ahead | Outcome::Cancelled { .. } => None,
        }
    }

    /// The last day of it.
    pub fn last_day(&self) -> Option<Date> {
        self.plan.parts.last().map(|part| part.date)
    }

    /// How many were there, where it was held.
    pub fn present(&self) -> Option<u32> {
        let closing = self.closing()?;
        Some(closing.present.values().map(|count| u32::from(count.get())).sum())
    }

    /// The share of the staff that was there, in per cent (domain brief, 8: scenario 25).
    pub fn coverage(&self) -> Option<u32> {
        Some(per_cent(self.present()?, u32::from(self.plan.staff.get())))
    }

    /// Whether it answers to a need of a survey: planned or held, not cancelled.
    pub fn answers(&self, survey: SurveyId, area: Area) -> bool {
        self.stage() != MeasureStage::Cancelled && self.plan.need == Need::Surveyed { survey, area }
    }

    /// Whether it can be closed now, or its closing corrected.
    pub fn can_close(&self, today: Date) -> bool {
        self.stage() != MeasureStage::Cancelled && self.last_day().is_some_and(|day| day <= today)
    }

    /// Whether it is time to look at what it has led to.
    pub fn is_to_be_followed_up(&self, today: Date) -> bool {
        self.stage() == MeasureStage::Held && self.plan.follow_up_on.is_some_and(|day| day <= today)
    }
}

/// A measure as it is first planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMeasure {
    /// Made where the person plans.
    pub id: MeasureId,
    /// Whose staff it is for.
    pub unit: UnitId,
    /// What is planned.
    pub plan: MeasurePlan,
}

/// One change of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum MeasureCommand {
    /// Changes the plan.
    Edit {
        /// As it is to be.
        plan: Box<MeasurePlan>,
    },
    /// It was held; or how it was closed is corrected.
    Close {
        /// How.
        closing: Closing,
        /// All staff of the unit, as it turned out.
        staff: StaffCount,
        /// When it is looked at what it has led to.
        #[serde(default, with = "crate::time::wire::option")]
        follow_up_on: Option<Date>,
    },
    /// What it has led to.
    FollowUp {
        /// What is done otherwise now.
        text: Remark,
    },
    /// It is not held.
    Cancel {
        /// Why.
        reason: Reason,
    },
    /// It is held after all, or was not held after all.
    Reopen,
}

impl MeasureCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edit { .. } => "edit_measure",
            Self::Close { .. } => "close_measure",
            Self::FollowUp { .. } => "follow_up_measure",
            Self::Cancel { .. } => "cancel_measure",
            Self::Reopen => "reopen_measure",
        }
    }
}

/// Why a measure is not planned or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MeasureRule {
    /// It is about nothing.
    #[error("about nothing")]
    NoArea,
    /// It is for nobody.
    #[error("for nobody")]
    NoGroup,
    /// It has no part.
    #[error("no part")]
    NoParts,
    /// A part begins before the one before has ended.
    #[error("part {0} begins before the one before has ended")]
    PartsOverlap(usize),
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// The need is of another unit's survey, or none of its needs.
    #[error("no such need at the unit")]
    NoSuchNeed,
    /// It is held or cancelled.
    #[error("a measure that is {0:?} is no longer planned")]
    NotOpen(MeasureStage),
    /// Its last day has not come.
    #[error("its day has not come")]
    Ahead,
    /// It was not held.
    #[error("it was not held")]
    NotHeld,
    /// It is planned.
    #[error("it is planned")]
    SameAlready,
}

impl MeasureRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            // Told beside the field.
            Self::NoArea | Self::NoGroup | Self::NoParts | Self::PartsOverlap(_) => "measure_field",
            Self::TooMany => "measure_too_many",
            Self::NoSuchNeed => "measure_no_such_need",
            Self::NotOpen(_) => "measure_not_open",
            Self::Ahead => "measure_ahead",
            Self::NotHeld => "measure_not_held",
            Self::SameAlready => "measure_same_already",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NoArea => ("areas".to_owned(), IssueCode::Required),
            Self::NoGroup => (format!("groups.{}", StaffGroup::Teachers.name()), IssueCode::Required),
            Self::NoParts => ("parts[0].date".to_owned(), IssueCode::Required),
            Self::PartsOverlap(part) => (format!("parts[{part}].start"), IssueCode::EndBeforeStart),
            _ => return None,
        };
        Some(Issue::new(field, code))
    }
}

/// A measure as it is first planned. That the need is one of the unit's is the caller's to know.
///
/// # Errors
/// The rule of the plan that says no.
pub fn plan(new: &NewMeasure, adviser: PersonId, owner: Option<OwnerId>) -> Result<Measure, MeasureRule> {
    is_sound(&new.plan)?;
    Ok(Measure {
        id: new.id,
        unit: new.unit,
        owner,
        adviser,
        plan: new.plan.clone(),
        outcome: Outcome::Ahead,
        calendar: CalendarMark::default(),
        version: 1,
    })
}

/// Applies a command. The measure given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &Measure, command: &MeasureCommand, today: Date) -> Result<Measure, MeasureRule> {
    let mut next = before.clone();
    let stage = before.stage();
    match command {
        MeasureCommand::Edit { .. } | MeasureCommand::Cancel { .. } if !stage.is_open() => {
            return Err(MeasureRule::NotOpen(stage));
        }
        MeasureCommand::Edit { plan } => {
            is_sound(plan)?;
            next.plan = plan.as_ref().clone();
        }
        MeasureCommand::Cancel { reason } => next.outcome = Outcome::Cancelled { reason: *reason },
        MeasureCommand::Close { .. } if stage == MeasureStage::Cancelled => return Err(MeasureRule::NotOpen(stage)),
        MeasureCommand::Close { .. } if !before.can_close(today) => return Err(MeasureRule::Ahead),
        MeasureCommand::Close {
            closing,
            staff,
            follow_up_on,
        } => {
            let effect = match &before.outcome {
                Outcome::Held { effect, .. } => effect.clone(),
                Outcome::Ahead | Outcome::Cancelled { .. } => None,
            };
            let closing = closing.clone();
            next.outcome = Outcome::Held { closing, effect };
            next.plan.staff = *staff;
            next.plan.follow_up_on = *follow_up_on;
        }
        MeasureCommand::FollowUp { text } => {
            let Outcome::Held { effect, .. } = &mut next.outcome else {
                return Err(MeasureRule::NotHeld);
            };
            *effect = Some(Effect {
                on: today,
                text: text.clone(),
            });
        }
        MeasureCommand::Reopen if stage.is_open() => return Err(MeasureRule::SameAlready),
        MeasureCommand::Reopen => next.outcome = Outcome::Ahead,
    }
    next.version += 1;
    Ok(next)
}

/// Marks `after` when calendars have to hear of it. `before` is the measure as it was, none for a new one.
pub fn note_change(before: Option<&Measure>, after: &mut Measure, now: Timestamp) {
    let place = |one: &Measure| {
        let is_cancelled = one.stage() == MeasureStage::Cancelled;
        (one.plan.parts.clone(), one.plan.place.clone(), is_cancelled)
    };
    after.calendar = CalendarMark::after(
        before.map(|before| before.calendar),
        before.is_some_and(|before| place(before) != place(after)),
        before.is_some_and(|before| before.plan.title != after.plan.title),
        now,
    );
}

fn is_sound(plan: &MeasurePlan) -> Result<(), MeasureRule> {
    if plan.areas.is_empty() {
        return Err(MeasureRule::NoArea);
    }
    if plan.groups.is_empty() {
        return Err(MeasureRule::NoGroup);
    }
    if plan.parts.is_empty() {
        return Err(MeasureRule::NoParts);
    }
    if plan.parts.len() > MAX_PARTS {
        return Err(MeasureRule::TooMany);
    }
    for (at, pair) in plan.parts.windows(2).enumerate() {
        if let [before, after] = pair
            && after.date.to_datetime(after.start) < before.end()
        {
            return Err(MeasureRule::PartsOverlap(at + 1));
        }
    }
    Ok(())
}
