//! Drafts of what if through the use cases, on a store in memory: they are their owner's alone, refuse what can't be, and change
//! nothing but themselves.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::coverage::Kind;
use domain::coverage::drafts::view::{CompareFilter, Comparison, WhatIfRow, WhatIfView};
use domain::coverage::drafts::{Change, Step, WhatIfCommand, parse_new};
use domain::ids::{CommandId, PersonId, PlacementId, UnitId, WhatIfId};
use domain::issue::{Issue, IssueCode};
use domain::text::{Headcount, MeasureCount, Percent, Title, WorkMinutes};
use jiff::civil::{Date, date};
use service::coverage::drafts::{change, compare, list, view};
use service::seed::{
    AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NINA, NORDLYS, Profile, SOLASEN, TOR, TUNVOLLEN, VEGARD,
};
use service::{Ctx, ServiceError};
use ulid::Ulid;

const JANUARY: Date = date(2027, 1, 4);

fn envelope(version: Option<u64>, command: WhatIfCommand) -> Envelope<WhatIfCommand> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

fn id(number: u128) -> WhatIfId {
    WhatIfId::new(Ulid(number))
}

/// A new draft of this school year.
async fn drafted(ctx: &Ctx, number: u128) -> WhatIfId {
    let new = parse_new(id(number), "Vår", "school_year-2026").unwrap();
    assert_eq!(change(ctx, envelope(None, new)).await.unwrap(), 1);
    id(number)
}

async fn add(ctx: &Ctx, id: WhatIfId, version: u64, step: Step) -> Result<u64, ServiceError> {
    change(ctx, envelope(Some(version), WhatIfCommand::Add { id, step })).await
}

/// The placement at a unit, as the page offers it.
async fn placement(ctx: &Ctx, of: WhatIfId, at: UnitId) -> PlacementId {
    let seen = view(ctx, of).await.unwrap();
    seen.placements.iter().find(|one| one.unit == at).unwrap().id
}

fn moved(placement: PlacementId, unit: UnitId, percent: i64, on: Date) -> Step {
    Step::Move {
        placement,
        unit,
        percent: Percent::new(percent).unwrap(),
        on,
    }
}

fn added(person: PersonId, unit: UnitId, percent: i64) -> Step {
    Step::Add {
        person: Some(person),
        unit,
        percent: Percent::new(percent).unwrap(),
        on: JANUARY,
    }
}

fn planned(unit: UnitId, competence: i64) -> Step {
    Step::Measure {
        measure: Kind::Competence,
        unit,
        on: JANUARY,
        number: MeasureCount::new(2).unwrap(),
        pupils: WorkMinutes::new(0).unwrap(),
        competence: WorkMinutes::new(competence).unwrap(),
        staff: Headcount::new(25).unwrap(),
    }
}

fn is_fault(answer: Result<u64, ServiceError>, field: &str, code: IssueCode) -> bool {
    matches!(answer, Err(ServiceError::Invalid(issues)) if issues == [Issue::new(field, code)])
}

async fn at(ctx: &Ctx, id: WhatIfId) -> WhatIfView {
    view(ctx, id).await.unwrap()
}

#[tokio::test]
async fn the_demonstration_has_a_draft_of_martes_that_moves_the_vacancy() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let rows: Vec<WhatIfRow> = list(&marte).await.unwrap().rows;
    assert_eq!(rows.len(), 1);
    let seen = at(&marte, rows[0].id).await;
    assert!(seen.steps.iter().all(|step| step.holds));
    assert_eq!(seen.steps[0].placed.as_ref().unwrap().unit, BEKKEFARET);
    let left: Vec<_> = seen.left.iter().map(|row| (row.left.unit, row.left.from)).collect();
    assert_eq!(left, [(BEKKEFARET, JANUARY)]);
    assert_eq!(
        (seen.before.filled, seen.before.vacant),
        (seen.after.filled, seen.after.vacant)
    );
    assert_eq!(seen.after.planned, seen.before.planned + 2);
    assert_eq!(seen.after.staff, seen.before.staff + 30);
    assert!(seen.after.guide.sums.competence > seen.before.guide.sums.competence);
    assert_eq!(store::check::check(&house.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_draft_is_its_owners_and_coordinators_alone_have_any() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let own = drafted(&marte, 1).await;
    for person in [INGRID, AINO, VEGARD, TOR, NINA] {
        let other = as_person(&house, person).await;
        assert!(matches!(list(&other).await, Err(ServiceError::Denied)));
        assert!(matches!(view(&other, own).await, Err(ServiceError::Denied)));
        assert!(matches!(
            compare(&other, CompareFilter::default()).await,
            Err(ServiceError::Denied)
        ));
        let delete = envelope(Some(1), WhatIfCommand::Delete { id: own });
        assert!(matches!(change(&other, delete).await, Err(ServiceError::Denied)));
    }
    // Another coordinator is told that there is none.
    let mut other = as_person(&house, VEGARD).await;
    other.actor.as_mut().unwrap().grants = marte.actor.as_ref().unwrap().grants.clone();
    assert_eq!(list(&other).await.unwrap().rows, []);
    assert!(matches!(view(&other, own).await, Err(ServiceError::NotFound)));
    let delete = envelope(Some(1), WhatIfCommand::Delete { id: own });
    assert!(matches!(change(&other, delete).await, Err(ServiceError::NotFound)));
    let asked = CompareFilter {
        one: Some(own),
        other: Some(own),
    };
    assert!(matches!(compare(&other, asked).await, Err(ServiceError::NotFound)));
    assert_eq!(at(&marte, own).await.row.version, 1);
}

#[tokio::test]
async fn steps_come_go_and_come_back_and_real_placements_stay() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let own = drafted(&marte, 1).await;
    let before = store::placements::all(&house.store).await.unwrap();
    let vacancy = placement(&marte, own, BEKKEFARET).await;
    assert_eq!(
        add(&marte, own, 1, moved(vacancy, NORDLYS, 100, JANUARY))
            .await
            .unwrap(),
        2
    );
    assert_eq!(add(&marte, own, 2, planned(BEKKEFARET, 90)).await.unwrap(), 3);
    let seen = at(&marte, own).await;
    assert_eq!(seen.steps.len(), 2);
    assert!(
        seen.cells
            .iter()
            .any(|row| row.cell.change == Change::Filled && row.cell.unit == BEKKEFARET)
    );
    let undo = || envelope(Some(3), WhatIfCommand::Undo { id: own });
    assert_eq!(change(&marte, undo()).await.unwrap(), 4);
    assert_eq!(at(&marte, own).await.steps.len(), 1);
    assert!(matches!(change(&marte, undo()).await, Err(ServiceError::Stale)));
    let remove = WhatIfCommand::Remove { id: own, number: 1 };
    change(&marte, envelope(Some(4), remove)).await.unwrap();
    let seen = at(&marte, own).await;
    assert_eq!((seen.before, seen.cells.len(), seen.left.len()), (seen.after, 0, 0));
    let rename = WhatIfCommand::Rename {
        id: own,
        name: Title::parse("Høst").unwrap(),
    };
    change(&marte, envelope(Some(5), rename)).await.unwrap();
    assert_eq!(at(&marte, own).await.row.name, "Høst");
    assert_eq!(store::placements::all(&house.store).await.unwrap(), before);
    let delete = envelope(Some(6), WhatIfCommand::Delete { id: own });
    assert_eq!(change(&marte, delete).await.unwrap(), 6);
    assert!(matches!(view(&marte, own).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn what_cant_be_is_told_beside_its_field_and_changes_nothing() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let own = drafted(&marte, 1).await;
    let vacancy = placement(&marte, own, BEKKEFARET).await;
    let full = add(&marte, own, 1, added(INGRID, BEKKEFARET, 20)).await;
    assert!(is_fault(full, "percent", IssueCode::MoreThanFull { percent: 120 }));
    let same = add(&marte, own, 1, moved(vacancy, BEKKEFARET, 100, JANUARY)).await;
    assert!(is_fault(same, "unit", IssueCode::SamePlace));
    let nowhere = add(&marte, own, 1, planned(UnitId::new(Ulid(7)), 60)).await;
    assert!(is_fault(nowhere, "unit", IssueCode::NotInPeriod));
    let late = add(&marte, own, 1, moved(vacancy, GRANLIA, 100, date(2027, 9, 1))).await;
    assert!(is_fault(late, "on", IssueCode::OutsidePeriod));
    let nothing = add(&marte, own, 1, planned(GRANLIA, 0)).await;
    assert!(is_fault(nothing, "pupils", IssueCode::OutOfRange { min: 1, max: 1440 }));
    let unknown = add(&marte, own, 1, added(PersonId::new(Ulid(7)), GRANLIA, 20)).await;
    assert!(is_fault(unknown, "person", IssueCode::UnknownChoice));
    let stale = add(&marte, own, 2, planned(GRANLIA, 60)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    let taken = parse_new(own, "Vår", "school_year-2026").unwrap();
    assert!(is_fault(
        change(&marte, envelope(None, taken)).await,
        "name",
        IssueCode::AlreadyExists
    ));
    assert_eq!(
        (at(&marte, own).await.row.version, at(&marte, own).await.steps.len()),
        (1, 0)
    );
}

#[tokio::test]
async fn two_drafts_stand_beside_today() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let (one, other) = (drafted(&marte, 1).await, drafted(&marte, 2).await);
    let vacancy = placement(&marte, one, BEKKEFARET).await;
    add(&marte, one, 1, moved(vacancy, TUNVOLLEN, 100, JANUARY))
        .await
        .unwrap();
    add(&marte, other, 1, planned(SOLASEN, 120)).await.unwrap();
    let ask = |one: Option<WhatIfId>, other: Option<WhatIfId>| {
        let marte = marte.clone();
        async move { compare(&marte, CompareFilter { one, other }).await.unwrap().comparison }
    };
    assert_eq!(ask(Some(one), None).await, Comparison::Choose);
    assert_eq!(ask(Some(one), Some(one)).await, Comparison::Same);
    let Comparison::Shown {
        today,
        one: first,
        other: second,
    } = ask(Some(one), Some(other)).await
    else {
        unreachable!("both are of the same period");
    };
    assert_eq!((first.left.len(), second.left.len()), (1, 0));
    assert_eq!(first.tally.planned, today.planned);
    assert_eq!(second.tally.planned, today.planned + 2);
    let spring = parse_new(id(3), "Våren", "spring-2027").unwrap();
    change(&marte, envelope(None, spring)).await.unwrap();
    assert_eq!(ask(Some(one), Some(id(3))).await, Comparison::OtherPeriod);
}
