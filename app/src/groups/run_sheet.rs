//! The run sheet of a session: blocks in order, each with its clock time; buttons and keys move them.

use domain::groups::{Block, GroupCommand, RunSheet, RunSheetEdit};
use domain::ids::BlockId;
use domain::issue::Issues;
use domain::text::{BlockMinutes, Note, ShortText, Title};
use i18n::{Language, format, groups as text, use_language};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, NumberField};

use super::planner::Planner;
use crate::form::{FormState, FreeTextField, Names};
use crate::fresh;

/// The section of the session's page.
#[component]
pub fn RunSheetSection(planner: Planner, number: u8, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let sheet = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .session(number)
                .map(|session| session.run_sheet.clone())
                .unwrap_or_default()
        })
    });
    let edited = RwSignal::new(None::<BlockId>);
    let ids = move || sheet.with(|sheet| sheet.blocks.iter().map(|block| block.id).collect::<Vec<_>>());
    view! {
        <section aria-labelledby="run-sheet-heading" class="hr-run-sheet">
            <h2 id="run-sheet-heading">{move || text::run_sheet(language.get())}</h2>
            <Show when=move || sheet.with(|sheet| sheet.blocks.is_empty())>
                <p>{move || text::run_sheet_empty(language.get())}</p>
            </Show>
            <ol class="hr-blocks">
                <For each=ids key=|id| *id let:id>
                    <BlockItem planner number sheet id edited may_edit />
                </For>
            </ol>
            <p class="hr-run-sheet-sum" aria-live="polite">
                {move || sum(language.get(), planner, number)}
            </p>
            {may_edit.then(|| view! { <AddBlock planner number sheet /> })}
        </section>
    }
}

/// The blocks' minutes against the session's length, in words.
fn sum(language: Language, planner: Planner, number: u8) -> String {
    planner.view.with(|view| {
        let Some(session) = view.group.session(number) else {
            return String::new();
        };
        let (sum, length) = (session.run_sheet.total_minutes(), u32::from(session.slot.minutes.get()));
        let words = |minutes| format::duration(language, minutes);
        match sum.cmp(&length) {
            _ if sum == 0 => String::new(),
            std::cmp::Ordering::Equal => text::sum_fits(language, words(sum), words(length)),
            std::cmp::Ordering::Greater => text::sum_over(language, words(sum), words(sum - length), words(length)),
            std::cmp::Ordering::Less => text::sum_under(language, words(sum), words(length - sum), words(length)),
        }
    })
}

#[component]
fn BlockItem(
    planner: Planner,
    number: u8,
    sheet: Memo<RunSheet>,
    id: BlockId,
    edited: RwSignal<Option<BlockId>>,
    may_edit: bool,
) -> impl IntoView {
    let language = use_language();
    let block = Memo::new(move |_| sheet.with(|sheet| sheet.blocks.iter().find(|block| block.id == id).cloned()));
    let start = Memo::new(move |_| {
        planner.view.with(|view| {
            let session = view.group.session(number)?;
            session
                .run_sheet
                .timed(session.slot.start)
                .find(|timed| timed.block.id == id)
                .map(|timed| timed.start)
        })
    });
    let editing = move || edited.get() == Some(id);
    view! {
        <li class="hr-block">
            <Show
                when=editing
                fallback=move || {
                    view! {
                        <span class="hr-block-start">{move || start.get().map(|start| format::time(language.get(), start))}</span>
                        <span class="hr-block-minutes">
                            {move || block.with(|block| block.as_ref().map(|block| format::duration(language.get(), block.minutes.get().into())))}
                        </span>
                        <span class="hr-block-step">{move || block.with(|block| block.as_ref().map(|block| block.step.to_string()))}</span>
                        <span class="hr-block-detail">{move || block.with(|block| block.as_ref().map(detail))}</span>
                        {may_edit.then(|| view! { <BlockActions planner number sheet id block edited /> })}
                    }
                }
            >
                {move || block.get_untracked().map(|block| view! { <EditBlock planner number block edited /> })}
            </Show>
        </li>
    }
}

/// Method and material on one line.
fn detail(block: &Block) -> String {
    let parts = [block.method.as_str(), block.material.as_str(), block.note.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

#[component]
fn BlockActions(
    planner: Planner,
    number: u8,
    sheet: Memo<RunSheet>,
    id: BlockId,
    block: Memo<Option<Block>>,
    edited: RwSignal<Option<BlockId>>,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let step = move || block.with(|block| block.as_ref().map(|block| block.step.to_string()).unwrap_or_default());
    let shift = move |by: isize| {
        let (place, total) =
            sheet.with_untracked(|sheet| (sheet.blocks.iter().position(|block| block.id == id), sheet.blocks.len()));
        let target = place
            .and_then(|place| place.checked_add_signed(by))
            .filter(|target| *target < total);
        if let Some(to) = target {
            ui::keep_focus(|| {
                planner.send(GroupCommand::EditRunSheet {
                    number,
                    edit: RunSheetEdit::Move { id, to },
                });
            });
            if let Some(announcer) = announcer {
                announcer.say(text::block_moved(
                    language.get_untracked(),
                    untrack(step),
                    to + 1,
                    total,
                ));
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            shift(by);
        }
    };
    let remove = move || {
        planner.send(GroupCommand::EditRunSheet {
            number,
            edit: RunSheetEdit::Remove { id },
        });
    };
    view! {
        <div class="hr-block-actions" on:keydown=on_key>
            <Button
                variant=ButtonVariant::Tertiary
                label=Signal::derive(move || text::block_up(language.get(), step()))
                on:click=move |_| shift(-1)
            >
                "↑"
            </Button>
            <Button
                variant=ButtonVariant::Tertiary
                label=Signal::derive(move || text::block_down(language.get(), step()))
                on:click=move |_| shift(1)
            >
                "↓"
            </Button>
            <Button
                variant=ButtonVariant::Tertiary
                label=Signal::derive(move || text::block_edit(language.get(), step()))
                on:click=move |_| edited.set(Some(id))
            >
                "✎"
            </Button>
            <Button
                variant=ButtonVariant::Tertiary
                label=Signal::derive(move || text::block_remove(language.get(), step()))
                on:click=move |_| remove()
            >
                "✕"
            </Button>
        </div>
    }
    .into_any()
}

/// A block as typed.
#[derive(Clone, Copy)]
struct BlockSignals {
    step: RwSignal<String>,
    minutes: RwSignal<String>,
    method: RwSignal<String>,
    material: RwSignal<String>,
    note: StoredValue<Note>,
    form: FormState,
}

impl BlockSignals {
    fn empty() -> Self {
        Self {
            step: RwSignal::new(String::new()),
            minutes: RwSignal::new("10".to_owned()),
            method: RwSignal::new(String::new()),
            material: RwSignal::new(String::new()),
            note: StoredValue::new(Note::default()),
            form: FormState::new(),
        }
    }

    fn of(block: &Block) -> Self {
        Self {
            step: RwSignal::new(block.step.to_string()),
            minutes: RwSignal::new(block.minutes.to_string()),
            method: RwSignal::new(block.method.to_string()),
            material: RwSignal::new(block.material.to_string()),
            note: StoredValue::new(block.note.clone()),
            form: FormState::new(),
        }
    }

    /// Sends the edit, unless its texts name somebody: then that is shown beside the field.
    fn send(self, planner: Planner, number: u8, edit: RunSheetEdit) -> bool {
        let command = GroupCommand::EditRunSheet { number, edit };
        match planner.look_through(&command) {
            Ok(()) => planner.send(command),
            Err(found) => {
                self.form.refuse(found);
                crate::focus::first_fault();
                false
            }
        }
    }

    /// The block typed; faults are shown beside their fields.
    fn parse(self, id: BlockId) -> Option<Block> {
        let mut issues = Issues::new();
        let step = issues.keep("step", Title::parse(&self.step.get_untracked()));
        let minutes = issues.keep("minutes", BlockMinutes::parse(&self.minutes.get_untracked()));
        let method = issues.keep("method", ShortText::parse(&self.method.get_untracked()));
        let material = issues.keep("material", ShortText::parse(&self.material.get_untracked()));
        let faulty = !issues.is_empty();
        self.form.refuse(issues.into_vec());
        if faulty {
            crate::focus::first_fault();
        }
        Some(Block {
            id,
            step: step?,
            minutes: minutes?,
            method: method?,
            material: material?,
            note: self.note.get_value(),
        })
    }
}

#[component]
fn BlockFields(fields: BlockSignals, names: Names, #[prop(into)] id: String) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-field-row">
            <NumberField
                id=format!("{id}-minutes")
                label=Signal::derive(move || text::block_minutes(language.get()).to_owned())
                value=fields.minutes
                error=fields.form.error("minutes")
            />
            <FreeTextField
                id=format!("{id}-step")
                label=Signal::derive(move || text::block_step(language.get()).to_owned())
                value=fields.step
                names
                issue=fields.form.issue("step")
            />
        </div>
        <div class="hr-field-row">
            <FreeTextField
                id=format!("{id}-method")
                label=Signal::derive(move || text::block_method(language.get()).to_owned())
                value=fields.method
                names
                issue=fields.form.issue("method")
            />
            <FreeTextField
                id=format!("{id}-material")
                label=Signal::derive(move || text::block_material(language.get()).to_owned())
                value=fields.material
                names
                issue=fields.form.issue("material")
            />
        </div>
    }
    .into_any()
}

#[component]
fn AddBlock(planner: Planner, number: u8, sheet: Memo<RunSheet>) -> impl IntoView {
    let language = use_language();
    let fields = BlockSignals::empty();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(block) = fields.parse(BlockId::new(fresh::ulid())) else {
            return;
        };
        let at = sheet.with_untracked(|sheet| sheet.blocks.len());
        if fields.send(planner, number, RunSheetEdit::Insert { at, block }) {
            for field in [fields.step, fields.method, fields.material] {
                field.set(String::new());
            }
            crate::focus::on("new-block-minutes");
        }
    };
    view! {
        <form class="hr-form hr-block-form" novalidate=true on:submit=save>
            <BlockFields fields names=planner.names id="new-block" />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{move || text::block_add(language.get())}</Button>
        </form>
    }
    .into_any()
}

#[component]
fn EditBlock(planner: Planner, number: u8, block: Block, edited: RwSignal<Option<BlockId>>) -> impl IntoView {
    let language = use_language();
    let id = block.id;
    let fields = BlockSignals::of(&block);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(block) = fields.parse(id)
            && fields.send(planner, number, RunSheetEdit::Change { block })
        {
            edited.set(None);
        }
    };
    view! {
        <form class="hr-form hr-block-form" novalidate=true on:submit=save>
            <BlockFields fields names=planner.names id=format!("block-{id}") />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit>{move || text::block_save(language.get())}</Button>
                <Button variant=ButtonVariant::Tertiary on:click=move |_| edited.set(None)>
                    {move || text::cancel_edit(language.get())}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
