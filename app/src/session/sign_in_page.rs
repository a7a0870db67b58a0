//! First step of signing in: e-mail and password.

use i18n::{Language, say, session as text, told};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Alert, PageHeader, Tone};

use super::field::{FaultNote, PlainField};
use super::form::{DemoPeople, Fault, SignInState};
use super::paths;
use crate::title::PageTitle;

/// E-mail and password. The browser sends the form itself; a page that comes back shows what was wrong.
#[component]
pub fn SignInPage() -> impl IntoView {
    let language = i18n::use_language();
    let state = SignInState::of_page();
    let is_demo = !DemoPeople::of_page().0.is_empty();
    let to = use_query_map()
        .with_untracked(|query| query.get("to"))
        .unwrap_or_default();
    let title = told(language, text::sign_in_title);
    let (email_issue, password_issue) = (state.issue("email"), state.issue("password"));
    let fault = state.fault;
    let is_saved = use_query_map().with_untracked(|query| query.get_str("password") == Some("saved"));
    // The focus goes to the first field that needs something.
    let password_first = email_issue.is_none() && password_issue.is_some();
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::sign_in_lead) />
        {is_saved
            .then(|| view! {
                <Alert tone=Tone::Success is_answer=true>
                    <p>{say(language, text::password_saved)}</p>
                </Alert>
            })}
        <form method="post" action=paths::SIGN_IN class="hr-form" novalidate>
            {fault.map(|fault| view! { <FaultNote text=Signal::derive(move || sentence(fault, language.get(), false)) /> })}
            <input type="hidden" name="to" value=to />
            <PlainField
                name="email"
                label=told(language, text::email)
                kind="email"
                autocomplete="username"
                value=state.email
                issue=email_issue
                first=!password_first
            />
            <PlainField
                name="password"
                label=told(language, text::password)
                kind="password"
                autocomplete="current-password"
                issue=password_issue
                first=password_first
            />
            <button type="submit" class="ds-button">{say(language, text::next)}</button>
        </form>
        <p>
            <a class="ds-link" href=paths::FORGOTTEN rel="external">{say(language, text::forgotten_link)}</a>
        </p>
        {is_demo
            .then(|| {
                view! {
                    <p>
                        <a class="ds-link" href=paths::DEMO rel="external">
                            {say(language, text::demo_link)}
                        </a>
                    </p>
                }
            })}
    }
}

/// The sentence of a fault. `with_password` when the code's page has asked for the password too.
pub(super) fn sentence(fault: Fault, language: Language, with_password: bool) -> String {
    match fault {
        Fault::WrongCredentials => text::wrong_credentials(language).to_owned(),
        Fault::WrongCode if with_password => text::wrong_code_or_password(language).to_owned(),
        Fault::WrongCode => text::wrong_code(language).to_owned(),
        Fault::AttemptOver => text::attempt_over(language).to_owned(),
        Fault::Throttled { minutes } => text::throttled(language, minutes),
        Fault::Unavailable => text::unavailable(language).to_owned(),
        Fault::LinkOver => text::link_over(language).to_owned(),
    }
}
