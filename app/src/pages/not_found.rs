//! No page at this address.

use leptos::prelude::*;
use leptos_router::components::A;
use ui::PageHeader;

use crate::title::PageTitle;

/// Says so, answers 404, and shows the way on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let language = i18n::use_language();
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let title = Signal::derive(move || i18n::shell::not_found_title(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <PageHeader title=title />
        <p>{move || i18n::shell::not_found_text(language.get())}</p>
        <p><A href="/">{move || i18n::shell::to_front_page(language.get())}</A></p>
    }
}
