use jiff::civil::date;
use ulid::Ulid;

use super::*;
use crate::clash::{Seen, What};
use crate::groups::GroupRule;
use crate::groups::command::{CloseSession, HeadEdit, NewSession, SessionMove};
use crate::groups::state::{CancelReason, Reflection};
use crate::groups::testing::group_on;
use crate::ids::{BlockId, PersonId};
use crate::run_sheet::{Block, BlockField, Place, RunSheet, RunSheetEdit};
use crate::text::{BlockMinutes, Headcount, ShortText, Title, WorkMinutes};
use crate::time::slot::LocalSlot;

const TODAY: Date = date(2026, 9, 1);

fn id(n: u128) -> BlockId {
    BlockId::new(Ulid(n))
}

fn minutes(length: i64) -> BlockField {
    BlockField::Minutes(BlockMinutes::new(length).unwrap())
}

fn step(text: &str) -> BlockField {
    BlockField::Step(Title::parse(text).unwrap())
}

fn block(n: u128) -> Block {
    Block::new(id(n), BlockMinutes::new(10).unwrap(), Title::parse("Runde").unwrap())
}

/// A group of two sessions; the first has four blocks of ten minutes.
fn base() -> Group {
    let mut group = group_on(&[date(2026, 9, 1), date(2026, 9, 8)]);
    group.sessions[0].run_sheet = RunSheet {
        blocks: (1..=4).map(block).collect(),
    };
    group
}

fn edit(edit: RunSheetEdit) -> GroupCommand {
    GroupCommand::EditRunSheet { number: 1, edit }
}

fn change(n: u128, fields: &[BlockField]) -> GroupCommand {
    edit(RunSheetEdit::Change {
        id: id(n),
        fields: fields.to_vec(),
    })
}

fn done(group: &Group, commands: &[GroupCommand]) -> Group {
    let next = |group: Group, command| apply(&group, command, TODAY).unwrap();
    commands.iter().fold(group.clone(), next)
}

/// A colleague's commands are on the server; mine meet them.
fn met(mine: &[GroupCommand], theirs: &[GroupCommand]) -> Rebased {
    rebase(&base(), mine, &done(&base(), theirs), TODAY)
}

#[test]
fn changes_of_different_fields_of_one_block_are_both_kept() {
    let met = met(&[change(1, &[minutes(15)])], &[change(1, &[step("Velkommen")])]);
    let first = &met.group.sessions[0].run_sheet.blocks[0];
    assert_eq!((first.minutes.get(), first.step.as_str()), (15, "Velkommen"));
    assert!(met.clashes.is_empty());
}

#[test]
fn a_field_that_both_changed_is_shown_side_by_side_and_the_rest_is_kept() {
    let mine = change(1, &[minutes(15), step("Velkommen")]);
    let met = met(&[mine], &[change(1, &[minutes(20)])]);
    let first = &met.group.sessions[0].run_sheet.blocks[0];
    assert_eq!((first.minutes.get(), first.step.as_str()), (20, "Velkommen"));
    let [clash] = &met.clashes[..] else { panic!("{met:?}") };
    assert_eq!(clash.rows[0].mine, Seen::Minutes(15));
    assert_eq!(clash.rows[0].theirs, Seen::Minutes(20));
    let chosen = done(&met.group, clash.mine.as_slice());
    assert_eq!(chosen.sessions[0].run_sheet.blocks[0].minutes.get(), 15);
}

#[test]
fn an_edit_of_a_block_that_a_colleague_removed_can_put_it_back() {
    let met = met(
        &[change(2, &[step("Film")])],
        &[edit(RunSheetEdit::Remove { id: id(2) })],
    );
    assert!(met.kept.is_empty());
    let [clash] = &met.clashes[..] else { panic!("{met:?}") };
    assert_eq!(clash.rows[0].theirs, Seen::Gone);
    let chosen = done(&met.group, clash.mine.as_slice());
    assert_eq!(chosen.sessions[0].run_sheet.blocks[1].step.as_str(), "Film");
}

#[test]
fn removing_what_a_colleague_changed_is_asked_and_what_a_colleague_removed_is_done() {
    let remove = edit(RunSheetEdit::Remove { id: id(1) });
    let asked = met(std::slice::from_ref(&remove), &[change(1, &[step("Velkommen")])]);
    assert_eq!(asked.clashes.len(), 1);
    assert_eq!(asked.group.sessions[0].run_sheet.blocks.len(), 4);
    let both = met(std::slice::from_ref(&remove), std::slice::from_ref(&remove));
    assert_eq!((both.kept.len(), both.clashes.len()), (0, 0));
}

#[test]
fn an_edit_of_a_session_that_a_colleague_cancelled_is_shown_with_the_rule() {
    let reason = CancelReason::Room;
    let met = met(
        &[change(1, &[minutes(5)])],
        &[GroupCommand::CancelSession { number: 1, reason }],
    );
    assert_eq!(met.clashes[0].rule, Some("session_cancelled".into()));
    assert_eq!(met.clashes[0].rows[0].mine, Seen::Minutes(5));
    assert_eq!(
        met.clashes[0].mine,
        Some(change(1, &[minutes(5)])),
        "it can be made once the session is back"
    );
}

#[test]
fn every_text_of_a_command_that_a_rule_refuses_is_shown() {
    let texts = |met: &Rebased| -> Vec<String> {
        let rows = met.clashes.iter().flat_map(|clash| &clash.rows);
        rows.map(|row| format!("{:?}", row.mine)).collect()
    };
    let theme = ShortText::parse("Om venner").unwrap();
    let gone = GroupCommand::RemoveSession { number: 2 };
    let met_gone = met(&[GroupCommand::SetTheme { number: 2, theme }], &[gone]);
    assert!(texts(&met_gone)[0].contains("Om venner"), "{met_gone:?}");
    let inserted = edit(RunSheetEdit::Insert {
        place: Place::number(0),
        block: Block {
            note: crate::text::Note::parse("Husk kortene").unwrap(),
            ..block(9)
        },
    });
    let reason = CancelReason::Room;
    let met_cancelled = met(&[inserted], &[GroupCommand::CancelSession { number: 1, reason }]);
    assert!(
        texts(&met_cancelled).iter().any(|text| text.contains("Husk kortene")),
        "{met_cancelled:?}"
    );
}

#[test]
fn a_command_that_built_on_one_that_was_refused_is_shown_and_not_dropped() {
    let theme = GroupCommand::SetTheme {
        number: 3,
        theme: ShortText::parse("Min").unwrap(),
    };
    let met = rebase(&base(), &[theme], &base(), TODAY);
    assert_eq!(met.clashes[0].rows[0].mine, Seen::Text("Min".to_owned()));
}

#[test]
fn two_moves_of_one_block_are_shown_and_a_move_of_another_beside_it_is_not() {
    let to = |n, at| {
        let sheet = &base().sessions[0].run_sheet;
        let others = sheet.blocks.iter().filter(|block| block.id != id(n));
        edit(RunSheetEdit::Move {
            id: id(n),
            place: Place::among(others, at),
        })
    };
    let apart = met(&[to(1, 3)], &[to(1, 2)]);
    assert_eq!(apart.clashes.len(), 1, "{apart:?}");
    assert_eq!(apart.clashes[0].rows[0].mine, Seen::After(Some("Runde".to_owned())));
    assert!(apart.kept.is_empty());
    assert!(met(&[to(1, 3)], &[to(1, 3)]).clashes.is_empty());
    assert!(met(&[to(1, 3)], &[to(4, 2)]).clashes.is_empty());
}

#[test]
fn a_closing_made_from_ticks_that_changed_meanwhile_is_asked_about() {
    let tick = |seat, present| GroupCommand::TickSeat {
        number: 1,
        seat,
        present: Some(present),
    };
    let ticked = done(&base(), &[tick(1, true), tick(2, false)]);
    let server = done(&ticked, &[tick(3, true)]);
    let met = rebase(&ticked, &[close(1)], &server, TODAY);
    assert!(met.kept.is_empty());
    assert_eq!(met.clashes.len(), 1);
    let corrected = rebase(&ticked, &[close(4)], &server, TODAY);
    assert_eq!(
        (corrected.kept.len(), corrected.clashes.len()),
        (1, 0),
        "typed by hand, it does not follow the ticks"
    );
}

#[test]
fn blocks_that_were_parted_meanwhile_are_not_merged() {
    let between = edit(RunSheetEdit::Insert {
        place: Place::number(1),
        block: block(9),
    });
    let merge = edit(RunSheetEdit::Merge { id: id(1), next: id(2) });
    let met = met(&[merge], &[between]);
    assert_eq!(met.clashes[0].rows.len(), 2);
    assert_eq!(met.group.sessions[0].run_sheet.blocks.len(), 5);
}

#[test]
fn the_head_is_merged_field_by_field() {
    let head = |name: &str, room: &str| GroupCommand::EditHead {
        head: HeadEdit {
            name: Title::parse(name).unwrap(),
            room: ShortText::parse(room).unwrap(),
            ..HeadEdit::of(&base())
        },
    };
    let apart = met(&[head("Jentegruppe høst", "Biblioteket")], &[head("Vinter", "")]);
    assert_eq!(
        (apart.group.name.as_str(), apart.group.room.as_str()),
        ("Vinter", "Biblioteket")
    );
    assert!(apart.clashes.is_empty());
    let both = met(&[head("Vår", "")], &[head("Vinter", "")]);
    assert_eq!(both.group.name.as_str(), "Vinter");
    assert_eq!(both.clashes[0].rows[0].what, What::Head("name".into()));
    assert_eq!(done(&both.group, both.clashes[0].mine.as_slice()).name.as_str(), "Vår");
}

#[test]
fn times_and_ticks_that_differ_are_shown_and_equal_ones_are_done() {
    let tick = |present| GroupCommand::TickSeat {
        number: 1,
        seat: 3,
        present: Some(present),
    };
    assert_eq!(met(&[tick(true)], &[tick(true)]).kept, []);
    assert_eq!(met(&[tick(true)], &[tick(false)]).clashes.len(), 1);
    let to = |day| GroupCommand::MoveSessions {
        moves: vec![SessionMove {
            number: 2,
            slot: LocalSlot {
                date: date(2026, 9, day),
                ..base().sessions[1].slot
            },
        }],
    };
    let moved = met(&[to(9)], &[to(10)]);
    assert_eq!(moved.clashes[0].rows[0].what, What::Slot(2));
    assert_eq!(moved.group.sessions[1].slot.date, date(2026, 9, 10));
    assert_eq!(met(&[to(9)], &[tick(true)]).kept.len(), 1);
}

fn close(present: i64) -> GroupCommand {
    GroupCommand::CloseSession {
        number: 1,
        closing: CloseSession {
            present: Headcount::new(present).unwrap(),
            absent: Headcount::new(1).unwrap(),
            delivery_minutes: WorkMinutes::new(75).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
            reflection: Reflection::default(),
        },
    }
}

#[test]
fn two_closings_of_one_session_are_shown_side_by_side_unless_they_are_the_same() {
    assert!(met(&[close(7)], &[close(7)]).clashes.is_empty());
    let met = met(&[close(7)], &[close(8)]);
    assert!(met.kept.is_empty());
    let [clash] = &met.clashes[..] else { panic!("{met:?}") };
    let present = |seen: &Seen| match seen {
        Seen::Closing(closing) => Some(closing.present.get()),
        _ => None,
    };
    assert_eq!(
        (present(&clash.rows[0].mine), present(&clash.rows[0].theirs)),
        (Some(7), Some(8))
    );
    let chosen = done(&met.group, &[clash.mine.clone().unwrap()]);
    assert_eq!(
        chosen.sessions[0].closing().map(|closing| closing.present.get()),
        Some(7)
    );
}

fn add(day: i8, theme: &str) -> GroupCommand {
    GroupCommand::AddSession {
        session: NewSession {
            slot: LocalSlot {
                date: date(2026, 9, day),
                ..base().sessions[1].slot
            },
            theme: ShortText::parse(theme).unwrap(),
        },
    }
}

#[test]
fn both_add_a_session_and_what_i_planned_for_mine_goes_with_it() {
    let into = |number| GroupCommand::EditRunSheet {
        number,
        edit: RunSheetEdit::Insert {
            place: Place::number(0),
            block: block(9),
        },
    };
    let mine = [add(15, "Min"), into(3)];
    let met = met(&mine, &[add(22, "Din")]);
    assert!(met.clashes.is_empty());
    let sheet = |number| met.group.session(number).unwrap().run_sheet.blocks.len();
    assert_eq!((sheet(3), sheet(4)), (0, 1));
    assert_eq!(met.group.session(4).unwrap().theme.as_str(), "Min");
    assert_eq!(met.kept[1].1, into(4), "what is sent has the new number");
}

#[test]
fn a_session_that_a_colleague_added_is_not_taken_away_in_place_of_mine() {
    let server = done(&base(), &[add(22, "Din")]);
    let mine = done(&base(), &[add(15, "Min")]);
    let remove = GroupCommand::RemoveSession { number: 3 };
    let met = rebase(&mine, std::slice::from_ref(&remove), &server, TODAY);
    assert_eq!(met.group, server);
    assert_eq!((met.kept.len(), met.clashes[0].mine.as_ref()), (0, None));
    let own = rebase(&mine, &[remove], &mine, TODAY);
    assert_eq!(own.group.sessions.len(), 2);
}

#[test]
fn a_clash_is_kept_and_read_again_as_it_was() {
    let head = |name: &str| GroupCommand::EditHead {
        head: HeadEdit {
            name: Title::parse(name).unwrap(),
            ..HeadEdit::of(&base())
        },
    };
    let reason = CancelReason::Room;
    let cancelled = met(
        &[change(1, &[minutes(5), step("Film")]), close(7)],
        &[GroupCommand::CancelSession { number: 1, reason }],
    );
    let clashes: Vec<Clash<GroupCommand>> = [
        met(&[head("Min")], &[head("Din")]),
        met(&[close(7)], &[close(8)]),
        cancelled,
    ]
    .into_iter()
    .flat_map(|met| met.clashes)
    .collect();
    assert!(clashes.len() >= 4, "{clashes:?}");
    let kept = serde_json::to_string(&clashes).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Clash<GroupCommand>>>(&kept).unwrap(),
        clashes
    );
}

#[test]
fn leaders_that_both_change_are_kept_and_only_two_hand_overs_are_shown() {
    let person = |n| PersonId::new(Ulid(n));
    let add = |n| GroupCommand::AddLeader { person: person(n) };
    let hand_over = |n| GroupCommand::HandOver { person: person(n) };
    let both = met(&[add(11)], &[add(12)]);
    assert_eq!(both.group.leaders().collect::<Vec<_>>(), [3, 11, 12].map(person));
    // The same by both is done once.
    let same = met(&[add(11)], &[add(11)]);
    assert_eq!((same.kept.len(), same.clashes.len()), (0, 0));

    let two = done(&base(), &[add(11), add(12)]);
    let theirs = done(&two, &[hand_over(12)]);
    let handed = rebase(&two, &[hand_over(11)], &theirs, TODAY);
    let row = &handed.clashes[0].rows[0];
    assert_eq!(row.what, What::Responsible);
    assert_eq!(
        (&row.mine, &row.theirs),
        (&Seen::Person(person(11)), &Seen::Person(person(12)))
    );
    assert_eq!(handed.clashes[0].mine, Some(hand_over(11)));
    assert_eq!(handed.group.leader, person(12));
}

#[test]
fn one_leader_too_many_is_refused_with_its_rule() {
    let add = |n| GroupCommand::AddLeader {
        person: PersonId::new(Ulid(n)),
    };
    let met = met(&[add(11), add(12)], &[add(13), add(14)]);
    assert_eq!(met.group.leaders().count(), 4);
    assert_eq!(met.clashes[0].rule, Some(GroupRule::TooManyLeaders.name().into()));
}

mod crowd;
mod properties;
