//! `/coverage/map`: the share of places reached in each county, drawn and as a table.

use domain::coverage::Kind;
use domain::coverage::county::{MapCounty, MapView};
use domain::coverage::view::{Sums, UnitSet};
use i18n::{coverage as text, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonVariant, DataTable, PageHeader};

use super::api::view_coverage_map;
use super::county_page::county_query;
use super::map_drawing::{Drawing, Legend, figure};
use super::matrix_filter::{MeasureField, PeriodField, SetField};
use super::tabs::Tabs;
use super::words;
use crate::failure::FailurePage;
use crate::title::PageTitle;

const PATH: &str = "/coverage/map";
pub(super) const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// `/coverage/map`.
#[component]
pub fn MapPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default();
        (text("period").parse().ok(), UnitSet::from_name(text("set")))
    });
    // The figures of every kind are there already.
    let measure = Memo::new(move |_| query.read().get_str("measure").and_then(Kind::from_name));
    let loaded = Resource::new(move || asked.get(), |(period, set)| view_coverage_map(period, set));
    view! {
        <PageTitle text=told(language, text::map_title) />
        <Transition>
            {move || {
                let measure = measure.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => view! { <Map view measure /> }.into_any(),
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Map(view: MapView, measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let MapView {
        period,
        set,
        counties,
        sums,
        today,
    } = view;
    let kept = county_query(period, set);
    let share = sums.share(measure);
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    let rate = move || {
        let language = language.get();
        text::rate(
            language,
            share.of,
            share.all,
            words::rate(language, share.of, share.all),
        )
    };
    view! {
        <div class="hr-coverage-unit hr-coverage-map">
            <PageHeader title=told(language, text::map_title) lead=told(language, text::map_lead) />
            <Tabs />
            <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
                <MeasureField measure />
                <PeriodField period today />
                <SetField set />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
            </Form>
            <p role="status" class="hr-coverage-rate">
                <strong>{move || words::period(language.get(), period)}</strong>
                ", "
                {move || words::measure(language.get(), measure)}
                ": "
                {rate}
            </p>
            <Drawing counties=counties.clone() measure kept=kept.clone() />
            <Legend />
            <p class="hr-muted">
                {say(language, text::map_reform)}
                " "
                {say(language, text::map_source)}
                " "
                <a class="ds-link" href=LICENCE rel="external">"CC BY 4.0"</a>
            </p>
            <Table counties measure sums kept />
            <p class="hr-printout-tools hr-no-print">
                <Button variant=ButtonVariant::Secondary on:click=print>{say(language, printouts::print)}</Button>
            </p>
        </div>
    }
    .into_any()
}

/// The same figures as the drawing's.
#[component]
fn Table(counties: Vec<MapCounty>, measure: Option<Kind>, sums: Sums, kept: String) -> impl IntoView {
    let language = use_language();
    let kept = StoredValue::new(kept);
    let share = sums.share(measure);
    let row = move |county: MapCounty| {
        let href = kept.with_value(|kept| format!("/coverage/counties/{}?{kept}", county.code));
        let name = county.name.clone();
        view! {
            <tr>
                <th scope="row">
                    <A href>{name}</A>
                </th>
                <td data-label=say(language, text::col_rate)>{move || figure(language.get(), &county, measure)}</td>
            </tr>
        }
    };
    view! {
        <div>
            <h2>{say(language, text::by_county)}</h2>
            <DataTable id="map-counties" caption=told(language, text::by_county) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::county)}</th>
                        <th scope="col">{say(language, text::col_rate)}</th>
                    </tr>
                </thead>
                <tbody>
                    <tr class="hr-coverage-shares">
                        <th scope="row">{say(language, text::nation)}</th>
                        <td data-label=say(language, text::col_rate)>
                            {move || {
                                let language = language.get();
                                text::map_figure(language, words::rate(language, share.of, share.all), share.of, share.all)
                            }}
                        </td>
                    </tr>
                    {counties.into_iter().map(row).collect_view()}
                </tbody>
            </DataTable>
        </div>
    }
    .into_any()
}
