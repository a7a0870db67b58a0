//! The hand that edits a run sheet: sends each edit through the planner and remembers the way back.

use domain::ids::{BlockId, PersonId};
use domain::issue::Issue;
use domain::run_sheet::{Block, Fit, History, Place, RunSheet, RunSheetEdit, RunSheetError};
use i18n::{groups as text, use_language};
use leptos::prelude::*;
use ui::Announcer;

use super::block_form::DRAFT;
use super::rows::Rows;
use super::sheet::{InTime, Sheet};
use crate::form::{Draft, Names};
use crate::planner::{Plan, Planner, kept};

/// A run sheet being edited. Of no kind of plan: its code is there once for all of them.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The run sheet as it is now.
    pub sheet: Memo<Option<InTime>>,
    /// Whether it has clock times.
    pub has_clock: bool,
    /// Whether blocks have speakers, and may be breaks.
    pub has_speakers: bool,
    /// What it is called.
    pub heading: i18n::Text,
    /// Every block with its times.
    pub rows: Rows,
    /// Whether the run sheet can be edited now. Each block follows it, so it is written when it is another, and not asked at every edit.
    pub is_open: ReadSignal<bool>,
    /// The block whose form is open.
    pub edited: RwSignal<Option<BlockId>>,
    /// Words that were confirmed to be nobody's name.
    pub names: Names,
    /// Who edits.
    pub reader: PersonId,
    /// Which run sheet it is, for what is kept of it in this browser.
    name: StoredValue<String>,
    /// Sends an edit; `false` when the rule says no.
    send: Callback<RunSheetEdit, bool>,
    /// Sends an edit that was written on a block as it was then; what was made of it.
    send_from: Callback<(Block, RunSheetEdit), Option<Vec<RunSheetEdit>>>,
    /// Whether an edit's texts may be stored.
    look_through: Callback<RunSheetEdit, Result<(), Vec<Issue>>>,
    /// Saves what is typed in the open form; `false` when that can't be.
    leave: StoredValue<Option<(BlockId, Callback<(), bool>)>>,
    /// The block that is dragged, and the place it would get.
    pub dragged: RwSignal<Option<(BlockId, usize)>>,
    history: RwSignal<History>,
    announcer: Option<Announcer>,
    language: RwSignal<i18n::Language>,
}

impl Editor {
    /// An editor for a run sheet of a plan; what could be undone before a reload can be undone after it.
    pub fn new<P: Plan, S: Sheet<P>>(planner: Planner<P>, of: S) -> Self {
        let sheet = Memo::new(move |_| planner.view.with(|view| of.in_time(P::of(view))));
        let (is_open, open) = signal(planner.view.with_untracked(|view| of.is_open(view)));
        Effect::new(move |_| {
            let now = planner.view.with(|view| of.is_open(view));
            if is_open.get_untracked() != now {
                open.set(now);
            }
        });
        let (reader, name) = planner
            .view
            .with_untracked(|view| (P::reader(view), of.name(P::of(view))));
        let send_from = move |(opened, edit): (Block, RunSheetEdit)| {
            let as_opened = |plan: &mut P| {
                if let Some(sheet) = of.run_sheet_mut(plan) {
                    put_back(sheet, &opened);
                }
            };
            let made = planner.send_from(as_opened, of.command(edit))?;
            Some(made.iter().filter_map(|command| of.edit_of(command).cloned()).collect())
        };
        let editor = Self {
            sheet,
            has_clock: S::HAS_CLOCK,
            has_speakers: S::HAS_SPEAKERS,
            heading: of.heading(),
            rows: Rows::new(sheet, S::HAS_CLOCK),
            is_open,
            edited: RwSignal::new(None),
            names: planner.names,
            reader,
            name: StoredValue::new(name),
            send: Callback::new(move |edit| planner.send(of.command(edit))),
            send_from: Callback::new(send_from),
            look_through: Callback::new(move |edit| planner.look_through(&of.command(edit))),
            leave: StoredValue::new(None),
            dragged: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            announcer: use_context(),
            language: use_language(),
        };
        editor.bring_back(planner.clashed);
        editor
    }

    fn bring_back(self, clashed: RwSignal<u32>) {
        Effect::new(move |before: Option<u32>| {
            let clashed = clashed.get();
            match before {
                None => {
                    if let Some(history) = kept::read(&self.key("history")) {
                        self.history.set(history);
                    }
                    self.reopen();
                }
                // The way back leads over an edit that was never made: theirs must not be undone in its place.
                Some(before) if before != clashed => self.remember(|history| *history = History::default()),
                Some(_) => {}
            }
            clashed
        });
    }

    /// The key of what is kept of this run sheet and this reader.
    pub fn key(self, what: &str) -> String {
        self.name.with_value(|name| format!("{what}:{}:{name}", self.reader))
    }

    /// Whether an edit's texts may be stored.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn look_through(self, edit: &RunSheetEdit) -> Result<(), Vec<Issue>> {
        self.look_through.run(edit.clone())
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
        let reader = self.reader;
        let ids = self
            .rows
            .all
            .with_untracked(|rows| rows.keys().copied().collect::<Vec<_>>());
        let left = ids
            .into_iter()
            .find(|id| Draft::is_kept(DRAFT, &self.draft_of(&id.to_string()), reader));
        if left.is_some() {
            self.edited.set(left);
        }
    }

    /// Of what a draft is: a block of this run sheet, or «new».
    pub fn draft_of(self, block: &str) -> String {
        self.name.with_value(|name| format!("{name}:{block}"))
    }

    /// Makes an edit that can be undone. `false` when the rule says no.
    pub fn edit(self, edit: RunSheetEdit) -> bool {
        let before = self.sheet_now();
        let done = self.send.run(edit.clone());
        if done {
            self.remember(|history| history.record(&before, &edit));
        }
        done
    }

    /// Makes an edit of a block that was written in a form: `opened` is the block as the form started. What a colleague
    /// changed of the same since then is shown beside it. `false` when the rule says no.
    pub fn edit_from(self, opened: &Block, edit: RunSheetEdit) -> bool {
        let before = self.sheet_now();
        let made = self.send_from.run((opened.clone(), edit));
        // The part that was made can be undone; what met another stands in the choice.
        for edit in made.iter().flatten() {
            self.remember(|history| history.record(&before, edit));
        }
        made.is_some()
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
        let sheet = self.sheet_now();
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
        let place = self.rows.now(id).map(|row| row.place);
        if let Some(to) = place.and_then(|place| place.checked_add_signed(by)) {
            self.move_to(id, to);
        }
    }

    /// How the run sheet fits into its time, its minutes, and the minutes it has; `None` for an empty one.
    pub fn fit(self) -> Option<(Fit, u32, u16)> {
        self.sheet.with(|sheet| {
            let sheet = sheet.as_ref().filter(|sheet| !sheet.run_sheet.blocks.is_empty())?;
            let fit = sheet.run_sheet.fit(sheet.start, sheet.minutes);
            Some((fit, sheet.run_sheet.total_minutes(), sheet.minutes))
        })
    }

    /// The run sheet as it is now.
    pub fn sheet_now(self) -> RunSheet {
        let blocks = |sheet: &Option<InTime>| sheet.as_ref().map(|sheet| sheet.run_sheet.clone());
        self.sheet.with_untracked(blocks).unwrap_or_default()
    }

    /// Says a sentence to those who hear the page.
    pub fn say(self, sentence: impl Into<String>) {
        if let Some(announcer) = self.announcer {
            announcer.say(sentence);
        }
    }

    fn remember(self, change: impl FnOnce(&mut History)) {
        self.history.update(change);
        self.history
            .with_untracked(|history| kept::write(&self.key("history"), history));
    }

    fn step(
        self,
        take: impl Fn(&mut History, &RunSheet) -> Option<Result<RunSheetEdit, RunSheetError>>,
        done: fn(i18n::Language) -> &'static str,
        nothing: fn(i18n::Language) -> &'static str,
    ) {
        if !self.is_open.get_untracked() {
            return;
        }
        let language = self.language.get_untracked();
        let sheet = self.sheet_now();
        let mut taken = None;
        self.remember(|history| taken = take(history, &sheet));
        match taken {
            Some(Ok(edit)) => {
                // Asked about when it was written.
                self.names.stand_in(&edit);
                let mut is_sent = false;
                ui::keep_focus(|| is_sent = self.send.run(edit));
                if is_sent {
                    self.say(done(language));
                }
            }
            Some(Err(_)) => self.say(text::undo_gone(language)),
            None => self.say(nothing(language)),
        }
    }
}

/// The block as a form started from it.
fn put_back(sheet: &mut RunSheet, opened: &Block) {
    match sheet.blocks.iter_mut().find(|block| block.id == opened.id) {
        Some(block) => *block = opened.clone(),
        None => sheet.blocks.push(opened.clone()),
    }
}
