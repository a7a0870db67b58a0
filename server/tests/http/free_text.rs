//! Handmade requests whose texts name a person.

use domain::role::{Role, RoleGrant};
use http::StatusCode;

use crate::support::TestApp;

/// A closing with a reflection; the group does not exist, but the texts are looked at before it is looked for.
fn closing(reflection: &str, confirmed: &str) -> String {
    format!(
        r#"{{"id":"01J00000000000000000000000","envelope":{{"key":"01J00000000000000000000001","expected_version":1,"confirmed":{confirmed},"command":{{"do":"close_session","number":1,"closing":{{"present":8,"absent":2,"delivery_minutes":75,"preparation_minutes":30,"reflection":{{"worked":"{reflection}","next_time":"","follow_up":false}}}}}}}}}}"#
    )
}

#[tokio::test]
async fn a_handmade_request_with_an_identity_number_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    for (text, what) in [
        ("Gjelder 03850961203", "national_identity"),
        ("Gjelder 038509 61203", "national_identity"),
        ("Gjelder 03\\u200b8509\\u200b61203", "national_identity"),
        ("Mor: ９１２ ３４ ５６７", "phone"),
        ("Skriv til mor@familien.no", "email"),
    ] {
        let answer = browser
            .call(
                "groups/change",
                &closing(text, r#"["03850961203","mor@familien.no","912 34 567"]"#),
            )
            .await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{text}: {}",
            answer.text
        );
        let issue = &answer.json()["issues"][0];
        assert_eq!(issue["field"], "worked", "{text}");
        assert_eq!(issue["code"]["what"], what, "{text}");
        assert!(
            !answer.text.contains("61203"),
            "the answer does not carry it on: {}",
            answer.text
        );
    }
}

#[tokio::test]
async fn a_probable_name_needs_that_words_own_confirmation() {
    let app = TestApp::start().await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    for confirmed in ["[]", r#"["Mohammed"]"#] {
        let answer = browser.call("groups/change", &closing("Fatima gråt", confirmed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert_eq!(answer.json()["issues"][0]["code"]["kind"], "may_be_a_name");
    }
    // Through the guard; the group is then not there.
    let answer = browser
        .call("groups/change", &closing("Fatima gråt", r#"["Fatima"]"#))
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
}
