//! Planning, publishing, moving and cancelling; what goes out by mail, and what is forgotten.

use super::*;

#[tokio::test]
async fn the_demonstration_has_a_full_seminar_a_webinar_with_room_and_a_draft() {
    let services = house(Profile::Demo).await;
    let open = courses::catalogue(&services, &CatalogueFilter::default())
        .await
        .unwrap();
    let told: Vec<_> = open
        .iter()
        .map(|one| (one.event.title.as_str(), one.standing, one.free, one.waiting))
        .collect();
    assert_eq!(
        told,
        [
            (TODAYS, Standing::Closed, 15, 0),
            (WEBINAR, Standing::Open, 97, 0),
            (SEMINAR, Standing::Full, 0, 5)
        ]
    );
    let searched = &services;
    let narrowed = |filter: CatalogueFilter| async move { courses::catalogue(searched, &filter).await.unwrap().len() };
    for (filter, found) in [
        (
            CatalogueFilter {
                free: "1".into(),
                ..CatalogueFilter::default()
            },
            1,
        ),
        (
            CatalogueFilter {
                service: "adult_education".into(),
                ..CatalogueFilter::default()
            },
            1,
        ),
        (
            CatalogueFilter {
                county: "56".into(),
                ..CatalogueFilter::default()
            },
            2,
        ),
        (
            CatalogueFilter {
                county: "32".into(),
                ..CatalogueFilter::default()
            },
            3,
        ),
        (
            CatalogueFilter {
                format: "hybrid".into(),
                ..CatalogueFilter::default()
            },
            0,
        ),
    ] {
        assert_eq!(narrowed(filter.clone()).await, found, "{filter:?}");
    }
    assert!(
        open.iter().all(|one| one.event.video.is_none()),
        "the link is for those with a seat"
    );
    assert!(courses::owed(&services).await.unwrap().is_empty());
    let draft = titled(&services, DRAFT).await;
    assert!(matches!(
        courses::event(&services, draft).await,
        Err(ServiceError::NotFound)
    ));
    assert!(matches!(
        register(&services, draft, &typed(1)).await,
        Err(ServiceError::Rule("registration_closed"))
    ));
}

#[tokio::test]
async fn a_course_is_published_when_both_have_said_yes_and_by_nobody_else() {
    let services = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&services, INGRID).await, as_person(&services, VEGARD).await);
    let (samir, marte) = (as_person(&services, SAMIR).await, as_person(&services, MARTE).await);
    let draft = titled(&services, DRAFT).await;
    // A draft is the planners' own.
    for stranger in [&samir, &marte] {
        assert!(matches!(
            courses::view(stranger, draft).await,
            Err(ServiceError::NotFound)
        ));
    }
    assert!(
        courses::list(&vegard)
            .await
            .unwrap()
            .ahead
            .iter()
            .any(|row| row.awaits_reader)
    );
    let early = change(&ingrid, draft, EventCommand::Publish).await;
    assert!(matches!(early, Err(ServiceError::Rule("course_not_approved"))));
    let for_team = change(&ingrid, draft, EventCommand::Approve { side: Side::Team }).await;
    assert!(matches!(for_team, Err(ServiceError::Rule("course_no_such_side"))));
    change(&vegard, draft, EventCommand::Approve { side: Side::Team })
        .await
        .unwrap();
    let view = change(&ingrid, draft, EventCommand::Publish).await.unwrap();
    assert_eq!(view.standing, Standing::Open);
    // Everyone who sees courses sees it now, and only those who hold it see who comes.
    let seen = courses::view(&marte, draft).await.unwrap();
    assert!(!seen.may_edit && !seen.may_see_people);
    let denied = change(&samir, draft, EventCommand::Close).await;
    assert!(matches!(denied, Err(ServiceError::Denied)));
    let stale = courses::change(&ingrid, draft, envelope(Some(1), EventCommand::Close)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn the_team_names_an_adviser_and_an_adviser_stands_behind_their_own() {
    let services = house(Profile::Demo).await;
    let (aino, vegard) = (as_person(&services, AINO).await, as_person(&services, VEGARD).await);
    let source = rows::event(&services.store, titled(&services, WEBINAR).await)
        .await
        .unwrap()
        .unwrap();
    let form = EventForm::of(&source, date(2026, 11, 23));
    let new = |adviser| {
        let id = EventId::new(Ulid::generate());
        envelope(None, form.parse_new(id, adviser, date(2026, 11, 23)).unwrap())
    };
    assert!(matches!(
        courses::create(&vegard, new(None)).await,
        Err(ServiceError::Invalid(_))
    ));
    assert!(matches!(
        courses::create(&vegard, new(Some(MARTE))).await,
        Err(ServiceError::Invalid(_))
    ));
    let id = courses::create(&vegard, new(Some(SAMIR))).await.unwrap();
    assert_eq!(
        rows::event(&services.store, id).await.unwrap().unwrap().adviser,
        Some(SAMIR)
    );
    let id = courses::create(&aino, new(Some(SAMIR))).await.unwrap();
    assert_eq!(
        rows::event(&services.store, id).await.unwrap().unwrap().adviser,
        Some(AINO)
    );
    let wanted = CopyEvent {
        id: EventId::new(Ulid::generate()),
        source: source.id,
        first_day: date(2027, 11, 30),
    };
    let copy = courses::copy(&aino, envelope(None, wanted)).await.unwrap();
    let copy = rows::event(&services.store, copy).await.unwrap().unwrap();
    assert_eq!(
        (copy.adviser, copy.video, copy.lifecycle),
        (Some(AINO), None, Lifecycle::Draft)
    );
}

#[tokio::test]
async fn a_move_and_a_cancellation_reach_everybody_with_a_seat_once() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    let before = rows::event(&services.store, event).await.unwrap().unwrap();
    let mut form = EventForm::of(&before, date(2026, 11, 23));
    form.place = "Biblioteket".into();
    change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
        .await
        .unwrap();
    assert!(mailed(&services).await.is_empty(), "it can still be held back");
    services.clock.advance(BULK_WAIT);
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 40);
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("LOCATION:Biblioteket"))
    );
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("SEQUENCE:1"))
    );
    // A typo is nobody's business.
    form.about = "Litt bedre skrevet.".into();
    change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
        .await
        .unwrap();
    services.clock.advance(BULK_WAIT);
    assert!(mailed(&services).await.is_empty());
    let reason = ShortText::parse("Innleder er syk.").unwrap();
    let view = change(&vegard, event, EventCommand::Cancel { reason }).await.unwrap();
    assert_eq!(view.standing, Standing::Cancelled);
    services.clock.advance(BULK_WAIT);
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 45, "those who wait too");
    assert!(letters.iter().all(|letter| letter.body.contains("Innleder er syk.")));
    assert_eq!(letters.iter().filter(|letter| !letter.calendar.is_empty()).count(), 40);
    let closed = register(&services, event, &typed(1)).await;
    assert!(matches!(closed, Err(ServiceError::Rule("registration_closed"))));
}

#[tokio::test]
async fn nothing_moves_in_a_course_that_is_cancelled() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    courses::withdraw(&services, event, 7).await.unwrap();
    let reason = ShortText::parse("Innleder er syk.").unwrap();
    change(&vegard, event, EventCommand::Cancel { reason }).await.unwrap();
    services.clock.advance(BULK_WAIT);
    mailed(&services).await;
    // Number 41 was offered the seat, and never answered.
    services.clock.advance(SignedDuration::from_hours(49));
    assert_eq!(courses::lapse(&services).await.unwrap(), 1);
    assert_eq!(state(&services, event, 42).await, State::Waiting);
    assert!(mailed(&services).await.is_empty());
    let reason = ShortText::parse("Fordi").unwrap();
    let seat = RegistrationCommand::Seat { number: 42, reason };
    let refused = courses::change_registration(&vegard, event, envelope(None, seat)).await;
    assert!(matches!(refused, Err(ServiceError::Rule("registration_not_now"))));
}

#[tokio::test]
async fn reminders_go_once_and_only_to_those_with_a_seat() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let told = || async {
        courses::remind(&services).await.unwrap();
        let letters = mailed(&services).await.into_iter();
        let subjects = letters.map(|letter| letter.subject);
        subjects.filter(|subject| subject.contains(WEBINAR)).collect::<Vec<_>>()
    };
    // The webinar is on Tuesday next week; it is Monday noon.
    assert!(told().await.is_empty());
    services.clock.advance(SignedDuration::from_hours(24));
    entered(&services, event, 1).await;
    mailed(&services).await;
    let week = told().await;
    assert!(week.iter().all(|subject| subject.starts_with("Om en uke")));
    assert_eq!(week.len(), 23, "who has not confirmed is not reminded");
    assert!(told().await.is_empty());
    services.clock.advance(SignedDuration::from_hours(24 * 6));
    let tomorrow = told().await;
    assert!(tomorrow.len() == 23 && tomorrow.iter().all(|subject| subject.starts_with("I morgen")));
    // It begins at ten; the clock of the demonstration stands at noon.
    services.clock.advance(SignedDuration::from_hours(21));
    let soon = told().await;
    assert!(
        soon.len() == 23 && soon.iter().all(|subject| subject.starts_with("Om to timer")),
        "{soon:?}"
    );
    // The second part is a week after the first: nobody gets a week's notice of it while at the course, all get the day's and the hours'.
    for (hours, begins) in [(6 * 24, "I morgen"), (24, "Om to timer")] {
        services.clock.advance(SignedDuration::from_hours(hours));
        let second = told().await;
        assert!(
            second.len() == 23
                && second
                    .iter()
                    .all(|subject| subject.starts_with(begins) && subject.ends_with("del 2 av 2")),
            "{second:?}"
        );
        assert!(told().await.is_empty());
    }
}
