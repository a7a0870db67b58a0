//! One owner's calendar of one school year.

use domain::calendars::OwnerCalendar;
use domain::calendars::view::CalendarView;
use domain::ids::OwnerId;
use domain::time::{PublicHoliday, SchoolYear};
use i18n::{Language, break_kind, calendars as text, format, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Breadcrumbs, Crumb, DataTable, Details, PageHeader};

use super::api::view_calendar;
use super::edit_form::CalendarEditor;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/calendars/:owner/:year`.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let which = Memo::new(move |_| {
        let params = params.read();
        let owner: OwnerId = params.get_str("owner")?.parse().ok()?;
        let year: i16 = params.get_str("year")?.parse().ok()?;
        (2000..=2100)
            .contains(&year)
            .then(|| (owner, SchoolYear::starting(year)))
    });
    let loaded = Resource::new(
        move || which.get(),
        |which| async move {
            match which {
                Some((owner, year)) => view_calendar(owner, year).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Sheet view changed />
        </Loaded>
    }
}

#[component]
fn Sheet(view: CalendarView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let CalendarView {
        owner,
        owner_name,
        year,
        calendar,
        holidays,
        may_edit,
    } = view;
    let crumbs = Signal::derive(move || vec![Crumb::new("/calendars", text::title(language.get()))]);
    let title = Signal::derive(move || text::page_title(language.get(), year));
    let breaks = calendar
        .as_ref()
        .map(|calendar| calendar.breaks.clone())
        .unwrap_or_default();
    let version = calendar.as_ref().map(|calendar| calendar.version);
    view! {
        <Breadcrumbs crumbs />
        <PageHeader title=title lead=owner_name />
        {match calendar {
            Some(calendar) => view! { <Breaks calendar /> }.into_any(),
            None => view! { <p class="hr-muted">{say(language, text::empty)}</p> }.into_any(),
        }}
        {may_edit
            .then(|| view! {
                <Details summary=told(language, text::edit)>
                    <CalendarEditor owner year breaks version changed />
                </Details>
            })}
        <Holidays holidays />
    }
}

#[component]
fn Breaks(calendar: OwnerCalendar) -> impl IntoView {
    let language = use_language();
    let caption = Signal::derive(move || text::page_title(language.get(), calendar.year));
    view! {
        <DataTable id="breaks" caption hide_caption=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{say(language, text::days)}</th>
                </tr>
            </thead>
            <tbody>
                {calendar
                    .breaks
                    .into_iter()
                    .map(|one| {
                        let name = one.name.to_string();
                        // «Høstferie» says what it is, in whatever language it was written.
                        let says_kind = Language::ALL.map(|language| break_kind(language, one.kind)).contains(&name.as_str());
                        let kind = move || (!says_kind).then(|| break_kind(language.get(), one.kind));
                        view! {
                            <tr>
                                <th scope="row">
                                    {name}
                                    {move || kind().map(|kind| view! { <span class="hr-muted">" " {kind}</span> })}
                                </th>
                                <td>{move || words::days(language.get(), one.first, one.last)}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </DataTable>
    }
}

#[component]
fn Holidays(holidays: Vec<(Date, PublicHoliday)>) -> impl IntoView {
    let language = use_language();
    let caption = told(language, text::holidays);
    view! {
        <h2 class="ds-heading" data-size="sm">{move || caption.get()}</h2>
        <DataTable id="holidays" caption hide_caption=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::date)}</th>
                    <th scope="col">{say(language, text::holiday)}</th>
                </tr>
            </thead>
            <tbody>
                {holidays
                    .into_iter()
                    .map(|(day, holiday)| view! {
                        <tr>
                            <td>{move || format::date_long(language.get(), day)}</td>
                            <th scope="row">{move || words::holiday(language.get(), holiday)}</th>
                        </tr>
                    })
                    .collect_view()}
            </tbody>
        </DataTable>
    }
}
