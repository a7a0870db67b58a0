//! Accounts: an administrator makes one, the person chooses a password by the mailed link and signs in.

use domain::ids::PersonId;
use domain::role::{Role, RoleGrant};
use http::StatusCode;
use serde_json::{Value, json};
use ulid::Ulid;

use crate::support::TestApp;

const SENTENCE: &str = "tolv grønne epler i kurven";

fn envelope(version: Option<u64>, command: Value) -> String {
    let key = Ulid::generate().to_string();
    json!({ "envelope": { "key": key, "expected_version": version, "command": command } }).to_string()
}

fn sketch(name: &str, email: &str, role: &str) -> Value {
    json!({
        "name": name, "email": email, "language": "nb",
        "grants": [{ "role": role, "scope": { "kind": "everywhere" } }]
    })
}

#[tokio::test]
async fn a_new_person_gets_a_link_chooses_a_password_and_signs_in() {
    let app = TestApp::start().await;
    let admin = app.person("admin", vec![RoleGrant::everywhere(Role::Admin)]).await;
    let mut desk = app.browser();
    desk.demo_sign_in(&admin).await;
    let id = PersonId::new(Ulid::generate());
    let create = json!({ "kind": "create", "id": id, "person": sketch("Kari Ny", "kari.ny@skole.example", "adviser") });
    let body = envelope(None, create);
    let made = desk.call("people/change", &body).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let twice = desk.call("people/change", &body).await;
    assert_eq!(twice.text, made.text, "a repeat has the effect of one");
    assert_eq!(app.mails_sent().await, 1);

    let link = app.mailed_link().await;
    let mut kari = app.browser();
    let page = kari.get(&link).await;
    assert!(page.text.contains("kari.ny@skole.example"), "{}", page.text);
    let text = link.strip_prefix("/password?link=").unwrap();
    let saved = kari.form("/password", &[("link", text), ("password", SENTENCE)]).await;
    assert_eq!(saved.location(), "/sign-in?password=saved", "{}", saved.text);
    let first = kari.give_password("kari.ny@skole.example", SENTENCE).await;
    assert_eq!(first.location(), "/sign-in/code", "{}", first.text);
    let code = app.mailed_code().await;
    assert_eq!(kari.give_code(&code).await.location(), "/");
    assert!(kari.is_signed_in().await);

    let view = desk.call("people/view", &json!({ "id": id }).to_string()).await;
    assert_eq!(view.json()["way_in"]["kind"], "password", "{}", view.text);
}

#[tokio::test]
async fn an_email_that_another_has_is_told_beside_its_field() {
    let app = TestApp::start().await;
    let admin = app.person("admin", vec![RoleGrant::everywhere(Role::Admin)]).await;
    let mut desk = app.browser();
    desk.demo_sign_in(&admin).await;
    let id = PersonId::new(Ulid::generate());
    let create = json!({ "kind": "create", "id": id, "person": sketch("Annen", "admin@skole.example", "adviser") });
    let answer = desk.call("people/change", &envelope(None, create)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["issues"][0]["field"], "email", "{}", answer.text);
    let unplaced =
        json!({ "kind": "create", "id": id, "person": sketch("Leder", "leder@skole.example", "school_leader") });
    let answer = desk.call("people/change", &envelope(None, unplaced)).await;
    assert_eq!(answer.json()["issues"][0]["field"], "roles", "{}", answer.text);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_the_last_administrator_stays() {
    let app = TestApp::start().await;
    let admin = app.person("admin", vec![RoleGrant::everywhere(Role::Admin)]).await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let (mut desk, mut device) = (app.browser(), app.browser());
    desk.demo_sign_in(&admin).await;
    device.demo_sign_in(&kari).await;
    let close = |id: PersonId| json!({ "kind": "close", "id": id });
    let closed = desk.call("people/change", &envelope(Some(1), close(kari.id))).await;
    assert_eq!(closed.status, StatusCode::OK, "{}", closed.text);
    assert!(!device.is_signed_in().await);
    let stale = desk.call("people/change", &envelope(Some(1), close(kari.id))).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let sign_ins: Vec<Value> = app.store().list("SELECT * FROM sign_in").await.unwrap();
    assert_eq!(sign_ins.len(), 1, "the administrator's own");

    let last = desk.call("people/change", &envelope(Some(1), close(admin.id))).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.text.contains("last_administrator"), "{}", last.text);
    assert!(desk.is_signed_in().await);
}
