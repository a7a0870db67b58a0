//! What happens in the parts of courses and measures: who plans it, who sees it, and what becomes of it when parts move.

use domain::courses::form::EventForm;
use domain::courses::{CopyEvent, EventCommand, Side};
use domain::ids::{BlockId, EventId, MeasureId, ModuleId};
use domain::modules::ImportModule;
use domain::needs::{MeasureCommand, Reason};
use domain::part_plans::PartPlanCommand;
use domain::part_plans::view::PartPlansView;
use domain::run_sheet::{Block, BlockField, Place, RunSheetEdit};
use domain::text::{BlockMinutes, Note, ShortText, Title};
use jiff::civil::{date, time};
use service::seed::{AINO, INGRID, MARTE, Profile, SAMIR, TOR, VEGARD};
use service::{Ctx, ServiceError, courses, modules, needs};
use store::check::check;
use ulid::Ulid;

use crate::common::{as_person, house};
use crate::courses::{DRAFT, WEBINAR, envelope, titled};

fn block(id: u128, minutes: i64, step: &str) -> Block {
    Block::new(
        BlockId::new(Ulid(id)),
        BlockMinutes::new(minutes).unwrap(),
        Title::parse(step).unwrap(),
    )
}

fn insert(part: u16, block: Block) -> PartPlanCommand {
    PartPlanCommand::EditRunSheet {
        part,
        edit: RunSheetEdit::Insert {
            place: Place::number(usize::MAX),
            block,
        },
    }
}

async fn planned(ctx: &Ctx, id: EventId, command: PartPlanCommand) -> Result<PartPlansView, ServiceError> {
    let seen = courses::view_programme(ctx, id).await?.plans.version;
    courses::change_programme(ctx, id, envelope(Some(seen), command)).await
}

async fn carried_out(ctx: &Ctx, id: EventId, command: EventCommand) {
    let seen = courses::view(ctx, id).await.unwrap().event.version;
    courses::change(ctx, id, envelope(Some(seen), command)).await.unwrap();
}

/// What happens in each part: its number, its day and its steps.
fn told(view: &PartPlansView) -> Vec<(u16, i8, Vec<String>)> {
    let parts = view.plans.parts.iter();
    parts
        .map(|part| {
            let steps = part.run_sheet.blocks.iter().map(|block| block.step.to_string());
            (part.part, part.slot.date.day(), steps.collect())
        })
        .collect()
}

#[tokio::test]
async fn a_programme_is_planned_by_who_holds_the_course_and_seen_by_all_when_it_is_published() {
    let services = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&services, INGRID).await, as_person(&services, VEGARD).await);
    let (samir, marte) = (as_person(&services, SAMIR).await, as_person(&services, MARTE).await);
    let draft = titled(&services, DRAFT).await;
    let talk = Block {
        speaker: ShortText::parse("Fatima Nordlie, krisesenteret").unwrap(),
        material: ShortText::parse("Kort").unwrap(),
        note: Note::parse("Kom i god tid").unwrap(),
        ..block(1, 45, "Rutinen i praksis")
    };
    planned(&ingrid, draft, insert(1, talk)).await.unwrap();
    let coffee = Block {
        is_break: true,
        ..block(2, 15, "Kaffe")
    };
    let view = planned(&vegard, draft, insert(1, coffee)).await.unwrap();
    assert_eq!(view.plans.version, 3);
    assert_eq!(courses::view(&ingrid, draft).await.unwrap().parts[0].minutes, 60);

    // A draft is the planners' own, and its programme too.
    for stranger in [&samir, &marte] {
        let seen = courses::view_programme(stranger, draft).await;
        assert!(matches!(seen, Err(ServiceError::NotFound)), "{seen:?}");
    }
    carried_out(&vegard, draft, EventCommand::Approve { side: Side::Team }).await;
    carried_out(&ingrid, draft, EventCommand::Publish).await;
    assert!(!courses::view_programme(&marte, draft).await.unwrap().may_edit);
    let strange = planned(&samir, draft, insert(1, block(3, 5, "Innspill"))).await;
    assert!(matches!(strange, Err(ServiceError::Denied)), "{strange:?}");

    let public = courses::event(&services, draft).await.unwrap();
    let items = &public.programme[0].items;
    assert_eq!(items.len(), 2);
    assert_eq!((items[0].start, items[1].end), (time(12, 0, 0, 0), time(13, 0, 0, 0)));
    assert!(items[0].speaker.starts_with("Fatima") && items[1].is_break);
    let sent = format!("{:?}", public.programme);
    assert!(!sent.contains("Kort") && !sent.contains("god tid"), "{sent}");

    // What was seen before is stale; a repeat has the effect of one.
    let old = courses::change_programme(&ingrid, draft, envelope(Some(1), insert(1, block(4, 5, "Sent")))).await;
    assert!(matches!(old, Err(ServiceError::Stale)), "{old:?}");
    let twice = envelope(Some(3), insert(1, block(5, 10, "Oppsummering")));
    for _ in 0..2 {
        let view = courses::change_programme(&ingrid, draft, twice.clone()).await.unwrap();
        assert_eq!(view.plans.version, 4);
    }

    let reason = ShortText::parse("Innleder er syk.").unwrap();
    carried_out(&vegard, draft, EventCommand::Cancel { reason }).await;
    let late = planned(&ingrid, draft, insert(1, block(6, 5, "Sent"))).await;
    assert!(matches!(late, Err(ServiceError::Rule("parts_not_held"))), "{late:?}");
    assert_eq!(check(&services.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn the_programme_follows_its_parts_and_is_taken_along_when_the_course_is_held_again() {
    let services = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&services, INGRID).await, as_person(&services, VEGARD).await);
    let webinar = titled(&services, WEBINAR).await;
    let before = courses::view_programme(&ingrid, webinar).await.unwrap();
    let before_told = told(&before);
    assert_eq!((before_told[0].2.len(), before_told[1].2.len()), (5, 4));

    // The first part a day later; then it is taken away, and what happens in the second stays with it.
    let today = date(2026, 11, 23);
    let event = courses::view(&ingrid, webinar).await.unwrap().event;
    let mut form = EventForm::of(&event, today);
    form.parts[0].date = "2026-12-02".into();
    carried_out(&ingrid, webinar, form.parse_edit(today).unwrap()).await;
    let moved = told(&courses::view_programme(&ingrid, webinar).await.unwrap());
    assert_eq!((moved[0].1, &moved[0].2), (2, &before_told[0].2));
    assert_eq!(moved[1], before_told[1]);
    form.parts.remove(0);
    carried_out(&ingrid, webinar, form.parse_edit(today).unwrap()).await;
    let left = courses::view_programme(&ingrid, webinar).await.unwrap();
    assert_eq!(told(&left), [before_told[1].clone()]);

    // Who still has the part open that is gone is told so, and writes nothing into the other.
    let gone = planned(&ingrid, webinar, insert(1, block(9, 5, "Sent"))).await;
    assert!(matches!(gone, Err(ServiceError::Rule("no_such_part"))), "{gone:?}");
    // What went with it stays in the trail.
    let trail: Vec<serde_json::Value> = services
        .store
        .list("SELECT * FROM audit_entry WHERE action = 'move_part_plans'")
        .await
        .unwrap();
    assert_eq!(trail.len(), 2);
    assert!(
        serde_json::to_string(&trail)
            .unwrap()
            .contains("Tegn du kan se fra din stol")
    );

    let wanted = CopyEvent {
        id: EventId::new(Ulid::generate()),
        source: webinar,
        first_day: date(2027, 12, 7),
    };
    let copy = courses::copy(&vegard, envelope(None, wanted)).await.unwrap();
    let copied = courses::view_programme(&vegard, copy).await.unwrap();
    assert_eq!(told(&copied), [(1, 7, before_told[1].2.clone())]);
    assert_eq!(copied.plans.version, 1);
    assert_eq!(check(&services.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_measure_has_a_run_sheet_that_its_unit_sees_and_its_adviser_plans() {
    let services = house(Profile::Demo).await;
    let (ingrid, tor) = (as_person(&services, INGRID).await, as_person(&services, TOR).await);
    let aino = as_person(&services, AINO).await;
    let overview = needs::overview(&ingrid).await.unwrap();
    let row = overview.past.iter().find(|row| row.unit_name.starts_with("Granlia"));
    let id: MeasureId = row.unwrap().id;
    let measure = needs::view_measure(&ingrid, id).await.unwrap();
    assert!(measure.parts.iter().all(|part| part.blocks == 0));
    let part = measure.parts[0].part;

    let refused = insert(part, block(1, 20, "Ring 912 34 567"));
    let refused = needs::change_run_sheets(&ingrid, id, envelope(Some(1), refused)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
    let named = PartPlanCommand::EditRunSheet {
        part,
        edit: RunSheetEdit::Change {
            id: BlockId::new(Ulid(1)),
            fields: vec![BlockField::Note(Note::parse("Etter Fatima").unwrap())],
        },
    };
    let refused = needs::change_run_sheets(&ingrid, id, envelope(Some(1), named)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");

    let sent = envelope(Some(1), insert(part, block(1, 20, "Velkommen")));
    let view = needs::change_run_sheets(&ingrid, id, sent).await.unwrap();
    assert!(view.may_edit && view.plans.has_any());
    assert_eq!(needs::view_measure(&ingrid, id).await.unwrap().parts[0].minutes, 20);

    // The leader of the school reads it and does not change it; who has nothing to do with the school sees nothing.
    assert!(!needs::view_run_sheets(&tor, id).await.unwrap().may_edit);
    let change = |ctx| needs::change_run_sheets(ctx, id, envelope(Some(2), insert(part, block(2, 10, "Mer"))));
    assert!(matches!(change(&tor).await, Err(ServiceError::Denied)));
    let strange = needs::view_run_sheets(&aino, id).await;
    assert!(matches!(strange, Err(ServiceError::NotFound)), "{strange:?}");

    let mut seen = measure.measure.version;
    for command in [
        MeasureCommand::Reopen,
        MeasureCommand::Cancel { reason: Reason::School },
    ] {
        let changed = needs::change_measure(&ingrid, id, envelope(Some(seen), command)).await;
        seen = changed.unwrap().measure.version;
    }
    let late = change(&ingrid).await;
    assert!(matches!(late, Err(ServiceError::Rule("parts_not_held"))), "{late:?}");
    assert_eq!(check(&services.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn what_was_learnt_where_staff_were_taught_goes_back_to_the_module_that_the_run_sheet_began_with() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let overview = needs::overview(&ingrid).await.unwrap();
    let held = overview
        .past
        .iter()
        .find(|one| one.title == "Rutine og meldeplikt")
        .unwrap()
        .id;
    let asked = domain::modules::view::ModuleSearch::default();
    let module = modules::search(&ingrid, &asked).await.unwrap().rows[0].id;
    let before = modules::view(&ingrid, module).await.unwrap().adaptations;
    let seen = needs::view_run_sheets(&ingrid, held).await.unwrap();
    assert_eq!(
        (seen.unit_name.is_empty(), seen.held_by.as_str()),
        (false, "Ingrid Moen")
    );
    assert!(seen.materials.contains("dilemmakort"));
    let begin = |module| PartPlanCommand::Begin { part: 1, module };
    let nothing = ModuleId::new(Ulid(99));
    // Nor with a colleague's draft, which is the colleague's alone.
    let aino = as_person(&services, AINO).await;
    let (_, text) = modules::export(&ingrid, module).await.unwrap();
    let file = domain::modules::file::read(text.as_bytes()).unwrap();
    let draft = ImportModule {
        id: ModuleId::new(Ulid(77)),
        content: file.content,
        credit: file.credit,
    };
    let draft = modules::import(&aino, envelope(None, draft)).await.unwrap();
    for unseen in [nothing, draft] {
        let refused = needs::change_run_sheets(&ingrid, held, envelope(Some(seen.plans.version), begin(unseen))).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    let begun = needs::change_run_sheets(&ingrid, held, envelope(Some(seen.plans.version), begin(module))).await;
    assert_eq!(begun.unwrap().plans.parts[0].module, Some(module));
    let after = modules::view(&ingrid, module).await.unwrap().adaptations;
    assert_eq!(after.len(), before.len() + 1);
    assert!(
        after
            .iter()
            .any(|one| one.learnt.starts_with("Gruppearbeid om egne dilemmaer") && one.by == "Ingrid Moen")
    );
}
