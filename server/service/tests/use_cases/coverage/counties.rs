//! Counties, the map and the trend: as they were in each period, and of what the reader may see.

use domain::coverage::county::CountyView;
use domain::coverage::{Activity, Fact, Reached, Source, Standing};
use domain::ids::{GroupId, OwnerId, PlacementId};
use domain::places::{Placement, PlacementState};
use domain::text::Percent;
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
