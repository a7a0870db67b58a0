//! Seats that are kept for a municipality or a service until a day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::CourseEvent;
use super::registration::NewRegistration;
use super::staff::ServiceKind;
use crate::places::codes::MunicipalityCode;
use crate::text::Capacity;

/// The most quotas of a course.
pub const MAX_QUOTAS: usize = 6;

/// For whom seats are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of", content = "which")]
pub enum KeptFor {
    /// For those who work in a municipality.
    Municipality(MunicipalityCode),
    /// For those of a service.
    Service(ServiceKind),
}

impl KeptFor {
    /// Whether somebody is one of those.
    pub fn admits(self, given: &NewRegistration) -> bool {
        match self {
            Self::Municipality(code) => given.municipality == code,
            Self::Service(service) => given.service == service,
        }
    }

    /// As in a form's choice: `municipality.3205`, `service.nav`.
    pub fn value(self) -> String {
        match self {
            Self::Municipality(code) => format!("municipality.{code}"),
            Self::Service(service) => format!("service.{}", service.name()),
        }
    }

    /// The one of a form's choice.
    pub fn from_value(value: &str) -> Option<Self> {
        match value.split_once('.')? {
            ("municipality", code) => MunicipalityCode::parse(code).ok().map(Self::Municipality),
            ("service", name) => ServiceKind::from_name(name).map(Self::Service),
            _ => None,
        }
    }
}

/// So many seats are kept for some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// For whom.
    pub kept_for: KeptFor,
    /// How many.
    pub seats: Capacity,
}

/// The seats of a course that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Each; never empty, in the order in which somebody who is several is counted in the first.
    pub each: Vec<Quota>,
    /// The day from which all seats are for all.
    #[serde(with = "crate::time::wire")]
    pub released_on: Date,
}

impl CourseEvent {
    /// The quota in which somebody is counted, by its place.
    pub fn quota_of(&self, given: &NewRegistration) -> Option<u8> {
        let each = self.quotas.as_ref()?.each.iter();
        let mut theirs = (0_u8..).zip(each).filter(|(_, quota)| quota.kept_for.admits(given));
        theirs.next().map(|(place, _)| place)
    }

    /// How many seats are kept by the place of their quota; none of a place that has no quota.
    pub fn kept(&self) -> [u32; MAX_QUOTAS] {
        let mut kept = [0; MAX_QUOTAS];
        let each = self.quotas.iter().flat_map(|quotas| &quotas.each);
        for (place, quota) in kept.iter_mut().zip(each) {
            *place = u32::from(quota.seats.get());
        }
        kept
    }
}
