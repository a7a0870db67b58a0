//! The sections of a place's page.

use domain::coverage::view::{ActivityRow, OpenNeed, UnitCoverage};
use domain::coverage::{CellState, Kind, Source};
use i18n::{Language, coverage as text, format, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, IconMark};

use super::words;
use crate::needs::words as needs;
use crate::places::words as places;

/// What kind of place it is, and who is there.
#[component]
pub(super) fn Facts(view: UnitCoverage) -> impl IntoView {
    let language = use_language();
    let UnitCoverage {
        unit,
        county,
        owner,
        positions,
        hosts,
        ..
    } = view;
    let kind = unit.kind;
    let number = move |count: Option<u16>| match count {
        Some(count) => format::number(language.get(), count.into()),
        None => text::unknown(language.get()).to_owned(),
    };
    let (pupils, staff) = (unit.pupils, unit.staff);
    let place = words::place(unit.municipality.name(), &county);
    let positions = StoredValue::new(positions);
    let there = move || {
        let language = language.get();
        let line = |one: &domain::coverage::view::Position| {
            format!("{} ({})", words::position(language, one), words::stretch(language, one))
        };
        let all = positions.with_value(|all| all.iter().map(line).collect::<Vec<_>>());
        if all.is_empty() {
            text::no_position(language).to_owned()
        } else {
            all.join("; ")
        }
    };
    let hosts: Vec<String> = hosts.into_iter().map(|host| host.name).collect();
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts">{say(language, text::facts)}</h2>
            <dl class="hr-printout-facts">
                <div>
                    <dt>{say(language, text::col_unit)}</dt>
                    <dd>{move || places::unit_kind(language.get(), kind)} ", " {place}</dd>
                </div>
                {owner.map(|owner| view! {
                    <div>
                        <dt>{say(language, text::owner)}</dt>
                        <dd>{owner}</dd>
                    </div>
                })}
                <div>
                    <dt>{say(language, text::positions)}</dt>
                    <dd>{there}</dd>
                </div>
                {(!hosts.is_empty()).then(|| view! {
                    <div>
                        <dt>{say(language, text::hosts)}</dt>
                        <dd>{hosts.join(", ")}</dd>
                    </div>
                })}
                <div>
                    <dt>{say(language, text::pupils_there)}</dt>
                    <dd>{move || number(pupils)}</dd>
                </div>
                <div>
                    <dt>{say(language, text::staff_there)}</dt>
                    <dd>{move || number(staff)}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}

/// The eight kinds with what was carried out, what is planned, and what was to be.
#[component]
pub(super) fn Measures(view: UnitCoverage) -> impl IntoView {
    let language = use_language();
    let UnitCoverage {
        figures,
        before,
        targets,
        today,
        period,
        may_set,
        ..
    } = view;
    let today = today.min(period.last());
    let has_gap = Kind::ALL
        .into_iter()
        .any(|kind| figures.cell(kind).state() == CellState::Gap);
    let row = move |kind: Kind| {
        let (cell, earlier) = (figures.cell(kind), before.cell(kind));
        let target = targets.get(&kind).copied();
        let number = move |count: u32| format::number(language.get(), count.into());
        view! {
            <tr data-state=words::style(cell.state())>
                <th scope="row">
                    <a href=format!("#{}", kind.name())>{move || words::kind(language.get(), kind)}</a>
                </th>
                <td data-label=say(language, text::col_held)>
                    <IconMark icon=words::icon(cell.state()) />
                    " "
                    {move || match cell.held {
                        0 => words::state(language.get(), kind, cell).to_owned(),
                        held => number(held),
                    }}
                </td>
                <td data-label=say(language, text::col_planned)>{move || number(cell.planned)}</td>
                <td data-label=say(language, text::col_target)>
                    {target.map_or_else(|| "–".to_owned(), |target| target.to_string())}
                </td>
                <td data-label=say(language, text::col_before)>{move || number(earlier.held)}</td>
                <td data-label=say(language, text::col_last)>
                    {move || match cell.last {
                        Some(day) => format::date_short(language.get(), day),
                        None => words::since(language.get(), cell, today),
                    }}
                </td>
            </tr>
        }
    };
    view! {
        <div>
            <h2>{say(language, text::figures)}</h2>
            <DataTable id="measures" caption=told(language, text::figures) hide_caption=true pairs=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_kind)}</th>
                        <th scope="col">{say(language, text::col_held)}</th>
                        <th scope="col">{say(language, text::col_planned)}</th>
                        <th scope="col">{say(language, text::col_target)}</th>
                        <th scope="col">{say(language, text::col_before)}</th>
                        <th scope="col">{say(language, text::col_last)}</th>
                    </tr>
                </thead>
                <tbody>{Kind::ALL.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
            {(may_set && has_gap)
                .then(|| view! { <p class="hr-no-print"><A href="/coverage/gaps">{say(language, text::to_gaps)}</A></p> })}
        </div>
    }
    .into_any()
}

/// Breadth, staff coverage, participations and time.
#[component]
pub(super) fn KeyFigures(view: UnitCoverage) -> impl IntoView {
    let language = use_language();
    let UnitCoverage { figures, unit, .. } = view;
    let staff = unit.staff;
    let covered = move || {
        let language = language.get();
        match (figures.staff_coverage(staff), staff) {
            (Some(percent), Some(staff)) => text::staff_formula(
                language,
                format::percent(language, percent.into()),
                figures.trained,
                staff,
            ),
            _ => text::staff_unknown(language).to_owned(),
        }
    };
    let people = move || {
        let all = words::people(language.get(), figures.reached);
        if all.is_empty() {
            text::nobody(language.get()).to_owned()
        } else {
            all.join(", ")
        }
    };
    view! {
        <section aria-labelledby="key-figures">
            <h2 id="key-figures">{say(language, text::key_figures)}</h2>
            <dl class="hr-printout-facts">
                <div>
                    <dt>{say(language, text::col_breadth)}</dt>
                    <dd>{move || text::breadth_of(language.get(), figures.breadth().0)}</dd>
                </div>
                <div>
                    <dt>{say(language, text::staff_coverage)}</dt>
                    <dd>{covered}</dd>
                </div>
                <div>
                    <dt>{say(language, text::col_people)}</dt>
                    <dd>{people}</dd>
                </div>
                <div>
                    <dt>{say(language, text::col_hours)}</dt>
                    <dd>{move || format::duration(language.get(), figures.minutes)}</dd>
                </div>
            </dl>
        </section>
    }
    .into_any()
}

/// Needs that no measure answers to.
#[component]
pub(super) fn Needs(needs: Vec<OpenNeed>) -> impl IntoView {
    let language = use_language();
    let is_empty = needs.is_empty();
    view! {
        <section aria-labelledby="open-needs">
            <h2 id="open-needs">{say(language, text::open_needs)}</h2>
            {is_empty.then(|| view! { <p>{say(language, text::no_open_needs)}</p> })}
            <ul>
                {needs
                    .into_iter()
                    .map(|need| view! {
                        <li>
                            {move || {
                                let language = language.get();
                                let since = format::date_medium(language, need.since);
                                text::need_since(language, needs::area(language, need.area), since)
                            }}
                        </li>
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// The activities behind the figures, by kind.
#[component]
pub(super) fn Behind(rows: Vec<ActivityRow>, today: Date) -> impl IntoView {
    let language = use_language();
    let is_empty = rows.is_empty();
    let of_kind = move |kind: Kind| {
        let rows: Vec<ActivityRow> = rows.iter().filter(|row| row.kind == kind).cloned().collect();
        let none = rows.is_empty();
        view! {
            <div class="hr-coverage-kind" id=kind.name() tabindex="-1">
                <h3>{move || words::kind(language.get(), kind)}</h3>
                {none.then(|| view! { <p class="hr-muted">{say(language, text::nothing_behind)}</p> })}
                <ul>{rows.into_iter().map(|row| view! { <ActivityOf row today /> }).collect_view()}</ul>
            </div>
        }
    };
    view! {
        <section aria-labelledby="behind" class="hr-coverage-behind">
            <h2 id="behind">{say(language, text::behind)}</h2>
            {is_empty.then(|| view! { <p>{say(language, text::nothing_behind)}</p> })}
            {Kind::ALL.into_iter().map(of_kind).collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn ActivityOf(row: ActivityRow, today: Date) -> impl IntoView {
    let language = use_language();
    let ActivityRow {
        source,
        title,
        leader,
        days,
        reached,
        minutes,
        ..
    } = row;
    let name = move || words::activity(language.get(), source, &title);
    let days = move || words::days(language.get(), &days, today);
    let more = move || words::taken(language.get(), reached, minutes);
    view! {
        <li>
            {match source.map(address) {
                Some(href) => view! { <A href=href>{name}</A> }.into_any(),
                None => view! { <span>{name}</span> }.into_any(),
            }}
            {(!leader.is_empty()).then(|| view! { <span class="hr-muted">" · " {leader}</span> })}
            <br />
            <span>{days}</span>
            " "
            <span class="hr-muted">{more}</span>
        </li>
    }
    .into_any()
}

/// Where an activity is opened.
fn address(source: Source) -> String {
    match source {
        Source::Group(id) => format!("/groups/{id}"),
        Source::Delivery(id) => format!("/deliveries/{id}"),
        Source::Presentation(id) => format!("/presentations/{id}"),
        Source::Measure(id) => format!("/needs/measures/{id}"),
        Source::Survey(id) => format!("/needs/surveys/{id}"),
        Source::Routine(at) => format!("/routines/{at}"),
        Source::Network(id) => format!("/networks/{id}"),
        Source::Outreach(_) => "/outreach".to_owned(),
    }
}

/// What is served from here, each with how far it is reached.
#[component]
pub(super) fn Nearby(view: UnitCoverage) -> impl IntoView {
    let language = use_language();
    let UnitCoverage { nearby, period, .. } = view;
    let is_empty = nearby.is_empty();
    let row = move |one: domain::coverage::view::Neighbour| {
        let figures = one.figures;
        let name = one.name;
        view! {
            <tr>
                <th scope="row">
                    <A href=format!("/coverage/{}?period={period}", one.unit)>{name}</A>
                </th>
                <td data-label=say(language, text::col_breadth)>
                    {move || text::breadth_of(language.get(), figures.breadth().0)}
                </td>
                <td data-label=say(language, text::col_last)>
                    {move || last(language.get(), figures.last())}
                </td>
            </tr>
        }
    };
    (!is_empty)
        .then(|| {
            view! {
                <div>
                    <h2>{say(language, text::nearby)}</h2>
                    <DataTable id="nearby" caption=told(language, text::nearby) hide_caption=true stacks=true>
                        <thead>
                            <tr>
                                <th scope="col">{say(language, text::col_unit)}</th>
                                <th scope="col">{say(language, text::col_breadth)}</th>
                                <th scope="col">{say(language, text::col_last)}</th>
                            </tr>
                        </thead>
                        <tbody>{nearby.into_iter().map(row).collect_view()}</tbody>
                    </DataTable>
                </div>
            }
        })
        .into_any()
}

fn last(language: Language, last: Option<Date>) -> String {
    last.map_or_else(
        || text::never(language).to_owned(),
        |day| format::date_short(language, day),
    )
}
