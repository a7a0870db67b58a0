//! Sums for those who look at the scheme as a whole. Few people's time is never told alone: a sum, and whatever can be found by taking
//! sums from one another, is of three people at least. A month that is not closed for all who have a part in it is told of nobody, for
//! its sums still move with one person's entries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Guide, Month, Sums};
use crate::ids::{PersonId, UnitId};
use crate::issue::IssueCode;
use crate::time::{Half, SchoolYear, Semester};

/// A sum is told when so many people have a part in it, in each month that it covers.
pub const FEWEST_PEOPLE: usize = 3;

/// What is summed: a semester, or the two of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum HourSpan {
    /// One semester.
    Semester(Semester),
    /// One school year.
    Year(SchoolYear),
}

impl HourSpan {
    /// First and last day.
    pub fn days(self) -> (Date, Date) {
        match self {
            Self::Semester(semester) => semester.days(),
            Self::Year(year) => (year.first_day(), year.last_day()),
        }
    }

    /// The same length of time before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self {
            Self::Semester(semester) => Self::Semester(previous(semester)),
            Self::Year(year) => Self::Year(SchoolYear::starting(year.start_year() - 1)),
        }
    }

    /// The same length of time after.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Semester(semester) => Self::Semester(semester.next()),
            Self::Year(year) => Self::Year(SchoolYear::starting(year.start_year() + 1)),
        }
    }
}

/// The semester before.
pub fn previous(semester: Semester) -> Semester {
    match semester.half {
        Half::Spring => Semester {
            year: semester.year - 1,
            half: Half::Autumn,
        },
        Half::Autumn => Semester {
            year: semester.year,
            half: Half::Spring,
        },
    }
}

impl fmt::Display for HourSpan {
    /// `2026-autumn`, or `2026` for the school year that begins then: the sent form, not for reading.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Semester(semester) => semester.fmt(f),
            Self::Year(year) => year.start_year().fmt(f),
        }
    }
}

impl FromStr for HourSpan {
    type Err = IssueCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().parse::<i16>() {
            Ok(year) if (2000..=2100).contains(&year) => Ok(Self::Year(SchoolYear::starting(year))),
            Ok(_) => Err(IssueCode::UnknownChoice),
            Err(_) => text.parse().map(Self::Semester),
        }
    }
}

impl TryFrom<String> for HourSpan {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
            .map_err(|_| "neither a semester nor a school year".to_owned())
    }
}

impl From<HourSpan> for String {
    fn from(span: HourSpan) -> Self {
        span.to_string()
    }
}

/// What one person spent at one place in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Who.
    pub person: PersonId,
    /// In which month.
    pub month: Month,
    /// Whether the month is closed for the person.
    pub is_closed: bool,
    /// At which unit; none for time that belongs to no one place.
    pub unit: Option<UnitId>,
    /// The code of the county that the unit lies in.
    pub county: Option<String>,
    /// The minutes.
    pub sums: Sums,
}

/// A sum that may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The minutes, held against the guide.
    pub guide: Guide,
    /// How many people have a part in it.
    pub people: usize,
}

/// A county, with those of its units that may be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyFigures {
    /// Two digits.
    pub code: String,
    /// All its units.
    pub figure: Figure,
    /// Units that may be told of.
    pub units: Vec<(UnitId, Figure)>,
    /// The others together, where some are told of.
    pub other_units: Option<Figure>,
}

/// All that may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The months that the sums are of, in order.
    pub months: Vec<Month>,
    /// Months that are not closed yet for all who have entered time in them: in no sum.
    pub waiting: Vec<Month>,
    /// The whole scheme.
    pub nation: Option<Figure>,
    /// Counties that may be told of.
    pub counties: Vec<CountyFigures>,
    /// The others together, with time that belongs to no place, where some are told of.
    pub elsewhere: Option<Figure>,
}

/// Parts that are told as one.
#[derive(Debug, Clone, Default)]
struct Pool<'a> {
    parts: Vec<&'a Part>,
}

impl<'a> Pool<'a> {
    fn minutes(&self) -> u32 {
        self.sums().total()
    }

    fn sums(&self) -> Sums {
        self.parts.iter().map(|part| part.sums).sum()
    }

    /// The people of the month that has the fewest: two months taken from one another tell no more than each of them.
    fn fewest(&self) -> usize {
        let mut by_month: BTreeMap<Month, BTreeSet<PersonId>> = BTreeMap::new();
        for part in &self.parts {
            by_month.entry(part.month).or_default().insert(part.person);
        }
        by_month.values().map(BTreeSet::len).min().unwrap_or_default()
    }

    fn may_be_told(&self) -> bool {
        self.fewest() >= FEWEST_PEOPLE
    }

    fn figure(&self) -> Option<Figure> {
        let people: BTreeSet<PersonId> = self.parts.iter().map(|part| part.person).collect();
        self.may_be_told().then(|| Figure {
            guide: Guide::of(self.sums()),
            people: people.len(),
        })
    }

    fn only(&self, keep: impl Fn(&Part) -> bool) -> Self {
        Self {
            parts: self.parts.iter().copied().filter(|part| keep(part)).collect(),
        }
    }
}

/// Parts under the keys of one level; what has no key is told with the rest.
type Level<'a, K> = Vec<(K, Pool<'a>)>;

/// What of a pool may be told by itself. As long as the rest is of too few to be told, the smallest of the others goes with it: what
/// is left of the whole without what is told would tell of the rest.
fn level<'a, K: Ord + Clone>(whole: &Pool<'a>, key: impl Fn(&Part) -> Option<K>) -> Level<'a, K> {
    let mut by_key: BTreeMap<Option<K>, Vec<&'a Part>> = BTreeMap::new();
    for part in &whole.parts {
        by_key.entry(key(part)).or_default().push(part);
    }
    let mut told: Vec<(K, Pool<'a>)> = Vec::new();
    let mut rest = Pool::default();
    for (key, parts) in by_key {
        let pool = Pool { parts };
        match key {
            Some(key) if pool.may_be_told() => told.push((key, pool)),
            _ => rest.parts.extend(pool.parts),
        }
    }
    while !rest.parts.is_empty() && !rest.may_be_told() {
        let smallest = (0..told.len()).min_by_key(|at| told.get(*at).map(|(_, pool)| pool.minutes()));
        let Some(smallest) = smallest else { break };
        let (_, pool) = told.swap_remove(smallest);
        rest.parts.extend(pool.parts);
    }
    told.sort_by(|(one, _), (other, _)| one.cmp(other));
    told
}

/// The places that one month tells of by themselves. It is decided by the closed month alone, so it is the same in every sum that
/// the month is part of.
#[derive(Debug, Default)]
struct Places {
    /// Counties that have time in the month.
    present: BTreeSet<String>,
    /// Those of them that are told of.
    counties: BTreeSet<String>,
    /// Units that have time in the month.
    present_units: BTreeSet<UnitId>,
    /// Those of them that are told of.
    units: BTreeSet<UnitId>,
}

impl Places {
    fn of(month: &Pool<'_>) -> Self {
        let mut found = Self {
            present: month.parts.iter().filter_map(|part| part.county.clone()).collect(),
            present_units: month.parts.iter().filter_map(|part| part.unit).collect(),
            ..Self::default()
        };
        for (code, county) in level(month, |part| part.county.clone()) {
            found.counties.insert(code);
            found
                .units
                .extend(level(&county, |part| part.unit).into_iter().map(|(unit, _)| unit));
        }
        found
    }

    fn tells_county(&self, code: &str) -> bool {
        self.counties.contains(code) || !self.present.contains(code)
    }

    fn tells_unit(&self, unit: UnitId) -> bool {
        self.units.contains(&unit) || !self.present_units.contains(&unit)
    }
}

/// What may be told of these parts: the months that are closed for all who have time in them, and of those a place only when each of
/// the months tells of it. Whatever two sums have not in common is then of three people at least in every month of it, whichever
/// periods they are of.
pub fn figures(parts: &[Part]) -> Figures {
    let mut by_month: BTreeMap<Month, Pool<'_>> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.sums.total() > 0) {
        by_month.entry(part.month).or_default().parts.push(part);
    }
    let (closed, waiting): (Vec<_>, Vec<_>) = by_month
        .into_iter()
        .partition(|(_, pool)| pool.parts.iter().all(|part| part.is_closed));
    let told: Vec<(Month, Pool<'_>)> = closed.into_iter().filter(|(_, pool)| pool.may_be_told()).collect();
    let places: Vec<Places> = told.iter().map(|(_, pool)| Places::of(pool)).collect();
    let nation = Pool {
        parts: told.iter().flat_map(|(_, pool)| pool.parts.iter().copied()).collect(),
    };
    let codes: BTreeSet<&str> = nation.parts.iter().filter_map(|part| part.county.as_deref()).collect();
    let codes: BTreeSet<&str> = codes
        .into_iter()
        .filter(|code| places.iter().all(|month| month.tells_county(code)))
        .collect();
    let counties: Vec<CountyFigures> = codes.iter().filter_map(|code| county(code, &nation, &places)).collect();
    let is_told = |part: &Part| part.county.as_deref().is_some_and(|code| codes.contains(code));
    let elsewhere = nation.only(|part| !is_told(part));
    Figures {
        months: told.iter().map(|(month, _)| *month).collect(),
        waiting: waiting.into_iter().map(|(month, _)| month).collect(),
        nation: nation.figure(),
        elsewhere: elsewhere.figure().filter(|_| !counties.is_empty()),
        counties,
    }
}

fn county(code: &str, nation: &Pool<'_>, places: &[Places]) -> Option<CountyFigures> {
    let pool = nation.only(|part| part.county.as_deref() == Some(code));
    let units: BTreeSet<UnitId> = pool.parts.iter().filter_map(|part| part.unit).collect();
    let units: BTreeSet<UnitId> = units
        .into_iter()
        .filter(|unit| places.iter().all(|month| month.tells_unit(*unit)))
        .collect();
    let told: Vec<(UnitId, Figure)> = units
        .iter()
        .filter_map(|unit| Some((*unit, pool.only(|part| part.unit == Some(*unit)).figure()?)))
        .collect();
    let rest = pool.only(|part| part.unit.is_none_or(|unit| !units.contains(&unit)));
    Some(CountyFigures {
        code: code.to_owned(),
        figure: pool.figure()?,
        other_units: rest.figure().filter(|_| !told.is_empty()),
        units: told,
    })
}
