//! The top of a page: its only first-level heading, a line below, and what can be done with the whole page.

use leptos::prelude::*;

/// Heading of the page with an optional introduction and actions.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence about the page.
    #[prop(optional, into)]
    lead: Option<Signal<String>>,
    /// Buttons and links that concern the whole page.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="hr-page-header">
            <div class="hr-page-header__text">
                <h1 class="ds-heading" data-size="lg">{move || title.get()}</h1>
                {lead.map(|lead| view! { <p class="hr-page-header__lead">{move || lead.get()}</p> })}
            </div>
            {children.map(|children| view! { <div class="hr-actions">{children()}</div> })}
        </div>
    }
}
