//! One answer, and the sums that it disappears in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::area::Area;
use crate::issue::{Issue, Issues};
use crate::marks::{MAX_MARK, Mark, Spread};

/// The most answers that a survey takes.
pub const MAX_ANSWERS: u16 = 4000;

/// What one of the staff says. It can't be serialised: nothing stores or sends it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    ratings: BTreeMap<Area, Mark>,
    wishes: BTreeSet<Area>,
}

impl Answer {
    /// The answer of a form: for each area a field with its name that holds 1 to 5, and one called `wish-` and the name that is
    /// there when more is wished for.
    ///
    /// # Errors
    /// Each area without a mark, by its name.
    pub fn parse(fields: &BTreeMap<String, String>) -> Result<Self, Vec<Issue>> {
        let mut issues = Issues::new();
        let mark = |area: Area| Mark::parse(fields.get(area.name()).map_or("", String::as_str));
        let ratings: BTreeMap<Area, Mark> = Area::ALL
            .into_iter()
            .filter_map(|area| Some((area, issues.keep(area.name(), mark(area))?)))
            .collect();
        if !issues.is_empty() {
            return Err(issues.into_vec());
        }
        let is_wished = |area: &Area| fields.contains_key(&wish_field(*area));
        Ok(Self {
            ratings,
            wishes: Area::ALL.into_iter().filter(is_wished).collect(),
        })
    }
}

/// The field that is there when somebody wishes to learn more of an area.
pub fn wish_field(area: Area) -> String {
    format!("wish-{}", area.name())
}

/// How an area was marked: how often 1, 2, 3, 4 and 5, and how many wish to learn more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    ratings: Spread,
    wishes: u16,
}

impl Marks {
    /// How many marks.
    pub fn answers(self) -> u16 {
        self.ratings.answers()
    }

    /// How often each mark was given, from 1 to 5.
    pub const fn ratings(self) -> [u16; MAX_MARK as usize] {
        self.ratings.times()
    }

    /// How many wish to learn more.
    pub const fn wishes(self) -> u16 {
        self.wishes
    }

    /// The mean in tenths, rounded: 27 is 2.7. None without a mark.
    pub fn tenths(self) -> Option<u16> {
        self.ratings.tenths()
    }
}

/// Answers added up, marks of each area. Every answer marks every area, so that the areas agree on how many there were; which
/// marks came from one person can't be told any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Area, Marks>", into = "BTreeMap<Area, Marks>")]
pub struct Tally(BTreeMap<Area, Marks>);

/// The marks are not those of whole answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the areas have different numbers of answers")]
pub struct NotATally;

impl TryFrom<BTreeMap<Area, Marks>> for Tally {
    type Error = NotATally;

    fn try_from(marks: BTreeMap<Area, Marks>) -> Result<Self, NotATally> {
        let answers = marks.values().next().map_or(0, |marks| marks.answers());
        let is_whole = marks.is_empty() || marks.len() == Area::ALL.len();
        let agree = marks
            .values()
            .all(|marks| marks.answers() == answers && marks.wishes <= answers);
        if is_whole && agree {
            Ok(Self(marks))
        } else {
            Err(NotATally)
        }
    }
}

impl From<Tally> for BTreeMap<Area, Marks> {
    fn from(tally: Tally) -> Self {
        tally.0
    }
}

impl Tally {
    /// The sums with one more answer; none when there are as many as there can be.
    #[must_use]
    pub fn with(&self, answer: &Answer) -> Option<Self> {
        if self.answers() >= MAX_ANSWERS {
            return None;
        }
        let of = |area: Area| {
            let mut marks = self.of(area);
            marks.ratings = marks.ratings.with(*answer.ratings.get(&area)?);
            marks.wishes += u16::from(answer.wishes.contains(&area));
            Some((area, marks))
        };
        Area::ALL.into_iter().map(of).collect::<Option<_>>().map(Self)
    }

    /// How many answers it is the sum of.
    pub fn answers(&self) -> u16 {
        self.0.values().next().map_or(0, |marks| marks.answers())
    }

    /// How an area was marked.
    pub fn of(&self, area: Area) -> Marks {
        self.0.get(&area).copied().unwrap_or_default()
    }

    /// The areas, the least known first; of two alike the one that more wish to learn of.
    pub fn least_known(&self) -> Vec<Area> {
        let mut areas = Area::ALL.to_vec();
        areas.sort_by_key(|area| {
            let marks = self.of(*area);
            (marks.tenths(), u16::MAX - marks.wishes)
        });
        areas
    }
}
