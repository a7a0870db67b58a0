//! Everybody's hours in sum: the whole scheme, counties, and places where three or more have entered time. No list of people.

use domain::hours::view::{CountyRow, FigureFilter, FiguresView, UnitRow};
use domain::hours::{Bucket, Figure, HourSpan, Month};
use domain::time::{SchoolYear, Semester};
use i18n::{Language, hours as text, printouts, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonVariant, DataTable, EmptyState, PageHeader};

use super::api::view_hour_figures;
use super::bar::GuideBar;
use super::words;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

const PATH: &str = "/hours/guide";

/// `/hours/guide`, and `/hours/guide?span=2026-spring` or `?span=2026` for another semester or a school year.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    // What is no span leads to this semester, as an address without.
    let span = Memo::new(move |_| query.with(|query| query.get("span").and_then(|span| span.parse::<HourSpan>().ok())));
    let loaded = Resource::new(move || FigureFilter { span: span.get() }, view_hour_figures);
    view! {
        <PageTitle text=told(language, text::figures_title) />
        <Loaded of=loaded let:view>
            <AllFigures view />
        </Loaded>
    }
}

#[component]
fn AllFigures(view: FiguresView) -> impl IntoView {
    let language = use_language();
    let FiguresView {
        span,
        today,
        months,
        waiting,
        nation,
        counties,
        elsewhere,
        may_close,
    } = view;
    let is_waiting = !waiting.is_empty();
    let (told_of, waited_for) = (Signal::stored(months), Signal::stored(waiting));
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <PageHeader title=told(language, text::figures_title) lead=told(language, text::figures_lead)>
            {may_close.then(|| view! { <A href="/hours/periods">{say(language, text::to_periods)}</A> })}
        </PageHeader>
        <section class="hr-section" aria-labelledby="span-heading">
            <h2 id="span-heading">{move || words::span(language.get(), span)}</h2>
            <SpanNav span today />
            {match nation {
                None if is_waiting => view! {
                    <EmptyState title=told(language, text::not_closed_yet) text=told(language, text::not_closed_help) />
                }
                    .into_any(),
                None => view! {
                    <EmptyState title=told(language, text::too_few) text=told(language, text::too_few_help) />
                }
                    .into_any(),
                Some(nation) => view! {
                    <h3>{say(language, text::nation)}</h3>
                    <p>{move || text::told_months(language.get(), months_of(language.get(), &told_of.read()))}</p>
                    <GuideBar guide=nation.guide />
                    <FigureTable nation counties elsewhere />
                    <p class="hr-muted">{say(language, text::common_help)}</p>
                    <p class="hr-no-print">
                        <Button variant=ButtonVariant::Secondary on:click=print>
                            {say(language, printouts::print)}
                        </Button>
                    </p>
                }
                    .into_any(),
            }}
            {is_waiting
                .then(|| {
                    view! {
                        <p>{move || text::waiting_months(language.get(), months_of(language.get(), &waited_for.read()))}</p>
                    }
                })}
        </section>
    }
    .into_any()
}

/// «august 2026, september 2026».
fn months_of(language: Language, months: &[Month]) -> String {
    let named: Vec<String> = months.iter().map(|month| words::month(language, *month)).collect();
    named.join(", ")
}

#[component]
fn SpanNav(span: HourSpan, today: Date) -> impl IntoView {
    let language = use_language();
    let to = |span: HourSpan| format!("{PATH}?span={span}");
    let (before, after) = (to(span.previous()), to(span.next()));
    let (first, _) = span.days();
    let year = to(HourSpan::Year(SchoolYear::of(first)));
    let semester = to(HourSpan::Semester(Semester::of(today)));
    let shows_year = matches!(span, HourSpan::Semester(_));
    view! {
        <nav class="hr-week-nav" aria-label=say(language, text::spans)>
            <A href=before>{move || format!("← {}", text::previous_span(language.get()))}</A>
            <A href=semester>{say(language, text::current_span)}</A>
            {shows_year.then(|| view! { <A href=year>{say(language, text::to_year)}</A> })}
            <A href=after>{move || format!("{} →", text::next_span(language.get()))}</A>
        </nav>
    }
    .into_any()
}

#[component]
fn FigureTable(nation: Figure, counties: Vec<CountyRow>, elsewhere: Option<Figure>) -> impl IntoView {
    let language = use_language();
    let head = move |bucket: Bucket| {
        view! { <th scope="col" data-kind="number">{move || words::bucket(language.get(), bucket)}</th> }
    };
    view! {
        <DataTable id="figures" caption=told(language, text::figures_table) hide_caption=true pairs=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_place)}</th>
                    <th scope="col" data-kind="number">{say(language, text::col_people)}</th>
                    {Bucket::ALL.map(head).collect_view()}
                    <th scope="col" data-kind="number">{say(language, text::col_split)}</th>
                </tr>
            </thead>
            <tbody>
                <Row name=told(language, text::nation) figure=nation level="nation" />
                {counties.into_iter().map(|county| view! { <County county /> }).collect_view()}
                {elsewhere.map(|figure| view! { <Row name=told(language, text::elsewhere) figure level="county" /> })}
            </tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn County(county: CountyRow) -> impl IntoView {
    let language = use_language();
    let CountyRow {
        name,
        figure,
        units,
        other_units,
    } = county;
    let of = name.clone();
    let others = Signal::derive(move || text::other_units(language.get(), of.clone()));
    view! {
        <Row name=Signal::stored(name) figure level="county" />
        {units
            .into_iter()
            .map(|UnitRow { name, figure }| view! { <Row name=Signal::stored(name) figure level="unit" /> })
            .collect_view()}
        {other_units.map(|figure| view! { <Row name=others figure level="unit" /> })}
    }
    .into_any()
}

#[component]
fn Row(#[prop(into)] name: Signal<String>, figure: Figure, level: &'static str) -> impl IntoView {
    let language = use_language();
    let guide = figure.guide;
    let cell = move |bucket: Bucket| {
        view! {
            <td data-kind="number" data-label=move || words::bucket(language.get(), bucket)>
                {move || words::hours(language.get(), guide.sums.of(bucket))}
            </td>
        }
    };
    view! {
        <tr class="hr-hours-row" data-level=level>
            <th scope="row">{move || name.get()}</th>
            <td data-kind="number" data-label=say(language, text::col_people)>{figure.people}</td>
            {Bucket::ALL.map(cell).collect_view()}
            <td data-kind="number" data-label=say(language, text::col_split)>
                {move || words::ratio(language.get(), guide)}
            </td>
        </tr>
    }
    .into_any()
}
