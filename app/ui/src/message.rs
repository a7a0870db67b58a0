//! Messages in the page: alerts, and what stands where there is nothing yet.

use leptos::prelude::*;

use crate::Tone;

/// A message that stays in the page.
#[component]
pub fn Alert(
    /// What it says by colour and icon; the text says it too.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// A heading, where the text is long.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// Whether it comes as an answer to what the reader did, and is read out at once.
    #[prop(optional)]
    is_answer: bool,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="ds-alert" data-color=tone.word() role=is_answer.then_some("alert")>
            {title.map(|title| view! { <h2 class="ds-heading" data-size="xs">{move || title.get()}</h2> })}
            {children()}
        </div>
    }
}

/// Stands where a list has nothing to show: what would be here, and how to get it.
#[component]
pub fn EmptyState(
    /// What there is none of.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what to do.
    #[prop(optional, into)]
    text: Option<Signal<String>>,
    /// A link or button that leads on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="hr-empty">
            <p class="hr-empty__title">
                <strong>{move || title.get()}</strong>
            </p>
            {text.map(|text| view! { <p class="hr-muted">{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="hr-actions">{children()}</div> })}
        </div>
    }
}

/// Something is under way.
#[component]
pub fn Spinner(
    /// What.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="hr-waiting" role="status">
            <svg class="ds-spinner" data-size="sm" viewBox="0 0 50 50" aria-hidden="true" focusable="false">
                <circle class="ds-spinner__background" cx="25" cy="25" r="20" fill="none" stroke-width="5" />
                <circle class="ds-spinner__circle" cx="25" cy="25" r="20" fill="none" stroke-width="5" />
            </svg>
            <span>{move || text.get()}</span>
        </p>
    }
}

/// Grey lines where text will be. Silent: use it under `Suspense`, where the page says for itself when it is done.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let lines = (0..lines)
        .map(|_| view! { <span class="ds-skeleton" data-variant="rectangle"></span> })
        .collect_view();
    view! { <div class="hr-skeleton" aria-hidden="true">{lines}</div> }
}
