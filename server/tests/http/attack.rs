//! What a hostile client sends.

use axum::body::Body;
use domain::role::{Role, RoleGrant};
use futures::stream;
use http::{Method, StatusCode};

use crate::support::TestApp;

fn adviser() -> Vec<RoleGrant> {
    vec![RoleGrant::everywhere(Role::Adviser)]
}

#[tokio::test]
async fn nothing_changes_on_a_request_from_another_site() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let forms = [
        "/api/session/sign_out",
        "/sign-in",
        "/sign-in/code",
        "/demo/sign-in",
        "/preferences",
    ];
    for path in forms {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
        ] {
            let mut request = browser
                .request(Method::POST, path)
                .header("accept", "text/html")
                .header("content-type", "application/x-www-form-urlencoded");
            let headers = request.headers_mut().unwrap();
            headers.remove("sec-fetch-site");
            headers.insert(name, value.parse().unwrap());
            let answer = browser.send(request, Body::empty()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {name} {value}");
            assert!(answer.text.contains(answer.request_id()), "{}", answer.text);
        }
    }
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn server_functions_answer_post_alone() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::PATCH] {
        let request = browser.request(method.clone(), "/api/session/sign_out");
        let answer = browser.send(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let request = browser
            .request(method.clone(), "/account")
            .header("accept", "text/html");
        let answer = browser.send(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_body_of_a_hundred_megabytes_is_refused_before_it_is_read() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let request = browser
        .request(Method::POST, "/sign-in")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", "104857600");
    let answer = browser.send(request, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains("For mye på én gang"), "{}", answer.text);
    let call = browser
        .request(Method::POST, "/api/session/set_language")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", "104857600");
    let answer = browser.send(call, Body::empty()).await;
    assert_eq!(
        (answer.status, answer.json()["detail"].as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, Some("too_large"))
    );
}

#[tokio::test]
async fn a_body_that_hides_its_size_is_not_read_to_the_end() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let chunk = vec![b'a'; 64 * 1024];
    let endless = stream::iter((0..1600).map(move |_| Ok::<_, std::io::Error>(chunk.clone())));
    let request = browser
        .request(Method::POST, "/api/session/set_language")
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = browser.send(request, Body::from_stream(endless)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text);
}

#[tokio::test]
async fn malformed_bodies_and_unknown_ids_are_answered_without_our_types() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    for (path, body) in [
        ("session/revoke_device", "id=not-an-id"),
        ("session/revoke_device", ""),
        ("session/revoke_device", "id[]=a&id[]=b"),
        ("session/set_language", "language=sv"),
        ("session/accept_declaration", "version=-1&accepted=on"),
        ("session/accept_declaration", "version=99999999999999999999"),
    ] {
        let answer = browser.call(path, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path} {body}: {}",
            answer.text
        );
        let told = answer.json();
        assert_eq!(told["code"], "invalid");
        assert_eq!(told["detail"], serde_json::Value::Null, "{}", answer.text);
        assert_eq!(told["request_id"].as_str(), Some(answer.request_id()));
    }
    let missing = browser
        .call("session/revoke_device", "id=01J00000000000000000000000")
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let nowhere = browser.call("session/no_such_function", "").await;
    assert_eq!(
        (nowhere.status, nowhere.json()["code"].as_str()),
        (StatusCode::NOT_FOUND, Some("not_found"))
    );
}

#[tokio::test]
async fn forms_with_foreign_fields_are_refused() {
    let app = TestApp::start().await;
    let fields = [("email", "kari@skole.example"), ("password", "x"), ("role", "admin")];
    let answer = app.browser().form("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text.contains("unknown field"), "{}", answer.text);
}

#[tokio::test]
async fn a_panic_is_a_500_with_a_reference_and_no_inside() {
    let app = TestApp::start().await;
    let kari = app.person("kari", adviser()).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let answer = browser.get("/test/panic").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains(answer.request_id()), "{}", answer.text);
    assert!(
        !answer.text.contains("secret inside") && !answer.text.contains(".rs"),
        "{}",
        answer.text
    );
    assert!(
        answer
            .header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
}

#[tokio::test]
async fn paths_that_climb_find_no_file() {
    let app = TestApp::start().await;
    std::fs::write(app.mails.path().join("icon.svg"), "<svg/>").unwrap();
    assert_eq!(app.browser().get("/icon.svg").await.text, "<svg/>");
    for path in [
        "/../Cargo.toml",
        "/pkg/../../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd.txt",
        "/..%2f..%2fetc/passwd.txt",
        "/pkg/%c0%ae%c0%ae/x.js",
    ] {
        let answer = app.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
