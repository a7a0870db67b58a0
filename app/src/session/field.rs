//! A field of the sign-in forms. These forms are sent by the browser itself, whole page and all, so a field here is markup
//! and no signals: what the server drew is what there is.

use domain::issue::IssueCode;
use leptos::prelude::*;

/// A field with its label, help and fault. A fault is told in the reader's language beside the control.
#[component]
pub fn PlainField(
    /// Name of the value, and id of the control.
    name: &'static str,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence of help.
    #[prop(optional, into)]
    help: Option<Signal<String>>,
    /// `email`, `password` or `text`.
    kind: &'static str,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What is wrong.
    #[prop(optional_no_strip)]
    issue: Option<IssueCode>,
    /// Whether a keyboard of digits opens.
    #[prop(optional)]
    digits: bool,
    /// Whether the control takes the focus when the page opens; the first field that needs something.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let language = i18n::use_language();
    let help_id = help.is_some().then(|| format!("{name}-help"));
    let fault_id = issue.is_some().then(|| format!("{name}-fault"));
    let described: Vec<String> = [help_id.clone(), fault_id.clone()].into_iter().flatten().collect();
    let invalid = issue.is_some().then_some("true");
    view! {
        <div class="ds-field">
            <label class="ds-label" for=name>{move || label.get()}</label>
            {help.map(|help| view! { <div id=help_id data-field="description">{move || help.get()}</div> })}
            <input
                class="ds-input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                inputmode=digits.then_some("numeric")
                value=value
                autofocus=first
                required=true
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=invalid
            />
            {issue
                .map(|issue| {
                    view! {
                        <p id=fault_id class="ds-validation-message" data-field="validation">
                            {move || i18n::issue_text(language.get(), &issue)}
                        </p>
                    }
                })}
        </div>
    }
}

/// What went wrong as a whole, above the fields, read out when the page opens.
#[component]
pub fn FaultNote(
    /// The heading; «you are not signed in» where none is given.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <div class="ds-alert" data-color="danger" role="alert">
            <h2 class="ds-heading" data-size="xs">{move || title.map_or_else(|| i18n::session::fault_title(language.get()).to_owned(), |title| title.get())}</h2>
            <p>{move || text.get()}</p>
        </div>
    }
}
