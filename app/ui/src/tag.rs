//! Short words about a thing.

use leptos::prelude::*;

use crate::{Icon, IconMark, Tone};

/// A word on a coloured ground.
#[component]
pub fn Tag(
    /// The colour.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class="ds-tag" data-color=tone.word()>{move || text.get()}</span> }
}

/// The state of a thing: colour, icon and word say the same.
#[component]
pub fn StateBadge(
    /// The colour.
    #[prop(optional)]
    tone: Tone,
    /// The icon.
    icon: Icon,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="ds-tag" data-color=tone.word()>
            <IconMark icon=icon />
            <span>{move || text.get()}</span>
        </span>
    }
}
