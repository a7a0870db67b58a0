//! Every server function as every role, against the access table.

use domain::access::{Actor, Subject, may, may_some};
use domain::ids::{SignInId, UnitId};
use domain::role::{Role, RoleGrant, Scope};
use http::StatusCode;
use server::registry::{self, Guard, ROWS, Row};
use ulid::Ulid;

use crate::browser::Answer;
use crate::support::TestApp;

/// What an answer says about the door; what lies behind (200, 404, 409, 422) is other tests' matter.
#[derive(Debug, PartialEq, Eq)]
enum Door {
    SignedOut,
    PledgeNeeded,
    Denied,
    Through,
}

fn door(row: &Row, answer: &Answer) -> Door {
    match answer.status {
        StatusCode::UNAUTHORIZED => Door::SignedOut,
        StatusCode::FORBIDDEN if answer.json()["code"] == "pledge_needed" => Door::PledgeNeeded,
        StatusCode::FORBIDDEN => Door::Denied,
        status => {
            assert!(!status.is_server_error(), "{}: {status} {}", row.path, answer.text);
            Door::Through
        }
    }
}

fn grant(role: Role) -> RoleGrant {
    match role {
        Role::SchoolLeader => RoleGrant {
            role,
            scope: Scope::Unit(UnitId::new(Ulid::generate())),
        },
        _ => RoleGrant::everywhere(role),
    }
}

fn expected(row: &Row, actor: &Actor) -> Door {
    let through = match row.guard {
        Guard::Open | Guard::SignedIn => true,
        Guard::Own(action) => may(actor, action, &Subject::of(actor.person)),
        Guard::General(action) => may(actor, action, &Subject::general()),
        Guard::Some(action) | Guard::Record(action) => may_some(&actor.grants, action),
    };
    if through { Door::Through } else { Door::Denied }
}

#[test]
fn every_server_function_has_a_row_and_answers_post_alone() {
    registry::check().unwrap();
}

#[tokio::test]
async fn each_server_function_opens_for_the_roles_of_the_access_table_alone() {
    let app = TestApp::start().await;
    for role in Role::ALL {
        let person = app.person(&format!("{role:?}").to_lowercase(), vec![grant(role)]).await;
        for row in ROWS {
            // A fresh session each: a call may end it.
            let mut browser = app.browser();
            browser.demo_sign_in(&person).await;
            let actor = Actor {
                person: person.id,
                sign_in: SignInId::new(Ulid::generate()),
                grants: person.grants.clone(),
            };
            let answer = browser.call(row.path, row.body).await;
            assert_eq!(
                door(row, &answer),
                expected(row, &actor),
                "{} as {role:?}: {} {}",
                row.path,
                answer.status,
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn each_server_function_is_shut_for_the_signed_out_and_before_the_declaration() {
    let app = TestApp::start().await;
    let everything = Role::ALL.into_iter().map(grant).collect();
    let person = app.person_without_pledge("ny", everything).await;
    for row in ROWS {
        let out = door(row, &app.browser().call(row.path, row.body).await);
        let mut browser = app.browser();
        browser.demo_sign_in(&person).await;
        let before = match row.guard {
            // Accepting would open everything for the rows after it.
            Guard::SignedIn => Door::Through,
            _ => door(row, &browser.call(row.path, row.body).await),
        };
        let (expected_out, expected_before) = match row.guard {
            Guard::Open => (Door::Through, Door::Through),
            Guard::SignedIn => (Door::SignedOut, Door::Through),
            _ => (Door::SignedOut, Door::PledgeNeeded),
        };
        assert_eq!(out, expected_out, "{} signed out", row.path);
        assert_eq!(before, expected_before, "{} before the declaration", row.path);
    }
}
