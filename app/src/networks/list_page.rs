//! The meetings of a school year: the next first, then what was held.

use domain::networks::view::{NetworkRow, NetworksView};
use domain::time::SchoolYear;
use i18n::{networks as text, routines, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, DataTable, LinkButton, PageHeader, StateBadge};

use super::api::list_networks;
use super::words;
use crate::ahead_and_past::{AheadAndPast, ListWords};
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::school_years::{YearNav, year_in_address};
use crate::title::PageTitle;

/// `/networks`, and `/networks?year=2025` for the school year that starts in 2025.
#[component]
pub fn NetworksPage() -> impl IntoView {
    let language = use_language();
    let year = year_in_address();
    let loaded = Resource::new(move || year.get(), list_networks);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <List view />
        </Loaded>
    }
}

const WORDS: ListWords = ListWords {
    ahead: text::ahead,
    none_ahead: text::none_ahead,
    none_ahead_help: None,
    past: text::past,
    none_past: text::none_past,
};

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
