//! Coverage through the use cases, on a store in memory: what is planned and closed elsewhere shows here, and nobody sees more than theirs.

pub(crate) mod counties;

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{as_person, house};
use domain::agreements::Renewal;
use domain::command::Envelope;
use domain::coverage::gaps::{Gap, GapCommand, GapRule, GapState, GapStep, NextStep, RuleForm};
use domain::coverage::view::{CoverageFilter, CoverageView, GapRow, START_GAPS, UnitSet};
use domain::coverage::{CellState, Kind, Period, SetTargets, TargetForm, UnitFigures};
use domain::ids::{AgreementId, CommandId, OutreachId, SurveyId, UnitId};
use domain::issue::IssueCode;
use domain::needs::{NewSurvey, StaffGroup, SurveyPlan};
use domain::outreach::{Audience, Channel, Known, NewOutreach, OutreachCommand};
use domain::text::{Headcount, ShortText, StaffCount};
use domain::time::SchoolYear;
use jiff::civil::date;
use service::seed::{
    AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NINA, NORDLYS, Profile, SAMIR, SILJE, SOLASEN, TOR, TUNVOLLEN, VEGARD,
};
use service::{Ctx, ServiceError, agreements, coverage, needs, outreach, week};
use ulid::Ulid;

fn envelope<C>(version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

async fn all(ctx: &Ctx, set: UnitSet) -> CoverageView {
    let filter = CoverageFilter {
        set: Some(set),
        ..CoverageFilter::default()
    };
    coverage::matrix(ctx, filter).await.unwrap()
}

fn at(view: &CoverageView, unit: UnitId) -> UnitFigures {
    view.rows.iter().find(|row| row.unit == unit).unwrap().figures
}

fn units(view: &CoverageView) -> BTreeSet<UnitId> {
    view.rows.iter().map(|row| row.unit).collect()
}

fn poster(number: u128, unit: UnitId) -> OutreachCommand {
    OutreachCommand::Record {
        item: NewOutreach {
            id: OutreachId::new(Ulid(number)),
            unit,
            audiences: BTreeSet::from([Audience::Pupils]),
            known: BTreeSet::from([Known::Nora]),
            channel: Channel::Poster,
            date: date(2026, 11, 20),
            reach: Some(Headcount::new(120).unwrap()),
            note: ShortText::default(),
        },
    }
}

#[tokio::test]
async fn what_is_recorded_shows_at_once_and_goes_when_it_is_taken_away() {
    let house = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&house, MARTE).await, as_person(&house, INGRID).await);
    let before = at(&all(&marte, UnitSet::Advised).await, GRANLIA);
    let mark = coverage::mark(&marte).await.unwrap();
    let command = poster(1, GRANLIA);
    let id = outreach::change(&ingrid, envelope(None, command)).await.unwrap();
    assert_ne!(coverage::mark(&marte).await.unwrap(), mark);
    let after = at(&all(&marte, UnitSet::Advised).await, GRANLIA);
    assert_eq!(after.cell(Kind::Services).held, before.cell(Kind::Services).held + 1);
    assert_eq!(after.cell(Kind::Services).last, Some(date(2026, 11, 20)));
    assert_eq!(after.reached.pupils, before.reached.pupils + 120);
    let gone = OutreachCommand::Remove { id };
    outreach::change(&ingrid, envelope(Some(1), gone)).await.unwrap();
    assert_eq!(at(&all(&marte, UnitSet::Advised).await, GRANLIA), before);
    // A process that starts now counts the same.
    let anew = std::sync::Arc::new(service::Services::new(
        house.store.clone(),
        service::Clock::manual(crate::common::story_time()),
    ));
    let marte_anew = as_person(&anew, MARTE).await;
    assert_eq!(all(&marte_anew, UnitSet::All).await, all(&marte, UnitSet::All).await);
    assert_eq!(store::check::check(&house.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn what_another_process_changes_of_places_and_names_shows_with_the_next_question() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let row = |view: CoverageView| view.rows.into_iter().find(|row| row.unit == GRANLIA).unwrap();
    let before = row(all(&marte, UnitSet::Advised).await);
    assert_eq!(
        row(all(&marte, UnitSet::Advised).await),
        before,
        "asked again, from memory"
    );

    // Another process has a memory of its own; all that both have is the store.
    let mut unit = store::places::unit(&house.store, GRANLIA).await.unwrap().unwrap();
    let mut ingrid = store::people::load(&house.store, INGRID).await.unwrap().unwrap();
    let (was, known) = (unit.clone(), ingrid.clone());
    unit.name = domain::text::Title::parse("Granlia skole").unwrap();
    ingrid.name = domain::text::Title::parse("Ingrid Haug").unwrap();
    let mut tx = store::Tx::new();
    store::places::save_unit(&mut tx, &was, &unit, was.version);
    store::people::save(&mut tx, &known, &ingrid, known.version);
    house.store.commit(tx).await.unwrap();

    let after = row(all(&marte, UnitSet::Advised).await);
    assert_eq!(after.name, "Granlia skole");
    let names: Vec<_> = after.positions.iter().filter_map(|one| one.name.as_deref()).collect();
    assert!(names.contains(&"Ingrid Haug"), "{names:?}");
    assert_eq!(after.figures, before.figures);
}

#[tokio::test]
async fn gaps_come_first_and_the_sums_are_of_the_rows() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    for set in UnitSet::ALL {
        let view = all(&marte, set).await;
        let gaps: Vec<_> = view
            .rows
            .iter()
            .map(|row| std::cmp::Reverse(row.figures.gaps()))
            .collect();
        assert!(gaps.is_sorted(), "{set:?}: {gaps:?}");
        assert_eq!(view.sums.units.all, view.rows.len());
        let reached = view.rows.iter().filter(|row| row.figures.is_reached()).count();
        assert_eq!(view.sums.units.of, reached);
        let minutes: u64 = view.rows.iter().map(|row| u64::from(row.figures.minutes)).sum();
        assert_eq!(view.sums.minutes, minutes);
        let of_counties: usize = view.by_county.iter().map(|county| county.sums.units.all).sum();
        assert_eq!(of_counties, view.rows.len());
    }
    let granlia = at(&all(&marte, UnitSet::Advised).await, GRANLIA);
    assert_eq!(granlia.cell(Kind::Groups).state(), CellState::Reached);
    let only_gaps = CoverageFilter {
        gap: Some(Kind::Groups),
        ..CoverageFilter::default()
    };
    let lacking = coverage::matrix(&marte, only_gaps).await.unwrap();
    assert!(!units(&lacking).contains(&GRANLIA) && !lacking.rows.is_empty());
    assert_eq!(
        lacking.sums,
        all(&marte, UnitSet::Advised).await.sums,
        "the rate stays what it is"
    );
}

#[tokio::test]
async fn the_front_page_tells_how_far_it_reaches_where_the_most_gaps_are_and_what_waits() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let view = all(&marte, UnitSet::Advised).await;
    let start = coverage::start(&marte).await.unwrap();
    assert_eq!((start.period, start.units), (view.period, view.sums.units));
    let with_gaps = view.rows.iter().filter(|row| row.figures.gaps() > 0);
    let first: Vec<(UnitId, u8)> = with_gaps
        .map(|row| (row.unit, row.figures.breadth().0))
        .take(START_GAPS)
        .collect();
    let told: Vec<(UnitId, u8)> = start.gaps.iter().map(|gap| (gap.unit, gap.reached)).collect();
    assert_eq!(told, first);
    assert_eq!(told.first(), Some(&(BEKKEFARET, 0)));
    let found = coverage::alerts(&marte).await.unwrap().rows;
    let open = found.iter().filter(|row| row.state.is_open()).count();
    assert!(open > 0);
    assert_eq!(start.waiting, Some(open));

    let tor = as_person(&house, TOR).await;
    let own = coverage::start(&tor).await.unwrap();
    assert_eq!((own.units.all, own.waiting), (1, None));
    assert!(own.gaps.iter().all(|gap| gap.unit == GRANLIA));
}

#[tokio::test]
async fn a_filter_narrows_and_an_earlier_year_is_another() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let asked = |change: fn(&mut CoverageFilter)| {
        let mut filter = CoverageFilter::default();
        change(&mut filter);
        let marte = marte.clone();
        async move { units(&coverage::matrix(&marte, filter).await.unwrap()) }
    };
    assert_eq!(asked(|filter| filter.county = "56".into()).await, [NORDLYS].into());
    assert_eq!(
        asked(|filter| filter.adviser = Some(SAMIR)).await,
        [SOLASEN, TUNVOLLEN].into()
    );
    assert!(asked(|filter| filter.county = "99".into()).await.is_empty());
    assert!(asked(|filter| filter.page = usize::MAX).await.is_empty());
    let earlier = CoverageFilter {
        period: Some("school_year-2019".parse().unwrap()),
        ..CoverageFilter::default()
    };
    assert!(
        coverage::matrix(&marte, earlier).await.unwrap().rows.is_empty(),
        "nobody was placed then"
    );
}

#[tokio::test]
async fn everybody_sees_their_own_and_nothing_else() {
    let house = house(Profile::Demo).await;
    let seen = |id| {
        let house = &house;
        async move { units(&all(&as_person(house, id).await, UnitSet::All).await) }
    };
    let everything = seen(MARTE).await;
    assert!(everything.len() > 5);
    for id in [VEGARD, NINA] {
        assert_eq!(seen(id).await, everything);
    }
    assert_eq!(seen(TOR).await, [GRANLIA].into());
    let of_samir = seen(SAMIR).await;
    assert!(of_samir.is_superset(&[SOLASEN, TUNVOLLEN].into()) && !of_samir.contains(&GRANLIA));
    let of_aino = seen(AINO).await;
    assert!(of_aino.contains(&NORDLYS) && of_aino.len() > 1, "with what is nearby");
    assert!(!of_aino.contains(&GRANLIA));
    let silje = as_person(&house, SILJE).await;
    let refused = coverage::matrix(&silje, CoverageFilter::default()).await;
    assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");

    let tor = as_person(&house, TOR).await;
    assert!(coverage::unit(&tor, GRANLIA, None).await.is_ok());
    for unit in [SOLASEN, BEKKEFARET, UnitId::new(Ulid(77))] {
        let refused = coverage::unit(&tor, unit, None).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
}

#[tokio::test]
async fn a_figure_leads_to_what_is_behind_it_and_names_only_what_the_reader_may_open() {
    let house = house(Profile::Demo).await;
    let marte = coverage::unit(&as_person(&house, MARTE).await, GRANLIA, None)
        .await
        .unwrap();
    for kind in Kind::ALL {
        let behind = marte.activities.iter().filter(|row| row.kind == kind).count();
        let cell = marte.figures.cell(kind);
        assert!(behind >= usize::try_from(cell.held + cell.planned).unwrap(), "{kind:?}");
    }
    let groups: Vec<_> = marte.activities.iter().filter(|row| row.kind == Kind::Groups).collect();
    assert!(
        groups
            .iter()
            .all(|row| row.source.is_some() && row.leader.contains("Ingrid Moen"))
    );
    let minutes: u32 = marte.activities.iter().map(|row| row.minutes).sum();
    assert_eq!(minutes, marte.figures.minutes);

    assert!(!marte.history.is_empty(), "one was raised");
    // Statistics counts, and opens nothing.
    let nina = coverage::unit(&as_person(&house, NINA).await, GRANLIA, None)
        .await
        .unwrap();
    assert_eq!(nina.figures, marte.figures);
    let named = nina.activities.iter().filter(|row| row.kind == Kind::Groups);
    assert!(named.clone().count() > 0);
    assert!(
        named
            .clone()
            .all(|row| row.source.is_none() && row.title.is_empty() && row.leader.is_empty())
    );
    assert!(!nina.may_set && marte.may_set);
    assert_eq!(nina.history, [], "why a target was changed is between coordinators");
    assert_eq!(nina.open_needs, []);
    let tor = coverage::unit(&as_person(&house, TOR).await, GRANLIA, None)
        .await
        .unwrap();
    assert_eq!(
        (tor.history, tor.nearby),
        (Vec::new(), Vec::new()),
        "what is nearby is not his"
    );
    assert!(!tor.open_needs.is_empty());
}

#[tokio::test]
async fn targets_are_set_by_coordinators_with_a_reason_and_never_over_a_colleagues() {
    let house = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&house, MARTE).await, as_person(&house, INGRID).await);
    let year = SchoolYear::starting(2026);
    let wanted = |groups: &str, reason: &str| -> SetTargets {
        let form = TargetForm {
            numbers: BTreeMap::from([("groups".to_owned(), groups.to_owned())]),
            reason: reason.to_owned(),
        };
        form.parse(GRANLIA, year).unwrap()
    };
    let seen = coverage::unit(&marte, GRANLIA, None).await.unwrap().targets_version;
    let first = coverage::set_targets(&marte, envelope(seen, wanted("4", "Ny plan")))
        .await
        .unwrap();
    let refused = coverage::set_targets(&ingrid, envelope(Some(first), wanted("1", "x"))).await;
    assert!(matches!(refused, Err(ServiceError::Denied)));
    let late = coverage::set_targets(&marte, envelope(seen, wanted("5", "Ny plan"))).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    let silent = coverage::set_targets(&marte, envelope(Some(first), wanted("5", ""))).await;
    let Err(ServiceError::Invalid(issues)) = silent else {
        unreachable!("{silent:?}")
    };
    assert_eq!(
        (issues[0].field.as_str(), &issues[0].code),
        ("reason", &IssueCode::Required)
    );
    let number = coverage::set_targets(&marte, envelope(Some(first), wanted("5", "Ring 22 22 55 55"))).await;
    assert!(
        matches!(number, Err(ServiceError::Invalid(_))),
        "a telephone is no reason: {number:?}"
    );
    coverage::set_targets(&marte, envelope(Some(first), wanted("5", "Flere klasser")))
        .await
        .unwrap();
    let view = coverage::unit(&marte, GRANLIA, None).await.unwrap();
    assert_eq!(view.targets[&Kind::Groups].get(), 5);
    assert_eq!(view.history[0].name, "Marte Oppdal");
    assert_eq!(view.history[0].change.before[&Kind::Groups].get(), 4);
    let row = all(&marte, UnitSet::Advised).await;
    let row = row.rows.iter().find(|row| row.unit == GRANLIA).unwrap();
    assert_eq!(row.targets, view.targets);
    // Of another year nothing is known.
    let next: Period = "school_year-2027".parse().unwrap();
    let view = coverage::unit(&marte, GRANLIA, Some(next)).await.unwrap();
    assert_eq!((view.targets_version, view.targets.len()), (None, 0));
    let nowhere = SetTargets {
        unit: UnitId::new(Ulid(77)),
        ..wanted("1", "")
    };
    let refused = coverage::set_targets(&marte, envelope(None, nowhere)).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)));
}

async fn gap_at(ctx: &Ctx, unit: UnitId, rule: GapRule) -> Option<GapRow> {
    let view = coverage::alerts(ctx).await.unwrap();
    view.rows
        .into_iter()
        .find(|row| row.gap.unit == unit && row.gap.rule == rule)
}

fn about(gap: Gap, step: GapStep) -> GapCommand {
    GapCommand { gap, step }
}

#[tokio::test]
async fn a_gap_is_sent_answered_and_gone_when_something_is_done_about_it() {
    let house = house(Profile::Demo).await;
    let (marte, samir) = (as_person(&house, MARTE).await, as_person(&house, SAMIR).await);
    let ingrid = as_person(&house, INGRID).await;
    let found = gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await.unwrap();
    assert_eq!((&found.state, found.version), (&GapState::Found, None));
    assert_eq!(found.advisers, ["Samir Haddad-Lie"]);
    assert_eq!(week::view(&samir, None).await.unwrap().tasks, []);
    let answer = || GapStep::Answer {
        text: ShortText::parse("Kartlegging i januar").unwrap(),
    };
    let early = coverage::note_gap(&samir, envelope(None, about(found.gap, answer()))).await;
    assert!(
        matches!(early, Err(ServiceError::Invalid(_))),
        "nobody has asked: {early:?}"
    );
    let own = coverage::note_gap(&samir, envelope(None, about(found.gap, GapStep::Send))).await;
    assert!(matches!(own, Err(ServiceError::Denied)), "{own:?}");

    let version = coverage::note_gap(&marte, envelope(None, about(found.gap, GapStep::Send)))
        .await
        .unwrap();
    let tasks = week::view(&samir, None).await.unwrap().tasks;
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0].gap, found.gap);
    assert_eq!(week::view(&ingrid, None).await.unwrap().tasks, []);
    let strange = coverage::note_gap(&ingrid, envelope(Some(version), about(found.gap, answer()))).await;
    assert!(matches!(strange, Err(ServiceError::NotFound)), "{strange:?}");
    coverage::note_gap(&samir, envelope(Some(version), about(found.gap, answer())))
        .await
        .unwrap();
    let answered = gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await.unwrap();
    assert_eq!(
        (answered.state.name(), answered.by.as_str()),
        ("answered", "Samir Haddad-Lie")
    );
    let late = coverage::note_gap(&marte, envelope(Some(version), about(found.gap, GapStep::Send))).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");

    let survey = NewSurvey {
        id: SurveyId::new(Ulid(1)),
        unit: TUNVOLLEN,
        plan: SurveyPlan {
            audience: [StaffGroup::Teachers].into(),
            invited: StaffCount::new(20).unwrap(),
            closes_on: date(2026, 12, 4),
        },
    };
    needs::open_survey(&samir, envelope(None, survey)).await.unwrap();
    assert_eq!(gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await, None);
    assert_eq!(week::view(&samir, None).await.unwrap().tasks, []);
    let gone = coverage::note_gap(&marte, envelope(answered.version, about(found.gap, GapStep::Send))).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn every_gap_has_one_step_that_leads_on_until_somebody_is_asked_and_an_agreement_is_renewed_once() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    for row in coverage::alerts(&marte).await.unwrap().rows {
        assert!(row.next.is_some(), "{row:?}");
    }
    let found = gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await.unwrap();
    assert_eq!(found.next, Some(NextStep::Send));
    coverage::note_gap(&marte, envelope(None, about(found.gap, GapStep::Send)))
        .await
        .unwrap();
    assert_eq!(gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await.unwrap().next, None);

    let ends = gap_at(&marte, GRANLIA, GapRule::Agreement).await.unwrap();
    let Some(NextStep::Renew {
        agreement: old,
        version,
    }) = ends.next
    else {
        panic!("{ends:?}")
    };
    assert_eq!(agreements::view(&marte, old).await.unwrap().agreement.version, version);
    let renewal = Renewal {
        id: AgreementId::new(Ulid(71)),
        of: old,
    };
    let new = agreements::renew(&marte, envelope(Some(version), renewal))
        .await
        .unwrap();
    let begun = gap_at(&marte, GRANLIA, GapRule::Agreement).await.unwrap();
    assert_eq!(begun.next, Some(NextStep::OpenRenewal { agreement: new }));
}

#[tokio::test]
async fn a_gap_is_set_aside_with_a_reason_and_a_rule_is_set_by_coordinators_alone() {
    let house = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&house, MARTE).await, as_person(&house, INGRID).await);
    let found = gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await.unwrap();
    let aside = |reason: &str| {
        let reason = ShortText::parse(reason).unwrap();
        envelope(None, about(found.gap, GapStep::Dismiss { reason }))
    };
    let silent = coverage::note_gap(&marte, aside("")).await;
    assert!(matches!(silent, Err(ServiceError::Invalid(_))), "{silent:?}");
    coverage::note_gap(&marte, aside("Skolen slås sammen til sommeren"))
        .await
        .unwrap();
    let rows = coverage::alerts(&marte).await.unwrap().rows;
    let last = rows.iter().rposition(|row| row.state.is_open()).unwrap_or(0);
    let at = rows.iter().position(|row| row.gap == found.gap).unwrap();
    assert!(
        at > last || rows.iter().all(|row| !row.state.is_open()),
        "what waits comes first"
    );

    let off = |threshold: &str| RuleForm {
        is_on: false,
        threshold: threshold.to_owned(),
    };
    let wanted = off("18").parse(GapRule::NoActivity).unwrap();
    let refused = coverage::set_rule(&ingrid, envelope(Some(0), wanted)).await;
    assert!(matches!(refused, Err(ServiceError::Denied)));
    coverage::set_rule(&marte, envelope(Some(0), wanted)).await.unwrap();
    let late = coverage::set_rule(&marte, envelope(Some(0), wanted)).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    assert_eq!(gap_at(&marte, TUNVOLLEN, GapRule::NoActivity).await, None);
    let refused = coverage::alerts(&ingrid).await;
    assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
}
