//! One measure: what is planned, how it went, and what it has led to.

use domain::needs::form::MeasureForm;
use domain::needs::view::MeasureView;
use domain::needs::{Need, Outcome};
use domain::part_plans::PlanOf;
use i18n::{format, groups, needs as text, parts as parts_text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Button, ButtonKind, Details, PageHeader, StateBadge, Tone};

use super::api::{measure_conflicts, view_measure};
use super::closing::{ClosingSection, EffectSection};
use super::measure_desk::MeasureDesk;
use super::measure_fields::{MeasureFields, MeasureSignals};
use super::words;
use crate::call_off::{CallOff, CanBeCalledOff as _};
use crate::conflicts::ConflictWarnings;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, numbered};
use crate::groups::words as times;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, of_address};
use crate::part_plans::PartList;
use crate::title::PageTitle;

const PLAN: &str = "plan";

/// `/needs/measures/:id`.
#[component]
pub fn MeasurePage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_measure);
    view! {
        <PageTitle text=told(language, text::measure) />
        <Loaded of=loaded let:view>
            <Whole desk=MeasureDesk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: MeasureDesk) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || desk.view.with(|view| view.measure.plan.title.to_string()));
    let stage = desk.part(|view| view.measure.stage());
    let reason = desk.part(|view| match view.measure.outcome {
        Outcome::Cancelled { reason } => Some(reason),
        Outcome::Ahead | Outcome::Held { .. } => None,
    });
    let is_due = desk.part(|view| view.measure.is_to_be_followed_up(view.today));
    let can_plan = desk.part(MeasureView::may_be_called_off);
    let start = numbered(desk.part(|view| MeasureForm::of(&view.measure)));
    let parts = desk.part(|view| view.parts.clone());
    let conflicts = desk.part(|view| view.conflicts.clone());
    let times_of = desk.part(|view| view.measure.plan.parts.clone());
    let id = desk.id();
    view! {
        <p class="hr-back"><A href="/needs">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title />
        <p>
            {move || {
                let stage = stage.get();
                view! {
                    <StateBadge
                        icon=words::stage_icon(stage)
                        tone=words::stage_tone(stage)
                        text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                    />
                }
            }}
        </p>
        {move || reason.get().map(|reason| view! {
            <Alert tone=Tone::Warning>
                {move || text::cancelled_because(language.get(), words::reason(language.get(), reason))}
            </Alert>
        })}
        <Show when=move || is_due.get()>
            <Alert tone=Tone::Warning>{say(language, text::follow_up_due)}</Alert>
        </Show>
        <section class="hr-section" aria-labelledby=PLAN>
            <h2 id=PLAN tabindex="-1">{say(language, text::plan)}</h2>
            <Facts desk />
            {move || {
                let taken = times_of.get().into_iter();
                let warning = |part| view! { <ConflictWarnings found=conflicts at=Signal::stored(Some(part)) /> };
                taken.map(warning).collect_view()
            }}
            <Show when=move || can_plan.get()>
                <Details summary=told(language, text::change_plan)>
                    <For each=move || [start.get()] key=|(number, _)| *number let:one>
                        <Edit desk start=one.1 />
                    </For>
                </Details>
            </Show>
        </section>
        <PartList of=PlanOf::Measure(id) rows=parts heading=groups::run_sheet help=parts_text::follows />
        <ClosingSection desk />
        <EffectSection desk />
        <CallOff desk />
    }
    .into_any()
}

#[component]
fn Facts(desk: MeasureDesk) -> impl IntoView {
    let language = use_language();
    let facts = move || {
        let language = language.get();
        desk.view.with(|view| {
            let plan = &view.measure.plan;
            let areas = plan.areas.iter().map(|one| words::area(language, *one));
            let parts: Vec<String> = plan.parts.iter().map(|part| times::slot(language, part)).collect();
            let groups = plan
                .groups
                .iter()
                .map(|(group, count)| text::group_count(language, words::group(language, *group), count));
            let mut facts = vec![
                (text::unit(language), view.unit_name.clone()),
                (text::adviser(language), view.adviser_name.clone()),
                (text::when(language), parts.join("; ")),
                (text::format(language), words::format(language, plan.format).to_owned()),
                (text::level(language), words::level(language, plan.level).to_owned()),
                (text::areas(language), areas.collect::<Vec<_>>().join(", ")),
                (text::expected(language), groups.collect::<Vec<_>>().join(", ")),
                (text::staff(language), plan.staff.to_string()),
            ];
            if let Need::Other { reason } = &plan.need {
                facts.push((text::need(language), text::other_because(language, reason)));
            }
            if !plan.place.as_str().is_empty() {
                facts.push((text::place(language), plan.place.to_string()));
            }
            if !plan.materials.as_str().is_empty() {
                facts.push((text::materials(language), plan.materials.to_string()));
            }
            if !plan.goal.as_str().is_empty() {
                facts.push((text::goal(language), plan.goal.to_string()));
            }
            if let Some(day) = plan.follow_up_on {
                facts.push((text::follow_up_on(language), format::date_long(language, day)));
            }
            facts
        })
    };
    let need = desk.part(|view| match view.measure.plan.need {
        Need::Surveyed { survey, area } => Some((survey, area)),
        Need::Other { .. } => None,
    });
    view! {
        <dl class="hr-facts">
            {move || {
                need.get()
                    .map(|(survey, area)| {
                        view! {
                            <div>
                                <dt>{say(language, text::need)}</dt>
                                <dd>
                                    <A href=format!("/needs/surveys/{survey}")>
                                        {move || words::area(language.get(), area)}
                                    </A>
                                </dd>
                            </div>
                        }
                    })
            }}
            {move || {
                facts()
                    .into_iter()
                    .map(|(label, value)| view! { <div><dt>{label}</dt><dd class="hr-lines">{value}</dd></div> })
                    .collect_view()
            }}
        </dl>
    }
    .into_any()
}

#[component]
fn Edit(desk: MeasureDesk, start: MeasureForm) -> impl IntoView {
    let language = use_language();
    let reader = desk.view.with_untracked(|view| view.reader);
    let plan = MeasureSignals::new(start);
    let needs = Signal::derive(move || desk.view.with(|view| view.needs.clone()));
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.measure));
    // What is saved is told of by the page.
    let saved = StoredValue::new(untrack(|| plan.wanted(Some(desk.id()), None)));
    let wanted = move || saved.with_value(|saved| plan.wanted(Some(desk.id()), saved.as_ref()));
    let known = look_up(Signal::derive(wanted), measure_conflicts);
    let draft = Draft::keep("measure", &desk.id().to_string(), reader, plan.kept());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = untrack(|| plan.form().parse_edit()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, PLAN, |language| text::saved(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <MeasureFields plan form needs known />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}
