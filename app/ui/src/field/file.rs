//! Choosing a file.

use leptos::prelude::*;

use super::frame::Frame;

/// A file to choose. What it holds is read by whoever is told of the choice.
#[component]
pub fn FileField(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    description: Option<Signal<String>>,
    /// Which files are offered, as in HTML: endings and media types with commas between.
    accept: &'static str,
    /// A sentence of what is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Told of each choice.
    #[prop(into)]
    on_choose: Callback<leptos::ev::Event>,
) -> impl IntoView {
    let frame = Frame {
        id: id.clone(),
        label,
        description,
        error,
        is_optional: false,
    };
    let control = view! {
        <input
            class="ds-input"
            type="file"
            id=id.clone()
            accept=accept
            aria-describedby=frame.described_by()
            aria-invalid=frame.invalid()
            on:change=move |event| on_choose.run(event)
        />
    }
    .into_any();
    frame.around(control, "")
}
