//! Files of modules over HTTP: what comes in, what goes out, and under which headers.

use app::printouts::document::Part;
use axum::body::Body;
use domain::command::Envelope;
use domain::files::{FileAbout, MAX_BYTES, NewFile};
use domain::ids::{CommandId, FileId, ModuleId, PersonId};
use domain::modules::{Licence, ModuleHead, NewModule, create};
use domain::role::{Role, RoleGrant};
use domain::text::{LessonMinutes, ShortText, Title};
use futures::stream;
use http::{Method, StatusCode};
use server::docx;
use store::{Tx, modules};
use ulid::Ulid;

use crate::browser::{Answer, Browser, encode};
use crate::support::TestApp;

const MODULE: ModuleId = ModuleId::new(Ulid(9));

async fn module_of(app: &TestApp, author: PersonId) {
    let head = ModuleHead::new(Title::parse("Rettar").unwrap(), LessonMinutes::new(45).unwrap());
    let mut tx = Tx::new();
    modules::create(
        &mut tx,
        &create(&NewModule { id: MODULE, head }, author).unwrap(),
        app.now(),
    );
    app.store().commit(tx).await.unwrap();
}

fn grants() -> Vec<RoleGrant> {
    vec![RoleGrant::everywhere(Role::Adviser)]
}

fn address(id: u128, name: &str, ending: &str) -> String {
    let envelope = Envelope {
        key: CommandId::new(Ulid(id)),
        expected_version: None,
        confirmed: Default::default(),
        command: NewFile {
            id: FileId::new(Ulid(id)),
            about: FileAbout {
                name: Title::parse(name).unwrap(),
                licence: Licence::CcBy,
                expires: None,
            },
            ending: ShortText::parse(ending).unwrap(),
        },
    };
    let said = encode(&serde_json::to_string(&envelope).unwrap());
    format!("/modules/{MODULE}/files?envelope={said}")
}

async fn bring(browser: &mut Browser<'_>, id: u128, ending: &str, content: impl Into<Body>) -> Answer {
    let request = browser
        .request(Method::POST, &address(id, "Lovkort/«ny»", ending))
        .header("accept", "application/json");
    browser.send(request, content.into()).await
}

fn of_file(id: u128) -> String {
    format!("/modules/{MODULE}/files/{}", FileId::new(Ulid(id)))
}

#[tokio::test]
async fn a_file_goes_out_as_what_it_is_and_can_do_nothing() {
    let app = TestApp::start().await;
    let kari = app.person("kari", grants()).await;
    module_of(&app, kari.id).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let brought = bring(&mut browser, 1, "pdf", "%PDF-1.7 <script>alert(1)</script>").await;
    assert_eq!(brought.status, StatusCode::OK, "{}", brought.text);
    assert_eq!(brought.json()["module"]["content"]["files"][0]["kind"], "pdf");

    let saved = browser.get(&of_file(1)).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert_eq!(saved.header("content-type"), "application/pdf");
    assert_eq!(
        saved.header("content-disposition"),
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''Lovkort-%C2%ABny%C2%BB.pdf"
    );
    assert_eq!(saved.header("x-content-type-options"), "nosniff");
    assert_eq!(saved.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(saved.header("cache-control"), "private, no-cache");
    let policy = saved.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox"),
        "{policy}"
    );
    assert!(!policy.contains("nonce"), "{policy}");

    let shown = browser.get(&format!("{}?show=1", of_file(1))).await;
    assert!(shown.header("content-disposition").starts_with("inline;"));
    let policy = shown.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script-src"),
        "{policy}"
    );

    let tag = saved.header("etag").to_owned();
    let again = browser.request(Method::GET, &of_file(1)).header("if-none-match", tag);
    let again = browser.send(again, Body::empty()).await;
    assert_eq!((again.status, again.bytes), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn what_is_not_taken_is_told_by_the_field_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let kari = app.person("kari", grants()).await;
    module_of(&app, kari.id).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let hostile: [(&str, &[u8], &str); 5] = [
        ("exe", b"MZ\x90\0", "unknown_file_kind"),
        ("pdf", b"<html><script>alert(1)</script></html>", "unknown_file_kind"),
        ("png", b"%PDF-1.7", "disguised_file"),
        ("docx", b"PK\x03\x04broken", "broken_file"),
        ("pdf", b"", "required"),
    ];
    for (at, (ending, content, code)) in hostile.into_iter().enumerate() {
        let answer = bring(&mut browser, 10 + at as u128, ending, content.to_vec()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let told = answer.json();
        assert_eq!(
            (&told["issues"][0]["field"], &told["issues"][0]["code"]["kind"]),
            (&"file".into(), &code.into())
        );
        assert_eq!(told["request_id"], answer.request_id());
    }
    let request = browser.request(Method::POST, &format!("/modules/{MODULE}/files?envelope=%7B"));
    let answer = browser.send(request, "%PDF-1.7".into()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let module = modules::load(app.store(), MODULE).await.unwrap().unwrap();
    assert_eq!((module.version, module.content.files), (1, Vec::new()));
}

#[tokio::test]
async fn two_gigabytes_are_refused_before_they_are_read() {
    let app = TestApp::start().await;
    let kari = app.person("kari", grants()).await;
    module_of(&app, kari.id).await;
    let mut browser = app.browser();
    browser.demo_sign_in(&kari).await;
    let said = browser
        .request(Method::POST, &address(1, "Film", "pdf"))
        .header("content-length", (2_u64 << 30).to_string());
    let answer = browser.send(said, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    // One that does not say is read as far as it may go, and no further.
    let chunk = vec![b' '; 1024 * 1024];
    let chunks = stream::iter((0..2048).map(move |at| {
        assert!(at <= MAX_BYTES / (1024 * 1024) + 2, "read on after the limit");
        Ok::<_, std::io::Error>(chunk.clone())
    }));
    let request = browser.request(Method::POST, &address(2, "Film", "pdf"));
    let answer = browser.send(request, Body::from_stream(chunks)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let other = browser
        .request(Method::POST, "/api/modules/create")
        .header("content-length", "2000000");
    let answer = browser.send(other, Body::empty()).await;
    assert_eq!(
        answer.status,
        StatusCode::PAYLOAD_TOO_LARGE,
        "no other address takes as much"
    );
}

#[tokio::test]
async fn nobody_else_brings_a_file_or_reads_one_of_a_draft() {
    let app = TestApp::start().await;
    let kari = app.person("kari", grants()).await;
    module_of(&app, kari.id).await;
    let mut author = app.browser();
    author.demo_sign_in(&kari).await;
    assert_eq!(bring(&mut author, 1, "pdf", "%PDF-1.7").await.status, StatusCode::OK);

    let mut nobody = app.browser();
    assert_eq!(
        bring(&mut nobody, 2, "pdf", "%PDF-1.7").await.status,
        StatusCode::UNAUTHORIZED
    );
    let away = nobody.get(&of_file(1)).await;
    assert!(
        away.status.is_redirection() && away.location().starts_with("/sign-in"),
        "{}",
        away.status
    );
    for role in [Role::Adviser, Role::FagTeam, Role::Coordinator, Role::Admin] {
        let other = app
            .person(&format!("{role:?}").to_lowercase(), vec![RoleGrant::everywhere(role)])
            .await;
        let mut browser = app.browser();
        browser.demo_sign_in(&other).await;
        let answer = bring(&mut browser, 3, "pdf", "%PDF-1.7").await;
        assert!(
            matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN),
            "{role:?}"
        );
        // One that is not there looks the same.
        let (there, missing) = (browser.get(&of_file(1)).await, browser.get(&of_file(404)).await);
        assert_eq!(
            (there.status, missing.status),
            (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
            "{role:?}"
        );
    }
    let elsewhere = author
        .request(Method::POST, &address(4, "Kort", "pdf"))
        .header("origin", "https://evil.example");
    let mut elsewhere = elsewhere;
    elsewhere.headers_mut().unwrap().remove("sec-fetch-site");
    let answer = author.send(elsewhere, "%PDF-1.7".into()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_document_is_read_for_whoever_may_write_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let kari = app.person("kari", grants()).await;
    let aino = app.person("aino", grants()).await;
    module_of(&app, kari.id).await;
    let parts = [
        Part::Title("Rettane dine".to_owned()),
        Part::Text("Lengd: 1 t".to_owned()),
    ];
    let word = docx::write(&parts, app.now()).unwrap();
    let address = format!("/modules/{MODULE}/document");
    let request = |browser: &Browser<'_>| {
        browser
            .request(Method::POST, &address)
            .header("accept", "application/json")
    };
    let mut author = app.browser();
    author.demo_sign_in(&kari).await;
    let read = request(&author);
    let read = author.send(read, word.clone().into()).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text);
    let said = read.json();
    assert_eq!(
        (&said["title"], &said["minutes"], &said["blocks"]),
        (&"Rettane dine".into(), &"60".into(), &serde_json::Value::Null)
    );
    for (content, code) in [("%PDF-1.7", "unknown_file_kind"), ("PK\x03\x04broken", "broken_file")] {
        let broken = request(&author);
        let broken = author.send(broken, content.into()).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let told = broken.json();
        assert_eq!(
            (&told["issues"][0]["field"], &told["issues"][0]["code"]["kind"]),
            (&"document".into(), &code.into())
        );
    }
    let large = request(&author).header("content-length", (2_u64 << 30).to_string());
    let large = author.send(large, Body::empty()).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);

    let mut colleague = app.browser();
    colleague.demo_sign_in(&aino).await;
    let refused = request(&colleague);
    let refused = colleague.send(refused, word.into()).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "a draft of another's");
    for paper in ["guide.pdf", "pupils.pdf"] {
        let path = format!("/modules/{MODULE}/{paper}");
        let (own, other) = (author.get(&path).await, colleague.get(&path).await);
        assert_eq!(
            (own.status, own.header("content-type")),
            (StatusCode::OK, "application/pdf")
        );
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{paper}");
    }
    let module = modules::load(app.store(), MODULE).await.unwrap().unwrap();
    assert_eq!((module.version, module.content.head.title.as_str()), (1, "Rettar"));
}
