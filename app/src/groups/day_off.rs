//! A day without teaching, said beside a time that falls on it. Allowed: a group may meet in a holiday.

use domain::time::LocalSlot;
use domain::time::calendar::DayOff;
use i18n::{groups as text, use_language};
use jiff::civil::Date;
use leptos::prelude::*;

use super::plan::Planner;
use super::words;

/// Why there is no teaching on the day of a time, in the calendar of the group's unit.
pub fn day_off(planner: Planner, slot: Signal<Option<LocalSlot>>) -> Signal<Option<DayOff>> {
    day_off_on(planner, Signal::derive(move || slot.get().map(|slot| slot.date)))
}

/// The same for a date.
pub fn day_off_on(planner: Planner, date: Signal<Option<Date>>) -> Signal<Option<DayOff>> {
    Signal::derive(move || {
        let date = date.get()?;
        planner.view.with(|view| view.calendar.day_off(date))
    })
}

/// The sentence, when there is one.
#[component]
pub fn DayOffNote(off: Signal<Option<DayOff>>) -> impl IntoView {
    let language = use_language();
    move || {
        off.get().map(|off| {
            let language = language.get();
            view! { <p class="hr-day-off">{text::date_is_off(language, words::day_off(language, &off))}</p> }
        })
    }
}
