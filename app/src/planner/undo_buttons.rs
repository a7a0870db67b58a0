//! Undo and redo, by button and by key, of whatever has a history.

use i18n::{groups as text, say, use_language};
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use wasm_bindgen::JsCast as _;

/// The buttons stay reachable when there is nothing to do, so that the focus is not lost. The keys work wherever the focus
/// is: Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z); in a field they belong to what is typed there.
#[component]
pub fn UndoButtons(
    #[prop(into)] can_undo: Signal<bool>,
    #[prop(into)] can_redo: Signal<bool>,
    undo: Callback<()>,
    redo: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    by_keys(undo, redo);
    view! {
        <button
            type="button"
            class="ds-button"
            data-variant="secondary"
            aria-keyshortcuts="Control+Z"
            aria-disabled=move || (!can_undo.get()).to_string()
            on:click=move |_| undo.run(())
        >
            {say(language, text::undo)}
        </button>
        <button
            type="button"
            class="ds-button"
            data-variant="secondary"
            aria-keyshortcuts="Control+Y"
            aria-disabled=move || (!can_redo.get()).to_string()
            on:click=move |_| redo.run(())
        >
            {say(language, text::redo)}
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
