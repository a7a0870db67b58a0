//! Closing: how many pupils were there, what was learnt, and the time it took.

use domain::deliveries::form::CloseForm;
use domain::deliveries::{DeliveryCommand, Taken};
use domain::ids::PersonId;
use i18n::{deliveries as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::{Details, NumberField};

use super::desk::Desk;
use super::words;
use crate::closing::{CLOSING, CloseButtons, CloseWords, MinutesFields};
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

/// Where a lesson is run from the tablet: what the clock says of it.
#[derive(Clone, Copy)]
pub(super) struct Timed {
    /// How many minutes it took.
    pub(super) took: Signal<Option<u32>>,
    /// How long each block took, up to now.
    pub(super) taken: Callback<(), Vec<Taken>>,
    /// The lesson is closed: the clock is no longer needed.
    pub(super) on_close: Callback<()>,
}

/// The section of the page.
#[component]
pub(super) fn ClosingSection(
    desk: Desk,
    /// Where the lesson is run.
    #[prop(optional)]
    timed: Option<Timed>,
) -> impl IntoView {
    let language = use_language();
    let closing = desk.part(|view| view.delivery.closing().cloned());
    let can_close = desk.part(|view| view.may_edit && view.delivery.can_close(view.today));
    let opens_on = desk.part(|view| {
        let is_ahead = view.may_edit && view.delivery.stage().is_open() && view.delivery.slot.date > view.today;
        is_ahead.then_some(view.delivery.slot.date)
    });
    let is_held = Memo::new(move |_| closing.with(Option::is_some));
    let start = desk.part(|view| CloseForm::of(&view.delivery));
    let reader = desk.view.with_untracked(|view| view.reader);
    view! {
        <section class="hr-section" aria-labelledby=CLOSING>
            <h2 id=CLOSING tabindex="-1">{say(language, text::closing)}</h2>
            {move || closing.get().map(|closing| {
                let learnt = closing.learnt.to_string();
                view! {
                    <p>{words::closing(language.get(), &closing)}</p>
                    {(!learnt.is_empty()).then(|| view! { <p class="hr-lines">{learnt}</p> })}
                }
            })}
            {move || opens_on.get().map(|day| view! {
                <p class="hr-muted">
                    {move || text::closing_not_yet(language.get(), format::date_long(language.get(), day))}
                </p>
            })}
            <Show when=move || can_close.get()>
                {move || {
                    let fields = view! { <Fields desk start=start.get() reader is_held=is_held.get() timed /> };
                    if is_held.get() {
                        view! { <Details summary=told(language, text::close_correct)>{fields}</Details> }.into_any()
                    } else {
                        fields.into_any()
                    }
                }}
            </Show>
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
fn Fields(desk: Desk, start: CloseForm, reader: PersonId, is_held: bool, timed: Option<Timed>) -> impl IntoView {
    let language = use_language();
    let present = RwSignal::new(start.present);
    let contacts = RwSignal::new(start.contacts);
    let learnt = RwSignal::new(start.learnt);
    let delivery = RwSignal::new(start.delivery_minutes);
    let preparation = RwSignal::new(start.preparation_minutes);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.delivery));
    let state = form.state;
    let fields = vec![
        ("present", present),
        ("contacts", contacts),
        ("learnt", learnt),
        ("delivery_minutes", delivery),
        ("preparation_minutes", preparation),
    ];
    let draft = Draft::keep("delivery-closing", &desk.id().to_string(), reader, fields);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = CloseForm {
            present: present.get_untracked(),
            contacts: contacts.get_untracked(),
            learnt: learnt.get_untracked(),
            delivery_minutes: delivery.get_untracked(),
            preparation_minutes: preparation.get_untracked(),
        };
        let taken = timed.map(|timed| timed.taken.run(())).unwrap_or_default();
        let parsed = typed.parse(taken).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                if let Some(timed) = timed {
                    timed.on_close.run(());
                }
                desk.done(view, CLOSING, |language| text::closed(language).to_owned());
            },
        );
    };
    let took = move || timed.and_then(|timed| timed.took.get());
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <div class="hr-field-row">
                <NumberField id="present" label=told(language, text::present) value=present error=state.error("present") />
                <NumberField
                    id="contacts"
                    is_optional=true
                    label=told(language, text::contacts)
                    description=told(language, text::contacts_help)
                    value=contacts
                    error=state.error("contacts")
                />
            </div>
            <FreeTextField
                id="learnt"
                is_long=true
                is_optional=true
                label=told(language, text::learnt)
                description=told(language, text::learnt_help)
                value=learnt
                names=form.names
                issue=state.issue("learnt")
            />
            {move || took().map(|minutes| view! {
                <p class="hr-muted">
                    {move || text::took_facts(language.get(), format::duration(language.get(), minutes))}
                </p>
            })}
            <MinutesFields
                delivery
                delivery_label=text::delivery_minutes
                preparation
                preparation_label=text::preparation_minutes
                form
            />
            <CloseButtons desk form is_held words=WORDS reopen=|| DeliveryCommand::Reopen />
        </form>
    }
    .into_any()
}
