//! The series of a new group: a rule, the whole preview with the days skipped, each date editable before saving.

use domain::conflicts::NewTimes;
use domain::groups::form::SeriesForm;
use domain::groups::series::MAX_SESSIONS;
use domain::groups::{Group, Rhythm, SeriesDay, is_cut_short, preview};
use domain::ids::UnitId;
use domain::text::ShortText;
use domain::time::slot::parse_date;
use domain::time::{LocalSlot, Occasion, SchoolCalendar};
use i18n::{Language, format, groups as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use ui::{Button, ButtonVariant, Choice, DateField, NumberField, SelectField, TimeField};

use super::content::Content;
use super::series_date::EditableDate;
use super::series_rows::{Planned, Rows};
use super::words;
use crate::conflicts::api::conflicts_of_new;
use crate::conflicts::{ConflictSummary, LookUp};
use crate::form::{FormState, Names};
use crate::look_up::look_up;

/// How many weeks can lie between two sessions of the rule.
const EVERY_WEEKS: [u8; 4] = [1, 2, 3, 4];

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
    pub rows: Rows,
    skipped: RwSignal<Vec<SeriesDay>>,
    /// Whether the rule has more dates than a group can have.
    is_cut: RwSignal<bool>,
    form: FormState,
    /// What the times run into.
    known: LookUp,
    /// The page, which the rows belong to: one that can't be planned anew stays as it is.
    page: StoredValue<Option<WeakOwner>>,
}

impl SeriesSignals {
    /// Eight weekly sessions of 75 minutes, dates to be filled in.
    pub fn new(place: Signal<Option<Place>>) -> Self {
        let rows = Rows::new();
        let question = Signal::derive(move || {
            let Place { unit, room, co_leader } = place.get()?;
            let slots: Vec<LocalSlot> = rows.all.with(|rows| rows.iter().filter_map(|row| row.slot()).collect());
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
        }
    }

    /// The rule's fields by name, and what was done to its rows by hand, for a draft.
    pub fn fields(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("first", self.first),
            ("start", self.start),
            ("minutes", self.minutes),
            ("every_weeks", self.every_weeks),
            ("count", self.count),
            ("until", self.until),
            ("rows", self.rows.by_hand),
        ]
    }

    /// The first date, as soon as it can be read.
    pub fn first_date(self) -> Option<Date> {
        parse_date(&self.first.get()).ok()
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

    /// As many sessions as the content chosen has, each as long as its are.
    pub fn follow(self, content: &Content) {
        self.count
            .set(content.themes.len().min(usize::from(MAX_SESSIONS)).to_string());
        self.minutes.set(content.minutes.to_string());
    }

    /// At the clock time and as often as an earlier group, where that had a rule.
    pub fn begin_as(self, earlier: &Group) {
        match earlier.rhythm() {
            Some(Rhythm::Every { weeks, start, .. }) => {
                self.start.set(format::time(Language::Nb, start));
                if EVERY_WEEKS.contains(&weeks) {
                    self.every_weeks.set(weeks.to_string());
                }
            }
            Some(Rhythm::Uneven) | None => {
                if let Some(first) = earlier.sessions.first() {
                    self.start.set(format::time(Language::Nb, first.slot.start));
                }
            }
        }
    }

    /// Makes the rows from the rule, as soon as the rule is whole. What was changed by hand stays.
    fn plan(self, calendar: &SchoolCalendar, themes: &[String], language: Language) {
        let form = self.form();
        if form.first.is_empty() {
            self.form.refuse(Vec::new());
            self.is_cut.set(false);
            self.skipped.set(Vec::new());
            self.draw(Vec::new());
            return;
        }
        match form.parse() {
            Ok(rule) => {
                self.form.refuse(Vec::new());
                let days = preview(&rule, calendar);
                self.is_cut.set(is_cut_short(&rule, &days));
                let (met, skipped): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| day.off.is_none());
                let planned = |(at, day): (usize, SeriesDay)| Planned {
                    date: day.slot.date.to_string(),
                    start: format::time(language, day.slot.start),
                    minutes: day.slot.minutes.to_string(),
                    theme: themes.get(at).cloned().unwrap_or_default(),
                    from: themes.get(at).and_then(|_| u8::try_from(at + 1).ok()),
                };
                self.draw(met.into_iter().enumerate().map(planned).collect());
                self.skipped.set(skipped);
            }
            Err(issues) => self.form.refuse(issues),
        }
    }

    fn draw(self, days: Vec<Planned>) {
        // Whoever asks for the rows goes, the rows do not.
        if let Some(page) = self.page() {
            page.with(|| self.rows.plan(days));
        }
    }

    fn page(self) -> Option<Owner> {
        self.page.get_value().and_then(|page| page.upgrade())
    }

    /// Adds a date of the usual time and length, to be filled in.
    fn add(self) {
        let Some(page) = self.page() else { return };
        let (start, minutes) = (self.start.get_untracked(), self.minutes.get_untracked());
        let row = page.with(|| self.rows.add(start, minutes));
        request_animation_frame(move || crate::focus::on(&format!("date-{}", row.key())));
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
    // What is thrown away of a draft is gone from the rows as well.
    let is_untouched = Memo::new(move |_| series.rows.by_hand.with(String::is_empty));
    Effect::new(move |_| {
        is_untouched.track();
        calendar.with(|calendar| themes.with(|themes| series.plan(calendar, themes, language.get_untracked())));
    });
    Effect::new(move |_| series.rows.note());
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
        EVERY_WEEKS.map(option).to_vec()
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
        let (count, minutes) = series.rows.all.with(|rows| {
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
                match count {
                    1 => text::preview_help_one(language, format::duration(language, minutes)),
                    _ => text::preview_help(language, count, format::duration(language, minutes)),
                },
                text::preparation_total(language, format::duration(language, minutes + preparation(count))),
            ),
        }
    };
    let sessions_error = form.error("sessions");
    let slots = Signal::derive(move || {
        series.rows.all.with(|rows| {
            rows.iter()
                .filter_map(|row| row.slot().map(Occasion::from))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section aria-labelledby="preview-heading" class="hr-series-preview">
            <h2 id="preview-heading" tabindex="-1">{say(language, text::preview)}</h2>
            <p aria-live="polite">{summary}</p>
            {move || sessions_error.get().map(|error| view! { <p class="ds-validation-message" role="alert">{error}</p> })}
            <Show when=move || series.is_cut.get()>
                <p>{move || text::preview_cut(language.get(), MAX_SESSIONS)}</p>
            </Show>
            <ConflictSummary known=series.known slots />
            <Skipped days=series.skipped />
            <ol class="hr-date-rows">
                <For each=move || series.rows.all.get() key=|row| row.origin let:row>
                    <EditableDate row rows=series.rows known=series.known calendar form names />
                </For>
            </ol>
            <Show when=move || series.rows.all.with(Vec::len) < usize::from(MAX_SESSIONS)>
                <Button variant=ButtonVariant::Secondary on:click=move |_| series.add()>
                    {say(language, text::add_date)}
                </Button>
            </Show>
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
