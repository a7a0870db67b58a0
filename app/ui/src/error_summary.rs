//! All that is wrong with a form, in one place, with links to the fields.

use i18n::{say, use_language};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// One line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Id of the field's control.
    pub field: String,
    /// What is wrong, as beside the field.
    pub text: String,
}

/// The list; nothing while it is empty. Takes the focus when it gets new lines, so that it is read out.
#[component]
pub fn ErrorSummary(
    /// Id of the heading.
    #[prop(into)]
    id: String,
    /// The lines, in the order of the fields.
    #[prop(into)]
    faults: Signal<Vec<Fault>>,
) -> impl IntoView {
    let language = use_language();
    let node = NodeRef::<html::Div>::new();
    // Only faults that come after the page was drawn take the focus.
    Effect::new(move |before: Option<Vec<Fault>>| {
        let now = faults.get();
        let is_new = before.is_some_and(|before| before != now);
        if let (true, false, Some(summary)) = (is_new, now.is_empty(), node.get_untracked()) {
            // A refusal leaves the focus where it was.
            let _ = summary.focus();
        }
        now
    });
    let heading = id.clone();
    view! {
        <div
            class="ds-error-summary"
            node_ref=node
            role="group"
            aria-labelledby=id
            tabindex="-1"
            hidden=move || faults.with(Vec::is_empty)
        >
            <h2 id=heading>{say(language, i18n::ui::mend_this)}</h2>
            <ul class="ds-list">
                {move || faults.get().into_iter().map(line).collect_view()}
            </ul>
        </div>
    }
}

fn line(fault: Fault) -> impl IntoView {
    let Fault { field, text } = fault;
    let href = format!("#{field}");
    view! {
        <li>
            <a
                class="ds-link"
                href=href
                on:click=move |event| {
                    if focus(&field) {
                        event.prevent_default();
                    }
                }
            >
                {text}
            </a>
        </li>
    }
}

/// Moves the focus to an element by id. Answers whether there is one.
fn focus(id: &str) -> bool {
    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}
