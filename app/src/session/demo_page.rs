//! Whom to be in the demonstration. Outside the demo profile the page is «not found».

use domain::people::view::DemoPerson;
use i18n::{session as text, told};
use leptos::prelude::*;
use ui::PageHeader;

use super::form::DemoPeople;
use super::paths;
use crate::pages::NotFoundPage;
use crate::title::PageTitle;

/// A button for each person of the story.
#[component]
pub fn DemoPage() -> impl IntoView {
    let DemoPeople(people) = DemoPeople::of_page();
    if people.is_empty() {
        return view! { <NotFoundPage /> }.into_any();
    }
    let language = i18n::use_language();
    let title = told(language, text::demo_title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::demo_lead) />
        <form method="post" action=paths::DEMO>
            <ul class="hr-stack">
                {people.into_iter().map(|person| view! { <PersonButton person /> }).collect_view()}
            </ul>
        </form>
    }
    .into_any()
}

#[component]
fn PersonButton(person: DemoPerson) -> impl IntoView {
    let language = i18n::use_language();
    let DemoPerson { id, name, roles } = person;
    let roles = move || {
        let names: Vec<&str> = roles
            .iter()
            .map(|role| i18n::role_name(language.get(), *role))
            .collect();
        names.join(", ")
    };
    view! {
        <li>
            <button type="submit" name="person" value=id.to_string() class="ds-button" data-variant="secondary">
                <span>
                    {move || text::demo_sign_in_as(language.get(), &name)} " (" {roles} ")"
                </span>
            </button>
        </li>
    }
}
