//! Templates of courses: who sees them, what the next course has from them, and what is in the trail.

use super::*;
use domain::courses::evaluation::Phase;
use domain::courses::templates::{FromTemplate, NewTemplate, TemplateCommand};
use domain::ids::CourseTemplateId;
use domain::text::{Note, Title};
use service::seed::TOR;
use store::course_templates;

fn saving(from: EventId, title: &str, is_shared: bool) -> Envelope<NewTemplate> {
    let new = NewTemplate {
        id: CourseTemplateId::new(Ulid::generate()),
        from,
        title: Title::parse(title).unwrap(),
        is_shared,
    };
    envelope(None, new)
}

fn making(template: CourseTemplateId) -> Envelope<FromTemplate> {
    let wanted = FromTemplate {
        id: EventId::new(Ulid::generate()),
        template,
        adviser: None,
        first_day: date(2027, 2, 4),
        place: ShortText::parse("Biblioteket").unwrap(),
    };
    envelope(None, wanted)
}

async fn told(
    ctx: &Ctx,
    id: CourseTemplateId,
    command: TemplateCommand,
) -> Result<domain::courses::templates::view::TemplateView, ServiceError> {
    let seen = course_templates::load(ctx.store(), id).await.unwrap().unwrap().version;
    courses::change_template(ctx, id, envelope(Some(seen), command)).await
}

/// The template that the demonstration has from the beginning: Ingrid's, and shared.
const SHIPPED: &str = "Den vanskelige samtalen";

/// What was saved since.
fn titles(rows: &[domain::courses::templates::view::TemplateRow]) -> Vec<&str> {
    let titles = rows.iter().map(|row| row.title.as_str());
    titles.filter(|title| *title != SHIPPED).collect()
}

#[tokio::test]
async fn what_was_said_of_a_course_meets_whoever_plans_it_again_and_held_it_before() {
    let services = house(Profile::Demo).await;
    let (ingrid, samir) = (as_person(&services, INGRID).await, as_person(&services, SAMIR).await);
    let shipped = courses::templates(&ingrid).await.unwrap().own;
    let [row] = shipped.as_slice() else {
        panic!("{shipped:?}")
    };
    assert_eq!(row.title, SHIPPED);
    let view = courses::template(&ingrid, row.id).await.unwrap();
    let held = view.made[0].id;
    let said: Vec<_> = view.said.iter().map(|one| one.id).collect();
    assert_eq!(said, [held]);
    let phases: Vec<_> = view.said[0].phases.iter().map(|one| (one.phase, one.shown)).collect();
    assert!(
        phases
            .iter()
            .all(|(phase, shown)| *phase != Phase::Before && *shown >= 5),
        "{phases:?}"
    );
    // Samir has not held it: he sees the template and that it was held, not what was said.
    let other = courses::template(&samir, row.id).await.unwrap();
    assert_eq!((other.made.len(), other.said.len()), (1, 0));
    // The next one from the template is told, and so is one that is held again.
    let made = courses::from_template(&ingrid, making(row.id)).await.unwrap();
    let told = courses::view(&ingrid, made).await.unwrap().said_before;
    assert_eq!(told, view.said);
    let again = CopyEvent {
        id: EventId::new(Ulid::generate()),
        source: held,
        first_day: date(2027, 3, 2),
    };
    let again = courses::copy(&ingrid, envelope(None, again)).await.unwrap();
    let copied = courses::view(&ingrid, again).await.unwrap();
    assert_eq!(copied.event.repeats, Some(held));
    assert_eq!(copied.said_before, view.said);
    assert!(courses::view(&ingrid, held).await.unwrap().said_before.is_empty());
    let found = store::check::check(&services.store, None).await.unwrap();
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[tokio::test]
async fn a_course_is_saved_once_shared_and_made_into_the_next_by_a_colleague() {
    let services = house(Profile::Demo).await;
    let (vegard, aino) = (as_person(&services, VEGARD).await, as_person(&services, AINO).await);
    let source = titled(&services, SEMINAR).await;
    let saving = saving(source, "Dagskurs om uro", true);
    let id = courses::save_template(&vegard, saving.clone()).await.unwrap();
    // Sent twice, it is saved once.
    assert_eq!(courses::save_template(&vegard, saving).await.unwrap(), id);
    assert_eq!(course_templates::all(&services.store).await.unwrap().len(), 2);
    let list = courses::templates(&vegard).await.unwrap();
    assert_eq!(
        (titles(&list.own), titles(&list.shared)),
        (vec!["Dagskurs om uro"], vec![])
    );
    let list = courses::templates(&aino).await.unwrap();
    assert_eq!(
        (titles(&list.own), titles(&list.shared)),
        (vec![], vec!["Dagskurs om uro"])
    );
    assert_eq!(list.shared[0].author_name, "Vegard Strøm");

    let asked = making(id);
    let event = courses::from_template(&aino, asked.clone()).await.unwrap();
    assert_eq!(courses::from_template(&aino, asked).await.unwrap(), event);
    let view = courses::view(&aino, event).await.unwrap();
    let made = &view.event;
    let before = rows::event(&services.store, source).await.unwrap().unwrap();
    assert_eq!(
        (made.adviser, made.planned_by, &made.lifecycle, made.capacity),
        (Some(AINO), AINO, &Lifecycle::Draft, before.capacity)
    );
    assert_eq!((&made.about, &made.programme), (&before.about, &before.programme));
    assert_eq!(made.first().map(|part| part.date), Some(date(2027, 2, 4)));
    assert_eq!(made.deadline, date(2027, 1, 29));
    assert_eq!(made.place.as_str(), "Biblioteket");
    assert!(made.host.as_str().is_empty() && made.municipalities.is_empty());
    assert_eq!(made.contact_email.as_str().split('@').next(), Some("aino.pedersen"));
    assert!(view.registrations.is_empty());
    assert_eq!(
        view.made_from.map(|from| from.title),
        Some("Dagskurs om uro".to_owned())
    );
    // Nobody outside the two sides sees the draft; whoever plans courses sees what was made from a template as far as it is theirs to see.
    let shown = courses::template(&vegard, id).await.unwrap();
    assert_eq!(shown.made.iter().map(|row| row.id).collect::<Vec<_>>(), [event]);
    let samir = as_person(&services, SAMIR).await;
    assert!(courses::template(&samir, id).await.unwrap().made.is_empty());
    let found = store::check::check(&services.store, None).await.unwrap();
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[tokio::test]
async fn the_team_names_an_adviser_for_a_course_from_a_template() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let source = titled(&services, WEBINAR).await;
    let id = courses::save_template(&vegard, saving(source, "Grunnkurs", false))
        .await
        .unwrap();
    let view = courses::template(&vegard, id).await.unwrap();
    assert!(view.advisers.iter().any(|one| one.value == INGRID.to_string()));
    let mut wanted = making(id);
    let unnamed = courses::from_template(&vegard, wanted.clone()).await;
    assert!(
        matches!(&unnamed, Err(ServiceError::Invalid(issues)) if issues[0].field == "adviser"),
        "{unnamed:?}"
    );
    wanted.command.adviser = Some(TOR);
    let no_adviser = courses::from_template(&vegard, wanted.clone()).await;
    assert!(matches!(no_adviser, Err(ServiceError::Invalid(_))), "{no_adviser:?}");
    wanted.command.adviser = Some(INGRID);
    let event = courses::from_template(&vegard, wanted).await.unwrap();
    let made = rows::event(&services.store, event).await.unwrap().unwrap();
    assert_eq!((made.adviser, made.planned_by), (Some(INGRID), VEGARD));
    // Two parts a week apart, on video: its address belongs to one meeting.
    assert_eq!(
        made.parts.iter().map(|part| part.date).collect::<Vec<_>>(),
        [date(2027, 2, 4), date(2027, 2, 11)]
    );
    assert_eq!(made.video, None);
}

#[tokio::test]
async fn a_template_that_is_kept_to_oneself_or_retired_is_not_there_for_others() {
    let services = house(Profile::Demo).await;
    let (samir, aino) = (as_person(&services, SAMIR).await, as_person(&services, AINO).await);
    let source = titled(&services, SEMINAR).await;
    let id = courses::save_template(&samir, saving(source, "Utkast", false))
        .await
        .unwrap();
    let hidden = courses::template(&aino, id).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)), "{hidden:?}");
    let hidden = courses::from_template(&aino, making(id)).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)), "{hidden:?}");
    // The professional team changes what is shared, and sees nothing of what is not.
    let vegard = as_person(&services, VEGARD).await;
    let hidden = told(&vegard, id, TemplateCommand::Retire).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)), "{hidden:?}");

    let rename = TemplateCommand::Rename {
        title: Title::parse("Dagskurs").unwrap(),
        about: Note::parse("Om uro og handling").unwrap(),
        is_shared: true,
    };
    told(&samir, id, rename).await.unwrap();
    let view = courses::template(&aino, id).await.unwrap();
    assert_eq!((view.template.title.as_str(), view.may_edit), ("Dagskurs", false));
    let denied = told(&aino, id, TemplateCommand::Retire).await;
    assert!(matches!(denied, Err(ServiceError::Denied)), "{denied:?}");
    let stale = courses::change_template(&samir, id, envelope(Some(1), TemplateCommand::Retire)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");

    told(&samir, id, TemplateCommand::Retire).await.unwrap();
    assert!(titles(&courses::templates(&aino).await.unwrap().shared).is_empty());
    let own = courses::templates(&samir).await.unwrap().own;
    assert_eq!(own.iter().map(|row| row.is_retired).collect::<Vec<_>>(), [true]);
    let retired = courses::from_template(&samir, making(id)).await;
    assert!(
        matches!(retired, Err(ServiceError::Rule("course_template_retired"))),
        "{retired:?}"
    );
    told(&samir, id, TemplateCommand::Offer).await.unwrap();
    assert!(courses::from_template(&aino, making(id)).await.is_ok());
}

#[tokio::test]
async fn templates_are_for_those_who_plan_courses_and_saved_from_those_they_hold() {
    let services = house(Profile::Demo).await;
    let source = titled(&services, SEMINAR).await;
    let there = course_templates::all(&services.store).await.unwrap();
    for person in [MARTE, TOR] {
        let ctx = as_person(&services, person).await;
        let list = courses::templates(&ctx).await;
        assert!(matches!(list, Err(ServiceError::Denied)), "{list:?}");
        let saved = courses::save_template(&ctx, saving(source, "Kurs", true)).await;
        assert!(matches!(saved, Err(ServiceError::Denied)), "{saved:?}");
    }
    // Ingrid sees Samir's course in the catalogue, and does not hold it.
    let ingrid = as_person(&services, INGRID).await;
    let saved = courses::save_template(&ingrid, saving(source, "Kurs", true)).await;
    assert!(matches!(saved, Err(ServiceError::Denied)), "{saved:?}");
    let named = courses::save_template(
        &as_person(&services, SAMIR).await,
        saving(source, "Ring 91 23 45 67", true),
    )
    .await;
    assert!(
        matches!(&named, Err(ServiceError::Invalid(issues)) if issues[0].field == "title"),
        "{named:?}"
    );
    assert_eq!(course_templates::all(&services.store).await.unwrap(), there);
}

#[tokio::test]
async fn the_trail_has_each_step_of_a_template() {
    let services = house(Profile::Demo).await;
    let samir = as_person(&services, SAMIR).await;
    let source = titled(&services, SEMINAR).await;
    let id = courses::save_template(&samir, saving(source, "Dagskurs", true))
        .await
        .unwrap();
    told(&samir, id, TemplateCommand::Retire).await.unwrap();
    told(&samir, id, TemplateCommand::Offer).await.unwrap();
    let trail: Vec<serde_json::Value> = services
        .store
        .list("SELECT action FROM audit_entry WHERE table = 'course_template' ORDER BY id")
        .await
        .unwrap();
    let mut steps: Vec<&str> = trail.iter().filter_map(|entry| entry["action"].as_str()).collect();
    steps.sort_unstable();
    assert_eq!(
        steps,
        [
            "offer_course_template",
            "retire_course_template",
            "save_course_template"
        ]
    );
}
