//! What the pupils answered: sums that the adviser enters, shown from five answers.

use domain::deliveries::form::CountForm;
use domain::evaluations::{FEWEST, Question, Smiley, Tally};
use domain::ids::PersonId;
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Details, NumberField};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::evaluations::{QuestionTable, smiley_word};
use crate::form::{CommandForm, Draft, DraftNote};

const PLACE: &str = "answers";

/// The section of the page.
#[component]
pub(super) fn Answers(desk: Desk) -> impl IntoView {
    let language = use_language();
    let answers = desk.part(|view| view.delivery.outcome.answers());
    let is_held = desk.part(|view| view.delivery.outcome.is_held());
    let is_open = desk.part(|view| view.may_edit && view.delivery.stage().is_open());
    let can_count = desk.part(|view| view.may_edit && view.delivery.outcome.is_held());
    let reader = desk.view.with_untracked(|view| view.reader);
    let is_counted = Memo::new(move |_| answers.with(Option::is_some));
    view! {
        <Show when=move || is_held.get() || is_open.get()>
            <section class="hr-section" aria-labelledby=PLACE>
                <h2 id=PLACE tabindex="-1">{say(language, text::answers)}</h2>
                <Show when=move || is_open.get()>
                    <p class="hr-muted">{say(language, text::answers_after)}</p>
                </Show>
                {move || answers.get().map(|tally| view! { <Shown tally /> })}
                <Show when=move || can_count.get()>
                    {move || {
                        let start = CountForm::of(answers.get());
                        let fields = view! { <Fields desk start reader is_counted=is_counted.get() /> };
                        if is_counted.get() {
                            view! { <Details summary=told(language, text::count_correct)>{fields}</Details> }.into_any()
                        } else {
                            fields.into_any()
                        }
                    }}
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Shown(tally: Tally) -> impl IntoView {
    let language = use_language();
    if tally.answers() < FEWEST {
        return view! { <p class="hr-evaluation-hidden">{say(language, text::answers_few)}</p> }.into_any();
    }
    view! {
        <p><strong>{move || text::shown_answers(language.get(), tally.answers())}</strong></p>
        <div class="hr-evaluation-tables">
            {Question::ALL
                .into_iter()
                .map(|question| view! { <QuestionTable question asked=words::question tally /> })
                .collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Fields(desk: Desk, start: CountForm, reader: PersonId, is_counted: bool) -> impl IntoView {
    let language = use_language();
    let counts = start.counts.map(|row| row.map(RwSignal::new));
    let form = CommandForm::new();
    let mut kept = Vec::new();
    for (question, row) in Question::ALL.into_iter().zip(&counts) {
        for (smiley, count) in Smiley::ALL.into_iter().zip(row) {
            kept.push((CountForm::field(question, smiley), *count));
        }
    }
    let draft = Draft::keep("delivery-answers", &desk.id().to_string(), reader, kept);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = CountForm {
            counts: counts.map(|row| row.map(|count| count.get_untracked())),
        };
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, PLACE, |language| text::counted(language).to_owned());
            },
        );
    };
    let questions = Question::ALL
        .into_iter()
        .zip(counts)
        .map(|(question, row)| view! { <CountFields question row form /> })
        .collect_view();
    view! {
        <p>{say(language, text::answers_help)}</p>
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            {questions}
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>
                    {move || if is_counted { text::count_correct(language.get()) } else { text::count(language.get()) }}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// The sums of one question, from yes to no.
#[component]
fn CountFields(question: Question, row: [RwSignal<String>; 3], form: CommandForm) -> impl IntoView {
    let language = use_language();
    let fields: Vec<_> = Smiley::ALL
        .into_iter()
        .zip(row)
        .rev()
        .map(|(smiley, count)| {
            let id = CountForm::field(question, smiley);
            let error = form.state.error(id.clone());
            view! {
                <NumberField
                    id
                    is_optional=true
                    label=Signal::derive(move || smiley_word(language.get(), smiley).to_owned())
                    value=count
                    error
                />
            }
        })
        .collect();
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || words::question(language.get(), question)}</legend>
            <div class="hr-field-row">{fields}</div>
        </fieldset>
    }
    .into_any()
}
