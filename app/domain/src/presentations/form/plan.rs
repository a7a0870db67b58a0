//! The plan as typed, of one presentation and of a series.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::tongue_of;
use crate::ids::PresentationId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::languages::Tongue;
use crate::outreach::{Audience, optional, ticked, unit_of};
use crate::presentations::{NewPresentation, PlanEdit, Presentation, PresentationCommand};
use crate::text::{Headcount, InterpreterCount, OccasionMinutes, ShortText, Title, WebAddress};
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// The plan of a presentation as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanForm {
    /// A neutral name.
    pub title: String,
    /// Names of those ticked.
    pub audiences: Vec<String>,
    /// Which class or year.
    pub class: String,
    /// Unit id; of a new one alone.
    pub unit: String,
    /// Who asked for it.
    pub host: String,
    /// Where in the house.
    pub place: String,
    /// Where it is seen on video.
    pub video: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// Clock time.
    pub end: String,
    /// How many are expected.
    pub expected: String,
}

impl PlanForm {
    /// The plan of a presentation as it would have been typed.
    pub fn of(presentation: &Presentation) -> Self {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        Self {
            title: presentation.title.to_string(),
            audiences: presentation
                .audiences
                .iter()
                .map(|audience| audience.name().to_owned())
                .collect(),
            class: presentation.class.to_string(),
            unit: presentation.unit.to_string(),
            host: presentation.host.to_string(),
            place: presentation.place.to_string(),
            video: presentation.video.as_ref().map(ToString::to_string).unwrap_or_default(),
            date: presentation.slot.date.to_string(),
            start: clock(presentation.slot.start),
            end: clock(presentation.slot.end().time()),
            expected: presentation
                .expected
                .map(|expected| expected.to_string())
                .unwrap_or_default(),
        }
    }

    /// The command that changes the plan.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<PresentationCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.plan(&mut issues) {
            Some(plan) if issues.is_empty() => Ok(PresentationCommand::Edit { plan }),
            _ => Err(issues.into_vec()),
        }
    }

    /// A new presentation, with the languages that interpreters are needed for.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: PresentationId, tongues: &[String]) -> Result<NewPresentation, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let plan = self.plan(&mut issues);
        let interpreters = issues.keep("tongue", one_of_each(tongues));
        match (unit, plan, interpreters) {
            (Some(unit), Some(plan), Some(interpreters)) if issues.is_empty() => Ok(NewPresentation {
                id,
                unit,
                plan,
                interpreters,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The presentations of a series: what all have in common, and a row each.
    ///
    /// # Errors
    /// Every fault found, those of rows as `rows[0].date`.
    pub fn parse_series(
        &self,
        rows: &[RowForm],
        id: impl Fn() -> PresentationId,
    ) -> Result<Vec<NewPresentation>, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let shared = self.shared(&mut issues);
        if rows.is_empty() {
            issues.push("rows", IssueCode::Required);
        }
        let turns: Vec<Option<(ShortText, Occasion)>> = rows
            .iter()
            .enumerate()
            .map(|(row, form)| form.parse_into(&format!("rows[{row}]."), &mut issues))
            .collect();
        let (Some(unit), Some(shared), true) = (unit, shared, issues.is_empty()) else {
            return Err(issues.into_vec());
        };
        let one = |(class, slot)| NewPresentation {
            id: id(),
            unit,
            plan: shared.plan(class, slot),
            interpreters: BTreeMap::new(),
        };
        Ok(turns.into_iter().flatten().map(one).collect())
    }

    /// When it is, if that can be read: for what is looked up while one types.
    pub fn slot(&self) -> Option<Occasion> {
        self.time(&mut Issues::new())
    }

    fn plan(&self, issues: &mut Issues) -> Option<PlanEdit> {
        let shared = self.shared(issues);
        let class = issues.keep("class", ShortText::parse(&self.class));
        let slot = self.time(issues);
        Some(shared?.plan(class?, slot?))
    }

    fn shared(&self, issues: &mut Issues) -> Option<Shared> {
        let title = issues.keep("title", Title::parse(&self.title));
        let audiences = issues.keep("audiences", ticked(&self.audiences, Audience::from_name));
        let host = issues.keep("host", ShortText::parse(&self.host));
        let place = issues.keep("place", ShortText::parse(&self.place));
        let video = issues.keep("video", optional(&self.video, WebAddress::parse));
        let expected = issues.keep("expected", optional(&self.expected, Headcount::parse));
        if let (Some(place), Some(None)) = (&place, &video)
            && place.as_str().is_empty()
        {
            issues.push("place", IssueCode::Required);
        }
        Some(Shared {
            title: title?,
            audiences: audiences?,
            host: host?,
            place: place?,
            video: video?,
            expected: expected?,
        })
    }

    fn time(&self, issues: &mut Issues) -> Option<Occasion> {
        let date = issues.keep("date", parse_date(&self.date));
        let start = issues.keep("start", parse_time(&self.start));
        let end = issues.keep("end", parse_time(&self.end));
        let minutes = start
            .zip(end)
            .and_then(|(start, end)| issues.keep("end", minutes_between(start, end)));
        Some(LocalSlot {
            date: date?,
            start: start?,
            minutes: minutes?,
        })
    }
}

/// What the presentations of a series have in common.
struct Shared {
    title: Title,
    audiences: BTreeSet<Audience>,
    host: ShortText,
    place: ShortText,
    video: Option<WebAddress>,
    expected: Option<Headcount>,
}

impl Shared {
    fn plan(&self, class: ShortText, slot: Occasion) -> PlanEdit {
        PlanEdit {
            title: self.title.clone(),
            audiences: self.audiences.clone(),
            class,
            host: self.host.clone(),
            place: self.place.clone(),
            video: self.video.clone(),
            slot,
            expected: self.expected,
        }
    }
}

fn minutes_between(start: Time, end: Time) -> Result<OccasionMinutes, IssueCode> {
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    if end <= start {
        return Err(IssueCode::EndBeforeStart);
    }
    OccasionMinutes::new(minute(end) - minute(start))
}

fn one_of_each(tongues: &[String]) -> Result<BTreeMap<Tongue, InterpreterCount>, IssueCode> {
    let one = InterpreterCount::new(1)?;
    tongues.iter().map(|tag| Ok((tongue_of(tag)?, one))).collect()
}

/// A row of a series as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RowForm {
    /// Which class.
    pub class: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// Length in minutes.
    pub minutes: String,
}

impl RowForm {
    /// When it is, if that can be read.
    pub fn slot(&self) -> Option<Occasion> {
        self.parse_into("", &mut Issues::new()).map(|(_, slot)| slot)
    }

    fn parse_into(&self, prefix: &str, issues: &mut Issues) -> Option<(ShortText, Occasion)> {
        let class = ShortText::parse(&self.class).and_then(|class| match class.as_str() {
            "" => Err(IssueCode::Required),
            _ => Ok(class),
        });
        let class = issues.keep(format!("{prefix}class"), class);
        let date = issues.keep(format!("{prefix}date"), parse_date(&self.date));
        let start = issues.keep(format!("{prefix}start"), parse_time(&self.start));
        let minutes = issues.keep(format!("{prefix}minutes"), OccasionMinutes::parse(&self.minutes));
        let slot = LocalSlot {
            date: date?,
            start: start?,
            minutes: minutes?,
        };
        Some((class?, slot))
    }
}
