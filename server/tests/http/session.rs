//! Sessions: begin, rest, end.

use domain::people::Person;
use domain::role::{Role, RoleGrant};
use http::StatusCode;
use jiff::SignedDuration;
use store::{Tx, people};

use crate::support::{PASSWORD, TestApp};

fn adviser() -> Vec<RoleGrant> {
    vec![RoleGrant::everywhere(Role::Adviser)]
}

#[tokio::test]
async fn a_person_signs_in_with_password_and_mailed_code() {
    let app = TestApp::start().await;
    app.person("kari", adviser()).await;
    let mut browser = app.browser();
    let first = browser.give_password(" Kari@Skole.example ", PASSWORD).await;
    assert_eq!(
        (first.status, first.location()),
        (StatusCode::SEE_OTHER, "/sign-in/code")
    );
    assert!(!browser.is_signed_in().await);
    let code = app.mailed_code().await;
    assert_eq!(code.len(), 8);
    let second = browser.give_code(&code).await;
    assert_eq!((second.status, second.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(browser.is_signed_in().await);
    // The code is used up, also in another browser that holds the attempt.
    assert!(!browser.cookies.contains_key("__Host-hr-step"));
}

#[tokio::test]
async fn a_code_belongs_to_one_attempt_lasts_ten_minutes_and_may_be_missed_five_times() {
    let app = TestApp::start().await;
    app.person("kari", adviser()).await;
    let mut one = app.browser();
    one.give_password("kari@skole.example", PASSWORD).await;
    let code = app.mailed_code().await;
    app.advance(SignedDuration::from_secs(1));

    let mut other = app.browser();
    other.give_password("kari@skole.example", PASSWORD).await;
    let wrong = other.give_code(&code).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Koden er ikke riktig"), "{}", wrong.text);
    for _ in 0..4 {
        other.give_code("00000000").await;
    }
    let own = app.mailed_code().await;
    let late = other.give_code(&own).await;
    assert!(late.text.contains("Koden gjelder ikke lenger"), "{}", late.text);
    assert!(!other.is_signed_in().await);

    app.advance(SignedDuration::from_mins(10));
    let lapsed = one.give_code(&code).await;
    assert!(lapsed.text.contains("Koden gjelder ikke lenger"), "{}", lapsed.text);
    assert!(!one.is_signed_in().await);
}

#[tokio::test]
async fn a_planted_cookie_is_not_taken_over_and_the_old_session_ends_at_sign_in() {
    let app = TestApp::start().await;
    let person = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    let planted = "A".repeat(43);
    browser.cookies.insert("__Host-hr".to_owned(), planted.clone());
    browser.sign_in(&person).await;
    assert_ne!(browser.cookies["__Host-hr"], planted);
    let first = browser.cookies["__Host-hr"].clone();
    app.advance(SignedDuration::from_secs(2));
    browser.sign_in(&person).await;
    let mut thief = app.browser();
    thief.cookies.insert("__Host-hr".to_owned(), first);
    assert!(!thief.is_signed_in().await);
    thief.cookies.insert("__Host-hr".to_owned(), planted);
    assert!(!thief.is_signed_in().await);
}

#[tokio::test]
async fn a_session_rests_after_fifteen_minutes_and_ends_after_ten_hours_of_use() {
    let app = TestApp::start().await;
    let person = app.person("kari", adviser()).await;
    let mut idle = app.browser();
    idle.demo_sign_in(&person).await;
    app.advance(SignedDuration::from_mins(14));
    assert!(idle.is_signed_in().await);
    app.advance(SignedDuration::from_mins(14));
    assert!(idle.is_signed_in().await, "use starts the rest anew");
    app.advance(SignedDuration::from_mins(15));
    assert!(!idle.is_signed_in().await);

    let mut busy = app.browser();
    busy.demo_sign_in(&person).await;
    for _ in 0..59 {
        app.advance(SignedDuration::from_mins(10));
        assert!(busy.is_signed_in().await);
    }
    app.advance(SignedDuration::from_mins(10));
    assert!(!busy.is_signed_in().await);
}

#[tokio::test]
async fn signing_out_kills_the_token_and_clears_the_browser() {
    let app = TestApp::start().await;
    let person = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&person).await;
    let token = browser.cookies["__Host-hr"].clone();
    let answer = browser.form("/api/session/sign_out", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(!browser.cookies.contains_key("__Host-hr"));
    browser.cookies.insert("__Host-hr".to_owned(), token);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn a_revoked_device_is_out_at_once_and_a_strangers_device_is_not_found() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let ola = app.person("ola", adviser()).await;
    let (mut tablet, mut phone, mut stranger) = (app.browser(), app.browser(), app.browser());
    tablet.demo_sign_in(&kari).await;
    phone.demo_sign_in(&kari).await;
    stranger.demo_sign_in(&ola).await;
    let devices = tablet.call("session/own_devices", "").await.json();
    assert_eq!(devices.as_array().unwrap().len(), 2);
    assert_eq!(devices[0]["is_this"], true);
    assert_eq!(devices[0]["name"], "Chrome, Android");
    let id = format!("id={}", devices[1]["id"].as_str().unwrap());
    assert_eq!(
        stranger.call("session/revoke_device", &id).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(phone.is_signed_in().await);
    let name_and_value = id.split_once('=').unwrap();
    let answer = tablet.form("/api/session/revoke_device", &[name_and_value]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"));
    assert!(!phone.is_signed_in().await);
    assert!(tablet.is_signed_in().await);
}

#[tokio::test]
async fn a_closed_account_and_a_taken_role_count_from_the_next_request() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let without = Person {
        grants: Vec::new(),
        ..kari.clone()
    };
    let mut tx = Tx::new();
    people::save(&mut tx, &kari, &without, 1);
    app.store().commit(tx).await.unwrap();
    assert_eq!(
        browser.call("session/own_devices", "").await.status,
        StatusCode::FORBIDDEN
    );
    let closed = Person {
        active: false,
        ..without.clone()
    };
    let mut tx = Tx::new();
    people::save(&mut tx, &without, &closed, 2);
    app.store().commit(tx).await.unwrap();
    assert!(!browser.is_signed_in().await);
    let again = browser.give_password("kari@skole.example", PASSWORD).await;
    assert!(
        again.text.contains("E-posten eller passordet er feil"),
        "{}",
        again.text
    );
}

#[tokio::test]
async fn lapsed_sessions_and_attempts_are_forgotten() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    app.browser().demo_sign_in(&kari).await;
    app.browser().give_password("kari@skole.example", PASSWORD).await;
    let forgotten = app.jobs.desk.forget_lapsed().await.unwrap();
    assert_eq!(forgotten, 0);
    app.advance(SignedDuration::from_mins(16));
    assert_eq!(app.jobs.desk.forget_lapsed().await.unwrap(), 2);
    assert_eq!(app.jobs.desk.forget_lapsed().await.unwrap(), 0);
}

#[tokio::test]
async fn faults_stand_beside_the_fields_and_the_email_is_kept() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let answer = browser.give_password("kari", "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("id=\"email-fault\""), "{}", answer.text);
    assert!(answer.text.contains("id=\"password-fault\""), "{}", answer.text);
    let answer = browser
        .give_password("kari@skole.example", "hemmelig nok til å ikke vises")
        .await;
    assert!(answer.text.contains("value=\"kari@skole.example\""), "{}", answer.text);
    assert!(!answer.text.contains("hemmelig nok"), "a password must not come back");
}
