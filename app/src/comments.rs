//! A comment that is dealt with or not yet, and the form for the next: of teaching modules and of blocks of run sheets.

use domain::comments::Comment;
use domain::issue::{Issue, IssueCode};
use domain::text::Note;
use i18n::{format, modules as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Tag, Tone};

use crate::form::{FormState, FreeTextField, Names};

/// Characters of a comment in the name of its button.
const MOST_IN_NAME: usize = 60;

/// What was said, by whom and when.
#[component]
pub fn CommentItem(
    /// What was said.
    comment: Comment,
    /// Who said it, by name.
    name: String,
    /// Whether the reader may deal with it.
    may_resolve: bool,
    /// Called with whether it is dealt with from now on.
    resolve: Callback<bool>,
) -> impl IntoView {
    let language = use_language();
    let Comment {
        on,
        text: words,
        resolved,
        ..
    } = comment;
    let step = if resolved { text::unresolve } else { text::resolve };
    // Which of several comments a button is of.
    let of: String = words.as_str().chars().take(MOST_IN_NAME).collect();
    let label = Signal::derive(move || format!("{}: «{of}»", step(language.get())));
    view! {
        <li class="hr-comment">
            <p class="hr-muted">
                {move || format!("{name}, {} ", format::date_long(language.get(), on))}
                {resolved.then(|| view! { <Tag tone=Tone::Success text=told(language, text::resolved) /> })}
            </p>
            <p class="hr-lines">{words.to_string()}</p>
            {may_resolve.then(|| view! {
                <Button variant=ButtonVariant::Tertiary label on:click=move |_| resolve.run(!resolved)>
                    {say(language, step)}
                </Button>
            })}
        </li>
    }
    .into_any()
}

/// A form of one field.
#[component]
pub fn CommentForm(
    /// Id of the field.
    #[prop(into)]
    id: String,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What was confirmed on the page.
    names: Names,
    /// Sends what was written; whether it was sent, or the faults of the text.
    send: Callback<Note, Result<bool, Vec<Issue>>>,
    /// What stands beside its button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let form = FormState::new();
    let refuse = move |found: Vec<Issue>| {
        form.refuse(found);
        crate::focus::first_fault();
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = match Note::parse(&typed.get_untracked()) {
            Ok(words) if words.as_str().is_empty() => return refuse(vec![Issue::new("text", IssueCode::Required)]),
            Ok(words) => words,
            Err(code) => return refuse(vec![Issue::new("text", code)]),
        };
        form.refuse(Vec::new());
        match send.run(words) {
            // The form may be gone with what it sent.
            Ok(true) => drop(typed.try_set(String::new())),
            Ok(false) => {}
            Err(found) => refuse(found),
        }
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField id is_long=true label value=typed names issue=form.issue("text") />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::send_comment)}</Button>
                {children.map(|children| children())}
            </div>
        </form>
    }
    .into_any()
}
