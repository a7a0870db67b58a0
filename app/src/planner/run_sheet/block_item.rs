//! One block in the list: its time and content, a handle to drag it, steppers for its minutes, and a menu.

use domain::ids::BlockId;
use domain::run_sheet::{Block, BlockField, RunSheetEdit};
use domain::text::BlockMinutes;
use i18n::{Language, format, groups as text, parts, told, use_language};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use ui::{Icon, IconMark, Menu, MenuAlign};
use wasm_bindgen::JsCast as _;

use super::Beside;
use super::block_form::EditBlock;
use super::drag::DragHandle;
use super::editor::{Editor, Row};
use crate::planner::words;
use crate::{focus, fresh};

/// How many minutes a press on a stepper adds or takes.
const STEP: i64 = 5;

/// A block, or its form while it is edited.
///
/// A block that becomes longer moves all that come after it: what does not tell the time follows the block alone, so that
/// of each of two hundred the clock is drawn anew and nothing else.
#[component]
pub fn BlockItem(editor: Editor, id: BlockId, beside: Option<Beside>) -> impl IntoView {
    let row = Memo::new(move |_| editor.rows.with(|rows| rows.get(&id).cloned()));
    let block = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.block.clone())));
    let is_edited = move || editor.edited.get() == Some(id) && editor.is_open.get();
    // A line shows where a dragged block would land.
    let mark = move || {
        let (dragged, to) = editor.dragged.get()?;
        let row = row.get()?;
        let from = editor.rows.with(|rows| rows.get(&dragged).map(|row| row.place))?;
        match row.place {
            place if place == from => Some("dragged"),
            place if place == to && to < from => Some("before"),
            place if place == to => Some("after"),
            _ => None,
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        if event.alt_key() && editor.is_open.get_untracked() {
            event.prevent_default();
            editor.shift(id, by);
        }
    };
    let is_break = move || {
        block
            .with(|block| block.as_ref().is_some_and(|block| block.is_break))
            .then_some("true")
    };
    view! {
        <li class="hr-block" data-block=id.to_string() data-drag=mark data-break=is_break on:keydown=on_key>
            <Show
                when=is_edited
                fallback=move || {
                    view! {
                        <BlockFacts row block has_clock=editor.has_clock />
                        <Show when=move || editor.is_open.get()>
                            <BlockActions editor id row block beside />
                        </Show>
                    }
                }
            >
                {move || row.get_untracked().map(|row| view! { <EditBlock editor block=row.block /> })}
            </Show>
            {beside.map(|beside| beside.draw.run((id, step_of(block))))}
        </li>
    }
    .into_any()
}

/// What happens in a block.
fn step_of(block: Memo<Option<Block>>) -> Signal<String> {
    Memo::new(move |_| block.with(|block| block.as_ref().map(|block| block.step.to_string()).unwrap_or_default()))
        .into()
}

/// Id of the button that drags a block, where the focus goes when it moves.
fn handle_id(id: BlockId) -> String {
    format!("handle-{id}")
}

#[component]
fn BlockFacts(row: Memo<Option<Row>>, block: Memo<Option<Block>>, has_clock: bool) -> impl IntoView {
    let language = use_language();
    let of = move |read: fn(Language, &Block) -> String| {
        move || {
            block.with(|block| {
                block
                    .as_ref()
                    .map(|block| read(language.get(), block))
                    .unwrap_or_default()
            })
        }
    };
    let begins = if has_clock { clock } else { from_start };
    let start = move || row.with(|row| row.as_ref().map(|row| begins(language.get(), row)).unwrap_or_default());
    let lock = Memo::new(move |_| {
        row.with(|row| {
            let row = row.as_ref()?;
            Some((row.block.lock?, row.gap, row.overrun))
        })
    });
    let actual = Memo::new(move |_| block.with(|block| block.as_ref().and_then(|block| block.actual)));
    view! {
        <span class="hr-block-start">{start}</span>
        <span class="hr-block-minutes">{of(|language, block| format::duration(language, block.minutes.get().into()))}</span>
        <span class="hr-block-step">{of(|_, block| block.step.to_string())}</span>
        <span class="hr-block-detail">{of(detail)}</span>
        {move || lock.get().map(|(lock, gap, overrun)| {
            let (words, is_off) = words::lock(language.get(), lock, gap, overrun);
            view! {
                <span class="hr-block-lock" data-off=is_off.then_some("true")>
                    <IconMark icon=if is_off { Icon::Warning } else { Icon::Lock } />
                    {words}
                </span>
            }
        })}
        {move || actual.get().map(|minutes| view! {
            <span class="hr-block-actual">
                {text::block_took(language.get(), format::duration(language.get(), minutes.get().into()))}
            </span>
        })}
    }
    .into_any()
}

fn clock(language: Language, row: &Row) -> String {
    format::time(language, row.start)
}

/// Minutes from the beginning, as on a stopwatch: `0:25`.
fn from_start(_: Language, row: &Row) -> String {
    format!("{}:{:02}", row.offset / 60, row.offset % 60)
}

/// Who speaks, goal, method, material and note on one line.
fn detail(language: Language, block: &Block) -> String {
    let parts = [
        if block.is_break {
            parts::break_word(language)
        } else {
            ""
        },
        block.speaker.as_str(),
        block.goal.as_str(),
        block.method.as_str(),
        block.material.as_str(),
        block.note.as_str(),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

#[component]
fn BlockActions(
    editor: Editor,
    id: BlockId,
    row: Memo<Option<Row>>,
    block: Memo<Option<Block>>,
    beside: Option<Beside>,
) -> impl IntoView {
    let language = use_language();
    let step = step_of(block);
    let add = move |by: i64| {
        let minutes = block.with_untracked(|block| block.as_ref().map(|block| i64::from(block.minutes)));
        let Some(now) = minutes else { return };
        let Ok(next) = BlockMinutes::new((now + by).clamp(BlockMinutes::MIN.into(), BlockMinutes::MAX.into())) else {
            return;
        };
        if i64::from(next) != now && editor.edit(RunSheetEdit::minutes(id, next)) {
            let language = language.get_untracked();
            editor.say(format::duration(language, next.get().into()));
        }
    };
    let button = move |name: &'static str, label: fn(Language, String) -> String, mark: Icon, press: Callback<()>| {
        view! {
            <button
                type="button"
                class="ds-button"
                id=format!("{name}-{id}")
                data-variant="tertiary"
                data-icon="true"
                aria-label=move || label(language.get(), step.get())
                on:click=move |_| press.run(())
            >
                <IconMark icon=mark />
            </button>
        }
        .into_any()
    };
    view! {
        <div class="hr-block-actions">
            <DragHandle editor id element_id=handle_id(id) label=Signal::derive(move || text::block_drag(language.get(), step.get())) />
            {button("up", text::block_up, Icon::Up, Callback::new(move |()| editor.shift(id, -1)))}
            {button("down", text::block_down, Icon::Down, Callback::new(move |()| editor.shift(id, 1)))}
            {button("less", text::block_less, Icon::Minus, Callback::new(move |()| add(-STEP)))}
            {button("more", text::block_more, Icon::Plus, Callback::new(move |()| add(STEP)))}
            {button("edit", text::block_edit, Icon::Pencil, Callback::new(move |()| {
                if editor.open(id) {
                    request_animation_frame(move || focus::on(&format!("block-{id}-minutes")));
                }
            }))}
            <BlockMenu editor id row step beside />
        </div>
    }
    .into_any()
}

#[component]
fn BlockMenu(
    editor: Editor,
    id: BlockId,
    row: Memo<Option<Row>>,
    step: Signal<String>,
    beside: Option<Beside>,
) -> impl IntoView {
    let language = use_language();
    let edit = move |edit: RunSheetEdit, said: fn(Language) -> &'static str| {
        if editor.edit(edit) {
            editor.say(said(language.get_untracked()));
        }
    };
    let known = move || row.get_untracked();
    let split = move || {
        let half = known().and_then(|row| BlockMinutes::new((i64::from(row.block.minutes) / 2).max(1)).ok());
        if let Some(first) = half {
            let new = BlockId::new(fresh::ulid());
            edit(RunSheetEdit::Split { id, first, new }, text::block_split_done);
        }
    };
    let merge = move || {
        if let Some(next) = known().and_then(|row| row.next) {
            edit(RunSheetEdit::Merge { id, next }, text::block_merge_done);
        }
    };
    let duplicate = move || {
        let new = BlockId::new(fresh::ulid());
        edit(RunSheetEdit::Duplicate { id, new }, text::block_duplicate_done);
    };
    let lock = move || {
        if let Some(row) = known() {
            let (lock, said): (_, fn(Language) -> &'static str) = match row.block.lock {
                Some(_) => (None, text::block_unlock_done),
                None => (Some(row.start), text::block_lock_done),
            };
            let fields = vec![BlockField::Lock(lock)];
            edit(RunSheetEdit::Change { id, fields }, said);
        }
    };
    let remove = move || {
        let Some(row) = known() else { return };
        let before = editor.sheet_now();
        let neighbour = row
            .next
            .or_else(|| before.blocks.get(row.place.checked_sub(1)?).map(|block| block.id));
        edit(RunSheetEdit::Remove { id }, text::block_remove_done);
        let target = neighbour.map_or_else(|| "new-block-minutes".to_owned(), |id| format!("menu-{id}"));
        request_animation_frame(move || focus::on(&target));
    };
    let of_row = move |test: fn(&Row) -> bool| -> Signal<bool> {
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(test))).into()
    };
    let is_long = of_row(|row| row.block.minutes.get() > 1);
    let has_next = of_row(|row| row.next.is_some());
    let always = Signal::stored(true);
    let has_clock = Signal::stored(editor.has_clock);
    let choice = move |words: Signal<String>, shown: Signal<bool>, press: Callback<()>| {
        view! {
            <Show when=move || shown.get()>
                <li>
                    <button
                        type="button"
                        class="hr-menu__button"
                        on:click=move |event| {
                            close_menu(&event);
                            press.run(());
                        }
                    >
                        {words}
                    </button>
                </li>
            </Show>
        }
        .into_any()
    };
    let words = move |say: fn(Language) -> &'static str| Signal::derive(move || say(language.get()).to_owned());
    let lock_words = Signal::derive(move || {
        let language = language.get();
        row.with(|row| match row {
            Some(row) if row.block.lock.is_none() => text::block_lock(language, format::time(language, row.start)),
            _ => text::block_unlock(language).to_owned(),
        })
    });
    view! {
        <Menu
            id=format!("menu-{id}")
            label=Signal::derive(move || text::block_menu_of(language.get(), step.get()))
            text=told(language, text::block_menu)
            icon=Icon::More
            align=MenuAlign::End
        >
            <ul class="hr-menu__list">
                {choice(words(text::block_split), is_long, Callback::new(move |()| split()))}
                {choice(words(text::block_merge), has_next, Callback::new(move |()| merge()))}
                {choice(words(text::block_duplicate), always, Callback::new(move |()| duplicate()))}
                {choice(lock_words, has_clock, Callback::new(move |()| lock()))}
                {beside.map(|beside| choice(words(beside.label), always, Callback::new(move |()| beside.open.run(id))))}
                {choice(words(text::block_take_out), always, Callback::new(move |()| remove()))}
            </ul>
        </Menu>
    }
    .into_any()
}

/// Closes the menu that a choice stands in; the focus goes to its button.
fn close_menu(event: &MouseEvent) {
    let button = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let menu = button.and_then(|button| button.closest("details").ok().flatten());
    if let Some(menu) = menu {
        // A menu that is closed already stays closed.
        let _ = menu.remove_attribute("open");
        if let Some(summary) = menu.first_element_child() {
            focus::on(&summary.id());
        }
    }
}
