//! Counties and municipalities with the dates their codes hold.
//!
//! Counties were merged in 2020 and some parted again in 2024, and every municipality in them got a new code both times.
//! An old county says nothing about today's (30 Viken became 31, 32 and 33): only its municipalities do. Codes are those of
//! SSB's classifications 104 and 131. Complete are the codes of 2024 and those of the counties 30, 38 and 54 in 2020–2023;
//! of older codes the table holds those of the larger places (a code it lacks is simply unknown).

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;

/// A county (fylke) under a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct County {
    /// Two digits.
    pub code: &'static str,
    /// The name as one speaks of it.
    pub name: &'static str,
    /// The official name, in all its languages.
    pub official_name: &'static str,
    /// First day of the code; none when older than the table.
    pub from: Option<Date>,
    /// First day the code no longer holds.
    pub until: Option<Date>,
}

/// A municipality (kommune) under a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Four digits, the first two of them the county's.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// First day of the code; none when older than the table.
    pub from: Option<Date>,
    /// First day the code no longer holds.
    pub until: Option<Date>,
    /// The codes that came after: one as a rule, two where a municipality was parted.
    pub successors: Vec<&'static str>,
}

static COUNTIES: LazyLock<Vec<County>> = LazyLock::new(|| {
    rows(include_str!("counties.tsv"))
        .map(|[code, name, official_name, from, until]| County {
            code,
            name,
            official_name,
            from: from.parse().ok(),
            until: until.parse().ok(),
        })
        .collect()
});

static MUNICIPALITIES: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    rows(include_str!("municipalities.tsv"))
        .map(|[code, name, from, until, successors]| Municipality {
            code,
            name,
            from: from.parse().ok(),
            until: until.parse().ok(),
            successors: successors.split(' ').filter(|code| !code.is_empty()).collect(),
        })
        .collect()
});

/// The codes that came before each.
static BEFORE: LazyLock<HashMap<&'static str, Vec<&'static Municipality>>> = LazyLock::new(|| {
    let mut before: HashMap<_, Vec<_>> = HashMap::new();
    for place in MUNICIPALITIES.iter() {
        for next in &place.successors {
            before.entry(*next).or_default().push(place);
        }
    }
    before
});

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([
            cells.next()?,
            cells.next()?,
            cells.next()?,
            cells.next()?,
            cells.next()?,
        ])
    })
}

fn holds(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}

/// The counties in force on a day, by code.
pub fn counties_on(day: Date) -> impl Iterator<Item = &'static County> {
    COUNTIES
        .iter()
        .filter(move |county| holds(county.from, county.until, day))
}

/// The municipalities in force on a day, by code.
pub fn municipalities_on(day: Date) -> impl Iterator<Item = &'static Municipality> {
    MUNICIPALITIES
        .iter()
        .filter(move |place| holds(place.from, place.until, day))
}

/// The names of all counties and municipalities, past ones included.
pub fn place_names() -> impl Iterator<Item = &'static str> {
    let counties = COUNTIES.iter().map(|county| county.name);
    counties.chain(MUNICIPALITIES.iter().map(|place| place.name))
}

/// The county of a code, whenever it was in force.
pub fn county(code: &str) -> Option<&'static County> {
    COUNTIES.iter().find(|county| county.code == code)
}

/// The municipality of a code, whenever it was in force.
pub fn municipality(code: &str) -> Option<&'static Municipality> {
    let place = MUNICIPALITIES.binary_search_by(|row| row.code.cmp(code)).ok()?;
    MUNICIPALITIES.get(place)
}

/// The county's digits of a municipality code.
pub fn county_of(municipality_code: &str) -> &str {
    municipality_code.get(..2).unwrap_or(municipality_code)
}

/// Why an old code can't be brought forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The table does not have it.
    #[error("unknown municipality code")]
    Unknown,
    /// The municipality was parted since; which part is meant must be said with today's code.
    #[error("the municipality has been parted since")]
    Parted,
    /// The code is of a later day.
    #[error("the code is not in force yet")]
    NotYet,
}

/// The municipality that a code, old or new, means on a day: old codes are followed through the reforms.
///
/// # Errors
/// `Unknown`, `Parted` (1507 Ålesund became 1508 and 1580), or `NotYet`.
pub fn municipality_on(code: &str, day: Date) -> Result<&'static Municipality, CodeError> {
    let mut place = municipality(code).ok_or(CodeError::Unknown)?;
    // Three steps cover the reforms of 2018, 2020 and 2024; the table has no rings.
    for _ in 0..4 {
        if holds(place.from, place.until, day) {
            return Ok(place);
        }
        if place.from.is_some_and(|from| day < from) {
            return Err(CodeError::NotYet);
        }
        place = match place.successors.as_slice() {
            [one] => municipality(one).ok_or(CodeError::Unknown)?,
            [] => return Err(CodeError::Unknown),
            _ => return Err(CodeError::Parted),
        };
    }
    Err(CodeError::Unknown)
}

/// The municipality in force on an earlier day that became this one; of several that were merged into it the one of its name, or else the
/// first.
fn earlier(place: &'static Municipality, day: Date) -> Option<&'static Municipality> {
    let mut there = vec![place];
    // As many steps as forward.
    for _ in 0..4 {
        let found = there.iter().filter(|one| holds(one.from, one.until, day));
        if let Some(first) = found
            .clone()
            .find(|one| one.name == place.name)
            .or(found.min_by_key(|one| one.code))
        {
            return Some(first);
        }
        there = there
            .iter()
            .filter_map(|one| BEFORE.get(one.code))
            .flatten()
            .copied()
            .collect();
    }
    None
}

/// The counties that a county's places lay or lie in on a day: the county itself while it is in force, and those that it was made of or
/// parted into otherwise. As far as the table knows their codes.
pub fn counties_of(code: &str, day: Date) -> Vec<&'static County> {
    if let Some(same) = county(code).filter(|county| holds(county.from, county.until, day)) {
        return vec![same];
    }
    let places = MUNICIPALITIES.iter().filter(|place| county_of(place.code) == code);
    let counties: BTreeMap<&str, &'static County> = places
        .filter_map(|place| known_county(place, day))
        .map(|county| (county.code, county))
        .collect();
    counties.into_values().collect()
}

fn known_county(place: &'static Municipality, day: Date) -> Option<&'static County> {
    let then = match municipality_on(place.code, day) {
        Ok(then) => Some(then),
        Err(CodeError::NotYet) => earlier(place, day),
        Err(CodeError::Parted | CodeError::Unknown) => None,
    };
    county(county_of(then?.code))
}

/// A municipality code that the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode(TableText);

/// A text of the table. Named, since serde would take a bare `&str` for one borrowed from its input.
type TableText = &'static str;

impl MunicipalityCode {
    /// Reads four digits.
    ///
    /// # Errors
    /// `Required` when empty, `UnknownCode` for a code the table lacks.
    pub fn parse(text: &str) -> Result<Self, IssueCode> {
        match text.trim() {
            "" => Err(IssueCode::Required),
            code => municipality(code)
                .map(|place| Self(place.code))
                .ok_or(IssueCode::UnknownCode),
        }
    }

    /// The four digits.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The municipality's name.
    pub fn name(self) -> &'static str {
        municipality(self.0).map_or(self.0, |place| place.name)
    }

    /// The county it lies in, under the county code of the same time.
    pub fn county(self) -> Option<&'static County> {
        county(county_of(self.0))
    }

    /// The county it lay or lies in on a day, whatever code it is under now; that of its code where the table does not know.
    pub fn county_on(self, day: Date) -> Option<&'static County> {
        municipality(self.0)
            .and_then(|place| known_county(place, day))
            .or_else(|| self.county())
    }
}

impl From<&'static Municipality> for MunicipalityCode {
    fn from(place: &'static Municipality) -> Self {
        Self(place.code)
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a municipality code".to_owned())
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.0.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn norway_has_fifteen_counties_and_357_municipalities_since_2024() {
        assert_eq!(counties_on(TODAY).count(), 15);
        assert_eq!(municipalities_on(TODAY).count(), 357);
        assert_eq!(counties_on(date(2022, 1, 1)).count(), 11);
        assert_eq!(counties_on(date(2019, 1, 1)).count(), 18);
    }

    #[test]
    fn viken_maps_to_three_counties_through_its_municipalities() {
        let county_after = |code| municipality_on(code, TODAY).map(|place| county_of(place.code).to_owned());
        assert_eq!(county_after("3005"), Ok("33".to_owned()), "Drammen");
        assert_eq!(county_after("3030"), Ok("32".to_owned()), "Lillestrøm");
        assert_eq!(county_after("3001"), Ok("31".to_owned()), "Halden");
        assert_eq!(county_after("3807"), Ok("40".to_owned()), "Skien");
        assert_eq!(county_after("3803"), Ok("39".to_owned()), "Tønsberg");
        assert_eq!(county_after("5401"), Ok("55".to_owned()), "Tromsø");
        assert_eq!(county_after("5405"), Ok("56".to_owned()), "Vadsø");
    }

    #[test]
    fn a_code_from_before_2020_is_followed_through_both_reforms() {
        assert_eq!(municipality_on("0231", TODAY).map(|place| place.name), Ok("Lillestrøm"));
        assert_eq!(
            municipality_on("0231", date(2021, 5, 1)).map(|place| place.code),
            Ok("3030")
        );
        assert_eq!(
            municipality_on("0231", date(2019, 5, 1)).map(|place| place.name),
            Ok("Skedsmo")
        );
        assert_eq!(municipality_on("1702", TODAY).map(|place| place.code), Ok("5006"));
    }

    #[test]
    fn a_parted_municipality_a_future_code_and_an_unknown_one_each_have_their_answer() {
        assert_eq!(municipality_on("1507", TODAY), Err(CodeError::Parted));
        assert_eq!(municipality_on("3301", date(2021, 1, 1)), Err(CodeError::NotYet));
        assert_eq!(municipality_on("9999", TODAY), Err(CodeError::Unknown));
    }

    #[test]
    fn a_place_lies_in_the_county_of_each_day_whatever_code_it_is_under() {
        let then = |code, day| {
            MunicipalityCode::parse(code)
                .unwrap()
                .county_on(day)
                .map(|county| county.name)
        };
        for code in ["3205", "3030", "0231"] {
            assert_eq!(then(code, TODAY), Some("Akershus"), "{code}");
            assert_eq!(then(code, date(2023, 12, 31)), Some("Viken"), "{code}");
            assert_eq!(then(code, date(2019, 12, 31)), Some("Akershus"), "{code}");
        }
        assert_eq!(then("5607", date(2022, 7, 31)), then("5405", date(2022, 7, 31)));
        assert_eq!(then("0301", date(2019, 1, 1)), Some("Oslo"));
    }

    #[test]
    fn a_county_that_is_not_there_on_a_day_leads_to_those_that_its_places_lay_in() {
        let names = |code, day| {
            counties_of(code, day)
                .iter()
                .map(|county| county.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names("30", TODAY), ["Østfold", "Akershus", "Buskerud"]);
        assert_eq!(names("32", date(2023, 7, 31)), ["Viken"]);
        assert_eq!(names("54", TODAY), ["Troms", "Finnmark"]);
        assert_eq!(names("46", TODAY), ["Vestland"]);
        assert!(names("99", TODAY).is_empty());
    }

    #[test]
    fn every_code_that_has_lapsed_leads_to_codes_that_took_over_that_day() {
        for place in MUNICIPALITIES.iter() {
            let Some(until) = place.until else {
                assert!(place.successors.is_empty(), "{} is in force", place.code);
                continue;
            };
            assert!(!place.successors.is_empty(), "{} leads nowhere", place.code);
            for code in &place.successors {
                let next = municipality(code).unwrap();
                assert!(holds(next.from, next.until, until), "{} to {code}", place.code);
            }
        }
        assert!(MUNICIPALITIES.is_sorted_by_key(|place| place.code));
    }

    #[test]
    fn every_municipality_lies_in_a_county_of_its_time() {
        for place in MUNICIPALITIES.iter() {
            let county = county(county_of(place.code)).unwrap();
            let day = place.from.unwrap_or(date(2017, 6, 1));
            assert!(holds(county.from, county.until, day), "{} {}", place.code, place.name);
        }
    }
}
