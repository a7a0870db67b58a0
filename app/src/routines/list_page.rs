//! The routines of each place, those that lack most first. The filter is a form that gets, so it works without scripts and can be kept as an
//! address.

use domain::choice::Choice as County;
use domain::routines::view::{RoutineCell, RoutineFilter, RoutineRow, RoutinesView};
use domain::routines::{RoutineRef, RoutineScope, RoutineSign};
use i18n::{Language, format, routines as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, LinkButton, PageHeader, SelectField, StateBadge,
};

use super::api::list_routines;
use super::words;
use crate::failure::FailurePage;
use crate::title::PageTitle;

const PATH: &str = "/routines";

/// `/routines`.
#[component]
pub fn RoutinesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        RoutineFilter {
            county: text("county"),
            sign: RoutineSign::from_name(&text("sign")),
        }
    });
    let loaded = Resource::new(move || filter.get(), list_routines);
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <List view /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn List(view: RoutinesView) -> impl IntoView {
    let language = use_language();
    let RoutinesView {
        rows, filter, counties, ..
    } = view;
    let (lacking, all) = (rows.iter().filter(|row| row.lacking() > 0).count(), rows.len());
    let is_narrowed = filter != RoutineFilter::default();
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
            <LinkButton variant=ButtonVariant::Secondary href="/networks">{say(language, text::to_networks)}</LinkButton>
        </PageHeader>
        {(all > 1 || is_narrowed).then(|| view! { <FilterForm filter counties /> })}
        {if rows.is_empty() {
            view! { <EmptyState title=told(language, text::none) text=told(language, text::none_help) /> }.into_any()
        } else {
            view! {
                <p role="status">{move || text::count(language.get(), lacking, all)}</p>
                <Table rows />
            }
                .into_any()
        }}
    }
    .into_any()
}

#[component]
fn FilterForm(filter: RoutineFilter, counties: Vec<County>) -> impl IntoView {
    let language = use_language();
    let county = RwSignal::new(filter.county);
    let sign = RwSignal::new(filter.sign.map_or("", RoutineSign::name).to_owned());
    let counties: Vec<Choice> = counties.iter().map(|one| Choice::new(&one.value, &one.name)).collect();
    let has_counties = !counties.is_empty();
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            {has_counties
                .then(|| view! {
                    <SelectField
                        id="county"
                        label=told(language, text::county)
                        empty=told(language, text::all_counties)
                        choices=Signal::derive(move || counties.clone())
                        value=county
                    />
                })}
            <SelectField
                id="sign"
                label=told(language, text::sign)
                empty=told(language, text::all_signs)
                choices=Signal::derive(move || words::signs(language.get()))
                value=sign
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<RoutineRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-routines">
            <DataTable id="routines" caption=told(language, text::table) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_unit)}</th>
                        {RoutineScope::ALL
                            .map(|scope| view! { <th scope="col">{move || words::scope(language.get(), scope)}</th> })
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
fn Row(row: RoutineRow) -> impl IntoView {
    let RoutineRow { unit, unit_name, cells } = row;
    let name = unit_name.clone();
    let cells = cells.into_iter().map(move |cell| {
        let at = RoutineRef {
            unit,
            scope: cell.scope,
        };
        view! { <Cell cell at unit_name=name.clone() /> }
    });
    view! {
        <tr>
            <th scope="row">{unit_name}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}

#[component]
fn Cell(cell: RoutineCell, at: RoutineRef, unit_name: String) -> impl IntoView {
    let language = use_language();
    let (scope, sign) = (cell.scope, cell.sign);
    let (tone, icon) = words::mark(sign);
    let heard = move || text::open_cell(language.get(), &unit_name, words::scope(language.get(), scope));
    view! {
        <td data-label=move || words::scope(language.get(), scope)>
            <A href=format!("{PATH}/{at}") attr:class="hr-routine-cell">
                <span class="ds-sr-only">{heard} " "</span>
                <StateBadge tone icon text=Signal::derive(move || words::sign(language.get(), sign).to_owned()) />
                {move || {
                    when(language.get(), cell)
                        .map(|when| view! { " " <span class="hr-muted hr-row-detail">{when}</span> })
                }}
            </A>
        </td>
    }
    .into_any()
}

/// Until when it holds, since when it does no longer, or when it is to be adopted.
fn when(language: Language, cell: RoutineCell) -> Option<String> {
    let day = |day| format::date_short(language, day);
    match (cell.sign, cell.until, cell.planned_on) {
        (RoutineSign::Missing, ..) => None,
        // On the day after the last it held no longer.
        (RoutineSign::Expired, Some(until), _) => Some(text::ended(language, day(until.tomorrow().unwrap_or(until)))),
        (RoutineSign::UnderWork, _, planned) => planned.map(|on| text::planned_cell(language, day(on))),
        (_, until, _) => until.map(|until| text::until(language, day(until))),
    }
}
