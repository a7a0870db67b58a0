//! School owners and the units where advisers work.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::codes::{MunicipalityCode, county_of};
use super::org_number::OrgNumber;
use super::past::UnitPast;
use crate::ids::{OwnerId, UnitId};
use crate::text::{Note, Title};

/// Who can own a school. Oslo kommune is municipality and county in one and counts as a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// Kommune: primary and lower secondary schools, adult education.
    Municipality,
    /// Fylkeskommune: upper secondary schools, guidance centres.
    CountyAuthority,
    /// A private owner.
    Private,
}

impl OwnerKind {
    /// Every kind, in the order of the choices.
    pub const ALL: [Self; 3] = [Self::Municipality, Self::CountyAuthority, Self::Private];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::CountyAuthority => "county_authority",
            Self::Private => "private",
        }
    }
}

/// A school owner: party to the cooperation agreement (F3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Which.
    pub id: OwnerId,
    /// Official name.
    pub name: Title,
    /// Municipality, county authority or private.
    pub kind: OwnerKind,
    /// Code of the municipality (four digits) or county (two); none for a private owner.
    pub code: Option<String>,
    /// Organisation number, where known.
    pub org_number: Option<OrgNumber>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// What kind of place a unit is (F2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Lower secondary (grades 8–10), alone or together with primary.
    LowerSecondary,
    /// Upper secondary.
    UpperSecondary,
    /// Adult education.
    AdultEducation,
    /// A county authority's guidance centre.
    GuidanceCentre,
}

impl UnitKind {
    /// Every kind, in the order of the choices.
    pub const ALL: [Self; 4] = [
        Self::LowerSecondary,
        Self::UpperSecondary,
        Self::AdultEducation,
        Self::GuidanceCentre,
    ];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LowerSecondary => "lower_secondary",
            Self::UpperSecondary => "upper_secondary",
            Self::AdultEducation => "adult_education",
            Self::GuidanceCentre => "guidance_centre",
        }
    }

    /// The kind of owner such a unit has by law (opplæringslova §§ 28-1 and 28-2: municipalities own the grunnskole and
    /// adult primary education, counties own upper secondary), unless it is private.
    pub const fn owned_by(self) -> OwnerKind {
        match self {
            Self::LowerSecondary | Self::AdultEducation => OwnerKind::Municipality,
            Self::UpperSecondary | Self::GuidanceCentre => OwnerKind::CountyAuthority,
        }
    }
}

/// A school, guidance centre or adult-education unit: with an adviser, or one that is served as nearby.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// Name.
    pub name: Title,
    /// What kind of place.
    pub kind: UnitKind,
    /// Where it lies; the code in force.
    pub municipality: MunicipalityCode,
    /// Who owns it, where known.
    pub owner: Option<OwnerId>,
    /// Organisation number: what an import finds it by.
    pub org_number: Option<OrgNumber>,
    /// Registered pupils, where known.
    pub pupils: Option<u16>,
    /// Registered staff, where known.
    pub staff: Option<u16>,
    /// Whether it is in use; a closed unit keeps its history.
    pub active: bool,
    /// What it became a part of; it is in use until then, and keeps its history.
    #[serde(default)]
    pub merged: Option<Merger>,
    /// What it was before, each until its day, in order of days.
    #[serde(default)]
    pub past: Vec<UnitPast>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Unit {
    /// The two-digit code of the county it lies in.
    pub fn county_code(&self) -> &str {
        county_of(self.municipality.as_str())
    }

    /// Whether something new can take place there on a day.
    pub fn is_open_on(&self, day: Date) -> bool {
        self.active && !self.is_merged_on(day)
    }

    /// Whether it has become a part of another by a day.
    pub fn is_merged_on(&self, day: Date) -> bool {
        self.merged.is_some_and(|merger| merger.from <= day)
    }
}

/// That a unit becomes a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merger {
    /// Which one goes on.
    pub into: UnitId,
    /// The first day on which there is one where there were two.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
}

/// That a unit is served from another when needed (T2). Edited by hand: the nearest school may be 300 km away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearbyUnit {
    /// The unit with the adviser.
    pub host: UnitId,
    /// The unit served from there.
    pub nearby: UnitId,
    /// How it is reached, or what is agreed.
    pub note: Note,
    /// The first day, where it is served from there since a merger.
    #[serde(default, with = "crate::time::wire::option")]
    pub from: Option<Date>,
    /// The last day, where a merger put another in its stead.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
}

impl NearbyUnit {
    /// Whether it is served from there on some day of a stretch.
    pub fn holds_between(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.has_not_ended(first)
    }

    /// Whether it is served from there on a day or later.
    pub fn has_not_ended(&self, day: Date) -> bool {
        self.to.is_none_or(|to| day <= to)
    }
}
