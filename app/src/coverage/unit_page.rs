//! `/coverage/{unit}`: a place's figures with what is behind them, as it is printed for the meeting with its owner.

use domain::coverage::Period;
use domain::coverage::view::UnitCoverage;
use domain::ids::UnitId;
use i18n::{coverage as text, format, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, ButtonVariant, PageHeader};

use super::api::view_unit_coverage;
use super::follow::{Mark, follow};
use super::matrix_filter::PeriodField;
use super::matrix_page::Formulas;
use super::targets_form::TargetsSection;
use super::unit_parts::{Behind, Facts, KeyFigures, Measures, Nearby, Needs};
use super::words;
use crate::agreements::UnitStanding;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::places::MergerNotice;
use crate::title::PageTitle;

/// `/coverage/{unit}`.
#[component]
pub fn UnitCoveragePage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let id = params.read().get_str("id").and_then(|id| id.parse::<UnitId>().ok());
        let period = query
            .read()
            .get_str("period")
            .and_then(|period| period.parse::<Period>().ok());
        (id, period)
    });
    let loaded = Resource::new(
        move || asked.get(),
        |(id, period)| async move {
            match id {
                Some(id) => view_unit_coverage(id, period).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    let shown = Mark::new(None);
    follow(shown, changed);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => {
                        shown.set_value(Some(view.mark.clone()));
                        view! { <Unit view changed /> }.into_any()
                    }
                    Err(error) => {
                        view! {
                            <PageTitle text=told(language, text::title) />
                            <FailurePage error />
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn Unit(view: UnitCoverage, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let (period, today) = (view.period, view.today);
    let name = view.unit.name.to_string();
    let title = Signal::derive(move || text::unit_title(language.get(), &name));
    let lead = Signal::derive(move || words::period(language.get(), period));
    let address = format!("/coverage/{}", view.unit.id);
    let pdf = format!("/coverage/{}/page.pdf?period={period}", view.unit.id);
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <PageTitle text=title />
        <div class="hr-printout hr-coverage-unit">
            <p class="hr-back">
                <A href=format!("/coverage?period={period}")>{move || format!("← {}", text::to_matrix(language.get()))}</A>
            </p>
            <PageHeader title lead />
            <p class="hr-printout-tools hr-no-print">
                <Button on:click=print>{say(language, printouts::print)}</Button>
                <a class="ds-link" href=pdf rel="external" download="">{say(language, printouts::save_pdf)}</a>
            </p>
            <Form method="GET" action=address attr:class="hr-filter" attr:aria-label=say(language, text::period)>
                <PeriodField period today />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
            </Form>
            <MergerNotice mergers=view.mergers.clone() today base="/coverage" />
            {view.agreement.map(|standing| view! { <UnitStanding standing /> })}
            <Facts view=view.clone() />
            <Measures view=view.clone() />
            <KeyFigures view=view.clone() />
            <Needs needs=view.open_needs.clone() />
            // The sheet for the meeting ends here; what follows is there to be looked up.
            <Nearby view=view.clone() />
            <Behind rows=view.activities.clone() today />
            {view.may_set.then(|| view! { <TargetsSection view=view.clone() changed /> })}
            <Formulas />
            <p class="hr-coverage-printed">
                {move || text::printed(language.get(), format::date_long(language.get(), today))}
            </p>
        </div>
    }
    .into_any()
}
