//! The front page: the adviser's week, or for others the way to where they work.

use domain::access::Action;
use i18n::{use_language, week as text};
use leptos::prelude::*;
use ui::PageHeader;

use super::week_page::WeekPage;
use crate::person::use_person;
use crate::title::PageTitle;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let person = use_person();
    view! {
        <Transition>
            {move || {
                // Read first, so that the page waits for it.
                let has_week = person.may_some(Action::ViewWeek);
                if has_week { view! { <WeekPage /> }.into_any() } else { view! { <StartPage /> }.into_any() }
            }}
        </Transition>
    }
}

#[component]
fn StartPage() -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || text::start_title(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <PageHeader title />
        <p>{move || text::start_help(language.get())}</p>
    }
}
