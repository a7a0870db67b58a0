//! What is done about a gap: sent to whoever works there, answered, set aside.

use domain::coverage::gaps::{Gap, GapCommand, GapState, GapStep};
use domain::coverage::view::GapTask;
use domain::issue::{Issue, IssueCode};
use domain::text::ShortText;
use i18n::{Text, coverage as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Details};

use super::api::note_gap;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField, tell_saved};

/// A step that takes a sentence: an answer or a reason.
#[component]
pub(super) fn SentenceStep(
    gap: Gap,
    version: Option<u64>,
    is_answer: bool,
    unit_name: String,
    /// The sentence as it is.
    #[prop(optional, into)]
    now: String,
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let typed = RwSignal::new(now);
    let (field, label, button, done): (&'static str, Text, Text, Text) = if is_answer {
        ("text", text::answer_label, text::answer, text::answered)
    } else {
        ("reason", text::dismiss_label, text::dismiss, text::dismissed)
    };
    let id = format!("{field}-{}-{}", gap.rule.name(), gap.unit);
    let summary = move |language| text::step_on(language, button(language), &unit_name);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = match ShortText::parse(&typed.get_untracked()) {
            Ok(said) if said.as_str().is_empty() => Err(vec![Issue::new(field, IssueCode::Required)]),
            Ok(said) if is_answer => Ok(GapStep::Answer { text: said }),
            Ok(said) => Ok(GapStep::Dismiss { reason: said }),
            Err(code) => Err(vec![Issue::new(field, code)]),
        };
        let parsed = parsed.map(|step| (GapCommand { gap, step }, version));
        form.submit(&event, parsed, note_gap, move |_: u64| {
            tell_saved(announcer, done(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Details summary=Signal::derive(move || summary(language.get()))>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FreeTextField id label=told(language, label) value=typed names=form.names issue=state.issue(field) />
                <Failure error=state.failure() />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                    {say(language, button)}
                </Button>
            </form>
        </Details>
    }
    .into_any()
}

/// Gaps that an adviser is asked about, each with a way to plan and a way to answer.
#[component]
pub(crate) fn Tasks(tasks: Vec<GapTask>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let task = move |one: GapTask| {
        let GapTask {
            gap,
            unit_name,
            need,
            state,
            version,
        } = one;
        let plan = {
            let unit_name = unit_name.clone();
            words::plan_at(gap.rule, need.as_deref()).map(|(href, label)| {
                let name = move || {
                    let language = language.get();
                    text::step_on(language, label(language), &unit_name)
                };
                view! { <A href=href attr:aria-label=name>{say(language, label)}</A> }
            })
        };
        let said = match &state {
            GapState::Answered { text, .. } => text.to_string(),
            GapState::Found | GapState::Sent { .. } | GapState::Dismissed { .. } => String::new(),
        };
        let what = move || words::gap(language.get(), gap);
        let name = unit_name.clone();
        let answer = said.clone();
        view! {
            <li>
                <strong>{unit_name}</strong>
                ": "
                {what}
                " "
                {plan}
                {(!said.is_empty())
                    .then(|| view! { <p class="hr-muted">{move || text::you_answered(language.get(), &said)}</p> })}
                <SentenceStep gap version=Some(version) is_answer=true unit_name=name now=answer changed />
            </li>
        }
    };
    view! {
        <section class="hr-section" aria-labelledby="tasks-heading">
            <h2 id="tasks-heading">{say(language, text::tasks)}</h2>
            <ul class="hr-coverage-tasks">{tasks.into_iter().map(task).collect_view()}</ul>
        </section>
    }
    .into_any()
}
