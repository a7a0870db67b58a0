//! The plan of a course: when, where, for whom, and the form that changes it.

use domain::courses::form::EventForm;
use domain::courses::{CourseEvent, Lifecycle};
use domain::ids::PersonId;
use i18n::{courses as text, format, say, told, training, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Details};

use super::api::course_conflicts;
use super::desk::Desk;
use super::plan_fields::{PlanFields, PlanSignals};
use super::words;
use crate::conflicts::ConflictWarnings;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, numbered};
use crate::look_up::look_up;

/// The section of the page.
#[component]
pub(super) fn PlanSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let (reader, today) = desk.view.with_untracked(|view| (view.reader, view.today));
    let event = desk.part(|view| view.event.clone());
    let start = numbered(desk.part(|view| EventForm::of(&view.event, view.today)));
    let conflicts = Signal::derive(move || desk.view.with(|view| view.conflicts.clone()));
    view! {
        <section class="hr-section" aria-labelledby="plan">
            <h2 id="plan" tabindex="-1">{say(language, text::plan)}</h2>
            {move || facts(event.get())}
            {move || {
                let parts = event.with(|event| event.parts.clone());
                let warning = |part| view! { <ConflictWarnings found=conflicts at=Signal::stored(Some(part)) /> };
                parts.into_iter().map(warning).collect_view()
            }}
            <Show when=move || can_plan.get()>
                <For each=move || [start.get()] key=|(number, _)| *number let:one>
                    <Editor desk start=one.1 reader today />
                </For>
            </Show>
        </section>
    }
    .into_any()
}

fn facts(event: CourseEvent) -> AnyView {
    let language = use_language();
    let fact = |label: i18n::Text, value: AnyView| {
        view! {
            <div>
                <dt>{say(language, label)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let told_fact = |label: i18n::Text, value: String| (!value.is_empty()).then(|| fact(label, value.into_any()));
    let times: Vec<_> = event
        .parts
        .iter()
        .map(|part| {
            let part = *part;
            view! { <span class="hr-line">{move || words::when(language.get(), &part)}</span> }
        })
        .collect();
    let (kind, deadline) = (event.format, event.deadline);
    let services = event.services.clone();
    let services = move || {
        let language = language.get();
        let names: Vec<&str> = services.iter().map(|one| i18n::service_name(language, *one)).collect();
        names.join(", ")
    };
    let places: Vec<&str> = event.municipalities.iter().map(|code| code.name()).collect();
    let places = if places.is_empty() {
        (move || text::municipalities_all(language.get())).into_any()
    } else {
        places.join(", ").into_any()
    };
    let contact = format!("{}, {}", event.contact, event.contact_email);
    view! {
        <dl class="hr-facts">
            {fact(text::when, times.into_any())}
            {fact(text::format, (move || words::format(language.get(), kind)).into_any())}
            {told_fact(text::place, event.place.to_string())}
            {told_fact(text::access, event.access.to_string())}
            {told_fact(text::video, event.video.as_ref().map(ToString::to_string).unwrap_or_default())}
            {fact(text::services, services.into_any())}
            {fact(text::municipalities, places)}
            {fact(text::deadline, (move || format::date_long(language.get(), deadline)).into_any())}
            {event
                .asks_leader
                .then(|| fact(text::leader_approval, (move || text::asks_leader(language.get())).into_any()))}
            {event
                .minimum
                .map(|minimum| fact(text::minimum, minimum.seats.to_string().into_any()))}
            {told_fact(text::speakers, event.speakers.to_string())}
            {told_fact(text::host, event.host.to_string())}
            {fact(training::contact, contact.into_any())}
        </dl>
    }
    .into_any()
}

#[component]
fn Editor(desk: Desk, start: EventForm, reader: PersonId, today: Date) -> impl IntoView {
    let language = use_language();
    let plan = PlanSignals::new(start);
    let form = CommandForm::new();
    let (id, is_draft) = desk.view.with_untracked(|view| {
        form.names.stand_in(&view.event);
        (view.event.id, view.event.lifecycle == Lifecycle::Draft)
    });
    // What is saved is told of by the page.
    let saved = StoredValue::new(untrack(|| plan.slots()));
    let wanted = move || saved.with_value(|saved| plan.wanted(Some(id), None, saved));
    let known = look_up(Signal::derive(wanted), course_conflicts);
    let draft = Draft::keep("course", &id.to_string(), reader, plan.kept());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = untrack(|| plan.form().parse_edit(today));
        form.submit(
            &event,
            parsed.map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, "plan", |language| text::plan_saved(language).to_owned());
            },
        );
    };
    let help = if is_draft {
        text::edit_help_draft
    } else {
        text::edit_help_public
    };
    view! {
        <Details summary=told(language, text::edit_plan)>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <p class="hr-muted">{say(language, help)}</p>
                <PlanFields plan form today known />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_plan)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
