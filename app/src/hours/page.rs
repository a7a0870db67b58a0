//! The own week of hours: what the calendar proposes, the days, what is missing, and the own share.

use domain::access::Action;
use domain::hours::view::HoursView;
use domain::time::length::ToLength as _;
use domain::time::wire::{Day as DayOf, Wire as _};
use i18n::{format, hours as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{Alert, Icon, PageHeader, StateBadge, Tone};

use super::absence::{AbsenceSection, AbsenceTyping};
use super::api::view_hours;
use super::days::Days;
use super::entry_form::{EntrySection, Typing};
use super::guide::OwnShare;
use super::proposals::Proposals;
use crate::page_frame::Loaded;
use crate::person::use_person;
use crate::title::PageTitle;

const PATH: &str = "/hours";

/// What the parts of the page share. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub(super) struct Week {
    /// The Monday shown.
    pub(super) monday: Date,
    /// The week's version.
    pub(super) version: u64,
    /// Loads the week again.
    pub(super) changed: Callback<()>,
}

/// `/hours`, and `/hours?day=2026-11-16` for the week of that day.
#[component]
pub fn HoursPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let day = Memo::new(move |_| query.with(|query| query.get("day").and_then(|day| Date::read(&day)).map(DayOf)));
    let loaded = Resource::new(move || day.get(), view_hours);
    let changed = Callback::new(move |()| loaded.refetch());
    // Outlives the week that is drawn again after each change: what is typed stays, and so does the focus.
    let typing = Typing::new();
    let away = AbsenceTyping::new();
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Hours view typing away changed />
        </Loaded>
    }
}

#[component]
fn Hours(view: HoursView, typing: Typing, away: AbsenceTyping, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let HoursView {
        today,
        monday,
        reader,
        days,
        proposals,
        moved,
        fingerprint,
        confirmed_on,
        has_begun,
        may_copy,
        version,
        closed_by,
        units,
        preset_unit,
        rules,
        guide,
    } = view;
    let week = Week {
        monday,
        version,
        changed,
    };
    let person = use_person();
    let links = move || {
        let figures = person.may_some(Action::ViewHourFigures);
        let edits_rules = person.may_some(Action::EditHourRules);
        view! {
            {figures.then(|| view! { <A href="/hours/guide">{say(language, text::to_figures)}</A> })}
            {edits_rules.then(|| view! { <A href="/hours/rules">{say(language, text::to_rules)}</A> })}
        }
    };
    let is_closed = days.iter().all(|day| day.is_closed);
    let may_enter = has_begun && !is_closed;
    typing.begin(&days, &units, preset_unit, today);
    away.begin(&days);
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
            <Suspense>{links}</Suspense>
        </PageHeader>
        <section class="hr-section" aria-labelledby="week-heading">
            <WeekHead monday confirmed_on />
            {may_enter
                .then(|| {
                    view! {
                        <Proposals week rows=proposals moved fingerprint may_copy is_confirmed=confirmed_on.is_some() />
                    }
                })}
            {is_closed.then(|| view! { <ClosedWeek /> })}
            {(!has_begun).then(|| view! { <p>{say(language, text::week_ahead)}</p> })}
        </section>
        <Days week days=days.clone() closed_by typing />
        {may_enter.then(|| view! { <EntrySection week days=days.clone() units rules reader typing /> })}
        {(!is_closed).then(|| view! { <AbsenceSection week days away /> })}
        {guide.map(|guide| view! { <OwnShare guide /> })}
    }
    .into_any()
}

/// Stands where the forms of an open week stand.
#[component]
fn ClosedWeek() -> impl IntoView {
    let language = use_language();
    view! { <Alert tone=Tone::Info><p>{say(language, text::week_closed)}</p></Alert> }.into_any()
}

#[component]
fn WeekHead(monday: Date, confirmed_on: Option<Date>) -> impl IntoView {
    let language = use_language();
    let sunday = monday.saturating_add(6_i64.days());
    let heading = move || {
        let language = language.get();
        text::week_of(
            language,
            monday.iso_week_date().week(),
            format::day_month(language, monday),
            format::date_medium(language, sunday),
        )
    };
    let to_week = |weeks: i64| format!("{PATH}?day={}", monday.saturating_add(weeks.weeks()));
    let (before, after) = (to_week(-1), to_week(1));
    let badge = match confirmed_on {
        Some(day) => {
            let said = move || text::confirmed_on(language.get(), format::date_medium(language.get(), day));
            view! { <StateBadge tone=Tone::Success icon=Icon::Check text=Signal::derive(said) /> }.into_any()
        }
        None => view! { <StateBadge tone=Tone::Neutral icon=Icon::Clock text=told(language, text::not_confirmed) /> }
            .into_any(),
    };
    view! {
        <h2 id="week-heading">{heading}</h2>
        <nav class="hr-week-nav" aria-label=say(language, text::weeks)>
            <A href=before>{move || format!("← {}", text::previous_week(language.get()))}</A>
            <A href=PATH>{say(language, text::this_week)}</A>
            <A href=after>{move || format!("{} →", text::next_week(language.get()))}</A>
        </nav>
        <p>{badge}</p>
    }
    .into_any()
}
