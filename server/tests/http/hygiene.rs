//! Headers and doors.

use axum::body::{Body, to_bytes};
use http::{Method, Request, StatusCode};
use tower::ServiceExt as _;

use crate::browser::Answer;
use crate::support::TestApp;

const PAGES: [&str; 10] = [
    "/",
    "/sign-in",
    "/demo/sign-in",
    "/declaration",
    "/account",
    "/emergency",
    "/accessibility",
    "/offline",
    "/no-such-page",
    "/no-such-file.js",
];

fn assert_headers(answer: &Answer, what: &str) {
    for (name, value) in [
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), value, "{name} on {what}");
    }
    let policy = answer.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "'nonce-",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{part} on {what}: {policy}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    assert!(answer.header("permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(answer.request_id().len(), 26, "{what}");
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let app = TestApp::start().await;
    for path in PAGES {
        assert_headers(&app.browser().get(path).await, path);
    }
    for row in server::registry::ROWS {
        assert_headers(&app.browser().call(row.path, row.body).await, row.path);
    }
    assert_headers(
        &app.browser().form("/sign-in", &[("email", ""), ("password", "")]).await,
        "POST /sign-in",
    );
}

#[tokio::test]
async fn the_pages_scripts_carry_the_nonce_of_the_header_and_nothing_is_inline_besides() {
    let app = TestApp::start().await;
    let one = app.browser().get("/sign-in").await;
    let two = app.browser().get("/sign-in").await;
    assert_ne!(
        one.header("content-security-policy"),
        two.header("content-security-policy")
    );
    let policy = one.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let scripts = one.text.matches("<script").count();
    assert!(scripts > 0);
    let with_nonce = one.text.matches(&format!("nonce=\"{nonce}\"")).count();
    assert_eq!(with_nonce, scripts, "{}", one.text);
    for inline in [" style=\"", " onclick=", "javascript:", "<style"] {
        assert!(!one.text.contains(inline), "{inline}");
    }
}

#[tokio::test]
async fn an_unknown_page_is_an_honest_404() {
    let app = TestApp::start().await;
    let answer = app.browser().get("/no-such-page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("<h1"), "{}", answer.text);
}

#[tokio::test]
async fn the_demonstrations_door_is_not_there_outside_the_demo() {
    let app = TestApp::without_demo().await;
    let kari = app.person("kari", Vec::new()).await;
    let mut browser = app.browser();
    assert_eq!(browser.get("/demo/sign-in").await.status, StatusCode::NOT_FOUND);
    let answer = browser.form("/demo/sign-in", &[("person", &kari.id.to_string())]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!browser.is_signed_in().await);
    assert!(!browser.get("/sign-in").await.text.contains("/demo/sign-in"));
}

#[tokio::test]
async fn a_page_is_compressed_for_a_browser_that_takes_it_and_for_no_other() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let plain = browser.get("/emergency").await;
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["br", "gzip"] {
        let request = browser
            .request(Method::GET, "/emergency")
            .header("accept-encoding", encoding);
        let answer = browser.send(request, Body::empty()).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert!(
            answer.bytes * 2 < plain.bytes,
            "{encoding}: {} of {}",
            answer.bytes,
            plain.bytes
        );
        assert_headers(&answer, encoding);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_page_that_many_ask_for_at_once_is_drawn_whole_for_each() {
    let app = TestApp::start().await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let request = app.browser().request(Method::GET, "/emergency");
        let (router, parts) = (app.router.clone(), request.body(()).unwrap().into_parts().0);
        asking.spawn(async move {
            for _ in 0..300 {
                let request = Request::from_parts(parts.clone(), Body::empty());
                let answer = router.clone().oneshot(request).await.unwrap();
                assert_eq!(answer.status(), StatusCode::OK);
                let page = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
                let page = String::from_utf8_lossy(&page);
                assert!(page.contains(" – Handlingsrom</title>"), "{page}");
            }
        });
    }
    while let Some(done) = asking.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn health_and_metrics_are_not_served_to_the_public() {
    let app = TestApp::start().await;
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(app.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn language_and_theme_can_be_chosen_without_scripts() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let answer = browser
        .form("/preferences", &[("lang", "nn"), ("back", "/emergency")])
        .await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/emergency")
    );
    assert!(browser.get("/emergency").await.text.contains("lang=\"nn\""));
    let answer = browser
        .form("/preferences", &[("theme", "dark"), ("back", "https://evil.example")])
        .await;
    assert_eq!(answer.location(), "/");
}
