//! The plan of a course as typed, and the one way it becomes a command: all faults at once, each beside its field.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::command::{EventCommand, NewEvent, PlanEdit};
use super::event::{CourseEvent, Format, GroupPolicy, Minimum, Promotion};
use super::opening::frozen_from;
use super::quota::{KeptFor, Quota, Quotas};
use super::staff::ServiceKind;
use crate::ids::{EventId, PersonId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::{optional, ticked};
use crate::people::Language;
use crate::places::codes::{MunicipalityCode, municipalities_on};
use crate::text::{Capacity, Email, Note, OccasionMinutes, PersonName, ShortText, Title, WebAddress};
use crate::themes::Theme;
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// A box that is ticked.
pub const YES: &str = "true";

/// A part as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PartForm {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// Clock time.
    pub end: String,
}

impl PartForm {
    /// A part as it would have been typed.
    pub fn of(part: &Occasion) -> Self {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        Self {
            date: part.date.to_string(),
            start: clock(part.start),
            end: clock(part.end().time()),
        }
    }

    /// When it is, as far as it can be read.
    pub fn slot(&self) -> Option<Occasion> {
        self.parse(0, &mut Issues::new())
    }

    fn parse(&self, at: usize, issues: &mut Issues) -> Option<Occasion> {
        let date = issues.keep(format!("parts[{at}].date"), parse_date(&self.date));
        let start = issues.keep(format!("parts[{at}].start"), parse_time(&self.start));
        let end = issues.keep(format!("parts[{at}].end"), parse_time(&self.end));
        let minutes = start
            .zip(end)
            .and_then(|(start, end)| issues.keep(format!("parts[{at}].end"), minutes_between(start, end)));
        Some(LocalSlot {
            date: date?,
            start: start?,
            minutes: minutes?,
        })
    }
}

fn minutes_between(start: Time, end: Time) -> Result<OccasionMinutes, IssueCode> {
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    if end <= start {
        return Err(IssueCode::EndBeforeStart);
    }
    OccasionMinutes::new(minute(end) - minute(start))
}

/// Seats that are kept for some, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuotaForm {
    /// For whom ([`KeptFor::value`]).
    pub kept_for: String,
    /// How many.
    pub seats: String,
}

impl QuotaForm {
    fn of(quota: &Quota) -> Self {
        Self {
            kept_for: quota.kept_for.value(),
            seats: quota.seats.to_string(),
        }
    }

    fn is_empty(&self) -> bool {
        self.kept_for.is_empty() && self.seats.trim().is_empty()
    }

    fn parse(&self, at: usize, issues: &mut Issues) -> Option<Quota> {
        let chosen = match self.kept_for.as_str() {
            "" => Err(IssueCode::Required),
            value => KeptFor::from_value(value).ok_or(IssueCode::UnknownChoice),
        };
        let kept_for = issues.keep(format!("quotas[{at}].kept_for"), chosen);
        let seats = issues.keep(format!("quotas[{at}].seats"), Capacity::parse(&self.seats));
        Some(Quota {
            kept_for: kept_for?,
            seats: seats?,
        })
    }
}

/// The municipalities that a text names, as far as it can be read: those whose seats can be kept.
pub fn named_municipalities(text: &str, today: Date) -> Vec<MunicipalityCode> {
    let each = text.split([',', ';', '\n']);
    let found: BTreeSet<MunicipalityCode> = each
        .filter_map(|one| municipalities_of(one, today).ok())
        .flatten()
        .collect();
    found.into_iter().collect()
}

/// The plan of a course as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventForm {
    /// Its name.
    pub title: String,
    /// What one learns.
    pub about: String,
    /// What happens when.
    pub programme: String,
    /// Names of those ticked.
    pub themes: Vec<String>,
    /// Names of those ticked.
    pub services: Vec<String>,
    /// Names or numbers, with commas or line breaks between; none means all.
    pub municipalities: String,
    /// A format's name.
    pub format: String,
    /// Where the room is.
    pub place: String,
    /// What is to be known of the way into the room.
    pub access: String,
    /// Where it is seen on video.
    pub video: String,
    /// When.
    pub parts: Vec<PartForm>,
    /// Who speaks.
    pub speakers: String,
    /// Who receives the guests.
    pub host: String,
    /// Who answers questions.
    pub contact: String,
    /// Where questions go.
    pub contact_email: String,
    /// How many seats.
    pub capacity: String,
    /// `YYYY-MM-DD`.
    pub deadline: String,
    /// The name of how somebody who waits gets a seat.
    pub promotion: String,
    /// The name of what happens behind a group that does not fit.
    pub group_policy: String,
    /// `true` where a leader has to say yes.
    pub asks_leader: String,
    /// Seats that are kept.
    pub quotas: Vec<QuotaForm>,
    /// `YYYY-MM-DD`: the day from which they are for all.
    pub released_on: String,
    /// How many it takes for it to be held, or nothing.
    pub minimum: String,
    /// `YYYY-MM-DD`: the last day to decide.
    pub decide_on: String,
    /// The tag of the language it is held in.
    pub language: String,
}

impl EventForm {
    /// An empty form with the usual choices made.
    pub fn fresh() -> Self {
        Self {
            format: Format::Physical.name().to_owned(),
            promotion: Promotion::Offer.name().to_owned(),
            group_policy: GroupPolicy::SkipOver.name().to_owned(),
            language: Language::Nb.tag().to_owned(),
            parts: vec![PartForm::default()],
            ..Self::default()
        }
    }

    /// The plan of a course as it would have been typed.
    pub fn of(event: &CourseEvent, today: Date) -> Self {
        // A name that several bear is told by its number.
        let municipality = |code: &MunicipalityCode| {
            let name = code.name();
            match municipalities_on(today).filter(|place| place.name == name).count() {
                1 => name,
                _ => code.as_str(),
            }
        };
        Self {
            title: event.title.to_string(),
            about: event.about.to_string(),
            programme: event.programme.to_string(),
            themes: event.themes.iter().map(|theme| theme.name().to_owned()).collect(),
            services: event.services.iter().map(|service| service.name().to_owned()).collect(),
            municipalities: event
                .municipalities
                .iter()
                .map(municipality)
                .collect::<Vec<_>>()
                .join(", "),
            format: event.format.name().to_owned(),
            place: event.place.to_string(),
            access: event.access.to_string(),
            video: event.video.as_ref().map(ToString::to_string).unwrap_or_default(),
            parts: event.parts.iter().map(PartForm::of).collect(),
            speakers: event.speakers.to_string(),
            host: event.host.to_string(),
            contact: event.contact.to_string(),
            contact_email: event.contact_email.to_string(),
            capacity: event.capacity.to_string(),
            deadline: event.deadline.to_string(),
            promotion: event.promotion.name().to_owned(),
            group_policy: event.group_policy.name().to_owned(),
            asks_leader: if event.asks_leader {
                YES.to_owned()
            } else {
                String::new()
            },
            quotas: event
                .quotas
                .iter()
                .flat_map(|quotas| &quotas.each)
                .map(QuotaForm::of)
                .collect(),
            released_on: event
                .quotas
                .as_ref()
                .map(|quotas| quotas.released_on.to_string())
                .unwrap_or_default(),
            minimum: event.minimum.map(|one| one.seats.to_string()).unwrap_or_default(),
            decide_on: event.minimum.map(|one| one.decide_on.to_string()).unwrap_or_default(),
            language: event.language.tag().to_owned(),
        }
    }

    /// The command that changes the plan.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self, today: Date) -> Result<EventCommand, Vec<Issue>> {
        self.parse(today)
            .map(|plan| EventCommand::Edit { plan: Box::new(plan) })
    }

    /// A new course.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: EventId, adviser: Option<PersonId>, today: Date) -> Result<NewEvent, Vec<Issue>> {
        self.parse(today).map(|plan| NewEvent { id, adviser, plan })
    }

    fn parse(&self, today: Date) -> Result<PlanEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let plan = self.plan(&mut issues, today);
        match plan {
            Some(plan) if issues.is_empty() => Ok(plan),
            _ => Err(issues.into_vec()),
        }
    }

    fn plan(&self, issues: &mut Issues, today: Date) -> Option<PlanEdit> {
        let title = issues.keep("title", Title::parse(&self.title));
        let about = issues.keep("about", Note::parse(&self.about));
        let programme = issues.keep("programme", Note::parse(&self.programme));
        let themes = issues.keep("themes", any_of(&self.themes, Theme::from_name));
        let services = issues.keep("services", ticked(&self.services, ServiceKind::from_name));
        let municipalities = issues.keep("municipalities", municipalities_of(&self.municipalities, today));
        let chosen = |text: &str| match text {
            "" => IssueCode::Required,
            _ => IssueCode::UnknownChoice,
        };
        let format = issues.keep(
            "format",
            Format::from_name(&self.format).ok_or_else(|| chosen(&self.format)),
        );
        let place = issues.keep("place", ShortText::parse(&self.place));
        if let (Some(format), Some(place)) = (format, &place)
            && format.has_room()
            && place.as_str().is_empty()
        {
            issues.push("place", IssueCode::Required);
        }
        let access = issues.keep("access", ShortText::parse(&self.access));
        let video = issues.keep("video", optional(&self.video, WebAddress::parse));
        let parts = self.parts(issues);
        let speakers = issues.keep("speakers", ShortText::parse(&self.speakers));
        let host = issues.keep("host", ShortText::parse(&self.host));
        let contact = issues.keep("contact", PersonName::parse(&self.contact));
        let contact_email = issues.keep("contact_email", Email::parse(&self.contact_email));
        let capacity = issues.keep("capacity", Capacity::parse(&self.capacity));
        let deadline = issues.keep("deadline", parse_date(&self.deadline));
        let first = parts.as_ref().and_then(|parts| parts.first()).map(|part| part.date);
        if deadline.zip(first).is_some_and(|(deadline, first)| deadline > first) {
            issues.push("deadline", IssueCode::AfterTheStart);
        }
        let promotion = issues.keep(
            "promotion",
            Promotion::from_name(&self.promotion).ok_or_else(|| chosen(&self.promotion)),
        );
        let group_policy = issues.keep(
            "group_policy",
            GroupPolicy::from_name(&self.group_policy).ok_or_else(|| chosen(&self.group_policy)),
        );
        let quotas = self.quotas(issues, first);
        let minimum = self.minimum(issues, capacity, first);
        let language = issues.keep(
            "language",
            Language::from_tag(&self.language).ok_or_else(|| chosen(&self.language)),
        );
        Some(PlanEdit {
            title: title?,
            about: about?,
            programme: programme?,
            themes: themes?,
            services: services?,
            municipalities: municipalities?,
            format: format?,
            place: place?,
            access: access?,
            video: video?,
            parts: parts?,
            speakers: speakers?,
            host: host?,
            contact: contact?,
            contact_email: contact_email?,
            capacity: capacity?,
            deadline: deadline?,
            promotion: promotion?,
            group_policy: group_policy?,
            asks_leader: self.asks_leader == YES,
            minimum: minimum?,
            quotas: quotas?,
            language: language?,
        })
    }

    /// Seats that are kept, and until when; a row in which nothing stands is none. That they are not too many is a rule of the plan.
    #[expect(clippy::option_option, reason = "a fault, or nothing, or something")]
    fn quotas(&self, issues: &mut Issues, first: Option<Date>) -> Option<Option<Quotas>> {
        let rows = self.quotas.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let read: Vec<Option<Quota>> = rows.map(|(at, row)| row.parse(at, issues)).collect();
        if read.is_empty() {
            return Some(None);
        }
        let released_on = issues.keep("released_on", parse_date(&self.released_on));
        if released_on
            .zip(first)
            .is_some_and(|(day, first)| day >= frozen_from(first))
        {
            issues.push("released_on", IssueCode::TooCloseToTheStart);
        }
        let each = read.into_iter().collect::<Option<Vec<Quota>>>()?;
        Some(Some(Quotas {
            each,
            released_on: released_on?,
        }))
    }

    /// How many it takes, and by when it is decided: both, or neither.
    #[expect(clippy::option_option, reason = "a fault, or nothing, or something")]
    fn minimum(&self, issues: &mut Issues, capacity: Option<Capacity>, first: Option<Date>) -> Option<Option<Minimum>> {
        let seats = issues.keep("minimum", optional(&self.minimum, Capacity::parse))?;
        let Some(seats) = seats else {
            if !self.decide_on.trim().is_empty() {
                issues.push("minimum", IssueCode::Required);
            }
            return Some(None);
        };
        if let Some(capacity) = capacity.filter(|capacity| seats > *capacity) {
            let (min, max) = (1, i64::from(capacity.get()));
            issues.push("minimum", IssueCode::OutOfRange { min, max });
        }
        let decide_on = issues.keep("decide_on", parse_date(&self.decide_on))?;
        if first.is_some_and(|first| decide_on > first) {
            issues.push("decide_on", IssueCode::AfterTheStart);
        }
        Some(Some(Minimum { seats, decide_on }))
    }

    fn parts(&self, issues: &mut Issues) -> Option<Vec<Occasion>> {
        let typed: Vec<Option<Occasion>> = self
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| part.parse(at, issues))
            .collect();
        if typed.is_empty() {
            issues.push("parts", IssueCode::Required);
        }
        let parts: Vec<Occasion> = typed.into_iter().collect::<Option<_>>()?;
        for (at, pair) in parts.windows(2).enumerate() {
            if let [before, after] = pair
                && after.date.to_datetime(after.start) < before.end()
            {
                issues.push(format!("parts[{}].start", at + 1), IssueCode::EndBeforeStart);
            }
        }
        Some(parts)
    }
}

fn any_of<T: Ord>(names: &[String], of: fn(&str) -> Option<T>) -> Result<BTreeSet<T>, IssueCode> {
    names
        .iter()
        .map(|name| of(name).ok_or(IssueCode::UnknownChoice))
        .collect()
}

/// Municipalities by name or number. A name that several bear is told by its number.
fn municipalities_of(text: &str, today: Date) -> Result<BTreeSet<MunicipalityCode>, IssueCode> {
    text.split([',', ';', '\n'])
        .map(str::trim)
        .filter(|typed| !typed.is_empty())
        .map(|typed| {
            if typed.bytes().all(|byte| byte.is_ascii_digit()) {
                return MunicipalityCode::parse(typed);
            }
            let typed = typed.to_lowercase();
            let mut named = municipalities_on(today).filter(|place| place.name.to_lowercase() == typed);
            match (named.next(), named.next()) {
                (Some(place), None) => MunicipalityCode::parse(place.code),
                _ => Err(IssueCode::UnknownCode),
            }
        })
        .collect()
}
