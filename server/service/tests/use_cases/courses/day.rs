//! Who was there, and the certificates that follow.

use super::*;

pub(crate) fn here() -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))
}

pub(crate) fn ticked(number: u32, is_there: bool) -> Envelope<AttendanceCommand> {
    let said = Said::Person { place: 0, is_there };
    envelope(None, AttendanceCommand { number, part: 1, said })
}

#[tokio::test]
async fn who_is_in_the_room_says_so_with_the_code_and_who_has_not_registered_does() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let desk = SignInDesk::new(services.clone(), key());
    let shown = links::shown(&key(), event, 1, services.clock.now());
    let code = shown.code;
    let say = |code: String, email: &'static str| {
        let (desk, services) = (&desk, &services);
        async move { courses::here(desk, services, event, (&code, email), here()).await }
    };
    let wrong = say("000 000".into(), "silje.ruud@nav.example").await.unwrap_err();
    assert!(
        matches!(&wrong, ServiceError::Invalid(issues) if issues[0].field == "code"),
        "{wrong:?}"
    );
    assert_eq!(
        say(code.clone(), "silje.ruud@nav.example").await.unwrap(),
        Answer::There
    );
    assert_eq!(say(shown.pass, "ase1@nav.example").await.unwrap(), Answer::Stranger);

    let book = || async { rows::book(&services.store, event).await.unwrap() };
    assert_eq!(book().await.taken, 15);
    let attempt = CommandId::new(Ulid::generate());
    for _ in 0..2 {
        let new = typed(1).parse(Language::Nb, date(2026, 11, 23), false).unwrap();
        let answer = courses::walk_in(&desk, &services, event, &code, (attempt, new), here()).await;
        assert_eq!(answer.unwrap(), Answer::There);
    }
    assert_eq!((book().await.taken, book().await.last), (16, 11));
    let all = rows::registrations(&services.store, event).await.unwrap();
    let there: u32 = all.iter().map(|one| one.presence.at(1)).sum();
    assert_eq!((there, all[10].is_walk_in, all[10].version), (2, true, 1));
    assert_eq!(say(code.clone(), "ase1@nav.example").await.unwrap(), Answer::There);

    // Whom an organiser has taken away does not come in by another door.
    let samir = as_person(&services, SAMIR).await;
    let remove = RegistrationCommand::Remove { number: 11 };
    courses::change_registration(&samir, event, envelope(None, remove))
        .await
        .unwrap();
    let gone = say(code.clone(), "ase1@nav.example").await.unwrap_err();
    assert!(matches!(gone, ServiceError::Rule("registration_ended")), "{gone:?}");
    let new = typed(1).parse(Language::Nb, date(2026, 11, 23), false).unwrap();
    let key = CommandId::new(Ulid::generate());
    let gone = courses::walk_in(&desk, &services, event, &code, (key, new), here()).await;
    assert!(
        matches!(gone, Err(ServiceError::Rule("registration_ended"))),
        "{gone:?}"
    );

    // Half an hour later another code stands on the screen, and after the course none.
    services.clock.advance(SignedDuration::from_mins(30));
    let old = say(code.clone(), "silje.ruud@nav.example").await.unwrap_err();
    assert!(matches!(old, ServiceError::Invalid(_)), "{old:?}");
    services.clock.advance(SignedDuration::from_hours(5));
    let late = say(code, "silje.ruud@nav.example").await.unwrap_err();
    assert!(matches!(late, ServiceError::Rule("attendance_not_now")), "{late:?}");
}

#[tokio::test]
async fn codes_can_not_be_tried_one_after_another_but_a_scanned_picture_always_opens() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let desk = SignInDesk::new(services.clone(), key());
    let shown = links::shown(&key(), event, 1, services.clock.now());
    let wrong = if shown.code == "000000" { "000001" } else { "000000" };
    let tries = |code: String| {
        let (desk, services) = (&desk, &services);
        async move { courses::here(desk, services, event, (&code, "silje.ruud@nav.example"), here()).await }
    };
    let mut tried = 0;
    loop {
        // Registrations from one address are held back too; here it is the codes that are.
        services.clock.advance(SignedDuration::from_millis(500));
        match tries(wrong.to_owned()).await.unwrap_err() {
            ServiceError::Invalid(_) => tried += 1,
            ServiceError::Throttled { .. } => break,
            other => panic!("{other:?}"),
        }
        assert!(tried < 250, "as many as one likes");
    }
    assert!(tried >= 200, "a whole room may mistype: {tried}");
    let right = tries(shown.code).await.unwrap_err();
    assert!(matches!(right, ServiceError::Throttled { .. }), "{right:?}");
    services.clock.advance(SignedDuration::from_millis(500));
    assert_eq!(tries(shown.pass).await.unwrap(), Answer::There);
}

#[tokio::test]
async fn those_who_hold_a_course_tick_and_nobody_else_and_not_before_the_day() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let samir = as_person(&services, SAMIR).await;
    let first = courses::attend(&samir, event, ticked(2, true)).await.unwrap();
    assert!(first.row.registration.presence.has(1, 0));
    let again = courses::attend(&samir, event, ticked(2, true)).await.unwrap();
    assert_eq!(again, first, "ticked twice, it has the effect of one");
    let away = courses::attend(&samir, event, ticked(2, false)).await.unwrap();
    assert_eq!(away.row.registration.presence.at(1), 0);
    let staff = AttendanceCommand {
        number: 10,
        part: 1,
        said: Said::Count {
            there: Headcount::new(5).unwrap(),
        },
    };
    let counted = courses::attend(&samir, event, envelope(None, staff)).await.unwrap();
    assert_eq!(counted.row.registration.presence.at(1), 5);

    let seminar = titled(&services, SEMINAR).await;
    let early = courses::attend(&samir, seminar, ticked(2, true)).await.unwrap_err();
    assert!(matches!(early, ServiceError::Rule("attendance_too_early")), "{early:?}");
    for stranger in [MARTE, AINO] {
        let ctx = as_person(&services, stranger).await;
        let refused = courses::attend(&ctx, event, ticked(2, true)).await;
        assert!(refused.is_err(), "{refused:?}");
        assert!(courses::room(&ctx, event, 1).await.is_err());
    }
    assert!(matches!(
        courses::room(&samir, event, 2).await,
        Err(ServiceError::NotFound)
    ));
    assert_eq!(courses::room(&samir, event, 1).await.unwrap().registrations.len(), 10);
}

#[tokio::test]
async fn certificates_go_out_once_when_a_course_is_over_and_are_taken_back_with_a_mistaken_tick() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, HELD).await;
    assert_eq!(courses::certify(&services).await.unwrap(), 8);
    assert_eq!(courses::certify(&services).await.unwrap(), 0);
    let letters = mailed(&services).await;
    let theirs: Vec<_> = letters
        .iter()
        .filter(|letter| letter.subject.starts_with("Kursbevis"))
        .collect();
    assert_eq!(theirs.len(), 8);
    let one = rows::registration(&services.store, event, 1).await.unwrap().unwrap();
    let code = one.certificates[&0].code.clone();
    let address = format!("{URL}{}", links::certificate(&key(), &code));
    assert!(theirs.iter().any(|letter| letter.body.contains(&address)), "{theirs:?}");
    let given = courses::certificate(&services, &code).await.unwrap();
    assert_eq!(
        (given.title.as_str(), given.organiser.as_str(), given.minutes()),
        (HELD, "Ingrid Moen", 180)
    );
    assert_eq!(courses::own(&services, event, 1).await.unwrap().certificates, [given]);

    let ingrid = as_person(&services, INGRID).await;
    courses::attend(&ingrid, event, ticked(1, false)).await.unwrap();
    mailed(&services).await;
    courses::attend(&ingrid, event, ticked(9, true)).await.unwrap();
    let forgotten = mailed(&services).await;
    assert_eq!(forgotten.len(), 1, "who was forgotten gets theirs: {forgotten:?}");
    assert_eq!(courses::certify(&services).await.unwrap(), 0);
    let revoked = courses::certificate(&services, &code).await.unwrap();
    assert_eq!(revoked.revoked_on, Some(date(2026, 11, 23)));
    assert!(courses::own(&services, event, 1).await.unwrap().certificates.is_empty());
    courses::attend(&ingrid, event, ticked(1, true)).await.unwrap();
    assert_eq!(courses::certificate(&services, &code).await.unwrap().revoked_on, None);
    // Taken away by an organiser, somebody has taken part in nothing; also long after the course.
    services.clock.advance(SignedDuration::from_hours(24 * 100));
    let remove = RegistrationCommand::Remove { number: 1 };
    courses::change_registration(&ingrid, event, envelope(None, remove))
        .await
        .unwrap();
    let revoked = courses::certificate(&services, &code).await.unwrap();
    assert!(revoked.revoked_on.is_some());

    services.clock.advance(SignedDuration::from_hours(24 * 366 * 3));
    courses::forget(&services).await.unwrap();
    assert!(matches!(
        courses::certificate(&services, &code).await,
        Err(ServiceError::NotFound)
    ));
}
