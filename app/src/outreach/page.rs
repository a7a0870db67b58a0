//! The outreach status of units for one audience and school year. The filter is a form that gets, so it works without scripts and
//! can be kept as an address.

use domain::outreach::view::{OutreachFilter, OutreachRow, OutreachView};
use domain::outreach::{Audience, Cell, Known};
use domain::time::SchoolYear;
use i18n::{audience_name, known_name, outreach as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonVariant, DataTable, EmptyState, PageHeader, SelectField, StateBadge};

use super::api::view_outreach;
use super::items::Items;
use super::record_form::RecordForm;
use super::words;
use crate::page_frame::Loaded;
use crate::presentations::words as presentations;
use crate::school_years::YearNav;
use crate::title::PageTitle;

const PATH: &str = "/outreach";

/// `/outreach`, for staff and this school year when nothing else is asked for.
#[component]
pub fn OutreachPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        OutreachFilter {
            year: text("year").parse().ok().filter(|year| (2000..=2100).contains(year)),
            audience: Audience::from_name(&text("audience")).unwrap_or(Audience::Staff),
            lacks: Known::from_name(&text("lacks")),
        }
    });
    let loaded = Resource::new(move || filter.get(), view_outreach);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Outreach view changed />
        </Loaded>
    }
}

#[component]
fn Outreach(view: OutreachView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let OutreachView {
        year,
        audience,
        lacks,
        rows,
        both,
        items,
        units,
        reader,
        today,
    } = view;
    let title = Signal::derive(move || text::year_of(language.get(), SchoolYear::starting(year)));
    let share = move || {
        text::both(
            language.get(),
            audience_name(language.get(), audience),
            both.of,
            both.all,
        )
    };
    let more = format!("&audience={}&lacks={}", audience.name(), lacks.map_or("", Known::name));
    let none = if lacks.is_some() && both.all > 0 {
        text::no_units_lacking
    } else {
        text::no_units
    };
    view! {
        <PageHeader title lead=told(language, text::lead) />
        <YearNav year path=PATH more />
        <FilterForm year audience lacks />
        <p role="status">{share}</p>
        {if rows.is_empty() {
            view! { <EmptyState title=told(language, none) text=told(language, text::no_units_help) /> }.into_any()
        } else {
            view! { <Table rows /> }.into_any()
        }}
        <Items items changed />
        {(!units.is_empty()).then(|| view! { <RecordForm units reader today changed /> })}
    }
    .into_any()
}

#[component]
fn FilterForm(year: i16, audience: Audience, lacks: Option<Known>) -> impl IntoView {
    let language = use_language();
    let chosen = RwSignal::new(audience.name().to_owned());
    let missing = RwSignal::new(lacks.map_or("", Known::name).to_owned());
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::audience)>
            <input type="hidden" name="year" value=year.to_string() />
            <SelectField
                id="filter-audience"
                name="audience"
                label=told(language, text::audience)
                choices=Signal::derive(move || presentations::audience_choices(language.get()))
                value=chosen
            />
            <SelectField
                id="filter-lacks"
                name="lacks"
                label=told(language, text::lacks)
                empty=told(language, text::lacks_none)
                choices=Signal::derive(move || presentations::known_choices(language.get()))
                value=missing
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<OutreachRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-outreach">
            <DataTable id="units" caption=told(language, text::table) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_unit)}</th>
                        {Known::ALL
                            .map(|known| view! { <th scope="col">{move || presentations::capital(known_name(language.get(), known))}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: OutreachRow) -> impl IntoView {
    let language = use_language();
    let OutreachRow {
        unit_name,
        cells,
        latest,
        ..
    } = row;
    let link = latest.map(|id| {
        view! {
            <p>
                <A href=format!("/presentations/{id}")>{say(language, text::see_presentation)}</A>
            </p>
        }
    });
    let cell = move |(known, cell): (Known, Cell)| {
        let (tone, icon) = words::sign(cell);
        view! {
            <td data-label=move || presentations::capital(known_name(language.get(), known))>
                <StateBadge tone icon text=Signal::derive(move || words::cell(language.get(), cell)) />
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{unit_name} {link}</th>
            {cells.map(cell).collect_view()}
        </tr>
    }
    .into_any()
}
