//! Undo and redo, by button and by key, of whatever has a history.

use i18n::{Text, groups as text, say, use_language};
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use ui::Announcer;
use wasm_bindgen::JsCast as _;

use super::changes::Way;
use super::plan::Plan;
use super::work::Planner;

/// What the buttons are called, where another history is on the same page.
#[derive(Debug, Clone, Copy)]
pub struct UndoWords {
    /// What both are for.
    pub group: Text,
    /// The button that takes back.
    pub undo: Text,
    /// The button that makes again.
    pub redo: Text,
}

impl UndoWords {
    /// Those of a history that has its page for itself.
    pub const PLAIN: Self = Self {
        group: text::undo_group,
        undo: text::undo,
        redo: text::redo,
    };
}

/// Undo and redo of the changes of a plan as a whole. The keys are its own where no run sheet is beside it.
#[component]
pub fn PlanUndo<P: Plan>(
    planner: Planner<P>,
    #[prop(default = UndoWords::PLAIN)] words: UndoWords,
    #[prop(default = true)] keys: bool,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let step = move |way: Way, done: Text, nothing: Text| {
        let sentence = if planner.step(way) { done } else { nothing };
        if let Some(announcer) = announcer {
            announcer.say(sentence(language.get_untracked()));
        }
    };
    let can = move |way: Way| Signal::derive(move || planner.changes.with(|changes| changes.can(way)));
    view! {
        <div class="hr-run-sheet-tools" role="group" aria-label=say(language, words.group)>
            <UndoButtons
                can_undo=can(Way::Back)
                can_redo=can(Way::Again)
                undo=Callback::new(move |()| step(Way::Back, text::undone, text::nothing_to_undo))
                redo=Callback::new(move |()| step(Way::Again, text::redone, text::nothing_to_redo))
                words
                keys
            />
        </div>
    }
    .into_any()
}

/// The buttons stay reachable when there is nothing to do, so that the focus is not lost. The keys work wherever the focus
/// is: Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z); in a field they belong to what is typed there.
#[component]
pub fn UndoButtons(
    #[prop(into)] can_undo: Signal<bool>,
    #[prop(into)] can_redo: Signal<bool>,
    undo: Callback<()>,
    redo: Callback<()>,
    #[prop(default = UndoWords::PLAIN)] words: UndoWords,
    #[prop(default = true)] keys: bool,
) -> impl IntoView {
    let language = use_language();
    if keys {
        by_keys(undo, redo);
    }
    view! {
        <button
            type="button"
            class="ds-button"
            data-variant="secondary"
            aria-keyshortcuts=keys.then_some("Control+Z")
            aria-disabled=move || (!can_undo.get()).to_string()
            on:click=move |_| undo.run(())
        >
            {say(language, words.undo)}
        </button>
        <button
            type="button"
            class="ds-button"
            data-variant="secondary"
            aria-keyshortcuts=keys.then_some("Control+Y")
            aria-disabled=move || (!can_redo.get()).to_string()
            on:click=move |_| redo.run(())
        >
            {say(language, words.redo)}
        </button>
    }
    .into_any()
}

fn by_keys(undo: Callback<()>, redo: Callback<()>) {
    Effect::new(move || {
        let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
            let in_field = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|element| {
                    element
                        .matches("input:not([type=checkbox]), textarea, select")
                        .unwrap_or(false)
                });
            if in_field || event.alt_key() || !(event.ctrl_key() || event.meta_key()) {
                return;
            }
            match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => undo.run(()),
                ("y", false) | ("z", true) => redo.run(()),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || handle.remove());
    });
}
