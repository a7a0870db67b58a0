//! The plan as a list for each unit, where a column a week has no room.

use domain::year_plan::{GroupBar, Lane, SessionMark, YearPlan};
use i18n::{Language, format, use_language, year_plan as text};
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;
use crate::groups::too_few;

/// The list.
#[component]
pub fn Lanes(plan: YearPlan) -> impl IntoView {
    let language = use_language();
    let lanes = move || {
        let language = language.get();
        plan.lanes.iter().map(|lane| one(language, &plan, lane)).collect_view()
    };
    view! { <div class="hr-year-list">{lanes}</div> }
}

fn one(language: Language, plan: &YearPlan, lane: &Lane) -> AnyView {
    let heading = format!("lane-{}", lane.unit);
    let breaks: Vec<String> = lane
        .breaks
        .iter()
        .filter_map(|stretch| words::stretch(language, plan.year, stretch))
        .collect();
    let groups: Vec<AnyView> = lane.groups.iter().map(|bar| group(language, plan, bar)).collect();
    let is_gap = groups.is_empty();
    let labelled_by = heading.clone();
    view! {
        <section class="hr-year-lane" data-gap=is_gap.then_some("true") aria-labelledby=labelled_by>
            <h2 id=heading>{lane.unit_name.clone()}</h2>
            {is_gap.then(|| view! { <p><strong>{text::no_groups(language)}</strong></p> })}
            {(!is_gap && !breaks.is_empty()).then(|| view! { <p class="hr-muted">{breaks.join(" · ")}</p> })}
            {(!is_gap).then(|| view! { <ul>{groups}</ul> })}
        </section>
    }
    .into_any()
}

fn group(language: Language, plan: &YearPlan, bar: &GroupBar) -> AnyView {
    let span = bar
        .sessions
        .first()
        .zip(bar.sessions.last())
        .and_then(|(first, last)| words::week_span(language, plan.year, first.date, last.date));
    let sessions: Vec<AnyView> = bar
        .sessions
        .iter()
        .map(|session| entry(language, plan, session))
        .collect();
    let (href, name) = (format!("/groups/{}", bar.id), bar.name.clone());
    let facts = span
        .into_iter()
        .chain([bar.leader_name.clone()])
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li>
            <h3><A href=href>{name}</A></h3>
            <p class="hr-muted">{facts}</p>
            {bar.too_few.map(|few| view! { <p>{too_few::words(language, few)}</p> })}
            <ol class="hr-year-sessions">{sessions}</ol>
        </li>
    }
    .into_any()
}

fn entry(language: Language, plan: &YearPlan, session: &SessionMark) -> AnyView {
    let week = words::week_span(language, plan.year, session.date, session.date);
    let day = format::day_month(language, session.date);
    view! {
        <li>
            {words::sign(session.mark)}
            <span>{week.map(|week| format!("{week}, "))} {day} ": " {words::mark(language, session.mark).to_lowercase()}</span>
        </li>
    }
    .into_any()
}
