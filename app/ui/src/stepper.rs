//! A number that is counted up and down.

use i18n::use_language;
use leptos::prelude::*;

use crate::{Icon, IconMark};

/// A whole number with a button for one less and one more; it can be typed too.
#[component]
pub fn Stepper(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The number as typed.
    value: RwSignal<String>,
    /// Smallest number the buttons lead to.
    #[prop(default = 0)]
    min: i32,
    /// Largest number the buttons lead to.
    #[prop(default = 999)]
    max: i32,
    /// How far a press of a button goes.
    #[prop(default = 1)]
    by: i32,
    /// Name in the form; the id where none is given.
    #[prop(optional, into)]
    name: Option<String>,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let language = use_language();
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let step = move |by: i32| {
        let now = value.get_untracked().trim().parse::<i32>().unwrap_or(min);
        value.set(now.saturating_add(by).clamp(min, max).to_string());
    };
    let number = move || value.get().trim().parse::<i32>().ok();
    view! {
        <div class="ds-field hr-stepper">
            <label class="ds-label" for=id.clone()>{move || label.get()}</label>
            <div class="hr-stepper__row">
                <button
                    type="button"
                    class="ds-button"
                    data-variant="secondary"
                    data-icon="true"
                    aria-label=move || i18n::ui::one_less(language.get(), label.get())
                    disabled=move || number().is_some_and(|number| number <= min)
                    on:click=move |_| step(-by)
                >
                    <IconMark icon=Icon::Minus />
                </button>
                <input
                    class="ds-input"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    id=id.clone()
                    name=name.unwrap_or(id)
                    aria-describedby=move || error.with(Option::is_some).then(|| described_by.clone())
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    value=value.get_untracked()
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    type="button"
                    class="ds-button"
                    data-variant="secondary"
                    data-icon="true"
                    aria-label=move || i18n::ui::one_more(language.get(), label.get())
                    disabled=move || number().is_some_and(|number| number >= max)
                    on:click=move |_| step(by)
                >
                    <IconMark icon=Icon::Plus />
                </button>
            </div>
            {move || {
                let id = error_id.clone();
                error.get().map(|text| view! { <p id=id class="ds-validation-message">{text}</p> })
            }}
        </div>
    }
}
