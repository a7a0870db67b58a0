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
    // Leptos puts the title into the head after it has drawn the page, and by then the page's signals may be gone: under load,
    // now and then, the answer was a 500. The server draws each page once, so the words can be taken now.
    #[cfg(feature = "ssr")]
    let text = text.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let text = move || text.get();
    view! { <Title text /> }
}
