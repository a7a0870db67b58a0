use jiff::civil::time;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::text::TakenMinutes;

const START: Time = time(12, 15, 0, 0);

fn id(n: u128) -> BlockId {
    BlockId::new(Ulid(n))
}

fn minutes(minutes: i64) -> BlockMinutes {
    BlockMinutes::new(minutes).unwrap()
}

fn block(n: u128, length: i64) -> Block {
    Block::new(id(n), minutes(length), Title::parse(&format!("Runde {n}")).unwrap())
}

fn sheet(lengths: &[i64]) -> RunSheet {
    RunSheet {
        blocks: lengths.iter().zip(1..).map(|(length, n)| block(n, *length)).collect(),
    }
}

fn order(sheet: &RunSheet) -> Vec<u128> {
    sheet.blocks.iter().map(|block| block.id.ulid().0).collect()
}

fn lengths(sheet: &RunSheet) -> Vec<u16> {
    sheet.blocks.iter().map(|block| block.minutes.get()).collect()
}

fn squeezed(sheet: &RunSheet, length: u16) -> Result<RunSheet, SqueezeError> {
    let mut next = sheet.clone();
    next.edit(&squeeze(sheet, START, length)?).unwrap();
    Ok(next)
}

#[test]
fn a_block_moved_past_the_end_comes_last() {
    let mut sheet = sheet(&[10, 20, 30]);
    let place = Place::number(99);
    sheet.edit(&RunSheetEdit::Move { id: id(1), place }).unwrap();
    assert_eq!(order(&sheet), [2, 3, 1]);
}

#[test]
fn a_block_follows_its_neighbour_when_others_changed_the_order() {
    let mut sheet = sheet(&[10, 20, 30]);
    let place = Place::among(&sheet.blocks, 3);
    sheet
        .edit(&RunSheetEdit::Move {
            id: id(3),
            place: Place::number(0),
        })
        .unwrap();
    sheet
        .edit(&RunSheetEdit::Insert {
            place,
            block: block(4, 5),
        })
        .unwrap();
    assert_eq!(order(&sheet), [3, 4, 1, 2]);
}

#[test]
fn an_edit_that_can_not_be_made_changes_nothing() {
    let mut sheet = sheet(&[10, 1]);
    let before = sheet.clone();
    let place = Place::number(0);
    let gone = id(9);
    for (edit, error) in [
        (RunSheetEdit::minutes(gone, minutes(5)), RunSheetError::UnknownBlock),
        (RunSheetEdit::Remove { id: gone }, RunSheetError::UnknownBlock),
        (RunSheetEdit::Move { id: gone, place }, RunSheetError::UnknownBlock),
        (
            RunSheetEdit::Duplicate { id: gone, new: id(8) },
            RunSheetError::UnknownBlock,
        ),
        (
            RunSheetEdit::Duplicate { id: id(1), new: id(2) },
            RunSheetError::DuplicateBlock,
        ),
        (
            RunSheetEdit::Insert {
                place,
                block: block(1, 5),
            },
            RunSheetError::DuplicateBlock,
        ),
        (
            RunSheetEdit::Split {
                id: id(1),
                first: minutes(10),
                new: id(8),
            },
            RunSheetError::SplitOutside,
        ),
        (
            RunSheetEdit::Split {
                id: id(2),
                first: minutes(1),
                new: id(8),
            },
            RunSheetError::SplitOutside,
        ),
        (
            RunSheetEdit::Merge { id: id(2), next: id(1) },
            RunSheetError::NotNeighbours,
        ),
        (
            RunSheetEdit::Many {
                edits: vec![RunSheetEdit::Remove { id: id(1) }, RunSheetEdit::Remove { id: gone }],
            },
            RunSheetError::UnknownBlock,
        ),
        (
            RunSheetEdit::Many {
                edits: vec![RunSheetEdit::Many { edits: Vec::new() }],
            },
            RunSheetError::TooManyEdits,
        ),
    ] {
        assert_eq!(sheet.edit(&edit), Err(error), "{edit:?}");
        assert_eq!(invert(&sheet, &edit), Err(error), "{edit:?}");
        assert_eq!(sheet, before);
    }
}

#[test]
fn a_split_block_keeps_texts_and_minutes_and_a_merge_puts_them_together() {
    let mut plan = sheet(&[10, 25]);
    plan.blocks[1].lock = Some(time(12, 30, 0, 0));
    plan.blocks[1].material = ShortText::parse("tavle").unwrap();
    plan.edit(&RunSheetEdit::Split {
        id: id(2),
        first: minutes(10),
        new: id(3),
    })
    .unwrap();
    assert_eq!((order(&plan), lengths(&plan)), (vec![1, 2, 3], vec![10, 10, 15]));
    assert_eq!(plan.blocks[2].material.as_str(), "tavle");
    assert_eq!(plan.blocks[2].lock, None);

    plan.edit(&RunSheetEdit::Merge { id: id(1), next: id(2) }).unwrap();
    assert_eq!((order(&plan), lengths(&plan)), (vec![1, 3], vec![20, 15]));
    assert_eq!(plan.blocks[0].step.as_str(), "Runde 1 + Runde 2");
}

#[test]
fn blocks_too_long_to_be_one_stay_two() {
    let mut plan = sheet(&[300, 300]);
    let edit = RunSheetEdit::Merge { id: id(1), next: id(2) };
    assert_eq!(plan.edit(&edit), Err(RunSheetError::TooLongTogether));
    assert_eq!(plan, sheet(&[300, 300]));
}

#[test]
fn a_block_waits_for_its_lock_or_comes_late() {
    let mut plan = sheet(&[20, 20, 20]);
    plan.blocks[1].lock = Some(time(12, 45, 0, 0));
    plan.blocks[2].lock = Some(time(12, 58, 0, 0));
    let timed: Vec<_> = plan.timed(START).map(|t| (t.start, t.gap, t.overrun)).collect();
    assert_eq!(
        timed,
        [
            (time(12, 15, 0, 0), 0, 0),
            (time(12, 45, 0, 0), 10, 0),
            (time(13, 5, 0, 0), 0, 7)
        ]
    );
    let fit = plan.fit(START, 75);
    assert_eq!((fit.end, fit.needed, fit.left), (time(13, 25, 0, 0), 70, 5));
}

#[test]
fn a_squeeze_meets_the_lock_and_the_end() {
    let mut plan = sheet(&[20, 20, 40]);
    plan.blocks[2].lock = Some(time(12, 45, 0, 0));
    assert_eq!(lengths(&squeezed(&plan, 75).unwrap()), [15, 15, 45]);
}

#[test]
fn a_squeeze_that_is_impossible_says_by_how_many_minutes() {
    let mut plan = sheet(&[20, 20, 40]);
    plan.blocks[2].lock = Some(time(12, 30, 0, 0));
    plan.blocks[0].min_minutes = Some(minutes(18));
    let until = Some(id(3));
    assert_eq!(squeezed(&plan, 75), Err(SqueezeError::TooShort { until, minutes: 4 }));
    // Locks in the wrong order.
    plan.blocks[0].lock = Some(time(12, 40, 0, 0));
    assert_eq!(squeezed(&plan, 75), Err(SqueezeError::TooShort { until, minutes: 29 }));
}

#[test]
fn the_packing_list_names_each_thing_once_with_the_blocks_that_need_it() {
    let mut plan = sheet(&[10, 20]);
    plan.blocks[0].material = ShortText::parse("Tavle, frukt; tavle").unwrap();
    plan.blocks[1].material = ShortText::parse("kort,, TAVLE").unwrap();
    let list: Vec<_> = packing_list(&plan)
        .into_iter()
        .map(|item| (item.name.to_owned(), item.blocks.len()))
        .collect();
    assert_eq!(
        list,
        [("Tavle".to_owned(), 2), ("frukt".to_owned(), 1), ("kort".to_owned(), 1)]
    );
}

#[test]
fn what_each_pupil_needs_grows_with_the_group() {
    let mut plan = sheet(&[10, 20, 5]);
    plan.blocks[0].material = ShortText::parse("2 ark per elev, Penn til hver; tavle, 3 bord").unwrap();
    plan.blocks[1].material = ShortText::parse("2 ARK PER ELEV, kort pr. elev, 2 sheets each").unwrap();
    plan.blocks[2].material = ShortText::parse("per elev, 0 kort til kvar").unwrap();
    let needed = |people| -> Vec<_> {
        let list = packing_list(&plan);
        list.iter().map(|item| item.needed_for(people)).collect()
    };
    assert_eq!(
        needed(10),
        [Some(20), Some(10), None, None, Some(10), Some(20), None, Some(0)]
    );
    assert_eq!(needed(3)[..2], [Some(6), Some(3)]);
    assert_eq!(packing_list(&plan)[0].blocks.len(), 2);
}

#[test]
fn undo_leaves_what_a_colleague_changed_meanwhile() {
    let mut plan = sheet(&[10, 20]);
    let mut history = History::default();
    let mine = RunSheetEdit::minutes(id(1), minutes(15));
    history.record(&plan, &mine);
    plan.edit(&mine).unwrap();
    let theirs = BlockField::Step(Title::parse("Velkommen").unwrap());
    plan.edit(&RunSheetEdit::Change {
        id: id(1),
        fields: vec![theirs],
    })
    .unwrap();

    let undo = history.undo(&plan).unwrap().unwrap();
    plan.edit(&undo).unwrap();
    assert_eq!(
        (plan.blocks[0].minutes.get(), plan.blocks[0].step.as_str()),
        (10, "Velkommen")
    );
    assert!(history.can_redo() && !history.can_undo());
}

#[test]
fn an_undo_whose_block_is_gone_is_told_and_let_go() {
    let mut plan = sheet(&[10, 20]);
    let mut history = History::default();
    let mine = RunSheetEdit::minutes(id(1), minutes(15));
    history.record(&plan, &mine);
    plan.blocks.remove(0);
    assert_eq!(history.undo(&plan), Some(Err(RunSheetError::UnknownBlock)));
    assert_eq!(history.undo(&plan), None);
}

#[test]
fn a_block_stored_before_it_could_be_locked_is_read() {
    let old =
        r#"{"id":"00000000000000000000000001","minutes":10,"step":"Runde 1","method":"","material":"","note":""}"#;
    assert_eq!(serde_json::from_str::<Block>(old).unwrap(), block(1, 10));
}

/// A run sheet of up to twelve blocks, some locked, some with a minimum.
fn sheets() -> impl Strategy<Value = RunSheet> {
    let one = (
        1i64..=60,
        proptest::option::weighted(0.3, 0i8..60),
        proptest::option::weighted(0.3, 1i64..20),
    );
    proptest::collection::vec(one, 0..12).prop_map(|blocks| RunSheet {
        blocks: blocks
            .into_iter()
            .zip(1..)
            .map(|((length, lock, fewest), n)| Block {
                lock: lock.map(|minute| time(13, minute, 0, 0)),
                min_minutes: fewest.map(minutes),
                ..block(n, length)
            })
            .collect(),
    })
}

/// One edit; some of them can't be made.
fn single() -> impl Strategy<Value = RunSheetEdit> {
    let any = || (1u128..14).prop_map(id);
    let place = (proptest::option::of(any()), 0usize..14).prop_map(|(after, at)| Place { after, at });
    prop_oneof![
        (place.clone(), 14u128..40, 1i64..90).prop_map(|(place, n, length)| RunSheetEdit::Insert {
            place,
            block: block(n, length)
        }),
        (any(), 1i64..90, proptest::option::of(0i8..60)).prop_map(|(id, length, lock)| RunSheetEdit::Change {
            id,
            fields: vec![
                BlockField::Minutes(minutes(length)),
                BlockField::Lock(lock.map(|minute| time(12, minute, 0, 0))),
                BlockField::Actual(Some(TakenMinutes::new(length).unwrap())),
            ]
        }),
        (any(), place).prop_map(|(id, place)| RunSheetEdit::Move { id, place }),
        any().prop_map(|id| RunSheetEdit::Remove { id }),
        (any(), 1i64..30, 40u128..60).prop_map(|(one, first, n)| RunSheetEdit::Split {
            id: one,
            first: minutes(first),
            new: id(n)
        }),
        (1u128..13).prop_map(|n| RunSheetEdit::Merge {
            id: id(n),
            next: id(n + 1)
        }),
        (any(), 60u128..80).prop_map(|(one, n)| RunSheetEdit::Duplicate { id: one, new: id(n) }),
    ]
}

fn edits() -> impl Strategy<Value = RunSheetEdit> {
    prop_oneof![
        4 => single(),
        1 => proptest::collection::vec(single(), 1..4).prop_map(|edits| RunSheetEdit::Many { edits }),
    ]
}

proptest! {
    #[test]
    fn starts_never_go_back_and_the_end_is_start_and_lengths_and_gaps(plan in sheets()) {
        let timed: Vec<_> = plan.timed(START).collect();
        prop_assert!(timed.windows(2).all(|pair| pair[0].offset <= pair[1].offset));
        let gaps: i64 = timed.iter().map(|timed| timed.gap).sum();
        let fit = plan.fit(START, 75);
        prop_assert_eq!(fit.needed, i64::from(plan.total_minutes()) + gaps);
        prop_assert_eq!(fit.left, 75 - fit.needed);
        for timed in &timed {
            prop_assert!(timed.gap == 0 || timed.overrun == 0);
            let lock = timed.block.lock;
            prop_assert_eq!(lock.is_some_and(|lock| lock != timed.start), timed.overrun > 0);
        }
    }

    #[test]
    fn what_is_done_and_undone_is_as_before(plan in sheets(), edit in edits()) {
        let mut after = plan.clone();
        if after.edit(&edit).is_ok() {
            let back = invert(&plan, &edit).unwrap();
            let again = invert(&after, &back).unwrap();
            let mut undone = after.clone();
            undone.edit(&back).unwrap();
            prop_assert_eq!(&undone, &plan);
            undone.edit(&again).unwrap();
            prop_assert_eq!(undone, after);
        } else {
            prop_assert_eq!(after, plan);
        }
    }

    #[test]
    fn a_history_is_walked_back_to_the_start_and_forth_again(
        plan in sheets(), edits in proptest::collection::vec(edits(), 1..20),
    ) {
        let (mut now, mut history) = (plan.clone(), History::default());
        for edit in &edits {
            let before = now.clone();
            if now.edit(edit).is_ok() {
                history.record(&before, edit);
            }
        }
        let done = now.clone();
        // As after a reload.
        let mut history: History = serde_json::from_str(&serde_json::to_string(&history).unwrap()).unwrap();
        while let Some(edit) = history.undo(&now) {
            now.edit(&edit.unwrap()).unwrap();
        }
        prop_assert_eq!(&now, &plan);
        while let Some(edit) = history.redo(&now) {
            now.edit(&edit.unwrap()).unwrap();
        }
        prop_assert_eq!(now, done);
    }

    #[test]
    fn a_squeeze_fills_each_stretch_exactly_and_respects_minimums(plan in sheets(), length in 30u16..=180) {
        let Ok(fitted) = squeezed(&plan, length) else { return Ok(()) };
        prop_assert_eq!(order(&fitted), order(&plan));
        for (old, new) in plan.blocks.iter().zip(&fitted.blocks) {
            let fewest = old.min_minutes.map_or(1, |fewest| fewest.get());
            prop_assert!(new.minutes.get() >= fewest);
            prop_assert_eq!(&Block { minutes: old.minutes, ..new.clone() }, old);
        }
        let timed: Vec<_> = fitted.timed(START).collect();
        prop_assert!(timed.iter().all(|timed| timed.overrun == 0));
        // A gap is left only where nothing could be stretched.
        let mut has_length = false;
        for timed in &timed {
            if timed.block.lock.is_some() {
                prop_assert!(timed.gap == 0 || !has_length);
                has_length = false;
            }
            has_length |= timed.block.minutes.get() > 0;
        }
        prop_assert!(fitted.fit(START, length).left == 0 || !has_length);
        // Fitted already: nothing more to do.
        prop_assert_eq!(squeezed(&fitted, length), Ok(fitted));
    }
}
