//! The form of the own password, on the account page. The browser sends it itself.

use i18n::session as text;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Alert, Tone};

use super::field::PlainField;
use super::form::PasswordState;
use super::password_page::PasswordFault;
use super::paths;

/// The present password and the next.
#[component]
pub(super) fn OwnPassword() -> impl IntoView {
    let language = i18n::use_language();
    let state = PasswordState::of_page();
    let is_changed = use_query_map().with_untracked(|query| query.get_str("password") == Some("changed"));
    let (current, chosen) = (state.issue("current"), state.issue("password"));
    let chosen_first = current.is_none() && chosen.is_some();
    let current_first = current.is_some();
    view! {
        <h2 class="ds-heading" data-size="sm">{move || text::password_change_title(language.get())}</h2>
        {is_changed
            .then(|| view! {
                <Alert tone=Tone::Success is_answer=true>
                    <p>{move || text::password_changed(language.get())}</p>
                </Alert>
            })}
        <form method="post" action=paths::CHANGE_PASSWORD class="hr-form" novalidate>
            {state.fault.map(|fault| view! { <PasswordFault fault /> })}
            <PlainField
                name="current"
                label=Signal::derive(move || text::password_current(language.get()).to_owned())
                kind="password"
                autocomplete="current-password"
                issue=current
                first=current_first
            />
            <PlainField
                name="password"
                label=Signal::derive(move || text::password_new(language.get()).to_owned())
                help=Signal::derive(move || text::password_hint(language.get()).to_owned())
                kind="password"
                autocomplete="new-password"
                issue=chosen
                first=chosen_first
            />
            <button type="submit" class="ds-button" data-variant="secondary">
                {move || text::password_save(language.get())}
            </button>
        </form>
    }
}
