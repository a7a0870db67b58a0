//! One part: its run sheet, on a page of its own.

use domain::part_plans::view::PartPlansView;
use domain::part_plans::{PartPlanCommand, PartPlans, PlanOf};
use i18n::{Text, parts as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, PageHeader, Tone};

use super::plan::{PartSheet, Planner};
use super::start::StartFromModule;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::groups::words as times;
use crate::planner::{Editor, Plan, RunSheetSection, SaveStatus, follow};
use crate::title::PageTitle;

pub(super) async fn load(of: Option<PlanOf>) -> Result<PartPlansView, AppError> {
    match of {
        Some(of) => PartPlans::load(of).await,
        None => Err(AppError::new(ErrorCode::NotFound)),
    }
}

/// Whose part it is and which, as the address says.
pub(super) fn part_of(of: fn(&str) -> Option<PlanOf>) -> (Memo<Option<PlanOf>>, Memo<Option<u16>>) {
    let params = use_params_map();
    let plan = Memo::new(move |_| params.with(|params| of(&params.get("id").unwrap_or_default())));
    let part = Memo::new(move |_| params.with(|params| params.get("part").and_then(|part| part.parse::<u16>().ok())));
    (plan, part)
}

/// The name of a part's page, followed.
pub(super) fn titled(planner: Planner, part: u16) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || planner.view.with(|view| words::title_in(language.get(), view, part)))
}

/// The page of the part that the address names; `of` reads whose part it is from `:id`.
pub(crate) fn part_page(of: fn(&str) -> Option<PlanOf>, title: Text) -> AnyView {
    let language = use_language();
    let (plan, part) = part_of(of);
    let loaded = Resource::new(move || plan.get(), load);
    view! {
        <PageTitle text=told(language, title) />
        <Transition>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => match part.filter(|part| view.plans.part(*part).is_some()) {
                            Some(part) => view! { <Part view part /> }.into_any(),
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
fn Part(view: PartPlansView, part: u16) -> impl IntoView {
    let language = use_language();
    let (of, may_change) = (view.plans.of, view.can_change());
    let planner = Planner::new(view);
    follow(planner);
    let sheet = PartSheet { of, part };
    let title = titled(planner, part);
    let place = Memo::new(move |_| planner.view.with(|view| view.plans.place(part)).unwrap_or(1));
    let slot = Memo::new(move |_| planner.view.with(|view| view.plans.part(part).map(|part| part.slot)));
    let is_gone = move || slot.with(Option::is_none);
    let when = move || slot.get().map(|slot| times::slot(language.get(), &slot));
    let (back, help): (Text, Text) = match of {
        PlanOf::Course(_) => (text::back_to_course, text::help_public),
        PlanOf::Measure(_) => (text::back_to_measure, text::help_internal),
    };
    view! {
        <p class="hr-back">
            <A href=words::parent(of)>{move || format!("← {}", back(language.get()))}</A>
        </p>
        <PageHeader title />
        <p>{when}</p>
        <Show when=is_gone>
            <Alert tone=Tone::Warning>{say(language, text::rule_no_such_part)}</Alert>
        </Show>
        <nav class="hr-printout-links hr-no-print" aria-label=say(language, text::ways)>
            <ul>
                {may_change
                    .then(|| view! {
                        <li>
                            <A href=words::run_address(of, part)>{move || text::run_link(language.get(), place.get())}</A>
                        </li>
                    })}
                <li>
                    <A href=words::script_address(of, part)>{move || text::script_link(language.get(), place.get())}</A>
                </li>
            </ul>
        </nav>
        <p class="hr-muted">{say(language, help)}</p>
        {may_change.then(|| view! { <SaveStatus planner /> })}
        {
            let editor = Editor::new(planner, sheet);
            let taken = Callback::new(move |module| {
                planner.send(PartPlanCommand::Begin { part, module });
            });
            view! {
                {matches!(of, PlanOf::Measure(_)).then(|| view! { <StartFromModule editor taken /> })}
                <RunSheetSection editor />
            }
        }
    }
    .into_any()
}
