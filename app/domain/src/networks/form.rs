//! What a person types into the forms of a meeting, and the one way it becomes a command.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::meeting::{
    Agreed, NetworkCallOff, NetworkClosing, NetworkCommand, NetworkKind, NetworkMeeting, NetworkPlan, NewNetworkMeeting,
};
use crate::courses::ServiceKind;
use crate::ids::{NetworkId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::{optional, ticked, unit_of};
use crate::text::{Headcount, OccasionMinutes, ShortText, Title, WebAddress, WorkMinutes};
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// The plan of a meeting as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkForm {
    /// Unit id; of a new one alone.
    pub unit: String,
    /// Ids of those ticked.
    pub further: Vec<String>,
    /// What it is about.
    pub theme: String,
    /// A kind's name.
    pub kind: String,
    /// Names of those ticked.
    pub services: Vec<String>,
    /// Where.
    pub place: String,
    /// An address, or nothing.
    pub video: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// How long, in minutes.
    pub minutes: String,
}

impl NetworkForm {
    /// As it is before the first word.
    pub fn fresh() -> Self {
        Self {
            kind: NetworkKind::Local.name().to_owned(),
            minutes: "90".to_owned(),
            ..Self::default()
        }
    }

    /// As a meeting would have been typed.
    pub fn of(meeting: &NetworkMeeting) -> Self {
        let plan = &meeting.plan;
        Self {
            unit: meeting.unit.to_string(),
            further: plan.further.iter().map(ToString::to_string).collect(),
            theme: plan.theme.to_string(),
            kind: plan.kind.name().to_owned(),
            services: plan.services.iter().map(|one| one.name().to_owned()).collect(),
            place: plan.place.to_string(),
            video: plan.video.clone().map(String::from).unwrap_or_default(),
            date: plan.slot.date.to_string(),
            start: plan.slot.start.strftime("%H:%M").to_string(),
            minutes: plan.slot.minutes.to_string(),
        }
    }

    /// The time, as far as it can be read.
    pub fn slot(&self) -> Option<Occasion> {
        Some(LocalSlot {
            date: parse_date(&self.date).ok()?,
            start: parse_time(&self.start).ok()?,
            minutes: OccasionMinutes::parse(&self.minutes).ok()?,
        })
    }

    /// A meeting that is new.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: NetworkId) -> Result<NewNetworkMeeting, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let plan = self.plan(&mut issues);
        match (unit, plan) {
            (Some(unit), Some(plan)) => Ok(NewNetworkMeeting { id, unit, plan }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The command that changes the plan.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<NetworkCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.plan(&mut issues) {
            Some(plan) => Ok(NetworkCommand::Edit { plan: Box::new(plan) }),
            None => Err(issues.into_vec()),
        }
    }

    fn plan(&self, issues: &mut Issues) -> Option<NetworkPlan> {
        let theme = issues.keep("theme", Title::parse(&self.theme));
        let kind = NetworkKind::from_name(&self.kind).ok_or(IssueCode::UnknownChoice);
        let kind = issues.keep("kind", kind);
        let further: Option<BTreeSet<UnitId>> = self.further.iter().map(|id| id.parse().ok()).collect();
        let further = issues.keep("further", further.ok_or(IssueCode::UnknownChoice));
        let services = issues.keep("services", ticked(&self.services, ServiceKind::from_name));
        let place = issues.keep("place", ShortText::parse(&self.place));
        let video = issues.keep("video", optional(&self.video, WebAddress::parse));
        let date = issues.keep("date", parse_date(&self.date));
        let start = issues.keep("start", parse_time(&self.start));
        let minutes = issues.keep("minutes", OccasionMinutes::parse(&self.minutes));
        Some(NetworkPlan {
            theme: theme?,
            kind: kind?,
            further: further?,
            services: services?,
            place: place?,
            video: video?,
            slot: LocalSlot {
                date: date?,
                start: start?,
                minutes: minutes?,
            },
        })
    }
}

/// A line of what was agreed, as typed. One without a word is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgreedForm {
    /// A service or a role.
    pub who: String,
    /// What.
    pub what: String,
    /// `YYYY-MM-DD`, or nothing.
    pub by: String,
}

impl AgreedForm {
    fn is_empty(&self) -> bool {
        [&self.who, &self.what, &self.by]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// A closing as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkCloseForm {
    /// How many were there.
    pub present: String,
    /// Line by line.
    pub agreed: Vec<AgreedForm>,
    /// Minutes.
    pub delivery_minutes: String,
    /// Minutes.
    pub preparation_minutes: String,
}

impl NetworkCloseForm {
    /// The closing of a meeting as it would have been typed; of one that is not closed, its planned time.
    pub fn of(meeting: &NetworkMeeting) -> Self {
        let Some(closing) = meeting.closing() else {
            return Self {
                agreed: vec![AgreedForm::default()],
                delivery_minutes: meeting.plan.slot.minutes.to_string(),
                preparation_minutes: "0".to_owned(),
                ..Self::default()
            };
        };
        let line = |one: &Agreed| AgreedForm {
            who: one.who.to_string(),
            what: one.what.to_string(),
            by: one.by.map(|day| day.to_string()).unwrap_or_default(),
        };
        let mut agreed: Vec<AgreedForm> = closing.agreed.iter().map(line).collect();
        if agreed.is_empty() {
            agreed.push(AgreedForm::default());
        }
        Self {
            present: closing.present.to_string(),
            agreed,
            delivery_minutes: closing.delivery_minutes.to_string(),
            preparation_minutes: closing.preparation_minutes.to_string(),
        }
    }

    /// The command that closes.
    ///
    /// # Errors
    /// Every fault found; of a line at `agreed[0].who`, and so on, by its place in the form.
    pub fn parse(&self) -> Result<NetworkCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let present = issues.keep("present", Headcount::parse(&self.present));
        let mut agreed = Vec::new();
        for (at, line) in self.agreed.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let who = issues.keep(format!("agreed[{at}].who"), Title::parse(&line.who));
            let what = issues.keep(format!("agreed[{at}].what"), Title::parse(&line.what));
            let by = issues.keep(format!("agreed[{at}].by"), optional(&line.by, parse_date));
            if let (Some(who), Some(what), Some(by)) = (who, what, by) {
                agreed.push(Agreed { who, what, by });
            }
        }
        let delivery = issues.keep("delivery_minutes", WorkMinutes::parse(&self.delivery_minutes));
        let preparation = issues.keep("preparation_minutes", WorkMinutes::parse(&self.preparation_minutes));
        match (present, delivery, preparation) {
            (Some(present), Some(delivery_minutes), Some(preparation_minutes)) if issues.is_empty() => {
                Ok(NetworkCommand::Close {
                    closing: NetworkClosing {
                        present,
                        agreed,
                        delivery_minutes,
                        preparation_minutes,
                    },
                })
            }
            _ => Err(issues.into_vec()),
        }
    }
}

/// Why it is not held, as chosen.
///
/// # Errors
/// `UnknownChoice` beside `call_off`.
pub fn parse_call_off(reason: &str) -> Result<NetworkCommand, Vec<Issue>> {
    NetworkCallOff::from_name(reason)
        .map(|reason| NetworkCommand::Cancel { reason })
        .ok_or_else(|| vec![Issue::new("call_off", IssueCode::UnknownChoice)])
}
