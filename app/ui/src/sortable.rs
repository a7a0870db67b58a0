//! Lists whose order the reader decides, by buttons and by keys.

use i18n::use_language;
use leptos::prelude::*;

use crate::{Announcer, Icon, IconMark, keep_focus};

/// One step in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Towards the start.
    Up,
    /// Towards the end.
    Down,
}

/// A list whose items can be moved. The children are [`SortableItem`]s.
#[component]
pub fn SortableList(
    /// What the list is.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <ol class="hr-sortable" aria-label=move || label.get()>{children()}</ol> }
}

/// One item: its content, and two buttons that move it. Alt with an arrow key does the same from anywhere inside. The new
/// place is announced, and the focus stays on what moved.
#[component]
pub fn SortableItem(
    /// What the item is called.
    #[prop(into)]
    name: Signal<String>,
    /// Its place, from 0.
    #[prop(into)]
    place: Signal<usize>,
    /// How many items there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Moves it in the caller's list.
    #[prop(into)]
    on_move: Callback<Step>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let is_first = move || place.get() == 0;
    let is_last = move || place.get() + 1 >= count.get();
    let go = move |step: Step| {
        let blocked = untrack(move || match step {
            Step::Up => is_first(),
            Step::Down => is_last(),
        });
        if blocked {
            return;
        }
        let to = match step {
            Step::Up => place.get_untracked(),
            Step::Down => place.get_untracked() + 2,
        };
        let said = i18n::ui::moved(
            language.get_untracked(),
            name.get_untracked(),
            to,
            count.get_untracked(),
        );
        keep_focus(|| on_move.run(step));
        if let Some(announcer) = announcer {
            announcer.say(said);
        }
    };
    view! {
        <li
            class="hr-sortable__item"
            on:keydown=move |event| {
                let step = match (event.alt_key(), event.key().as_str()) {
                    (true, "ArrowUp") => Step::Up,
                    (true, "ArrowDown") => Step::Down,
                    _ => return,
                };
                event.prevent_default();
                go(step);
            }
        >
            <div class="hr-sortable__content">{children()}</div>
            <div class="hr-sort-buttons">
                <button
                    type="button"
                    class="ds-button"
                    data-variant="tertiary"
                    data-color="neutral"
                    data-icon="true"
                    aria-label=move || i18n::ui::move_up(language.get(), name.get())
                    aria-disabled=move || is_first().then_some("true")
                    on:click=move |_| go(Step::Up)
                >
                    <IconMark icon=Icon::Up />
                </button>
                <button
                    type="button"
                    class="ds-button"
                    data-variant="tertiary"
                    data-color="neutral"
                    data-icon="true"
                    aria-label=move || i18n::ui::move_down(language.get(), name.get())
                    aria-disabled=move || is_last().then_some("true")
                    on:click=move |_| go(Step::Down)
                >
                    <IconMark icon=Icon::Down />
                </button>
            </div>
        </li>
    }
}
