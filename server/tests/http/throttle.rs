//! Guessing is slow, and nobody is locked out by another's guessing. Nothing tells whether an account exists.

use domain::role::{Role, RoleGrant};
use http::StatusCode;

use crate::support::{PASSWORD, TestApp};

fn adviser() -> Vec<RoleGrant> {
    vec![RoleGrant::everywhere(Role::Adviser)]
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::start().await;
    app.person("kari", adviser()).await;
    let known = app
        .browser()
        .give_password("kari@skole.example", "feil passord her")
        .await;
    let unknown = app
        .browser()
        .give_password("kira@skole.example", "feil passord her")
        .await;
    assert_eq!(known.status, unknown.status);
    let unknown_text = unknown.stable_text().replace("kira", "kari");
    assert_eq!(known.stable_text(), unknown_text);
}

#[tokio::test]
async fn when_the_bucket_is_full_known_and_unknown_accounts_still_look_the_same() {
    let app = TestApp::start().await;
    app.person("kari", adviser()).await;
    let mut answers = Vec::new();
    for mailbox in ["kari", "kira"] {
        let email = format!("{mailbox}@skole.example");
        let mut browser = app.browser();
        for _ in 0..5 {
            browser.give_password(&email, "feil passord her").await;
        }
        let answer = browser.give_password(&email, "feil passord her").await;
        let page = browser.get("/sign-in/code").await;
        let wrong = browser
            .form("/sign-in/code", &[("code", "00000000"), ("password", PASSWORD)])
            .await;
        assert!(!browser.is_signed_in().await);
        answers.push((
            answer.status,
            answer.location().to_owned(),
            page.stable_text(),
            wrong.status,
            wrong.stable_text(),
        ));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].1, "/sign-in/code");
}

#[tokio::test]
async fn a_victim_gets_in_from_a_known_device_and_from_a_new_one_while_an_attacker_guesses() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut tablet = app.browser();
    tablet.sign_in(&kari).await;
    tablet.form("/api/session/sign_out", &[]).await;
    let mut attacker = app.browser_at("198.51.100.66");
    for n in 0..40 {
        attacker
            .give_password("kari@skole.example", &format!("gjetning nummer {n}"))
            .await;
    }
    // Another sits in the person's own building, and a third has many addresses and fills the mailbox.
    let mut neighbour = app.browser();
    for n in 0..70 {
        neighbour.give_password(&format!("nobody{n}@skole.example"), "x").await;
    }
    for n in 0..31 {
        app.browser_at(&format!("198.51.100.{n}"))
            .give_password("kari@skole.example", "x")
            .await;
    }
    // The right password does not help the attacker: it is not tried any more.
    let late = attacker.give_password("kari@skole.example", PASSWORD).await;
    assert_ne!(late.location(), "/", "{}", late.text);

    app.advance(jiff::SignedDuration::from_secs(1));
    tablet.sign_in(&kari).await;
    assert!(tablet.is_signed_in().await);

    app.advance(jiff::SignedDuration::from_secs(150));
    let mut new_phone = app.browser_at("203.0.113.5");
    let first = new_phone.give_password("kari@skole.example", PASSWORD).await;
    assert_eq!(
        (first.status, first.location()),
        (StatusCode::SEE_OTHER, "/sign-in/code")
    );
    let code = app.mailed_code().await;
    let page = new_phone.get("/sign-in/code").await;
    assert!(
        page.text.contains("name=\"password\""),
        "the password is asked for with the code"
    );
    let second = new_phone
        .form("/sign-in/code", &[("code", &code), ("password", PASSWORD)])
        .await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.text);
    assert!(new_phone.is_signed_in().await);
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_slowed_down_whatever_it_claims_to_be() {
    let app = TestApp::start().await;
    let mut last = None;
    for n in 0..61 {
        let mut browser = app.browser_at("198.51.100.66");
        let request = browser
            .request(http::Method::POST, "/sign-in")
            .header("accept", "text/html")
            .header("x-forwarded-for", format!("192.0.2.{n}"))
            .header("content-type", "application/x-www-form-urlencoded");
        let body = format!("email=nobody{n}%40skole.example&password=x");
        last = Some(browser.send(request, body.into()).await);
    }
    let last = last.unwrap();
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.text.contains("for mange forsøk"), "{}", last.text);
}

#[tokio::test]
async fn spelling_the_email_otherwise_opens_no_new_bucket() {
    let app = TestApp::start().await;
    app.person("kari", adviser()).await;
    let mut browser = app.browser();
    for email in [
        "kari@skole.example",
        "KARI@skole.example",
        " kari@skole.example",
        "ｋari@skole.example",
        "kari@SKOLE.example",
    ] {
        browser.give_password(email, "feil passord her").await;
    }
    let sixth = browser.give_password("Kari@Skole.Example", PASSWORD).await;
    assert_eq!(sixth.location(), "/sign-in/code");
    let page = browser.get("/sign-in/code").await;
    assert!(page.text.contains("name=\"password\""), "the password was not tried");
}
