//! Running a part from the tablet: the block of now ([`crate::planner::running`]), and how long each took.

use domain::part_plans::PlanOf;
use domain::part_plans::view::PartPlansView;
use i18n::{Text, parts as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonVariant, PageHeader};

use super::page::{load, part_of, titled};
use super::plan::{PartSheet, Planner};
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::planner::running::{NowSection, Stage};
use crate::planner::{SaveStatus, Sheet as _, follow};
use crate::title::PageTitle;
use crate::{offline, wake_lock};

/// The page that runs the part that the address names, for whoever may change it.
pub(crate) fn part_run_page(of: fn(&str) -> Option<PlanOf>) -> AnyView {
    let language = use_language();
    let (plan, part) = part_of(of);
    let loaded = Resource::new(move || plan.get(), load);
    view! {
        <PageTitle text=told(language, text::run) />
        <Transition>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) if !view.can_change() => {
                            view! { <FailurePage error=AppError::new(ErrorCode::Denied) /> }.into_any()
                        }
                        Ok(view) => match part.filter(|part| view.plans.part(*part).is_some()) {
                            Some(part) => view! { <Running view part /> }.into_any(),
                            None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                        },
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn Running(view: PartPlansView, part: u16) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let (of, reader) = (view.plans.of, view.reader);
    let planner = Planner::new(view);
    follow(planner);
    let sheet = Memo::new(move |_| {
        let part = planner.view.with(|view| view.plans.part(part).cloned());
        part.map(|part| (part.run_sheet, part.slot))
    });
    let stage = Stage::new(sheet, format!("run:{reader}:{of}:{part}"));
    let here = words::address(of, part);
    wake_lock::keep_awake();
    offline::keep_plan(words::run_address(of, part));
    let command = PartSheet { of, part };
    let end = move |_| {
        if let Some(edit) = stage.close() {
            planner.send(command.command(edit));
        }
        crate::focus::on("run-heading");
        if let Some(announcer) = announcer {
            announcer.say(text::run_ended(language.get_untracked()).to_owned());
        }
    };
    let back: Text = text::to_plan;
    view! {
        <p class="hr-back"><A href=here>{move || format!("← {}", back(language.get()))}</A></p>
        <PageHeader title=titled(planner, part) />
        <SaveStatus planner />
        <NowSection stage help=text::run_help begin=text::run_start />
        <Show when=move || stage.is_running()>
            <p class="hr-muted">{say(language, text::run_end_help)}</p>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=end>{say(language, text::run_end)}</Button>
            </div>
        </Show>
    }
    .into_any()
}
