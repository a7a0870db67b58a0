//! The deliveries of a school year: the next first, then what was held.

use domain::deliveries::view::{DeliveryList, DeliveryRow};
use domain::time::SchoolYear;
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{DataTable, EmptyState, LinkButton, PageHeader, StateBadge};

use super::api::list_deliveries;
use super::words;
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::presentations::YearNav;
use crate::title::PageTitle;

/// `/deliveries`, and `/deliveries?year=2025` for the school year that starts in 2025.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    // What is no year leads to this one, as an address without.
    let year = Memo::new(move |_| {
        let year = query.with(|query| query.get("year").and_then(|year| year.parse::<i16>().ok()));
        year.filter(|year| (2000..=2100).contains(year))
    });
    let loaded = Resource::new(move || year.get(), list_deliveries);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

#[component]
fn List(list: DeliveryList) -> impl IntoView {
    let language = use_language();
    let DeliveryList {
        year,
        ahead,
        past,
        may_hold,
        ..
    } = list;
    let title = Signal::derive(move || text::year_of(language.get(), SchoolYear::starting(year)));
    view! {
        <PageHeader title lead=told(language, text::lead)>
            {may_hold.then(|| view! { <LinkButton href="/modules">{say(language, text::find_module)}</LinkButton> })}
        </PageHeader>
        <YearNav year path="/deliveries" />
        // The tables are named landmarks already; sections of the same names would be found twice.
        <div class="hr-section">
            <h2 id="ahead-heading">{say(language, text::ahead)}</h2>
            {if ahead.is_empty() {
                view! {
                    <EmptyState title=told(language, text::none_ahead) text=told(language, text::none_ahead_help) />
                }
                    .into_any()
            } else {
                view! { <Table id="ahead" caption=text::ahead rows=ahead /> }.into_any()
            }}
        </div>
        <div class="hr-section">
            <h2 id="past-heading">{say(language, text::past)}</h2>
            {if past.is_empty() {
                view! { <p class="hr-muted">{say(language, text::none_past)}</p> }.into_any()
            } else {
                view! { <Table id="past" caption=text::past rows=past /> }.into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Table(id: &'static str, caption: i18n::Text, rows: Vec<DeliveryRow>) -> impl IntoView {
    let language = use_language();
    let has_adviser = rows.iter().any(|row| !row.adviser_name.is_empty());
    let has_present = rows.iter().any(|row| row.present.is_some());
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_module)}</th>
                    <th scope="col">{say(language, text::col_when)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    {has_adviser.then(|| view! { <th scope="col">{say(language, text::col_adviser)}</th> })}
                    {has_present.then(|| view! { <th scope="col">{say(language, text::col_present)}</th> })}
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row has_adviser has_present /> }).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(row: DeliveryRow, has_adviser: bool, has_present: bool) -> impl IntoView {
    let language = use_language();
    let DeliveryRow {
        id,
        title,
        class,
        unit_name,
        adviser_name,
        slot,
        present,
        stage,
    } = row;
    let name = move || text::class_of(language.get(), &title, &class);
    let present = present.map(|present| present.to_string()).unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><A href=format!("/deliveries/{id}")>{name}</A></th>
            <td>{move || times::slot(language.get(), &slot)}</td>
            <td>{unit_name}</td>
            {has_adviser.then(|| view! { <td data-label=say(language, text::col_adviser)>{adviser_name}</td> })}
            {has_present.then(|| view! { <td data-label=say(language, text::col_present)>{present}</td> })}
            <td>
                <StateBadge
                    icon=words::stage_icon(stage)
                    text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                />
            </td>
        </tr>
    }
    .into_any()
}
