//! The meetings of a school year: the next first, then what was held.

use domain::networks::view::{NetworkRow, NetworksView};
use domain::time::SchoolYear;
use i18n::{networks as text, routines, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{ButtonVariant, DataTable, EmptyState, LinkButton, PageHeader, StateBadge};

use super::api::list_networks;
use super::words;
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::presentations::YearNav;
use crate::title::PageTitle;

/// `/networks`, and `/networks?year=2025` for the school year that starts in 2025.
#[component]
pub fn NetworksPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    // What is no year leads to this one, as an address without.
    let year = Memo::new(move |_| {
        let year = query.with(|query| query.get("year").and_then(|year| year.parse::<i16>().ok()));
        year.filter(|year| (2000..=2100).contains(year))
    });
    let loaded = Resource::new(move || year.get(), list_networks);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <List view />
        </Loaded>
    }
}

#[component]
fn List(view: NetworksView) -> impl IntoView {
    let language = use_language();
    let NetworksView {
        year,
        ahead,
        past,
        may_plan,
    } = view;
    let title = Signal::derive(move || text::year_of(language.get(), SchoolYear::starting(year)));
    view! {
        <PageHeader title lead=told(language, text::lead)>
            {may_plan.then(|| view! { <LinkButton href="/networks/new">{say(language, text::new)}</LinkButton> })}
            <LinkButton variant=ButtonVariant::Secondary href="/routines">{say(language, routines::title)}</LinkButton>
        </PageHeader>
        <YearNav year path="/networks" />
        // The tables are named landmarks already; sections of the same names would be found twice.
        <div class="hr-section">
            <h2 id="ahead-heading">{say(language, text::ahead)}</h2>
            {if ahead.is_empty() {
                view! { <EmptyState title=told(language, text::none_ahead) /> }.into_any()
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
fn Table(id: &'static str, caption: i18n::Text, rows: Vec<NetworkRow>) -> impl IntoView {
    let language = use_language();
    let row = move |one: NetworkRow| {
        let NetworkRow {
            id,
            theme,
            kind,
            slot,
            units,
            stage,
        } = one;
        view! {
            <tr>
                <th scope="row"><A href=format!("/networks/{id}")>{theme}</A></th>
                <td data-label=say(language, text::col_when)>{move || times::slot(language.get(), &slot)}</td>
                <td data-label=say(language, text::col_kind)>{move || words::kind(language.get(), kind)}</td>
                <td data-label=say(language, text::col_units)>{units.join(", ")}</td>
                <td data-label=say(language, text::col_stage)>
                    <StateBadge
                        icon=words::stage_icon(stage)
                        tone=words::stage_tone(stage)
                        text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                    />
                </td>
            </tr>
        }
    };
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_theme)}</th>
                    <th scope="col">{say(language, text::col_when)}</th>
                    <th scope="col">{say(language, text::col_kind)}</th>
                    <th scope="col">{say(language, text::col_units)}</th>
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}
