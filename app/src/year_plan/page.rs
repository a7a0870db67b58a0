//! `/year-plan`: the school year, the way to the years beside, the plan, and what its signs mean.

use domain::year_plan::{Mark, Off, YearPlan, week_at, weeks};
use i18n::{printouts, say, told, use_language, year_plan as text};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Button, ButtonVariant, EmptyState, PageHeader};

use super::api::view_year_plan;
use super::chart::Chart;
use super::list::Lanes;
use super::words;
use crate::page_frame::Loaded;
use crate::school_years::year_in_address;
use crate::title::PageTitle;

/// `/year-plan`, and `/year-plan?year=2025` for the school year that starts in 2025.
#[component]
pub fn YearPlanPage() -> impl IntoView {
    let language = use_language();
    let year = year_in_address();
    let loaded = Resource::new(move || year.get(), view_year_plan);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:plan>
            <Plan plan />
        </Loaded>
    }
}

#[component]
fn Plan(plan: YearPlan) -> impl IntoView {
    let language = use_language();
    let year = plan.year;
    let title = Signal::derive(move || text::heading(language.get(), year));
    let to = |by: i16| format!("/year-plan?year={}", year.start_year() + by);
    let (before, after) = (to(-1), to(1));
    let this_week = week_at(year, plan.today).and_then(|at| weeks(year).get(at).copied());
    let today = move || this_week.map(|week| text::today_is(language.get(), week.number()));
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <div class="hr-year-plan">
            <PageHeader title />
            <nav class="hr-week-nav" aria-label=say(language, text::years)>
                <A href=before>{move || format!("← {}", text::previous(language.get()))}</A>
                <A href="/year-plan">{say(language, text::current)}</A>
                <A href=after>{move || format!("{} →", text::next(language.get()))}</A>
            </nav>
            <p class="hr-year-today">{today}</p>
            {if plan.lanes.is_empty() {
                view! {
                    <EmptyState
                        title=told(language, text::nothing)
                        text=told(language, text::nothing_help)
                    />
                }
                    .into_any()
            } else {
                view! {
                    <Chart plan=plan.clone() />
                    <Lanes plan />
                    <Key />
                    <p class="hr-printout-tools hr-no-print">
                        <Button variant=ButtonVariant::Secondary on:click=print>
                            {say(language, printouts::print)}
                        </Button>
                    </p>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

/// What the signs mean.
#[component]
fn Key() -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-year-key" aria-labelledby="key-heading">
            <h2 id="key-heading">{say(language, text::key)}</h2>
            <ul>
                {Mark::ALL
                    .map(|mark| view! { <li>{words::sign(mark)} {move || words::mark(language.get(), mark)}</li> })
                    .collect_view()}
                {Off::ALL
                    .map(|off| view! {
                        <li class="hr-year-key-off">
                            <span class="hr-year-shade" data-off=off.name() aria-hidden="true"></span>
                            {move || words::off(language.get(), off)}
                        </li>
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
