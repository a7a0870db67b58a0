//! The table of the matrix: a row a place, a column a kind of measure. Each cell leads to the activities behind it.

use domain::coverage::view::{CoverageRow, Sums};
use domain::coverage::{Kind, Period};
use domain::text::Target;
use i18n::{coverage as text, format, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, Icon, IconMark};

use super::words;

/// The table, with the share of places reached by each kind above the places.
#[component]
pub(super) fn Matrix(rows: Vec<CoverageRow>, sums: Sums, period: Period, today: Date) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-section">
            <h2>{say(language, text::table)}</h2>
            <p class="hr-muted hr-no-print">{say(language, text::table_help)}</p>
            <div class="hr-coverage-matrix">
                <DataTable id="matrix" caption=told(language, text::table) hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{say(language, text::col_unit)}</th>
                            {Kind::ALL
                                .map(|kind| view! { <th scope="col">{move || words::column(language.get(), kind)}</th> })
                                .collect_view()}
                            <th scope="col">{say(language, text::col_breadth)}</th>
                            <th scope="col">{say(language, text::col_staff)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Shares sums />
                        <For each=move || rows.clone() key=|row| row.unit let(row)>
                            <Row row period today />
                        </For>
                    </tbody>
                </DataTable>
            </div>
        </div>
    }
    .into_any()
}

/// How many places each kind has reached.
#[component]
fn Shares(sums: Sums) -> impl IntoView {
    let language = use_language();
    view! {
        <tr class="hr-coverage-shares">
            <th scope="row">{say(language, text::all_units)}</th>
            {Kind::ALL
                .into_iter()
                .zip(sums.kinds)
                .map(|(kind, share)| view! {
                    <td data-label=move || words::kind(language.get(), kind)>
                        {move || text::share(language.get(), share.of, share.all)}
                    </td>
                })
                .collect_view()}
            <td class="hr-coverage-empty"></td>
            <td class="hr-coverage-empty"></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Row(row: CoverageRow, period: Period, today: Date) -> impl IntoView {
    let language = use_language();
    let CoverageRow {
        unit,
        name,
        county,
        positions,
        staff,
        figures,
        targets,
        agreement_ended,
    } = row;
    let address = format!("/coverage/{unit}?period={period}");
    let there = move || {
        let language = language.get();
        let all: Vec<String> = positions.iter().map(|one| words::position(language, one)).collect();
        if all.is_empty() {
            text::no_position(language).to_owned()
        } else {
            all.join(", ")
        }
    };
    let staff_reached = move || match figures.staff_coverage(staff) {
        Some(percent) => format::percent(language.get(), percent.into()),
        None => text::unknown(language.get()).to_owned(),
    };
    let cells = Kind::ALL.map(|kind| {
        let target: Option<Target> = targets.get(&kind).copied();
        view! { <CellOf kind cell=figures.cell(kind) target today name=name.clone() id=format!("{unit}-{}", kind.name()) href=format!("{address}#{}", kind.name()) /> }
    });
    view! {
        <tr>
            <th scope="row">
                <A href=address.clone() attr:id=unit.to_string()>{name}</A>
                <span class="hr-coverage-there">{county} " · " {there}</span>
                {agreement_ended
                    .map(|day| view! {
                        <span class="hr-coverage-ended">
                            <IconMark icon=Icon::Warning />
                            " "
                            {move || text::agreement_ended(language.get(), format::date_short(language.get(), day))}
                        </span>
                    })}
            </th>
            {cells.collect_view()}
            <td class="hr-coverage-breadth" data-label=say(language, text::col_breadth)>
                {move || text::share(language.get(), usize::from(figures.breadth().0), Kind::ALL.len())}
            </td>
            <td data-label=say(language, text::col_staff)>{staff_reached}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn CellOf(
    kind: Kind,
    cell: domain::coverage::Cell,
    target: Option<Target>,
    today: Date,
    name: String,
    id: String,
    href: String,
) -> impl IntoView {
    let language = use_language();
    let state = cell.state();
    let heard = move || {
        let language = language.get();
        text::open_cell(language, &name, words::kind(language, kind))
    };
    let inside = move || {
        view! {
            <span class="ds-sr-only">{heard}</span>
            <span class="hr-coverage-figure">
                <IconMark icon=words::icon(state) />
                {move || words::count(language.get(), cell, target)}
            </span>
            <span class="hr-coverage-state">{move || words::state(language.get(), kind, cell)}</span>
            {move || {
                words::more(language.get(), cell, today)
                    .map(|more| view! { <span class="hr-coverage-more">{more}</span> })
            }}
        }
    };
    view! {
        <td data-label=move || words::kind(language.get(), kind) data-state=words::style(state)>
            <a class="hr-coverage-cell" id=id href=href>{inside()}</a>
        </td>
    }
    .into_any()
}
