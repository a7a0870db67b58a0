//! Passwords: a mailed link, a forgotten password, a change of one's own.

use domain::people::Person;
use domain::role::{Role, RoleGrant};
use http::StatusCode;
use jiff::SignedDuration;

use crate::browser::Browser;
use crate::support::{PASSWORD, TestApp};

const NEXT: &str = "sju blå båter på Mjøsa i dag";

async fn kari(app: &TestApp) -> Person {
    app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await
}

async fn asked(app: &TestApp) -> String {
    let sent = app
        .browser()
        .form("/password/forgotten", &[("email", "kari@skole.example")])
        .await;
    assert_eq!(sent.location(), "/password/forgotten?sent=1", "{}", sent.text);
    app.mailed_link().await
}

async fn choose(browser: &mut Browser<'_>, link: &str, password: &str) -> crate::browser::Answer {
    let link = link.strip_prefix("/password?link=").unwrap();
    browser
        .form("/password", &[("link", link), ("password", password), ("email", "x")])
        .await
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_by_a_mailed_link_and_every_session_ends() {
    let app = TestApp::start().await;
    let kari = kari(&app).await;
    let mut old = app.browser();
    old.sign_in(&kari).await;
    let link = asked(&app).await;
    let mut browser = app.browser();
    let page = browser.get(&link).await;
    assert!(page.text.contains("kari@skole.example"), "{}", page.text);
    let weak = choose(&mut browser, &link, "passwordpassword").await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("for lett å gjette"), "{}", weak.text);
    assert!(old.is_signed_in().await, "a refused password ends nothing");

    let saved = choose(&mut browser, &link, NEXT).await;
    assert_eq!(
        (saved.status, saved.location()),
        (StatusCode::SEE_OTHER, "/sign-in?password=saved")
    );
    assert!(!old.is_signed_in().await);
    let wrong = browser.give_password("kari@skole.example", PASSWORD).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = browser.give_password("kari@skole.example", NEXT).await;
    assert_eq!(right.location(), "/sign-in/code");
}

#[tokio::test]
async fn a_link_is_good_once_for_half_an_hour_and_until_a_newer_one_comes() {
    let app = TestApp::start().await;
    kari(&app).await;
    let older = asked(&app).await;
    app.advance(SignedDuration::from_secs(1));
    let newer = asked(&app).await;
    assert_ne!(older, newer);
    let mut browser = app.browser();
    let over = browser.get(&older).await;
    assert!(over.text.contains("Lenken gjelder ikke lenger"), "{}", over.text);
    assert_eq!(choose(&mut browser, &newer, NEXT).await.status, StatusCode::SEE_OTHER);
    let again = choose(&mut browser, &newer, "en helt annen setning til").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("Lenken gjelder ikke lenger"), "{}", again.text);

    let late = asked(&app).await;
    app.advance(SignedDuration::from_mins(30));
    let lapsed = browser.get(&late).await;
    assert!(lapsed.text.contains("Lenken gjelder ikke lenger"));
    assert_eq!(
        choose(&mut browser, &late, PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    for made_up in [
        "/password",
        "/password?link=",
        "/password?link=a.b",
        "/password?link=%00",
    ] {
        let page = browser.get(made_up).await;
        assert_eq!(page.status, StatusCode::OK, "{made_up}");
        assert!(page.text.contains("Lenken gjelder ikke lenger"), "{made_up}");
    }
}

#[tokio::test]
async fn asking_for_a_link_tells_nobody_whether_an_account_exists() {
    let app = TestApp::start().await;
    kari(&app).await;
    let known = app
        .browser()
        .form("/password/forgotten", &[("email", "kari@skole.example")])
        .await;
    let unknown = app
        .browser()
        .form("/password/forgotten", &[("email", "ola@skole.example")])
        .await;
    assert_eq!(
        (known.status, known.location(), known.stable_text()),
        (unknown.status, unknown.location(), unknown.stable_text())
    );
    assert_eq!(app.mails_sent().await, 1);
    let mut browser = app.browser();
    let mut last = StatusCode::SEE_OTHER;
    for _ in 0..6 {
        last = browser
            .form("/password/forgotten", &[("email", "ola@skole.example")])
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let nonsense = browser.form("/password/forgotten", &[("email", "kari")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nonsense.text.contains("value=\"kari\""), "{}", nonsense.text);
}

#[tokio::test]
async fn neither_queue_nor_store_holds_the_secret_of_a_link() {
    let app = TestApp::start().await;
    kari(&app).await;
    let link = asked(&app).await;
    let secret = link.rsplit_once('.').unwrap().1;
    let mut all = Vec::new();
    for table in [
        "outbox",
        "outbox_done",
        "password_link",
        "audit_entry",
        "command_receipt",
    ] {
        let rows: Vec<serde_json::Value> = match table {
            "outbox" => app.store().list("SELECT * FROM outbox").await,
            "outbox_done" => app.store().list("SELECT * FROM outbox_done").await,
            "password_link" => app.store().list("SELECT * FROM password_link").await,
            "audit_entry" => app.store().list("SELECT * FROM audit_entry").await,
            _ => app.store().list("SELECT * FROM command_receipt").await,
        }
        .unwrap();
        all.extend(rows);
    }
    assert!(!all.is_empty());
    assert!(!serde_json::to_string(&all).unwrap().contains(secret));
}

#[tokio::test]
async fn a_person_changes_the_own_password_with_the_present_one_and_other_devices_are_out() {
    let app = TestApp::start().await;
    let kari = kari(&app).await;
    let mut here = app.browser();
    here.sign_in(&kari).await;
    app.advance(SignedDuration::from_secs(1));
    let mut there = app.browser();
    there.sign_in(&kari).await;
    let wrong = here
        .form(
            "/account/password",
            &[("current", "noe annet enn det"), ("password", NEXT)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("ikke passordet du har nå"), "{}", wrong.text);
    assert!(wrong.text.contains("Her er du logget inn"), "the whole page comes back");
    let changed = here
        .form("/account/password", &[("current", PASSWORD), ("password", NEXT)])
        .await;
    assert_eq!(changed.location(), "/account?password=changed", "{}", changed.text);
    assert!(here.is_signed_in().await && !there.is_signed_in().await);
    let stranger = app
        .browser()
        .form("/account/password", &[("current", NEXT), ("password", PASSWORD)])
        .await;
    assert_eq!(stranger.location(), "/sign-in?to=/account");
}

#[tokio::test]
async fn all_other_devices_are_signed_out_at_once() {
    let app = TestApp::start().await;
    let kari = kari(&app).await;
    let mut here = app.browser();
    here.demo_sign_in(&kari).await;
    let mut there = app.browser();
    there.demo_sign_in(&kari).await;
    let answer = here.call("session/revoke_others", "").await;
    assert!(
        answer.status.is_success() || answer.status.is_redirection(),
        "{}",
        answer.text
    );
    assert!(here.is_signed_in().await && !there.is_signed_in().await);
}
