//! The figures of a unit in a period.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Kind, Reached, Source, Standing};
use super::period::Period;
use crate::needs::per_cent;

/// One kind of measure at one unit in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Activities carried out, at least in part.
    pub held: u32,
    /// Activities of which nothing was carried out and something is planned.
    pub planned: u32,
    /// The last day on which one was carried out, in this period or before.
    #[serde(default, with = "crate::time::wire::option")]
    pub last: Option<Date>,
}

/// How a cell reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellState {
    /// Neither carried out nor planned: `hvit flekk`.
    Gap,
    /// Nothing carried out, something planned.
    Planned,
    /// At least one carried out.
    Reached,
}

impl Cell {
    /// How it reads.
    pub const fn state(self) -> CellState {
        match (self.held, self.planned) {
            (0, 0) => CellState::Gap,
            (0, _) => CellState::Planned,
            _ => CellState::Reached,
        }
    }

    /// Whole months from the last day something was carried out to `today`; none where nothing ever was.
    pub fn months_since(self, today: Date) -> Option<u32> {
        let last = self.last?;
        let months = i32::from(today.year() - last.year()) * 12 + i32::from(today.month() - last.month());
        let whole = months - i32::from(today.day() < last.day());
        Some(u32::try_from(whole).unwrap_or(0))
    }
}

/// So many of the eight kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Breadth(pub u8);

/// All figures of a unit in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnitFigures {
    /// One for each of [`Kind::ALL`].
    pub cells: [Cell; 8],
    /// How many took part in what was carried out.
    pub reached: Reached,
    /// Staff who took part in competence measures.
    pub trained: u32,
    /// Minutes with people in what was carried out.
    pub minutes: u32,
}

impl UnitFigures {
    /// The figures that these facts give, all of one unit.
    pub fn count<'a>(facts: impl IntoIterator<Item = &'a Fact>, period: Period, today: Date) -> Self {
        let mut figures = Self::default();
        let mut seen: BTreeMap<(Kind, Source), bool> = BTreeMap::new();
        for fact in facts {
            let standing = fact.standing.by(fact.day, today);
            let is_held = match standing {
                Standing::Off => continue,
                Standing::Held => true,
                Standing::Planned | Standing::Runs => false,
            };
            let Some(cell) = figures.cells.get_mut(fact.kind.place()) else {
                continue;
            };
            if is_held && fact.day <= period.last() {
                cell.last = cell.last.max(Some(fact.day));
            }
            if !fact.counts_in(period, today) {
                continue;
            }
            let any = seen.entry((fact.kind, fact.source)).or_default();
            *any |= is_held;
            if is_held {
                figures.reached = figures.reached.and(fact.reached);
                figures.minutes = figures.minutes.saturating_add(fact.minutes);
                if fact.kind == Kind::Competence {
                    figures.trained = figures.trained.saturating_add(fact.reached.staff);
                }
            }
        }
        for ((kind, _), is_held) in seen {
            if let Some(cell) = figures.cells.get_mut(kind.place()) {
                cell.held += u32::from(is_held);
                cell.planned += u32::from(!is_held);
            }
        }
        figures
    }

    /// The cell of a kind.
    pub fn cell(&self, kind: Kind) -> Cell {
        self.cells.get(kind.place()).copied().unwrap_or_default()
    }

    /// Whether anything was carried out in the period: `nådd`.
    pub fn is_reached(&self) -> bool {
        self.cells.iter().any(|cell| cell.state() == CellState::Reached)
    }

    /// Kinds that reached the unit, of eight: `bredde`.
    pub fn breadth(&self) -> Breadth {
        let reached = self.cells.iter().filter(|cell| cell.state() == CellState::Reached);
        Breadth(u8::try_from(reached.count()).unwrap_or(u8::MAX))
    }

    /// Kinds that are gaps.
    pub fn gaps(&self) -> u8 {
        let is_gap = |kind: &&Kind| self.cell(**kind).state() == CellState::Gap;
        u8::try_from(Kind::ALL.iter().filter(is_gap).count()).unwrap_or(u8::MAX)
    }

    /// Participations of staff in competence measures of all staff, in per cent, at most 100: `ansattdekning`. None where the
    /// number of staff is not known.
    pub fn staff_coverage(&self, staff: Option<u16>) -> Option<u32> {
        let staff = staff.filter(|staff| *staff > 0)?;
        Some(per_cent(self.trained, u32::from(staff)).min(100))
    }

    /// The last day on which anything was carried out.
    pub fn last(&self) -> Option<Date> {
        self.cells.iter().filter_map(|cell| cell.last).max()
    }
}
