//! Whether a command still means the same on a newer version.

use crate::clash::{Clash, ClashRow, Seen, What};
use crate::groups::command::{CloseSession, GroupCommand, HeadEdit, SessionMove};
use crate::groups::plan::{Group, GroupSession};
use crate::ids::PersonId;
use crate::run_sheet::meet_edit;
use crate::text::Headcount;

/// What is made again, and what is shown.
pub(super) struct Again {
    /// Made again; `None` when nothing of it is left to do.
    pub command: Option<GroupCommand>,
    /// Shown side by side.
    pub clash: Option<Clash<GroupCommand>>,
}

impl Again {
    fn as_it_is(command: &GroupCommand) -> Self {
        Self {
            command: Some(command.clone()),
            clash: None,
        }
    }

    fn shown(row: ClashRow, mine: Option<GroupCommand>) -> Self {
        Self {
            command: None,
            clash: Some(Clash::of(vec![row], mine)),
        }
    }

    const fn done_already() -> Self {
        Self {
            command: None,
            clash: None,
        }
    }
}

/// Compares what a command was made on (`base`), what it makes (`mine`) and what is there now.
pub(super) fn meet(base: &Group, mine: &Group, now: &Group, command: &GroupCommand) -> Again {
    match command {
        GroupCommand::EditHead { head } => meet_head(base, now, head),
        GroupCommand::AddSession { .. } | GroupCommand::PlanDrafts | GroupCommand::CommentBlock { .. } => {
            Again::as_it_is(command)
        }
        GroupCommand::ResolveComment { number, id, resolved } => {
            let theirs = now.session(*number).and_then(|session| session.comment(*id));
            match theirs {
                Some(theirs) if theirs.resolved == *resolved => Again::done_already(),
                _ => Again::as_it_is(command),
            }
        }
        GroupCommand::RemoveSession { number } => meet_removal(base, now, command, *number),
        GroupCommand::MoveSession { number, .. } => meet_value(base, mine, now, command, *number, What::Slot, slot),
        GroupCommand::MoveSessions { moves } => meet_moves(base, mine, now, moves),
        GroupCommand::SetTheme { number, .. } => meet_value(base, mine, now, command, *number, What::Theme, theme),
        GroupCommand::SetGoal { number, .. } => meet_value(base, mine, now, command, *number, What::Goal, goal),
        GroupCommand::SetGrade { seat, .. } => meet_grade(base, mine, now, command, *seat),
        GroupCommand::TickSeat { number, seat, .. } => {
            let what = |number| What::Seat { number, seat: *seat };
            let tick = |session: &GroupSession| Seen::Tick(session.ticks.get(seat).copied());
            meet_value(base, mine, now, command, *number, what, tick)
        }
        GroupCommand::AddLeader { person } if now.is_led_by(*person) => Again::done_already(),
        GroupCommand::RemoveLeader { person } if !now.is_led_by(*person) => Again::done_already(),
        GroupCommand::AddLeader { .. } | GroupCommand::RemoveLeader { .. } => Again::as_it_is(command),
        GroupCommand::HandOver { person } => meet_handing_over(base, now, command, *person),
        GroupCommand::CancelSession { number, .. }
        | GroupCommand::RestoreSession { number }
        | GroupCommand::ConfirmSession { number }
        | GroupCommand::PostponeSession { number, .. }
        | GroupCommand::DraftSession { number }
        | GroupCommand::PlanSession { number }
        | GroupCommand::ReopenSession { number } => {
            meet_value(base, mine, now, command, *number, What::State, |session| {
                Seen::State(session.state.name().into())
            })
        }
        GroupCommand::CloseSession { number, closing } => meet_closing(base, mine, now, command, *number, closing),
        GroupCommand::EditRunSheet { number, edit } => {
            let sheet = |group: &Group| group.session(*number).map(|session| session.run_sheet.clone());
            match (sheet(base), sheet(mine), sheet(now)) {
                (Some(base), Some(mine), Some(now)) => {
                    let command = |edit| GroupCommand::EditRunSheet { number: *number, edit };
                    let met = meet_edit(&base, &mine, &now, edit);
                    Again {
                        command: met.again.map(command),
                        clash: met.clash.map(|clash| clash.map(command)),
                    }
                }
                _ => Again::as_it_is(command),
            }
        }
    }
}

fn slot(session: &GroupSession) -> Seen {
    Seen::Slot(session.slot)
}

fn theme(session: &GroupSession) -> Seen {
    Seen::Text(session.theme.to_string())
}

fn goal(session: &GroupSession) -> Seen {
    Seen::Text(session.goal.to_string())
}

/// A closing meets another closing, and ticks that were set meanwhile where its headcounts were made from the ticks.
fn meet_closing(
    base: &Group,
    mine: &Group,
    now: &Group,
    command: &GroupCommand,
    number: u8,
    closing: &CloseSession,
) -> Again {
    let ticked = |group: &Group| {
        let session = group.session(number)?;
        Some((session.present(), session.absent()))
    };
    let counted = (closing.present.get(), closing.absent.get());
    let is_closed = now.session(number).is_some_and(|session| session.closing().is_some());
    if let (Some(before), Some(after)) = (ticked(base), ticked(now))
        && !is_closed
        && before != after
        && counted == before
        && let (Ok(present), Ok(absent)) = (Headcount::new(after.0.into()), Headcount::new(after.1.into()))
    {
        let theirs = CloseSession {
            present,
            absent,
            ..closing.clone()
        };
        return Again::shown(
            ClashRow {
                what: What::State(number),
                mine: Seen::Closing(Box::new(closing.clone())),
                theirs: Seen::Closing(Box::new(theirs)),
            },
            Some(command.clone()),
        );
    }
    meet_value(base, mine, now, command, number, What::State, closed)
}

/// How it was closed, else where it stands.
pub(super) fn closed(session: &GroupSession) -> Seen {
    let state = Seen::State(session.state.name().into());
    session
        .closing()
        .map_or(state, |closing| Seen::Closing(Box::new(closing)))
}

/// The grade of a seat, by the rule of [`meet_value`].
fn meet_grade(base: &Group, mine: &Group, now: &Group, command: &GroupCommand, seat: u8) -> Again {
    let seen = |group: &Group| group.grades.get(&seat).copied();
    let (base, mine, theirs) = (seen(base), seen(mine), seen(now));
    if base == theirs {
        return Again::as_it_is(command);
    }
    if mine == theirs {
        return Again::done_already();
    }
    Again::shown(
        ClashRow {
            what: What::Grade(seat),
            mine: Seen::Grade(mine),
            theirs: Seen::Grade(theirs),
        },
        Some(command.clone()),
    )
}

/// One value of a session: made again when nobody else changed it, done when they changed it to the same.
fn meet_value(
    base: &Group,
    mine: &Group,
    now: &Group,
    command: &GroupCommand,
    number: u8,
    what: impl Fn(u8) -> What,
    read: impl Fn(&GroupSession) -> Seen,
) -> Again {
    let seen = |group: &Group| group.session(number).map(&read);
    match (seen(base), seen(mine), seen(now)) {
        (Some(base), Some(mine), Some(theirs)) if base != theirs && mine != theirs => Again::shown(
            ClashRow {
                what: what(number),
                mine,
                theirs,
            },
            Some(command.clone()),
        ),
        (Some(base), Some(mine), Some(theirs)) if base != theirs && mine == theirs => Again::done_already(),
        _ => Again::as_it_is(command),
    }
}

/// Handed over as meant, unless a colleague has handed it to somebody else.
fn meet_handing_over(base: &Group, now: &Group, command: &GroupCommand, to: PersonId) -> Again {
    if now.leader == to {
        return Again::done_already();
    }
    if now.leader == base.leader {
        return Again::as_it_is(command);
    }
    Again::shown(
        ClashRow {
            what: What::Responsible,
            mine: Seen::Person(to),
            theirs: Seen::Person(now.leader),
        },
        Some(command.clone()),
    )
}

/// Taken away only while it is the session that was meant: a colleague may have added one with the same number.
fn meet_removal(base: &Group, now: &Group, command: &GroupCommand, number: u8) -> Again {
    let meant = |group: &Group| {
        let session = group.session(number)?;
        Some((session.slot, session.theme.clone()))
    };
    match (meant(base), meant(now)) {
        (_, None) => Again::done_already(),
        (base, theirs) if base == theirs => Again::as_it_is(command),
        (_, Some((slot, _))) => Again::shown(
            ClashRow {
                what: What::Slot(number),
                mine: Seen::Gone,
                theirs: Seen::Slot(slot),
            },
            None,
        ),
    }
}

fn meet_moves(base: &Group, mine: &Group, now: &Group, moves: &[SessionMove]) -> Again {
    let seen = |group: &Group, number| group.session(number).map(slot);
    let clashing = |moved: &SessionMove| {
        let row = ClashRow {
            what: What::Slot(moved.number),
            mine: seen(mine, moved.number)?,
            theirs: seen(now, moved.number)?,
        };
        (seen(base, moved.number)? != row.theirs && row.mine != row.theirs).then_some(row)
    };
    let rows: Vec<ClashRow> = moves.iter().filter_map(clashing).collect();
    let command = GroupCommand::MoveSessions { moves: moves.to_vec() };
    if rows.is_empty() {
        return Again::as_it_is(&command);
    }
    // They belong together: half a series moved is not what anybody wanted.
    Again {
        command: None,
        clash: Some(Clash::of(rows, Some(command))),
    }
}

/// Calls a macro with every field of the head and how it is shown.
macro_rules! head_fields {
    ($each:ident) => {
        $each!(
            name as |text: &crate::text::Title| Seen::Text(text.to_string()),
            composition as |kind: &crate::groups::plan::Composition| Seen::Composition(*kind),
            seats_min as |seats: &crate::text::Seats| Seen::Seats(*seats),
            seats_max as |seats: &crate::text::Seats| Seen::Seats(*seats),
            target as |text: &crate::text::ShortText| Seen::Text(text.to_string()),
            goal as |text: &crate::text::Note| Seen::Text(text.to_string()),
            room as |text: &crate::text::ShortText| Seen::Text(text.to_string()),
            co_leader as |text: &crate::text::ShortText| Seen::Text(text.to_string()),
            recruitment as |text: &crate::text::Note| Seen::Text(text.to_string()),
            budget as |text: &crate::text::Note| Seen::Text(text.to_string()),
        )
    };
}

/// Each field of the head that `mine` changed and that is another now.
pub(super) fn head_rows(base: &HeadEdit, now: &HeadEdit, mine: &HeadEdit) -> Vec<ClashRow> {
    let mut rows = Vec::new();
    macro_rules! show {
        ($($field:ident as $seen:expr),+ $(,)?) => {$(
            if mine.$field != base.$field && mine.$field != now.$field {
                let seen = $seen;
                rows.push(ClashRow {
                    what: What::Head(stringify!($field).into()),
                    mine: seen(&mine.$field),
                    theirs: seen(&now.$field),
                });
            }
        )+};
    }
    head_fields!(show);
    rows
}

/// Each field of the head on its own: mine where only I changed it, theirs where only they did.
fn meet_head(base: &Group, now: &Group, mine: &HeadEdit) -> Again {
    let (base, theirs) = (HeadEdit::of(base), HeadEdit::of(now));
    // What is made again, and what «mine» makes on top of it.
    let (mut merged, mut wanted) = (theirs.clone(), theirs.clone());
    let mut is_met = false;
    macro_rules! meet {
        ($($field:ident as $seen:expr),+ $(,)?) => {$(
            if mine.$field != base.$field && mine.$field != theirs.$field {
                wanted.$field = mine.$field.clone();
                if theirs.$field == base.$field {
                    merged.$field = mine.$field.clone();
                } else {
                    is_met = true;
                }
            }
        )+};
    }
    head_fields!(meet);
    let clash = is_met.then(|| {
        let rows = head_rows(&base, &merged, mine);
        Clash::of(rows, Some(GroupCommand::EditHead { head: wanted }))
    });
    Again {
        command: (merged != theirs).then_some(GroupCommand::EditHead { head: merged }),
        clash,
    }
}
