//! The front page: the adviser's week, or for others the way to where they work.

use domain::access::Action;
use i18n::{say, told, use_language, week as text};
use leptos::prelude::*;
use ui::PageHeader;

use super::week_page::WeekPage;
use crate::agreements::AgreementNotices;
use crate::coverage::StartCoverage;
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
                let sees_agreements = person.may_some(Action::ViewAgreement);
                let sees_coverage = person.may_some(Action::ViewCoverage);
                if has_week {
                    view! { <WeekPage /> }.into_any()
                } else {
                    view! { <StartPage sees_agreements sees_coverage /> }.into_any()
                }
            }}
        </Transition>
    }
}

#[component]
fn StartPage(sees_agreements: bool, sees_coverage: bool) -> impl IntoView {
    let language = use_language();
    let title = told(language, text::start_title);
    view! {
        <PageTitle text=title />
        <PageHeader title />
        {sees_agreements.then(|| view! { <AgreementNotices /> })}
        {sees_coverage.then(|| view! { <StartCoverage /> })}
        <p>{say(language, text::start_help)}</p>
    }
}
