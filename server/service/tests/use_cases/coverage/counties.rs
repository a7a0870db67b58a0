//! Counties, the map and the trend: as they were in each period, and of what the reader may see.

use domain::coverage::county::CountyView;
use domain::coverage::{Activity, Fact, Reached, Source, Standing};
use domain::ids::{GroupId, OwnerId, PlacementId};
use domain::places::{PlaceCommand, Placement, PlacementState, UnitEdit, UnitKind};
use domain::text::Percent;
use jiff::civil::Date;
use service::Services;
use store::{Tx, coverage as fact_rows, placements, places};

use super::*;

/// An adviser was at Solåsen in 2022/23, and a group was held there: Lillestrøm lay in Viken then.
pub(crate) async fn earlier(house: &Services) {
    let placement = Placement {
        id: PlacementId::new(Ulid(9_001)),
        person: Some(SAMIR),
        unit: SOLASEN,
        percent: Percent::new(50).unwrap(),
        from: date(2022, 8, 1),
        to: Some(date(2024, 7, 31)),
        state: PlacementState::Active,
        version: 1,
    };
    let held = Activity {
        fact: Fact {
            source: Source::Group(GroupId::new(Ulid(9_002))),
            number: 1,
            kind: Kind::Groups,
            unit: SOLASEN,
            day: date(2022, 11, 1),
            until: None,
            standing: Standing::Held,
            reached: Reached {
                pupils: 7,
                ..Reached::default()
            },
            minutes: 75,
        },
        title: "Jentegruppe".to_owned(),
        people: [SAMIR].into(),
    };
    let mut tx = Tx::new();
    placements::create(&mut tx, &placement);
    fact_rows::tell(&mut tx, &[held]);
    house.store.commit(tx).await.unwrap();
}

async fn county(ctx: &Ctx, code: &str, period: &str) -> CountyView {
    coverage::county(ctx, code, period.parse().ok(), None).await.unwrap()
}

fn names(choices: &[domain::choice::Choice]) -> Vec<&str> {
    choices.iter().map(|one| one.name.as_str()).collect()
}

#[tokio::test]
async fn a_county_is_the_one_that_was_there_whatever_came_later() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    earlier(&house).await;
    let viken = county(&marte, "30", "school_year-2022").await;
    assert_eq!(viken.name, "Viken");
    assert_eq!((viken.figures.sums.units.of, viken.figures.sums.units.all), (1, 1));
    assert_eq!(viken.figures.sums.share(Some(Kind::Groups)).of, 1);
    assert_eq!(viken.figures.positions.filled.percent, 50);
    assert_eq!(viken.rows[0].county, "Viken");
    assert!(viken.elsewhere.is_empty());

    let akershus = county(&marte, "32", "school_year-2022").await;
    assert!(akershus.rows.is_empty());
    assert_eq!(names(&akershus.elsewhere), ["Viken"]);
    let first = county(&marte, "32", "school_year-2023").await;
    assert_eq!((first.before, names(&first.elsewhere_before)), (None, vec!["Viken"]));
    assert_eq!(
        names(&county(&marte, "30", "school_year-2026").await.elsewhere),
        ["Østfold", "Akershus", "Buskerud"]
    );

    // The school gets another owner: what was counted stays.
    let unit = places::unit(&house.store, SOLASEN).await.unwrap().unwrap();
    let owners = places::owners(&house.store).await.unwrap();
    let other: OwnerId = owners.iter().find(|owner| Some(owner.id) != unit.owner).unwrap().id;
    let moved = domain::places::Unit {
        owner: Some(other),
        version: unit.version + 1,
        ..unit.clone()
    };
    let mut tx = Tx::new();
    places::save_unit(&mut tx, &unit, &moved, unit.version);
    house.store.commit(tx).await.unwrap();
    assert_eq!(county(&marte, "30", "school_year-2022").await.figures, viken.figures);
    assert_eq!(county(&marte, "32", "school_year-2023").await.figures, first.figures);

    let filter = CoverageFilter {
        period: "school_year-2022".parse().ok(),
        county: "30".into(),
        ..CoverageFilter::default()
    };
    let matrix = coverage::matrix(&marte, filter).await.unwrap();
    assert_eq!(units(&matrix), [SOLASEN].into());
    assert_eq!(matrix.by_county[0].name, "Viken");
}

/// The unit as the form sends it, with another owner, kind and number of staff from a day on.
fn moved(unit: &domain::places::Unit, owner: OwnerId, since: Option<Date>) -> PlaceCommand {
    PlaceCommand::EditUnit {
        id: unit.id,
        unit: UnitEdit {
            name: unit.name.clone(),
            kind: UnitKind::AdultEducation,
            municipality: unit.municipality,
            owner: Some(owner),
            org_number: unit.org_number,
            pupils: unit.pupils,
            staff: Some(12),
            active: unit.active,
            since,
        },
    }
}

#[tokio::test]
async fn owner_staff_and_kind_of_an_earlier_year_stay_what_they_were() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    earlier(&house).await;
    let unit = places::unit(&house.store, SOLASEN).await.unwrap().unwrap();
    let owners = places::owners(&house.store).await.unwrap();
    let old = owners.iter().find(|owner| Some(owner.id) == unit.owner).unwrap();
    let new = owners.iter().find(|owner| Some(owner.id) != unit.owner).unwrap();
    let of = |owner: OwnerId, period: &str| CoverageFilter {
        period: period.parse().ok(),
        owner: Some(owner),
        ..CoverageFilter::default()
    };
    let before = coverage::matrix(&marte, of(old.id, "school_year-2023")).await.unwrap();
    let trend = coverage::trend(&marte, of(old.id, "school_year-2026")).await.unwrap();
    let page = coverage::unit(&marte, SOLASEN, "school_year-2023".parse().ok())
        .await
        .unwrap();
    let staff = before.rows.iter().find(|row| row.unit == SOLASEN).unwrap().staff;

    // A day to come is not entered yet, and nothing is written.
    let early = envelope(Some(unit.version), moved(&unit, new.id, Some(date(2026, 11, 24))));
    let refused = service::places::change(&marte, early).await;
    assert!(
        matches!(&refused, Err(ServiceError::Invalid(issues)) if issues[0].field == "since"),
        "{refused:?}"
    );
    service::places::change(&marte, envelope(Some(unit.version), moved(&unit, new.id, None)))
        .await
        .unwrap();

    let after = coverage::matrix(&marte, of(old.id, "school_year-2023")).await.unwrap();
    assert_eq!((after.rows, after.sums), (before.rows, before.sums));
    assert!(after.owners.iter().any(|one| one.value == old.id.to_string()));
    let then = coverage::unit(&marte, SOLASEN, "school_year-2023".parse().ok())
        .await
        .unwrap();
    assert_eq!(
        (then.owner, then.unit.staff, then.unit.kind),
        (page.owner, staff, unit.kind)
    );
    let now = coverage::unit(&marte, SOLASEN, None).await.unwrap();
    assert_eq!(now.owner.as_deref(), Some(new.name.as_str()));
    assert_eq!((now.unit.staff, now.unit.kind), (Some(12), UnitKind::AdultEducation));
    let years = coverage::trend(&marte, of(old.id, "school_year-2026")).await.unwrap();
    let past = |view: &domain::coverage::county::TrendView| {
        let over = view.years.iter().filter(|one| one.period.last() < date(2026, 11, 23));
        over.cloned().collect::<Vec<_>>()
    };
    assert_eq!(past(&years), past(&trend));
    assert!(!units(&coverage::matrix(&marte, of(old.id, "school_year-2026")).await.unwrap()).contains(&SOLASEN));

    // What was wrong is put right from an earlier day, and the page of the place tells what held.
    let unit = places::unit(&house.store, SOLASEN).await.unwrap().unwrap();
    let back = envelope(Some(unit.version), moved(&unit, old.id, Some(date(2024, 8, 1))));
    service::places::change(&marte, back).await.unwrap();
    assert!(units(&coverage::matrix(&marte, of(old.id, "school_year-2026")).await.unwrap()).contains(&SOLASEN));
    let shown = service::places::unit(&marte, SOLASEN).await.unwrap();
    assert_eq!(shown.past.len(), 1);
    assert_eq!(shown.past[0].past.terms.staff, staff);
    assert_eq!(shown.past[0].owner.as_deref(), Some(old.name.as_str()));
}

#[tokio::test]
async fn a_countys_map_counts_each_of_its_places_in_one_municipality() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    for code in ["03", "32", "56"] {
        let view = coverage::county(&marte, code, None, Some(UnitSet::All)).await.unwrap();
        let map = view.map.unwrap();
        let sums: Vec<_> = map.municipalities.iter().filter_map(|one| one.sums).collect();
        let all: usize = sums.iter().map(|sums| sums.units.all).sum();
        let reached: usize = sums.iter().map(|sums| sums.units.of).sum();
        assert_eq!(
            (reached, all),
            (view.figures.sums.units.of, view.figures.sums.units.all),
            "{code}"
        );
        let named: usize = map.municipalities.iter().map(|one| one.places.len()).sum();
        assert_eq!(named, view.rows.len());
        assert!(
            map.municipalities
                .iter()
                .all(|one| one.sums.is_some() != one.places.is_empty())
        );
    }
    // Borders are those of 2024: of a county that was gone by then there is no drawing.
    assert_eq!(county(&marte, "30", "school_year-2022").await.map, None);
}

#[tokio::test]
async fn a_countys_page_and_the_map_say_what_the_matrix_says() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let matrix = all(&marte, UnitSet::Advised).await;
    let map = coverage::map(&marte, None, None).await.unwrap();
    assert_eq!(map.sums, matrix.sums);
    assert_eq!(map.counties.len(), 15);
    assert!(map.counties.iter().all(|one| one.parts == [one.code.clone()]));
    for row in &matrix.by_county {
        let view = coverage::county(&marte, &row.code, None, None).await.unwrap();
        assert_eq!(view.figures.sums, row.sums, "{}", row.name);
        assert_eq!(view.rows.len(), row.sums.units.all);
        let gaps: Vec<_> = view.rows.iter().map(|one| one.figures.gaps()).collect();
        assert!(gaps.is_sorted_by(|one, other| one >= other), "{gaps:?}");
        let drawn = map.counties.iter().find(|one| one.code == row.code).unwrap();
        assert_eq!(drawn.sums, row.sums);
        let kinds = Kind::ALL.map(|kind| view.figures.gaps(kind) + view.figures.planned(kind));
        assert!(kinds.iter().all(|rest| *rest <= row.sums.units.all));
    }
    let then = coverage::map(&marte, "school_year-2022".parse().ok(), None)
        .await
        .unwrap();
    let viken = then.counties.iter().find(|one| one.code == "30").unwrap();
    assert_eq!(viken.parts, ["31", "32", "33"]);
    assert_eq!(
        then.counties.iter().flat_map(|one| &one.parts).count(),
        15,
        "each part once"
    );
}

#[tokio::test]
async fn the_trend_begins_with_the_first_year_and_is_narrowed() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    earlier(&house).await;
    let years = |filter: CoverageFilter| {
        let marte = marte.clone();
        async move { coverage::trend(&marte, filter).await.unwrap().years }
    };
    let whole = years(CoverageFilter::default()).await;
    assert_eq!(whole[0].period, "school_year-2022".parse().unwrap());
    assert_eq!((whole[0].sums.units.of, whole[0].held[Kind::Groups.place()]), (1, 1));
    let last = whole.last().unwrap();
    assert!(last.is_running);
    assert_eq!(last.sums, all(&marte, UnitSet::Advised).await.sums);
    let viken = CoverageFilter {
        county: "30".into(),
        ..CoverageFilter::default()
    };
    let of_viken = years(viken).await;
    assert_eq!(of_viken[0].sums.units.of, 1);
    assert_eq!(of_viken.last().unwrap().sums.units.all, 0, "it is no more");
    let nothing = CoverageFilter {
        county: "99".into(),
        ..CoverageFilter::default()
    };
    assert!(years(nothing).await.is_empty());
}

#[tokio::test]
async fn counties_map_and_trend_are_of_what_the_reader_may_see() {
    let house = house(Profile::Demo).await;
    let tor = as_person(&house, TOR).await;
    let oslo = coverage::county(&tor, "03", None, Some(UnitSet::All)).await.unwrap();
    let seen: BTreeSet<UnitId> = oslo.rows.iter().map(|row| row.unit).collect();
    assert_eq!(seen, [GRANLIA].into());
    assert!(coverage::county(&tor, "56", None, None).await.unwrap().rows.is_empty());
    let map = coverage::map(&tor, None, None).await.unwrap();
    assert_eq!(map.sums.units.all, 1);
    let trend = coverage::trend(&tor, CoverageFilter::default()).await.unwrap();
    assert!(trend.years.iter().all(|year| year.sums.units.all <= 1));
    assert_eq!(trend.counties.len(), 1);

    let silje = as_person(&house, SILJE).await;
    assert!(matches!(
        coverage::county(&silje, "03", None, None).await,
        Err(ServiceError::Denied)
    ));
    assert!(matches!(
        coverage::map(&silje, None, None).await,
        Err(ServiceError::Denied)
    ));
    let refused = coverage::trend(&silje, CoverageFilter::default()).await;
    assert!(matches!(refused, Err(ServiceError::Denied)));
    let marte = as_person(&house, MARTE).await;
    for code in ["99", "", "3205"] {
        let refused = coverage::county(&marte, code, None, None).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{code}");
    }
}
