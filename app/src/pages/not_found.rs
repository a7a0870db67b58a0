//! No page at this address.

use i18n::{say, told};
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
    let title = told(language, i18n::shell::not_found_title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title />
        <p>{say(language, i18n::shell::not_found_text)}</p>
        <p><A href="/">{say(language, i18n::shell::to_front_page)}</A></p>
    }
}
