//! One of few, or yes and no.

use leptos::prelude::*;

use super::frame::{OptionalMark, description_view, error_view};

/// Something to choose: the value of the form and the text of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// The text.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

/// Yes or no.
#[component]
pub fn Checkbox(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// Name in the form; the id where none is given. The value is «true».
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called when the reader has ticked it or taken the tick away.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let frame = super::frame::Frame {
        id: id.clone(),
        label,
        description,
        error,
        is_optional: false,
    };
    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="checkbox"
                id=id.clone()
                name=name.unwrap_or_else(|| id.clone())
                value="true"
                aria-describedby=frame.described_by()
                aria-invalid=frame.invalid()
                checked=checked.get_untracked()
                prop:checked=move || checked.get()
                on:change=move |event| {
                    let is_checked = event_target_checked(&event);
                    checked.set(is_checked);
                    if let Some(on_change) = on_change {
                        on_change.run(is_checked);
                    }
                }
            />
            <label class="ds-label" data-weight="regular" for=id.clone()>{move || label.get()}</label>
            {description_view(&id, description)}
            {error_view(&id, error)}
        </div>
    }
}

/// One of a few, all seen, below one another.
#[component]
pub fn RadioGroup(
    /// Id of the group; the first control has the same id with `-0`.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
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
    let frame = super::frame::Frame {
        id: id.clone(),
        label: legend,
        description,
        error,
        is_optional,
    };
    let name = name.unwrap_or_else(|| id.clone());
    let described_by = frame.described_by();
    let ids = id.clone();
    let radios = move || {
        let radio = |(at, choice): (usize, Choice)| radio(format!("{ids}-{at}"), name.clone(), choice, value);
        choices.get().into_iter().enumerate().map(radio).collect_view()
    };
    view! {
        <fieldset class="ds-fieldset hr-choices" id=id.clone() tabindex="-1" aria-describedby=described_by>
            <legend class="ds-label">{move || legend.get()} {is_optional.then(OptionalMark)}</legend>
            {description_view(&id, description)}
            {radios}
            {error_view(&id, error)}
        </fieldset>
    }
}

fn radio(id: String, name: String, choice: Choice, value: RwSignal<String>) -> impl IntoView {
    let Choice { value: own, text } = choice;
    let chosen = own == value.get_untracked();
    let same = own.clone();
    view! {
        <div class="ds-field">
            <input
                class="ds-input"
                type="radio"
                id=id.clone()
                name=name
                value=own.clone()
                checked=chosen
                prop:checked=move || value.get() == same
                on:change=move |_| value.set(own.clone())
            />
            <label class="ds-label" data-weight="regular" for=id>{text}</label>
        </div>
    }
}

/// One of two or three, side by side, large enough for a finger: a tick that is set many times in a row.
///
/// Native radio buttons: arrow keys move the choice.
#[component]
pub fn ToggleGroup(
    /// Id of the group.
    #[prop(into)]
    id: String,
    /// What the choice is about («Plass 3»).
    #[prop(into)]
    legend: Signal<String>,
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// Called with the new value when the reader has chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
    /// Whether nothing can be chosen now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether the legend is heard and not seen, where the row says the same.
    #[prop(optional)]
    hide_legend: bool,
) -> impl IntoView {
    let name = name.unwrap_or_else(|| id.clone());
    let segment = move |choice: Choice| {
        let Choice { value: own, text } = choice;
        let chosen = own == value.get_untracked();
        let same = own.clone();
        view! {
            <label>
                <input
                    type="radio"
                    name=name.clone()
                    value=own.clone()
                    checked=chosen
                    disabled=move || disabled.get()
                    prop:checked=move || value.get() == same
                    on:change=move |_| {
                        value.set(own.clone());
                        if let Some(on_choose) = on_choose {
                            on_choose.run(own.clone());
                        }
                    }
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset id=id tabindex="-1">
            <legend class=if hide_legend { "ds-sr-only" } else { "ds-label" }>{move || legend.get()}</legend>
            <div class="hr-segments">{move || choices.get().into_iter().map(&segment).collect_view()}</div>
        </fieldset>
    }
}
