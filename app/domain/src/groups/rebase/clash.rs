//! Whether a command still means the same on a newer version.

use super::{Clash, ClashRow, Seen, What};
use crate::groups::command::{CloseSession, GroupCommand, HeadEdit, SessionMove};
use crate::groups::plan::{Group, GroupSession};
use crate::groups::run_sheet::{Block, BlockField, Place, RunSheet, RunSheetEdit};
use crate::ids::BlockId;
use crate::text::{BlockMinutes, Headcount, TakenMinutes};

/// What is made again, and what is shown.
pub(super) struct Again {
    /// Made again; `None` when nothing of it is left to do.
    pub command: Option<GroupCommand>,
    /// Shown side by side.
    pub clash: Option<Clash>,
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
            clash: Some(Clash {
                rows: vec![row],
                rule: None,
                mine,
            }),
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
        GroupCommand::AddSession { .. } | GroupCommand::PlanDrafts => Again::as_it_is(command),
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
                (Some(base), Some(mine), Some(now)) => meet_edit(&base, &mine, &now, *number, edit),
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
    meet_value(base, mine, now, command, number, What::State, |session| {
        let state = Seen::State(session.state.name().into());
        session
            .closing()
            .map_or(state, |closing| Seen::Closing(Box::new(closing)))
    })
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
        clash: Some(Clash {
            rows,
            rule: None,
            mine: Some(command),
        }),
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
    let clash = is_met.then(|| Clash {
        rows: head_rows(&base, &merged, mine),
        rule: None,
        mine: Some(GroupCommand::EditHead { head: wanted }),
    });
    Again {
        command: (merged != theirs).then_some(GroupCommand::EditHead { head: merged }),
        clash,
    }
}

fn meet_edit(base: &RunSheet, mine: &RunSheet, now: &RunSheet, number: u8, edit: &RunSheetEdit) -> Again {
    let parts = match edit {
        RunSheetEdit::Many { edits } => edits.clone(),
        one => vec![one.clone()],
    };
    let (mut again, mut wanted, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        match meet_part(base, mine, now, part) {
            Part::Again(edit) => again.push(edit),
            Part::Done => {}
            Part::Clash {
                rows: differing,
                again: rest,
                mine: want,
            } => {
                rows.extend(differing);
                again.extend(rest);
                wanted.extend(want);
            }
        }
    }
    let command = |edits: Vec<RunSheetEdit>| {
        let edit = match <[RunSheetEdit; 1]>::try_from(edits) {
            Ok([one]) => one,
            Err(edits) if edits.is_empty() => return None,
            Err(edits) => RunSheetEdit::Many { edits },
        };
        Some(GroupCommand::EditRunSheet { number, edit })
    };
    if rows.is_empty() {
        return Again {
            command: command(again),
            clash: None,
        };
    }
    Again {
        command: command(again),
        clash: Some(Clash {
            rows,
            rule: None,
            mine: command(wanted),
        }),
    }
}

enum Part {
    Again(RunSheetEdit),
    Done,
    Clash {
        rows: Vec<ClashRow>,
        again: Vec<RunSheetEdit>,
        mine: Vec<RunSheetEdit>,
    },
}

fn meet_part(base: &RunSheet, mine: &RunSheet, now: &RunSheet, edit: &RunSheetEdit) -> Part {
    match edit {
        RunSheetEdit::Change { id, fields } => match (base.block(*id), now.block(*id)) {
            (Some(base), Some(now)) => meet_fields(base, now, fields),
            (_, None) => gone(mine, *id),
            (None, Some(_)) => Part::Again(edit.clone()),
        },
        RunSheetEdit::Remove { id } => match (base.block(*id), now.block(*id)) {
            (_, None) => Part::Done,
            (Some(before), Some(block)) if before != block => Part::Clash {
                rows: vec![ClashRow {
                    what: What::Block {
                        step: before.step.to_string(),
                    },
                    mine: Seen::Gone,
                    theirs: Seen::Text(block.step.to_string()),
                }],
                again: Vec::new(),
                mine: vec![edit.clone()],
            },
            _ => Part::Again(edit.clone()),
        },
        RunSheetEdit::Move { id, .. } | RunSheetEdit::Split { id, .. } | RunSheetEdit::Duplicate { id, .. }
            if base.block(*id).is_some() && now.block(*id).is_none() =>
        {
            gone(mine, *id)
        }
        RunSheetEdit::Move { id, .. } if went_apart(base, mine, now, *id) => Part::Clash {
            rows: vec![ClashRow {
                what: What::Block {
                    step: mine.block(*id).map(|block| block.step.to_string()).unwrap_or_default(),
                },
                mine: place(mine, *id),
                theirs: place(now, *id),
            }],
            again: Vec::new(),
            mine: vec![edit.clone()],
        },
        _ => Part::Again(edit.clone()),
    }
}

/// Whether both moved a block, and not to the same neighbour. A block that others were moved around has not moved: only
/// one of its neighbours is another then.
fn went_apart(base: &RunSheet, mine: &RunSheet, now: &RunSheet, id: BlockId) -> bool {
    let is_common = |other: BlockId| [base, mine, now].iter().all(|sheet| sheet.block(other).is_some());
    let neighbours = |sheet: &RunSheet| {
        let order: Vec<BlockId> = sheet
            .blocks
            .iter()
            .map(|block| block.id)
            .filter(|id| is_common(*id))
            .collect();
        let at = order.iter().position(|other| *other == id)?;
        Some((
            at.checked_sub(1).map(|before| order[before]),
            order.get(at + 1).copied(),
        ))
    };
    match (neighbours(base), neighbours(mine), neighbours(now)) {
        (Some(base), Some(mine), Some(now)) => base.0 != now.0 && base.1 != now.1 && mine.0 != now.0 && mine.1 != now.1,
        _ => false,
    }
}

/// Where a block stands, by the one before it.
fn place(sheet: &RunSheet, id: BlockId) -> Seen {
    let before = sheet.position(id).and_then(|at| sheet.blocks.get(at.checked_sub(1)?));
    Seen::After(before.map(|block| block.step.to_string()))
}

/// A colleague took the block out: mine puts it back as I wanted it.
fn gone(mine: &RunSheet, id: BlockId) -> Part {
    let Some((at, block)) = mine.position(id).zip(mine.block(id)) else {
        return Part::Done;
    };
    let step = block.step.to_string();
    Part::Clash {
        rows: vec![ClashRow {
            what: What::Block { step: step.clone() },
            mine: Seen::Text(step),
            theirs: Seen::Gone,
        }],
        again: Vec::new(),
        mine: vec![RunSheetEdit::Insert {
            place: Place::among(&mine.blocks, at),
            block: block.clone(),
        }],
    }
}

fn meet_fields(base: &Block, now: &Block, fields: &[BlockField]) -> Part {
    let clashes = |field: &&BlockField| field.of(now) != field.of(base) && field.of(now) != **field;
    let (differing, free): (Vec<&BlockField>, Vec<&BlockField>) = fields.iter().partition(clashes);
    let edit = |fields: &[&BlockField]| {
        (!fields.is_empty()).then(|| RunSheetEdit::Change {
            id: base.id,
            fields: fields.iter().map(|field| (*field).clone()).collect(),
        })
    };
    if differing.is_empty() {
        return edit(&free).map_or(Part::Done, Part::Again);
    }
    let row = |field: &&BlockField| ClashRow {
        what: What::Field {
            step: base.step.to_string(),
            field: (*field).clone(),
        },
        mine: seen(field),
        theirs: seen(&field.of(now)),
    };
    Part::Clash {
        rows: differing.iter().map(row).collect(),
        again: edit(&free).into_iter().collect(),
        mine: edit(&differing).into_iter().collect(),
    }
}

/// A field's value as it is shown.
pub(super) fn seen(field: &BlockField) -> Seen {
    let given = |minutes: Option<u16>| minutes.map_or_else(|| Seen::Text(String::new()), Seen::Minutes);
    match field {
        BlockField::Minutes(minutes) => Seen::Minutes(minutes.get()),
        BlockField::MinMinutes(minutes) => given(minutes.map(BlockMinutes::get)),
        BlockField::Actual(minutes) => given(minutes.map(TakenMinutes::get)),
        BlockField::Step(text) => Seen::Text(text.to_string()),
        BlockField::Method(text) | BlockField::Material(text) | BlockField::Goal(text) => Seen::Text(text.to_string()),
        BlockField::Note(text) => Seen::Text(text.to_string()),
        BlockField::Lock(clock) => Seen::Clock(*clock),
    }
}
