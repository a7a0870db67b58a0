//! Sums for those who look at the scheme as a whole. Few people's time is never told alone: a sum, and whatever can be found by taking
//! sums from one another, is of three people at least.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Guide, Sums};
use crate::ids::{PersonId, UnitId};
use crate::issue::IssueCode;
use crate::time::{Half, SchoolYear, Semester};

/// A sum is told when so many people have a part in it, in each semester that it covers.
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
    /// In which semester.
    pub semester: Semester,
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
    fn of(parts: impl IntoIterator<Item = &'a Part>) -> Self {
        Self {
            parts: parts.into_iter().filter(|part| part.sums.total() > 0).collect(),
        }
    }

    fn minutes(&self) -> u32 {
        self.sums().total()
    }

    fn sums(&self) -> Sums {
        self.parts.iter().map(|part| part.sums).sum()
    }

    /// The people of the semester that has the fewest: two semesters taken from one another tell no more than each of them.
    fn fewest(&self) -> usize {
        let mut by_semester: BTreeMap<Semester, BTreeSet<PersonId>> = BTreeMap::new();
        for part in &self.parts {
            by_semester.entry(part.semester).or_default().insert(part.person);
        }
        by_semester.values().map(BTreeSet::len).min().unwrap_or_default()
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
}

/// Parts under the keys of one level; what has no key is told with the rest.
type Level<'a, K> = (Vec<(K, Pool<'a>)>, Pool<'a>);

/// Divides a pool into what may be told by itself and the rest. As long as the rest is of too few to be told, the smallest of the
/// others goes with it: what is left of the whole without what is told would tell of the rest.
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
    (told, rest)
}

/// What may be told of these parts. Of more than one semester only the whole is told: which places are told of is chosen anew for each semester,
/// and a place of a year without the same place of one of its semesters would tell of few.
pub fn figures(parts: &[Part]) -> Figures {
    let nation = Pool::of(parts);
    let Some(figure) = nation.figure() else {
        return Figures::default();
    };
    let semesters: BTreeSet<Semester> = nation.parts.iter().map(|part| part.semester).collect();
    if semesters.len() > 1 {
        return Figures {
            nation: Some(figure),
            ..Figures::default()
        };
    }
    let (counties, elsewhere) = level(&nation, |part| part.county.clone());
    let counties: Vec<CountyFigures> = counties
        .into_iter()
        .filter_map(|(code, pool)| county(code, &pool))
        .collect();
    Figures {
        nation: Some(figure),
        elsewhere: elsewhere.figure().filter(|_| !counties.is_empty()),
        counties,
    }
}

fn county(code: String, pool: &Pool<'_>) -> Option<CountyFigures> {
    let (units, rest) = level(pool, |part| part.unit);
    let units: Vec<(UnitId, Figure)> = units
        .into_iter()
        .filter_map(|(unit, pool)| Some((unit, pool.figure()?)))
        .collect();
    Some(CountyFigures {
        code,
        figure: pool.figure()?,
        other_units: rest.figure().filter(|_| !units.is_empty()),
        units,
    })
}
