//! What coverage is counted from.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::period::Period;
use crate::ids::{
    DeliveryId, GroupId, InvalidId, MeasureId, NetworkId, OutreachId, PersonId, PresentationId, SurveyId, UnitId,
};
use crate::routines::RoutineRef;

named! {
    /// The eight kinds of measures that coverage tells apart (domain brief, 6.2: `bredde`).
    Kind[8] {
        /// Discussion groups.
        Groups = "groups",
        /// Lessons held from teaching modules.
        Teaching = "teaching",
        /// Presentations for pupils, parents and staff.
        Presentations = "presentations",
        /// Competence measures for staff.
        Competence = "competence",
        /// Needs surveys.
        NeedsMapping = "needs_mapping",
        /// Routines in force.
        Routines = "routines",
        /// Networks and cooperation between services.
        Networks = "networks",
        /// Making the services known.
        Services = "services",
    }
}

impl Kind {
    /// Its place among the eight.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|kind| *kind == self).unwrap_or_default()
    }
}

/// The activity that a fact was made from, written as `group/01K…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Source {
    /// A discussion group.
    Group(GroupId),
    /// A lesson held from a module.
    Delivery(DeliveryId),
    /// A presentation.
    Presentation(PresentationId),
    /// A competence measure.
    Measure(MeasureId),
    /// A needs survey.
    Survey(SurveyId),
    /// A routine of the school.
    Routine(RoutineRef),
    /// A meeting of a network.
    Network(NetworkId),
    /// Something made known without a presentation.
    Outreach(OutreachId),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(id) => write!(f, "group/{id}"),
            Self::Delivery(id) => write!(f, "delivery/{id}"),
            Self::Presentation(id) => write!(f, "presentation/{id}"),
            Self::Measure(id) => write!(f, "measure/{id}"),
            Self::Survey(id) => write!(f, "survey/{id}"),
            Self::Routine(at) => write!(f, "routine/{at}"),
            Self::Network(id) => write!(f, "network/{id}"),
            Self::Outreach(id) => write!(f, "outreach/{id}"),
        }
    }
}

impl FromStr for Source {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, id) = text.split_once('/').ok_or(InvalidId)?;
        Ok(match kind {
            "group" => Self::Group(id.parse()?),
            "delivery" => Self::Delivery(id.parse()?),
            "presentation" => Self::Presentation(id.parse()?),
            "measure" => Self::Measure(id.parse()?),
            "survey" => Self::Survey(id.parse()?),
            "routine" => Self::Routine(id.parse()?),
            "network" => Self::Network(id.parse()?),
            "outreach" => Self::Outreach(id.parse()?),
            _ => return Err(InvalidId),
        })
    }
}

impl TryFrom<String> for Source {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.to_string()
    }
}

named! {
    /// Where a fact stands.
    Standing[4] {
        /// It lies ahead, or nobody has said what came of it.
        Planned = "planned",
        /// It is carried out when its day has passed, without anybody saying so.
        Runs = "runs",
        /// It was carried out.
        Held = "held",
        /// It does not take place, or its record is gone: it counts for nothing.
        Off = "off",
    }
}

impl Standing {
    /// Where something of `on` stands on a day.
    pub fn by(self, on: Date, today: Date) -> Self {
        match self {
            Self::Runs if on < today => Self::Held,
            Self::Runs => Self::Planned,
            other => other,
        }
    }
}

/// How many took part, as headcounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reached {
    /// Pupils.
    pub pupils: u32,
    /// Parents and guardians.
    pub parents: u32,
    /// Staff of the school.
    pub staff: u32,
    /// People of services outside the school.
    pub services: u32,
    /// An audience of several kinds that was counted as one.
    pub mixed: u32,
}

impl Reached {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            pupils: self.pupils.saturating_add(other.pupils),
            parents: self.parents.saturating_add(other.parents),
            staff: self.staff.saturating_add(other.staff),
            services: self.services.saturating_add(other.services),
            mixed: self.mixed.saturating_add(other.mixed),
        }
    }

    /// All of them.
    pub const fn all(self) -> u32 {
        self.pupils
            .saturating_add(self.parents)
            .saturating_add(self.staff)
            .saturating_add(self.services)
            .saturating_add(self.mixed)
    }
}

/// One part of an activity at a unit, as far as coverage is counted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it was made from.
    pub source: Source,
    /// Which part of it, from 1.
    pub number: u8,
    /// What kind of measure.
    pub kind: Kind,
    /// Where.
    pub unit: UnitId,
    /// On which day.
    #[serde(with = "crate::time::wire")]
    pub day: Date,
    /// The last day on which what was carried out holds, as a routine that was adopted; none of what is done when it is over.
    #[serde(default, with = "crate::time::wire::option")]
    pub until: Option<Date>,
    /// Where it stands.
    pub standing: Standing,
    /// How many took part.
    pub reached: Reached,
    /// Minutes with people; what is planned has those that are planned.
    pub minutes: u32,
}

impl Fact {
    /// Whether it counts in a period: its day lies in it. What holds for a time counts where it holds on the period's last day, or today while
    /// the period lasts; in a period to come it does not count yet.
    pub fn counts_in(&self, period: Period, today: Date) -> bool {
        match self.until {
            None => period.holds(self.day),
            Some(until) => period.first() <= today && (self.day..=until).contains(&period.as_of(today)),
        }
    }
}

/// A fact with what a reader is told of its activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What is counted.
    #[serde(flatten)]
    pub fact: Fact,
    /// The activity's neutral name; empty where it has none.
    pub title: String,
    /// Those who lead it, for the access table.
    pub people: BTreeSet<PersonId>,
}
