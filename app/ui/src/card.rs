//! Frames around things that belong together.

use leptos::prelude::*;

use crate::Tone;

/// A frame. Put the heading first, of the level that the page needs.
#[component]
pub fn Card(
    /// The colour of frame and ground.
    #[prop(optional)]
    tone: Tone,
    /// Whether the ground is tinted.
    #[prop(optional)]
    is_tinted: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="ds-card" data-color=tone.word() data-variant=if is_tinted { "tinted" } else { "default" }>
            {children()}
        </div>
    }
}

/// A heading that unfolds what is below. Native, opens without scripts.
#[component]
pub fn Details(
    /// The heading.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is unfolded at first.
    #[prop(optional)]
    is_open: bool,
    /// What the heading is called, where its text alone does not say enough. Holds the text.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// What is below.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="ds-details" open=is_open>
            <summary aria-label=move || label.map(|label| label.get())>{move || summary.get()}</summary>
            <div>{children()}</div>
        </details>
    }
}
