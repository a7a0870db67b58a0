//! Words and signs of the year plan.

use domain::time::{CalendarBreak, SchoolYear};
use domain::year_plan::{Mark, Off, SessionMark, week_at, weeks};
use i18n::{Language, format, year_plan as text};
use jiff::civil::Date;
use leptos::prelude::*;

/// What a mark means.
pub fn mark(language: Language, mark: Mark) -> &'static str {
    match mark {
        Mark::Held => text::held(language),
        Mark::Planned => text::planned(language),
        Mark::Postponed => text::postponed(language),
        Mark::Cancelled => text::cancelled(language),
    }
}

/// What a shade means.
pub fn off(language: Language, off: Off) -> &'static str {
    match off {
        Off::Whole => text::off_whole(language),
        Off::Part => text::off_part(language),
        Off::Exam => text::off_exam(language),
    }
}

/// «Samling 6, 24. november: planlagt».
pub fn session(language: Language, session: &SessionMark) -> String {
    let day = format::day_month(language, session.date);
    text::session(
        language,
        session.number,
        day,
        mark(language, session.mark).to_lowercase(),
    )
}

/// «uke 40», «uke 52–53»; nothing for days outside the school year.
pub fn week_span(language: Language, year: SchoolYear, first: Date, last: Date) -> Option<String> {
    let weeks = weeks(year);
    let number = |day: Date| weeks.get(week_at(year, day)?).map(|week| week.number());
    let (first, last) = (number(first.max(year.first_day()))?, number(last.min(year.last_day()))?);
    Some(if first == last {
        text::in_week(language, first)
    } else {
        text::in_weeks(language, first, last)
    })
}

/// «Høstferie uke 40».
pub fn stretch(language: Language, year: SchoolYear, stretch: &CalendarBreak) -> Option<String> {
    let weeks = week_span(language, year, stretch.first, stretch.last)?;
    Some(format!("{} {weeks}", stretch.name))
}

/// A mark's shape: they differ without their colours.
pub fn sign(mark: Mark) -> AnyView {
    let shape = match mark {
        Mark::Held => view! { <circle class="hr-mark-full" cx="6" cy="6" r="5" /> }.into_any(),
        Mark::Planned => view! { <circle class="hr-mark-line" cx="6" cy="6" r="4" /> }.into_any(),
        Mark::Postponed => view! { <path class="hr-mark-line" d="M6 1.5l4.5 4.500-4.500 4.500L1.500 6z" /> }.into_any(),
        Mark::Cancelled => view! { <path class="hr-mark-line" d="M2 2l8 8M10 2l-8 8" /> }.into_any(),
    };
    view! {
        <svg class="hr-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{shape}</svg>
    }
    .into_any()
}
