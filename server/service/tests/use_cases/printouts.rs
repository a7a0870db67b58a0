//! What is printed of a group is for those who may see it, and holds nothing internal.

use crate::common::{as_person, house};
use domain::ids::GroupId;
use service::seed::{AINO, INGRID, Profile};
use service::{Ctx, ServiceError, groups, printouts};
use ulid::Ulid;

async fn girls_group(ctx: &Ctx) -> GroupId {
    let rows = groups::list(ctx).await.unwrap();
    rows.into_iter().find(|row| row.name == "Jentegruppe høst").unwrap().id
}

#[tokio::test]
async fn the_programme_and_the_poster_hold_nothing_of_the_leaders_own() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let id = girls_group(&ctx).await;
    let programme = printouts::handout(&ctx, id).await.unwrap();
    let poster = printouts::poster(&ctx, id, 6).await.unwrap();
    assert_eq!((programme.sessions.len(), poster.items.len()), (8, 5));
    let sent = [
        serde_json::to_string(&programme).unwrap(),
        serde_json::to_string(&poster).unwrap(),
    ];
    for internal in [
        "Minn om reglene",
        "helsesykepleier",
        "rettighetene",
        "Filmen satte",
        "seats",
        "ticks",
    ] {
        assert!(sent.iter().all(|sent| !sent.contains(internal)), "{internal}");
    }
}

#[tokio::test]
async fn a_group_of_somebody_else_one_that_is_not_there_and_a_session_that_is_not_there_are_not_found() {
    let house = house(Profile::Demo).await;
    let (ingrid, aino) = (as_person(&house, INGRID).await, as_person(&house, AINO).await);
    let id = girls_group(&ingrid).await;
    let unknown = GroupId::new(Ulid(5));
    for (ctx, id) in [(&aino, id), (&ingrid, unknown)] {
        assert!(matches!(printouts::handout(ctx, id).await, Err(ServiceError::NotFound)));
        assert!(matches!(
            printouts::poster(ctx, id, 6).await,
            Err(ServiceError::NotFound)
        ));
    }
    assert!(matches!(
        printouts::poster(&ingrid, id, 9).await,
        Err(ServiceError::NotFound)
    ));
}
