//! My week: what is next, what is not closed, and the seven days.

use domain::agreements::view::{AgreementDay, DayKind};
use domain::deliveries::Stage as Lesson;
use domain::groups::view::{TooFewRow, WeekDay, WeekEntry, WeekSession, WeekView};
use domain::needs::MeasureStage;
use domain::networks::NetworkStage;
use domain::presentations::Stage;
use domain::presentations::view::AlertRow;
use domain::routines::view::RoutineTask;
use domain::time::Occasion;
use domain::time::length::ToLength as _;
use domain::time::wire::{Day as DayOf, Wire as _};
use i18n::{Language, courses, format, say, told, use_language, week as text};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{Alert, Icon, PageHeader, StateBadge, Tone};

use super::api::week;
use super::{too_few, words};
use crate::coverage::Tasks;
use crate::deliveries::words as deliveries;
use crate::failure::FailurePage;
use crate::hours::WeekShare;
use crate::needs::words as needs;
use crate::networks::words as networks;
use crate::presentations::words as presentations;
use crate::routines::words as routine_words;
use crate::title::PageTitle;

/// The adviser's home.
#[component]
pub fn WeekPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let day = Memo::new(move |_| query.with(|query| query.get("day").and_then(|day| Date::read(&day)).map(DayOf)));
    let loaded = Resource::new(move || day.get(), week);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Week view changed /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Week(view: WeekView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let WeekView {
        today,
        monday,
        days,
        next,
        unclosed,
        missing,
        too_few,
        routines,
        tasks,
        unconfirmed,
    } = view;
    let sunday = monday.saturating_add(6.days());
    let heading = move || {
        let language = language.get();
        text::week_of(
            language,
            format::day_month(language, monday),
            format::date_medium(language, sunday),
        )
    };
    let to_week = |weeks: i64| format!("/?day={}", monday.saturating_add(weeks.weeks()));
    let (before, after) = (to_week(-1), to_week(1));
    let hours_href = format!("/hours?day={monday}");
    view! {
        <PageHeader title=told(language, text::title) />
        <section class="hr-week-next" aria-labelledby="next-heading">
            <h2 id="next-heading">{say(language, text::next)}</h2>
            {match next {
                Some(session) => view! { <NextSession session today /> }.into_any(),
                None => view! { <p>{say(language, text::nothing_next)}</p> }.into_any(),
            }}
        </section>
        {(!missing.is_empty()).then(|| view! { <Missing rows=missing /> })}
        {(!too_few.is_empty()).then(|| view! { <TooFew rows=too_few /> })}
        {(!tasks.is_empty()).then(|| view! { <Tasks tasks changed /> })}
        {(!routines.is_empty()).then(|| view! { <Routines tasks=routines /> })}
        {(!unclosed.is_empty()).then(|| view! { <Unclosed sessions=unclosed /> })}
        <section aria-labelledby="week-heading">
            <h2 id="week-heading">{heading}</h2>
            <nav class="hr-week-nav" aria-labelledby="week-heading">
                <A href=before>{move || format!("← {}", text::previous_week(language.get()))}</A>
                <A href="/">{say(language, text::this_week)}</A>
                <A href=after>{move || format!("{} →", text::next_week(language.get()))}</A>
            </nav>
            {(unconfirmed > 0).then(|| view! { <p>{move || text::unconfirmed(language.get(), unconfirmed)}</p> })}
            <p class="hr-no-print"><A href=hours_href>{say(language, i18n::hours::to_hours)}</A></p>
            <WeekShare />
            <ol class="hr-week-days">
                {days.into_iter().map(|day| view! { <Day day today /> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn NextSession(session: WeekSession, today: Date) -> impl IntoView {
    let language = use_language();
    let date = session.slot.date;
    let when = move || {
        let language = language.get();
        let day = if date == today {
            text::today(language).to_owned()
        } else {
            format::date_long(language, date)
        };
        format!("{day} {}", clock(language, &session.slot))
    };
    let href = session_href(&session);
    let (name, theme, place) = (session.name.clone(), session.theme.clone(), place(&session));
    let what = what_of(&session, theme);
    view! {
        <A href=href attr:class="hr-next-card">
            <strong class="hr-next-when">{when}</strong>
            <span class="hr-next-name">{name}</span>
            <span>{move || what(language.get())}</span>
            <span>{place}</span>
        </A>
    }
}

#[component]
fn Unclosed(sessions: Vec<WeekSession>) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-week-unclosed" aria-labelledby="unclosed-heading">
            <h2 id="unclosed-heading">{say(language, text::unclosed)}</h2>
            <p>{say(language, text::unclosed_help)}</p>
            <ul>
                {sessions
                    .into_iter()
                    .map(|session| {
                        let href = format!("{}#closing", session_href(&session));
                        let date = session.slot.date;
                        let which = which_of(&session);
                        let name = session.name;
                        view! {
                            <li>
                                <A href=href>
                                    {move || {
                                        let language = language.get();
                                        let day = format::date_long(language, date);
                                        let parts = [name.clone(), which(language), day];
                                        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
                                    }}
                                </A>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Day(day: WeekDay, today: Date) -> impl IntoView {
    let language = use_language();
    let WeekDay {
        date,
        off,
        sessions,
        agreements,
    } = day;
    let is_today = date == today;
    let quiet = sessions.is_empty() && agreements.is_empty() && off.is_none();
    view! {
        <li class="hr-week-day" aria-current=is_today.then_some("date")>
            <h3>
                {move || format::date_long(language.get(), date)}
                {is_today.then(|| view! { <span class="hr-today-mark">{say(language, text::today)}</span> })}
            </h3>
            {off.map(|off| view! { <p class="hr-day-off">{move || words::day_off(language.get(), &off)}</p> })}
            {quiet.then(|| view! { <p class="hr-day-free">{say(language, text::free_day)}</p> })}
            <ul>
                {agreements.into_iter().map(|day| view! { <li><AgreementRow day /></li> }).collect_view()}
                {sessions.into_iter().map(|session| view! { <li><SessionRow session /></li> }).collect_view()}
            </ul>
        </li>
    }
}

#[component]
fn AgreementRow(day: AgreementDay) -> impl IntoView {
    let language = use_language();
    let AgreementDay {
        id, owner_name, kind, ..
    } = day;
    let words = move || {
        let language = language.get();
        match kind {
            DayKind::Meeting => text::agreement_meeting(language, &owner_name),
            DayKind::NoticeEnds => text::agreement_notice_ends(language, &owner_name),
            DayKind::Ends => text::agreement_ends(language, &owner_name),
        }
    };
    view! {
        <A href=format!("/agreements/{id}") attr:class="hr-session-row">
            <span class="hr-session-name">{words}</span>
        </A>
    }
    .into_any()
}

#[component]
fn SessionRow(session: WeekSession) -> impl IntoView {
    let language = use_language();
    let href = session_href(&session);
    let place = place(&session);
    let WeekSession {
        slot,
        name,
        theme,
        state,
        entry,
        ..
    } = session;
    let sign = state_icon(entry, &state);
    view! {
        <A href=href attr:class="hr-session-row">
            <span class="hr-session-time">{move || clock(language.get(), &slot)}</span>
            <span class="hr-session-name">{name} {(!theme.is_empty()).then(|| format!(": {theme}"))}</span>
            <span class="hr-session-place">{place}</span>
            <StateBadge icon=sign text=Signal::derive(move || state_word(language.get(), entry, &state).to_owned()) />
        </A>
    }
}

fn clock(language: Language, slot: &Occasion) -> String {
    format!(
        "{}–{}",
        format::time(language, slot.start),
        format::time(language, slot.end().time())
    )
}

fn place(session: &WeekSession) -> String {
    let parts = [session.unit_name.as_str(), session.room.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn session_href(session: &WeekSession) -> String {
    match session.entry {
        WeekEntry::Session { group, number } => format!("/groups/{group}/sessions/{number}"),
        WeekEntry::Presentation { id } => format!("/presentations/{id}"),
        WeekEntry::Delivery { id } => format!("/deliveries/{id}"),
        WeekEntry::Measure { id } => format!("/needs/measures/{id}"),
        WeekEntry::Course { id } => format!("/courses/{id}"),
        WeekEntry::Network { id } => format!("/networks/{id}"),
    }
}

/// «Samling 6» of a session; a presentation and a lesson have no number.
fn which_of(session: &WeekSession) -> impl Fn(Language) -> String + Copy + Send + Sync + use<> {
    let entry = session.entry;
    move |language| match entry {
        WeekEntry::Session { number, .. } => text::session(language, number),
        WeekEntry::Presentation { .. }
        | WeekEntry::Delivery { .. }
        | WeekEntry::Measure { .. }
        | WeekEntry::Course { .. }
        | WeekEntry::Network { .. } => String::new(),
    }
}

/// «Samling 6: Grenser».
fn what_of(session: &WeekSession, theme: String) -> impl Fn(Language) -> String + Send + Sync + use<> {
    let which = which_of(session);
    move |language| {
        let parts = [which(language), theme.clone()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": ")
    }
}

fn state_icon(entry: WeekEntry, state: &str) -> Icon {
    match entry {
        WeekEntry::Session { .. } => words::state_icon(state),
        WeekEntry::Presentation { .. } => Stage::from_name(state).map_or(Icon::Clock, presentations::stage_icon),
        WeekEntry::Delivery { .. } => Lesson::from_name(state).map_or(Icon::Clock, deliveries::stage_icon),
        WeekEntry::Measure { .. } => MeasureStage::from_name(state).map_or(Icon::Clock, needs::stage_icon),
        WeekEntry::Course { .. } => course_sign(state).1,
        WeekEntry::Network { .. } => NetworkStage::from_name(state).map_or(Icon::Clock, networks::stage_icon),
    }
}

fn state_word(language: Language, entry: WeekEntry, state: &str) -> &'static str {
    match entry {
        WeekEntry::Session { .. } => words::state(language, state),
        WeekEntry::Presentation { .. } => {
            Stage::from_name(state).map_or("", |stage| presentations::stage(language, stage))
        }
        WeekEntry::Delivery { .. } => Lesson::from_name(state).map_or("", |stage| deliveries::stage(language, stage)),
        WeekEntry::Measure { .. } => MeasureStage::from_name(state).map_or("", |stage| needs::stage(language, stage)),
        WeekEntry::Course { .. } => course_sign(state).0(language),
        WeekEntry::Network { .. } => {
            NetworkStage::from_name(state).map_or("", |stage| networks::stage(language, stage))
        }
    }
}

/// The word and the sign of a course's state.
fn course_sign(state: &str) -> (fn(Language) -> &'static str, Icon) {
    match state {
        "draft" => (courses::standing_draft, Icon::Pencil),
        "cancelled" => (courses::standing_cancelled, Icon::Cross),
        _ => (courses::in_catalogue, Icon::Check),
    }
}

/// Routines of the own places that are to be gone through, each with the way to it.
#[component]
fn Routines(tasks: Vec<RoutineTask>) -> impl IntoView {
    let language = use_language();
    let line = move |task: RoutineTask| {
        let RoutineTask {
            at,
            unit_name,
            due_on,
            is_expired,
        } = task;
        let words = move || {
            let language = language.get();
            let scope = routine_words::scope(language, at.scope);
            let day = format::date_long(language, due_on);
            if is_expired {
                text::routine_expired(language, scope, &unit_name, day)
            } else {
                text::routine_due(language, scope, &unit_name, day)
            }
        };
        view! { <li><A href=format!("/routines/{at}")>{words}</A></li> }
    };
    view! {
        <section class="hr-week-routines" aria-labelledby="routines-heading">
            <h2 id="routines-heading">{say(language, text::routines)}</h2>
            <ul>{tasks.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Interpreters who are missing in the coming days, each with the way to the presentation.
#[component]
fn Missing(rows: Vec<AlertRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-week-missing" aria-labelledby="missing-heading">
            <Alert tone=Tone::Warning>
                <h2 id="missing-heading">{say(language, text::missing)}</h2>
                <ul>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let href = format!("/presentations/{}#interpreters", row.id);
                            view! { <li><A href>{move || presentations::alert_of(language.get(), &row)}</A></li> }
                        })
                        .collect_view()}
                </ul>
            </Alert>
        </section>
    }
    .into_any()
}

/// Groups that begin soon with fewer pupils than they were planned to start with; what can be decided stands on their pages.
#[component]
fn TooFew(rows: Vec<TooFewRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-week-missing" aria-labelledby="too-few-heading">
            <Alert>
                <h2 id="too-few-heading">{say(language, text::too_few)}</h2>
                <ul>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let href = format!("/groups/{}", row.group);
                            let words = move || {
                                let language = language.get();
                                let few = too_few::words(language, row.few);
                                text::too_few_row(language, &row.name, few, format::date_long(language, row.few.first))
                            };
                            view! { <li><A href>{words}</A></li> }
                        })
                        .collect_view()}
                </ul>
            </Alert>
        </section>
    }
    .into_any()
}
