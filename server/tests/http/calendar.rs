//! The own calendar at a private address: read without a cookie, and by nobody once it is revoked.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use domain::role::{Role, RoleGrant};
use http::{Method, StatusCode};
use service::seed::{self, INGRID, Profile};
use store::people;
use tracing_subscriber::fmt::MakeWriter;

use crate::browser::{Answer, Browser};
use crate::support::TestApp;

/// The demonstration.
async fn house() -> TestApp {
    let app = TestApp::start().await;
    seed::run(app.store(), Profile::Demo, app.now()).await.unwrap();
    app
}

/// A new address of Ingrid's, made from her own browser.
async fn made(app: &TestApp) -> String {
    let ingrid = people::load(app.store(), INGRID).await.unwrap().unwrap();
    let mut browser = app.browser();
    browser.demo_sign_in(&ingrid).await;
    let answer = browser.call("calendar_feed/make", "{}").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["path"].as_str().unwrap().to_owned()
}

async fn revoked(app: &TestApp) {
    let ingrid = people::load(app.store(), INGRID).await.unwrap().unwrap();
    let mut browser = app.browser();
    browser.demo_sign_in(&ingrid).await;
    let answer = browser.call("calendar_feed/revoke", "{}").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

/// What a calendar program asks: no cookie, nothing that a browser sends.
async fn asked(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut program: Browser<'_> = app.browser_at("198.51.100.7");
    let mut request = program.request(method, path).header("accept", "*/*");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = program.send(request, Body::empty()).await;
    assert!(program.cookies.is_empty(), "no cookie is set");
    answer
}

#[tokio::test]
async fn a_calendar_is_read_without_a_cookie_and_kept_for_its_owner_alone() {
    let app = house().await;
    let path = made(&app).await;
    let answer = asked(&app, Method::GET, &path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert_eq!(
        answer.header("content-encoding"),
        "",
        "the tag stands for these very bytes"
    );
    assert!(answer.text.starts_with("BEGIN:VCALENDAR\r\n"), "{}", answer.text);
    assert!(!answer.text.contains(&path), "no answer repeats the address");
    let secret = path.strip_prefix("/calendar/").unwrap().strip_suffix(".ics").unwrap();
    // 256 bits in base64 without padding.
    assert_eq!(secret.len(), 43);
}

#[tokio::test]
async fn a_calendar_that_is_known_is_answered_with_304_and_a_head_with_no_body() {
    let app = house().await;
    let path = made(&app).await;
    let first = asked(&app, Method::GET, &path, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.len() > 40 && tag.starts_with('"'), "{tag}");

    let known = asked(&app, Method::GET, &path, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.bytes), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(known.header("etag"), tag);
    assert_eq!(known.header("cache-control"), "private, no-cache");
    let other = asked(&app, Method::GET, &path, &[("if-none-match", "\"other\"")]).await;
    assert_eq!((other.status, other.bytes), (StatusCode::OK, first.bytes));

    let head = asked(&app, Method::HEAD, &path, &[]).await;
    assert_eq!((head.status, head.bytes), (StatusCode::OK, 0));
    assert_eq!(head.header("etag"), tag);
    assert_eq!(head.header("content-length"), first.bytes.to_string());
}

#[tokio::test]
async fn a_revoked_address_answers_as_one_that_never_was() {
    let app = house().await;
    let path = made(&app).await;
    revoked(&app).await;
    let gone = asked(&app, Method::GET, &path, &[("accept-language", "nb")]).await;
    let never = format!("/calendar/{}.ics", "A".repeat(43));
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(gone.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(gone.header("cache-control"), "no-store");
    let sentence = i18n::calendar_feed::gone(domain::people::Language::Nb);
    assert_eq!(gone.text, format!("{sentence}\n"));
    for path in [never.as_str(), "/calendar/x.ics", "/calendar/x", "/calendar/%00.ics"] {
        let unknown = asked(&app, Method::GET, path, &[("accept-language", "nb")]).await;
        assert_eq!(
            (unknown.status, unknown.text),
            (gone.status, gone.text.clone()),
            "{path}"
        );
    }
    let head = asked(&app, Method::HEAD, &path, &[]).await;
    assert_eq!((head.status, head.bytes), (StatusCode::NOT_FOUND, 0));
}

#[tokio::test]
async fn a_calendar_is_only_read_and_guessing_is_slowed_down() {
    let app = house().await;
    let path = made(&app).await;
    let put = asked(&app, Method::PUT, &path, &[]).await;
    assert!(put.status.is_client_error(), "{}", put.status);
    let mut last = asked(&app, Method::GET, "/calendar/guess.ics", &[]).await;
    for _ in 0..240 {
        last = asked(&app, Method::GET, "/calendar/guess.ics", &[]).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(last.header("retry-after"), "");
}

#[tokio::test]
async fn whoever_has_no_week_gets_no_address() {
    let app = TestApp::start().await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Statistics)]).await;
    let mut browser = app.browser();
    browser.sign_in(&kari).await;
    let answer = browser.call("calendar_feed/make", "{}").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
}

/// The lines of a log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_has_the_pattern_of_the_address_and_never_its_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(server::logging::filter(Some("trace")))
        .with_writer(log.clone())
        .finish();
    let app = house().await;
    let path = made(&app).await;
    {
        let _guard = tracing::subscriber::set_default(subscriber);
        asked(&app, Method::GET, &path, &[]).await;
        asked(&app, Method::GET, &path.replace(".ics", "x.ics"), &[]).await;
    }
    let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(written.matches("answered").count(), 2, "{written}");
    assert!(written.contains("/calendar/{feed}"), "{written}");
    let secret = path.strip_prefix("/calendar/").unwrap().strip_suffix(".ics").unwrap();
    assert!(!written.contains(secret), "{written}");
}
