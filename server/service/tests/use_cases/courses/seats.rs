//! Registering, confirming, waiting, moving up.

use super::*;

#[tokio::test]
async fn somebody_registers_confirms_and_gets_the_course_in_the_calendar_and_out_of_it() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let number = entered(&services, event, 1).await;
    assert!(matches!(state(&services, event, number).await, State::Held { .. }));
    let letters = mailed(&services).await;
    assert_eq!(
        to(&letters, "ase1@nav.example"),
        [format!("Bekreft plassen: {WEBINAR}")]
    );
    let address = links::own(
        &key(),
        event,
        number,
        &domain::text::Email::parse("ase1@nav.example").unwrap(),
    );
    assert!(letters[0].body.contains(&format!("{URL}{address}")));
    let link = address.strip_prefix("/registration/").unwrap();
    assert_eq!(courses::opened(&services, &key(), link).await.unwrap(), (event, number));
    assert!(letters[0].calendar.is_empty());
    assert!(
        !letters[0].body.contains("video.example"),
        "the link is for those with a seat"
    );

    courses::confirm(&services, event, number).await.unwrap();
    courses::confirm(&services, event, number).await.unwrap();
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 1, "pressed twice, mailed once");
    assert!(letters[0].body.contains("https://video.example/grunnkurs-nsk"));
    assert_eq!(
        letters[0].reply_to.as_ref().unwrap().1,
        "vegard.strom@handlingsrom.example"
    );
    assert_eq!(letters[0].calendar.len(), 2, "a part each");
    let request = letters[0].calendar[0].clone();
    assert_eq!(request.method, "REQUEST");

    courses::withdraw(&services, event, number).await.unwrap();
    let letters = mailed(&services).await;
    let cancel = letters[0].calendar[0].clone();
    assert_eq!(cancel.method, "CANCEL");
    let value = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].trim_end().to_owned()
    };
    assert_eq!(value(&request.text, "UID:"), value(&cancel.text, "UID:"));
    let sequence = |text: &str| value(text, "SEQUENCE:").parse::<u32>().unwrap();
    assert!(sequence(&cancel.text) > sequence(&request.text));
    for part in [&request, &cancel] {
        let parsed = calcard::icalendar::ICalendar::parse(&part.text).unwrap();
        assert!(!parsed.components.is_empty());
        assert!(part.text.contains(&format!("METHOD:{}\r\n", part.method)));
        assert!(part.text.contains("TZID:Europe/Oslo"));
    }
    let again = courses::withdraw(&services, event, number).await;
    assert!(matches!(again, Err(ServiceError::Rule("registration_ended"))));
    // They may come again, as the last.
    assert_eq!(entered(&services, event, 1).await, number + 1);
}

#[tokio::test]
async fn who_waits_is_offered_the_seat_that_is_freed_and_it_goes_on_when_nobody_says_yes() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, SEMINAR).await;
    courses::withdraw(&services, event, 7).await.unwrap();
    // Number 41 is the first of the five who wait.
    assert!(matches!(state(&services, event, 41).await, State::Offered { .. }));
    let count = rows::book(&services.store, event).await.unwrap();
    assert_eq!((count.taken, count.waiting), (40, 4));
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters
            .iter()
            .any(|letter| letter.subject == format!("En plass er ledig: {SEMINAR}"))
    );

    services.clock.advance(SignedDuration::from_hours(49));
    let late = courses::confirm(&services, event, 41).await;
    assert!(matches!(late, Err(ServiceError::Rule("registration_too_late"))));
    assert_eq!(courses::lapse(&services).await.unwrap(), 1);
    assert_eq!(state(&services, event, 41).await.name(), "lapsed");
    assert!(matches!(state(&services, event, 42).await, State::Offered { .. }));
    courses::confirm(&services, event, 42).await.unwrap();
    assert_eq!(state(&services, event, 42).await, State::Confirmed);
    let own = courses::own(&services, event, 43).await.unwrap();
    assert_eq!((own.position, own.waiting), (Some(1), 3));
    assert_eq!(courses::lapse(&services).await.unwrap(), 0);
    assert!(courses::owed(&services).await.unwrap().is_empty());
}

#[tokio::test]
async fn more_seats_move_people_up_in_the_same_change_and_fewer_than_taken_are_refused() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    let before = rows::event(&services.store, event).await.unwrap().unwrap();
    let edit = |seats: i64| {
        let mut form = EventForm::of(&before, date(2026, 11, 23));
        form.capacity = seats.to_string();
        form.parse_edit(date(2026, 11, 23)).unwrap()
    };
    assert!(matches!(
        change(&vegard, event, edit(39)).await,
        Err(ServiceError::Invalid(_))
    ));
    let view = change(&vegard, event, edit(43)).await.unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (43, 2));
    assert_eq!(view.event.capacity, Capacity::new(43).unwrap());
    let offered = mailed(&services).await;
    assert_eq!(offered.len(), 3);
}

#[tokio::test]
async fn a_seat_beyond_the_number_needs_an_organiser_and_a_reason() {
    let services = house(Profile::Demo).await;
    let (samir, ingrid) = (as_person(&services, SAMIR).await, as_person(&services, INGRID).await);
    let event = titled(&services, SEMINAR).await;
    let seat = |reason: &str| RegistrationCommand::Seat {
        number: 45,
        reason: ShortText::parse(reason).unwrap(),
    };
    let stranger = courses::change_registration(&ingrid, event, envelope(None, seat("Fordi"))).await;
    assert!(matches!(stranger, Err(ServiceError::Denied)));
    let without = courses::change_registration(&samir, event, envelope(None, seat(""))).await;
    assert!(matches!(without, Err(ServiceError::Invalid(_))));
    let view = courses::change_registration(&samir, event, envelope(None, seat("Innleder")))
        .await
        .unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (41, 4));
    let given = view
        .registrations
        .iter()
        .find(|row| row.registration.number == 45)
        .unwrap();
    assert_eq!(given.registration.over.as_ref().unwrap().as_str(), "Innleder");
    // Given again, nothing more happens.
    let again = courses::change_registration(&samir, event, envelope(None, seat("Innleder")))
        .await
        .unwrap();
    assert_eq!(again.count, view.count);
    // One who leaves then frees nothing: there are still as many as there are seats.
    let remove = RegistrationCommand::Remove { number: 1 };
    let view = courses::change_registration(&samir, event, envelope(None, remove))
        .await
        .unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (40, 4));
}

#[tokio::test]
async fn a_whole_staff_is_registered_by_number_and_waits_as_one() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let staff = |seats: &str, email: &str| SignUpForm {
        kind: "staff".into(),
        seats: seats.into(),
        email: email.into(),
        ..typed(1)
    };
    let first = register(&services, event, &staff("55", "rektor@skole.example"))
        .await
        .unwrap();
    assert!(matches!(first, Answer::Entered { seated: true, .. }));
    let second = register(&services, event, &staff("55", "rektor@annen.example"))
        .await
        .unwrap();
    assert!(
        matches!(second, Answer::Entered { seated: false, .. }),
        "42 seats are free"
    );
    let count = rows::book(&services.store, event).await.unwrap();
    assert_eq!((count.taken, count.waiting), (23 + 55, 1));
    // One person passes a group that does not fit, as the course says.
    assert!(matches!(
        register(&services, event, &typed(2)).await.unwrap(),
        Answer::Entered { seated: true, .. }
    ));
}

#[tokio::test]
async fn seats_that_are_kept_go_to_those_they_are_kept_for_and_to_all_from_the_day_on() {
    let services = house(Profile::Demo).await;
    let (event, vegard) = (titled(&services, WEBINAR).await, as_person(&services, VEGARD).await);
    let today = date(2026, 11, 23);
    let edit = async |change: fn(&mut EventForm)| {
        let mut form = EventForm::of(&rows::event(&services.store, event).await.unwrap().unwrap(), today);
        change(&mut form);
        super::change(&vegard, event, form.parse_edit(today).unwrap())
            .await
            .unwrap()
    };
    // Of 120 seats 23 are taken, by people of NAV and of refugee services alike.
    let view = edit(|form| {
        form.capacity = "26".into();
        form.quotas = vec![QuotaForm {
            kept_for: "service.school".into(),
            seats: "2".into(),
        }];
        form.released_on = "2026-11-25".into();
    })
    .await;
    assert_eq!((view.count.taken, view.count.by_quota[0]), (23, 0));
    let shown = courses::event(&services, event).await.unwrap();
    assert_eq!((shown.free, shown.kept.len(), shown.kept[0].1), (1, 1, 2));
    let seated = async |turn: usize, service: &str| {
        let form = SignUpForm {
            service: service.into(),
            ..typed(turn)
        };
        match register(&services, event, &form).await.unwrap() {
            Answer::Entered { seated, number } => (number, seated),
            other => panic!("{other:?}"),
        }
    };
    assert!(seated(1, "nav").await.1);
    let (waits, is_seated) = seated(2, "nav").await;
    assert!(!is_seated, "the seats that are left are kept");
    assert!(seated(3, "school").await.1);
    let book = || async { rows::book(&services.store, event).await.unwrap() };
    assert_eq!((book().await.taken, book().await.by_quota[0]), (25, 1));
    courses::remind(&services).await.unwrap();
    assert_eq!(state(&services, event, waits).await, State::Waiting);
    services.clock.advance(SignedDuration::from_hours(24 * 2));
    courses::remind(&services).await.unwrap();
    assert!(matches!(state(&services, event, waits).await, State::Offered { .. }));
    assert!(courses::owed(&services).await.unwrap().is_empty());
    // Kept for others from now on: those who have seats keep them, and are counted where they belong.
    let view = edit(|form| {
        form.quotas = vec![QuotaForm {
            kept_for: "service.nav".into(),
            seats: "5".into(),
        }];
        form.released_on = "2026-11-26".into();
    })
    .await;
    assert_eq!(view.count.taken, 26);
    assert!(view.count.by_quota[0] > 5);
    let report = store::check::check(&services.store, None).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
