//! A group's run sheet and the life of its sessions through the use cases, on a store in memory.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::shift::{bumped, preview};
use domain::groups::view::GroupView;
use domain::groups::{CancelReason, Group, GroupCommand, NewSession, rebase};
use domain::ids::CommandId;
use domain::run_sheet::{BlockField, RunSheetEdit};
use domain::run_sheet::{invert, squeeze};
use domain::text::{BlockMinutes, ShortText, TakenMinutes};
use domain::time::LocalSlot;
use service::seed::{INGRID, Profile};
use service::{Ctx, ServiceError, groups};
use ulid::Ulid;

/// The girls' group; its sixth session has a run sheet.
async fn girls_group(ctx: &Ctx) -> GroupView {
    let rows = groups::list(ctx).await.unwrap();
    let row = rows.into_iter().find(|row| row.name == "Jentegruppe høst").unwrap();
    groups::view(ctx, row.id).await.unwrap()
}

async fn change(ctx: &Ctx, key: u128, group: &Group, command: GroupCommand) -> Result<GroupView, ServiceError> {
    let envelope = Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: Some(group.version),
        confirmed: Default::default(),
        command,
    };
    groups::change(ctx, group.id, envelope).await
}

const fn sixth(edit: RunSheetEdit) -> GroupCommand {
    GroupCommand::EditRunSheet { number: 6, edit }
}

fn minutes(minutes: i64) -> BlockMinutes {
    BlockMinutes::new(minutes).unwrap()
}

#[tokio::test]
async fn a_run_sheet_is_stored_with_its_locks_and_an_undo_is_a_command_like_any_other() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let before = girls_group(&ctx).await.group;
    let plan = before.session(6).unwrap().run_sheet.clone();
    let (first, second) = (plan.blocks[0].id, plan.blocks[1].id);
    let edit = RunSheetEdit::Many {
        edits: vec![
            RunSheetEdit::Split {
                id: first,
                first: minutes(4),
                new: domain::ids::BlockId::new(Ulid(77)),
            },
            RunSheetEdit::Change {
                id: second,
                fields: vec![
                    BlockField::Lock(plan.blocks[2].lock),
                    BlockField::Actual(Some(TakenMinutes::new(31).unwrap())),
                ],
            },
        ],
    };
    let back = invert(&plan, &edit).unwrap();
    let after = change(&ctx, 1, &before, sixth(edit)).await.unwrap().group;
    let stored = girls_group(&ctx).await.group;
    assert_eq!(stored, after);
    assert_eq!(stored.session(6).unwrap().run_sheet.blocks.len(), plan.blocks.len() + 1);
    change(&ctx, 2, &stored, sixth(back)).await.unwrap();
    assert_eq!(girls_group(&ctx).await.group.session(6).unwrap().run_sheet, plan);
}

#[tokio::test]
async fn an_edit_that_met_a_newer_version_is_made_again_on_it() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let view = girls_group(&ctx).await;
    let base = view.group;
    let blocks = base.session(6).unwrap().run_sheet.blocks.clone();
    let theirs = sixth(RunSheetEdit::minutes(blocks[0].id, minutes(12)));
    let mine = sixth(RunSheetEdit::Remove { id: blocks[4].id });
    change(&ctx, 1, &base, theirs).await.unwrap();
    let refused = change(&ctx, 2, &base, mine.clone()).await;
    assert!(matches!(refused, Err(ServiceError::Stale)));

    let newest = girls_group(&ctx).await.group;
    let again = rebase(&base, &[mine], &newest, view.today);
    assert!(again.clashes.is_empty());
    // The refused command left no trace: its key is still free.
    let saved = change(&ctx, 2, &newest, again.kept[0].1.clone()).await.unwrap().group;
    assert_eq!(saved, again.group);
    let sheet = &saved.session(6).unwrap().run_sheet;
    assert_eq!((sheet.blocks[0].minutes.get(), sheet.blocks.len()), (12, 4));
}

#[tokio::test]
async fn a_cancelled_sessions_run_sheet_is_closed_and_a_postponed_one_is_planned_again() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let group = girls_group(&ctx).await.group;
    let reason = CancelReason::Illness;
    let postponed = change(&ctx, 1, &group, GroupCommand::PostponeSession { number: 6, reason })
        .await
        .unwrap();
    assert_eq!(postponed.group.session(6).unwrap().state.name(), "postponed");
    let planned = change(&ctx, 2, &postponed.group, GroupCommand::PlanSession { number: 6 })
        .await
        .unwrap();
    let confirmed = change(&ctx, 3, &planned.group, GroupCommand::ConfirmSession { number: 6 })
        .await
        .unwrap();
    assert_eq!(confirmed.group.session(6).unwrap().state.name(), "confirmed");
    let cancelled = change(
        &ctx,
        4,
        &confirmed.group,
        GroupCommand::CancelSession { number: 6, reason },
    )
    .await
    .unwrap();
    let edit = sixth(RunSheetEdit::Many { edits: Vec::new() });
    let refused = change(&ctx, 5, &cancelled.group, edit).await;
    assert!(matches!(refused, Err(ServiceError::Rule("session_cancelled"))));
}

#[tokio::test]
async fn the_rest_of_the_series_is_bumped_as_the_preview_said() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let view = girls_group(&ctx).await;
    let moves = bumped(&view.group, 6, &view.calendar);
    let shown = preview(&view.group, &moves, &view.calendar, view.today);
    let after = change(&ctx, 1, &view.group, GroupCommand::MoveSessions { moves })
        .await
        .unwrap()
        .group;
    assert_eq!(shown.iter().map(|shift| shift.number).collect::<Vec<_>>(), [6, 7, 8]);
    for shift in shown {
        assert!(shift.to.date > shift.from.date);
        assert_eq!(after.session(shift.number).unwrap().slot, shift.to);
    }
    assert_eq!(after.session(5), view.group.session(5));
}

#[tokio::test]
async fn a_squeezed_run_sheet_fits_on_the_server_too() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let group = girls_group(&ctx).await.group;
    let session = group.session(6).unwrap();
    let longer = RunSheetEdit::minutes(session.run_sheet.blocks[1].id, minutes(30));
    let long = change(&ctx, 1, &group, sixth(longer)).await.unwrap().group;
    let session = long.session(6).unwrap();
    assert_eq!(
        session
            .run_sheet
            .fit(session.slot.start, session.slot.minutes.get())
            .left,
        -10
    );
    let fit = squeeze(&session.run_sheet, session.slot.start, session.slot.minutes.get()).unwrap();
    let fitted = change(&ctx, 2, &long, sixth(fit)).await.unwrap().group;
    let session = fitted.session(6).unwrap();
    assert_eq!(
        session
            .run_sheet
            .fit(session.slot.start, session.slot.minutes.get())
            .left,
        0
    );
}

#[tokio::test]
async fn a_session_added_by_mistake_is_gone_from_the_store_too() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let view = girls_group(&ctx).await;
    let last = view.group.last_number();
    let slot = view.group.session(last).unwrap().slot;
    let session = NewSession {
        slot: LocalSlot {
            date: slot.date.saturating_add(jiff::Span::new().weeks(1)),
            ..slot
        },
        theme: ShortText::default(),
    };
    let added = change(&ctx, 1, &view.group, GroupCommand::AddSession { session })
        .await
        .unwrap();
    let number = last + 1;
    let removed = change(&ctx, 2, &added.group, GroupCommand::RemoveSession { number })
        .await
        .unwrap();
    assert_eq!(removed.group.sessions, view.group.sessions);
    let stored = groups::view(&ctx, view.group.id).await.unwrap();
    assert_eq!(stored.group, removed.group);
    let found = store::check::check(&house.store, None).await.unwrap().findings;
    assert!(found.is_empty(), "{found:?}");
}
