//! A county's figures, for the meeting with the county as school owner, and all counties for the map.
//!
//! A county of a period is the county as it was on the period's last day (today while it lasts): a place counts where its municipality lay
//! then, whatever code it is under now and whoever owns it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cell::{CellState, UnitFigures};
use super::fact::Kind;
use super::period::Period;
use super::trend::TrendYear;
use super::view::{CountyRow, CoverageFilter, CoverageRow, Sums, UnitSet};
use crate::choice::Choice;
use crate::collation::Collated;
use crate::outreach::Share;
use crate::places::PlacementState;
use crate::places::codes::MunicipalityCode;

/// The sums of each county as it was on a day, the one with the smallest share of places reached first.
pub fn by_county<'a>(units: impl IntoIterator<Item = (MunicipalityCode, &'a UnitFigures)>, on: Date) -> Vec<CountyRow> {
    let mut counties: BTreeMap<&str, CountyRow> = BTreeMap::new();
    for (place, figures) in units {
        let (code, name) = place
            .county_on(on)
            .map_or(("", ""), |county| (county.code, county.name));
        let row = counties.entry(code).or_insert_with(|| CountyRow {
            code: code.to_owned(),
            name: name.to_owned(),
            sums: Sums::default(),
        });
        row.sums.add(figures);
    }
    let mut rows: Vec<CountyRow> = counties.into_values().collect();
    // Of so many against of so many, without a fraction.
    rows.sort_by(|one, other| {
        let (a, b) = (one.sums.units, other.sums.units);
        (a.of * b.all)
            .cmp(&(b.of * a.all))
            .then_with(|| Collated(&one.name).cmp(&Collated(&other.name)))
    });
    rows
}

/// Positions of one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Posts {
    /// How many.
    pub count: u32,
    /// Their shares of a full position, in per cent.
    pub percent: u32,
}

/// The positions of a county on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Staffing {
    /// Someone works there.
    pub filled: Posts,
    /// Whoever has it is away.
    pub on_leave: Posts,
    /// Nobody has it.
    pub vacant: Posts,
}

/// All figures of a county in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CountyFigures {
    /// Places reached by each kind and by anything, participations, time.
    pub sums: Sums,
    /// Places where nothing of a kind was carried out and something is planned.
    pub planned: [usize; 8],
    /// Participations of staff in competence measures, at each place at most all of its staff, of the staff of places that have said how
    /// many they are.
    pub staff: Share,
    /// Places that have not.
    pub staff_unknown: usize,
    /// Targets that are reached, of those that are set.
    pub targets: Share,
    /// Positions on the last day, or today.
    pub positions: Staffing,
}

impl CountyFigures {
    /// The figures of these places; positions are those of a day.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a CoverageRow>, on: Date) -> Self {
        let mut figures = Self::default();
        for row in rows {
            figures.add(row, on);
        }
        figures
    }

    fn add(&mut self, row: &CoverageRow, on: Date) {
        self.sums.add(&row.figures);
        for (count, cell) in self.planned.iter_mut().zip(&row.figures.cells) {
            *count += usize::from(cell.state() == CellState::Planned);
        }
        match row.staff.filter(|staff| *staff > 0) {
            Some(staff) => {
                let trained = u16::try_from(row.figures.trained).unwrap_or(u16::MAX);
                self.staff.of += usize::from(trained.min(staff));
                self.staff.all += usize::from(staff);
            }
            None => self.staff_unknown += 1,
        }
        let targets = targets_met(row);
        self.targets.of += targets.of;
        self.targets.all += targets.all;
        let there = row.positions.iter();
        for one in there.filter(|one| one.from <= on && one.to.is_none_or(|to| on <= to)) {
            let posts = match one.state {
                PlacementState::Active => &mut self.positions.filled,
                PlacementState::Leave => &mut self.positions.on_leave,
                PlacementState::Vacant => &mut self.positions.vacant,
            };
            posts.count += 1;
            posts.percent += u32::from(one.percent);
        }
    }

    /// Places that a kind has neither reached nor is planned at.
    pub fn gaps(&self, kind: Kind) -> usize {
        let share = self.sums.share(Some(kind));
        share.all.saturating_sub(share.of + self.planned(kind))
    }

    /// Places where a kind is planned, with nothing carried out.
    pub fn planned(&self, kind: Kind) -> usize {
        self.planned.get(kind.place()).copied().unwrap_or_default()
    }
}

/// Targets that a place has reached, of those that are set for it.
pub fn targets_met(row: &CoverageRow) -> Share {
    let is_met = |kind: &Kind, target: u8| row.figures.cell(*kind).held >= u32::from(target);
    Share {
        of: row
            .targets
            .iter()
            .filter(|(kind, target)| is_met(kind, target.get()))
            .count(),
        all: row.targets.len(),
    }
}

/// The kinds that are gaps at a place.
pub fn gaps_at(figures: &UnitFigures) -> impl Iterator<Item = Kind> + use<'_> {
    Kind::ALL
        .into_iter()
        .filter(|kind| figures.cell(*kind).state() == CellState::Gap)
}

named! {
    /// How the map tells a share.
    MapStep[5] {
        /// There are no places.
        NoPlaces = "no_places",
        /// None of them is reached.
        None = "none",
        /// Some are, less than half.
        Some = "some",
        /// Half of them or more, not all.
        Most = "most",
        /// All are.
        All = "all",
    }
}

impl MapStep {
    /// The one of a share.
    pub const fn of(share: Share) -> Self {
        match (share.of, share.all) {
            (_, 0) => Self::NoPlaces,
            (0, _) => Self::None,
            (of, all) if of >= all => Self::All,
            (of, all) if of * 2 < all => Self::Some,
            _ => Self::Most,
        }
    }
}

/// A municipality on the map of its county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapMunicipality {
    /// Its name.
    pub name: String,
    /// Its borders, as the path of an SVG.
    pub path: String,
    /// Where its number stands.
    pub spot: (i32, i32),
    /// Sums over its places; nothing where there are none.
    pub sums: Option<Sums>,
    /// The names of its places, by name.
    pub places: Vec<String>,
}

/// A county's municipalities as they are on the map, which has the borders of 2024.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountyMap {
    /// Units from west to east.
    pub width: u32,
    /// Units from north to south.
    pub height: u32,
    /// By name.
    pub municipalities: Vec<MapMunicipality>,
}

/// A county's page, as it is brought to the meeting with the county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountyView {
    /// Two digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What stretch of time.
    pub period: Period,
    /// Which places.
    pub set: UnitSet,
    /// Where its places lay in the period, when the county was not there then; empty otherwise.
    pub elsewhere: Vec<Choice>,
    /// What was counted.
    pub figures: CountyFigures,
    /// The same stretch a year before, over the county as it was then; none where it was not there.
    pub before: Option<CountyFigures>,
    /// Where its places lay the year before, when the county was not there then.
    pub elsewhere_before: Vec<Choice>,
    /// Its municipalities; nothing for a county that the map has no borders of.
    pub map: Option<CountyMap>,
    /// Every place, gaps first.
    pub rows: Vec<CoverageRow>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Another when what is shown is no longer all there is.
    pub mark: String,
}

/// A county in force in a period, with the parts of the map that it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapCounty {
    /// Two digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The counties of the map, which are those of 2024, that lay in it.
    pub parts: Vec<String>,
    /// Sums over its places; of none where the reader sees none there.
    pub sums: Sums,
}

/// Every county, for the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapView {
    /// What stretch of time.
    pub period: Period,
    /// Which places.
    pub set: UnitSet,
    /// By code.
    pub counties: Vec<MapCounty>,
    /// Over all of them.
    pub sums: Sums,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// The school years, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendView {
    /// Those with figures.
    pub years: Vec<TrendYear>,
    /// What they were narrowed to: set, county, owner and kind of place.
    pub filter: CoverageFilter,
    /// Counties to choose from.
    pub counties: Vec<Choice>,
    /// Owners to choose from.
    pub owners: Vec<Choice>,
}
