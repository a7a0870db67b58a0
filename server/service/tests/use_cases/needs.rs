//! Surveys, answers and measures through the use cases, on a store in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::view::WeekEntry;
use domain::ids::{CommandId, MeasureId, SurveyId};
use domain::needs::form::MeasureCloseForm;
use domain::needs::view::SurveyView;
use domain::needs::{
    Answer, Area, Level, MeasureFormat, MeasurePlan, MeasureStage, Need, NewMeasure, NewSurvey, StaffGroup,
    SurveyCommand, SurveyPlan,
};
use domain::text::{Headcount, Note, OccasionMinutes, ShortText, StaffCount, Title};
use domain::time::LocalSlot;
use jiff::SignedDuration;
use jiff::civil::{date, time};
use service::ballots::FormKey;
use service::seed::{AINO, GRANLIA, INGRID, MARTE, NINA, Profile, SAMIR, TOR, VEGARD};
use service::session::SignInDesk;
use service::session::code::Key;
use service::{Ctx, ServiceError, Services, needs, week};
use ulid::Ulid;

fn envelope<C>(version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

fn desk(services: &Arc<Services>) -> SignInDesk {
    SignInDesk::new(services.clone(), Key::new([7; 32]))
}

fn address(last: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
}

/// One mark for all but the routine.
fn answer(mark: u8, of_routine: u8) -> Answer {
    let mut fields: BTreeMap<String, String> = Area::ALL.map(|area| (area.name().to_owned(), mark.to_string())).into();
    fields.insert("routine".into(), of_routine.to_string());
    fields.insert("wish-routine".into(), "on".into());
    Answer::parse(&fields).unwrap()
}

/// The survey at a place, the latest.
async fn survey_at(ctx: &Ctx, place: &str) -> SurveyView {
    let view = needs::overview(ctx).await.unwrap();
    let row = view
        .surveys
        .iter()
        .find(|row| row.unit_name.starts_with(place))
        .unwrap();
    needs::view_survey(ctx, row.id).await.unwrap()
}

async fn change(ctx: &Ctx, view: &SurveyView, command: SurveyCommand) -> SurveyView {
    needs::change_survey(ctx, view.survey.id, envelope(Some(view.survey.version), command))
        .await
        .unwrap()
}

async fn opened(ctx: &Ctx, id: SurveyId) -> Result<SurveyId, ServiceError> {
    let new = NewSurvey {
        id,
        unit: GRANLIA,
        plan: SurveyPlan {
            audience: BTreeSet::from([StaffGroup::Teachers]),
            invited: StaffCount::new(62).unwrap(),
            closes_on: date(2026, 12, 7),
        },
    };
    needs::open_survey(ctx, envelope(None, new)).await
}

#[tokio::test]
async fn forty_one_answers_show_the_least_known_area_and_four_show_nothing() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let view = survey_at(&ingrid, "Granlia").await;
    assert_eq!(view.answers, Some((41, 66)));
    assert_eq!(view.rows[0].area, Area::Routine);
    assert!(
        view.rows[0].before.is_some() && view.compared_with.is_some(),
        "the year before is beside it"
    );
    let aino = as_person(&services, AINO).await;
    let few = survey_at(&aino, "Nordlys").await;
    assert_eq!(
        (few.answers, few.is_open, few.rows.len()),
        (None, false, 0),
        "not even that there are four"
    );
    let sent = serde_json::to_string(&few).unwrap();
    assert!(!sent.contains("ratings") && !sent.contains("tenths"), "{sent}");
}

#[tokio::test]
async fn a_need_that_gets_a_measure_leaves_the_coordinators_list() {
    let services = house(Profile::Demo).await;
    let (ingrid, marte) = (as_person(&services, INGRID).await, as_person(&services, MARTE).await);
    let open = || async {
        let view = needs::overview(&marte).await.unwrap();
        view.needs.into_iter().map(|need| need.area).collect::<Vec<_>>()
    };
    assert_eq!(open().await, [Area::Conversation, Area::StayAbroad]);
    let survey = survey_at(&ingrid, "Granlia").await.survey.id;
    let plan = MeasurePlan {
        title: Title::parse("Den vanskelige samtalen").unwrap(),
        goal: Note::default(),
        areas: BTreeSet::from([Area::Conversation]),
        need: Need::Surveyed {
            survey,
            area: Area::Conversation,
        },
        groups: BTreeMap::from([(StaffGroup::Teachers, Headcount::new(45).unwrap())]),
        staff: StaffCount::new(62).unwrap(),
        level: Level::Basic,
        format: MeasureFormat::StaffMeeting,
        place: ShortText::default(),
        materials: Note::default(),
        parts: vec![LocalSlot {
            date: date(2026, 11, 24),
            start: time(14, 0, 0, 0),
            minutes: OccasionMinutes::new(60).unwrap(),
        }],
        follow_up_on: None,
    };
    let new = |number: u128, need: Need| NewMeasure {
        id: MeasureId::new(Ulid(number)),
        unit: GRANLIA,
        plan: MeasurePlan { need, ..plan.clone() },
    };
    let no_need = Need::Surveyed {
        survey,
        area: Area::Parents,
    };
    let refused = needs::create_measure(&ingrid, envelope(None, new(1, no_need))).await;
    assert!(
        matches!(refused, Err(ServiceError::Rule("measure_no_such_need"))),
        "{refused:?}"
    );
    let sent = envelope(None, new(2, plan.need.clone()));
    for _ in 0..2 {
        let id = needs::create_measure(&ingrid, sent.clone()).await.unwrap();
        assert_eq!(id, MeasureId::new(Ulid(2)));
    }
    assert_eq!(open().await, [Area::StayAbroad]);

    // It stands in the week, and is closed on its day.
    let days = week::view(&ingrid, None).await.unwrap().days;
    let entry = WeekEntry::Measure {
        id: MeasureId::new(Ulid(2)),
    };
    assert!(days[1].sessions.iter().any(|session| session.entry == entry));
    let view = needs::view_measure(&ingrid, MeasureId::new(Ulid(2))).await.unwrap();
    let close = || {
        let close = MeasureCloseForm::of(&view.measure).parse().unwrap();
        needs::change_measure(&ingrid, view.measure.id, envelope(Some(1), close))
    };
    assert!(matches!(close().await, Err(ServiceError::Rule("measure_ahead"))));
    services.clock.advance(SignedDuration::from_hours(24));
    let held = close().await.unwrap().measure;
    assert_eq!((held.stage(), held.coverage()), (MeasureStage::Held, Some(73)));
    assert!(matches!(close().await, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn a_staff_that_answers_at_once_is_counted_whole_and_a_form_sent_twice_is_one() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let id = opened(&ingrid, SurveyId::new(Ulid(50))).await.unwrap();
    let desk = Arc::new(desk(&services));
    let mut sends = tokio::task::JoinSet::new();
    for number in (0..62_u8).flat_map(|number| [number, number]) {
        let (desk, services) = (desk.clone(), services.clone());
        sends.spawn(async move {
            let form = FormKey::of(&format!("{number:x}"));
            needs::answer(&desk, &services, id, (form, answer(3, 1)), address(number)).await
        });
    }
    for sent in sends.join_all().await {
        sent.unwrap();
    }
    let view = needs::view_survey(&ingrid, id).await.unwrap();
    assert_eq!((view.is_open, view.answers), (true, Some((62, 100))));
    let closed = change(&ingrid, &view, SurveyCommand::Close).await;
    assert_eq!(closed.rows[0].area, Area::Routine);
    assert_eq!(
        (closed.rows[0].tenths, closed.rows[0].spread),
        (10, Some(([62, 0, 0, 0, 0], 62)))
    );
    let late = needs::answer(&desk, &services, id, (FormKey::fresh(), answer(5, 5)), address(99)).await;
    assert!(matches!(late, Err(ServiceError::Rule("survey_closed"))), "{late:?}");
    let after = needs::view_survey(&ingrid, id).await.unwrap();
    assert_eq!(after.rows, closed.rows);
}

#[tokio::test]
async fn nothing_in_the_store_tells_who_answered_what_or_when() {
    // The same answers, in another order, from other addresses, at other times.
    let told = |order: [usize; 6], first: u8, pause: i64| async move {
        let services = house(Profile::Demo).await;
        let ingrid = as_person(&services, INGRID).await;
        let id = opened(&ingrid, SurveyId::new(Ulid(50))).await.unwrap();
        let desk = desk(&services);
        let answers: Vec<Answer> = (0..6_u8).map(|at| answer(1 + at % 5, 1 + at % 2)).collect();
        for (at, which) in (first..).zip(order) {
            let before = services.store.content().await.unwrap();
            services.clock.advance(SignedDuration::from_mins(pause));
            let answer = answers[which].clone();
            needs::answer(&desk, &services, id, (FormKey::fresh(), answer), address(at))
                .await
                .unwrap();
            let after = services.store.content().await.unwrap();
            let changed: Vec<&String> = after
                .iter()
                .filter(|(table, content)| before.get(*table) != Some(content))
                .map(|(table, _)| table)
                .collect();
            // The sums, and how often they were written: no row of its own, no entry of the trail, no receipt, no mail.
            assert_eq!(changed, ["guard", "needs_tally"]);
            assert_eq!(before["needs_tally"].rows, after["needs_tally"].rows);
        }
        let content = services.store.content().await.unwrap();
        let rows: Vec<serde_json::Value> = services.store.list("SELECT * FROM needs_tally").await.unwrap();
        (content["needs_tally"].clone(), content["guard"].clone(), rows)
    };
    let one = told([0, 1, 2, 3, 4, 5], 10, 1).await;
    let other = told([5, 3, 1, 0, 2, 4], 90, 7).await;
    assert_eq!(one, other);
    // A row of sums holds numbers alone, but for its key and the names of the areas.
    fn words(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::String(_) => 1,
            serde_json::Value::Array(all) => all.iter().map(words).sum(),
            serde_json::Value::Object(all) => all.values().map(words).sum(),
            _ => 0,
        }
    }
    for row in &one.2 {
        assert_eq!(words(row), 1, "{row}");
    }
}

#[tokio::test]
async fn a_survey_is_seen_where_it_belongs_and_changed_by_advisers_of_the_place_alone() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let view = survey_at(&ingrid, "Granlia").await;
    let id = view.survey.id;
    let interview = || {
        let text = Note::parse("Rutinen først.").unwrap();
        envelope(Some(view.survey.version), SurveyCommand::Interview { text })
    };
    for (person, sees) in [
        (TOR, true),
        (VEGARD, true),
        (MARTE, true),
        (AINO, false),
        (SAMIR, false),
    ] {
        let ctx = as_person(&services, person).await;
        let seen = needs::view_survey(&ctx, id).await;
        assert_eq!(seen.is_ok(), sees, "{person}");
        if let Ok(seen) = seen {
            assert!(!seen.may_edit);
        }
        let refused = needs::change_survey(&ctx, id, interview()).await;
        assert!(
            matches!(refused, Err(ServiceError::Denied | ServiceError::NotFound)),
            "{person}: {refused:?}"
        );
    }
    let nina = as_person(&services, NINA).await;
    assert!(matches!(needs::overview(&nina).await, Err(ServiceError::Denied)));
    assert_eq!(
        change(&ingrid, &view, interview().command)
            .await
            .survey
            .interview
            .as_str(),
        "Rutinen først."
    );
    // One at a time, whoever asks.
    opened(&ingrid, SurveyId::new(Ulid(51))).await.unwrap();
    let second = opened(&ingrid, SurveyId::new(Ulid(52))).await;
    assert!(
        matches!(second, Err(ServiceError::Rule("survey_open_already"))),
        "{second:?}"
    );
    // What names a pupil is refused here as everywhere.
    let fresh = needs::view_survey(&ingrid, SurveyId::new(Ulid(51))).await.unwrap();
    let named = SurveyCommand::Interview {
        text: Note::parse("Ring 912 34 567").unwrap(),
    };
    let refused = needs::change_survey(&ingrid, fresh.survey.id, envelope(Some(1), named)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
}

#[tokio::test]
async fn a_survey_that_is_closed_while_it_is_answered_shows_the_same_ever_after() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    // Two processes on one store: what keeps them apart is the guard alone.
    let other = Arc::new(Services::new(services.store.clone(), services.clock.clone()));
    for round in 0..5_u128 {
        let id = opened(&ingrid, SurveyId::new(Ulid(60 + round))).await.unwrap();
        let desk = Arc::new(desk(&other));
        let mut sends = tokio::task::JoinSet::new();
        for number in 0..30_u8 {
            let (desk, other) = (desk.clone(), other.clone());
            sends.spawn(async move {
                let _ = needs::answer(&desk, &other, id, (FormKey::fresh(), answer(3, 1)), address(number)).await;
            });
        }
        let closed = loop {
            let view = needs::view_survey(&ingrid, id).await.unwrap();
            let close = envelope(Some(view.survey.version), SurveyCommand::Close);
            match needs::change_survey(&ingrid, id, close).await {
                Ok(closed) => break closed,
                Err(ServiceError::Unavailable(_)) => {}
                Err(error) => panic!("{error:?}"),
            }
        };
        sends.join_all().await;
        let after = needs::view_survey(&ingrid, id).await.unwrap();
        assert_eq!((after.answers, &after.rows), (closed.answers, &closed.rows));
    }
}

#[tokio::test]
async fn an_answer_is_counted_and_remembered_also_when_whoever_sent_it_is_gone() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let id = opened(&ingrid, SurveyId::new(Ulid(50))).await.unwrap();
    let desk = desk(&services);
    let form = FormKey::of("1");
    {
        let sent = needs::answer(&desk, &services, id, (form, answer(3, 1)), address(1));
        // The connection goes as soon as the answer was handed over.
        let _ = tokio::time::timeout(std::time::Duration::ZERO, sent).await;
    }
    needs::answer(&desk, &services, id, (form, answer(3, 1)), address(1))
        .await
        .unwrap();
    let given = store::needs::tally(&services.store, id).await.unwrap();
    assert_eq!(given.answers(), 1);
}
