//! How coverage has gone from one school year to the next.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::board::Board;
use super::cell::UnitFigures;
use super::fact::Kind;
use super::period::Period;
use super::view::Sums;
use crate::ids::UnitId;

/// School years that are looked back on, this one among them.
pub const TREND_YEARS: usize = 6;

/// A school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendYear {
    /// Which.
    pub period: Period,
    /// Over the units of that year.
    pub sums: Sums,
    /// Activities carried out, by kind.
    pub held: [u32; 8],
    /// Whether it still lasts, so that more is to come.
    pub is_running: bool,
}

impl TrendYear {
    fn of(period: Period, figures: &[UnitFigures], today: Date) -> Self {
        Self {
            period,
            sums: Sums::of(figures),
            held: Kind::ALL.map(|kind| figures.iter().map(|one| one.cell(kind).held).sum()),
            is_running: today <= period.last(),
        }
    }
}

/// The school years up to today's, oldest first, from the first in which anything is known of its units. `units` tells whom a year is
/// counted over: those that were there then.
pub fn trend(board: &Board, today: Date, mut units: impl FnMut(Period) -> Vec<UnitId>) -> Vec<TrendYear> {
    let newest = Period::school_year(today);
    let periods = std::iter::successors(Some(newest), |period| Some(period.before())).take(TREND_YEARS);
    let mut years: Vec<(TrendYear, bool)> = periods
        .map(|period| {
            let there = units(period);
            let is_known = there
                .iter()
                .any(|unit| board.facts(*unit).any(|fact| period.holds(fact.day)));
            let figures: Vec<UnitFigures> = there.iter().map(|unit| board.figures(*unit, period, today)).collect();
            (TrendYear::of(period, &figures, today), is_known)
        })
        .collect();
    years.reverse();
    years
        .into_iter()
        .skip_while(|(_, is_known)| !is_known)
        .map(|(year, _)| year)
        .collect()
}
