use jiff::civil::time;
use ulid::Ulid;

use super::testing::{OF, block, insert, plans, slot};
use super::*;
use crate::ids::BlockId;
use crate::run_sheet::{BlockField, RunSheetEdit};
use crate::text::{BlockMinutes, ShortText, TakenMinutes};
use crate::text_guard::FreeTexts as _;
use crate::time::Occasion;

/// A part: its number, its day, and the first that happens in it.
type Told<'a> = (u16, i8, &'a str);

fn told(plans: &PartPlans) -> Vec<Told<'_>> {
    let parts = plans.parts.iter();
    parts
        .map(|part| {
            let what = part.run_sheet.blocks.first().map_or("", |block| block.step.as_str());
            (part.part, part.slot.date.day(), what)
        })
        .collect()
}

fn slots(days: &[i8]) -> Vec<Occasion> {
    days.iter().map(|day| slot(*day)).collect()
}

#[test]
fn plans_stay_with_their_parts_when_others_are_moved_added_or_taken_away() {
    let before = plans(&[1, 8, 15]);
    assert_eq!(before.followed(&slots(&[1, 8, 15])), None);
    let cases: [(&[i8], &[Told<'_>]); 5] = [
        // Moved.
        (&[1, 9, 15], &[(1, 1, "Dag 1"), (2, 9, "Dag 8"), (3, 15, "Dag 15")]),
        // The first is taken away: the others keep their names.
        (&[8, 15], &[(2, 8, "Dag 8"), (3, 15, "Dag 15")]),
        // One more in between.
        (
            &[1, 4, 8, 15],
            &[(1, 1, "Dag 1"), (4, 4, ""), (2, 8, "Dag 8"), (3, 15, "Dag 15")],
        ),
        // The first is moved behind the others.
        (&[8, 15, 20], &[(2, 8, "Dag 8"), (3, 15, "Dag 15"), (1, 20, "Dag 1")]),
        // All of them by a week.
        (&[8, 15, 22], &[(2, 8, "Dag 8"), (3, 15, "Dag 15"), (1, 22, "Dag 1")]),
    ];
    for (now, expected) in cases {
        let after = before.followed(&slots(now)).unwrap();
        assert_eq!(told(&after), expected, "{now:?}");
        assert_eq!(after.version, before.version + 1);
    }
}

#[test]
fn a_number_is_not_given_twice() {
    let fewer = plans(&[1, 8]).followed(&slots(&[1])).unwrap();
    let again = fewer.followed(&slots(&[1, 8])).unwrap();
    assert_eq!(told(&again), [(1, 1, "Dag 1"), (3, 8, "")]);
    let gone = insert(2, block(9, 30, "Sent"));
    assert_eq!(apply(&again, &gone), Err(PartPlanRule::NoSuchPart));
}

#[test]
fn a_copy_takes_along_what_happens_and_not_how_long_it_took() {
    let mut source = plans(&[1, 8]);
    source.parts[0].run_sheet.blocks[0].actual = Some(TakenMinutes::new(70).unwrap());
    let next = PlanOf::Course(crate::ids::EventId::new(Ulid(2)));
    let copy = source.copied(next, &slots(&[20, 27]));
    assert_eq!(told(&copy), [(1, 20, "Dag 1"), (2, 27, "Dag 8")]);
    assert_eq!(copy.parts[0].run_sheet.blocks[0].actual, None);
    assert_eq!((copy.of, copy.version), (next, 1));
}

#[test]
fn participants_see_times_titles_speakers_and_breaks_and_nothing_else() {
    let mut coffee = block(8, 15, "Kaffe");
    coffee.is_break = true;
    let mut talk = block(9, 45, "Tegn å se etter");
    talk.speaker = ShortText::parse("Kari Nordlie").unwrap();
    talk.material = ShortText::parse("Kort").unwrap();
    let one = [coffee, talk]
        .into_iter()
        .fold(plans(&[1]), |plans, block| apply(&plans, &insert(1, block)).unwrap());
    let mut two = one.followed(&slots(&[1, 8])).unwrap();
    assert_eq!(two.public().len(), 1, "a part of which nothing is planned is left out");
    let part = &two.public()[0];
    let told: Vec<_> = part
        .items
        .iter()
        .map(|item| {
            (
                item.start,
                item.end,
                item.what.as_str(),
                item.speaker.as_str(),
                item.is_break,
            )
        })
        .collect();
    let at = |hour, minute| time(hour, minute, 0, 0);
    assert_eq!(
        told,
        [
            (at(9, 0), at(10, 0), "Dag 1", "", false),
            (at(10, 0), at(10, 15), "Kaffe", "", true),
            (at(10, 15), at(11, 0), "Tegn å se etter", "Kari Nordlie", false),
        ]
    );
    assert_eq!(two.rows()[0].minutes, 120);
    two.parts.clear();
    assert!(!two.has_any() && one.has_any());
}

#[test]
fn edits_meet_a_newer_version_each_in_its_own_part() {
    let base = plans(&[1, 8]);
    let minutes = |part: u16, id: u128, minutes: i64| PartPlanCommand::EditRunSheet {
        part,
        edit: RunSheetEdit::minutes(BlockId::new(Ulid(id)), BlockMinutes::new(minutes).unwrap()),
    };
    // Another has changed the second part, and the same block of the first.
    let newest = [minutes(2, 2, 30), minutes(1, 1, 40)]
        .iter()
        .fold(base.clone(), |plans, command| apply(&plans, command).unwrap());
    let mine = [minutes(1, 1, 50), insert(2, block(7, 10, "Velkommen"))];
    let met = rebase(&base, &mine, &newest);
    assert_eq!(met.kept, [(1, mine[1].clone())]);
    assert_eq!(met.clashes.len(), 1);
    assert_eq!(met.clashes[0].mine, Some(mine[0].clone()));
    assert_eq!(met.plans.parts[1].run_sheet.total_minutes(), 40);
}

#[test]
fn what_was_written_in_a_part_that_is_gone_is_shown_and_not_lost() {
    let base = plans(&[1, 8]);
    let newest = base.followed(&slots(&[1])).unwrap();
    let mine = insert(2, block(7, 10, "Velkommen"));
    let met = rebase(&base, std::slice::from_ref(&mine), &newest);
    assert_eq!(met.kept, []);
    assert_eq!(met.clashes[0].rule.as_deref(), Some("no_such_part"));
    assert!(!met.clashes[0].rows.is_empty());
    assert_eq!(refused(&base, &mine, &newest).rows, met.clashes[0].rows);
}

#[test]
fn who_speaks_may_be_named_and_no_number_may_stand_anywhere() {
    use crate::text_guard::{Confirmed, check};

    let change = |field: BlockField| PartPlanCommand::EditRunSheet {
        part: 1,
        edit: RunSheetEdit::Change {
            id: BlockId::new(Ulid(1)),
            fields: vec![field],
        },
    };
    let speaker = |text: &str| change(BlockField::Speaker(ShortText::parse(text).unwrap()));
    let goal = |text: &str| change(BlockField::Goal(ShortText::parse(text).unwrap()));
    let faults = |command: &PartPlanCommand| check(command, &Confirmed::default()).len();
    assert_eq!(faults(&speaker("Fatima Nordlie")), 0);
    assert_eq!(faults(&speaker("Fatima Nordlie, 912 34 567")), 1);
    assert_eq!(faults(&goal("Etter Fatima")), 1);
    // In the run sheet of a group nobody speaks from outside: there it is asked about.
    let PartPlanCommand::EditRunSheet { edit, .. } = speaker("Fatima Nordlie") else {
        panic!("an edit")
    };
    assert_eq!(check(&edit, &Confirmed::default()).len(), 1);
    let mut named = plans(&[1]);
    named.parts[0].run_sheet.blocks[0].speaker = ShortText::parse("Fatima Nordlie").unwrap();
    assert_eq!(
        named.free_texts().iter().filter(|text| text.field == "speaker").count(),
        1
    );
}

#[test]
fn the_sent_form_of_whose_parts_they_are_is_a_kind_and_an_id() {
    let json = serde_json::to_string(&OF).unwrap();
    assert_eq!(json, r#"{"kind":"course","id":"00000000000000000000000001"}"#);
    assert_eq!(serde_json::from_str::<PlanOf>(&json).unwrap(), OF);
    assert_eq!(OF.to_string(), "course-00000000000000000000000001");
}

#[test]
fn the_module_that_a_part_was_begun_with_follows_the_part_and_is_not_taken_to_another_course() {
    let module = crate::ids::ModuleId::new(ulid::Ulid(7));
    let before = plans(&[1, 8]);
    let begun = apply(&before, &PartPlanCommand::Begin { part: 2, module }).unwrap();
    assert_eq!(begun.version, before.version + 1);
    let moved = begun.followed(&[slot(1), slot(9)]).unwrap();
    assert_eq!(moved.parts[1].module, Some(module));
    assert_eq!(moved.parts[0].module, None);
    let gone = PartPlanCommand::Begin { part: 9, module };
    assert_eq!(apply(&before, &gone), Err(PartPlanRule::NoSuchPart));
    // Made again on a colleague's version.
    let newest = apply(&before, &insert(1, block(40, 5, "Velkommen"))).unwrap();
    let met = rebase(&before, &[PartPlanCommand::Begin { part: 2, module }], &newest);
    assert!(met.clashes.is_empty());
    assert_eq!(met.plans.parts[1].module, Some(module));
}

#[test]
fn a_part_whose_plan_is_undone_to_nothing_was_not_begun_with_a_module() {
    let module = crate::ids::ModuleId::new(ulid::Ulid(7));
    let empty = PartPlans::new(OF, &[slot(1)]);
    let filled = apply(&empty, &insert(1, block(40, 5, "Velkommen"))).unwrap();
    let begun = apply(&filled, &PartPlanCommand::Begin { part: 1, module }).unwrap();
    let undone = PartPlanCommand::EditRunSheet {
        part: 1,
        edit: RunSheetEdit::Remove {
            id: begun.parts[0].run_sheet.blocks[0].id,
        },
    };
    assert_eq!(apply(&begun, &undone).unwrap().parts[0].module, None);
    // One that has nothing yet is said to be begun before its blocks are there.
    let first = apply(&empty, &PartPlanCommand::Begin { part: 1, module }).unwrap();
    let then = apply(&first, &insert(1, block(40, 5, "Velkommen"))).unwrap();
    assert_eq!(then.parts[0].module, Some(module));
}
