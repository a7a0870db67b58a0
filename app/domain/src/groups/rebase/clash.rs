//! Whether a command still means the same on a newer version.

use super::{Clash, ClashRow, Seen, What};
use crate::groups::command::{GroupCommand, HeadEdit, SessionMove};
use crate::groups::plan::{Group, GroupSession};
use crate::groups::run_sheet::{Block, BlockField, Place, RunSheet, RunSheetEdit};
use crate::ids::{BlockId, PersonId};
use crate::text::{BlockMinutes, TakenMinutes};

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
        GroupCommand::CloseSession { number, .. } => meet_value(base, mine, now, command, *number, What::State, closed),
        GroupCommand::EditRunSheet { number, edit } => {
            let sheet = |group: &Group| group.session(*number).map(|session| session.run_sheet.clone());
            match (sheet(base), sheet(mine), sheet(now)) {
                (Some(base), Some(mine), Some(now)) => meet_edit(&base, &mine, &now, *number, edit),
                _ => Again::as_it_is(command),
            }
        }
    }
}

/// What to show of a command that a rule refuses on the newest version: all that it would have written.
pub(super) fn whole(base: &Group, mine: &Group, now: &Group, command: &GroupCommand) -> Vec<ClashRow> {
    let one = |number: u8, what: What, read: &dyn Fn(&GroupSession) -> Seen| {
        let mine = mine.session(number).map(read);
        let row = |mine| ClashRow {
            what,
            mine,
            theirs: now.session(number).map_or(Seen::Gone, read),
        };
        mine.map(row).into_iter().collect()
    };
    match command {
        GroupCommand::EditRunSheet { number, edit } => {
            let sheet = |group: &Group| {
                let session = group.session(*number);
                session.map(|session| session.run_sheet.clone()).unwrap_or_default()
            };
            let sheets = [base, mine, now].map(sheet);
            parts(edit).iter().flat_map(|edit| whole_edit(&sheets, edit)).collect()
        }
        GroupCommand::SetTheme { number, .. } => one(*number, What::Theme(*number), &theme),
        GroupCommand::SetGoal { number, .. } => one(*number, What::Goal(*number), &goal),
        GroupCommand::MoveSession { number, .. } => one(*number, What::Slot(*number), &slot),
        GroupCommand::CloseSession { number, .. } => one(*number, What::State(*number), &closed),
        GroupCommand::TickSeat { number, seat, .. } => {
            let what = What::Seat {
                number: *number,
                seat: *seat,
            };
            one(*number, what, &|session| Seen::Tick(session.ticks.get(seat).copied()))
        }
        _ => Vec::new(),
    }
}

/// The words of each field that was changed, else the block.
fn whole_edit([base, mine, now]: &[RunSheet; 3], edit: &RunSheetEdit) -> Vec<ClashRow> {
    if let RunSheetEdit::Change { id, fields } = edit {
        let Some(known) = base.block(*id).or_else(|| mine.block(*id)) else {
            return Vec::new();
        };
        let row = |field: &BlockField| ClashRow {
            what: What::Field {
                step: known.step.to_string(),
                field: field.clone(),
            },
            mine: seen(field),
            theirs: now.block(*id).map_or(Seen::Gone, |block| seen(&field.of(block))),
        };
        return fields.iter().map(row).collect();
    }
    let seen = |block: Option<&Block>| block.map_or(Seen::Gone, |block| Seen::Text(block.step.to_string()));
    let row = |id: BlockId| {
        let known = base.block(id).or_else(|| mine.block(id))?;
        Some(ClashRow {
            what: What::Block {
                step: known.step.to_string(),
            },
            mine: seen(mine.block(id)),
            theirs: seen(now.block(id)),
        })
    };
    touched(edit).into_iter().filter_map(row).collect()
}

/// The edits that one is made of.
fn parts(edit: &RunSheetEdit) -> Vec<RunSheetEdit> {
    match edit {
        RunSheetEdit::Many { edits } => edits.clone(),
        one => vec![one.clone()],
    }
}

fn slot(session: &GroupSession) -> Seen {
    Seen::Slot(session.slot)
}

fn theme(session: &GroupSession) -> Seen {
    Seen::Text(session.theme.to_string())
}

/// How it was closed, else where it stands.
fn closed(session: &GroupSession) -> Seen {
    let state = Seen::State(session.state.name().into());
    session
        .closing()
        .map_or(state, |closing| Seen::Closing(Box::new(closing)))
}

fn goal(session: &GroupSession) -> Seen {
    Seen::Text(session.goal.to_string())
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
        clash: Some(Clash {
            rows,
            rule: None,
            mine: Some(command),
        }),
    }
}

/// Each field of the head on its own: mine where only I changed it, theirs where only they did.
fn meet_head(base: &Group, now: &Group, mine: &HeadEdit) -> Again {
    let (base, theirs) = (HeadEdit::of(base), HeadEdit::of(now));
    let mut merged = theirs.clone();
    let mut rows = Vec::new();
    macro_rules! meet {
        ($($field:ident as $seen:expr),+ $(,)?) => {$(
            if mine.$field != base.$field && mine.$field != theirs.$field {
                if theirs.$field == base.$field {
                    merged.$field = mine.$field.clone();
                } else {
                    let seen = $seen;
                    rows.push(ClashRow {
                        what: What::Head(stringify!($field).into()),
                        mine: seen(&mine.$field),
                        theirs: seen(&theirs.$field),
                    });
                }
            }
        )+};
    }
    meet!(
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
    );
    let clash = (!rows.is_empty()).then(|| {
        let mut wanted = merged.clone();
        for row in &rows {
            let What::Head(field) = &row.what else { continue };
            match field.as_ref() {
                "name" => wanted.name = mine.name.clone(),
                "composition" => wanted.composition = mine.composition,
                "seats_min" => wanted.seats_min = mine.seats_min,
                "seats_max" => wanted.seats_max = mine.seats_max,
                "target" => wanted.target = mine.target.clone(),
                "recruitment" => wanted.recruitment = mine.recruitment.clone(),
                "budget" => wanted.budget = mine.budget.clone(),
                "goal" => wanted.goal = mine.goal.clone(),
                "room" => wanted.room = mine.room.clone(),
                _ => wanted.co_leader = mine.co_leader.clone(),
            }
        }
        Clash {
            rows,
            rule: None,
            mine: Some(GroupCommand::EditHead { head: wanted }),
        }
    });
    Again {
        command: (merged != theirs).then_some(GroupCommand::EditHead { head: merged }),
        clash,
    }
}

/// The blocks an edit needs or makes.
fn touched(edit: &RunSheetEdit) -> Vec<BlockId> {
    match edit {
        RunSheetEdit::Insert { block, .. } => vec![block.id],
        RunSheetEdit::Change { id, .. }
        | RunSheetEdit::Move { id, .. }
        | RunSheetEdit::Remove { id }
        | RunSheetEdit::Split { id, .. }
        | RunSheetEdit::Duplicate { id, .. } => vec![*id],
        RunSheetEdit::Merge { id, next } => vec![*id, *next],
        RunSheetEdit::Many { edits } => edits.iter().flat_map(touched).collect(),
    }
}

fn meet_edit(base: &RunSheet, mine: &RunSheet, now: &RunSheet, number: u8, edit: &RunSheetEdit) -> Again {
    let (mut again, mut wanted, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts(edit) {
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
        _ => Part::Again(edit.clone()),
    }
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

fn seen(field: &BlockField) -> Seen {
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
