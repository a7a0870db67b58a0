//! The owners a reader may see, with the school years that have a calendar.

use domain::access::Action;
use domain::calendars::view::{CalendarRow, CalendarsView};
use domain::time::SchoolYear;
use i18n::{calendars as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, DataTable, EmptyState, LinkButton, PageHeader};

use super::api::list_calendars;
use crate::page_frame::Loaded;
use crate::person::use_person;
use crate::title::PageTitle;

/// `/calendars`.
#[component]
pub fn CalendarsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_calendars());
    let title = told(language, text::title);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:view>
            <Calendars view />
        </Loaded>
    }
}

#[component]
fn Calendars(view: CalendarsView) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let CalendarsView {
        rows,
        this_year,
        may_edit,
    } = view;
    let title = told(language, text::title);
    let is_empty = rows.is_empty();
    view! {
        <PageHeader title=title lead=told(language, text::lead)>
            <Suspense>
                {move || person
                    .may_some(Action::EditCalendars)
                    .then(|| view! {
                        <LinkButton href="/calendars/import" variant=ButtonVariant::Secondary>
                            {say(language, text::import)}
                        </LinkButton>
                    })}
            </Suspense>
        </PageHeader>
        {is_empty
            .then(|| view! {
                <EmptyState
                    title=told(language, text::none)
                    text=told(language, text::none_help)
                />
            })}
        {(!is_empty)
            .then(|| view! {
                <DataTable id="calendars" caption=title hide_caption=true>
                    <thead>
                        <tr>
                            <th scope="col">{say(language, text::owner)}</th>
                            <th scope="col">{say(language, text::years)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.into_iter().map(|row| view! { <Row row this_year may_edit /> }).collect_view()}
                    </tbody>
                </DataTable>
            })}
    }
}

#[component]
fn Row(row: CalendarRow, this_year: SchoolYear, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let CalendarRow {
        owner,
        owner_name,
        years,
    } = row;
    let next = SchoolYear::starting(
        years
            .last()
            .map_or(this_year.start_year(), |last| last.start_year() + 1),
    );
    let href = move |year: SchoolYear| format!("/calendars/{owner}/{}", year.start_year());
    let none = years.is_empty() && !may_edit;
    view! {
        <tr>
            <th scope="row">{owner_name}</th>
            <td>
                <ul class="hr-inline">
                    {years
                        .into_iter()
                        .map(|year| view! { <li><A href=href(year)>{year.to_string()}</A></li> })
                        .collect_view()}
                    {may_edit
                        .then(|| view! {
                            <li><A href=href(next)>{move || text::add_year(language.get(), next)}</A></li>
                        })}
                </ul>
                {none.then(|| view! { <span class="hr-muted">{say(language, text::no_year)}</span> })}
            </td>
        </tr>
    }
}
