//! What is done about a gap: sent to whoever works there, answered, set aside.

use domain::coverage::gaps::{Gap, GapCommand, GapState, GapStep};
use domain::coverage::view::GapTask;
use domain::issue::{Issue, IssueCode};
use domain::text::ShortText;
use i18n::{Text, coverage as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Details};

use super::api::note_gap;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField, tell_saved};
use crate::pieces;

/// A step that takes a sentence, an answer or a reason, and what it is about.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The gap.
    pub gap: Gap,
    /// What was seen of it.
    pub version: Option<u64>,
    /// Whether it is an answer.
    pub is_answer: bool,
    /// The sentence as it is.
    pub now: String,
    /// Told when it is saved.
    pub changed: Callback<()>,
}

impl Sentence {
    fn button(&self) -> Text {
        if self.is_answer { text::answer } else { text::dismiss }
    }

    fn summary(&self, unit_name: String) -> Signal<String> {
        let (language, button) = (use_language(), self.button());
        Signal::derive(move || text::step_on(language.get(), button(language.get()), &unit_name))
    }
}

/// The form of a sentence, folded away.
#[component]
pub(super) fn SentenceStep(sentence: Sentence, unit_name: String) -> impl IntoView {
    view! { <Details summary=sentence.summary(unit_name)>{sentence_form(sentence)}</Details> }.into_any()
}

/// The same on a page that is to be light: the form comes when it is unfolded.
#[component]
fn LaterSentence(sentence: Sentence, unit_name: String) -> impl IntoView {
    let summary = sentence.summary(unit_name);
    let form = RwSignal::new(None::<fn(Sentence) -> AnyView>);
    let failed = RwSignal::new(None::<AppError>);
    let folded = NodeRef::<leptos::html::Details>::new();
    let fetch = move || {
        failed.set(None);
        spawn_local(async move {
            let piece = pieces::sentence_form().await;
            // The page may have been left meanwhile.
            if failed.try_get_untracked().is_some() {
                match piece {
                    Ok(made) => form.set(Some(made)),
                    Err(_) => failed.set(Some(AppError::new(ErrorCode::Offline))),
                }
            }
        });
    };
    let unfolded = move || {
        let is_open = folded.get().is_some_and(|folded| folded.open());
        if is_open && form.with_untracked(Option::is_none) {
            fetch();
        }
    };
    // It may have been unfolded before anybody listened.
    Effect::new(move |_| unfolded());
    view! {
        <details class="ds-details" node_ref=folded on:toggle=move |_| unfolded()>
            <summary>{move || summary.get()}</summary>
            <div>
                {move || form.get().map(|form| form(sentence.clone()))}
                <Failure error=failed />
            </div>
        </details>
    }
    .into_any()
}

/// The form itself.
pub(crate) fn sentence_form(sentence: Sentence) -> AnyView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let button = sentence.button();
    let Sentence {
        gap,
        version,
        is_answer,
        now,
        changed,
    } = sentence;
    let typed = RwSignal::new(now);
    let (field, label, done): (&'static str, Text, Text) = if is_answer {
        ("text", text::answer_label, text::answered)
    } else {
        ("reason", text::dismiss_label, text::dismissed)
    };
    let id = format!("{field}-{}-{}", gap.rule.name(), gap.unit);
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
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField id label=told(language, label) value=typed names=form.names issue=state.issue(field) />
            <Failure error=state.failure() />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                {say(language, button)}
            </Button>
        </form>
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
                view! { <p><A href=href attr:aria-label=name>{say(language, label)}</A></p> }
            })
        };
        let said = match &state {
            GapState::Answered { text, .. } => text.to_string(),
            GapState::Found | GapState::Sent { .. } | GapState::Dismissed { .. } => String::new(),
        };
        let what = move || words::gap(language.get(), gap);
        let name = unit_name.clone();
        let sentence = Sentence {
            gap,
            version: Some(version),
            is_answer: true,
            now: said.clone(),
            changed,
        };
        view! {
            <li>
                <strong>{unit_name}</strong>
                ": "
                {what}
                {plan}
                {(!said.is_empty())
                    .then(|| view! { <p class="hr-muted">{move || text::you_answered(language.get(), &said)}</p> })}
                <LaterSentence sentence unit_name=name />
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
