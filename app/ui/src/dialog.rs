//! A question in front of the page.

use i18n::{say, use_language};
use leptos::html;
use leptos::prelude::*;

/// A native modal dialog. Escape closes it, the focus goes back to where it came from, and the page behind can't be reached.
#[component]
pub fn Dialog(
    /// Id of the dialog.
    #[prop(into)]
    id: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open. Set it to open; it is unset when the reader closes.
    open: RwSignal<bool>,
    /// Text and fields; buttons in a row with the class `hr-dialog__actions` at the end.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // Refused only for a dialog that is not in the page or is open already.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        // The browser tells of it a moment later; by then it may have been opened again.
        if node.get_untracked().is_none_or(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    view! {
        <dialog class="ds-dialog" id=id aria-labelledby=labelled_by node_ref=node on:close=closed>
            <button
                type="button"
                class="ds-button"
                data-variant="tertiary"
                data-color="neutral"
                data-icon="true"
                data-command="close"
                aria-label=say(language, i18n::ui::close)
                on:click=move |_| open.set(false)
            ></button>
            <h2 id=heading class="ds-heading" data-size="sm">{move || title.get()}</h2>
            <div class="hr-dialog__body">{children()}</div>
        </dialog>
    }
}
