//! Second step of signing in: the mailed code.

use i18n::{say, session as text, told};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::PageHeader;

use super::field::{FaultNote, PlainField};
use super::form::SignInState;
use super::paths;
use super::sign_in_page::sentence;
use crate::title::PageTitle;

/// The code, and the password too where it was not tried on the first page.
#[component]
pub fn CodePage() -> impl IntoView {
    let language = i18n::use_language();
    let state = SignInState::of_page();
    let with_password = state.password_needed;
    let to = use_query_map()
        .with_untracked(|query| query.get("to"))
        .unwrap_or_default();
    let title = told(language, text::code_title);
    let lead = move || match with_password {
        true => text::code_first_lead(language.get()).to_owned(),
        false => text::code_lead(language.get()).to_owned(),
    };
    let (code_issue, password_issue) = (state.issue("code"), state.issue("password"));
    let fault = state.fault;
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=Signal::derive(lead) />
        <form method="post" action=paths::CODE class="hr-form" novalidate>
            {fault
                .map(|fault| {
                    view! { <FaultNote text=Signal::derive(move || sentence(fault, language.get(), with_password)) /> }
                })}
            <input type="hidden" name="to" value=to />
            <PlainField
                name="code"
                label=told(language, text::code)
                help=told(language, text::code_hint)
                kind="text"
                autocomplete="one-time-code"
                issue=code_issue
                digits=true
                first=true
            />
            {with_password
                .then(|| {
                    view! {
                        <PlainField
                            name="password"
                            label=told(language, text::password)
                            kind="password"
                            autocomplete="current-password"
                            issue=password_issue
                        />
                    }
                })}
            <button type="submit" class="ds-button">{say(language, text::sign_in_title)}</button>
        </form>
        <p>
            <a class="ds-link" href=paths::SIGN_IN rel="external">{say(language, text::start_over)}</a>
        </p>
    }
}
