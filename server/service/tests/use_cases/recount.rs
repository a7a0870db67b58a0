//! The totals of the full profile, counted once by the program and once by a script that has no line of the program's in it and reads the rows
//! of a backup.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{as_person, house, story_time};
use domain::coverage::view::{CoverageFilter, UnitSet};
use domain::coverage::{Kind, Period};
use domain::hours::HourSpan;
use domain::hours::view::FigureFilter;
use domain::time::SchoolYear;
use serde_json::{Value, json};
use service::seed::{MARTE, Profile};
use service::{Ctx, coverage, hours};
use store::{backup, placements};

const TODAY: &str = "2026-11-23";
const PERIODS: [&str; 8] = [
    "school_year-2026",
    "school_year-2025",
    "autumn-2026",
    "spring-2027",
    "calendar_year-2026",
    "calendar_year-2025",
    "first_half-2026",
    "second_half-2026",
];

/// What the script says; none where there is no Python, which is so on no machine that decides about a change.
fn recounted(dump: &Path) -> Option<Value> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/use_cases/recount.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(dump)
        .arg(TODAY)
        .args(PERIODS)
        .output();
    let Ok(output) = run else {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[tokio::test]
async fn the_full_profiles_totals_are_those_that_a_script_counts_from_its_rows() {
    let house = house(Profile::Full).await;
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("full.surql");
    backup::write(&house.store, &dump, story_time()).await.unwrap();
    let Some(counted) = recounted(&dump) else { return };
    let marte = as_person(&house, MARTE).await;
    for period in PERIODS {
        let there = &counted["coverage"][period];
        for set in UnitSet::ALL {
            let asked = CoverageFilter {
                period: Some(period.parse::<Period>().unwrap()),
                set: Some(set),
                ..CoverageFilter::default()
            };
            let sums = serde_json::to_value(coverage::open_figures(&marte, asked.clone()).await.unwrap()).unwrap();
            let expected = &there["sets"][set.name()];
            assert_eq!(sums["all"], expected["all"], "{period}, {set:?}");
            assert_eq!(sums["counties"], expected["counties"], "{period}, {set:?}");
            each_place(&marte, asked, &there["units"], period).await;
        }
    }
    let year = &counted["coverage"]["school_year-2026"]["sets"]["advised"]["all"];
    assert!(
        year["minutes"].as_u64().unwrap() > 50_000,
        "there is something to count: {year}"
    );
    let placed = placements::all(&house.store).await.unwrap().len();
    assert_eq!(counted["placements"], json!(placed));
    all_hours(&marte, &counted["hours"]).await;
}

/// Every cell of the matrix, and what stands beside it.
async fn each_place(ctx: &Ctx, asked: CoverageFilter, units: &Value, period: &str) {
    for row in coverage::every_row(ctx, asked).await.unwrap().rows {
        let expected = &units[row.unit.to_string()];
        for kind in Kind::ALL {
            let cell = row.figures.cell(kind);
            assert_eq!(
                json!([cell.held, cell.planned]),
                expected["kinds"][kind.name()],
                "{period}, {}, {kind:?}",
                row.name
            );
        }
        let figures = &row.figures;
        assert_eq!(json!(figures.reached), expected["reached"], "{period}, {}", row.name);
        assert_eq!(json!(figures.trained), expected["trained"], "{period}, {}", row.name);
        assert_eq!(json!(figures.minutes), expected["minutes"], "{period}, {}", row.name);
    }
}

/// The minutes of the whole scheme, month by month as they were entered, and as the page has them of months that are closed for all.
async fn all_hours(ctx: &Ctx, counted: &Value) {
    assert_eq!(counted["entered"], counted["kept"], "the read model");
    let closed = counted["told"].as_array().unwrap();
    assert!(
        !closed.is_empty() && closed.len() < counted["entered"].as_object().unwrap().len(),
        "some months are closed, and some are not: {closed:?}"
    );
    let span = Some(HourSpan::Year(SchoolYear::starting(2026)));
    let told = hours::figures(ctx, &FigureFilter { span }).await.unwrap();
    let of = |what: &str| -> u64 {
        let months = counted["entered"].as_object().unwrap().iter();
        let within = months
            .filter(|(month, _)| ("2026-08".."2027-08").contains(&month.as_str()) && closed.contains(&json!(month)));
        within.map(|(_, sums)| sums[what].as_u64().unwrap_or(0)).sum()
    };
    let sums = told.nation.unwrap().guide.sums;
    let told = [sums.pupils, sums.competence, sums.common].map(u64::from);
    assert_eq!(told, ["pupils", "competence", "common"].map(of));
}
