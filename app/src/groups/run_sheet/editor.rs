//! The hand that edits a run sheet: sends each edit through the planner and remembers the way back.

use std::collections::BTreeMap;

use domain::groups::view::GroupView;
use domain::groups::{Group, GroupCommand, GroupSession, SessionState};
use domain::ids::{BlockId, PersonId};
use domain::run_sheet::{Block, History, Place, RunSheet, RunSheetEdit};
use domain::run_sheet::{Fit, TimedBlock};
use i18n::{groups as text, use_language};
use jiff::civil::Time;
use leptos::prelude::*;
use ui::Announcer;

use super::block_form::DRAFT;
use crate::form::Draft;
use crate::groups::kept;
use crate::groups::planner::Planner;

/// A block as it stands in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Place, 0 for the first.
    pub place: usize,
    /// When it starts and ends.
    pub start: Time,
    pub end: Time,
    /// Minutes left empty before it.
    pub gap: i64,
    /// Minutes it comes later than its lock.
    pub overrun: i64,
    /// The block.
    pub block: Block,
    /// The one after it.
    pub next: Option<BlockId>,
}

/// One session's run sheet being edited.
#[derive(Clone, Copy)]
pub struct Editor {
    /// Sends the edits.
    pub planner: Planner,
    /// Of which session.
    pub number: u8,
    /// The session as it is now.
    pub session: Memo<Option<GroupSession>>,
    /// Every block with its times, computed once for all.
    pub rows: Memo<BTreeMap<BlockId, Row>>,
    /// Whether the run sheet can be edited now.
    pub is_open: Memo<bool>,
    /// The block whose form is open.
    pub edited: RwSignal<Option<BlockId>>,
    /// Saves what is typed in the open form; `false` when that can't be.
    leave: StoredValue<Option<(BlockId, Callback<(), bool>)>>,
    /// The block that is dragged, and the place it would get.
    pub dragged: RwSignal<Option<(BlockId, usize)>>,
    history: RwSignal<History>,
    key: StoredValue<String>,
    announcer: Option<Announcer>,
    language: RwSignal<i18n::Language>,
}

impl Editor {
    /// An editor for a session; what could be undone before a reload can be undone after it.
    pub fn new(planner: Planner, number: u8) -> Self {
        let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
        let rows = Memo::new(move |_| session.with(|session| session.as_ref().map(rows).unwrap_or_default()));
        let is_open = Memo::new(move |_| {
            let may_edit = planner.view.with(GroupView::can_change);
            let stands = |session: &GroupSession| !matches!(session.state, SessionState::Cancelled { .. });
            may_edit && session.with(|session| session.as_ref().is_some_and(stands))
        });
        let key = planner
            .view
            .with_untracked(|view| kept::session_key("history", view.reader, view.group.id, number));
        let editor = Self {
            planner,
            number,
            session,
            rows,
            is_open,
            edited: RwSignal::new(None),
            leave: StoredValue::new(None),
            dragged: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            key: StoredValue::new(key),
            announcer: use_context(),
            language: use_language(),
        };
        Effect::new(move |before: Option<u32>| {
            let clashed = planner.clashed.get();
            match before {
                None => {
                    if let Some(history) = editor.key.with_value(|key| kept::read(key)) {
                        editor.history.set(history);
                    }
                    editor.reopen();
                }
                // The way back leads over an edit that was never made: theirs must not be undone in its place.
                Some(before) if before != clashed => editor.remember(|history| *history = History::default()),
                Some(_) => {}
            }
            clashed
        });
        editor
    }

    /// Opens the form of a block. What is typed in another is saved first; `false` when that can't be, and it stays open.
    pub fn open(self, id: BlockId) -> bool {
        let other = self.edited.get_untracked().filter(|open| *open != id);
        let leave = other.and_then(|_| self.leave.get_value()).map(|(_, save)| save);
        let may_go = leave.is_none_or(|leave| leave.run(()));
        if may_go {
            self.edited.set(Some(id));
        }
        may_go
    }

    /// What is asked before the form that opens now gives way to another.
    pub fn on_leave(self, id: BlockId, save: Callback<(), bool>) {
        self.leave.set_value(Some((id, save)));
        on_cleanup(move || {
            // Another form may have opened meanwhile, or the page is left.
            let _ = self
                .leave
                .try_update_value(|leave| leave.take_if(|(asked, _)| *asked == id));
        });
    }

    /// Opens the form that was left with something typed in it.
    fn reopen(self) {
        let reader = self.reader();
        let ids = self
            .rows
            .with_untracked(|rows| rows.keys().copied().collect::<Vec<_>>());
        let left = ids
            .into_iter()
            .find(|id| Draft::is_kept(DRAFT, &self.draft_of(&id.to_string()), reader));
        if left.is_some() {
            self.edited.set(left);
        }
    }

    /// Who edits.
    pub fn reader(self) -> PersonId {
        self.planner.view.with_untracked(|view| view.reader)
    }

    /// Of what a draft is: a block of this session, or «new».
    pub fn draft_of(self, block: &str) -> String {
        let group = self.planner.view.with_untracked(|view| view.group.id);
        format!("{group}:{}:{block}", self.number)
    }

    /// Makes an edit that can be undone. `false` when the rule says no.
    pub fn edit(self, edit: RunSheetEdit) -> bool {
        let before = self.sheet();
        let done = self.send(edit.clone());
        if done {
            self.remember(|history| history.record(&before, &edit));
        }
        done
    }

    /// Makes an edit of a block that was written in a form: `opened` is the block as the form started. What a colleague
    /// changed of the same since then is shown beside it. `false` when the rule says no.
    pub fn edit_from(self, opened: &Block, edit: RunSheetEdit) -> bool {
        let before = self.sheet();
        let number = self.number;
        let as_opened = |group: &mut Group| {
            let session = group.sessions.iter_mut().find(|session| session.number == number);
            let Some(blocks) = session.map(|session| &mut session.run_sheet.blocks) else {
                return;
            };
            match blocks.iter_mut().find(|block| block.id == opened.id) {
                Some(block) => *block = opened.clone(),
                None => blocks.push(opened.clone()),
            }
        };
        let kept = self.planner.send_from(as_opened, self.command(edit));
        // The part that was made can be undone; what met another stands in the choice.
        for made in kept.iter().flatten() {
            if let GroupCommand::EditRunSheet { edit, .. } = made {
                self.remember(|history| history.record(&before, edit));
            }
        }
        kept.is_some()
    }

    /// Takes the latest edit back.
    pub fn undo(self) {
        self.step(History::undo, text::undone, text::nothing_to_undo);
    }

    /// Makes the latest undone edit again.
    pub fn redo(self) {
        self.step(History::redo, text::redone, text::nothing_to_redo);
    }

    /// Whether something can be taken back.
    pub fn can_undo(self) -> bool {
        self.history.with(History::can_undo)
    }

    /// Whether something can be made again.
    pub fn can_redo(self) -> bool {
        self.history.with(History::can_redo)
    }

    /// Moves a block to a place among the others, and says where it is now.
    pub fn move_to(self, id: BlockId, to: usize) {
        let sheet = self.sheet();
        let total = sheet.blocks.len();
        let Some(block) = sheet.block(id).filter(|_| to < total && sheet.position(id) != Some(to)) else {
            return;
        };
        let place = Place::among(sheet.blocks.iter().filter(|block| block.id != id), to);
        let mut done = false;
        ui::keep_focus(|| done = self.edit(RunSheetEdit::Move { id, place }));
        if done {
            self.say(text::block_moved(
                self.language.get_untracked(),
                &block.step,
                to + 1,
                total,
            ));
        }
    }

    /// Moves a block by steps.
    pub fn shift(self, id: BlockId, by: isize) {
        let place = self.rows.with_untracked(|rows| rows.get(&id).map(|row| row.place));
        if let Some(to) = place.and_then(|place| place.checked_add_signed(by)) {
            self.move_to(id, to);
        }
    }

    /// How the run sheet fits into its session; `None` for an empty one.
    pub fn fit(self) -> Option<(Fit, u32, u16)> {
        self.session.with(|session| {
            let session = session
                .as_ref()
                .filter(|session| !session.run_sheet.blocks.is_empty())?;
            let length = session.slot.minutes.get();
            let fit = session.run_sheet.fit(session.slot.start, length);
            Some((fit, session.run_sheet.total_minutes(), length))
        })
    }

    /// The run sheet as it is now.
    pub fn sheet(self) -> RunSheet {
        self.session.with_untracked(|session| {
            session
                .as_ref()
                .map(|session| session.run_sheet.clone())
                .unwrap_or_default()
        })
    }

    /// Says a sentence to those who hear the page.
    pub fn say(self, sentence: impl Into<String>) {
        if let Some(announcer) = self.announcer {
            announcer.say(sentence);
        }
    }

    fn send(self, edit: RunSheetEdit) -> bool {
        self.planner.send(self.command(edit))
    }

    /// An edit as the command it is sent in.
    pub fn command(self, edit: RunSheetEdit) -> GroupCommand {
        GroupCommand::EditRunSheet {
            number: self.number,
            edit,
        }
    }

    fn remember(self, change: impl FnOnce(&mut History)) {
        self.history.update(change);
        self.history
            .with_untracked(|history| self.key.with_value(|key| kept::write(key, history)));
    }

    fn step(
        self,
        take: impl Fn(&mut History, &RunSheet) -> Option<Result<RunSheetEdit, domain::run_sheet::RunSheetError>>,
        done: fn(i18n::Language) -> &'static str,
        nothing: fn(i18n::Language) -> &'static str,
    ) {
        if !self.is_open.get_untracked() {
            return;
        }
        let language = self.language.get_untracked();
        let sheet = self.sheet();
        let mut taken = None;
        self.remember(|history| taken = take(history, &sheet));
        match taken {
            Some(Ok(edit)) => {
                // Asked about when it was written.
                let command = self.command(edit.clone());
                self.planner.names.stand_in(&command);
                if self.send(edit) {
                    self.say(done(language));
                }
            }
            Some(Err(_)) => self.say(text::undo_gone(language)),
            None => self.say(nothing(language)),
        }
    }
}

fn rows(session: &GroupSession) -> BTreeMap<BlockId, Row> {
    let blocks = &session.run_sheet.blocks;
    let row = |(place, timed): (usize, TimedBlock<'_>)| {
        let row = Row {
            place,
            start: timed.start,
            end: timed.end,
            gap: timed.gap,
            overrun: timed.overrun,
            block: timed.block.clone(),
            next: blocks.get(place + 1).map(|next| next.id),
        };
        (timed.block.id, row)
    };
    session
        .run_sheet
        .timed(session.slot.start)
        .enumerate()
        .map(row)
        .collect()
}
