//! Two units that become one: what goes on, what stays, and what is refused.

mod imports;

use std::sync::Arc;

use crate::common::{as_person, house};
use crate::coverage::counties::earlier;
use domain::command::Envelope;
use domain::coverage::county::TrendView;
use domain::coverage::view::{CoverageFilter, CoverageView, UnitSet};
use domain::coverage::{Kind, Period, UnitFigures};
use domain::ids::{CommandId, OutreachId, PersonId, PlacementId, UnitId};
use domain::issue::IssueCode;
use domain::outreach::{Audience, Channel, Known, NewOutreach, OutreachCommand};
use domain::places::form::{PlacementForm, UnitForm};
use domain::places::view::{PlaceFilter, Placed};
use domain::places::{Merger, PlaceCommand, PlacementCommand, Unit};
use domain::routines::view::RoutineFilter;
use domain::routines::{Details, RoutineCommand, RoutineRef, RoutineScope, RoutineSign, proposed_review};
use domain::text::{Note, ShortText};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use service::seed::{
    ADMIN, AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NINA, NORDLYS, Profile, SAMIR, SOLASEN, TOR, TUNVOLLEN, VEGARD,
};
use service::{Clock, Ctx, ServiceError, Services, agreements, coverage, outreach, placements, places, routines};
use store::{check, placements as placement_rows, places as rows};
use ulid::Ulid;

/// The first day of the mergers below.
const DAY: Date = date(2027, 1, 1);

fn command<C>(key: u128, expected_version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version,
        confirmed: Default::default(),
        command,
    }
}

fn merger(key: u128, version: u64, (id, into): (UnitId, UnitId), from: Date) -> Envelope<PlaceCommand> {
    let merger = Merger { into, from };
    command(key, Some(version), PlaceCommand::MergeUnit { id, merger })
}

/// Carries out a merger of a unit as it is now.
async fn merge(ctx: &Ctx, key: u128, units: (UnitId, UnitId), from: Date) -> Result<Placed, ServiceError> {
    let version = loaded(ctx, units.0).await.version;
    places::change(ctx, merger(key, version, units, from)).await
}

async fn loaded(ctx: &Ctx, id: UnitId) -> Unit {
    rows::unit(&ctx.services.store, id).await.unwrap().unwrap()
}

/// The unit with these letters in its name.
async fn named(ctx: &Ctx, text: &str) -> UnitId {
    let filter = PlaceFilter {
        text: text.to_owned(),
        ..PlaceFilter::default()
    };
    places::list(ctx, filter).await.unwrap().rows[0].id
}

/// The same house at noon of a day of March 2027.
fn later(services: &Services) -> Arc<Services> {
    let at: Timestamp = "2027-03-01T11:00:00Z".parse().unwrap();
    Arc::new(Services::new(services.store.clone(), Clock::manual(at)))
}

fn issues_of<T: std::fmt::Debug>(outcome: Result<T, ServiceError>) -> Vec<(String, IssueCode)> {
    let Err(ServiceError::Invalid(issues)) = outcome else {
        panic!("{outcome:?}")
    };
    issues.into_iter().map(|issue| (issue.field, issue.code)).collect()
}

fn one(field: &str, code: IssueCode) -> Vec<(String, IssueCode)> {
    vec![(field.to_owned(), code)]
}

async fn matrix(ctx: &Ctx, period: Period, set: UnitSet) -> CoverageView {
    let filter = CoverageFilter {
        period: Some(period),
        set: Some(set),
        ..CoverageFilter::default()
    };
    coverage::every_row(ctx, filter).await.unwrap()
}

/// What is counted, without who was there until when.
fn figures(view: &CoverageView) -> Vec<(UnitId, UnitFigures)> {
    let mut figures: Vec<_> = view.rows.iter().map(|row| (row.unit, row.figures)).collect();
    figures.sort_by_key(|(unit, _)| *unit);
    figures
}

/// Activities that were held and that are planned, by kind, over all rows; minutes and participations.
fn activities(view: &CoverageView) -> (Vec<(u32, u32)>, u64, u32) {
    let of = |kind: Kind| {
        let cells = view.rows.iter().map(|row| row.figures.cell(kind));
        cells.fold((0, 0), |(held, planned), cell| {
            (held + cell.held, planned + cell.planned)
        })
    };
    // A routine is a school's own, and holds no longer than the school is there.
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Routines);
    (kinds.map(of).collect(), view.sums.minutes, view.sums.reached.all())
}

#[tokio::test]
async fn figures_of_before_stay_as_they_were_and_each_activity_is_counted_once_across_the_day() {
    let periods = [
        "school_year-2022",
        "school_year-2025",
        "first_half-2026",
        "autumn-2026",
        "calendar_year-2026",
        "school_year-2026",
        "spring-2027",
    ]
    .map(|text| text.parse::<Period>().unwrap());
    let mergers = [
        ((GRANLIA, BEKKEFARET), DAY),
        // Over a day that has been.
        ((GRANLIA, BEKKEFARET), date(2026, 9, 15)),
        ((BEKKEFARET, GRANLIA), DAY),
        ((SOLASEN, TUNVOLLEN), DAY),
        ((NORDLYS, SOLASEN), date(2026, 9, 15)),
    ];
    for (units, from) in mergers {
        let house = house(Profile::Demo).await;
        earlier(&house).await;
        let unsound = check::check(&house.store, None).await.unwrap().findings;
        let admin = as_person(&house, ADMIN).await;
        let then = as_person(&later(&house), MARTE).await;
        let mut were = Vec::new();
        for period in periods {
            for set in UnitSet::ALL {
                were.push((period, set, matrix(&then, period, set).await));
            }
        }
        let trend = coverage::trend(&then, CoverageFilter::default()).await.unwrap();
        merge(&admin, 1, units, from).await.unwrap();
        for (period, set, was) in were {
            let is = matrix(&then, period, set).await;
            if period.last() < from {
                assert_eq!(figures(&is), figures(&was), "{units:?} {period} {set:?}");
                assert_eq!((is.sums, is.by_county, is.total), (was.sums, was.by_county, was.total));
            } else if set == UnitSet::All {
                assert!(
                    was.sums.minutes > 0 || period.first() >= DAY,
                    "{period} has something to lose"
                );
                assert_eq!(activities(&is), activities(&was), "{units:?} {period}");
            } else if set == UnitSet::Advised && from <= period.first() {
                assert!(is.rows.iter().all(|row| row.unit != units.0), "{period}");
            }
        }
        let after = coverage::trend(&then, CoverageFilter::default()).await.unwrap();
        let past = |view: &TrendView| {
            let years = view.years.iter().filter(|year| year.period.last() < from);
            years.cloned().collect::<Vec<_>>()
        };
        assert_eq!(past(&after), past(&trend));
        assert!(!past(&after).is_empty());
        // The fact of 2022 is planted without its group.
        assert_eq!(check::check(&house.store, None).await.unwrap().findings, unsound);
    }
}

#[tokio::test]
async fn people_lists_and_choices_go_on_at_the_other_from_the_day() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let seen = loaded(&admin, GRANLIA).await.version;
    let once = merger(1, seen, (GRANLIA, BEKKEFARET), DAY);
    places::change(&admin, once.clone()).await.unwrap();
    places::change(&admin, once).await.unwrap();
    let trail: Vec<serde_json::Value> = house
        .store
        .list("SELECT table FROM audit_entry WHERE action = 'merge_unit'")
        .await
        .unwrap();
    // The unit, a placement that ends and one that begins, two entries that end and one that begins.
    assert_eq!(trail.len(), 6, "{trail:?}");

    // Until the day it is in use as before.
    let marte = as_person(&house, MARTE).await;
    let elvebakken = named(&marte, "Elvebakken").await;
    let today = places::unit(&marte, GRANLIA).await.unwrap();
    let told = today.mergers.into.unwrap();
    assert_eq!((told.id, told.from, told.may_open), (BEKKEFARET, DAY, true));
    assert_eq!(today.placements[0].placement.to, Some(date(2026, 12, 31)));
    assert_eq!(today.nearby.len(), 2);
    assert!(today.nearby.iter().all(|near| near.to == Some(date(2026, 12, 31))));
    assert!(today.choices.mergers.is_empty(), "nothing is merged twice");
    let ingrid = as_person(&house, INGRID).await;
    let open = |units: Vec<domain::groups::view::UnitChoice>| -> Vec<(UnitId, bool)> {
        units.into_iter().map(|unit| (unit.id, unit.placed)).collect()
    };
    let now = open(places::units_of(&ingrid, INGRID).await.unwrap());
    assert!(
        now.contains(&(GRANLIA, true)) && now.contains(&(BEKKEFARET, true)),
        "{now:?}"
    );

    // From then on it is offered nowhere, and its page leads on.
    let after = later(&house);
    let (marte, ingrid) = (as_person(&after, MARTE).await, as_person(&after, INGRID).await);
    let then = open(places::units_of(&ingrid, INGRID).await.unwrap());
    assert_eq!(then, [(BEKKEFARET, true), (elvebakken, false)]);
    let (units, _) = places::all_choices(&marte).await.unwrap();
    assert!(units.iter().all(|unit| unit.value != GRANLIA.to_string()));
    let list = places::list(&marte, PlaceFilter::default()).await.unwrap();
    let row = list.rows.iter().find(|row| row.id == GRANLIA).unwrap();
    assert_eq!((row.active, row.is_merged), (false, true));
    let poster = OutreachCommand::Record {
        item: NewOutreach {
            id: OutreachId::new(Ulid(9)),
            unit: GRANLIA,
            audiences: [Audience::Pupils].into(),
            known: [Known::Nora].into(),
            channel: Channel::Poster,
            date: date(2027, 2, 1),
            reach: None,
            note: ShortText::default(),
        },
    };
    let refused = outreach::change(&ingrid, command(2, None, poster)).await;
    assert_eq!(issues_of(refused), one("unit", IssueCode::UnknownChoice));
    let page = places::unit(&marte, BEKKEFARET).await.unwrap();
    assert_eq!(
        page.mergers.came.iter().map(|one| one.id).collect::<Vec<_>>(),
        [GRANLIA]
    );
    assert!(page.placements.iter().any(|one| one.placement.person == Some(INGRID)));
    assert!(page.hosts.is_empty(), "what it was served from is itself now");

    // Whoever goes on there reads what was.
    let read = coverage::unit(&ingrid, GRANLIA, None).await.unwrap();
    assert_eq!(read.mergers.into.unwrap().id, BEKKEFARET);
    assert!(!read.may_set);
    let aino = as_person(&after, AINO).await;
    assert!(matches!(
        coverage::unit(&aino, GRANLIA, None).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn the_preview_says_what_follows_and_does_nothing() {
    let house = house(Profile::Demo).await;
    let (admin, marte) = (as_person(&house, ADMIN).await, as_person(&house, MARTE).await);
    let from = date(2026, 12, 1);
    let into = Merger { into: BEKKEFARET, from };
    let unit = loaded(&admin, GRANLIA).await;
    let told = places::preview_merger(&admin, GRANLIA, into).await.unwrap();
    assert_eq!(
        (told.into_name.as_str(), told.version),
        ("Bekkefaret ungdomsskole (demo)", unit.version)
    );
    let people: Vec<_> = told
        .placements
        .iter()
        .map(|one| (one.name.as_deref(), one.percent, one.from))
        .collect();
    assert_eq!(people, [(Some("Ingrid Moen"), 100, from)]);
    assert_eq!(told.served, ["Elvebakken VO (demo)"]);
    assert!(told.lists.is_empty());
    assert_eq!(told.roles, 1, "the head of the school");
    assert!(
        told.planned
            .iter()
            .any(|(kind, number)| *kind == Kind::Groups && *number > 0)
    );
    assert_eq!(told.agreements, [], "an administrator reads no agreement");
    let read = places::preview_merger(&marte, GRANLIA, into).await.unwrap();
    assert!(told.agreement_count > 0);
    assert_eq!(read.agreements.len(), told.agreement_count);
    assert_eq!(loaded(&admin, GRANLIA).await, unit);
    assert_eq!(places::preview_merger(&marte, GRANLIA, into).await.unwrap(), read);
}

#[tokio::test]
async fn what_cannot_be_merged_is_told_beside_its_field_by_the_preview_and_by_the_command() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let elvebakken = named(&admin, "Elvebakken").await;
    let gone = UnitId::new(Ulid(4711));
    merge(&admin, 1, (elvebakken, BEKKEFARET), DAY).await.unwrap();
    let already = || IssueCode::MergedAlready { from: DAY };
    let outside = || IssueCode::OutsideDays {
        first: date(2026, 8, 1),
        last: date(2029, 7, 31),
    };
    let cases: [((UnitId, UnitId), Date, &str, IssueCode); 7] = [
        ((GRANLIA, GRANLIA), DAY, "into", IssueCode::MergedWithItself),
        ((GRANLIA, gone), DAY, "into", IssueCode::UnknownChoice),
        // A chain ahead, a second time, and round in a circle.
        ((GRANLIA, elvebakken), DAY, "into", already()),
        ((elvebakken, GRANLIA), date(2027, 8, 1), "into", already()),
        ((BEKKEFARET, elvebakken), date(2027, 8, 1), "into", already()),
        ((GRANLIA, BEKKEFARET), date(2019, 8, 1), "merge_from", outside()),
        (
            (BEKKEFARET, GRANLIA),
            DAY,
            "merge_from",
            IssueCode::BeforeLastMerger { day: DAY },
        ),
    ];
    for (key, (units, from, field, code)) in (10..).zip(cases) {
        let into = Merger { into: units.1, from };
        let told = places::preview_merger(&admin, units.0, into).await;
        assert_eq!(issues_of(told), one(field, code.clone()), "{units:?}");
        assert_eq!(issues_of(merge(&admin, key, units, from).await), one(field, code));
    }
    // In the order of the days a chain is as good as any.
    merge(&admin, 2, (BEKKEFARET, GRANLIA), date(2027, 8, 1)).await.unwrap();
    let unknown = places::preview_merger(
        &admin,
        gone,
        Merger {
            into: GRANLIA,
            from: DAY,
        },
    )
    .await;
    assert!(matches!(unknown, Err(ServiceError::NotFound)));
    let stale = places::change(&admin, merger(3, 99, (SOLASEN, TUNVOLLEN), DAY)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    for person in [INGRID, VEGARD, NINA, TOR] {
        let reader = as_person(&house, person).await;
        let into = Merger {
            into: TUNVOLLEN,
            from: DAY,
        };
        let told = places::preview_merger(&reader, SOLASEN, into).await;
        assert!(matches!(told, Err(ServiceError::Denied)), "{person}");
        let done = merge(&reader, 4, (SOLASEN, TUNVOLLEN), DAY).await;
        assert!(matches!(done, Err(ServiceError::Denied)), "{person}");
    }
    assert_eq!(loaded(&admin, SOLASEN).await.merged, None);
}

#[tokio::test]
async fn a_closed_unit_takes_nothing_in() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let elvebakken = named(&admin, "Elvebakken").await;
    close(&admin, 1, elvebakken).await.unwrap();
    let outcome = merge(&admin, 2, (GRANLIA, elvebakken), DAY).await;
    assert_eq!(issues_of(outcome), one("into", IssueCode::ClosedPlace));
    let outcome = merge(&admin, 3, (elvebakken, GRANLIA), DAY).await;
    assert_eq!(issues_of(outcome), one("into", IssueCode::ClosedPlace));
}

#[tokio::test]
async fn agreements_of_a_place_that_ended_are_read_by_whoever_works_where_it_went() {
    let house = house(Profile::Demo).await;
    let (admin, marte) = (as_person(&house, ADMIN).await, as_person(&house, MARTE).await);
    let samir = as_person(&house, SAMIR).await;
    let mut of_solasen = None;
    for row in agreements::list(&marte, Default::default()).await.unwrap().rows {
        let units = agreements::view(&marte, row.id).await.unwrap().agreement.terms.units;
        if units.contains(&SOLASEN) && !units.contains(&TUNVOLLEN) && !units.contains(&GRANLIA) {
            of_solasen = Some(row.id);
        }
    }
    let id = of_solasen.unwrap();
    assert!(agreements::view(&samir, id).await.is_ok());
    let today = date(2026, 11, 23);
    merge(&admin, 1, (SOLASEN, GRANLIA), today).await.unwrap();
    assert!(agreements::view(&samir, id).await.is_ok());
    // Whoever was at the other before looks after it too; whoever is at neither does not.
    let ingrid = as_person(&house, INGRID).await;
    assert!(agreements::view(&ingrid, id).await.is_ok());
    let aino = as_person(&house, AINO).await;
    let others = agreements::view(&aino, id).await;
    assert!(matches!(others, Err(ServiceError::NotFound)), "{others:?}");
}

/// Takes a unit out of use by hand.
async fn close(ctx: &Ctx, key: u128, id: UnitId) -> Result<Placed, ServiceError> {
    let unit = loaded(ctx, id).await;
    let mut form = UnitForm::from(&unit);
    form.active = String::new();
    let edit = form.parse(ctx.today()).unwrap();
    places::change(
        ctx,
        command(key, Some(unit.version), PlaceCommand::EditUnit { id, unit: edit }),
    )
    .await
}

/// Places somebody somewhere.
async fn place(
    ctx: &Ctx,
    key: u128,
    (person, unit, percent): (PersonId, UnitId, u8),
    (from, to): (&str, &str),
) -> Result<(), ServiceError> {
    let form = PlacementForm {
        person: person.to_string(),
        percent: percent.to_string(),
        from: from.to_owned(),
        to: to.to_owned(),
        state: "active".to_owned(),
    };
    let id = PlacementId::new(Ulid(1000 + key));
    let placement = form.parse(unit).unwrap();
    let create = command(key, None, PlacementCommand::Create { id, placement });
    placements::change(ctx, create).await.map(|_| ())
}

#[tokio::test]
async fn more_than_a_full_position_is_refused_with_a_name_and_changes_nothing() {
    let house = house(Profile::Demo).await;
    let (admin, marte) = (as_person(&house, ADMIN).await, as_person(&house, MARTE).await);
    place(&marte, 1, (SAMIR, GRANLIA, 20), ("2027-02-01", ""))
        .await
        .unwrap();
    let before = placement_rows::all(&house.store).await.unwrap();
    let told = IssueCode::PersonOverFull {
        name: "Samir Haddad-Lie".to_owned(),
        percent: 120,
        from: date(2027, 2, 1),
    };
    let outcome = merge(&admin, 2, (SOLASEN, TUNVOLLEN), DAY).await;
    assert_eq!(issues_of(outcome), one("merge_from", told));
    assert_eq!(placement_rows::all(&house.store).await.unwrap(), before);
    assert_eq!(loaded(&admin, SOLASEN).await.merged, None);
}

#[tokio::test]
async fn what_is_merged_or_awaits_it_is_neither_closed_nor_bound_to_anything_new() {
    let house = house(Profile::Demo).await;
    let (admin, marte) = (as_person(&house, ADMIN).await, as_person(&house, MARTE).await);
    let elvebakken = named(&admin, "Elvebakken").await;
    merge(&admin, 1, (GRANLIA, elvebakken), DAY).await.unwrap();
    let outcome = close(&admin, 2, elvebakken).await;
    assert!(
        matches!(outcome, Err(ServiceError::Rule("unit_awaits_merger"))),
        "{outcome:?}"
    );
    let outcome = close(&admin, 3, GRANLIA).await;
    assert!(matches!(outcome, Err(ServiceError::Rule("unit_merged"))), "{outcome:?}");

    let within = ("2026-12-01", "2026-12-31");
    place(&marte, 4, (SAMIR, GRANLIA, 10), within).await.unwrap();
    let code = || IssueCode::AfterMerger { from: DAY };
    let past_it = place(&marte, 5, (SAMIR, GRANLIA, 10), ("2026-12-01", "")).await;
    assert_eq!(issues_of(past_it), one("to", code()));
    let after_it = place(&marte, 6, (SAMIR, GRANLIA, 10), ("2027-02-01", "2027-03-01")).await;
    assert_eq!(issues_of(after_it), one("from", code()));
    let near = PlaceCommand::AddNearby {
        host: SOLASEN,
        nearby: GRANLIA,
        note: Note::default(),
    };
    let listed = places::change(&admin, command(7, None, near)).await;
    assert_eq!(issues_of(listed), one("nearby", IssueCode::MergedAlready { from: DAY }));

    // Its name can be put right; what it is a part of stays.
    let unit = loaded(&admin, GRANLIA).await;
    let mut form = UnitForm::from(&unit);
    form.name = "Granlia videregående (demo)".to_owned();
    let edit = PlaceCommand::EditUnit {
        id: GRANLIA,
        unit: form.parse(admin.today()).unwrap(),
    };
    places::change(&admin, command(8, Some(unit.version), edit))
        .await
        .unwrap();
    let merger = Merger {
        into: elvebakken,
        from: DAY,
    };
    assert_eq!(loaded(&admin, GRANLIA).await.merged, Some(merger));
}

#[tokio::test]
async fn a_routine_of_a_place_that_ended_is_read_and_looked_after_from_where_it_went_and_none_is_begun_there() {
    let house = house(Profile::Demo).await;
    let today = date(2026, 11, 23);
    let at = |unit, scope| RoutineRef { unit, scope };
    let old = at(GRANLIA, RoutineScope::Handling);
    let admin = as_person(&house, ADMIN).await;
    merge(&admin, 1, (GRANLIA, BEKKEFARET), date(2026, 9, 15))
        .await
        .unwrap();
    let (ingrid, samir) = (as_person(&house, INGRID).await, as_person(&house, SAMIR).await);

    let listed = routines::list(&ingrid, RoutineFilter::default()).await.unwrap().rows;
    let listed: Vec<UnitId> = listed.iter().map(|row| row.unit).collect();
    assert!(listed.contains(&BEKKEFARET) && !listed.contains(&GRANLIA), "{listed:?}");
    let new = routines::view(&ingrid, at(BEKKEFARET, RoutineScope::Handling))
        .await
        .unwrap();
    assert_eq!(new.sign, RoutineSign::Missing, "it does not follow");
    let earlier: Vec<&str> = new.earlier.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(earlier, [old.to_string()]);
    let none = routines::view(&ingrid, at(BEKKEFARET, RoutineScope::Enquiry))
        .await
        .unwrap();
    assert_eq!(none.earlier, []);

    let there = routines::view(&ingrid, old).await.unwrap();
    assert_eq!((there.sign, there.may_edit), (RoutineSign::Expired, true));
    let review = RoutineCommand::Review {
        on: today,
        next_review: proposed_review(today),
    };
    let seen = routines::change(&ingrid, old, command(2, Some(1), review))
        .await
        .unwrap();
    assert_eq!(seen.sign, RoutineSign::InForce);
    let begin = RoutineCommand::Begin {
        details: Details::default(),
    };
    let nothing = at(GRANLIA, RoutineScope::Enquiry);
    let begun = routines::change(&ingrid, nothing, command(3, Some(0), begin)).await;
    assert!(matches!(begun, Err(ServiceError::Denied)), "{begun:?}");
    let empty = routines::view(&ingrid, nothing).await.unwrap();
    assert_eq!((empty.routine, empty.may_edit), (None, false));
    let elsewhere = routines::view(&samir, old).await;
    assert!(matches!(elsewhere, Err(ServiceError::NotFound)), "{elsewhere:?}");
}
