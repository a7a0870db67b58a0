//! Measures as typed: the plan, how it was held, and what it has led to.

use std::collections::BTreeMap;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::super::area::{Area, StaffGroup};
use super::super::measure::{
    Closing, Level, MAX_PARTS, Measure, MeasureCommand, MeasureFormat, MeasurePlan, Need, NewMeasure, Reason,
};
use crate::ids::MeasureId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::{optional, ticked, unit_of};
use crate::text::{Headcount, MeasureMinutes, Note, OccasionMinutes, Remark, ShortText, StaffCount, Title};
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// The choice of a measure that answers to no surveyed need.
pub const OTHER_NEED: &str = "other";

/// A part of a measure as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasurePartForm {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// Length in minutes.
    pub minutes: String,
}

impl MeasurePartForm {
    fn of(part: &Occasion) -> Self {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        Self {
            date: part.date.to_string(),
            start: clock(part.start),
            minutes: part.minutes.to_string(),
        }
    }

    /// When it is, as far as it can be read.
    pub fn slot(&self) -> Option<Occasion> {
        self.parse(0, &mut Issues::new())
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn parse(&self, at: usize, issues: &mut Issues) -> Option<Occasion> {
        let date = issues.keep(format!("parts[{at}].date"), parse_date(&self.date));
        let start = issues.keep(format!("parts[{at}].start"), parse_time(&self.start));
        let minutes = issues.keep(format!("parts[{at}].minutes"), OccasionMinutes::parse(&self.minutes));
        Some(LocalSlot {
            date: date?,
            start: start?,
            minutes: minutes?,
        })
    }
}

/// A measure as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureForm {
    /// Unit id; of a new one alone.
    pub unit: String,
    /// A neutral name.
    pub title: String,
    /// What the staff are to know or do afterwards.
    pub goal: String,
    /// Names of those ticked.
    pub areas: Vec<String>,
    /// A need, `survey.area`, or [`OTHER_NEED`].
    pub need: String,
    /// Why it is done all the same, where it answers to no surveyed need.
    pub reason: String,
    /// How many of each group, by the group's name; empty for none.
    pub groups: BTreeMap<String, String>,
    /// All staff of the unit.
    pub staff: String,
    /// A level's name.
    pub level: String,
    /// A format's name.
    pub format: String,
    /// Where in the house.
    pub place: String,
    /// Slides, handouts and what is to be brought.
    pub materials: String,
    /// When.
    pub parts: Vec<MeasurePartForm>,
    /// `YYYY-MM-DD`, or nothing.
    pub follow_up_on: String,
}

impl MeasureForm {
    /// An empty form with the usual choices made.
    pub fn fresh() -> Self {
        Self {
            level: Level::Basic.name().to_owned(),
            format: MeasureFormat::StaffMeeting.name().to_owned(),
            parts: vec![MeasurePartForm::default()],
            ..Self::default()
        }
    }

    /// A measure as it would have been typed.
    pub fn of(measure: &Measure) -> Self {
        let plan = &measure.plan;
        let (need, reason) = match &plan.need {
            Need::Surveyed { survey, area } => (format!("{survey}.{}", area.name()), String::new()),
            Need::Other { reason } => (OTHER_NEED.to_owned(), reason.to_string()),
        };
        Self {
            unit: measure.unit.to_string(),
            title: plan.title.to_string(),
            goal: plan.goal.to_string(),
            areas: plan.areas.iter().map(|area| area.name().to_owned()).collect(),
            need,
            reason,
            groups: counts_as_typed(&plan.groups),
            staff: plan.staff.to_string(),
            level: plan.level.name().to_owned(),
            format: plan.format.name().to_owned(),
            place: plan.place.to_string(),
            materials: plan.materials.to_string(),
            parts: plan.parts.iter().map(MeasurePartForm::of).collect(),
            follow_up_on: plan.follow_up_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// A new measure.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: MeasureId) -> Result<NewMeasure, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let plan = self.plan(&mut issues);
        match (unit, plan) {
            (Some(unit), Some(plan)) if issues.is_empty() => Ok(NewMeasure { id, unit, plan }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The command that changes the plan.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<MeasureCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.plan(&mut issues) {
            Some(plan) if issues.is_empty() => Ok(MeasureCommand::Edit { plan: Box::new(plan) }),
            _ => Err(issues.into_vec()),
        }
    }

    fn plan(&self, issues: &mut Issues) -> Option<MeasurePlan> {
        let need = self.need(issues);
        let title = issues.keep("title", Title::parse(&self.title));
        let goal = issues.keep("goal", Note::parse(&self.goal));
        let areas = issues.keep("areas", ticked(&self.areas, Area::from_name));
        let groups = counts(issues, &self.groups, true);
        let staff = issues.keep("staff", StaffCount::parse(&self.staff));
        let level = issues.keep("level", Level::from_name(&self.level).ok_or(IssueCode::UnknownChoice));
        let format = issues.keep(
            "format",
            MeasureFormat::from_name(&self.format).ok_or(IssueCode::UnknownChoice),
        );
        let place = issues.keep("place", ShortText::parse(&self.place));
        let materials = issues.keep("materials", Note::parse(&self.materials));
        let parts = self.parts(issues);
        let follow_up_on = issues.keep("follow_up_on", optional(&self.follow_up_on, parse_date));
        if let (Some(Some(day)), Some(last)) = (follow_up_on, parts.as_ref().and_then(|parts| parts.last()))
            && day < last.date
        {
            issues.push("follow_up_on", IssueCode::EndBeforeStart);
        }
        Some(MeasurePlan {
            title: title?,
            goal: goal?,
            areas: areas?,
            need: need?,
            groups: groups?,
            staff: staff?,
            level: level?,
            format: format?,
            place: place?,
            materials: materials?,
            parts: parts?,
            follow_up_on: follow_up_on?,
        })
    }

    fn need(&self, issues: &mut Issues) -> Option<Need> {
        match self.need.as_str() {
            "" => issues.keep("need", Err(IssueCode::Required)),
            OTHER_NEED => {
                let reason = issues.keep("reason", Title::parse(&self.reason))?;
                Some(Need::Other { reason })
            }
            named => issues.keep("need", surveyed(named).ok_or(IssueCode::UnknownChoice)),
        }
    }

    fn parts(&self, issues: &mut Issues) -> Option<Vec<Occasion>> {
        // A row that was left empty is passed over; the others keep the places that they stand in.
        let filled = self.parts.iter().enumerate().filter(|(_, part)| !part.is_empty());
        let rows: Vec<(usize, &MeasurePartForm)> = filled.collect();
        if rows.is_empty() {
            issues.push("parts[0].date", IssueCode::Required);
            return None;
        }
        if rows.len() > MAX_PARTS {
            issues.push(format!("parts[{MAX_PARTS}].date"), IssueCode::MustBeEmpty);
            return None;
        }
        let read: Vec<Option<Occasion>> = rows.iter().map(|(at, row)| row.parse(*at, issues)).collect();
        let parts: Vec<Occasion> = read.into_iter().collect::<Option<_>>()?;
        for (pair, (at, _)) in parts.windows(2).zip(rows.iter().skip(1)) {
            if let [before, after] = pair
                && after.date.to_datetime(after.start) < before.end()
            {
                issues.push(format!("parts[{at}].start"), IssueCode::EndBeforeStart);
            }
        }
        Some(parts)
    }
}

fn surveyed(named: &str) -> Option<Need> {
    let (survey, area) = named.split_once('.')?;
    Some(Need::Surveyed {
        survey: survey.parse().ok()?,
        area: Area::from_name(area)?,
    })
}

fn counts_as_typed(counts: &BTreeMap<StaffGroup, Headcount>) -> BTreeMap<String, String> {
    counts
        .iter()
        .map(|(group, count)| (group.name().to_owned(), count.to_string()))
        .collect()
}

/// How many of each group; a group that is empty or none is left out. `needs_one` where somebody has to be there.
fn counts(
    issues: &mut Issues,
    typed: &BTreeMap<String, String>,
    needs_one: bool,
) -> Option<BTreeMap<StaffGroup, Headcount>> {
    let mut found = BTreeMap::new();
    let mut is_sound = true;
    for (name, count) in typed {
        let field = format!("groups.{name}");
        let Some(group) = StaffGroup::from_name(name) else {
            issues.push(field, IssueCode::UnknownChoice);
            is_sound = false;
            continue;
        };
        match optional(count, Headcount::parse) {
            Ok(Some(count)) if count.get() > 0 => {
                found.insert(group, count);
            }
            Ok(_) => {}
            Err(code) => {
                issues.push(field, code);
                is_sound = false;
            }
        }
    }
    if needs_one && is_sound && found.is_empty() {
        issues.push(format!("groups.{}", StaffGroup::Teachers.name()), IssueCode::Required);
        is_sound = false;
    }
    is_sound.then_some(found)
}

/// The closing of a measure as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeasureCloseForm {
    /// How many of each group were there, by the group's name.
    pub groups: BTreeMap<String, String>,
    /// Time with the staff.
    pub delivery_minutes: String,
    /// Preparation and follow-up work.
    pub preparation_minutes: String,
    /// What worked and what to do otherwise.
    pub evaluation: String,
    /// All staff of the unit.
    pub staff: String,
    /// `YYYY-MM-DD`, or nothing.
    pub follow_up_on: String,
}

impl MeasureCloseForm {
    /// What is likely: as many as were expected, as long as was planned, and as long again to prepare it. Of one that is closed,
    /// what was typed.
    pub fn of(measure: &Measure) -> Self {
        let (staff, follow_up_on) = (
            measure.plan.staff.to_string(),
            measure.plan.follow_up_on.map(|day| day.to_string()).unwrap_or_default(),
        );
        if let Some(closing) = measure.closing() {
            return Self {
                staff,
                follow_up_on,
                groups: counts_as_typed(&closing.present),
                delivery_minutes: closing.delivery_minutes.to_string(),
                preparation_minutes: closing.preparation_minutes.to_string(),
                evaluation: closing.evaluation.to_string(),
            };
        }
        let minutes: u32 = measure
            .plan
            .parts
            .iter()
            .map(|part| u32::from(part.minutes.get()))
            .sum();
        Self {
            staff,
            follow_up_on,
            groups: counts_as_typed(&measure.plan.groups),
            delivery_minutes: minutes.to_string(),
            preparation_minutes: minutes.to_string(),
            evaluation: String::new(),
        }
    }

    /// The command that closes it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<MeasureCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let present = counts(&mut issues, &self.groups, true);
        let delivery_minutes = issues.keep("delivery_minutes", MeasureMinutes::parse(&self.delivery_minutes));
        let preparation_minutes = issues.keep("preparation_minutes", MeasureMinutes::parse(&self.preparation_minutes));
        let evaluation = issues.keep("evaluation", Note::parse(&self.evaluation));
        let staff = issues.keep("closing-staff", StaffCount::parse(&self.staff));
        let follow_up_on = issues.keep("closing-follow-up", optional(&self.follow_up_on, parse_date));
        let command = || {
            Some(MeasureCommand::Close {
                closing: Closing {
                    present: present?,
                    delivery_minutes: delivery_minutes?,
                    preparation_minutes: preparation_minutes?,
                    evaluation: evaluation?,
                },
                staff: staff?,
                follow_up_on: follow_up_on?,
            })
        };
        match command() {
            Some(command) if issues.is_empty() => Ok(command),
            _ => Err(issues.into_vec()),
        }
    }
}

/// What a measure has led to, as typed.
///
/// # Errors
/// The fault of the field `effect`.
pub fn parse_effect(text: &str) -> Result<MeasureCommand, Vec<Issue>> {
    match Remark::parse(text) {
        Ok(text) => Ok(MeasureCommand::FollowUp { text }),
        Err(code) => Err(vec![Issue::new("effect", code)]),
    }
}

/// Why a measure is not held, by name.
///
/// # Errors
/// The fault of the field `reason`.
pub fn parse_measure_reason(name: &str) -> Result<MeasureCommand, Vec<Issue>> {
    let found = Reason::from_name(name).map(|reason| MeasureCommand::Cancel { reason });
    let code = if name.is_empty() {
        IssueCode::Required
    } else {
        IssueCode::UnknownChoice
    };
    found.ok_or_else(|| vec![Issue::new("reason", code)])
}
