//! The title of the tab.

use leptos::prelude::*;
use leptos_meta::Title;

/// Names the page in the tab, as «Grupper – Handlingsrom».
///
/// Somebody may stand behind the reader: a title says where one is, never whom or what a page is about (domain brief, 4.7).
#[component]
pub fn PageTitle(
    /// Name of the page, in the reader's language.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <Title text=move || text.get() /> }
}
