//! Nothing opens before the declaration of secrecy is accepted (scenario 49).

use domain::role::{Role, RoleGrant};
use http::StatusCode;
use jiff::SignedDuration;

use crate::support::TestApp;

#[tokio::test]
async fn the_first_sign_in_leads_to_the_declaration_and_nothing_else_opens() {
    let app = TestApp::start().await;
    let person = app
        .person_without_pledge("samir", vec![RoleGrant::everywhere(Role::Adviser)])
        .await;
    let mut browser = app.browser();
    browser.sign_in(&person).await;
    let page = browser.get("/account").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/declaration"));
    let call = browser.call("session/own_devices", "").await;
    assert_eq!(
        (call.status, call.json()["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("pledge_needed"))
    );
    let declaration = browser.get("/declaration").await;
    assert_eq!(declaration.status, StatusCode::OK);
    assert!(
        declaration.text.contains("Jeg har taushetsplikt"),
        "{}",
        declaration.text
    );

    let unticked = browser.call("session/accept_declaration", "version=1").await;
    assert_eq!(
        (unticked.status, unticked.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("invalid"))
    );
    let without_scripts = browser
        .request(http::Method::POST, "/api/session/accept_declaration")
        .header("accept", "text/html")
        .header("referer", "https://handlingsrom.example/declaration")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = browser.send(without_scripts, "version=1".into()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let back = answer
        .location()
        .strip_prefix("https://handlingsrom.example")
        .unwrap_or_default()
        .to_owned();
    let page = browser.get(&back).await;
    assert!(
        page.text.contains("Du må si ja for å gå videre"),
        "{back}: {}",
        page.text
    );
    let older = browser
        .call("session/accept_declaration", "version=0&accepted=on")
        .await;
    assert_eq!(older.status, StatusCode::CONFLICT);
    let accepted = browser
        .form(
            "/api/session/accept_declaration",
            &[("version", "1"), ("accepted", "on")],
        )
        .await;
    assert_eq!((accepted.status, accepted.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn it_is_asked_again_after_365_days() {
    let app = TestApp::start().await;
    let person = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let mut browser = app.browser();
    app.advance(SignedDuration::from_hours(365 * 24) - SignedDuration::from_secs(60));
    browser.demo_sign_in(&person).await;
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    app.advance(SignedDuration::from_secs(60));
    assert_eq!(browser.get("/account").await.location(), "/declaration");
}

#[tokio::test]
async fn sign_in_and_acceptance_leave_a_trail_without_tokens() {
    let app = TestApp::start().await;
    let person = app
        .person_without_pledge("samir", vec![RoleGrant::everywhere(Role::Adviser)])
        .await;
    let mut browser = app.browser();
    browser.sign_in(&person).await;
    browser
        .call("session/accept_declaration", "version=1&accepted=on")
        .await;
    let entries: Vec<serde_json::Value> = app.store().list("SELECT * FROM audit_entry ORDER BY id").await.unwrap();
    let actions: Vec<&str> = entries.iter().filter_map(|entry| entry["action"].as_str()).collect();
    assert!(
        actions.contains(&"session.sign_in") && actions.contains(&"session.accept_declaration"),
        "{actions:?}"
    );
    let text = serde_json::to_string(&entries).unwrap();
    assert!(!text.contains(&browser.cookies["__Host-hr"]));
}

#[tokio::test]
async fn signed_out_readers_are_led_to_sign_in_and_back() {
    let app = TestApp::start().await;
    let page = app.browser().get("/account").await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::SEE_OTHER, "/sign-in?to=/account")
    );
    assert_eq!(app.browser().get("/emergency").await.status, StatusCode::OK);
    let call = app.browser().call("session/own_devices", "").await;
    assert_eq!(
        (call.status, call.json()["code"].as_str()),
        (StatusCode::UNAUTHORIZED, Some("signed_out"))
    );
}
