//! The profiles hold what the plan of seed data says.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{as_person, house, story_time};
use domain::places::{PlacementState, UnitKind, warnings};
use domain::role::Role;
use service::seed::{self, MARTE, NORDLYS, Outcome, Profile};
use store::{Store, people, placements, places};

#[tokio::test]
async fn the_full_profile_has_63_units_with_65_advisers_and_190_schools_nearby() {
    let house = house(Profile::Full).await;
    let store = &house.store;
    let units = places::units(store).await.unwrap();
    let placed = placements::all(store).await.unwrap();
    let hosts: BTreeSet<_> = placed.iter().map(|one| one.unit).collect();
    assert_eq!((units.len(), hosts.len()), (253, 63));
    let kinds = |kind| {
        units
            .iter()
            .filter(|unit| hosts.contains(&unit.id) && unit.kind == kind)
            .count()
    };
    assert_eq!(UnitKind::ALL.map(kinds), [9, 49, 3, 2]);

    let advisers: BTreeSet<_> = placed.iter().filter_map(|one| one.person).collect();
    assert_eq!(advisers.len(), 65);
    let everyone = people::all(store).await.unwrap();
    let with_role = everyone
        .iter()
        .filter(|one| one.grants.iter().any(|grant| grant.role == Role::Adviser));
    assert_eq!(with_role.count(), 65);
    let mut by_county: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for one in &placed {
        let unit = units.iter().find(|unit| unit.id == one.unit).unwrap();
        by_county.entry(unit.county_code()).or_default().extend(one.person);
    }
    let counts: Vec<_> = by_county
        .iter()
        .map(|(county, people)| (*county, people.len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("03", 14),
            ("11", 5),
            ("15", 3),
            ("18", 3),
            ("31", 5),
            ("32", 8),
            ("33", 5),
            ("34", 3),
            ("39", 3),
            ("40", 2),
            ("42", 4),
            ("46", 4),
            ("50", 3),
            ("55", 2),
            ("56", 1),
        ]
    );
    let split = advisers
        .iter()
        .filter(|id| placed.iter().filter(|one| one.person == Some(**id)).count() == 2);
    assert_eq!(split.count(), 2);
    assert_eq!(
        placed.iter().filter(|one| one.state != PlacementState::Active).count(),
        3
    );
    assert_eq!(warnings(&placed), []);

    let mut nearby = 0;
    for host in &hosts {
        nearby += places::nearby_of(store, *host).await.unwrap().len();
    }
    assert_eq!(nearby, 190);
    assert_eq!(places::nearby_of(store, NORDLYS).await.unwrap().len(), 9);
    assert!(
        units
            .iter()
            .all(|unit| unit.owner.is_some() && unit.org_number.is_some())
    );
}

#[tokio::test]
async fn the_full_profile_is_the_same_each_time_and_a_filled_store_is_left_alone() {
    let names = async || {
        let store = Store::memory().await.unwrap();
        assert_eq!(
            seed::run(&store, Profile::Full, story_time()).await.unwrap(),
            Outcome::Filled
        );
        assert_eq!(
            seed::run(&store, Profile::Demo, story_time()).await.unwrap(),
            Outcome::LeftAlone
        );
        let units = places::units(&store).await.unwrap();
        units.into_iter().map(|unit| (unit.id, unit.name)).collect::<Vec<_>>()
    };
    assert_eq!(names().await, names().await);
}

#[tokio::test]
async fn every_school_of_the_demonstration_says_that_it_is_one() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let all = service::places::list(&marte, Default::default()).await.unwrap();
    assert!(all.rows.iter().all(|row| row.name.ends_with("(demo)")));
    assert!(all.rows.iter().all(|row| row.owner.is_some()));
}
