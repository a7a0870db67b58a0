//! Two people change the same group at once, in every way there is.

use proptest::prelude::*;

use super::*;
use crate::groups::plan::{Grade, GroupSession};
use crate::text::{Note, TakenMinutes};

fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

fn length(minutes: i64) -> BlockMinutes {
    BlockMinutes::new(minutes).unwrap()
}

/// Every field that a block has.
fn field() -> impl Strategy<Value = BlockField> {
    let text = || "[a-z]{1,6}";
    prop_oneof![
        3 => (1i64..60).prop_map(minutes),
        3 => text().prop_map(|text| step(&text)),
        1 => text().prop_map(|text| BlockField::Method(short(&text))),
        1 => text().prop_map(|text| BlockField::Material(short(&text))),
        1 => text().prop_map(|text| BlockField::Goal(short(&text))),
        1 => text().prop_map(|text| BlockField::Note(Note::parse(&text).unwrap())),
        1 => text().prop_map(|text| BlockField::Speaker(short(&text))),
        1 => any::<bool>().prop_map(BlockField::Break),
        1 => proptest::option::of(8i8..15).prop_map(|hour| BlockField::Lock(hour.map(|hour| jiff::civil::time(hour, 0, 0, 0)))),
        1 => proptest::option::of(1i64..30).prop_map(|fewest| BlockField::MinMinutes(fewest.map(length))),
        1 => proptest::option::of(1i64..60).prop_map(|taken| BlockField::Actual(taken.map(|taken| TakenMinutes::new(taken).unwrap()))),
    ]
}

/// Every edit of a run sheet; `fresh` keeps new ids apart.
fn edits(fresh: u128) -> impl Strategy<Value = RunSheetEdit> {
    let any = || (1u128..=4).prop_map(id);
    let changed = move || {
        (any(), proptest::collection::vec(field(), 1..3)).prop_map(|(id, fields)| RunSheetEdit::Change { id, fields })
    };
    let moved = move || {
        (any(), 0usize..6).prop_map(|(id, at)| RunSheetEdit::Move {
            id,
            place: Place::number(at),
        })
    };
    let new = move |from: u128| (0u128..50).prop_map(move |n| id(fresh + from + n));
    prop_oneof![
        6 => changed(),
        1 => any().prop_map(|id| RunSheetEdit::Remove { id }),
        2 => moved(),
        1 => (0usize..6, 0u128..50).prop_map(move |(at, n)| RunSheetEdit::Insert { place: Place::number(at), block: block(fresh + n) }),
        1 => (any(), new(50)).prop_map(|(id, new)| RunSheetEdit::Duplicate { id, new }),
        1 => (any(), 1i64..10, new(100)).prop_map(|(id, first, new)| RunSheetEdit::Split { id, first: length(first), new }),
        1 => (any(), any()).prop_map(|(id, next)| RunSheetEdit::Merge { id, next }),
        1 => proptest::collection::vec(prop_oneof![3 => changed(), 1 => moved()], 1..4).prop_map(|edits| RunSheetEdit::Many { edits }),
    ]
}

/// Those that can be made one after another.
fn that_can_be_made(commands: Vec<GroupCommand>) -> Vec<GroupCommand> {
    let mut now = base();
    let mut made = Vec::new();
    for command in commands {
        if let Ok(next) = apply(&now, &command, TODAY) {
            now = next;
            made.push(command);
        }
    }
    made
}

fn plans(fresh: u128) -> impl Strategy<Value = Vec<GroupCommand>> {
    proptest::collection::vec(edits(fresh), 0..8)
        .prop_map(|edits| that_can_be_made(edits.into_iter().map(edit).collect()))
}

/// Commands of every kind on a group of two sessions.
fn changes(fresh: u128) -> impl Strategy<Value = Vec<GroupCommand>> {
    let number = || 1u8..=3;
    let text = || "[a-z]{1,3}";
    let reason = CancelReason::Illness;
    let on = |day| LocalSlot {
        date: date(2026, 10, day),
        ..base().sessions[1].slot
    };
    let grade = prop_oneof![Just(None), proptest::sample::select(Grade::ALL.to_vec()).prop_map(Some)];
    let head = |name: &str, room: &str| GroupCommand::EditHead {
        head: HeadEdit {
            name: Title::parse(name).unwrap(),
            room: short(room),
            ..HeadEdit::of(&base())
        },
    };
    let of_sessions = prop_oneof![
        (number(), 1i8..28).prop_map(move |(number, day)| GroupCommand::MoveSession { number, slot: on(day) }),
        proptest::collection::btree_map(number(), 1i8..28, 1..3).prop_map(move |moves| GroupCommand::MoveSessions {
            moves: moves
                .into_iter()
                .map(|(number, day)| SessionMove { number, slot: on(day) })
                .collect(),
        }),
        number().prop_map(|number| GroupCommand::ConfirmSession { number }),
        number().prop_map(move |number| GroupCommand::PostponeSession { number, reason }),
        number().prop_map(|number| GroupCommand::DraftSession { number }),
        number().prop_map(|number| GroupCommand::PlanSession { number }),
        Just(GroupCommand::PlanDrafts),
        number().prop_map(move |number| GroupCommand::CancelSession { number, reason }),
        number().prop_map(|number| GroupCommand::RestoreSession { number }),
        number().prop_map(|number| GroupCommand::RemoveSession { number }),
        number().prop_map(|number| GroupCommand::ReopenSession { number }),
    ];
    let one = prop_oneof![
        11 => of_sessions,
        1 => (number(), 1u8..=4, proptest::option::of(any::<bool>()))
            .prop_map(|(number, seat, present)| GroupCommand::TickSeat { number, seat, present }),
        1 => (number(), text()).prop_map(|(number, theme)| GroupCommand::SetTheme { number, theme: short(&theme) }),
        1 => (number(), text()).prop_map(|(number, goal)| GroupCommand::SetGoal { number, goal: short(&goal) }),
        1 => (1u8..=4, grade).prop_map(|(seat, grade)| GroupCommand::SetGrade { seat, grade }),
        2 => edits(fresh).prop_map(edit),
        2 => (7i64..9).prop_map(close),
        1 => (1i8..28, text()).prop_map(|(day, theme)| add(day, &theme)),
        1 => (0u8..3, 10u128..14).prop_map(|(kind, person)| {
            let person = PersonId::new(Ulid(person));
            match kind {
                0 => GroupCommand::AddLeader { person },
                1 => GroupCommand::RemoveLeader { person },
                _ => GroupCommand::HandOver { person },
            }
        }),
        1 => ("[A-Z]{1,2}", text()).prop_map(move |(name, room)| head(&name, &room)),
    ];
    proptest::collection::vec(one, 0..7).prop_map(that_can_be_made)
}

/// The blocks that were split or merged: their values are those of the newest, cut or put together.
fn reshaped(commands: &[GroupCommand]) -> Vec<BlockId> {
    let edit = |command: &GroupCommand| match command {
        GroupCommand::EditRunSheet {
            edit: RunSheetEdit::Split { id, .. },
            ..
        } => vec![*id],
        GroupCommand::EditRunSheet {
            edit: RunSheetEdit::Merge { id, next },
            ..
        } => vec![*id, *next],
        _ => Vec::new(),
    };
    commands.iter().flat_map(edit).collect()
}

/// The words of a field that holds text.
fn words(field: &BlockField) -> Option<String> {
    match field {
        BlockField::Step(text) => Some(text.to_string()),
        BlockField::Method(text) | BlockField::Material(text) | BlockField::Goal(text) | BlockField::Speaker(text) => {
            Some(text.to_string())
        }
        BlockField::Note(text) => Some(text.to_string()),
        _ => None,
    }
}

proptest! {
    #[test]
    fn both_screens_end_with_the_same_group_and_nothing_of_either_is_replaced_unasked(mine in changes(100), theirs in changes(300)) {
        let (server, wanted) = (done(&base(), &theirs), done(&base(), &mine));
        let met = rebase(&base(), &mine, &server, TODAY);
        let sent: Vec<GroupCommand> = met.kept.iter().map(|(_, command)| command.clone()).collect();
        prop_assert_eq!(&done(&server, &sent), &met.group);
        if met.clashes.is_empty() {
            // All of mine is there: each value of a session that was there before and that I changed …
            for session in &base().sessions {
                let of = |group: &Group| group.session(session.number).map(|one| (one.slot, one.theme.clone(), one.ticks.clone(), one.goal.clone()));
                let (before, mine, now) = (of(&base()), of(&wanted), of(&met.group));
                if let (Some(before), Some(mine), Some(now)) = (before, mine, now) {
                    prop_assert!(mine.0 == before.0 || now.0 == mine.0);
                    prop_assert!(mine.1 == before.1 || now.1 == mine.1);
                    prop_assert!(mine.3 == before.3 || now.3 == mine.3);
                    for (seat, tick) in &mine.2 {
                        prop_assert!(before.2.get(seat) == Some(tick) || now.2.get(seat) == Some(tick));
                    }
                }
            }
            for (seat, grade) in &wanted.grades {
                prop_assert!(base().grades.get(seat) == Some(grade) || met.group.grades.get(seat) == Some(grade));
            }
            let (before, mine, now) = (base(), &wanted, &met.group);
            prop_assert!(mine.name == before.name || now.name == mine.name);
            prop_assert!(mine.room == before.room || now.room == mine.room);
            // … and each session that one of us added.
            for added in wanted.sessions.iter().chain(&server.sessions).filter(|one| one.number > 2) {
                let there = |one: &GroupSession| (one.slot, &one.theme) == (added.slot, &added.theme);
                prop_assert!(met.group.sessions.iter().any(there), "{:?}", added);
            }
        }
    }

    #[test]
    fn both_screens_end_with_the_same_plan_and_no_edit_is_lost(mine in plans(100), theirs in plans(300)) {
        let server = done(&base(), &theirs);
        let met = rebase(&base(), &mine, &server, TODAY);
        // What the server makes of the commands sent is what the screen shows.
        let sent: Vec<GroupCommand> = met.kept.iter().map(|(_, command)| command.clone()).collect();
        prop_assert_eq!(&done(&server, &sent), &met.group);

        let (wanted, now) = (done(&base(), &mine), &met.group.sessions[0].run_sheet);
        let (base, theirs) = (&base().sessions[0].run_sheet, &server.sessions[0].run_sheet);
        for block in &wanted.sessions[0].run_sheet.blocks {
            let Some(before) = base.block(block.id) else {
                // A copy has the texts of what was copied, as they are now.
                prop_assert!(now.block(block.id).is_some() || !met.clashes.is_empty());
                continue;
            };
            let fields = BlockField::changed(before, block);
            let is_reshaped = reshaped(&mine).contains(&block.id);
            for field in fields.into_iter().filter(|_| !is_reshaped) {
                // Mine is there, or the screen shows it beside theirs.
                let there = now.block(block.id).is_some_and(|block| field.of(block) == field);
                let shown = met.clashes.iter().flat_map(|clash| &clash.rows).any(|row| match &row.what {
                    What::Field { field: about, .. } => std::mem::discriminant(about) == std::mem::discriminant(&field),
                    What::Block { .. } => true,
                    _ => false,
                });
                prop_assert!(there || shown, "{:?} of {:?}", field, block);
            }
        }
        for block in &theirs.blocks {
            let before = base.block(block.id);
            for field in before.map(|before| BlockField::changed(before, block)).unwrap_or_default() {
                // Theirs is never replaced by mine without being asked; where mine was the same for a while, it went on from there.
                let is_theirs = now.block(block.id).is_some_and(|block| field.of(block) == field);
                let went_on = (1..=mine.len()).any(|made| {
                    let then = &done(&super::base(), &mine[..made]).sessions[0].run_sheet;
                    then.block(block.id).is_some_and(|block| field.of(block) == field)
                });
                // Merged by me meanwhile: the words went along.
                let went_along = reshaped(&mine).contains(&block.id)
                    && words(&field).is_none_or(|words| format!("{met:?}").contains(&words));
                prop_assert!(is_theirs || went_on || went_along);
            }
        }
    }
}
