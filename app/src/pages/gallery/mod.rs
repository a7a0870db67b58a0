//! Every component of `ui` on one page, for those who build and those who test.

use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

/// The gallery.
#[component]
pub fn GalleryPage() -> impl IntoView {
    let language = i18n::use_language();
    let title = Signal::derive(move || i18n::ui::gallery(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <PageHeader title=title />
    }
}
