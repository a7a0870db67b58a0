//! Coverage and what goes wrong around it: positions beyond a full one, a file that would leave activities behind, an activity moved over a
//! closed month; and how often the pages ask the store.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::coverage::view::{CoverageFilter, ServicesFilter, UnitSet};
use domain::coverage::{Kind, Period};
use domain::groups::GroupCommand;
use domain::hours::{Month, PeriodCommand, Sums, WeekCommand, WeekStep};
use domain::ids::{CommandId, PersonId};
use domain::import::{ImportFault, ImportText};
use domain::places::form::PlacementForm;
use domain::places::{PlacementCommand, PlacementWarning};
use domain::time::LocalSlot;
use jiff::civil::{Date, date};
use service::import::import_units;
use service::seed::{AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NINA, NORDLYS, Profile, TOR};
use service::{Ctx, ServiceError, Services, coverage, groups, hours, placements, places};
use ulid::Ulid;

/// What a page may cost (issue: at most eight).
const MOST: u64 = 8;

fn envelope<C>(seen: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: seen,
        confirmed: Default::default(),
        command,
    }
}

async fn is_sound(house: &Arc<Services>) {
    assert_eq!(store::check::check(&house.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn no_page_asks_the_store_more_than_eight_times() {
    let house = house(Profile::Demo).await;
    let period: Period = "school_year-2026".parse().unwrap();
    for person in [MARTE, INGRID, AINO, TOR, NINA] {
        let ctx = as_person(&house, person).await;
        let all = CoverageFilter {
            set: Some(UnitSet::All),
            ..CoverageFilter::default()
        };
        let unit = if person == AINO { NORDLYS } else { GRANLIA };
        let before = house.store.asked();
        let asked = |page: &str, since: u64| {
            let times = house.store.asked() - since;
            assert!(times <= MOST, "{page} of {person}: {times}");
            house.store.asked()
        };
        coverage::matrix(&ctx, all.clone()).await.unwrap();
        let since = asked("the matrix", before);
        coverage::open_figures(&ctx, all).await.unwrap();
        let since = asked("the shares of counties", since);
        coverage::unit(&ctx, unit, Some(period)).await.unwrap();
        let since = asked("a place's page", since);
        coverage::mark(&ctx).await.unwrap();
        let since = asked("whether anything has changed", since);
        if person == MARTE {
            coverage::alerts(&ctx).await.unwrap();
            let since = asked("gaps", since);
            coverage::services(&ctx, ServicesFilter::default()).await.unwrap();
            asked("services", since);
        }
    }
}

#[tokio::test]
async fn positions_beyond_a_full_one_are_told_and_no_place_is_counted_twice() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let before = coverage::matrix(&marte, CoverageFilter::default()).await.unwrap();
    let vacant = places::unit(&marte, BEKKEFARET).await.unwrap().placements[0]
        .placement
        .id;
    let form = PlacementForm {
        person: INGRID.to_string(),
        percent: "100".to_owned(),
        from: "2026-10-01".to_owned(),
        to: String::new(),
        state: "active".to_owned(),
    };
    let placement = form.parse(BEKKEFARET).unwrap();
    let edit = PlacementCommand::Edit { id: vacant, placement };
    let answer = placements::change(&marte, envelope(Some(1), edit)).await.unwrap();
    let PlacementWarning::OverFull { person, percent, .. } = answer.warnings[0];
    assert_eq!((person, percent), (INGRID, 200));
    let after = coverage::matrix(&marte, CoverageFilter::default()).await.unwrap();
    assert_eq!((after.total, after.sums), (before.total, before.sums));
    // A second position of the same person at the same place is no second place.
    let id = domain::ids::PlacementId::new(Ulid(77));
    let again = PlacementForm {
        percent: "20".to_owned(),
        ..form
    };
    let placement = again.parse(GRANLIA).unwrap();
    placements::change(&marte, envelope(None, PlacementCommand::Create { id, placement }))
        .await
        .unwrap();
    let twice = coverage::matrix(&marte, CoverageFilter::default()).await.unwrap();
    assert_eq!((twice.total, twice.sums), (before.total, before.sums));
    is_sound(&house).await;
}

#[tokio::test]
async fn a_file_that_closes_a_place_where_somebody_works_is_refused_by_its_row() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let before = coverage::unit(&marte, GRANLIA, None).await.unwrap();
    let number = before.unit.org_number.unwrap();
    let file = format!(
        "Organisasjonsnummer;Navn;Kommunenummer;ErSkole;ErVideregaaendeSkole;ErAktiv\n\
         {number};Granlia vgs (demo);0301;ja;ja;nei\n"
    );
    let text = ImportText::Text(file);
    let report = import_units(&marte, CommandId::new(Ulid(1)), &text).await.unwrap();
    let faults: Vec<_> = report.faults.iter().map(|one| (one.row, &one.fault)).collect();
    assert_eq!(faults, [(Some(2), &ImportFault::UnitInUse)]);
    assert!(!report.saved);
    let after = coverage::unit(&marte, GRANLIA, None).await.unwrap();
    assert_eq!((after.unit, after.figures), (before.unit, before.figures));
    assert_eq!(after.activities, before.activities);
    is_sound(&house).await;
}

/// What a person has entered in October.
async fn october(house: &Arc<Services>, person: PersonId) -> Sums {
    let month = Month::of(date(2026, 10, 1));
    let rows = store::hours::sums(&house.store, month, month).await.unwrap();
    let own = rows.into_iter().filter(|row| row.person == person);
    own.map(|row| row.sums).fold(Sums::default(), |all, one| Sums {
        pupils: all.pupils + one.pupils,
        competence: all.competence + one.competence,
        common: all.common + one.common,
    })
}

/// Moves the session of «Ny i Norge» that nobody has closed to another day.
async fn moved(ctx: &Ctx, from: Date, to: Date) {
    let rows = groups::list(ctx).await.unwrap();
    let row = rows.into_iter().find(|row| row.name == "Ny i Norge").unwrap();
    let group = groups::view(ctx, row.id).await.unwrap().group;
    let session = group.sessions.iter().find(|one| one.slot.date == from).unwrap();
    let slot = LocalSlot {
        date: to,
        ..session.slot
    };
    let number = session.number;
    let command = GroupCommand::MoveSession { number, slot };
    groups::change(ctx, group.id, envelope(Some(group.version), command))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_activity_that_is_moved_over_a_closed_month_leaves_its_hours_as_they_are() {
    let house = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&house, MARTE).await, as_person(&house, INGRID).await);
    let (unclosed, closed, open) = (date(2026, 11, 19), date(2026, 10, 29), date(2026, 11, 20));
    let command = PeriodCommand::Close {
        month: Month::of(closed),
        people: [INGRID].into(),
    };
    assert_eq!(hours::change_periods(&marte, envelope(None, command)).await.unwrap(), 1);
    let before = october(&house, INGRID).await;

    moved(&ingrid, unclosed, closed).await;
    assert_eq!(october(&house, INGRID).await, before);
    let week = hours::view(&ingrid, Some(closed)).await.unwrap();
    let confirm = WeekCommand {
        monday: week.monday,
        step: WeekStep::Confirm {
            fingerprint: week.fingerprint.clone(),
        },
    };
    let answer = hours::change(&ingrid, envelope(Some(week.version), confirm)).await;
    assert!(
        matches!(answer, Ok(_) | Err(ServiceError::Rule(_))),
        "told, or nothing to confirm: {answer:?}"
    );
    assert_eq!(october(&house, INGRID).await, before, "a closed month stays");
    let there = coverage::unit(&ingrid, GRANLIA, None).await.unwrap();
    let mut days = there
        .activities
        .iter()
        .filter(|row| row.kind == Kind::Groups)
        .flat_map(|row| &row.days);
    assert!(
        days.any(|day| day.on == closed),
        "coverage goes by the day of the activity"
    );

    moved(&ingrid, closed, open).await;
    assert_eq!(october(&house, INGRID).await, before);
    let week = hours::view(&ingrid, Some(open)).await.unwrap();
    assert!(
        week.proposals.iter().any(|row| row.name == "Ny i Norge"),
        "and it is proposed where it is now"
    );
    is_sound(&house).await;
}
