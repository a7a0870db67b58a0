//! Choosing a password by a mailed link, and asking for such a link. The browser sends both forms itself.

use i18n::{say, session as text, told};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Alert, PageHeader, Tone};

use super::field::{FaultNote, PlainField};
use super::form::{Fault, PasswordState};
use super::paths;
use super::sign_in_page::sentence;
use crate::title::PageTitle;

/// `/password?link=…`
#[component]
pub fn PasswordPage() -> impl IntoView {
    let state = PasswordState::of_page();
    if state.fault == Some(Fault::LinkOver) || state.link.is_empty() {
        view! { <LinkOver /> }.into_any()
    } else {
        view! { <PasswordForm state /> }.into_any()
    }
}

#[component]
fn PasswordForm(state: PasswordState) -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, text::password_title);
    let email = StoredValue::new(state.email.clone());
    let lead = Signal::derive(move || text::password_lead(language.get(), email.get_value()));
    let issue = state.issue("password");
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=lead />
        <form method="post" action=paths::PASSWORD class="hr-form" novalidate>
            {state.fault.map(|fault| view! { <PasswordFault fault /> })}
            <input type="hidden" name="link" value=state.link />
            // For the browser's store of passwords, which wants to know whose it is.
            <input type="hidden" name="email" autocomplete="username" value=state.email />
            <PlainField
                name="password"
                label=told(language, text::password_new)
                help=told(language, text::password_hint)
                kind="password"
                autocomplete="new-password"
                issue
                first=true
            />
            <button type="submit" class="ds-button">{say(language, text::password_save)}</button>
        </form>
    }
}

#[component]
fn LinkOver() -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, text::link_over_title);
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::link_over) />
        <p>
            <a class="ds-link" href=paths::FORGOTTEN rel="external">{say(language, text::new_link)}</a>
        </p>
    }
}

/// What went wrong with a password as a whole.
#[component]
pub(super) fn PasswordFault(fault: Fault) -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <FaultNote
            title=told(language, text::password_fault_title)
            text=Signal::derive(move || sentence(fault, language.get(), false))
        />
    }
}

/// `/password/forgotten`
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let language = i18n::use_language();
    let is_sent = use_query_map().with_untracked(|query| query.get_str("sent").is_some());
    let title = Signal::derive(move || {
        let language = language.get();
        if is_sent {
            text::forgotten_sent_title(language).to_owned()
        } else {
            text::forgotten_title(language).to_owned()
        }
    });
    view! {
        <PageTitle text=title />
        <PageHeader title=title />
        {if is_sent {
            view! {
                <Alert tone=Tone::Info is_answer=true>
                    <p>{say(language, text::forgotten_sent)}</p>
                </Alert>
            }
                .into_any()
        } else {
            view! { <ForgottenForm /> }.into_any()
        }}
        <p>
            <a class="ds-link" href=paths::SIGN_IN rel="external">{say(language, text::to_sign_in)}</a>
        </p>
    }
}

#[component]
fn ForgottenForm() -> impl IntoView {
    let language = i18n::use_language();
    let state = PasswordState::of_page();
    let issue = state.issue("email");
    view! {
        <p>{say(language, text::forgotten_lead)}</p>
        <form method="post" action=paths::FORGOTTEN class="hr-form" novalidate>
            {state
                .fault
                .map(|fault| view! {
                    <FaultNote
                        title=told(language, text::forgotten_fault_title)
                        text=Signal::derive(move || sentence(fault, language.get(), false))
                    />
                })}
            <PlainField
                name="email"
                label=told(language, text::email)
                kind="email"
                autocomplete="username"
                value=state.email
                issue
                first=true
            />
            <button type="submit" class="ds-button">{say(language, text::forgotten_send)}</button>
        </form>
    }
}
