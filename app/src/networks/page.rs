//! One meeting: its plan, what was agreed, and calling it off.

use domain::networks::view::{NetworkView, WantedMeeting};
use domain::networks::{NetworkForm, NetworkOutcome};
use domain::text::ShortText;
use i18n::{Language, networks as text, say, service_name, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Button, ButtonKind, Choice, Details, PageHeader, StateBadge, Tone};

use super::api::{network_conflicts, view_network};
use super::closing::ClosingSection;
use super::desk::Desk;
use super::plan_fields::{NetworkSignals, PlanFields};
use super::words;
use crate::call_off::CallOff;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::desk::{Record as _, Trouble};
use crate::form::{CommandForm, Draft, DraftNote};
use crate::groups::words as times;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

/// `/networks/:id`.
#[component]
pub fn NetworkPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_network);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || desk.view.with(|view| view.meeting.plan.theme.to_string()));
    let stage = desk.part(|view| view.meeting.stage());
    let reason = desk.part(|view| match view.meeting.outcome {
        NetworkOutcome::Cancelled { reason } => Some(reason),
        NetworkOutcome::Ahead | NetworkOutcome::Held { .. } => None,
    });
    let is_unclosed = desk.part(|view| view.may_edit && view.meeting.is_unclosed(view.today));
    let can_plan = desk.can_plan();
    let version = desk.part(NetworkView::version);
    let found = Signal::derive(move || desk.view.with(|view| view.conflicts.clone()));
    let slot = Signal::derive(move || desk.view.with(|view| Some(view.meeting.plan.slot)));
    view! {
        <p class="hr-back"><A href="/networks">{move || format!("← {}", text::see_all(language.get()))}</A></p>
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
        <Show when=move || is_unclosed.get()>
            <Alert tone=Tone::Warning>{say(language, text::unclosed)}</Alert>
        </Show>
        <section class="hr-section" aria-labelledby="plan">
            <h2 id="plan" tabindex="-1">{say(language, text::plan)}</h2>
            {move || desk.view.with(|view| facts(language.get(), view))}
            <ConflictWarnings found at=slot />
            <Show when=move || can_plan.get()>
                // Drawn anew with each version, so that no field keeps what it had.
                <For each=move || std::iter::once(version.get()) key=|version| *version children=move |_| view! { <Editor desk /> } />
            </Show>
        </section>
        <ClosingSection desk />
        <CallOff desk />
    }
    .into_any()
}

fn facts(language: Language, view: &NetworkView) -> AnyView {
    let plan = &view.meeting.plan;
    let units: Vec<&str> = view.units.iter().map(|unit| unit.name.as_str()).collect();
    let services: Vec<&str> = plan.services.iter().map(|one| service_name(language, *one)).collect();
    let texts = [
        (text::when(language), times::slot(language, &plan.slot)),
        (text::kind(language), words::kind(language, plan.kind).to_owned()),
        (text::for_units(language), units.join(", ")),
        (text::services(language), services.join(", ")),
        (text::at_place(language), plan.place.to_string()),
        (text::called_by(language), view.adviser_name.clone()),
    ];
    let fact = |(label, value): (&'static str, String)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let video = plan.video.clone().map(|address| {
        let href = String::from(address);
        let shown = href.clone();
        view! {
            <div>
                <dt>{text::at_video(language)}</dt>
                <dd><a class="ds-link" href=href rel="noreferrer">{shown}</a></dd>
            </div>
        }
    });
    view! {
        <dl class="hr-facts">
            {texts.into_iter().filter(|(_, value)| !value.is_empty()).map(fact).collect_view()}
            {video}
        </dl>
    }
    .into_any()
}

#[component]
fn Editor(desk: Desk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let (meeting, reader, offered) = desk
        .view
        .with_untracked(|view| (view.meeting.clone(), view.reader, view.offered.clone()));
    form.names.stand_in(&meeting);
    let plan = NetworkSignals::new(NetworkForm::of(&meeting));
    let (id, unit, saved) = (meeting.id, meeting.unit, meeting.plan.slot);
    let offered: Vec<Choice> = offered.iter().map(|one| Choice::new(&one.value, &one.name)).collect();
    let draft = Draft::keep("network", &id.to_string(), reader, plan.kept());
    let slot = Signal::derive(move || plan.form().slot());
    let question = Signal::derive(move || {
        // What the saved time runs into stands above.
        let slot = slot.get().filter(|slot| *slot != saved)?;
        Some(WantedMeeting {
            of: Some(id),
            unit,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slot,
        })
    });
    let known = look_up(question, network_conflicts);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = untrack(|| plan.form().parse_edit());
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
    view! {
        <Details summary=told(language, text::edit_plan)>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <PlanFields plan form offered=Signal::derive(move || offered.clone()) />
                <ConflictWarnings found=known.found at=slot />
                <NotLookedUp known />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_plan)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
