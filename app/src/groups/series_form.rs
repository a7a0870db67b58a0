//! The series of a new group: a rule, the whole preview with the days skipped, each date editable before saving.

use domain::conflicts::NewTimes;
use domain::groups::form::{SeriesForm, SessionForm};
use domain::groups::series::MAX_SESSIONS;
use domain::groups::{SeriesDay, is_cut_short, preview};
use domain::ids::UnitId;
use domain::programmes::view::ProgrammeChoice;
use domain::text::ShortText;
use domain::time::slot::parse_date;
use domain::time::{LocalSlot, SchoolCalendar};
use i18n::{Language, format, groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use ui::{Button, ButtonVariant, Choice, DateField, Icon, IconMark, NumberField, SelectField, TimeField};

use super::words;
use crate::conflicts::api::conflicts_of_new;
use crate::conflicts::{ConflictSummary, ConflictWarnings, LookUp, look_up};
use crate::form::{FormState, FreeTextField, Names};

/// One session in the preview, a signal a field.
#[derive(Clone, Copy, PartialEq)]
pub struct DateRow {
    /// Steady through edits, so that the fields keep their focus.
    key: usize,
    date: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
    theme: RwSignal<String>,
    /// The session of the programme that it is planned from.
    from: Option<u8>,
}

impl DateRow {
    /// What stands in the row now.
    pub fn form(self) -> SessionForm {
        SessionForm {
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            theme: self.theme.get(),
            from: self.from,
        }
    }
}

impl DateRow {
    /// The time typed, while it can be read.
    fn slot(self) -> Option<LocalSlot> {
        let time = SessionForm {
            theme: String::new(),
            ..self.form()
        };
        time.parse().ok().map(|session| session.slot)
    }
}

/// What is typed of the series, and the rows it gives.
#[derive(Clone, Copy)]
pub struct SeriesSignals {
    first: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
    every_weeks: RwSignal<String>,
    count: RwSignal<String>,
    until: RwSignal<String>,
    /// The sessions as they will be saved.
    pub rows: RwSignal<Vec<DateRow>>,
    skipped: RwSignal<Vec<SeriesDay>>,
    /// Whether the rule has more dates than a group can have.
    is_cut: RwSignal<bool>,
    form: FormState,
    /// What the times run into.
    known: LookUp,
    /// The page, which the rows belong to: one that can't be planned anew stays as it is.
    page: StoredValue<Option<WeakOwner>>,
    /// How many rows were ever made: a row made anew is another row.
    made: StoredValue<usize>,
}

impl SeriesSignals {
    /// Eight weekly sessions of 75 minutes, dates to be filled in.
    pub fn new(place: Signal<Option<Place>>) -> Self {
        let rows = RwSignal::new(Vec::<DateRow>::new());
        let question = Signal::derive(move || {
            let Place { unit, room, co_leader } = place.get()?;
            let slots: Vec<LocalSlot> = rows.with(|rows| rows.iter().filter_map(|row| row.slot()).collect());
            (!slots.is_empty()).then_some(NewTimes {
                unit,
                room,
                co_leader,
                slots,
            })
        });
        Self {
            known: look_up(question, conflicts_of_new),
            first: RwSignal::new(String::new()),
            start: RwSignal::new("12:15".to_owned()),
            minutes: RwSignal::new("75".to_owned()),
            every_weeks: RwSignal::new("1".to_owned()),
            count: RwSignal::new("8".to_owned()),
            until: RwSignal::new(String::new()),
            rows,
            skipped: RwSignal::new(Vec::new()),
            is_cut: RwSignal::new(false),
            form: FormState::new(),
            page: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            made: StoredValue::new(0),
        }
    }

    /// The rule's fields by name, for a draft.
    pub fn fields(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("first", self.first),
            ("start", self.start),
            ("minutes", self.minutes),
            ("every_weeks", self.every_weeks),
            ("count", self.count),
            ("until", self.until),
        ]
    }

    fn form(self) -> SeriesForm {
        SeriesForm {
            first: self.first.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            every_weeks: self.every_weeks.get(),
            count: self.count.get(),
            until: self.until.get(),
        }
    }

    /// As many sessions as the programme has, each as long as its are.
    pub fn follow(self, programme: &ProgrammeChoice) {
        self.count
            .set(programme.themes.len().min(usize::from(MAX_SESSIONS)).to_string());
        self.minutes.set(programme.minutes.to_string());
    }

    /// Makes the rows anew from the rule, as soon as the rule is whole.
    fn plan(self, calendar: &SchoolCalendar, themes: &[String], language: Language) {
        let form = self.form();
        if form.first.is_empty() {
            self.form.refuse(Vec::new());
            return;
        }
        match form.parse() {
            Ok(rule) => {
                self.form.refuse(Vec::new());
                let days = preview(&rule, calendar);
                self.is_cut.set(is_cut_short(&rule, &days));
                let (met, skipped): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| day.off.is_none());
                let made = self.made.get_value();
                self.made.set_value(made + met.len());
                let row = |(at, day): (usize, SeriesDay)| DateRow {
                    key: made + at,
                    date: RwSignal::new(day.slot.date.to_string()),
                    start: RwSignal::new(format::time(language, day.slot.start)),
                    minutes: RwSignal::new(day.slot.minutes.to_string()),
                    theme: RwSignal::new(themes.get(at).cloned().unwrap_or_default()),
                    from: themes.get(at).and_then(|_| u8::try_from(at + 1).ok()),
                };
                // Whoever asks for the rows anew goes, the rows do not.
                if let Some(page) = self.page.get_value().and_then(|page| page.upgrade()) {
                    self.rows
                        .set(page.with(|| met.into_iter().enumerate().map(row).collect()));
                }
                self.skipped.set(skipped);
            }
            Err(issues) => self.form.refuse(issues),
        }
    }
}

/// What a time may be taken by: where the group meets and who is along, as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub unit: UnitId,
    pub room: ShortText,
    pub co_leader: ShortText,
}

/// The rule's fields and the preview.
#[component]
pub fn SeriesFields(
    series: SeriesSignals,
    /// The calendar of the unit chosen.
    #[prop(into)]
    calendar: Signal<SchoolCalendar>,
    /// The themes of the programme chosen.
    #[prop(into)]
    themes: Signal<Vec<String>>,
    /// Faults of the whole form, for those of the rows.
    form: FormState,
    /// What was confirmed in the form.
    names: Names,
) -> impl IntoView {
    let language = use_language();
    Effect::new(move |_| {
        calendar.with(|calendar| themes.with(|themes| series.plan(calendar, themes, language.get_untracked())));
    });
    let every = Signal::derive(move || {
        let language = language.get();
        let option = |weeks: u8| {
            let words = match weeks {
                1 => text::every_week(language).to_owned(),
                2 => text::every_second_week(language).to_owned(),
                n => text::every_n_weeks(language, n),
            };
            Choice::new(weeks.to_string(), words)
        };
        [1, 2, 3, 4].map(option).to_vec()
    });
    view! {
        <fieldset class="ds-fieldset">
            <legend>{say(language, text::series)}</legend>
            <div class="hr-field-row">
                <DateField
                    id="first"
                    label=told(language, text::first)
                    value=series.first
                    error=series.form.error("first")
                />
                <TimeField
                    id="start"
                    label=told(language, text::start)
                    value=series.start
                    error=series.form.error("start")
                />
                <NumberField
                    id="minutes"
                    label=told(language, text::minutes)
                    value=series.minutes
                    error=series.form.error("minutes")
                />
            </div>
            <div class="hr-field-row">
                <SelectField
                    id="every_weeks"
                    label=told(language, text::every_weeks)
                    choices=every
                    value=series.every_weeks
                    error=series.form.error("every_weeks")
                />
                <NumberField
                    id="count"
                    label=told(language, text::count)
                    value=series.count
                    error=series.form.error("count")
                />
                <DateField
                    id="until"
                    label=told(language, text::until)
                    value=series.until
                    error=series.form.error("until")
                />
            </div>
        </fieldset>
        <Preview series calendar form names />
    }
    .into_any()
}

/// Half an hour for each session, as closing it proposes.
fn preparation(sessions: usize) -> u32 {
    30 * u32::try_from(sessions).unwrap_or(u32::MAX / 30)
}

#[component]
fn Preview(series: SeriesSignals, calendar: Signal<SchoolCalendar>, form: FormState, names: Names) -> impl IntoView {
    let language = use_language();
    let summary = move || {
        let language = language.get();
        let (count, minutes) = series.rows.with(|rows| {
            (
                rows.len(),
                rows.iter()
                    .filter_map(|row| row.minutes.get().trim().parse::<u32>().ok())
                    .sum::<u32>(),
            )
        });
        match (count, series.first.with(String::is_empty)) {
            (0, true) => text::preview_empty(language).to_owned(),
            (0, false) => text::preview_none_left(language).to_owned(),
            _ => format!(
                "{} {}",
                text::preview_help(language, count, format::duration(language, minutes)),
                text::preparation_total(language, format::duration(language, minutes + preparation(count))),
            ),
        }
    };
    let sessions_error = form.error("sessions");
    let slots = Signal::derive(move || {
        series
            .rows
            .with(|rows| rows.iter().filter_map(|row| row.slot()).collect::<Vec<_>>())
    });
    view! {
        <section aria-labelledby="preview-heading" class="hr-series-preview">
            <h2 id="preview-heading">{say(language, text::preview)}</h2>
            <p aria-live="polite">{summary}</p>
            {move || sessions_error.get().map(|error| view! { <p class="ds-validation-message" role="alert">{error}</p> })}
            <Show when=move || series.is_cut.get()>
                <p>{move || text::preview_cut(language.get(), MAX_SESSIONS)}</p>
            </Show>
            <ConflictSummary known=series.known slots />
            <Skipped days=series.skipped />
            <ol class="hr-date-rows">
                <For each=move || series.rows.get() key=|row| row.key let:row>
                    <EditableDate row rows=series.rows known=series.known calendar form names />
                </For>
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Skipped(days: RwSignal<Vec<SeriesDay>>) -> impl IntoView {
    let language = use_language();
    view! {
        <Show when=move || !days.with(Vec::is_empty)>
            <div class="hr-skipped">
                <h3>{say(language, text::skipped)}</h3>
                <ul>
                    {move || {
                        let language = language.get();
                        days.get()
                            .into_iter()
                            .filter_map(|day| {
                                let reason = words::day_off(language, &day.off?);
                                let date = format::date_long(language, day.slot.date);
                                Some(view! { <li>{text::skipped_day(language, date, reason)}</li> })
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
        </Show>
    }
    .into_any()
}

/// A date of the preview with its fields. A date on a day off is allowed, and said.
#[component]
fn EditableDate(
    row: DateRow,
    rows: RwSignal<Vec<DateRow>>,
    known: LookUp,
    calendar: Signal<SchoolCalendar>,
    form: FormState,
    names: Names,
) -> impl IntoView {
    let language = use_language();
    let place = Memo::new(move |_| rows.with(|rows| rows.iter().position(|other| other.key == row.key).unwrap_or(0)));
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
    let remove = move || rows.update(|rows| rows.retain(|other| other.key != row.key));
    view! {
        <li class="hr-date-row">
            <span class="hr-date-row-day">{weekday}</span>
            <DateField
                id=format!("date-{}", row.key)
                label=Signal::derive(move || text::date_of(language.get(), number()))
                value=row.date
                error=error("date")
            />
            <TimeField
                id=format!("start-{}", row.key)
                label=Signal::derive(move || text::start_of(language.get(), number()))
                value=row.start
                error=error("start")
            />
            <FreeTextField
                id=format!("theme-{}", row.key)
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
                <ConflictWarnings found=known.found at=Signal::derive(move || row.slot()) />
            </div>
        </li>
    }
    .into_any()
}
