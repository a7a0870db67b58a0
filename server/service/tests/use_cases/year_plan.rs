//! The year plan shows each reader the groups that the reader may see, and the units where there are none.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::access::Actor;
use domain::groups::CancelReason;
use domain::ids::{PersonId, SignInId};
use domain::role::{Role, RoleGrant, Scope};
use domain::year_plan::{Mark, YearPlan};
use service::seed::{AINO, INGRID, Profile};
use service::{Ctx, ServiceError, Services, groups, year_plan};
use ulid::Ulid;

/// Somebody with one role.
async fn with_role(house: &Arc<Services>, role: Role, scope: Scope) -> Ctx {
    Ctx {
        actor: Some(Actor {
            person: PersonId::new(Ulid(9)),
            sign_in: SignInId::new(Ulid(1)),
            grants: vec![RoleGrant { role, scope }],
        }),
        ..as_person(house, INGRID).await
    }
}

fn names(plan: &YearPlan) -> Vec<&str> {
    let groups = plan.lanes.iter().flat_map(|lane| &lane.groups);
    groups.map(|group| group.name.as_str()).collect()
}

#[tokio::test]
async fn an_adviser_sees_her_groups_with_their_marks_and_the_calendar_of_the_school() {
    let house = house(Profile::Demo).await;
    let plan = year_plan::view(&as_person(&house, INGRID).await, None).await.unwrap();
    assert_eq!(names(&plan), ["Jentegruppe høst", "Ny i Norge"]);
    let lane = plan.lanes.last().unwrap();
    assert!(lane.breaks.iter().any(|stretch| stretch.name.as_str() == "Høstferie"));
    let marks: Vec<Mark> = lane.groups[0].sessions.iter().map(|session| session.mark).collect();
    assert_eq!(marks, [[Mark::Held; 5].as_slice(), &[Mark::Planned; 3]].concat());
    assert_eq!(
        names(&year_plan::view(&as_person(&house, AINO).await, None).await.unwrap()),
        ["Guttegruppe mørketid"]
    );
}

#[tokio::test]
async fn a_coordinator_sees_all_groups_as_they_are_and_the_units_without_one_first() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let row = groups::list(&ingrid).await.unwrap();
    let row = row.iter().find(|row| row.name == "Ny i Norge").unwrap();
    let group = groups::view(&ingrid, row.id).await.unwrap().group;
    let cancel = domain::command::Envelope {
        key: domain::ids::CommandId::new(Ulid(1)),
        expected_version: Some(group.version),
        confirmed: Default::default(),
        command: domain::groups::GroupCommand::CancelSession {
            number: 5,
            reason: CancelReason::Room,
        },
    };
    groups::change(&ingrid, group.id, cancel).await.unwrap();

    let coordinator = with_role(&house, Role::Coordinator, Scope::Everywhere).await;
    let plan = year_plan::view(&coordinator, None).await.unwrap();
    let mut seen = names(&plan);
    seen.sort_unstable();
    assert_eq!(seen, ["Guttegruppe mørketid", "Jentegruppe høst", "Ny i Norge"]);
    let gaps = plan.lanes.iter().filter(|lane| lane.groups.is_empty()).count();
    assert!(gaps > 0 && plan.lanes.iter().take(gaps).all(|lane| lane.groups.is_empty()));
    let of_coordinator = plan
        .lanes
        .iter()
        .flat_map(|lane| &lane.groups)
        .find(|bar| bar.id == row.id);
    let of_adviser = year_plan::view(&ingrid, None).await.unwrap();
    let of_adviser = of_adviser
        .lanes
        .iter()
        .flat_map(|lane| &lane.groups)
        .find(|bar| bar.id == row.id);
    assert_eq!(of_coordinator, of_adviser);
    assert_eq!(of_adviser.unwrap().sessions.last().unwrap().mark, Mark::Cancelled);
}

#[tokio::test]
async fn a_school_leader_sees_the_own_school_alone_with_groups_or_without() {
    let house = house(Profile::Demo).await;
    let all = year_plan::view(&with_role(&house, Role::Coordinator, Scope::Everywhere).await, None)
        .await
        .unwrap();
    for lane in [all.lanes.first().unwrap(), all.lanes.last().unwrap()] {
        let leader = with_role(&house, Role::SchoolLeader, Scope::Unit(lane.unit)).await;
        let plan = year_plan::view(&leader, None).await.unwrap();
        assert_eq!(plan.lanes, std::slice::from_ref(lane));
    }
}

#[tokio::test]
async fn another_year_has_no_groups_a_year_that_can_not_be_is_refused_and_other_roles_are_denied() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let later = year_plan::view(&ingrid, Some(2027)).await.unwrap();
    assert!(names(&later).is_empty());
    for year in [i16::MAX, i16::MIN, 1999] {
        let refused = year_plan::view(&ingrid, Some(year)).await;
        assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{year}");
    }
    let statistics = with_role(&house, Role::Statistics, Scope::Everywhere).await;
    assert!(matches!(
        year_plan::view(&statistics, None).await,
        Err(ServiceError::Denied)
    ));
}
