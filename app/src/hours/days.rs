//! The seven days: what was entered, what is missing, what is closed.

use domain::hours::view::{EntryRow, HoursDay};
use domain::hours::{Absence, WeekCommand, WeekStep};
use i18n::{format, hours as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant, Icon, StateBadge, Tone};

use super::api::change_hours;
use super::entry_form::Typing;
use super::page::Week;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::groups::words as calendar;

/// The section of the page.
#[component]
pub(super) fn Days(week: Week, days: Vec<HoursDay>, closed_by: String, typing: Typing) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let any_closed = days.iter().any(|day| day.is_closed);
    let closed = move || text::closed_help(language.get(), closed_by.clone());
    view! {
        <section class="hr-section" aria-labelledby="days-heading">
            <h2 id="days-heading">{say(language, text::days)}</h2>
            {any_closed.then(|| view! { <p class="hr-muted">{closed}</p> })}
            <Failure error=form.state.failure() rule=words::rule />
            <ol class="hr-hours-days">
                {days.into_iter().map(|day| view! { <OneDay week day form typing /> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn OneDay(week: Week, day: HoursDay, form: CommandForm, typing: Typing) -> impl IntoView {
    let language = use_language();
    let HoursDay {
        date,
        holiday,
        expected,
        worked,
        entries,
        absence,
        is_gap,
        is_closed,
        is_long,
    } = day;
    let sum = move || {
        let language = language.get();
        let worked = format::duration(language, worked);
        match expected {
            0 => worked,
            expected => text::day_sum(language, worked, format::duration(language, expected)),
        }
    };
    let shows_sum = worked > 0 || expected > 0;
    view! {
        <li class="hr-hours-day" data-gap=is_gap.then_some("")>
            <h3>{move || words::day(language.get(), date)}</h3>
            {holiday.map(|holiday| view! { <p>{move || calendar::public_holiday(language.get(), holiday)}</p> })}
            {shows_sum.then(|| view! { <p class="hr-muted">{sum}</p> })}
            {is_gap.then(|| view! { <StateBadge tone=Tone::Warning icon=Icon::Minus text=told(language, text::gap) /> })}
            {is_closed.then(|| view! { <StateBadge tone=Tone::Neutral icon=Icon::Lock text=told(language, text::closed) /> })}
            {is_long.then(|| view! { <StateBadge tone=Tone::Warning icon=Icon::Warning text=told(language, text::long) /> })}
            <ul>
                {entries.into_iter().map(|row| view! { <OneEntry week row form typing is_closed /> }).collect_view()}
                {absence.map(|absence| view! { <OneAbsence week absence form is_closed /> })}
            </ul>
        </li>
    }
    .into_any()
}

#[component]
fn OneEntry(week: Week, row: EntryRow, form: CommandForm, typing: Typing, is_closed: bool) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let EntryRow { entry, name, unit_name } = row;
    let number = entry.number;
    let length = move || format::duration(language.get(), entry.minutes.get().into());
    let more = move || {
        let language = language.get();
        let travel = match entry.travel.get() {
            0 => String::new(),
            travel => text::travel_of(language, format::duration(language, travel.into())),
        };
        let parts = [name.clone(), unit_name.clone(), travel];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let what = Signal::derive(move || words::entry(language.get(), &entry));
    let remove = move |_| {
        let command = WeekCommand {
            monday: week.monday,
            step: WeekStep::Remove { number },
        };
        form.press(Some(week.version), command, change_hours, move |_| {
            tell_saved(announcer, text::removed(language.get_untracked()));
            week.changed.run(());
        });
    };
    let buttons = (!is_closed).then(|| {
        view! {
            <span class="hr-hours-buttons">
                <Button
                    variant=ButtonVariant::Tertiary
                    label=Signal::derive(move || text::edit_of(language.get(), what.get()))
                    on:click=move |_| typing.edit(&entry)
                >
                    {say(language, text::edit)}
                </Button>
                <Button
                    variant=ButtonVariant::Tertiary
                    busy=form.state.busy()
                    label=Signal::derive(move || text::remove_of(language.get(), what.get()))
                    on:click=remove
                >
                    {say(language, text::remove)}
                </Button>
            </span>
        }
    });
    view! {
        <li class="hr-hours-entry">
            <span>
                {move || words::kind(language.get(), entry.kind)} " " <strong>{length}</strong>
                <span class="hr-muted hr-row-detail">{more}</span>
            </span>
            {buttons}
        </li>
    }
    .into_any()
}

#[component]
fn OneAbsence(week: Week, absence: Absence, form: CommandForm, is_closed: bool) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let Absence { day, kind, minutes } = absence;
    let said = move || {
        let language = language.get();
        let length = format::duration(language, minutes.get().into());
        text::absent(language, words::absence(language, kind), length)
    };
    let clear = move |_| {
        let command = WeekCommand {
            monday: week.monday,
            step: WeekStep::ClearAbsence { day },
        };
        form.press(Some(week.version), command, change_hours, move |_| {
            tell_saved(announcer, text::absent_cleared(language.get_untracked()));
            week.changed.run(());
        });
    };
    view! {
        <li class="hr-hours-entry">
            <span>{said}</span>
            {(!is_closed)
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Tertiary
                            busy=form.state.busy()
                            label=Signal::derive(move || {
                                text::absent_clear_of(language.get(), words::day(language.get(), day))
                            })
                            on:click=clear
                        >
                            {say(language, text::absent_clear)}
                        </Button>
                    }
                })}
        </li>
    }
    .into_any()
}
