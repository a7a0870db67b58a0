//! What the presenter thought of it afterwards.

use domain::ids::PersonId;
use domain::presentations::form::parse_evaluation;
use i18n::{presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind};

use super::desk::Desk;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

const PLACE: &str = "evaluation";

/// Part of the closing, once it is held.
#[component]
pub(super) fn Evaluation(desk: Desk) -> impl IntoView {
    let language = use_language();
    let is_held = desk.part(|view| view.presentation.closing().is_some());
    let may_edit = desk.part(|view| view.may_edit);
    let start = desk.part(|view| {
        let evaluation = view.presentation.evaluation();
        evaluation
            .map(|evaluation| (evaluation.worked.to_string(), evaluation.next_time.to_string()))
            .unwrap_or_default()
    });
    let reader = desk.view.with_untracked(|view| view.reader);
    view! {
        <Show when=move || is_held.get()>
            <h3 id=PLACE tabindex="-1">{say(language, text::evaluation)}</h3>
            {move || {
                let (worked, next_time) = start.get();
                if may_edit.get() {
                    view! { <Fields desk worked next_time reader /> }.into_any()
                } else {
                    told_of(worked, next_time)
                }
            }}
        </Show>
    }
    .into_any()
}

fn told_of(worked: String, next_time: String) -> AnyView {
    let language = use_language();
    let answer = |question: i18n::Text, answer: String| {
        (!answer.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{say(language, question)}</dt>
                    <dd>{answer}</dd>
                </div>
            }
        })
    };
    view! {
        <dl class="hr-facts">{answer(text::worked, worked)} {answer(text::next_time, next_time)}</dl>
    }
    .into_any()
}

#[component]
fn Fields(desk: Desk, worked: String, next_time: String, reader: PersonId) -> impl IntoView {
    let language = use_language();
    let (worked, next_time) = (RwSignal::new(worked), RwSignal::new(next_time));
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.presentation));
    let fields = vec![("worked", worked), ("next_time", next_time)];
    let draft = Draft::keep("presentation-evaluation", &desk.id().to_string(), reader, fields);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_evaluation(&worked.get_untracked(), &next_time.get_untracked());
        let parsed = parsed.map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, PLACE, |language| text::evaluated(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <p>{say(language, text::evaluation_help)}</p>
            <FreeTextField
                id="worked"
                is_long=true
                label=told(language, text::worked)
                value=worked
                names=form.names
                issue=form.state.issue("worked")
            />
            <FreeTextField
                id="next_time"
                is_long=true
                is_optional=true
                label=told(language, text::next_time)
                value=next_time
                names=form.names
                issue=form.state.issue("next_time")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::evaluate)}</Button>
            </div>
        </form>
    }
    .into_any()
}
