//! What a draft does, in sentences, each with the way to do it for real.

use domain::coverage::Period;
use domain::coverage::drafts::view::{StepRow, WhatIfView};
use domain::coverage::drafts::{Step, WhatIfCommand};
use domain::ids::WhatIfId;
use i18n::{say, told, use_language, what_if as text};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonVariant, Icon, StateBadge, Tone};

use super::api::change_coverage_draft;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::person::use_person;

/// The steps with their buttons.
#[component]
pub(super) fn Steps(view: WhatIfView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let (id, version, period) = (view.row.id, view.row.version, view.row.period);
    let steps = view.steps;
    let is_empty = steps.is_empty();
    let undo = move |_| {
        form.press(
            Some(version),
            WhatIfCommand::Undo { id },
            change_coverage_draft,
            move |_: u64| {
                tell_saved(announcer, text::undone(language.get_untracked()));
                changed.run(());
            },
        );
    };
    view! {
        <section class="hr-section" aria-labelledby="steps-heading">
            <h2 id="steps-heading">{say(language, text::steps)}</h2>
            {if is_empty {
                view! { <p>{say(language, text::no_steps)}</p> }.into_any()
            } else {
                view! {
                    <p class="hr-muted">{say(language, text::for_real)}</p>
                    <ol class="hr-what-if-steps">
                        {steps
                            .into_iter()
                            .map(|row| view! { <OneStep row draft=(id, version) period changed /> })
                            .collect_view()}
                    </ol>
                }
                    .into_any()
            }}
            {view
                .can_undo
                .then(|| view! {
                    <Button variant=ButtonVariant::Tertiary busy=form.state.busy() on:click=undo>
                        {say(language, text::undo)}
                    </Button>
                })}
            <Failure error=form.state.failure() />
        </section>
    }
    .into_any()
}

#[component]
fn OneStep(row: StepRow, draft: (WhatIfId, u64), period: Period, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let (id, version) = draft;
    let (number, holds) = (row.number, row.holds);
    let remove = move |_| {
        form.press(
            Some(version),
            WhatIfCommand::Remove { id, number },
            change_coverage_draft,
            move |_: u64| {
                tell_saved(announcer, text::removed(language.get_untracked()));
                changed.run(());
            },
        );
    };
    let label = Signal::derive(move || text::remove_label(language.get(), number));
    let links = view! { <ForReal row=row.clone() period /> };
    view! {
        <li>
            <p>
                {move || words::step(language.get(), &row)}
                {(!holds)
                    .then(|| view! {
                        " "
                        <StateBadge tone=Tone::Warning icon=Icon::Warning text=told(language, text::does_not_hold) />
                    })}
            </p>
            {(!holds).then(|| view! { <p class="hr-muted">{say(language, text::does_not_hold_help)}</p> })}
            <div class="hr-actions">
                {links}
                <Button variant=ButtonVariant::Tertiary busy=form.state.busy() label on:click=remove>
                    {say(language, text::remove)}
                </Button>
            </div>
            <Failure error=form.state.failure() />
        </li>
    }
    .into_any()
}

/// Where a step is carried out.
#[component]
fn ForReal(row: StepRow, period: Period) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let unit_name = row.unit_name.clone();
    match row.step {
        Step::Move { .. } | Step::End { .. } => row
            .placed
            .map(|placed| {
                let name = placed.unit_name;
                view! {
                    <A href=format!("/places/{}", placed.unit)>{move || text::do_placement(language.get(), &name)}</A>
                }
            })
            .into_any(),
        Step::Add { unit, .. } => {
            view! { <A href=format!("/places/{unit}")>{move || text::do_add(language.get(), &unit_name)}</A> }
                .into_any()
        }
        Step::Measure { unit, measure, .. } => view! {
            <A href=format!("/coverage/{unit}?period={period}")>
                {move || text::see_unit(language.get(), &unit_name)}
            </A>
            <Suspense>
                {move || {
                    words::plan_at(measure)
                        .filter(|(_, action)| person.may_some(*action))
                        .map(|(href, _)| view! { <A href=href>{say(language, text::do_measure)}</A> })
                }}
            </Suspense>
        }
        .into_any(),
    }
}
