//! What is said about a proposal; each comment is dealt with, or not yet.

use domain::issue::{Issue, IssueCode};
use domain::nora::{Comment, ProposalCommand};
use domain::text::Remark;
use i18n::{format, nora as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Tag, Tone};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

const PLACE: &str = "comments-heading";

/// The comments, and a form for the next.
#[component]
pub(super) fn Comments(desk: Desk) -> impl IntoView {
    let language = use_language();
    let all = desk.part(|view| {
        let named = |comment: &Comment| {
            let may_resolve = [comment.by, view.proposal.author].contains(&view.reader);
            (comment.clone(), view.name_of(comment.by), may_resolve)
        };
        view.proposal.comments.iter().map(named).collect::<Vec<_>>()
    });
    let form = CommandForm::new();
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::comments)}</h2>
            <Trouble desk form />
            <ul class="hr-comments">
                {move || {
                    all.get()
                        .into_iter()
                        .map(|(comment, name, may_resolve)| view! { <One desk form comment name may_resolve /> })
                        .collect_view()
                }}
            </ul>
            <Write desk />
        </section>
    }
    .into_any()
}

#[component]
fn One(desk: Desk, form: CommandForm, comment: Comment, name: String, may_resolve: bool) -> impl IntoView {
    let language = use_language();
    let Comment {
        number,
        on,
        step,
        text: said,
        resolved,
        ..
    } = comment;
    let is_resolved = resolved.is_some();
    let press = move |_| {
        let command = ProposalCommand::Resolve {
            number,
            resolved: !is_resolved,
        };
        desk.press(form, command, PLACE, move |language| {
            let sentence = if is_resolved {
                text::did_unresolve(language)
            } else {
                text::did_resolve(language)
            };
            sentence.to_owned()
        });
    };
    let about = move || {
        let language = language.get();
        format!(
            "{name}, {} · {} ",
            format::date_long(language, on),
            words::step(language, step)
        )
    };
    let label = move || {
        if is_resolved {
            text::unresolve(language.get())
        } else {
            text::resolve(language.get())
        }
    };
    view! {
        <li class="hr-comment">
            <p class="hr-muted">
                {about}
                {is_resolved.then(|| view! { <Tag tone=Tone::Success text=told(language, text::resolved) /> })}
            </p>
            <p class="hr-lines">{said.to_string()}</p>
            {may_resolve.then(|| view! {
                <Button variant=ButtonVariant::Tertiary busy=form.state.busy() on:click=press>{label}</Button>
            })}
        </li>
    }
    .into_any()
}

/// A comment as typed.
pub(super) fn remark(field: &'static str, typed: &str) -> Result<Remark, Vec<Issue>> {
    match Remark::parse(typed) {
        Ok(remark) if remark.as_str().is_empty() => Err(vec![Issue::new(field, IssueCode::Required)]),
        Ok(remark) => Ok(remark),
        Err(code) => Err(vec![Issue::new(field, code)]),
    }
}

#[component]
fn Write(desk: Desk) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let form = CommandForm::new();
    let reader = desk.view.with_untracked(|view| view.reader);
    let draft = Draft::keep(
        "proposal-comment",
        &desk.id().to_string(),
        reader,
        vec![("text", typed)],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = remark("text", &typed.get_untracked());
        form.submit(
            &event,
            parsed.map(|text| (ProposalCommand::Comment { text }, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                typed.set(String::new());
                draft.clear();
                desk.done(view, PLACE, |language| text::did_comment(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="text"
                is_long=true
                label=told(language, text::comment)
                value=typed
                names=form.names
                issue=form.state.issue("text")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=form.state.busy()>
                    {say(language, text::send_comment)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
