//! The plan of a presentation: when, where, for whom, and the form that changes it.

use domain::ids::PersonId;
use domain::presentations::Presentation;
use domain::presentations::form::PlanForm;
use domain::presentations::view::WantedTimes;
use domain::text::ShortText;
use i18n::{outreach, presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Details};

use super::api::presentation_conflicts;
use super::desk::Desk;
use super::plan_fields::{NameFields, PlaceFields, PlanSignals, TimeFields};
use super::words;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::groups::words as times;
use crate::look_up::look_up;

/// The section of the page.
#[component]
pub(super) fn PlanSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let planned = desk.part(|view| PlanForm::of(&view.presentation));
    let reader = desk.view.with_untracked(|view| view.reader);
    let found = Signal::derive(move || desk.view.with(|view| view.conflicts.clone()));
    let slot = Signal::derive(move || desk.view.with(|view| Some(view.presentation.slot)));
    view! {
        <section class="hr-section" aria-labelledby="plan">
            <h2 id="plan" tabindex="-1">{say(language, text::plan)}</h2>
            {move || desk.view.with(|view| facts(view.presentation.clone(), view.unit_name.clone(), view.presenter_name.clone()))}
            <ConflictWarnings found at=slot />
            <Show when=move || can_plan.get()>
                {move || view! { <Editor desk start=planned.get() reader /> }}
            </Show>
        </section>
    }
    .into_any()
}

fn facts(presentation: Presentation, unit_name: String, presenter_name: String) -> AnyView {
    let language = use_language();
    let Presentation {
        audiences,
        host,
        place,
        video,
        slot,
        expected,
        ..
    } = presentation;
    let fact = |label: i18n::Text, value: AnyView| {
        view! {
            <div>
                <dt>{say(language, label)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let place = [place.as_str(), &unit_name]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let host = (!host.as_str().is_empty()).then(|| fact(text::host, host.to_string().into_any()));
    let video = video.map(|video| {
        let href = video.to_string();
        let name = href.clone();
        fact(
            text::video,
            view! { <a class="ds-link" href=href rel="external noreferrer">{name}</a> }.into_any(),
        )
    });
    let expected = expected.map(|count| fact(text::expected, count.to_string().into_any()));
    view! {
        <dl class="hr-facts">
            {fact(text::when, (move || times::slot(language.get(), &slot)).into_any())}
            {fact(text::at_place, place.into_any())}
            {video}
            {fact(outreach::audiences, (move || words::capital(&words::audiences(language.get(), &audiences))).into_any())}
            {host}
            {expected}
            {fact(text::presenter, presenter_name.into_any())}
        </dl>
    }
    .into_any()
}

#[component]
fn Editor(desk: Desk, start: PlanForm, reader: PersonId) -> impl IntoView {
    let language = use_language();
    let plan = PlanSignals::new(start);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.presentation));
    let (id, unit) = desk
        .view
        .with_untracked(|view| (view.presentation.id, view.presentation.unit));
    let draft = Draft::keep("presentation", &id.to_string(), reader, plan.kept());
    let slot = Signal::derive(move || plan.form().slot());
    let saved = desk.view.with_untracked(|view| view.presentation.slot);
    let question = Signal::derive(move || {
        // What the saved time runs into stands above.
        let slot = slot.get().filter(|slot| *slot != saved)?;
        Some(WantedTimes {
            of: Some(id),
            unit,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slots: vec![slot],
        })
    });
    let known = look_up(question, presentation_conflicts);
    let off = Memo::new(move |_| {
        let day = slot.get()?.date;
        desk.view.with_untracked(|view| view.calendar.day_off(day))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = untrack(|| plan.form().parse_edit());
        let parsed = parsed.map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, "plan", |language| text::plan_saved(language).to_owned());
            },
        );
    };
    view! {
        <Details summary=told(language, text::edit_plan)>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <NameFields plan form />
                <TimeFields plan form />
                <p class="hr-muted">{say(language, text::move_help)}</p>
                {move || off.get().map(|off| view! {
                    <p class="hr-conflict">
                        {move || text::date_off(language.get(), times::day_off(language.get(), &off))}
                    </p>
                })}
                <ConflictWarnings found=known.found at=slot />
                <NotLookedUp known />
                <PlaceFields plan form />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_plan)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
