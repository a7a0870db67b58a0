//! Coverage as files over HTTP: who gets them, and what they are to a spreadsheet.

use domain::coverage::{Activity, Fact, Kind, Reached, Source, Standing};
use domain::ids::{GroupId, PersonId, PlacementId, UnitId};
use domain::places::{MunicipalityCode, Placement, PlacementState, Unit, UnitKind};
use domain::role::{Role, RoleGrant};
use domain::text::{Percent, Title};
use http::StatusCode;
use jiff::civil::date;
use store::{Tx, coverage, placements, places};
use ulid::Ulid;

use crate::support::TestApp;

const UNIT: UnitId = UnitId::new(Ulid(7));

/// A unit with a hostile name, an adviser and one session that was held.
async fn unit_of(app: &TestApp, adviser: PersonId) {
    let unit = Unit {
        id: UNIT,
        name: Title::parse("=HYPERLINK(\"x\")").unwrap(),
        kind: UnitKind::UpperSecondary,
        municipality: MunicipalityCode::parse("0301").unwrap(),
        owner: None,
        org_number: None,
        pupils: None,
        staff: Some(40),
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    };
    let placement = Placement {
        id: PlacementId::new(Ulid(8)),
        person: Some(adviser),
        unit: UNIT,
        percent: Percent::new(100).unwrap(),
        from: date(2026, 1, 1),
        to: None,
        state: PlacementState::Active,
        version: 1,
    };
    let held = Activity {
        fact: Fact {
            source: Source::Group(GroupId::new(Ulid(9))),
            number: 1,
            kind: Kind::Groups,
            unit: UNIT,
            day: date(2026, 10, 1),
            until: None,
            standing: Standing::Held,
            reached: Reached {
                pupils: 7,
                ..Reached::default()
            },
            minutes: 75,
        },
        title: "Jentegruppe".to_owned(),
        people: [adviser].into(),
    };
    let mut tx = Tx::new();
    places::create_unit(&mut tx, &unit);
    placements::create(&mut tx, &placement);
    coverage::tell(&mut tx, &[held]);
    app.store().commit(tx).await.unwrap();
}

#[tokio::test]
async fn the_matrix_is_a_file_for_those_who_may_see_it_and_no_formula() {
    let app = TestApp::start().await;
    let kari = app.person("kari", vec![RoleGrant::everywhere(Role::Adviser)]).await;
    let nina = app.person("nina", vec![RoleGrant::everywhere(Role::Statistics)]).await;
    unit_of(&app, kari.id).await;
    let asked = "period=school_year-2026&set=advised";
    let mut browser = app.browser();
    browser.sign_in(&nina).await;
    let text = browser.get(&format!("/coverage/matrix.csv?{asked}")).await;
    assert_eq!(text.status, StatusCode::OK);
    assert_eq!(text.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(
        text.header("content-disposition"),
        "attachment; filename=\"coverage-school_year-2026.csv\""
    );
    assert!(text.text.contains("\"'=HYPERLINK"), "{}", text.text);
    assert_eq!(text.text.lines().count(), 2);
    let book = browser.get(&format!("/coverage/matrix.xlsx?{asked}")).await;
    assert_eq!(book.status, StatusCode::OK);
    for (path, name) in [
        (
            "/coverage/matrix.pdf".to_owned(),
            "coverage-school_year-2026.pdf".to_owned(),
        ),
        (
            format!("/coverage/{UNIT}/page.pdf"),
            format!("coverage-school_year-2026-{UNIT}.pdf"),
        ),
    ] {
        let sheets = browser.get(&format!("{path}?{asked}")).await;
        assert_eq!(sheets.status, StatusCode::OK, "{path}");
        assert_eq!(sheets.header("content-type"), "application/pdf");
        assert_eq!(sheets.header("cache-control"), "private, no-store");
        assert_eq!(
            sheets.header("content-disposition"),
            format!("attachment; filename=\"{name}\"")
        );
        assert!(sheets.text.starts_with("%PDF-1.7"), "{path}");
        assert!(sheets.text.contains("/StructTreeRoot"), "{path} can be read aloud");
    }
    for nowhere in ["/coverage/x/page.pdf", "/coverage/01KDVDNA000000000000000000/page.pdf"] {
        assert_eq!(browser.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let figures = browser.get(&format!("/coverage/figures.json?{asked}")).await;
    let figures: serde_json::Value = serde_json::from_str(&figures.text).unwrap();
    assert_eq!(figures["all"]["units"], serde_json::json!({ "of": 1, "all": 1 }));
    assert_eq!(figures["all"]["reached"]["pupils"], 7);
    assert_eq!(figures["counties"]["03"]["minutes"], 75);
    assert_eq!(
        figures["all"]["kinds"]["groups"],
        serde_json::json!({ "of": 1, "all": 1 })
    );
    assert!(!figures.to_string().contains("HYPERLINK"), "no place is named");
    let elsewhere = browser.get(&format!("/coverage/figures.json?{asked}&county=56")).await;
    let elsewhere: serde_json::Value = serde_json::from_str(&elsewhere.text).unwrap();
    assert_eq!(elsewhere["all"]["units"]["all"], 0);

    // What can't be read is as good as not said.
    let odd = browser
        .get("/coverage/matrix.csv?period=week-1&set=%00&county=ab&page=-1")
        .await;
    assert_eq!(odd.status, StatusCode::OK);
}

#[tokio::test]
async fn every_place_is_on_paper_however_many_there_are_and_however_long_their_names() {
    let app = TestApp::start().await;
    let nina = app.person("nina", vec![RoleGrant::everywhere(Role::Statistics)]).await;
    let units: Vec<Unit> = (1..=190)
        .map(|number| Unit {
            id: UnitId::new(Ulid(1000 + number)),
            name: Title::parse(&format!("{} {number}", "W".repeat(100))).unwrap(),
            kind: UnitKind::UpperSecondary,
            municipality: MunicipalityCode::parse("0301").unwrap(),
            owner: None,
            org_number: None,
            pupils: None,
            staff: None,
            active: true,
            merged: None,
            past: Vec::new(),
            version: 1,
        })
        .collect();
    let mut tx = Tx::new();
    places::create_units(&mut tx, &units);
    app.store().commit(tx).await.unwrap();
    let mut browser = app.browser();
    browser.sign_in(&nina).await;
    let sheets = browser.get("/coverage/matrix.pdf?set=all").await;
    assert_eq!(sheets.status, StatusCode::OK);
    let of = |text: &str| text.matches("/MediaBox").count();
    assert!(of(&sheets.text) > 15, "{} sheets", of(&sheets.text));
    // The page that is printed by the browser has a part of them, and leads to the sheets.
    let page = browser.get("/coverage?set=all").await;
    assert!(page.text.contains("Skriv ut alle 190 steder (PDF)"), "{}", page.text);
    let list = browser.get("/coverage/matrix.csv?set=all").await;
    assert_eq!(list.text.lines().count(), 191);
}

#[tokio::test]
async fn nobody_else_gets_the_files() {
    let app = TestApp::start().await;
    let lars = app.person("lars", vec![RoleGrant::everywhere(Role::Admin)]).await;
    let mut browser = app.browser();
    for path in [
        "/coverage/matrix.csv",
        "/coverage/matrix.xlsx",
        "/coverage/matrix.pdf",
        "/coverage/00000000000000000000000007/page.pdf",
        "/coverage/figures.json",
    ] {
        assert_ne!(
            browser.get(path).await.status,
            StatusCode::OK,
            "{path} without signing in"
        );
    }
    browser.sign_in(&lars).await;
    for path in [
        "/coverage/matrix.csv",
        "/coverage/matrix.xlsx",
        "/coverage/matrix.pdf",
        "/coverage/00000000000000000000000007/page.pdf",
        "/coverage/figures.json",
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
