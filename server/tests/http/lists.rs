//! The list of those who have registered for a course, as files over HTTP: who gets it, and what is noted of it.

use http::StatusCode;
use service::seed::{ADMIN, AINO, MARTE, SAMIR, TOR, VEGARD};

use crate::support::TestApp;

/// The demonstration's course of today, which Samir and the professional team hold.
const COURSE: &str = "01KDVDNA000000000000001404";
/// Endings, and what each file is called and begins with.
const FILES: [(&str, &str, &str); 3] = [
    ("csv", "text/csv; charset=utf-8; header=present", "\u{feff}"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "PK",
    ),
    ("pdf", "application/pdf", "%PDF-1.7"),
];

fn address(ending: &str) -> String {
    format!("/courses/{COURSE}/participants.{ending}")
}

#[tokio::test]
async fn those_who_hold_a_course_get_its_list_in_three_forms_and_each_time_is_noted() {
    let app = TestApp::demonstration().await;
    for (taken, person) in (0..).zip([SAMIR, VEGARD]) {
        let mut browser = app.signed_in(person).await;
        for (turn, (ending, kind, begins)) in (1..).zip(FILES) {
            let answer = browser.get(&address(ending)).await;
            assert_eq!(answer.status, StatusCode::OK, "{ending}");
            assert_eq!(answer.header("content-type"), kind);
            assert_eq!(answer.header("cache-control"), "no-store", "{ending}");
            assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow", "{ending}");
            assert_eq!(
                answer.header("content-disposition"),
                format!("attachment; filename=\"{COURSE}.{ending}\"")
            );
            assert!(answer.text.starts_with(begins), "{ending}");
            let trail: Vec<serde_json::Value> = app
                .store()
                .list("SELECT actor FROM audit_entry WHERE action = 'export_participants'")
                .await
                .unwrap();
            assert_eq!(trail.len(), taken * FILES.len() + turn, "{ending}");
        }
    }
}

#[tokio::test]
async fn the_list_on_paper_is_tagged_and_in_the_readers_language() {
    let app = TestApp::demonstration().await;
    let mut browser = app.signed_in(SAMIR).await;
    let sheets = browser.get(&address("pdf")).await;
    for asked in ["/StructTreeRoot", "/Marked true", "/DisplayDocTitle true", "/Lang"] {
        assert!(sheets.text.contains(asked), "{asked}");
    }
    // On its side.
    assert!(sheets.text.contains("841.89 595.276"), "the size of the sheets");
}

#[tokio::test]
async fn nobody_else_gets_the_list_and_nothing_is_noted() {
    let app = TestApp::demonstration().await;
    for (ending, ..) in FILES {
        let outside = app.browser().get(&address(ending)).await;
        assert!(outside.status.is_redirection(), "{ending}: {}", outside.status);
        assert!(outside.location().starts_with("/sign-in"), "{}", outside.location());
    }
    for person in [AINO, MARTE, TOR, ADMIN] {
        let mut browser = app.signed_in(person).await;
        for (ending, ..) in FILES {
            let answer = browser.get(&address(ending)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{person} {ending}");
        }
    }
    let mut samir = app.signed_in(SAMIR).await;
    for nowhere in ["01KDVDNA000000000000009999", "x", "%00"] {
        for (ending, ..) in FILES {
            let answer = samir.get(&format!("/courses/{nowhere}/participants.{ending}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere} {ending}");
        }
    }
    let trail: Vec<serde_json::Value> = app
        .store()
        .list("SELECT actor FROM audit_entry WHERE action = 'export_participants'")
        .await
        .unwrap();
    assert!(trail.is_empty(), "{trail:?}");
}
