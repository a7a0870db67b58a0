//! Every component of `ui` on one page, for those who build and those who test.

mod controls;
mod showing;

use i18n::told;
use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

use controls::{Buttons, Choices, Fields};
use showing::{Dialogs, Lists, Messages};

/// The gallery.
#[component]
pub fn GalleryPage() -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, i18n::ui::gallery);
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, i18n::ui::gallery_lead) />
        <Buttons />
        <Fields />
        <Choices />
        <Messages />
        <Lists />
        <Dialogs />
    }
}

/// A text of the gallery, in the reader's language.
fn text(of: fn(i18n::Language) -> &'static str) -> Signal<String> {
    let language = i18n::use_language();
    Signal::derive(move || of(language.get()).to_owned())
}

/// A part of the page under a heading.
#[component]
fn Part(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="hr-stack">
            <h2 class="ds-heading" data-size="sm">{move || title.get()}</h2>
            {children()}
        </section>
    }
}
