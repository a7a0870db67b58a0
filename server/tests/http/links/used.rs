//! What a link that was used, or that came too late, still does: it says how things stand, and changes nothing more.

use store::needs;

use super::*;

#[tokio::test]
async fn a_leader_answers_once_and_in_time() {
    let app = TestApp::demonstration().await;
    let event = asking_leaders(&app).await;
    let (first, second) = (entered(&app, &event, "ase").await, entered(&app, &event, "omar").await);
    let link = approval(&app, event.id, first, "kari@nav.example");
    let mut browser = app.browser();
    // What is no answer changes nothing.
    let odd = browser.form(&link, &[("do", "maybe")]).await;
    assert_eq!((odd.status, odd.location()), (StatusCode::SEE_OTHER, link.as_str()));
    for fields in [&[][..], &[("do", "yes"), ("number", "2")]] {
        let answer = browser.form(&link, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(matches!(state(&app, event.id, first).await, State::Asked { .. }));
    let yes = browser.form(&link, &[("do", "yes")]).await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&app, event.id, first).await, State::Confirmed);
    // Used: it shows what was said, and another answer changes nothing.
    let again = browser.form(&link, &[("do", "no")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&app, event.id, first).await, State::Confirmed);
    let shown = browser.get(&link).await;
    assert!(!shown.text.contains("name=\"do\""), "{}", shown.text);

    let State::Asked { until } = state(&app, event.id, second).await else {
        panic!("not asked")
    };
    app.advance(until.duration_since(app.now()));
    let link = approval(&app, event.id, second, "kari@nav.example");
    for lapsed in [false, true] {
        let shown = browser.get(&link).await;
        assert_eq!(shown.status, StatusCode::OK, "told what became of it");
        is_kept_to_itself(&shown, "an answer that comes too late");
        let late = browser.form(&link, &[("do", "yes")]).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER);
        assert_ne!(
            state(&app, event.id, second).await,
            State::Confirmed,
            "lapsed: {lapsed}"
        );
        courses::lapse(&app.services).await.unwrap();
    }
    assert_eq!(state(&app, event.id, second).await.name(), "lapsed");
}

#[tokio::test]
async fn ones_own_link_withdraws_once_and_opens_nothing_when_another_comes_instead() {
    let app = TestApp::demonstration().await;
    let event = titled(&app, WEBINAR).await;
    let (first, second) = (entered(&app, &event, "ase").await, entered(&app, &event, "omar").await);
    let link = own(&app, event.id, first, "ase");
    let mut browser = app.browser();
    let gone = browser.form(&link, &[("do", "withdraw"), ("who", "")]).await;
    assert_eq!(gone.location(), format!("{link}?done=withdrawn"));
    let ended = state(&app, event.id, first).await;
    assert_eq!(ended.name(), "withdrawn");
    for step in ["withdraw", "confirm", "substitute", "x"] {
        let who = "Omar Lund; lund@nav.example";
        let again = browser.form(&link, &[("do", step), ("who", who)]).await;
        assert!(
            matches!(again.status, StatusCode::OK | StatusCode::CONFLICT),
            "{step}: {}",
            again.status
        );
        is_kept_to_itself(&again, step);
        assert_eq!(state(&app, event.id, first).await, ended, "{step}");
    }
    let form = browser.get(&format!("{link}/change")).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(!form.text.contains("name=\"workplace\""), "nothing is left to change");

    let link = own(&app, event.id, second, "omar");
    let who = "Siv Moe; siv@nav.example";
    let replaced = browser.form(&link, &[("do", "substitute"), ("who", who)]).await;
    assert_eq!(replaced.location(), "/registration/replaced");
    let nobodys = own(&app, event.id, second, "nobody");
    for ending in ["", "/change"] {
        let (used, unknown) = (format!("{link}{ending}"), format!("{nobodys}{ending}"));
        let (one, other) = (browser.get(&used).await, browser.get(&unknown).await);
        assert_eq!(one.status, StatusCode::NOT_FOUND);
        assert_eq!(said(&one, &used), said(&other, &unknown), "as one that never was");
    }
    let kept = browser.get(&own(&app, event.id, second, "siv")).await;
    assert_eq!(kept.status, StatusCode::OK);
}

#[tokio::test]
async fn ones_own_list_is_open_for_an_hour_and_is_then_as_one_that_never_was() {
    let app = TestApp::demonstration().await;
    let event = titled(&app, WEBINAR).await;
    entered(&app, &event, "ase").await;
    let key = app.jobs.desk.key();
    let link = links::mine(
        key,
        &email("ase@nav.example"),
        app.now() + SignedDuration::from_hours(1),
    );
    app.advance(SignedDuration::from_secs(3599));
    let shown = app.browser().get(&link).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains(WEBINAR), "{}", shown.text);
    app.advance(SignedDuration::from_secs(1));
    let lapsed = app.browser().get(&link).await;
    assert_eq!(lapsed.status, StatusCode::GONE);
    is_kept_to_itself(&lapsed, "a list that has lapsed");
    let unknown = mistyped(&link);
    let never = app.browser().get(&unknown).await;
    assert_eq!(said(&lapsed, &link), said(&never, &unknown));
}

#[tokio::test]
async fn an_address_is_told_the_same_whether_it_is_known_or_not() {
    let app = TestApp::demonstration().await;
    let event = titled(&app, WEBINAR).await;
    entered(&app, &event, "ase").await;
    let mut answers = Vec::new();
    for typed in ["ase@nav.example", "ingen@nav.example"] {
        let answer = app.browser().form("/my-courses", &[("email", typed)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answers.push((answer.location().to_owned(), said(&answer, typed)));
    }
    assert_eq!(answers[0], answers[1]);
    let wrong = app.browser().form("/my-courses", &[("email", "ase")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_kept_to_itself(&wrong, "an address that is none");
}

#[tokio::test]
async fn an_evaluation_takes_answers_while_it_is_asked_and_none_before_or_after() {
    let app = TestApp::demonstration().await;
    let event = titled(&app, HELD).await;
    let key = app.jobs.desk.key();
    let send = async |phase: Phase| {
        let marks = phase.items().iter().map(|item| (item.name(), "4"));
        let form_key = format!("{:032x}", Ulid::generate().0);
        let fields: Vec<(&str, &str)> = marks.chain([("key", form_key.as_str())]).collect();
        let link = links::evaluation(key, event.id, phase);
        let answer = app.browser().form(&link, &fields).await;
        is_kept_to_itself_or_sent(&answer, &link);
        let shown = app.browser().get(&link).await;
        assert_eq!(shown.status, StatusCode::OK);
        is_kept_to_itself(&shown, &link);
        (answer.status, shown.text.contains("class=\"hr-form\""))
    };
    // Held six days ago: the questions before it are over, those three months later are still to come.
    for (phase, status) in [
        (Phase::Before, StatusCode::CONFLICT),
        (Phase::After, StatusCode::SEE_OTHER),
        (Phase::Later, StatusCode::CONFLICT),
    ] {
        let (sent, is_asked) = send(phase).await;
        assert_eq!(sent, status, "{phase:?}");
        assert_eq!(is_asked, status == StatusCode::SEE_OTHER, "{phase:?}");
    }
    app.advance(SignedDuration::from_hours(24 * 365));
    for phase in Phase::ALL {
        assert_eq!(send(phase).await.0, StatusCode::CONFLICT, "{phase:?} a year later");
    }
}

/// An answer that leads on is kept nowhere either.
fn is_kept_to_itself_or_sent(answer: &Answer, what: &str) {
    if answer.status == StatusCode::SEE_OTHER {
        assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
    } else {
        is_kept_to_itself(answer, what);
    }
}

#[tokio::test]
async fn a_survey_that_is_closed_says_so_and_takes_nothing_more() {
    let app = TestApp::demonstration().await;
    let all = needs::surveys(app.store()).await.unwrap();
    let today = date(2026, 11, 23);
    let open = all.iter().find(|one| one.is_open(today)).unwrap();
    let fields: Vec<(String, String)> = domain::needs::Area::ALL
        .into_iter()
        .map(|area| (area.name().to_owned(), "3".to_owned()))
        .chain([("key".to_owned(), format!("{:032x}", 7))])
        .collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let link = format!("/survey/{}", open.code);
    let mut browser = app.browser();
    let before = needs::tally(app.store(), open.id).await.unwrap();
    let shown = browser.get(&link).await;
    assert_eq!(shown.status, StatusCode::OK);
    is_kept_to_itself(&shown, "an open survey");
    // Twice from one form is once.
    for _ in 0..2 {
        assert_eq!(browser.form(&link, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let answered = needs::tally(app.store(), open.id).await.unwrap();
    assert_eq!(answered.answers(), before.answers() + 1);
    app.advance(SignedDuration::from_hours(24 * 60));
    let shown = browser.get(&link).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.text.contains("class=\"hr-form\""), "{}", shown.text);
    let late: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| *name != "key").copied().collect();
    let late = browser.form(&link, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    is_kept_to_itself(&late, "a survey that is closed");
    let after = needs::tally(app.store(), open.id).await.unwrap();
    assert_eq!(after.answers(), answered.answers());
}

#[tokio::test]
async fn a_certificate_is_looked_up_by_its_code_and_its_file_by_its_secret_until_it_is_taken_back() {
    let app = TestApp::demonstration().await;
    let given = certificate(&app).await;
    let (page, file) = (
        format!("/certificate/{}", given.code),
        links::certificate(app.jobs.desk.key(), &given.code),
    );
    let mut browser = app.browser();
    let shown = browser.get(&page.to_lowercase()).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.text.contains(given.name.as_str()), "a code tells no name");
    let saved = browser.get(&file).await;
    assert_eq!(saved.header("content-type"), "application/pdf");
    assert!(saved.text.starts_with("%PDF-1.7"));
    let mut revoked = given.clone();
    revoked.revoked_on = Some(date(2026, 11, 23));
    revoked.version += 1;
    let mut tx = Tx::new();
    rows::save_certificate(&mut tx, &given, &revoked);
    app.store().commit(tx).await.unwrap();
    let gone = browser.get(&file).await;
    assert_eq!(gone.status, StatusCode::GONE);
    is_kept_to_itself(&gone, "a certificate that was taken back");
    assert!(!gone.text.contains(given.name.as_str()));
    let told = browser.get(&page).await;
    assert_eq!(told.status, StatusCode::OK, "the code says that it was taken back");
    assert!(!told.text.contains(given.name.as_str()));
}
