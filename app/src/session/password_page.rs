//! Choosing a password by a mailed link, and asking for such a link. The browser sends both forms itself.

use i18n::session as text;
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
    let title = Signal::derive(move || text::password_title(language.get()).to_owned());
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
                label=Signal::derive(move || text::password_new(language.get()).to_owned())
                help=Signal::derive(move || text::password_hint(language.get()).to_owned())
                kind="password"
                autocomplete="new-password"
                issue
                first=true
            />
            <button type="submit" class="ds-button">{move || text::password_save(language.get())}</button>
        </form>
    }
}

#[component]
fn LinkOver() -> impl IntoView {
    let language = i18n::use_language();
    let title = Signal::derive(move || text::link_over_title(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=Signal::derive(move || text::link_over(language.get()).to_owned()) />
        <p>
            <a class="ds-link" href=paths::FORGOTTEN rel="external">{move || text::new_link(language.get())}</a>
        </p>
    }
}

/// What went wrong with a password as a whole.
#[component]
pub(super) fn PasswordFault(fault: Fault) -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <FaultNote
            title=Signal::derive(move || text::password_fault_title(language.get()).to_owned())
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
                    <p>{move || text::forgotten_sent(language.get())}</p>
                </Alert>
            }
                .into_any()
        } else {
            view! { <ForgottenForm /> }.into_any()
        }}
        <p>
            <a class="ds-link" href=paths::SIGN_IN rel="external">{move || text::to_sign_in(language.get())}</a>
        </p>
    }
}

#[component]
fn ForgottenForm() -> impl IntoView {
    let language = i18n::use_language();
    let state = PasswordState::of_page();
    let issue = state.issue("email");
    view! {
        <p>{move || text::forgotten_lead(language.get())}</p>
        <form method="post" action=paths::FORGOTTEN class="hr-form" novalidate>
            {state
                .fault
                .map(|fault| view! {
                    <FaultNote
                        title=Signal::derive(move || text::forgotten_fault_title(language.get()).to_owned())
                        text=Signal::derive(move || sentence(fault, language.get(), false))
                    />
                })}
            <PlainField
                name="email"
                label=Signal::derive(move || text::email(language.get()).to_owned())
                kind="email"
                autocomplete="username"
                value=state.email
                issue
                first=true
            />
            <button type="submit" class="ds-button">{move || text::forgotten_send(language.get())}</button>
        </form>
    }
}
