//! Discussion groups: plan, change, list; what is thrown away lies in the bin.

mod bin;
mod forget;
mod leaders;
mod presence;
pub(crate) mod reach;

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::groups::view::{GroupRow, GroupView, LeaderChoice, NewGroupChoices};
use domain::groups::{
    Group, GroupCommand, GroupOnRecord, GroupRule, NewGroup, apply, create as plan_group, create_again, note_changes,
};
use domain::ids::{GroupId, PersonId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::text_guard::{Confirmed, confirmed_names, names_in};
use store::evaluations;
use store::groups::{self as rows, GROUP, HeadRow};
use store::{StoreError, Tx};

use self::reach::{own, subject, visible};
use crate::once::once;
use crate::reach::sees_others;
use crate::{Ctx, ServiceError, conflicts, hours, people, places, programmes};

pub use bin::{change_bin, list_bin, purge};
pub use forget::forget_seats;
pub use leaders::leader_choices;
pub use presence::open_plan;

/// Who takes away what was kept long enough, in the audit trail.
const CARETAKER: &str = "handlingsrom";

/// The groups the reader may see: an adviser's own, a coordinator's all, a school leader's at the school.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx) -> Result<Vec<GroupRow>, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let heads = if sees_others(actor, Action::ViewGroup) {
        rows::all(ctx.store()).await?
    } else {
        rows::led_by(ctx.store(), actor.person).await?
    };
    let seen: Vec<HeadRow> = heads
        .into_iter()
        .filter(|head| may(actor, Action::ViewGroup, &subject(head)))
        .collect();
    let units = places::unit_names(ctx, seen.iter().map(|head| head.unit)).await?;
    let leaders = people::names(ctx, seen.iter().flat_map(reach::leaders)).await?;
    let evaluated = evaluations::evaluated(ctx.store(), seen.iter().map(|head| head.id)).await?;
    Ok(seen
        .into_iter()
        .map(|head| GroupRow {
            is_evaluated: evaluated.contains(&head.id),
            ..group_row(head, &units, &leaders)
        })
        .collect())
}

/// One group. A group that the reader may not see is not found, as one that does not exist.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: GroupId) -> Result<GroupView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let group = visible(ctx, actor, id).await?;
    show(ctx, actor, group).await
}

/// What the planner offers before the first word is typed: the adviser's own units, then those nearby.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<NewGroupChoices, ServiceError> {
    let actor = ctx.authorise(Action::CreateGroup, &Subject::general())?;
    Ok(NewGroupChoices {
        me: actor.person,
        units: places::units_of(ctx, actor.person).await?,
        programmes: programmes::choices(ctx).await?,
        today: ctx.today(),
    })
}

/// Plans a group with its series; the one who plans leads it.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby, a programme that is not offered, an earlier group that the actor may not see, and a text that names somebody; `Rule`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewGroup>) -> Result<GroupId, ServiceError> {
    let actor = ctx.authorise(Action::CreateGroup, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let unit = places::units_of(ctx, actor.person)
            .await?
            .into_iter()
            .find(|unit| unit.id == new.unit);
        let unit = unit.ok_or_else(|| ServiceError::field("unit", IssueCode::UnknownChoice))?;
        let planned = match (new.again, new.programme) {
            (Some(id), _) => {
                let earlier = visible(ctx, actor, id).await.map_err(|error| match error {
                    ServiceError::NotFound => ServiceError::field("programme", IssueCode::UnknownChoice),
                    error => error,
                })?;
                create_again(new, actor.person, unit.owner, &earlier)
            }
            (None, Some(id)) => {
                let programme = programmes::to_plan_from(ctx, id).await?;
                plan_group(new, actor.person, unit.owner, Some(&programme))
            }
            (None, None) => plan_group(new, actor.person, unit.owner, None),
        };
        let mut group = planned.map_err(ruled)?;
        note_changes(None, &mut group, ctx.now());
        let mut tx = Tx::new();
        rows::create(&mut tx, &group);
        tx.audit(
            ctx.audit(actor, "create_group", GROUP, group.id.to_string())
                .after(&GroupOnRecord::from(&group))
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, group.id))
    })
    .await
    .map_err(taken)
}

/// Changes a group by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for a group the actor may not see, `Denied` for one that may be seen but not changed; `Stale` when it
/// moved on since `expected_version`; `Rule`; `Unavailable`.
pub async fn change(ctx: &Ctx, id: GroupId, envelope: Envelope<GroupCommand>) -> Result<GroupView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    if matches!(&envelope.command, GroupCommand::CommentBlock { by, .. } if *by != actor.person) {
        // Nobody speaks for somebody else.
        return Err(ServiceError::Denied);
    }
    let is_decided = AtomicBool::new(false);
    let changed: Group = once(ctx, actor, &envelope, || async {
        let before = own(ctx, id).await?;
        is_decided.store(true, Ordering::Relaxed);
        if envelope.expected_version.is_none_or(|seen| seen != before.version) {
            return Err(ServiceError::Stale);
        }
        let mut after = apply(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        if let GroupCommand::AddLeader { person } = &envelope.command {
            leaders::may_lead(ctx, *person).await?;
        }
        note_changes(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &rows::agenda_of(&before), &rows::agenda_of(&after)).await?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after);
        let action = command_name(&envelope.command);
        // What stood in the group before was confirmed before.
        let standing = names_in(&before).into_iter().collect();
        tx.audit(
            ctx.audit(actor, action, GROUP, id.to_string())
                .before(&GroupOnRecord::from(&before))
                .after(&GroupOnRecord::from(&after))
                .confirmed(&confirmed_names(&envelope.command, &envelope.confirmed, &standing)),
        );
        Ok((tx, after))
    })
    .await?;
    if !is_decided.into_inner() {
        // A repeat is answered from its receipt; whoever has been removed meanwhile learns nothing more.
        visible(ctx, actor, id).await?;
    }
    show(ctx, actor, changed).await
}

async fn show(ctx: &Ctx, actor: &Actor, group: Group) -> Result<GroupView, ServiceError> {
    let units = places::unit_names(ctx, [group.unit]).await?;
    let binned_by = group.binned.map(|binned| binned.by);
    let comments = group.sessions.iter().flat_map(|session| &session.comments);
    let commenters: BTreeSet<PersonId> = comments
        .map(|comment| comment.by)
        .filter(|by| !group.is_led_by(*by))
        .collect();
    let known = group.leaders().chain(binned_by).chain(commenters.iter().copied());
    let names = people::names(ctx, known).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    Ok(GroupView {
        unit_name: units.get(&group.unit).cloned().unwrap_or_default(),
        leader_name: joined(group.leaders(), &names),
        leaders: group.leaders().map(|id| LeaderChoice { id, name: name(id) }).collect(),
        commenters: commenters
            .into_iter()
            .map(|id| LeaderChoice { id, name: name(id) })
            .collect(),
        programme_title: match group.programme {
            Some(id) => programmes::title(ctx, id).await?,
            None => None,
        },
        binned_by: binned_by.map(name),
        calendar: places::calendar_of(ctx, group.owner).await?,
        conflicts: conflicts::of_group(ctx, actor, &group).await?,
        reader: actor.person,
        may_edit: may(actor, Action::EditGroup, &group.subject()),
        evaluation: crate::evaluations::of(ctx, actor, &group).await?,
        today: ctx.today(),
        group,
    })
}

/// Names side by side, the one who is responsible first.
pub(crate) fn joined(leaders: impl Iterator<Item = PersonId>, names: &HashMap<PersonId, String>) -> String {
    let names: Vec<&str> = leaders
        .filter_map(|leader| names.get(&leader).map(String::as_str))
        .collect();
    names.join(", ")
}

fn group_row(head: HeadRow, units: &HashMap<UnitId, String>, leaders: &HashMap<PersonId, String>) -> GroupRow {
    GroupRow {
        leader_name: joined(reach::leaders(&head), leaders),
        id: head.id,
        name: head.name.to_string(),
        unit: head.unit,
        unit_name: units.get(&head.unit).cloned().unwrap_or_default(),
        leader: head.leader,
        semester: head.semester,
        stage: head.stage,
        is_evaluated: false,
        held: head.held,
        sessions: head.sessions,
    }
}

fn ruled(rule: GroupRule) -> ServiceError {
    match rule.field() {
        Some((field, code)) => ServiceError::Invalid(vec![Issue::new(field, code)]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// A group id that is taken already can only be a mistake in the client: the id is made with the command.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("name", IssueCode::AlreadyExists),
        other => other,
    }
}

const fn command_name(command: &GroupCommand) -> &'static str {
    match command {
        GroupCommand::EditHead { .. } => "edit_group",
        GroupCommand::AddSession { .. } => "add_session",
        GroupCommand::MoveSession { .. } => "move_session",
        GroupCommand::MoveSessions { .. } => "move_sessions",
        GroupCommand::ConfirmSession { .. } => "confirm_session",
        GroupCommand::PostponeSession { .. } => "postpone_session",
        GroupCommand::DraftSession { .. } => "draft_session",
        GroupCommand::PlanDrafts => "plan_drafts",
        GroupCommand::ReopenSession { .. } => "reopen_session",
        GroupCommand::RemoveSession { .. } => "remove_session",
        GroupCommand::PlanSession { .. } => "plan_session",
        GroupCommand::SetTheme { .. } => "set_theme",
        GroupCommand::SetGoal { .. } => "set_goal",
        GroupCommand::SetGrade { .. } => "set_grade",
        GroupCommand::CancelSession { .. } => "cancel_session",
        GroupCommand::RestoreSession { .. } => "restore_session",
        GroupCommand::EditRunSheet { .. } => "edit_run_sheet",
        GroupCommand::CommentBlock { .. } => "comment_block",
        GroupCommand::ResolveComment { .. } => "resolve_comment",
        GroupCommand::TickSeat { .. } => "tick_seat",
        GroupCommand::CloseSession { .. } => "close_session",
        GroupCommand::AddLeader { .. } => "add_leader",
        GroupCommand::RemoveLeader { .. } => "remove_leader",
        GroupCommand::HandOver { .. } => "hand_group_over",
    }
}
