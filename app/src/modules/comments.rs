//! What colleagues say of a module; each comment is dealt with, or not yet.

use domain::ids::CommentId;
use domain::issue::{Issue, IssueCode};
use domain::modules::{Comment, ModuleCommand};
use domain::text::Note;
use i18n::{format, modules as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Tag, Tone};

use super::plan::Planner;
use crate::form::{FormState, FreeTextField};
use crate::fresh;

/// The comments, and a form for the next.
#[component]
pub fn Comments(planner: Planner) -> impl IntoView {
    let language = use_language();
    let all = Memo::new(move |_| planner.view.with(|view| view.module.comments.clone()));
    let may_comment = planner.view.with_untracked(|view| view.may_comment);
    view! {
        <Show when=move || may_comment || !all.with(Vec::is_empty)>
            <section aria-labelledby="comments-heading">
                <h2 id="comments-heading" tabindex="-1">{say(language, text::comments)}</h2>
                <ul class="hr-comments">
                    {move || all.get().into_iter().map(|comment| view! { <One planner comment /> }).collect_view()}
                </ul>
                {may_comment.then(|| view! { <Write planner /> })}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn One(planner: Planner, comment: Comment) -> impl IntoView {
    let language = use_language();
    let Comment {
        id,
        by,
        on,
        text: words,
        resolved,
        ..
    } = comment;
    let (name, may_resolve) = planner.view.with_untracked(|view| {
        let name = view.name_of(by).unwrap_or_default().to_owned();
        (name, view.may_edit || (view.may_comment && view.reader == by))
    });
    let label = move || {
        if resolved {
            text::unresolve(language.get())
        } else {
            text::resolve(language.get())
        }
    };
    view! {
        <li class="hr-comment">
            <p class="hr-muted">
                {move || format!("{name}, {} ", format::date_long(language.get(), on))}
                {resolved.then(|| view! { <Tag tone=Tone::Success text=told(language, text::resolved) /> })}
            </p>
            <p class="hr-lines">{words.to_string()}</p>
            {may_resolve.then(|| view! {
                <Button
                    variant=ButtonVariant::Tertiary
                    on:click=move |_| {
                        if planner.send(ModuleCommand::Resolve { id, resolved: !resolved }) {
                            crate::focus::on("comments-heading");
                        }
                    }
                >
                    {label}
                </Button>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Write(planner: Planner) -> impl IntoView {
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
        let command = ModuleCommand::Comment {
            id: CommentId::new(fresh::ulid()),
            text: words,
            block: None,
        };
        if let Err(found) = planner.look_through(&command) {
            return refuse(found);
        }
        form.refuse(Vec::new());
        if planner.send(command) {
            typed.set(String::new());
        }
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="text"
                is_long=true
                label=told(language, text::comment)
                value=typed
                names=planner.names
                issue=form.issue("text")
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::send_comment)}</Button>
        </form>
    }
    .into_any()
}
