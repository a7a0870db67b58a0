//! A date of a series that is planned, with its fields.

use domain::time::SchoolCalendar;
use domain::time::slot::parse_date;
use i18n::{format, groups as text, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, DateField, Icon, IconMark, NumberField, TimeField};

use super::series_rows::{DateRow, Rows};
use super::words;
use crate::conflicts::{ConflictWarnings, LookUp};
use crate::form::{FormState, FreeTextField, Names};

/// A date of the preview with its fields. A date on a day off is allowed, and said.
#[component]
pub(super) fn EditableDate(
    row: DateRow,
    rows: Rows,
    known: LookUp,
    calendar: Signal<SchoolCalendar>,
    form: FormState,
    names: Names,
) -> impl IntoView {
    let language = use_language();
    let place = Memo::new(move |_| {
        rows.all
            .with(|rows| rows.iter().position(|other| other.origin == row.origin).unwrap_or(0))
    });
    let number = move || place.get() + 1;
    let error = move |field: &'static str| {
        Signal::derive(move || form.error(format!("sessions[{}].{field}", place.get())).get())
    };
    let off = move || {
        let date = parse_date(&row.date.get()).ok()?;
        let off = calendar.with(|calendar| calendar.day_off(date))?;
        Some(text::date_is_off(language.get(), words::day_off(language.get(), &off)))
    };
    let weekday = move || {
        parse_date(&row.date.get())
            .ok()
            .map(|date| format::weekday(language.get(), date))
    };
    // The button goes with its row.
    let remove = move || {
        rows.remove(row);
        crate::focus::on("preview-heading");
    };
    view! {
        <li class="hr-date-row">
            <span class="hr-date-row-day">{weekday}</span>
            <DateField
                id=format!("date-{}", row.key())
                label=Signal::derive(move || text::date_of(language.get(), number()))
                value=row.date
                error=error("date")
            />
            <TimeField
                id=format!("start-{}", row.key())
                label=Signal::derive(move || text::start_of(language.get(), number()))
                value=row.start
                error=error("start")
            />
            <NumberField
                id=format!("minutes-{}", row.key())
                label=Signal::derive(move || text::minutes_of(language.get(), number()))
                value=row.minutes
                error=error("minutes")
            />
            <FreeTextField
                id=format!("theme-{}", row.key())
                label=Signal::derive(move || text::theme_of(language.get(), number()))
                value=row.theme
                names
                issue=Signal::derive(move || form.issue(format!("sessions[{}].theme", place.get())).get())
            />
            <Button
                variant=ButtonVariant::Tertiary
                label=Signal::derive(move || text::remove_date(language.get(), row.date.get()))
                on:click=move |_| remove()
            >
                <IconMark icon=Icon::Bin />
            </Button>
            {move || off().map(|off| view! { <p class="hr-day-off">{off}</p> })}
            <div class="hr-conflicts">
                <ConflictWarnings found=known.found at=Signal::derive(move || row.slot().map(Into::into)) />
            </div>
        </li>
    }
    .into_any()
}
