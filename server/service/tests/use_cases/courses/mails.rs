//! Who gets what when, and mails to several that are held back, sent at once, or sent after all.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::courses::Notice;
use domain::courses::mails::{CourseMails, MailCommand, MailOutcome, MailSample, Planned};
use jiff::Timestamp;

use super::*;

async fn moved(ctx: &Ctx, event: EventId, place: &str) -> u32 {
    let today = date(2026, 11, 23);
    let before = rows::event(ctx.store(), event).await.unwrap().unwrap();
    let mut form = EventForm::of(&before, today);
    form.place = place.into();
    let view = change(ctx, event, form.parse_edit(today).unwrap()).await.unwrap();
    view.event.calendar.sequence
}

async fn told(ctx: &Ctx, event: EventId, command: MailCommand) -> Result<CourseMails, ServiceError> {
    courses::change_mails(ctx, event, envelope(None, command)).await
}

fn outcome(done: usize, gone: usize) -> Option<MailOutcome> {
    Some(MailOutcome { done, gone })
}

#[tokio::test]
async fn a_move_waits_with_names_and_is_held_back_as_a_whole_and_sent_after_all() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    mailed(&services).await;
    let sequence = moved(&vegard, event, "Biblioteket").await;
    let shown = courses::mails(&vegard, event).await.unwrap();
    let batch = shown.batch.unwrap();
    assert_eq!((batch.notice, batch.many, batch.gone), (Notice::Changed, 40, 0));
    assert_eq!(batch.at.duration_since(services.clock.now()), BULK_WAIT);
    let group = shown
        .waiting
        .iter()
        .find(|group| group.notice == Notice::Changed)
        .unwrap();
    assert!(group.people.len() == 40 && group.people.iter().all(|one| one.name.is_some()));

    let shown = told(&vegard, event, MailCommand::HoldBack { sequence }).await.unwrap();
    assert_eq!(shown.outcome, outcome(40, 0));
    assert_eq!((shown.batch, shown.held.unwrap().many), (None, 40));
    assert_eq!(shown.held_back[0].many, 40);
    services.clock.advance(BULK_WAIT);
    assert!(mailed(&services).await.is_empty());

    let shown = told(&vegard, event, MailCommand::SendAfterAll { sequence })
        .await
        .unwrap();
    assert_eq!((shown.outcome, shown.held), (outcome(40, 0), None));
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 40);
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("SEQUENCE:1"))
    );
    let shown = courses::mails(&vegard, event).await.unwrap();
    let sent = shown.sent.iter().find(|group| group.notice == Notice::Changed).unwrap();
    assert_eq!((sent.many, sent.people.len()), (40, 40));
}

#[tokio::test]
async fn after_a_move_that_was_held_back_the_next_one_is_told_with_a_higher_sequence_once() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    mailed(&services).await;
    let first = moved(&vegard, event, "Biblioteket").await;
    told(&vegard, event, MailCommand::HoldBack { sequence: first })
        .await
        .unwrap();
    let second = moved(&vegard, event, "Rådhuset").await;
    assert!(matches!(
        told(&vegard, event, MailCommand::SendAfterAll { sequence: first }).await,
        Err(ServiceError::Stale)
    ));
    let shown = told(&vegard, event, MailCommand::SendNow { sequence: second })
        .await
        .unwrap();
    assert_eq!(shown.outcome, outcome(40, 0));
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 40);
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("SEQUENCE:2"))
    );
    // Two moves within the wait are one mail.
    moved(&vegard, event, "Biblioteket").await;
    moved(&vegard, event, "Kulturhuset").await;
    services.clock.advance(BULK_WAIT);
    assert_eq!(mailed(&services).await.len(), 40);
}

#[tokio::test]
async fn what_a_runner_has_is_told_as_gone_and_the_rest_is_held_back() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    mailed(&services).await;
    let sequence = moved(&vegard, event, "Biblioteket").await;
    services.clock.advance(BULK_WAIT);
    let now = services.clock.now();
    let lease = Duration::from_secs(60);
    let taken = jobs::claim(&services.store, "one", 7, now, lease).await.unwrap();
    jobs::done(&services.store, &taken[0], now).await.unwrap();
    let shown = told(&vegard, event, MailCommand::HoldBack { sequence }).await.unwrap();
    assert_eq!(shown.outcome, outcome(33, 7));
    let shown = told(&vegard, event, MailCommand::HoldBack { sequence }).await.unwrap();
    assert_eq!(shown.outcome, outcome(0, 7));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn however_runners_and_an_organiser_meet_each_mail_is_sent_or_held_back() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    mailed(&services).await;
    let sequence = moved(&vegard, event, "Biblioteket").await;
    services.clock.advance(BULK_WAIT);
    let now = services.clock.now();
    let runner = async |name: &'static str| {
        let mut taken = 0;
        loop {
            let jobs = jobs::claim(&services.store, name, 5, now, Duration::from_secs(60))
                .await
                .unwrap();
            if jobs.is_empty() {
                return taken;
            }
            taken += jobs.len();
            for job in jobs {
                jobs::done(&services.store, &job, now).await.unwrap();
            }
        }
    };
    let (one, two, held) = tokio::join!(
        runner("one"),
        runner("two"),
        told(&vegard, event, MailCommand::HoldBack { sequence }),
    );
    let late = runner("three").await;
    let done = match held {
        Ok(shown) => shown.outcome.unwrap().done,
        // Runners were quicker each time: then nothing is held back.
        Err(_) => 0,
    };
    assert_eq!(one + two + late + done, 40);
}

#[tokio::test]
async fn who_may_not_see_the_people_sees_numbers_and_who_may_not_change_the_course_holds_nothing_back() {
    let services = house(Profile::Demo).await;
    let (vegard, ingrid) = (as_person(&services, VEGARD).await, as_person(&services, INGRID).await);
    let event = titled(&services, SEMINAR).await;
    mailed(&services).await;
    let sequence = moved(&vegard, event, "Biblioteket").await;
    let shown = courses::mails(&ingrid, event).await.unwrap();
    assert!(!shown.may_see_people && !shown.may_edit && shown.readers.is_empty());
    assert!(shown.waiting.iter().any(|group| group.many == 40));
    assert!(
        shown
            .waiting
            .iter()
            .chain(&shown.sent)
            .all(|group| group.people.is_empty())
    );
    assert!(shown.planned.iter().all(|row| row.name.is_none()));
    assert!(matches!(
        told(&ingrid, event, MailCommand::HoldBack { sequence }).await,
        Err(ServiceError::Denied)
    ));
    let sample = MailSample {
        number: 1,
        notice: Notice::Changed,
    };
    assert!(matches!(
        courses::preview_mail(&ingrid, event, sample).await,
        Err(ServiceError::Denied)
    ));
    // An organiser reads it as the receiver will, but for the links that are the receiver's own.
    let letter = courses::preview_mail(&vegard, event, sample).await.unwrap();
    assert!(letter.body.contains("Biblioteket") && letter.body.contains("[lenke til egen påmelding]"));
    assert!(!letter.body.contains("/registration/"));
    let open = MailSample {
        number: 1,
        notice: Notice::Offered,
    };
    assert!(matches!(
        courses::preview_mail(&vegard, event, open).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn what_is_planned_is_what_is_sent() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, WEBINAR).await;
    mailed(&services).await;
    let planned = async || -> Vec<(Planned, Timestamp, usize)> {
        let shown = courses::mails(&vegard, event).await.unwrap();
        let mails = shown.planned.into_iter().filter(|row| row.name.is_none());
        mails.map(|row| (row.what, row.at, row.many)).collect()
    };
    let first = planned().await;
    let told = courses::mails(&vegard, event).await.unwrap().planned;
    let parts: BTreeSet<_> = told
        .iter()
        .filter(|row| row.number.is_none())
        .map(|row| row.part)
        .collect();
    assert!(
        parts.len() == 2 && !parts.contains(&None),
        "each says its part: {parts:?}"
    );
    let (what, at, many) = first[0];
    services.clock.advance(at.duration_since(services.clock.now()));
    courses::remind(&services).await.unwrap();
    assert!(!planned().await.iter().any(|row| row.0 == what), "it is queued now");
    let shown = courses::mails(&vegard, event).await.unwrap();
    let Planned::Mail(notice) = what else {
        panic!("{what:?}")
    };
    let waiting = shown.waiting.iter().filter(|group| group.notice == notice);
    assert_eq!(waiting.map(|group| group.many).sum::<usize>(), many);
}

#[tokio::test]
async fn a_single_mail_waits_for_nobody() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    mailed(&services).await;
    let number = entered(&services, event, 1).await;
    assert_eq!(to(&mailed(&services).await, "ase1@nav.example").len(), 1);
    courses::confirm(&services, event, number).await.unwrap();
    assert_eq!(to(&mailed(&services).await, "ase1@nav.example").len(), 1);
}
