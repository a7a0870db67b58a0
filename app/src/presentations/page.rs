//! One presentation: its plan, interpreters, checklist, materials, invitation and closing.

use domain::presentations::view::PresentationView;
use domain::presentations::{Outcome, PresentationCommand};
use i18n::{format, presentations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Button, ButtonVariant, LinkButton, PageHeader, StateBadge, Tone};

use super::api::view_presentation;
use super::checklist::Checklist;
use super::closing::Closing;
use super::desk::Desk;
use super::interpreters::InterpreterSection;
use super::materials::Materials;
use super::plan_section::PlanSection;
use super::words;
use crate::call_off::CallOff;
use crate::desk::Trouble;
use crate::error::AppError;
use crate::form::CommandForm;
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

/// The presentation that the address names, as it is followed.
pub(super) fn presentation_in_address() -> Resource<Result<PresentationView, AppError>> {
    of_address(view_presentation)
}

/// `/presentations/:id`.
#[component]
pub fn PresentationPage() -> impl IntoView {
    let language = use_language();
    let loaded = presentation_in_address();
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
    let title = Signal::derive(move || {
        desk.view.with(|view| {
            let presentation = &view.presentation;
            words::title_of(language.get(), presentation.title.as_str(), presentation.class.as_str())
        })
    });
    let stage = desk.part(|view| view.presentation.stage());
    let reason = desk.part(|view| match view.presentation.outcome {
        Outcome::Cancelled { reason } => Some(reason),
        Outcome::Ahead | Outcome::Held { .. } => None,
    });
    view! {
        <p class="hr-back"><A href="/presentations">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title />
        <p>
            {move || {
                let stage = stage.get();
                view! {
                    <StateBadge
                        icon=words::stage_icon(stage)
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
        <Reminders desk />
        <PlanSection desk />
        <InterpreterSection desk />
        <Checklist desk />
        <Invitation desk />
        <Materials desk />
        <Closing desk />
        <CallOff desk />
    }
    .into_any()
}

/// What must be told of this presentation today.
#[component]
fn Reminders(desk: Desk) -> impl IntoView {
    let language = use_language();
    let alerts = desk.part(|view| view.presentation.alerts(view.today));
    view! {
        <Show when=move || !alerts.with(Vec::is_empty)>
            <section class="hr-presentation-alerts" aria-labelledby="alerts-heading">
                <Alert tone=Tone::Warning>
                    <h2 id="alerts-heading">{say(language, text::alerts)}</h2>
                    <ul>
                        {move || {
                            let language = language.get();
                            alerts
                                .get()
                                .into_iter()
                                .map(|alert| {
                                    let href = format!("#{}", words::alert_place(&alert));
                                    view! {
                                        <li><a href=href rel="external">{words::alert(language, &alert)}</a></li>
                                    }
                                })
                                .collect_view()
                        }}
                    </ul>
                </Alert>
            </section>
        </Show>
    }
    .into_any()
}

/// The way to the printed invitation, and whether it is out.
#[component]
fn Invitation(desk: Desk) -> impl IntoView {
    const PLACE: &str = "invitation";
    let language = use_language();
    let id = desk.id();
    let can_plan = desk.can_plan();
    let invited_on = desk.part(|view| view.presentation.invited_on);
    let form = CommandForm::new();
    let press = move |_| {
        desk.press(form, PresentationCommand::Invite, PLACE, |language| {
            text::marked_invited(language).to_owned()
        });
    };
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::invitation)}</h2>
            <p>{say(language, text::invitation_help)}</p>
            {move || invited_on.get().map(|day| view! {
                <p>{move || text::invited_on(language.get(), format::date_long(language.get(), day))}</p>
            })}
            <Trouble desk form />
            <div class="hr-actions">
                <LinkButton href=format!("/presentations/{id}/invitation") variant=ButtonVariant::Secondary>
                    {say(language, text::to_invitation)}
                </LinkButton>
                <Show when=move || can_plan.get() && invited_on.get().is_none()>
                    <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                        {say(language, text::mark_invited)}
                    </Button>
                </Show>
            </div>
        </section>
    }
    .into_any()
}
