//! The presentations of a school year: what must be told on top, the next first, then what has been.

use domain::presentations::view::{AlertRow, PresentationList, PresentationRow};
use domain::time::SchoolYear;
use i18n::{presentations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, ButtonVariant, DataTable, LinkButton, PageHeader, StateBadge, Tone};

use super::api::list_presentations;
use super::words;
use crate::ahead_and_past::{AheadAndPast, ListWords};
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::school_years::{YearNav, year_in_address};
use crate::title::PageTitle;

/// `/presentations`, and `/presentations?year=2025` for the school year that starts in 2025.
#[component]
pub fn PresentationsPage() -> impl IntoView {
    let language = use_language();
    let year = year_in_address();
    let loaded = Resource::new(move || year.get(), list_presentations);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

const WORDS: ListWords = ListWords {
    ahead: text::ahead,
    none_ahead: text::none_ahead,
    none_ahead_help: Some(text::none_ahead_help),
    past: text::past,
    none_past: text::none_past,
};

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
