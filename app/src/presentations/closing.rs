//! Closing: how many came, what was made known, what was asked about, and the time it took.

use domain::ids::PersonId;
use domain::presentations::PresentationCommand;
use domain::presentations::form::CloseForm;
use i18n::{format, presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{CheckboxGroup, Details, NumberField, as_ticked, ticked};

use super::desk::Desk;
use super::evaluation::Evaluation;
use super::words;
use crate::closing::{CLOSING, CloseButtons, CloseWords, MinutesFields};
use crate::form::{CommandForm, Draft, DraftNote};

/// The section of the page.
#[component]
pub(super) fn Closing(desk: Desk) -> impl IntoView {
    let language = use_language();
    let closing = desk.part(|view| view.presentation.closing().cloned());
    let can_close = desk.part(|view| view.may_edit && view.presentation.can_close(view.today));
    let opens_on = desk.part(|view| {
        let is_ahead = view.may_edit && view.presentation.stage().is_open() && view.presentation.slot.date > view.today;
        is_ahead.then_some(view.presentation.slot.date)
    });
    let is_held = Memo::new(move |_| closing.with(Option::is_some));
    let start = desk.part(|view| CloseForm::of(&view.presentation));
    let reader = desk.view.with_untracked(|view| view.reader);
    view! {
        <section class="hr-section" aria-labelledby=CLOSING>
            <h2 id=CLOSING tabindex="-1">{say(language, text::closing)}</h2>
            {move || closing.get().map(|closing| {
                let language = language.get();
                words::closing(language, &closing)
                    .into_iter()
                    .map(|sentence| view! { <p>{sentence}</p> })
                    .collect_view()
            })}
            {move || opens_on.get().map(|day| view! {
                <p class="hr-muted">
                    {move || text::closing_not_yet(language.get(), format::date_long(language.get(), day))}
                </p>
            })}
            <Show when=move || can_close.get()>
                {move || {
                    let fields = view! { <Fields desk start=start.get() reader is_held=is_held.get() /> };
                    if is_held.get() {
                        view! { <Details summary=told(language, text::close_correct)>{fields}</Details> }.into_any()
                    } else {
                        fields.into_any()
                    }
                }}
            </Show>
            <Evaluation desk />
        </section>
    }
    .into_any()
}

const WORDS: CloseWords = CloseWords {
    close: text::close,
    correct: text::close_correct,
    reopen: text::reopen,
    reopened: text::reopened,
};

#[component]
fn Fields(desk: Desk, start: CloseForm, reader: PersonId, is_held: bool) -> impl IntoView {
    let language = use_language();
    let present = RwSignal::new(start.present);
    let known = RwSignal::new(as_ticked(start.known));
    let questions = RwSignal::new(as_ticked(start.questions));
    let delivery = RwSignal::new(start.delivery_minutes);
    let preparation = RwSignal::new(start.preparation_minutes);
    let form = CommandForm::new();
    let state = form.state;
    let fields = vec![
        ("present", present),
        ("known", known),
        ("questions", questions),
        ("delivery_minutes", delivery),
        ("preparation_minutes", preparation),
    ];
    let draft = Draft::keep("presentation-closing", &desk.id().to_string(), reader, fields);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = CloseForm {
            present: present.get_untracked(),
            known: ticked(&known.get_untracked()),
            questions: ticked(&questions.get_untracked()),
            delivery_minutes: delivery.get_untracked(),
            preparation_minutes: preparation.get_untracked(),
        };
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, CLOSING, |language| text::closed(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <NumberField id="present" label=told(language, text::present) value=present error=state.error("present") />
            <CheckboxGroup
                id="known"
                is_optional=true
                legend=told(language, text::known_legend)
                description=told(language, text::known_help)
                chosen=known
                choices=Signal::derive(move || words::known_choices(language.get()))
                error=state.error("known")
            />
            <CheckboxGroup
                id="questions"
                is_optional=true
                legend=told(language, text::questions_legend)
                description=told(language, text::questions_help)
                chosen=questions
                choices=Signal::derive(move || words::theme_choices(language.get()))
                error=state.error("questions")
            />
            <MinutesFields
                delivery
                delivery_label=text::delivery_minutes
                preparation
                preparation_label=text::preparation_minutes
                form
            />
            <CloseButtons desk form is_held words=WORDS reopen=|| PresentationCommand::Reopen />
        </form>
    }
    .into_any()
}
