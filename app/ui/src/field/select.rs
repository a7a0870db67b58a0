//! One of many, from a list that unfolds.

use leptos::html;
use leptos::prelude::*;

use super::choice::Choice;
use super::frame::Frame;

/// A native list to choose one from.
#[component]
pub fn SelectField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Text of the empty choice; none is offered without it.
    #[prop(optional, into)]
    empty: Option<Signal<String>>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether nothing may be chosen.
    #[prop(optional)]
    is_optional: bool,
) -> impl IntoView {
    let frame = Frame {
        id: id.clone(),
        label,
        description,
        error,
        is_optional,
    };
    let node = NodeRef::<html::Select>::new();
    // The choices may come after the value: set the control again when either changes.
    Effect::new(move || {
        choices.track();
        let chosen = value.get();
        if let Some(select) = node.get() {
            select.set_value(&chosen);
        }
    });
    let control = view! {
        <select
            class="ds-input"
            node_ref=node
            id=id.clone()
            name=name.unwrap_or(id)
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:change=move |event| value.set(event_target_value(&event))
        >
            {empty.map(|text| view! { <option value="">{move || text.get()}</option> })}
            {move || {
                let chosen = value.get_untracked();
                choices
                    .get()
                    .into_iter()
                    .map(|choice| {
                        let selected = choice.value == chosen;
                        view! { <option value=choice.value selected=selected>{choice.text}</option> }
                    })
                    .collect_view()
            }}
        </select>
    };
    frame.around(control.into_any(), "")
}
