//! The plan of a delivery: when, where, for which class, and the form that changes it.

use domain::deliveries::Delivery;
use domain::deliveries::form::PlanForm;
use domain::deliveries::view::WantedTime;
use domain::ids::PersonId;
use domain::text::ShortText;
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Button, ButtonKind, Details};

use super::api::delivery_conflicts;
use super::desk::Desk;
use super::page::module_of;
use super::plan_fields::{MoreFields, PlanSignals, TimeFields};
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
    let planned = desk.part(|view| PlanForm::of(&view.delivery));
    let reader = desk.view.with_untracked(|view| view.reader);
    let found = Signal::derive(move || desk.view.with(|view| view.conflicts.clone()));
    let slot = Signal::derive(move || desk.view.with(|view| Some(view.delivery.slot)));
    view! {
        <section class="hr-section" aria-labelledby="plan">
            <h2 id="plan" tabindex="-1">{say(language, text::plan)}</h2>
            {move || desk.view.with(|view| {
                facts(view.delivery.clone(), view.unit_name.clone(), view.adviser_name.clone())
            })}
            <ConflictWarnings found at=slot />
            <Show when=move || can_plan.get()>
                {move || view! { <Editor desk start=planned.get() reader /> }}
            </Show>
        </section>
    }
    .into_any()
}

fn facts(delivery: Delivery, unit_name: String, adviser_name: String) -> AnyView {
    let language = use_language();
    let fact = |label: i18n::Text, value: AnyView| {
        view! {
            <div>
                <dt>{say(language, label)}</dt>
                <dd class="hr-lines">{value}</dd>
            </div>
        }
        .into_any()
    };
    let given = |label: i18n::Text, value: &str| (!value.is_empty()).then(|| fact(label, value.to_owned().into_any()));
    let place = [delivery.place.as_str(), &unit_name]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let (slot, module) = (delivery.slot, delivery.module);
    let teacher = given(text::teacher, delivery.teacher.as_str());
    let adaptation = given(text::adaptation, delivery.adaptation.as_str());
    let reason = given(text::reason, delivery.reason.as_str());
    let name = move || module_of(language.get(), &delivery);
    view! {
        <dl class="hr-facts">
            {fact(text::of_module, view! { <A href=format!("/modules/{module}")>{name}</A> }.into_any())}
            {fact(text::when, (move || times::slot(language.get(), &slot)).into_any())}
            {fact(text::at_place, place.into_any())}
            {reason}
            {teacher}
            {adaptation}
            {fact(text::adviser, adviser_name.into_any())}
        </dl>
    }
    .into_any()
}

#[component]
fn Editor(desk: Desk, start: PlanForm, reader: PersonId) -> impl IntoView {
    let language = use_language();
    let plan = PlanSignals::new(start);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.delivery));
    let (id, unit, saved) = desk
        .view
        .with_untracked(|view| (view.delivery.id, view.delivery.unit, view.delivery.slot));
    let draft = Draft::keep("delivery", &id.to_string(), reader, plan.kept());
    let slot = Signal::derive(move || plan.form().slot());
    let question = Signal::derive(move || {
        // What the saved time runs into stands above.
        let slot = slot.get().filter(|slot| *slot != saved)?;
        Some(WantedTime {
            of: Some(id),
            unit,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slot,
        })
    });
    let known = look_up(question, delivery_conflicts);
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
                <TimeFields plan form />
                {move || off.get().map(|off| view! {
                    <p class="hr-conflict">
                        {move || text::date_off(language.get(), times::day_off(language.get(), &off))}
                    </p>
                })}
                <ConflictWarnings found=known.found at=slot />
                <NotLookedUp known />
                <MoreFields plan form />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_plan)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
