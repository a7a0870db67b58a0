//! `/coverage/services`: which services of which municipalities have been at a course, those that have not first.

use domain::courses::ServiceKind;
use domain::coverage::services::{MONTHS, SERVICES, ServiceCell, ServiceRow};
use domain::coverage::view::{ServicesFilter, ServicesView};
use domain::outreach::Share;
use i18n::{Language, coverage as text, format, printouts, say, service_name, told, use_language};
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, Icon, IconMark, PageHeader, SelectField};

use super::api::view_services;
use super::tabs::Tabs;
use crate::page_frame::Loaded;
use crate::presentations::words::capital;
use crate::title::PageTitle;

const PATH: &str = "/coverage/services";

/// `/coverage/services`.
#[component]
pub fn ServicesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        ServicesFilter {
            county: text("county").chars().filter(char::is_ascii_digit).take(2).collect(),
            lacks: ServiceKind::from_name(&text("lacks")),
            months: text("months").parse().ok(),
        }
    });
    let loaded = Resource::new(move || filter.get(), view_services);
    view! {
        <PageTitle text=told(language, text::services_title) />
        <Loaded of=loaded let:view>
            <Services view />
        </Loaded>
    }
}

#[component]
fn Services(view: ServicesView) -> impl IntoView {
    let language = use_language();
    let ServicesView {
        rows,
        sums,
        months,
        counties,
        filter,
        ..
    } = view;
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    let count = rows.len();
    view! {
        <div class="hr-coverage">
            <PageHeader title=told(language, text::services_title) lead=told(language, text::services_lead) />
            <Tabs />
            <FilterForm filter months counties />
            <p role="status">{move || text::services_count(language.get(), count, months)}</p>
            {if rows.is_empty() {
                view! { <EmptyState title=told(language, text::nothing) text=told(language, text::services_nothing) /> }
                    .into_any()
            } else {
                view! { <Table rows sums /> }.into_any()
            }}
            <p class="hr-printout-tools hr-no-print">
                <Button variant=ButtonVariant::Secondary on:click=print>{say(language, printouts::print)}</Button>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn FilterForm(filter: ServicesFilter, months: u16, counties: Vec<domain::choice::Choice>) -> impl IntoView {
    let language = use_language();
    let chosen = |text: String| RwSignal::new(text);
    let counties: Vec<Choice> = counties
        .into_iter()
        .map(|one| Choice::new(one.value, one.name))
        .collect();
    let spans = Signal::derive(move || {
        let of = |months: u16| Choice::new(months.to_string(), text::months(language.get(), months));
        MONTHS.map(of).to_vec()
    });
    let services = Signal::derive(move || {
        let of = |service: ServiceKind| Choice::new(service.name(), name(language.get(), service));
        SERVICES.map(of).to_vec()
    });
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            <SelectField
                id="county"
                name="county"
                label=told(language, text::county)
                empty=told(language, text::all_counties)
                choices=Signal::stored(counties)
                value=chosen(filter.county)
            />
            <SelectField
                id="lacks"
                name="lacks"
                label=told(language, text::services_lacks)
                empty=told(language, text::no_gap)
                choices=services
                value=chosen(filter.lacks.map_or("", ServiceKind::name).to_owned())
            />
            <SelectField
                id="months"
                name="months"
                label=told(language, text::services_months)
                choices=spans
                value=chosen(months.to_string())
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<ServiceRow>, sums: [Share; 6]) -> impl IntoView {
    let language = use_language();
    let heading = move |service: ServiceKind| view! { <th scope="col">{move || name(language.get(), service)}</th> };
    let share = move |(service, share): (ServiceKind, Share)| {
        view! {
            <td data-label=move || name(language.get(), service)>
                {move || text::share(language.get(), share.of, share.all)}
            </td>
        }
    };
    view! {
        <div class="hr-coverage-matrix">
            <DataTable id="services" caption=told(language, text::services_table) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::municipality)}</th>
                        {SERVICES.map(heading).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <tr class="hr-coverage-shares">
                        <th scope="row">{say(language, text::services_reached)}</th>
                        {SERVICES.into_iter().zip(sums).map(share).collect_view()}
                    </tr>
                    <For each=move || rows.clone() key=|row| row.code.clone() let(row)>
                        <Row row />
                    </For>
                </tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: ServiceRow) -> impl IntoView {
    let language = use_language();
    let cell = move |(service, cell): (ServiceKind, ServiceCell)| {
        let (style, icon) = match (cell.is_reached, cell.last) {
            (true, _) => ("reached", Icon::Check),
            (false, Some(_)) => ("gap", Icon::Clock),
            (false, None) => ("gap", Icon::Minus),
        };
        view! {
            <td data-label=move || name(language.get(), service) data-state=style>
                <IconMark icon />
                " "
                {move || last(language.get(), cell)}
            </td>
        }
    };
    // On a phone six cells that say the same are one line.
    let is_untouched = row.cells.iter().all(|cell| cell.last.is_none());
    let nothing = is_untouched.then_some(move || text::no_service_in_three_years(language.get()));
    view! {
        <tr data-untouched=is_untouched.then_some("")>
            <th scope="row" data-said=nothing>{row.name}</th>
            {SERVICES.into_iter().zip(row.cells).map(cell).collect_view()}
        </tr>
    }
    .into_any()
}

fn last(language: Language, cell: ServiceCell) -> String {
    match (cell.last, cell.is_reached) {
        (Some(day), true) => format::date_short(language, day),
        (Some(day), false) => text::services_old(language, format::date_short(language, day)),
        (None, _) => text::not_in_three_years(language).to_owned(),
    }
}

fn name(language: Language, service: ServiceKind) -> String {
    capital(service_name(language, service))
}
