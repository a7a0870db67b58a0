//! The declaration of secrecy: nothing else opens before it is accepted (scenario 49).

use domain::people::pledge::CURRENT_VERSION;
use i18n::{say, session as text, told};
use leptos::form::ActionForm;
use leptos::prelude::*;
use ui::PageHeader;

use super::api::AcceptDeclaration;
use crate::error::ErrorCode;
use crate::title::PageTitle;

/// The text in force with a tick to set.
#[component]
pub fn DeclarationPage() -> impl IntoView {
    let language = i18n::use_language();
    let accept = ServerAction::<AcceptDeclaration>::new();
    let title = told(language, text::declaration_title);
    let fault = move || {
        let language = language.get();
        let error = accept.value().get()?.err()?;
        Some(match error.issues.first() {
            Some(issue) => i18n::issue_text(language, &issue.code),
            None if error.code == ErrorCode::Invalid => {
                i18n::issue_text(language, &domain::issue::IssueCode::MustBeAccepted)
            }
            None => text::unavailable(language).to_owned(),
        })
    };
    // The next page is another person's in the eyes of the server: load it whole.
    Effect::new(move || {
        if accept.value().get().is_some_and(|answer| answer.is_ok()) {
            let _ = window().location().set_href("/");
        }
    });
    view! {
        <PageTitle text=title />
        <PageHeader title=title lead=told(language, text::declaration_lead) />
        <div class="hr-prose">
            <ol>
                <li>{say(language, text::declaration_1_secrecy)}</li>
                <li>{say(language, text::declaration_1_need)}</li>
                <li>{say(language, text::declaration_1_names)}</li>
                <li>{say(language, text::declaration_1_screen)}</li>
                <li>{say(language, text::declaration_1_after)}</li>
                <li>{say(language, text::declaration_1_duty)}</li>
            </ol>
            <p class="hr-muted">{move || text::declaration_version(language.get(), CURRENT_VERSION)}</p>
        </div>
        <ActionForm action=accept attr:class="hr-form">
            <input type="hidden" name="version" value=CURRENT_VERSION.to_string() />
            <div class="ds-field">
                <input
                    class="ds-input"
                    type="checkbox"
                    id="accepted"
                    name="accepted"
                    aria-describedby="accepted-fault"
                    aria-invalid=move || fault().map(|_| "true")
                />
                <label class="ds-label" for="accepted" data-weight="regular">
                    {say(language, text::declaration_tick)}
                </label>
                <p id="accepted-fault" class="ds-validation-message" data-field="validation" role="alert" hidden=move || fault().is_none()>
                    {fault}
                </p>
            </div>
            <button type="submit" class="ds-button">{say(language, text::declaration_accept)}</button>
        </ActionForm>
        <form method="post" action="/api/session/sign_out">
            <button type="submit" class="ds-button" data-variant="tertiary">
                {say(language, text::sign_out)}
            </button>
        </form>
    }
}
