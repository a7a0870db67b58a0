//! Counties through the reforms of 2020 and 2024, and the years beside each other.

use super::super::county::{CountyFigures, MapStep, by_county, gaps_at};
use super::super::view::{CoverageRow, Position};
use super::*;
use crate::places::codes::{counties_of, municipalities_on, municipality};
use crate::places::{MunicipalityCode, PlacementState};

const BEFORE_2024: Date = date(2023, 12, 31);

fn code(text: &str) -> MunicipalityCode {
    MunicipalityCode::parse(text).unwrap()
}

fn of_unit(facts: &[Fact], n: u128, period: Period) -> UnitFigures {
    UnitFigures::count(facts.iter().filter(|fact| fact.unit == unit(n)), period, TODAY)
}

fn at(n: u128, fact: Fact) -> Fact {
    Fact { unit: unit(n), ..fact }
}

fn school_year(year: i16) -> Period {
    Period { year, ..YEAR }
}

#[test]
fn a_county_is_told_as_it_was_on_the_last_day_of_the_period() {
    assert_eq!(school_year(2022).as_of(TODAY), date(2023, 7, 31));
    assert_eq!(YEAR.as_of(TODAY), TODAY);
    assert_eq!(school_year(2027).as_of(TODAY), date(2027, 8, 1));
    let figures = UnitFigures::default();
    let names = |period: Period| -> Vec<String> {
        let places = [(code("3205"), &figures), (code("3301"), &figures)];
        by_county(places, period.as_of(TODAY))
            .into_iter()
            .map(|row| row.name)
            .collect()
    };
    assert_eq!(names(school_year(2022)), ["Viken"]);
    assert_eq!(
        names(school_year(2023)),
        ["Akershus", "Buskerud"],
        "parted within the school year"
    );
}

fn row(n: u128, facts: &[Fact], staff: Option<u16>, positions: Vec<Position>) -> CoverageRow {
    CoverageRow {
        unit: unit(n),
        name: format!("Skole {n}"),
        county: "Oslo".into(),
        positions,
        staff,
        figures: of_unit(facts, n, YEAR),
        targets: [
            (Kind::Groups, Target::new(1).unwrap()),
            (Kind::Teaching, Target::new(2).unwrap()),
        ]
        .into(),
        agreement_ended: None,
    }
}

fn position(state: PlacementState, percent: u8, to: Option<Date>) -> Position {
    Position {
        name: None,
        percent,
        state,
        from: date(2026, 8, 1),
        to,
    }
}

#[test]
fn a_countys_figures_are_those_of_its_places() {
    let facts = [
        at(1, fact(Kind::Groups, 1, 1, date(2026, 9, 1), Standing::Held)),
        at(1, fact(Kind::Competence, 2, 1, date(2026, 9, 2), Standing::Held)),
        at(2, fact(Kind::Groups, 3, 1, date(2026, 12, 1), Standing::Planned)),
    ];
    let there = vec![
        position(PlacementState::Active, 60, None),
        position(PlacementState::Active, 100, Some(date(2026, 9, 30))),
        position(PlacementState::Leave, 40, None),
    ];
    let rows = [
        row(1, &facts, Some(8), there),
        row(2, &facts, None, vec![position(PlacementState::Vacant, 100, None)]),
        row(3, &facts, Some(40), Vec::new()),
    ];
    let county = CountyFigures::of(&rows, TODAY);
    assert_eq!((county.sums.units.of, county.sums.units.all), (1, 3));
    let groups = county.sums.share(Some(Kind::Groups));
    assert_eq!(
        (groups.of, county.planned(Kind::Groups), county.gaps(Kind::Groups)),
        (1, 1, 1)
    );
    assert_eq!(
        (county.staff.of, county.staff.all, county.staff_unknown),
        (8, 48, 1),
        "no more than all of eight"
    );
    assert_eq!((county.targets.of, county.targets.all), (1, 6));
    let posts = county.positions;
    assert_eq!(
        (posts.filled.count, posts.filled.percent),
        (1, 60),
        "who has left is not there"
    );
    assert_eq!((posts.on_leave.percent, posts.vacant.percent), (40, 100));
    assert_eq!(gaps_at(&rows[2].figures).count(), 8);
}

#[test]
fn the_map_tells_none_some_most_and_all_apart() {
    let step = |of, all| MapStep::of(crate::outreach::Share { of, all });
    assert_eq!(step(0, 0), MapStep::NoPlaces);
    assert_eq!(step(0, 3), MapStep::None);
    assert_eq!((step(1, 3), step(49, 100)), (MapStep::Some, MapStep::Some));
    assert_eq!((step(1, 2), step(99, 100)), (MapStep::Most, MapStep::Most));
    assert_eq!((step(1, 1), step(7, 7)), (MapStep::All, MapStep::All));
}

fn board(facts: &[Fact]) -> Board {
    let mut board = Board::default();
    facts.iter().for_each(|fact| board.put(*fact));
    board
}

#[test]
fn a_trend_begins_with_the_first_year_of_which_anything_is_known() {
    let facts = [
        at(1, fact(Kind::Groups, 1, 1, date(2023, 9, 1), Standing::Held)),
        at(1, fact(Kind::Groups, 2, 1, date(2025, 9, 1), Standing::Held)),
        at(1, fact(Kind::Groups, 3, 1, date(2025, 10, 1), Standing::Held)),
        at(2, fact(Kind::Teaching, 4, 1, date(2026, 12, 1), Standing::Planned)),
        at(1, fact(Kind::Teaching, 5, 1, date(2015, 9, 1), Standing::Held)),
    ];
    let board = board(&facts);
    let years = trend(&board, TODAY, |_| vec![unit(1), unit(2)]);
    let seen: Vec<_> = years
        .iter()
        .map(|year| (year.period.year, year.sums.units.of))
        .collect();
    assert_eq!(seen, [(2023, 1), (2024, 0), (2025, 1), (2026, 0)]);
    assert_eq!(years[2].held[Kind::Groups.place()], 2);
    assert!(years[3].is_running && !years[2].is_running);
    assert!(trend(&board, TODAY, |_| vec![unit(9)]).is_empty());
    let later = trend(
        &board,
        TODAY,
        |period| if period.year < 2025 { vec![] } else { vec![unit(1)] },
    );
    assert_eq!(later.len(), 2, "a place counts from when it was there");
}

/// Units in municipalities of today, each with what was held there.
fn places() -> impl Strategy<Value = Vec<(usize, i16, u8)>> {
    proptest::collection::vec((0usize..357, 2017i16..2027, 0u8..8), 1..12)
}

proptest! {
    #[test]
    fn the_counties_of_every_period_sum_up_to_its_places_whatever_the_reform(all in places(), year in 2016i16..2028) {
        let today: Vec<_> = municipalities_on(TODAY).collect();
        let mut facts = Vec::new();
        let mut units = Vec::new();
        for (n, (place, held, kind)) in (1u128..).zip(&all) {
            let kind = Kind::ALL[usize::from(*kind)];
            facts.push(at(n, fact(kind, n, 1, date(*held, 11, 1), Standing::Held)));
            units.push((MunicipalityCode::from(today[*place]), n));
        }
        for kind in PeriodKind::ALL {
            let period = Period { kind, year };
            let figures: Vec<_> = units.iter().map(|(place, n)| (*place, of_unit(&facts, *n, period))).collect();
            let rows = by_county(figures.iter().map(|(place, one)| (*place, one)), period.as_of(TODAY));
            let whole = Sums::of(figures.iter().map(|(_, one)| one));
            for measure in std::iter::once(None).chain(Kind::ALL.map(Some)) {
                let (of, all) = rows.iter().fold((0, 0), |(of, all), row| {
                    let share = row.sums.share(measure);
                    (of + share.of, all + share.all)
                });
                prop_assert_eq!((of, all), (whole.share(measure).of, whole.share(measure).all));
            }
            prop_assert_eq!(rows.iter().map(|row| row.sums.minutes).sum::<u64>(), whole.minutes);
            prop_assert_eq!(rows.iter().map(|row| row.sums.reached.all()).sum::<u32>(), whole.reached.all());
        }
    }

    #[test]
    fn figures_of_an_earlier_period_stay_when_a_county_is_parted_or_merged(all in places(), year in 2020i16..2027) {
        // Each place once under the code of 2023, as it was entered then, and once under the one that took over in 2024.
        let then: Vec<_> = municipalities_on(BEFORE_2024)
            .filter(|place| place.successors.len() < 2)
            .collect();
        let mut old = Vec::new();
        let mut new = Vec::new();
        for (n, (place, held, kind)) in (1u128..).zip(&all) {
            let place = then[place % then.len()];
            let kind = Kind::ALL[usize::from(*kind)];
            let facts = [at(n, fact(kind, n, 1, date(*held, 11, 1), Standing::Held))];
            let figures = of_unit(&facts, n, school_year(year));
            let next = place.successors.first().map_or(place, |next| municipality(next).unwrap());
            old.push((MunicipalityCode::from(place), figures));
            new.push((MunicipalityCode::from(next), figures));
        }
        let on = school_year(year).as_of(TODAY);
        let rows = |all: &[(MunicipalityCode, UnitFigures)]| by_county(all.iter().map(|(place, one)| (*place, one)), on);
        prop_assert_eq!(rows(&old), rows(&new));
        for row in rows(&new) {
            prop_assert_eq!(counties_of(&row.code, on).len(), 1, "{} is a county of that day", row.name);
        }
    }
}
