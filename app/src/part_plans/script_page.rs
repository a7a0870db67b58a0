//! A part on paper for those who hold it: the blocks with clock times and notes, what is needed, and what to pack.

use domain::part_plans::view::PartPlansView;
use domain::part_plans::{PartPlan, PlanOf};
use i18n::{Language, Text, courses, format, groups, needs, parts as text, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

use super::page::{load, part_of};
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::groups::words as times;
use crate::printouts::blocks::{PackingOnPaper, ScriptBlocks};
use crate::printouts::sheet::{Sheet, fact};
use crate::title::PageTitle;

/// The script of the part that the address names.
pub(crate) fn part_script_page(of: fn(&str) -> Option<PlanOf>) -> AnyView {
    let language = use_language();
    let (plan, part) = part_of(of);
    let loaded = Resource::new(move || plan.get(), load);
    view! {
        <PageTitle text=told(language, text::script) />
        <Transition>
            {move || {
                let part = part.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => match part.and_then(|part| view.plans.part(part).cloned()) {
                            Some(part) => view! { <Script view part /> }.into_any(),
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
fn Script(view: PartPlansView, part: PartPlan) -> impl IntoView {
    let language = use_language();
    let title = words::title(language, &view, part.part);
    let PartPlansView {
        plans,
        unit_name,
        place,
        held_by,
        goal,
        materials,
        today,
        is_held,
        ..
    } = view;
    let back = words::address(plans.of, part.part);
    let slot = part.slot;
    let running = format!(
        "{}, {}",
        title.get_untracked(),
        times::slot(language.get_untracked(), &slot)
    );
    let (where_held, to_know): (Text, Text) = match plans.of {
        PlanOf::Course(_) => (courses::place, courses::about),
        PlanOf::Measure(_) => (needs::place, needs::goal),
    };
    let as_of = move || printouts::as_of(language.get(), format::date_medium(language.get(), today));
    view! {
        <Sheet back=back.clone() back_text=text::to_plan running>
            <article class="hr-printout hr-script">
                <header class="hr-printout-head">
                    <h1>{title}</h1>
                    <p>
                        {move || times::slot(language.get(), &slot)}
                        {(!is_held)
                            .then(|| view! { <strong>" · " {move || times::state(language.get(), "cancelled")}</strong> })}
                    </p>
                </header>
                <dl class="hr-printout-facts">
                    {fact(groups::col_unit, unit_name)} {fact(where_held, place)} {fact(text::held_by, held_by)}
                    {fact(to_know, goal)} {fact(needs::materials, materials)}
                </dl>
                <section aria-labelledby="run-sheet-heading">
                    <h2 id="run-sheet-heading">{say(language, groups::run_sheet)}</h2>
                    {if part.run_sheet.blocks.is_empty() {
                        view! {
                            <p>
                                {say(language, text::no_blocks)}
                                " "
                                <span class="hr-no-print"><A href=back>{say(language, text::to_plan)}</A></span>
                            </p>
                        }
                            .into_any()
                    } else {
                        let ends: fn(Language, String) -> String = |language, time| text::ends(language, time);
                        view! { <ScriptBlocks run_sheet=part.run_sheet.clone() at=slot ends /> }.into_any()
                    }}
                </section>
                <PackingOnPaper run_sheet=part.run_sheet />
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}
