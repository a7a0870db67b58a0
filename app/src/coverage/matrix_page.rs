//! `/coverage`: every place with what reached it, gaps first, with the coverage rate above and the counties below.

use domain::coverage::view::{CountyRow, CoverageView, PAGE_SIZE, Sums};
use i18n::{coverage as text, format, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonVariant, DataTable, Details, EmptyState, PageHeader, Pagination};

use super::api::view_coverage;
use super::county_page::county_query;
use super::follow::{Mark, follow};
use super::matrix_filter::{FilterForm, PATH, query, read};
use super::matrix_table::Matrix;
use super::tabs::Tabs;
use super::{lists, paper, words};
use crate::failure::FailurePage;
use crate::title::PageTitle;

/// `/coverage`, for this school year and places with a position when nothing else is asked for.
#[component]
pub fn CoveragePage() -> impl IntoView {
    let language = use_language();
    let asked = use_query_map();
    let filter = Memo::new(move |_| read(&asked.read()));
    let loaded = Resource::new(move || filter.get(), view_coverage);
    let shown = Mark::new(None);
    follow(shown, Callback::new(move |()| loaded.refetch()));
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => {
                        shown.set_value(Some(view.mark.clone()));
                        view! { <Coverage view /> }.into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Coverage(view: CoverageView) -> impl IntoView {
    let language = use_language();
    let (period, total, shown) = (view.period, view.total, view.rows.len());
    let share = view.sums.units;
    let kept = query(period, view.set, &view.filter);
    let page = view.filter.page + 1;
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
    let selection = {
        let told = StoredValue::new(view.clone());
        let (set, today) = (view.set, view.today);
        move || {
            let language = language.get();
            let mut parts = vec![words::set(language, set).to_owned()];
            parts.extend(told.with_value(|view| lists::chosen(language, view)));
            parts.push(text::shown_of(language, shown, total));
            parts.push(text::printed(language, format::date_long(language, today)));
            parts.join(" · ")
        }
    };
    let to_page = {
        let kept = kept.clone();
        Callback::new(move |to: usize| format!("{PATH}?{kept}&page={to}"))
    };
    let file = move |path: &str| format!("{path}?{kept}");
    let (csv, xlsx, json) = (file(lists::CSV), file(lists::XLSX), file(lists::JSON));
    let pdf = file(paper::MATRIX);
    // The browser prints what it shows: a page of many is printed whole from the sheets.
    let is_whole = shown == total;
    view! {
        <div class="hr-coverage">
            <PageHeader title=told(language, text::title) lead=told(language, text::lead) />
            <Tabs />
            <FilterForm view=view.clone() />
            <p class="hr-coverage-printed">{selection}</p>
            <p role="status" class="hr-coverage-rate">
                <strong>{move || words::period(language.get(), period)}</strong>
                ": "
                {rate}
            </p>
            {if view.rows.is_empty() {
                view! { <EmptyState title=told(language, text::nothing) text=told(language, text::nothing_help) /> }.into_any()
            } else {
                view! { <Matrix rows=view.rows sums=view.sums period today=view.today.min(period.last()) /> }.into_any()
            }}
            <Pagination page pages=total.div_ceil(PAGE_SIZE) href=to_page />
            <Counties rows=view.by_county all=view.sums kept=county_query(period, view.set) />
            <Formulas />
            <p class="hr-printout-tools hr-no-print">
                {is_whole
                    .then(|| view! {
                        <Button variant=ButtonVariant::Secondary on:click=print>{say(language, printouts::print)}</Button>
                    })}
                <a class="ds-link" href=pdf rel="external" download="">
                    {move || paper::link(language.get(), shown, total)}
                </a>
                <a class="ds-link" href=csv rel="external" download="">{say(language, text::save_csv)}</a>
                <a class="ds-link" href=xlsx rel="external" download="">{say(language, text::save_xlsx)}</a>
                <a class="ds-link" href=json rel="external">{say(language, text::save_json)}</a>
            </p>
        </div>
    }
    .into_any()
}

/// The counties, the one with the smallest share of places reached first.
#[component]
fn Counties(rows: Vec<CountyRow>, all: Sums, kept: String) -> impl IntoView {
    let language = use_language();
    let row = move |name: AnyView, sums: Sums| {
        let share = sums.units;
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=say(language, text::col_reached)>
                    {move || text::share(language.get(), share.of, share.all)}
                </td>
                <td data-label=say(language, text::col_rate)>{move || words::rate(language.get(), share.of, share.all)}</td>
                <td data-label=say(language, text::col_people)>
                    {move || format::number(language.get(), sums.reached.all().into())}
                </td>
                <td data-label=say(language, text::col_hours)>
                    {move || format::duration(language.get(), u32::try_from(sums.minutes).unwrap_or(u32::MAX))}
                </td>
            </tr>
        }
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::by_county)}</h2>
            <DataTable id="counties" caption=told(language, text::by_county) hide_caption=true pairs=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::county)}</th>
                        <th scope="col">{say(language, text::col_reached)}</th>
                        <th scope="col">{say(language, text::col_rate)}</th>
                        <th scope="col">{say(language, text::col_people)}</th>
                        <th scope="col">{say(language, text::col_hours)}</th>
                    </tr>
                </thead>
                <tbody>
                    {row(say(language, text::nation).into_any(), all)}
                    {rows
                        .into_iter()
                        .map(|one| {
                            let href = format!("/coverage/counties/{}?{kept}", one.code);
                            row(view! { <A href>{one.name}</A> }.into_any(), one.sums)
                        })
                        .collect_view()}
                </tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

/// The definitions, beside the figures that they are of.
#[component]
pub(super) fn Formulas() -> impl IntoView {
    let language = use_language();
    view! {
        <Details summary=told(language, text::formulas)>
            <dl class="hr-coverage-terms">
                {words::definitions()
                    .map(|(term, meaning)| view! {
                        <dt>{say(language, term)}</dt>
                        <dd>{say(language, meaning)}</dd>
                    })
                    .collect_view()}
            </dl>
        </Details>
    }
    .into_any()
}
