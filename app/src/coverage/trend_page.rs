//! `/coverage/trend`: the share of places reached each school year, drawn for one kind of measure and as a table for all of them.

use domain::coverage::county::TrendView;
use domain::coverage::view::{CoverageFilter, UnitSet};
use domain::coverage::{Kind, TrendYear};
use domain::places::UnitKind;
use i18n::{coverage as text, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, PageHeader, SelectField};

use super::api::view_coverage_trend;
use super::matrix_filter::{MeasureField, SetField, read, unit_kinds};
use super::tabs::Tabs;
use super::trend_chart::{Chart, year};
use super::words;
use crate::failure::FailurePage;
use crate::title::PageTitle;

const PATH: &str = "/coverage/trend";

/// `/coverage/trend`.
#[component]
pub fn TrendPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let CoverageFilter {
            set,
            county,
            owner,
            kind,
            ..
        } = read(&query.read());
        CoverageFilter {
            set,
            county,
            owner,
            kind,
            ..CoverageFilter::default()
        }
    });
    let measure = Memo::new(move |_| query.read().get_str("measure").and_then(Kind::from_name));
    let loaded = Resource::new(move || asked.get(), view_coverage_trend);
    view! {
        <PageTitle text=told(language, text::trend_title) />
        <Transition>
            {move || {
                let measure = measure.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => view! { <Trend view measure /> }.into_any(),
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Trend(view: TrendView, measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let years = view.years.clone();
    let is_running = years.iter().any(|year| year.is_running);
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <div class="hr-coverage-unit">
            <PageHeader title=told(language, text::trend_title) lead=told(language, text::trend_lead) />
            <Tabs />
            <FilterForm view measure />
            {if years.is_empty() {
                view! { <EmptyState title=told(language, text::trend_nothing) text=told(language, text::trend_nothing_help) /> }
                    .into_any()
            } else {
                view! {
                    <h2>{move || words::measure(language.get(), measure)}</h2>
                    <Chart years=years.clone() measure />
                    {is_running.then(|| view! { <p class="hr-muted">{say(language, text::trend_running)}</p> })}
                    <Table years />
                    <p class="hr-muted">{say(language, text::trend_note)}</p>
                }
                    .into_any()
            }}
            <p class="hr-printout-tools hr-no-print">
                <Button variant=ButtonVariant::Secondary on:click=print>{say(language, printouts::print)}</Button>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn FilterForm(view: TrendView, measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let TrendView {
        filter,
        counties,
        owners,
        ..
    } = view;
    let chosen = |text: String| RwSignal::new(text);
    let names = |all: Vec<domain::choice::Choice>| {
        Signal::stored(
            all.into_iter()
                .map(|one| Choice::new(one.value, one.name))
                .collect::<Vec<_>>(),
        )
    };
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            <MeasureField measure />
            <SetField set=filter.set.unwrap_or(UnitSet::Advised) />
            <SelectField
                id="county"
                name="county"
                label=told(language, text::county)
                empty=told(language, text::all_counties)
                choices=names(counties)
                value=chosen(filter.county)
            />
            <SelectField
                id="owner"
                name="owner"
                label=told(language, text::owner)
                empty=told(language, text::all_owners)
                choices=names(owners)
                value=chosen(filter.owner.map(|id| id.to_string()).unwrap_or_default())
            />
            <SelectField
                id="kind"
                name="kind"
                label=told(language, text::unit_kind)
                empty=told(language, text::all_unit_kinds)
                choices=Signal::derive(move || unit_kinds(language.get()))
                value=chosen(filter.kind.map_or("", UnitKind::name).to_owned())
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

/// Every kind of measure by school year.
#[component]
fn Table(years: Vec<TrendYear>) -> impl IntoView {
    let language = use_language();
    let heading = move |one: &TrendYear| {
        let (year, is_running) = (year(one), one.is_running);
        move || match is_running {
            true => text::trend_so_far(language.get(), &year),
            false => year.clone(),
        }
    };
    let headings = years
        .iter()
        .map(|one| view! { <th scope="col">{heading(one)}</th> })
        .collect_view();
    let row = move |kind: Option<Kind>| {
        let cells = years
            .iter()
            .map(|one| view! { <td data-label=heading(one)>{cell(*one, kind)}</td> })
            .collect_view();
        view! {
            <tr class:hr-coverage-shares=kind.is_none()>
                <th scope="row">{move || words::measure(language.get(), kind)}</th>
                {cells}
            </tr>
        }
    };
    view! {
        <DataTable id="trend" caption=told(language, text::trend_table) stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_kind)}</th>
                    {headings}
                </tr>
            </thead>
            <tbody>
                {std::iter::once(None)
                    .chain(Kind::ALL.into_iter().map(Some))
                    .map(row)
                    .collect_view()}
            </tbody>
        </DataTable>
    }
    .into_any()
}

/// The share of places, and of a kind how many activities.
fn cell(one: TrendYear, kind: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let share = one.sums.share(kind);
    let held = kind.and_then(|kind| one.held.get(kind.place()).copied());
    view! {
        {move || {
            let language = language.get();
            text::trend_cell(language, share.of, share.all, words::rate(language, share.of, share.all))
        }}
        {held
            .map(|held| view! {
                <span class="hr-coverage-there">{move || text::trend_held(language.get(), held)}</span>
            })}
    }
}
