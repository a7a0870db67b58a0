use jiff::civil::date;
use ulid::Ulid;

use super::*;
use crate::courses::testing::{ADVISER, COLLEAGUE, TODAY, done, draft, part, plan};
use crate::courses::{
    Approvals, CourseEvent, EventCommand, EventRule, KeptFor, Lifecycle, Minimum, PlanEdit, Quotas, copy, create,
};
use crate::ids::{BlockId, EventId};
use crate::issue::IssueCode;
use crate::part_plans::{PartPlan, PartPlans, PlanOf};
use crate::places::codes::MunicipalityCode;
use crate::run_sheet::Block;
use crate::text::{BlockMinutes, Email, PersonName, TakenMinutes, WebAddress};

/// A Thursday in December 2026, a week later, and the Friday a day after that.
fn source() -> CourseEvent {
    let quota = |kept_for| Quota {
        kept_for,
        seats: Capacity::new(5).unwrap(),
    };
    let code = MunicipalityCode::parse("3205").unwrap();
    let new = crate::courses::NewEvent {
        id: EventId::new(Ulid(9)),
        adviser: Some(ADVISER),
        plan: PlanEdit {
            format: Format::Hybrid,
            video: Some(WebAddress::parse("https://video.example/x").unwrap()),
            municipalities: [code].into(),
            host: ShortText::parse("Kari i kommunen").unwrap(),
            speakers: ShortText::parse("Ola Lund").unwrap(),
            access: ShortText::parse("Bakdøra").unwrap(),
            parts: vec![
                part(date(2026, 12, 10), 9, 180),
                part(date(2026, 12, 10), 13, 120),
                part(date(2026, 12, 17), 9, 60),
                part(date(2026, 12, 18), 9, 60),
            ],
            minimum: Some(Minimum {
                seats: Capacity::new(8).unwrap(),
                decide_on: date(2026, 12, 4),
            }),
            quotas: Some(Quotas {
                each: vec![
                    quota(KeptFor::Municipality(code)),
                    quota(KeptFor::Service(ServiceKind::Nav)),
                ],
                released_on: date(2026, 12, 7),
            }),
            ..plan()
        },
    };
    let event = create(&new, ADVISER, TODAY).unwrap();
    let task = EventCommand::AddTask {
        what: ShortText::parse("Bestille lunsj").unwrap(),
        due: Some(date(2026, 12, 3)),
    };
    let thank = EventCommand::AddTask {
        what: ShortText::parse("Takke").unwrap(),
        due: Some(date(2026, 12, 12)),
    };
    let tick = EventCommand::TickTask { number: 2, done: true };
    done(&event, &[(task, ADVISER), (thank, ADVISER), (tick, ADVISER)])
}

/// Coffee in the second part, a talk in the first.
fn held(event: &CourseEvent) -> PartPlans {
    let block = |number, step: &str| Block {
        speaker: ShortText::parse("Kari Nordlie").unwrap(),
        actual: Some(TakenMinutes::new(35).unwrap()),
        ..Block::new(
            BlockId::new(Ulid(number)),
            BlockMinutes::new(30).unwrap(),
            Title::parse(step).unwrap(),
        )
    };
    let mut plans = PartPlans::new(PlanOf::Course(event.id), &event.parts);
    plans.run_sheet_mut(1).unwrap().blocks.push(block(1, "Hva loven sier"));
    plans.run_sheet_mut(2).unwrap().blocks.push(block(2, "Kaffe"));
    plans
}

fn steps(plans: &PartPlans) -> Vec<Vec<&str>> {
    fn of(part: &PartPlan) -> Vec<&str> {
        part.run_sheet.blocks.iter().map(|block| block.step.as_str()).collect()
    }
    plans.parts.iter().map(of).collect()
}

#[test]
fn what_happens_is_taken_along_and_who_speaks_is_not() {
    let event = source();
    let template = saved(&event);
    let blocks: Vec<&Block> = template.run_sheets.iter().flat_map(|sheet| &sheet.blocks).collect();
    assert_eq!(blocks.len(), 2);
    assert!(
        blocks
            .iter()
            .all(|block| block.speaker.as_str().is_empty() && block.actual.is_none())
    );
    let behind = Behind {
        planned_by: ADVISER,
        adviser: Some(ADVISER),
        contact: (
            PersonName::parse("Ingrid Moen").unwrap(),
            Email::parse("ingrid@x.example").unwrap(),
        ),
    };
    let next = made(&template, &wanted(date(2027, 3, 4)), behind, TODAY).unwrap();
    let plans = programme(&template, &next);
    assert_eq!(plans.of, PlanOf::Course(next.id));
    assert_eq!(plans.parts.iter().map(|part| part.slot).collect::<Vec<_>>(), next.parts);
    assert_eq!(steps(&plans), [vec!["Hva loven sier"], vec!["Kaffe"], vec![], vec![]]);
}

fn saved(event: &CourseEvent) -> CourseTemplate {
    let new = NewTemplate {
        id: CourseTemplateId::new(Ulid(30)),
        from: event.id,
        title: Title::parse("Fra uro til handling, dagskurs").unwrap(),
        is_shared: true,
    };
    from_event(&new, event, &held(event), COLLEAGUE, TODAY).unwrap()
}

fn wanted(first_day: Date) -> FromTemplate {
    FromTemplate {
        id: EventId::new(Ulid(10)),
        template: CourseTemplateId::new(Ulid(30)),
        adviser: None,
        first_day,
        place: ShortText::parse("Biblioteket").unwrap(),
    }
}

fn behind() -> Behind {
    Behind {
        planned_by: COLLEAGUE,
        adviser: Some(ADVISER),
        contact: (
            PersonName::parse("Vegard Strøm").unwrap(),
            Email::parse("vegard@imdi.example").unwrap(),
        ),
    }
}

fn on(first_day: Date) -> CourseEvent {
    made(&saved(&source()), &wanted(first_day), behind(), TODAY).unwrap()
}

fn days(event: &CourseEvent) -> Vec<Date> {
    event.parts.iter().map(|part| part.date).collect()
}

#[test]
fn a_template_has_distances_and_nothing_of_the_meeting() {
    let template = saved(&source());
    let after: Vec<u16> = template.parts.iter().map(|part| part.after).collect();
    assert_eq!(after, [0, 0, 7, 8]);
    assert_eq!(template.deadline_before, 7);
    assert_eq!(template.minimum.map(|minimum| minimum.before), Some(6));
    let quotas = template.quotas.as_ref().unwrap();
    assert_eq!((quotas.each.len(), quotas.before), (1, 3));
    assert_eq!(template.minutes(), 420);
    let told = serde_json::to_string(&template).unwrap();
    for left_behind in [
        "2026-12",
        "Kari",
        "Ola",
        "Bakdøra",
        "video.example",
        "3205",
        "Kulturhuset",
        "vegard",
    ] {
        assert!(!told.contains(left_behind), "{left_behind}: {told}");
    }
}

#[test]
fn a_course_made_from_it_is_a_draft_with_its_distances_and_open_tasks() {
    let event = on(date(2027, 2, 4));
    assert_eq!(
        days(&event),
        [date(2027, 2, 4), date(2027, 2, 4), date(2027, 2, 11), date(2027, 2, 12)]
    );
    assert_eq!(event.deadline, date(2027, 1, 28));
    assert_eq!(event.minimum.map(|minimum| minimum.decide_on), Some(date(2027, 1, 29)));
    assert_eq!(
        event.quotas.as_ref().map(|quotas| quotas.released_on),
        Some(date(2027, 2, 1))
    );
    assert_eq!(
        (&event.lifecycle, event.approvals),
        (&Lifecycle::Draft, Approvals::default())
    );
    assert_eq!(event.made_from, Some(CourseTemplateId::new(Ulid(30))));
    assert_eq!((event.planned_by, event.adviser), (COLLEAGUE, Some(ADVISER)));
    assert_eq!(event.title.as_str(), "Fra uro til handling, dagskurs");
    assert_eq!(event.place.as_str(), "Biblioteket");
    assert!(event.municipalities.is_empty() && event.video.is_none() && event.host.as_str().is_empty());
    // A week before; and two days after, which is a Saturday.
    let tasks: Vec<_> = event
        .tasks
        .values()
        .map(|task| (task.what.as_str(), task.done, task.due))
        .collect();
    assert_eq!(
        tasks,
        [
            ("", false, None),
            ("Bestille lunsj", false, Some(date(2027, 1, 28))),
            ("Takke", false, Some(date(2027, 2, 8)))
        ]
    );
    assert_eq!(event.tasks.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn days_that_nobody_works_are_gone_around_forwards_for_parts_and_backwards_for_the_last_days() {
    // Good Friday is 26 March 2027 and Easter Monday the 29th: a week after 18 March is Maundy Thursday.
    let event = on(date(2027, 3, 18));
    assert_eq!(
        days(&event),
        [
            date(2027, 3, 18),
            date(2027, 3, 18),
            date(2027, 3, 30),
            date(2027, 3, 31)
        ]
    );
    // Seven days before Monday 5 April is Easter Monday; six before is Tuesday.
    let event = on(date(2027, 4, 5));
    assert_eq!(event.deadline, date(2027, 3, 24));
    assert_eq!(event.tasks[&2].due, Some(date(2027, 3, 24)));
    assert_eq!(event.minimum.map(|minimum| minimum.decide_on), Some(date(2027, 3, 30)));
}

#[test]
fn kept_seats_are_released_before_the_last_school_days_whatever_the_weekday() {
    // Three days before a Tuesday is a Saturday, and moves are frozen from the Friday before.
    let event = on(date(2027, 2, 9));
    assert_eq!(
        event.quotas.as_ref().map(|quotas| quotas.released_on),
        Some(date(2027, 2, 4))
    );
}

#[test]
fn nothing_is_made_in_the_past_or_from_what_is_retired_or_without_a_room() {
    let template = saved(&source());
    let refused =
        |template: &CourseTemplate, wanted: &FromTemplate| made(template, wanted, behind(), TODAY).unwrap_err();
    assert_eq!(refused(&template, &wanted(date(2026, 11, 20))), EventRule::Past);
    let roomless = FromTemplate {
        place: ShortText::default(),
        ..wanted(date(2027, 2, 4))
    };
    assert_eq!(refused(&template, &roomless), EventRule::NoPlace);
    let retired = apply_template(&template, &TemplateCommand::Retire);
    assert_eq!(refused(&retired, &wanted(date(2027, 2, 4))), EventRule::TemplateRetired);
    let offered = apply_template(&retired, &TemplateCommand::Offer);
    assert_eq!(offered.version, 3);
    assert!(made(&offered, &wanted(date(2027, 2, 4)), behind(), TODAY).is_ok());
}

#[test]
fn where_a_course_comes_from_stays_through_edits_and_goes_along_to_a_copy() {
    let event = on(date(2027, 2, 4));
    let edit = EventCommand::Edit {
        plan: Box::new(PlanEdit::of(&event)),
    };
    let edited = done(&event, &[(edit, ADVISER)]);
    assert_eq!(edited.made_from, event.made_from);
    let again = crate::courses::CopyEvent {
        id: EventId::new(Ulid(11)),
        source: edited.id,
        first_day: date(2028, 2, 3),
    };
    let copied = copy(&edited, &again, ADVISER, TODAY).unwrap();
    assert_eq!(copied.made_from, event.made_from);
    // 364 days later, and so is what is to be done.
    assert_eq!(copied.tasks[&2].due, Some(date(2028, 1, 27)));
    assert_eq!(draft().made_from, None);
}

#[test]
fn every_fault_is_told_beside_its_field() {
    let told = |issues: Vec<crate::issue::Issue>| -> Vec<(String, IssueCode)> {
        issues.into_iter().map(|issue| (issue.field, issue.code)).collect()
    };
    let form = TemplateForm::default();
    assert_eq!(
        told(form.parse_edit().unwrap_err()),
        [("title".to_owned(), IssueCode::Required)]
    );
    let (id, from) = (CourseTemplateId::new(Ulid(1)), EventId::new(Ulid(2)));
    assert_eq!(told(form.parse_new(id, from).unwrap_err()).len(), 1);
    let make = FromTemplateForm::default();
    let fields: Vec<String> = told(make.parse(from, (id, Format::Physical), true).unwrap_err())
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["first_day", "place", "adviser"]);
    let video = FromTemplateForm {
        first_day: "2027-02-04".to_owned(),
        ..make
    };
    assert!(video.parse(from, (id, Format::Video), false).is_ok());
}
