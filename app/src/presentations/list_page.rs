//! The presentations of a school year: what must be told on top, the next first, then what has been.

use domain::presentations::view::{AlertRow, PresentationList, PresentationRow};
use domain::time::SchoolYear;
use i18n::{outreach, presentations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{Alert, ButtonVariant, DataTable, EmptyState, LinkButton, PageHeader, StateBadge, Tone};

use super::api::list_presentations;
use super::words;
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/presentations`, and `/presentations?year=2025` for the school year that starts in 2025.
#[component]
pub fn PresentationsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    // What is no year leads to this one, as an address without.
    let year = Memo::new(move |_| {
        let year = query.with(|query| query.get("year").and_then(|year| year.parse::<i16>().ok()));
        year.filter(|year| (2000..=2100).contains(year))
    });
    let loaded = Resource::new(move || year.get(), list_presentations);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

#[component]
fn List(list: PresentationList) -> impl IntoView {
    let language = use_language();
    let PresentationList {
        year,
        alerts,
        ahead,
        past,
        may_plan,
        ..
    } = list;
    let title = Signal::derive(move || text::year_of(language.get(), SchoolYear::starting(year)));
    let lead = told(language, text::lead);
    let actions = may_plan.then(|| {
        view! {
            <div class="hr-actions">
                <LinkButton href="/presentations/new">{say(language, text::new)}</LinkButton>
                <LinkButton href="/presentations/series" variant=ButtonVariant::Secondary>
                    {say(language, text::new_series)}
                </LinkButton>
            </div>
        }
    });
    view! {
        <PageHeader title lead />
        {actions}
        {(!alerts.is_empty()).then(|| view! { <Alerts alerts /> })}
        <YearNav year path="/presentations" />
        // The tables are named landmarks already; sections of the same names would be found twice.
        <div class="hr-section">
            <h2 id="ahead-heading">{say(language, text::ahead)}</h2>
            {if ahead.is_empty() {
                view! {
                    <EmptyState title=told(language, text::none_ahead) text=told(language, text::none_ahead_help) />
                }
                    .into_any()
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

/// The way to the school years beside.
#[component]
pub(crate) fn YearNav(
    /// The year that the school year starts in.
    year: i16,
    /// The page.
    path: &'static str,
    /// What else stands in the page's address.
    #[prop(optional, into)]
    more: String,
) -> impl IntoView {
    let language = use_language();
    let (before, after) = (year - 1, year + 1);
    let to = |year: i16| format!("{path}?year={year}{more}");
    let here = format!("{path}?{}", more.trim_start_matches('&'));
    view! {
        <nav class="hr-week-nav" aria-label=say(language, outreach::years)>
            <A href=to(before)>{move || format!("← {}", outreach::previous(language.get()))}</A>
            <A href=here.trim_end_matches('?').to_owned()>{say(language, outreach::current)}</A>
            <A href=to(after)>{move || format!("{} →", outreach::next(language.get()))}</A>
        </nav>
    }
    .into_any()
}

#[component]
fn Alerts(alerts: Vec<AlertRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-presentation-alerts" aria-labelledby="alerts-heading">
            <Alert tone=Tone::Warning>
                <h2 id="alerts-heading">{say(language, text::alerts)}</h2>
                <ul>
                    {alerts
                        .into_iter()
                        .map(|row| {
                            let href = format!("/presentations/{}#{}", row.id, words::alert_place(&row.alert));
                            view! { <li><A href>{move || words::alert_of(language.get(), &row)}</A></li> }
                        })
                        .collect_view()}
                </ul>
            </Alert>
        </section>
    }
    .into_any()
}

#[component]
fn Table(id: &'static str, caption: i18n::Text, rows: Vec<PresentationRow>) -> impl IntoView {
    let language = use_language();
    let has_presenter = rows.iter().any(|row| !row.presenter_name.is_empty());
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::title)}</th>
                    <th scope="col">{say(language, text::col_when)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::col_audience)}</th>
                    {has_presenter.then(|| view! { <th scope="col">{say(language, text::col_presenter)}</th> })}
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row has_presenter /> }).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(row: PresentationRow, has_presenter: bool) -> impl IntoView {
    let language = use_language();
    let PresentationRow {
        id,
        title,
        class,
        audiences,
        unit_name,
        presenter_name,
        slot,
        stage,
    } = row;
    let name = move || words::title_of(language.get(), &title, &class);
    view! {
        <tr>
            <th scope="row"><A href=format!("/presentations/{id}")>{name}</A></th>
            <td>{move || times::slot(language.get(), &slot)}</td>
            <td>{unit_name}</td>
            <td>{move || words::audiences(language.get(), &audiences)}</td>
            {has_presenter.then(|| view! { <td data-label=say(language, text::col_presenter)>{presenter_name}</td> })}
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
