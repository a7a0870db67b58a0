//! The own week, months that are closed, rules, and figures that tell of nobody.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::hours::view::{FigureFilter, HoursView};
use domain::hours::{
    Absence, AbsenceKind, EntryMinutes, Guide, HourKind, HourSpan, Month, NewEntry, PeriodCommand, PeriodState,
    PreparationMinutes, ReopenReason, RuleEdit, Split, TravelMinutes, WeekCommand, WeekStep, Zone,
};
use domain::ids::{CommandId, PersonId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::text::AbsenceMinutes;
use domain::time::Semester;
use jiff::civil::{Date, date};
use service::seed::{AINO, INGRID, JONAS, MARTE, NINA, Profile, SAMIR, TOR, VEGARD};
use service::{Ctx, ServiceError, Services, hours};
use store::{Table, check};
use ulid::Ulid;

/// The audit trail.
const ENTRY: Table = Table::new("audit_entry");
/// The week before the story's day, which nobody has confirmed.
const MONDAY: Date = date(2026, 11, 16);
const FRIDAY: Date = date(2026, 11, 20);

fn envelope<C>(seen: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: seen,
        confirmed: Default::default(),
        command,
    }
}

fn step(monday: Date, seen: u64, step: WeekStep) -> Envelope<WeekCommand> {
    envelope(Some(seen), WeekCommand { monday, step })
}

fn spent(day: Date, kind: HourKind, minutes: i64, unit: Option<UnitId>) -> NewEntry {
    NewEntry {
        day,
        kind,
        minutes: EntryMinutes::new(minutes).unwrap(),
        travel: TravelMinutes::default(),
        unit,
    }
}

fn add(day: Date, kind: HourKind, minutes: i64) -> WeekStep {
    let entry = spent(day, kind, minutes, None);
    WeekStep::Add { entry }
}

async fn week(ctx: &Ctx, day: Date) -> HoursView {
    hours::view(ctx, Some(day)).await.unwrap()
}

async fn is_sound(house: &Arc<Services>) {
    assert_eq!(check::check(&house.store, None).await.unwrap().findings, []);
}

fn close(month: Date, people: &[PersonId]) -> Envelope<PeriodCommand> {
    let (month, people) = (Month::of(month), people.iter().copied().collect());
    envelope(None, PeriodCommand::Close { month, people })
}

fn reopen(month: Date, person: PersonId) -> Envelope<PeriodCommand> {
    let (month, reason) = (Month::of(month), ReopenReason::Missing);
    envelope(None, PeriodCommand::Reopen { month, person, reason })
}

fn is_rule<T: std::fmt::Debug>(answer: &Result<T, ServiceError>, name: &str) -> bool {
    matches!(answer, Err(ServiceError::Rule(rule)) if *rule == name)
}

#[tokio::test]
async fn a_week_is_proposed_from_the_calendar_confirmed_once_and_moves_the_own_share() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let before = week(&ingrid, MONDAY).await;
    assert_eq!((before.version, before.confirmed_on), (0, None));
    assert!(!before.proposals.is_empty(), "the calendar has something of last week");
    assert!(before.proposals.iter().all(|row| !row.name.is_empty()));
    assert!(before.days.iter().any(|day| day.is_gap), "and not of every day");
    let fingerprint = before.fingerprint.clone();
    let confirm = step(MONDAY, 0, WeekStep::Confirm { fingerprint });
    assert_eq!(hours::change(&ingrid, confirm.clone()).await.unwrap(), 1);
    assert_eq!(
        hours::change(&ingrid, confirm).await.unwrap(),
        1,
        "the same press twice"
    );
    let after = week(&ingrid, MONDAY).await;
    assert_eq!((after.version, after.confirmed_on), (1, Some(date(2026, 11, 23))));
    assert_eq!(after.proposals, []);
    let entered: usize = after.days.iter().map(|day| day.entries.len()).sum();
    assert_eq!(entered, before.proposals.len());
    let (was, is) = (before.guide.unwrap(), after.guide.unwrap());
    assert!(is.this_semester.sums.total() > was.this_semester.sums.total());
    assert_eq!(is.projection, was.projection, "what was planned is now done");
    is_sound(&house).await;
}

#[tokio::test]
async fn a_week_is_not_confirmed_with_other_proposals_than_those_that_were_seen() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let seen = week(&ingrid, MONDAY).await;
    let activity = seen.proposals[0].proposal.activity;
    let passed = hours::change(&ingrid, step(MONDAY, 0, WeekStep::Pass { activity })).await;
    assert_eq!(passed.unwrap(), 1);
    let fingerprint = seen.fingerprint;
    for version in [0, 1] {
        let confirm = step(
            MONDAY,
            version,
            WeekStep::Confirm {
                fingerprint: fingerprint.clone(),
            },
        );
        let answer = hours::change(&ingrid, confirm).await;
        assert!(matches!(answer, Err(ServiceError::Stale)), "{answer:?}");
    }
    assert_eq!(week(&ingrid, MONDAY).await.proposals.len(), seen.proposals.len() - 1);
}

#[tokio::test]
async fn time_is_entered_changed_copied_and_removed_and_the_sums_follow() {
    let house = house(Profile::Demo).await;
    let samir = as_person(&house, SAMIR).await;
    let far = UnitId::new(Ulid(77));
    let elsewhere = WeekStep::Add {
        entry: spent(MONDAY, HourKind::Cases, 60, Some(far)),
    };
    let answer = hours::change(&samir, step(MONDAY, 0, elsewhere)).await;
    let fault = Issue::new("unit", IssueCode::UnknownChoice);
    assert!(matches!(answer, Err(ServiceError::Invalid(issues)) if issues == [fault]));
    hours::change(&samir, step(MONDAY, 0, add(MONDAY, HourKind::Cases, 90)))
        .await
        .unwrap();
    let changed = WeekStep::Change {
        number: 1,
        entry: spent(FRIDAY, HourKind::Guidance, 45, None),
    };
    hours::change(&samir, step(MONDAY, 1, changed.clone())).await.unwrap();
    let stale = hours::change(&samir, step(MONDAY, 1, changed)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let view = week(&samir, MONDAY).await;
    let friday = view.days.iter().find(|day| day.date == FRIDAY).unwrap();
    assert_eq!((friday.worked, friday.entries[0].entry.sums.competence), (45, 45));
    is_sound(&house).await;

    let today = date(2026, 11, 23);
    assert!(week(&samir, today).await.may_copy);
    hours::change(&samir, step(today, 0, WeekStep::CopyLastWeek))
        .await
        .unwrap();
    let again = hours::change(&samir, step(today, 1, WeekStep::CopyLastWeek)).await;
    assert!(is_rule(&again, "nothing_to_copy"), "{again:?}");
    hours::change(&samir, step(today, 1, WeekStep::Remove { number: 1 }))
        .await
        .unwrap();
    assert_eq!(
        week(&samir, today).await.days.iter().map(|day| day.worked).sum::<u32>(),
        0
    );
    is_sound(&house).await;
}

#[tokio::test]
async fn absence_is_kept_from_the_trail_and_expected_hours_follow_the_position() {
    let house = house(Profile::Demo).await;
    let aino = as_person(&house, AINO).await;
    let absence = Absence {
        day: FRIDAY,
        kind: AbsenceKind::Sick,
        minutes: AbsenceMinutes::new(450).unwrap(),
    };
    hours::change(&aino, step(MONDAY, 0, WeekStep::SetAbsence { absence }))
        .await
        .unwrap();
    let view = week(&aino, MONDAY).await;
    let friday = view.days.iter().find(|day| day.date == FRIDAY).unwrap();
    assert_eq!(
        (friday.absence, friday.is_gap, friday.expected),
        (Some(absence), false, 450)
    );
    assert_eq!(view.days[5].expected, 0, "a Saturday");
    let trail: Vec<serde_json::Value> = house.store.all(ENTRY).await.unwrap();
    let told = trail
        .iter()
        .find(|entry| entry["action"] == "set_absence")
        .unwrap()
        .to_string();
    assert!(!told.contains("sick"), "{told}");
}

#[tokio::test]
async fn a_closed_month_keeps_its_days_and_the_week_across_its_end_goes_on() {
    let house = house(Profile::Demo).await;
    let (marte, aino) = (as_person(&house, MARTE).await, as_person(&house, AINO).await);
    let october = date(2026, 10, 1);
    let early = hours::change_periods(&marte, close(date(2026, 11, 1), &[AINO])).await;
    assert!(is_rule(&early, "month_not_over"), "{early:?}");
    assert_eq!(
        hours::change_periods(&marte, close(october, &[AINO, SAMIR]))
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        hours::change_periods(&marte, close(october, &[AINO, INGRID]))
            .await
            .unwrap(),
        1
    );
    let nobody = hours::change_periods(&marte, close(october, &[])).await;
    assert!(matches!(nobody, Err(ServiceError::Invalid(_))), "{nobody:?}");

    // From Monday 26 October to Sunday 1 November.
    let (friday, sunday) = (date(2026, 10, 30), date(2026, 11, 1));
    let view = week(&aino, friday).await;
    let closed: Vec<bool> = view.days.iter().map(|day| day.is_closed).collect();
    assert_eq!(closed, [true, true, true, true, true, true, false]);
    let late = hours::change(&aino, step(view.monday, view.version, add(friday, HourKind::Nora, 60))).await;
    assert!(is_rule(&late, "month_closed"), "{late:?}");
    let open = hours::change(&aino, step(view.monday, view.version, add(sunday, HourKind::Nora, 60))).await;
    assert_eq!(open.unwrap(), view.version + 1);

    assert_eq!(hours::change_periods(&marte, reopen(october, AINO)).await.unwrap(), 1);
    let twice = hours::change_periods(&marte, reopen(october, AINO)).await;
    assert!(is_rule(&twice, "month_open"), "{twice:?}");
    let months = hours::periods(&marte, Some(Month::of(october))).await.unwrap();
    let state = |person| months.rows.iter().find(|row| row.person == person).unwrap().state;
    assert_eq!(state(SAMIR), Some(PeriodState::Closed));
    let reason = ReopenReason::Missing;
    assert_eq!(state(AINO), Some(PeriodState::Reopened { reason }));
    assert_eq!(state(VEGARD), None);
    let again = hours::change(
        &aino,
        step(view.monday, view.version + 1, add(friday, HourKind::Nora, 60)),
    )
    .await;
    assert!(again.is_ok(), "{again:?}");
    is_sound(&house).await;
}

#[tokio::test]
async fn a_change_that_meets_the_closing_of_its_month_is_in_it_or_refused() {
    let house = house(Profile::Demo).await;
    let (marte, aino) = (as_person(&house, MARTE).await, as_person(&house, AINO).await);
    let day = date(2026, 10, 28);
    let view = week(&aino, day).await;
    let (closed, changed) = tokio::join!(
        hours::change_periods(&marte, close(day, &[AINO])),
        hours::change(&aino, step(view.monday, view.version, add(day, HourKind::Nora, 15))),
    );
    closed.unwrap();
    assert!(changed.is_ok() || is_rule(&changed, "month_closed"), "{changed:?}");
    let after = week(&aino, day).await;
    let refused = hours::change(&aino, step(view.monday, after.version, add(day, HourKind::Nora, 15))).await;
    assert!(is_rule(&refused, "month_closed"), "{refused:?}");
    is_sound(&house).await;
}

#[tokio::test]
async fn a_rule_that_the_team_changes_holds_for_what_is_entered_from_then_on() {
    let house = house(Profile::Demo).await;
    let (vegard, ingrid) = (as_person(&house, VEGARD).await, as_person(&house, INGRID).await);
    hours::change(&ingrid, step(MONDAY, 0, add(MONDAY, HourKind::Routines, 60)))
        .await
        .unwrap();
    let edit = RuleEdit {
        kind: HourKind::Routines,
        split: Split::between(50),
        preparation: PreparationMinutes::new(30).unwrap(),
    };
    assert_eq!(
        hours::change_rule(&vegard, envelope(Some(0), edit.clone()))
            .await
            .unwrap(),
        1
    );
    let stale = hours::change_rule(&vegard, envelope(Some(0), edit)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let rules = hours::rules(&vegard).await.unwrap().rules;
    let rule = rules.iter().find(|rule| rule.kind == HourKind::Routines).unwrap();
    assert_eq!((rule.version, rule.split), (1, Split::between(50)));
    hours::change(&ingrid, step(MONDAY, 1, add(MONDAY, HourKind::Routines, 60)))
        .await
        .unwrap();
    let entries = week(&ingrid, MONDAY).await.days.swap_remove(0).entries;
    let pupils: Vec<u32> = entries.iter().map(|row| row.entry.sums.pupils).collect();
    assert_eq!(pupils, [0, 30]);
}

#[tokio::test]
async fn the_demonstration_has_three_shares_and_no_zone_that_alarms() {
    let house = house(Profile::Demo).await;
    for (person, share, zone) in [
        (INGRID, 65, Zone::Within),
        (SAMIR, 52, Zone::Within),
        (AINO, 71, Zone::Outside),
    ] {
        let ctx = as_person(&house, person).await;
        let guide = hours::view(&ctx, None).await.unwrap().guide.unwrap().this_semester;
        let found = guide.share().unwrap();
        assert!(found.abs_diff(share) <= 1, "{found} and not about {share}");
        assert!(zone == Zone::Outside || guide.zone() == Some(zone), "{found}");
        assert_eq!(guide.zone() == Some(Zone::Outside), found > 70, "{found}");
        let weeks = store::hours::weeks(&house.store, person, date(2026, 8, 1), date(2026, 12, 31)).await;
        assert_eq!(weeks.unwrap().len(), 13);
    }
    is_sound(&house).await;
}

#[tokio::test]
async fn the_team_enters_hours_without_a_guide_and_is_in_no_sum() {
    let house = house(Profile::Demo).await;
    let (vegard, nina) = (as_person(&house, VEGARD).await, as_person(&house, NINA).await);
    let sum = async || {
        let view = hours::figures(&nina, &FigureFilter::default()).await.unwrap();
        view.nation.unwrap().guide
    };
    let before: Guide = sum().await;
    assert_eq!(week(&vegard, MONDAY).await.guide, None);
    hours::change(&vegard, step(MONDAY, 0, add(MONDAY, HourKind::Course, 240)))
        .await
        .unwrap();
    assert_eq!(sum().await, before);
    let november = Month::of(MONDAY);
    let rows = store::hours::sums(&house.store, november, november).await.unwrap();
    assert!(rows.iter().all(|row| row.person != VEGARD) && !rows.is_empty());
    is_sound(&house).await;
}

fn named(months: [&str; 2]) -> Vec<String> {
    months.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn a_month_is_told_when_it_is_closed_for_all_and_not_when_it_is_opened_for_one() {
    let house = house(Profile::Demo).await;
    let (marte, nina) = (as_person(&house, MARTE).await, as_person(&house, NINA).await);
    let october = date(2026, 10, 1);
    let told = async || {
        let view = hours::figures(&nina, &FigureFilter::default()).await.unwrap();
        let minutes = view.nation.unwrap().guide.sums.total();
        (view.months.contains(&Month::of(october)), minutes)
    };
    let before = told().await;
    hours::change_periods(&marte, close(october, &[AINO, INGRID]))
        .await
        .unwrap();
    assert_eq!(told().await, before);
    hours::change_periods(&marte, close(october, &[SAMIR])).await.unwrap();
    let after = told().await;
    assert!(!before.0 && after.0 && after.1 > before.1);
    hours::change_periods(&marte, reopen(october, INGRID)).await.unwrap();
    assert_eq!(told().await, before);
}

#[tokio::test]
async fn figures_tell_of_the_whole_scheme_and_of_no_place_with_fewer_than_three() {
    let house = house(Profile::Demo).await;
    for person in [MARTE, NINA] {
        let ctx = as_person(&house, person).await;
        let view = hours::figures(&ctx, &FigureFilter::default()).await.unwrap();
        assert_eq!(view.nation.unwrap().people, 3);
        let months: Vec<String> = view.months.iter().map(ToString::to_string).collect();
        let waiting: Vec<String> = view.waiting.iter().map(ToString::to_string).collect();
        assert_eq!(
            (months, waiting),
            (named(["2026-08", "2026-09"]), named(["2026-10", "2026-11"]))
        );
        // Three advisers at four places, none of which may be told of.
        assert_eq!((view.counties.len(), view.elsewhere), (0, None));
        assert_eq!(view.may_close, person == MARTE);
        let span = Some(HourSpan::Semester(Semester::of(date(2020, 1, 1))));
        let none = hours::figures(&ctx, &FigureFilter { span }).await.unwrap();
        assert_eq!(none.nation, None);
    }
}

#[tokio::test]
async fn the_full_profile_tells_of_counties_with_three_advisers_and_more() {
    let house = house(Profile::Full).await;
    let nina = as_person(&house, NINA).await;
    let view = hours::figures(&nina, &FigureFilter::default()).await.unwrap();
    let september = Month::of(date(2026, 9, 1));
    let rows = store::hours::sums(&house.store, september, september).await.unwrap();
    let people: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
    assert!(people.len() >= 60);
    assert_eq!(view.nation.unwrap().people, people.len());
    let names: BTreeSet<&str> = view.counties.iter().map(|row| row.name.as_str()).collect();
    assert!(names.contains("Oslo") && !names.contains("Finnmark"), "{names:?}");
    assert!(view.counties.iter().all(|row| row.figure.people >= 3));
    assert!(
        view.counties
            .iter()
            .flat_map(|row| &row.units)
            .all(|row| row.figure.people >= 3)
    );
    assert!(view.elsewhere.is_none_or(|figure| figure.people >= 3));
    is_sound(&house).await;
}

#[tokio::test]
async fn whoever_has_no_part_in_hours_is_denied_and_nobody_reads_anothers_week() {
    let house = house(Profile::Demo).await;
    for person in [TOR, JONAS, MARTE] {
        let ctx = as_person(&house, person).await;
        let answer = hours::view(&ctx, None).await;
        assert!(matches!(answer, Err(ServiceError::Denied)), "{person}: {answer:?}");
        let answer = hours::change(&ctx, step(MONDAY, 0, add(MONDAY, HourKind::Cases, 60))).await;
        assert!(matches!(answer, Err(ServiceError::Denied)), "{person}: {answer:?}");
    }
    let ingrid = as_person(&house, INGRID).await;
    let answer = hours::figures(&ingrid, &FigureFilter::default()).await;
    assert!(matches!(answer, Err(ServiceError::Denied)), "{answer:?}");
    let answer = hours::periods(&ingrid, None).await;
    assert!(matches!(answer, Err(ServiceError::Denied)), "{answer:?}");
    let answer = hours::rules(&ingrid).await;
    assert!(matches!(answer, Err(ServiceError::Denied)), "{answer:?}");
    let nina = as_person(&house, NINA).await;
    let answer = hours::change_periods(&nina, close(date(2026, 10, 1), &[AINO])).await;
    assert!(matches!(answer, Err(ServiceError::Denied)), "{answer:?}");
    // What statistics are sent names nobody.
    let told = serde_json::to_string(&hours::figures(&nina, &FigureFilter::default()).await.unwrap()).unwrap();
    assert!(!told.contains("Ingrid") && !told.contains(&INGRID.to_string()));
}
