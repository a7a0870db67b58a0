//! The bin of groups: thrown away, taken back, gone for good after ninety days.

use domain::access::{Action, may};
use domain::command::Envelope;
use domain::groups::bin::DAYS_IN_BIN;
use domain::groups::view::BinRow;
use domain::groups::{BinCommand, Group, apply_to_bin, note_changes};
use jiff::{Timestamp, ToSpan};
use store::groups::{self as rows, GROUP, HeadRow};
use store::{AuditEntry, Store, StoreError, Tx};
use store::{calendar_feed, evaluations};

use super::reach::{own, subject};
use super::{CARETAKER, ruled};
use crate::once::once;
use crate::{Ctx, ServiceError, people, places};

/// The groups in the bin that the reader may take back, the latest first.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list_bin(ctx: &Ctx) -> Result<Vec<BinRow>, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    let heads: Vec<HeadRow> = rows::binned(ctx.store())
        .await?
        .into_iter()
        .filter(|head| may(actor, Action::EditGroup, &subject(head)))
        .collect();
    let units = places::unit_names(ctx, heads.iter().map(|head| head.unit)).await?;
    let binned_by = heads.iter().filter_map(|head| head.binned.map(|binned| binned.by));
    let names = people::names(ctx, binned_by).await?;
    let row = |head: HeadRow| {
        let binned = head.binned?;
        Some(BinRow {
            id: head.id,
            name: head.name.to_string(),
            unit_name: units.get(&head.unit).cloned().unwrap_or_default(),
            by: names.get(&binned.by).cloned().unwrap_or_default(),
            on: binned.on,
            gone_on: binned.gone_on(),
            version: head.version,
        })
    };
    Ok(heads.into_iter().filter_map(row).collect())
}

/// Throws a group away or takes it back; gives the bin as it then is.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale` when the group moved on since `expected_version`; `Rule`; `Unavailable`.
pub async fn change_bin(ctx: &Ctx, envelope: Envelope<BinCommand>) -> Result<Vec<BinRow>, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    let command = envelope.command;
    let () = once(ctx, actor, &envelope, || async {
        let before = own(ctx, command.group()).await?;
        if envelope.expected_version.is_none_or(|seen| seen != before.version) {
            return Err(ServiceError::Stale);
        }
        let mut after = apply_to_bin(&before, command, actor.person, ctx.today()).map_err(ruled)?;
        note_changes(Some(&before), &mut after, ctx.now());
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after);
        let action = match command {
            BinCommand::ThrowAway { .. } => "throw_group_away",
            BinCommand::TakeBack { .. } => "take_group_back",
        };
        // The group itself is the same; what stands in it has been told.
        tx.audit(
            ctx.audit(actor, action, GROUP, before.id.to_string())
                .before(&before.binned)
                .after(&after.binned),
        );
        Ok((tx, ()))
    })
    .await?;
    list_bin(ctx).await
}

/// Takes away for good what has lain in the bin for ninety days; says how many groups. For the job that forgets.
///
/// # Errors
/// The store's own.
pub async fn purge(store: &Store, now: Timestamp) -> Result<usize, StoreError> {
    let today = now.to_zoned(domain::time::zone()).date();
    let Ok(last) = today.checked_sub(DAYS_IN_BIN.days()) else {
        return Ok(0);
    };
    let old = rows::binned(store)
        .await?
        .into_iter()
        .filter(|head| head.binned.is_some_and(|binned| binned.on <= last));
    let mut gone = 0;
    for head in old {
        let Some(group) = rows::load(store, head.id).await? else {
            continue;
        };
        let mut tx = farewell(&group, evaluations::exists(store, group.id).await?, now);
        calendar_feed::forget_activity(store, &mut tx, &group.id.to_string()).await?;
        match store.commit(tx).await {
            Ok(()) => gone += 1,
            // Taken back, or another process is at the same work.
            Err(StoreError::Stale { .. } | StoreError::NotFound { .. } | StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(gone)
}

fn farewell(group: &Group, has_evaluation: bool, now: Timestamp) -> Tx {
    let mut tx = Tx::new();
    rows::remove(&mut tx, group);
    if has_evaluation {
        evaluations::remove(&mut tx, group.id);
    }
    tx.audit(AuditEntry::new(
        CARETAKER,
        "purge_group",
        GROUP,
        group.id.to_string(),
        now,
    ));
    tx
}
