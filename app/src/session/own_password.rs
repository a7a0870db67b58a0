//! The form of the own password, on the account page. The browser sends it itself.

use i18n::{say, session as text, told};
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
        <h2 class="ds-heading" data-size="sm">{say(language, text::password_change_title)}</h2>
        {is_changed
            .then(|| view! {
                <Alert tone=Tone::Success is_answer=true>
                    <p>{say(language, text::password_changed)}</p>
                </Alert>
            })}
        <form method="post" action=paths::CHANGE_PASSWORD class="hr-form" novalidate>
            {state.fault.map(|fault| view! { <PasswordFault fault /> })}
            <PlainField
                name="current"
                label=told(language, text::password_current)
                kind="password"
                autocomplete="current-password"
                issue=current
                first=current_first
            />
            <PlainField
                name="password"
                label=told(language, text::password_new)
                help=told(language, text::password_hint)
                kind="password"
                autocomplete="new-password"
                issue=chosen
                first=chosen_first
            />
            <button type="submit" class="ds-button" data-variant="secondary">
                {say(language, text::password_save)}
            </button>
        </form>
    }
}
