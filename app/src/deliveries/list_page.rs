//! The deliveries of a school year: the next first, then what was held.

use domain::deliveries::view::{DeliveryList, DeliveryRow};
use domain::time::SchoolYear;
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, LinkButton, PageHeader, StateBadge};

use super::api::list_deliveries;
use super::words;
use crate::ahead_and_past::{AheadAndPast, ListWords};
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::school_years::{YearNav, year_in_address};
use crate::title::PageTitle;

/// `/deliveries`, and `/deliveries?year=2025` for the school year that starts in 2025.
#[component]
pub fn DeliveriesPage() -> impl IntoView {
    let language = use_language();
    let year = year_in_address();
    let loaded = Resource::new(move || year.get(), list_deliveries);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

const WORDS: ListWords = ListWords {
    ahead: text::ahead,
    none_ahead: text::none_ahead,
    none_ahead_help: Some(text::none_ahead_help),
    past: text::past,
    none_past: text::none_past,
};

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
        <AheadAndPast
            ahead
            past
            words=WORDS
            table=|id, caption, rows| view! { <Table id caption rows /> }.into_any()
        />
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
