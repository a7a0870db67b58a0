//! Evaluations through the use cases, on a store in memory: who may, exactly once, and no trace of an answer.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::evaluations::view::EvaluationView;
use domain::evaluations::{Answer, EvaluationCommand, Question, Results, RoundState, Smiley, Tally};
use domain::groups::{Composition, NewGroup, NewSession, SeriesSession, Stage};
use domain::ids::{CommandId, GroupId};
use domain::text::{Note, Seats, SessionMinutes, ShortText, Title};
use domain::time::{LocalSlot, Semester};
use jiff::civil::{date, time};
use serde_json::Value;
use service::seed::{AINO, GRANLIA, INGRID, MARTE, Profile, TOR};
use service::{Ctx, ServiceError, Services, evaluations, groups};
use store::{Query, Table};
use ulid::Ulid;

const OPEN: EvaluationCommand = EvaluationCommand::Open;
const CLOSE: EvaluationCommand = EvaluationCommand::Close;

async fn girls_group(ctx: &Ctx) -> GroupId {
    let rows = groups::list(ctx).await.unwrap();
    rows.into_iter().find(|row| row.name == "Jentegruppe høst").unwrap().id
}

fn envelope<C>(key: u128, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: None,
        confirmed: Default::default(),
        command,
    }
}

async fn change(
    ctx: &Ctx,
    key: u128,
    group: GroupId,
    command: EvaluationCommand,
) -> Result<EvaluationView, ServiceError> {
    evaluations::change(ctx, group, envelope(key, command)).await
}

fn answers(smileys: &[Smiley]) -> EvaluationCommand {
    let answers = smileys.iter().fold(Tally::default(), |tally, smiley| {
        tally.with(&Answer::complete(|_| Some(*smiley)).unwrap()).unwrap()
    });
    EvaluationCommand::Add { answers }
}

const FIVE: [Smiley; 5] = [
    Smiley::Happy,
    Smiley::Happy,
    Smiley::Neutral,
    Smiley::Sad,
    Smiley::Happy,
];

#[tokio::test]
async fn answers_are_hidden_below_five_and_shown_once_the_round_is_closed() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let group = girls_group(&ingrid).await;
    let before = evaluations::view(&ingrid, group).await.unwrap();
    assert_eq!((before.state, before.room), (RoundState::NotOpened, 10));

    change(&ingrid, 1, group, OPEN).await.unwrap();
    let four = change(&ingrid, 2, group, answers(&FIVE[..4])).await.unwrap();
    assert_eq!(four.results, Results::Hidden { answers: 4 });
    // What is sent tells how many, and of what they answered nothing.
    let sent = serde_json::to_string(&four).unwrap();
    assert!(sent.contains("hidden"), "{sent}");
    for word in ["sad", "neutral", "happy", "tally"] {
        assert!(!sent.contains(word), "{sent}");
    }
    let closed = change(&ingrid, 3, group, CLOSE).await.unwrap();
    assert_eq!(closed.results, Results::Hidden { answers: 4 });

    change(&ingrid, 4, group, OPEN).await.unwrap();
    let open = change(&ingrid, 5, group, answers(&FIVE[4..])).await.unwrap();
    assert_eq!(open.results, Results::Hidden { answers: 5 });
    let shown = change(&ingrid, 6, group, CLOSE).await.unwrap();
    let Results::Shown { tally, waiting: 0 } = shown.results else {
        unreachable!("{:?}", shown.results)
    };
    let safe = Smiley::ALL.map(|smiley| tally.of(Question::Safe).of(smiley));
    assert_eq!((safe, shown.room), ([1, 1, 3], 5));
}

#[tokio::test]
async fn a_command_that_arrives_twice_adds_its_answers_once() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let group = girls_group(&ingrid).await;
    change(&ingrid, 1, group, OPEN).await.unwrap();
    for _ in 0..3 {
        let view = change(&ingrid, 2, group, answers(&FIVE)).await.unwrap();
        assert_eq!(view.results, Results::Hidden { answers: 5 });
    }
    // Answers that waited for a network until the round was closed count too.
    change(&ingrid, 3, group, CLOSE).await.unwrap();
    let late = change(&ingrid, 4, group, answers(&FIVE[..1])).await.unwrap();
    assert!(matches!(late.results, Results::Shown { waiting: 1, .. }), "{late:?}");
}

#[tokio::test]
async fn tablets_that_send_at_once_never_bring_more_answers_than_seats() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let group = girls_group(&ingrid).await;
    change(&ingrid, 1, group, OPEN).await.unwrap();
    let mut sending = tokio::task::JoinSet::new();
    for tablet in 0..6 {
        let ctx = ingrid.clone();
        sending.spawn(async move { change(&ctx, 10 + tablet, group, answers(&FIVE[..3])).await });
    }
    let (mut taken, mut refused) = (0, 0);
    while let Some(outcome) = sending.join_next().await {
        match outcome.unwrap() {
            Ok(_) => taken += 1,
            Err(ServiceError::Rule(rule)) => {
                assert_eq!(rule, "more_answers_than_seats");
                refused += 1;
            }
            Err(other) => unreachable!("{other:?}"),
        }
    }
    assert_eq!((taken, refused), (3, 3));
    let view = evaluations::view(&ingrid, group).await.unwrap();
    assert_eq!((view.results, view.room), (Results::Hidden { answers: 9 }, 1));
}

#[tokio::test]
async fn a_group_that_has_held_nothing_can_not_be_evaluated() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let new = NewGroup {
        id: GroupId::new(Ulid(99)),
        name: Title::parse("Ny gruppe").unwrap(),
        unit: GRANLIA,
        semester: Semester::of(date(2026, 11, 23)),
        composition: Composition::Mixed,
        seats_min: Seats::new(6).unwrap(),
        seats_max: Seats::new(10).unwrap(),
        target: ShortText::default(),
        goal: Note::default(),
        room: ShortText::default(),
        co_leader: ShortText::default(),
        recruitment: Note::default(),
        budget: Note::default(),
        programme: None,
        again: None,
        draft: false,
        sessions: vec![SeriesSession {
            session: NewSession {
                slot: LocalSlot {
                    date: date(2026, 12, 1),
                    start: time(12, 15, 0, 0),
                    minutes: SessionMinutes::new(75).unwrap(),
                },
                theme: ShortText::default(),
            },
            from: None,
        }],
    };
    let group = groups::create(&ingrid, envelope(1, new)).await.unwrap();
    let view = evaluations::view(&ingrid, group).await.unwrap();
    assert!(!view.has_held);
    let refused = change(&ingrid, 2, group, OPEN).await;
    assert!(
        matches!(refused, Err(ServiceError::Rule("no_session_held"))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn the_leader_runs_it_a_coordinator_reads_it_and_nobody_else_does_either() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let marte = as_person(&house, MARTE).await;
    let group = girls_group(&ingrid).await;
    change(&ingrid, 1, group, OPEN).await.unwrap();
    change(&ingrid, 2, group, answers(&FIVE)).await.unwrap();
    let own = change(&ingrid, 3, group, CLOSE).await.unwrap();

    let read = evaluations::view(&marte, group).await.unwrap();
    assert_eq!((read.results, read.may_edit), (own.results, false));
    for command in [OPEN, CLOSE, answers(&FIVE)] {
        let refused = change(&marte, 4, group, command).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
    }
    assert!(matches!(
        evaluations::round(&marte, group).await,
        Err(ServiceError::Denied)
    ));

    // The head of the school sees the group and not how it was evaluated; another adviser sees neither.
    let tor = as_person(&house, TOR).await;
    assert_eq!(groups::view(&marte, group).await.unwrap().evaluation, Some(read));
    assert_eq!(groups::view(&tor, group).await.unwrap().evaluation, None);
    assert!(matches!(
        evaluations::view(&tor, group).await,
        Err(ServiceError::Denied)
    ));
    let aino = as_person(&house, AINO).await;
    assert!(matches!(
        evaluations::view(&aino, group).await,
        Err(ServiceError::NotFound)
    ));
    assert!(matches!(
        change(&aino, 5, group, OPEN).await,
        Err(ServiceError::NotFound)
    ));
    assert!(matches!(
        evaluations::round(&aino, group).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn a_closed_round_makes_the_group_evaluated_in_lists() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let group = girls_group(&ingrid).await;
    let marks = async || {
        let rows = groups::list(&ingrid).await.unwrap();
        let marks: Vec<_> = rows.iter().filter(|row| row.is_evaluated).map(|row| row.id).collect();
        assert!(rows.iter().all(|row| row.stage != Stage::Finished));
        marks
    };
    change(&ingrid, 1, group, OPEN).await.unwrap();
    change(&ingrid, 2, group, answers(&FIVE[..2])).await.unwrap();
    assert_eq!(marks().await, []);
    change(&ingrid, 3, group, CLOSE).await.unwrap();
    assert_eq!(marks().await, [group]);
}

/// Every row of every table but the sums, as it is stored.
async fn rows_besides_the_sums(house: &Arc<Services>) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    for table in store::schema::tables() {
        if table == "group_evaluation" {
            continue;
        }
        let rows: Vec<Value> = house
            .store
            .list(Query::new("SELECT * FROM type::table($table)").bind("table", &table))
            .await
            .unwrap();
        found.extend(rows.into_iter().map(|row| (table, row)));
    }
    found
}

#[tokio::test]
async fn what_somebody_answered_is_in_no_row_but_the_sums() {
    // Two houses in which the same happens, but for what is answered.
    let mut left = Vec::new();
    for smiley in [Smiley::Sad, Smiley::Happy] {
        let house = house(Profile::Demo).await;
        let ingrid = as_person(&house, INGRID).await;
        let group = girls_group(&ingrid).await;
        let before = rows_besides_the_sums(&house).await;
        change(&ingrid, 1, group, OPEN).await.unwrap();
        change(&ingrid, 2, group, answers(&[smiley])).await.unwrap();
        change(&ingrid, 3, group, answers(&[smiley; 5])).await.unwrap();
        change(&ingrid, 4, group, CLOSE).await.unwrap();
        let mut new: Vec<_> = rows_besides_the_sums(&house)
            .await
            .into_iter()
            .filter(|row| !before.contains(row))
            .collect();
        let receipts: Vec<_> = new
            .iter()
            .filter(|(table, _)| *table == "command_receipt")
            .map(|(_, row)| row["answer"].clone())
            .collect();
        assert_eq!(receipts, vec![Value::from("null"); 4]);
        let entries: Vec<_> = new.iter().filter(|(table, _)| *table == "audit_entry").collect();
        assert_eq!(entries.len(), 4);
        for (_, entry) in entries {
            assert!(entry.get("before").is_none() && entry.get("after").is_none(), "{entry}");
        }
        assert!(new.iter().all(|(table, _)| !table.starts_with("outbox")));
        for (_, row) in &mut new {
            // The names of audit entries are random.
            if let Value::Object(fields) = row {
                fields.remove("id");
            }
        }
        new.sort_by_key(|(table, row)| format!("{table} {row}"));
        left.push(new);
    }
    assert!(!left[0].is_empty());
    assert_eq!(left[0], left[1]);
}

#[tokio::test]
async fn the_sums_have_neither_times_nor_an_order() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let group = girls_group(&ingrid).await;
    change(&ingrid, 1, group, OPEN).await.unwrap();
    change(&ingrid, 2, group, answers(&FIVE)).await.unwrap();
    let rows: Vec<Value> = house.store.all(Table::new("group_evaluation")).await.unwrap();
    assert_eq!(rows.len(), 1);
    let sums = serde_json::json!({ "sad": 1, "neutral": 1, "happy": 3 });
    let none = serde_json::json!({ "sad": 0, "neutral": 0, "happy": 0 });
    assert_eq!(
        rows[0],
        serde_json::json!({
            "id": group.to_string(),
            "state": "open",
            "given": { "safe": sums, "useful": sums, "recommend": sums },
            "published": { "safe": none, "useful": none, "recommend": none },
            "is_evaluated": false,
        })
    );
}
