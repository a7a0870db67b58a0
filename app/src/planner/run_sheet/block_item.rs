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
use super::editor::Editor;
use super::rows::{Known, Times, clock_id};
use crate::planner::words;
use crate::{focus, fresh};

/// How many minutes a press on a stepper adds or takes.
const STEP: i64 = 5;

/// A block, or its form while it is edited.
#[component]
pub fn BlockItem(editor: Editor, id: BlockId, beside: Option<Beside>) -> impl IntoView {
    let Some((times, known)) = editor.rows.watch(id) else {
        return ().into_any();
    };
    let is_edited = move || editor.edited.get() == Some(id) && editor.is_open.get();
    // A line shows where a dragged block would land.
    let mark = move || {
        let (dragged, to) = editor.dragged.get()?;
        let place = |id: BlockId| editor.rows.all.with(|rows| rows.get(&id).map(|row| row.place));
        let from = place(dragged)?;
        match place(id)? {
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
    let is_break = move || known.with(|known| known.block.is_break).then_some("true");
    view! {
        <li class="hr-block" data-block=id.to_string() data-drag=mark data-break=is_break on:keydown=on_key>
            <Show
                when=is_edited
                fallback=move || {
                    view! {
                        <BlockFacts editor id times known />
                        <Show when=move || editor.is_open.get()>
                            <BlockActions editor id times known beside />
                        </Show>
                    }
                }
            >
                {move || view! { <EditBlock editor block=known.with_untracked(|known| Block::clone(&known.block)) /> }}
            </Show>
            {beside.map(|beside| beside.draw.run((id, step_of(known))))}
        </li>
    }
    .into_any()
}

/// What happens in a block.
fn step_of(known: RwSignal<Known>) -> Signal<String> {
    Memo::new(move |_| known.with(|known| known.block.step.to_string())).into()
}

/// Id of the button that drags a block, where the focus goes when it moves.
fn handle_id(id: BlockId) -> String {
    format!("handle-{id}")
}

#[component]
fn BlockFacts(editor: Editor, id: BlockId, times: RwSignal<Times>, known: RwSignal<Known>) -> impl IntoView {
    let language = use_language();
    let of = move |read: fn(Language, &Block) -> String| move || known.with(|known| read(language.get(), &known.block));
    let start = editor.rows.clock(language.get_untracked(), times.get_untracked());
    // Without a lock the times are not followed.
    let lock = Memo::new(move |_| {
        let lock = known.with(|known| known.block.lock)?;
        Some(times.with(|times| (lock, times.gap, times.overrun)))
    });
    let actual = Memo::new(move |_| known.with(|known| known.block.actual));
    view! {
        <span class="hr-block-start" id=clock_id(id)>{start}</span>
        <span class="hr-block-minutes">{of(|language, block| format::duration(language, block.minutes.get().into()))}</span>
        <span class="hr-block-step">{of(|_, block| block.step.to_string())}</span>
        {move || {
            let words = known.with(|known| detail(language.get(), &known.block));
            (!words.is_empty()).then(|| view! { <span class="hr-block-detail">{words}</span> })
        }}
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
    times: RwSignal<Times>,
    known: RwSignal<Known>,
    beside: Option<Beside>,
) -> impl IntoView {
    let language = use_language();
    let step = step_of(known);
    let add = move |by: i64| {
        // As it is, which the signal is told of a moment later: of two quick presses the second counts on from the first.
        let Some(row) = editor.rows.now(id) else { return };
        let now = i64::from(row.known.block.minutes);
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
            <BlockMenu editor id times known step beside />
        </div>
    }
    .into_any()
}

#[component]
fn BlockMenu(
    editor: Editor,
    id: BlockId,
    times: RwSignal<Times>,
    known: RwSignal<Known>,
    step: Signal<String>,
    beside: Option<Beside>,
) -> impl IntoView {
    let language = use_language();
    let edit = move |edit: RunSheetEdit, said: fn(Language) -> &'static str| {
        if editor.edit(edit) {
            editor.say(said(language.get_untracked()));
        }
    };
    // Drawn when it is first opened: of two hundred blocks few are.
    let is_asked = RwSignal::new(false);
    let now = move || editor.rows.now(id);
    let split = move || {
        let half = now().and_then(|row| BlockMinutes::new((i64::from(row.known.block.minutes) / 2).max(1)).ok());
        if let Some(first) = half {
            let new = BlockId::new(fresh::ulid());
            edit(RunSheetEdit::Split { id, first, new }, text::block_split_done);
        }
    };
    let merge = move || {
        if let Some(next) = now().and_then(|row| row.known.next) {
            edit(RunSheetEdit::Merge { id, next }, text::block_merge_done);
        }
    };
    let duplicate = move || {
        let new = BlockId::new(fresh::ulid());
        edit(RunSheetEdit::Duplicate { id, new }, text::block_duplicate_done);
    };
    let lock = move || {
        if let Some(row) = now() {
            let (lock, said): (_, fn(Language) -> &'static str) = match row.known.block.lock {
                Some(_) => (None, text::block_unlock_done),
                None => (Some(row.times.start), text::block_lock_done),
            };
            let fields = vec![BlockField::Lock(lock)];
            edit(RunSheetEdit::Change { id, fields }, said);
        }
    };
    let remove = move || {
        let Some(row) = now() else { return };
        let before = editor.sheet_now();
        let neighbour = row
            .known
            .next
            .or_else(|| before.blocks.get(row.place.checked_sub(1)?).map(|block| block.id));
        edit(RunSheetEdit::Remove { id }, text::block_remove_done);
        let target = neighbour.map_or_else(|| "new-block-minutes".to_owned(), |id| format!("menu-{id}"));
        request_animation_frame(move || focus::on(&target));
    };
    let is_long = Signal::derive(move || known.with(|known| known.block.minutes.get() > 1));
    let has_next = Signal::derive(move || known.with(|known| known.next.is_some()));
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
        if known.with(|known| known.block.lock.is_some()) {
            text::block_unlock(language).to_owned()
        } else {
            text::block_lock(language, format::time(language, times.with(|times| times.start)))
        }
    });
    let list = move || {
        view! {
            <ul class="hr-menu__list">
                {choice(words(text::block_split), is_long, Callback::new(move |()| split()))}
                {choice(words(text::block_merge), has_next, Callback::new(move |()| merge()))}
                {choice(words(text::block_duplicate), always, Callback::new(move |()| duplicate()))}
                {choice(lock_words, has_clock, Callback::new(move |()| lock()))}
                {beside.map(|beside| choice(words(beside.label), always, Callback::new(move |()| beside.open.run(id))))}
                {choice(words(text::block_take_out), always, Callback::new(move |()| remove()))}
            </ul>
        }
    };
    view! {
        <Menu
            id=format!("menu-{id}")
            label=Signal::derive(move || text::block_menu_of(language.get(), step.get()))
            text=told(language, text::block_menu)
            icon=Icon::More
            align=MenuAlign::End
            on:toggle=move |_| is_asked.set(true)
        >
            <Show when=move || is_asked.get()>{list}</Show>
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
