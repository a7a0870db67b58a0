//! Entering time in three choices: what, which day, how long; and where, when there are several places.

use domain::choice::Choice as UnitChoice;
use domain::hours::view::HoursDay;
use domain::hours::{Bucket, Entry, EntryForm, HourKind, HourRule, NO_UNIT, WeekCommand, WeekStep};
use domain::ids::PersonId;
use i18n::{format, hours as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, Details, NumberField, SelectField, Stepper};

use super::api::change_hours;
use super::page::Week;
use super::words;
use crate::failure::Failure;
use crate::focus;
use crate::form::{CommandForm, Draft, DraftNote};

/// Minutes that one press sets.
const QUICK: [u16; 6] = [15, 30, 60, 90, 120, 240];

/// What is typed in the form of an entry. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    day: RwSignal<String>,
    kind: RwSignal<String>,
    minutes: RwSignal<String>,
    travel: RwSignal<String>,
    unit: RwSignal<String>,
    /// The number of the entry that is changed; empty for a new one. A text, so that a draft keeps it.
    editing: RwSignal<String>,
    /// Whether there are several places to choose from.
    asks_for_unit: RwSignal<bool>,
    /// What the fields began with in this week, in the order of the draft.
    begun: StoredValue<Vec<String>>,
    /// Whether the focus comes back to the form when it is drawn again.
    goes_on: RwSignal<bool>,
}

impl Typing {
    pub(super) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            day: empty(),
            kind: empty(),
            minutes: empty(),
            travel: empty(),
            unit: empty(),
            editing: empty(),
            asks_for_unit: RwSignal::new(false),
            begun: StoredValue::new(Vec::new()),
            goes_on: RwSignal::new(false),
        }
    }

    /// What the form begins with in a week that it has not been in: the first day of which nothing is known, else today, else
    /// Monday; and the unit, where there is one placement.
    pub(super) fn begin(self, days: &[HoursDay], units: &[UnitChoice], preset: String, today: Date) {
        self.asks_for_unit.set(units.len() > 1);
        let chosen = self.day.get_untracked();
        if days.iter().any(|day| day.date.to_string() == chosen) {
            return;
        }
        let gap = days.iter().find(|day| day.is_gap && !day.is_closed);
        let day = gap
            .or_else(|| days.iter().find(|day| day.date == today && !day.is_closed))
            .or_else(|| days.iter().find(|day| !day.is_closed));
        self.day.set(day.map(|day| day.date.to_string()).unwrap_or_default());
        self.unit.set(preset);
        self.editing.set(String::new());
        self.begun.set_value(self.now());
    }

    fn now(self) -> Vec<String> {
        let now = |(_, field): (&str, RwSignal<String>)| field.get_untracked();
        self.fields().into_iter().map(now).collect()
    }

    /// The fields by name, for a draft.
    fn fields(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("day", self.day),
            ("kind", self.kind),
            ("minutes", self.minutes),
            ("travel", self.travel),
            ("unit", self.unit),
            ("editing", self.editing),
        ]
    }

    /// Takes an entry into the form to be changed.
    pub(super) fn edit(self, entry: &Entry) {
        self.day.set(entry.day.to_string());
        self.kind.set(entry.kind.name().to_owned());
        self.minutes.set(entry.minutes.get().to_string());
        self.travel.set(match entry.travel.get() {
            0 => String::new(),
            travel => travel.to_string(),
        });
        let unit = entry.unit.map(|unit| unit.to_string());
        self.unit.set(unit.unwrap_or_else(|| NO_UNIT.to_owned()));
        self.editing.set(entry.number.to_string());
        focus::on("kind");
    }

    /// Empties what belongs to one entry; day and unit stay for the next.
    fn clear(self) {
        self.kind.set(String::new());
        self.minutes.set(String::new());
        self.travel.set(String::new());
        self.editing.set(String::new());
    }

    fn form(self) -> EntryForm {
        EntryForm {
            day: self.day.get_untracked(),
            kind: self.kind.get_untracked(),
            minutes: self.minutes.get_untracked(),
            travel: self.travel.get_untracked(),
            unit: self.unit.get_untracked(),
            asks_for_unit: self.asks_for_unit.get_untracked(),
        }
    }
}

/// The days that can be chosen: those that are not closed.
pub(super) fn open_days(days: &[HoursDay]) -> StoredValue<Vec<Date>> {
    let open = days.iter().filter(|day| !day.is_closed);
    StoredValue::new(open.map(|day| day.date).collect())
}

pub(super) fn day_choices(days: StoredValue<Vec<Date>>) -> Signal<Vec<Choice>> {
    let language = use_language();
    Signal::derive(move || {
        let language = language.get();
        let choice = |day: &Date| Choice::new(day.to_string(), words::day(language, *day));
        days.with_value(|days| days.iter().map(choice).collect())
    })
}

/// The form of an entry, new or to be changed.
#[component]
pub(super) fn EntrySection(
    week: Week,
    days: Vec<HoursDay>,
    units: Vec<UnitChoice>,
    rules: Vec<HourRule>,
    reader: PersonId,
    typing: Typing,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    // The form is drawn again with the week; what counts as typed is what differs from the beginning.
    let draft =
        Draft::keep("hours", &week.monday.to_string(), reader, typing.fields()).drawn_as(typing.begun.get_value());
    // A kind that is chosen brings its usual length, and what was typed by hand stays.
    let usual = StoredValue::new(rules);
    Effect::new(move |before: Option<String>| {
        let kind = typing.kind.get();
        let is_chosen = before.is_some_and(|before| before != kind);
        let rule = HourKind::from_name(&kind)
            .and_then(|kind| usual.with_value(|rules| rules.iter().find(|rule| rule.kind == kind).copied()));
        if let Some(rule) = rule.filter(|_| is_chosen) {
            if typing.minutes.get_untracked().is_empty() {
                typing.minutes.set(rule.minutes.get().to_string());
            }
            // What is common belongs to no one place unless somebody says so.
            if rule.split.percent(Bucket::Common) == 100 && typing.unit.get_untracked().is_empty() {
                typing.unit.set(NO_UNIT.to_owned());
            }
        }
        kind
    });
    Effect::new(move || {
        if typing.goes_on.get_untracked() {
            typing.goes_on.set(false);
            // Once the form that was drawn anew stands in the page.
            request_animation_frame(|| focus::on("kind"));
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let editing = typing.editing.get_untracked().parse::<u16>().ok();
        let parsed = typing.form().parse().map(|entry| {
            let step = match editing {
                Some(number) => WeekStep::Change { number, entry },
                None => WeekStep::Add { entry },
            };
            let monday = week.monday;
            (WeekCommand { monday, step }, Some(week.version))
        });
        form.submit(&event, parsed, change_hours, move |_| {
            let language = language.get_untracked();
            if let Some(announcer) = announcer {
                announcer.say(if editing.is_some() {
                    text::changed(language)
                } else {
                    text::saved(language)
                });
            }
            typing.clear();
            typing.begun.set_value(typing.now());
            draft.clear();
            typing.goes_on.set(true);
            week.changed.run(());
        });
    };
    let heading = move || {
        let is_new = typing.editing.get().is_empty();
        if is_new {
            text::add(language.get())
        } else {
            text::change(language.get())
        }
    };
    view! {
        <section class="hr-section" aria-labelledby="entry-heading">
            <h2 id="entry-heading">{heading}</h2>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <EntryFields form days=open_days(&days) units typing />
                <Failure error=form.state.failure() rule=words::rule />
                <EntryButtons form typing />
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn EntryFields(
    form: CommandForm,
    days: StoredValue<Vec<Date>>,
    units: Vec<UnitChoice>,
    typing: Typing,
) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    let has_units = !units.is_empty();
    let units = StoredValue::new(units);
    let places = Signal::derive(move || {
        let nowhere = Choice::new(NO_UNIT, text::no_unit(language.get()));
        let named = |unit: &UnitChoice| Choice::new(unit.value.clone(), unit.name.clone());
        units.with_value(|units| units.iter().map(named).chain([nowhere]).collect())
    });
    let quick = move |minutes: u16| {
        view! {
            <Button
                variant=ButtonVariant::Secondary
                on:click=move |_| typing.minutes.set(minutes.to_string())
            >
                {move || format::duration(language.get(), minutes.into())}
            </Button>
        }
    };
    view! {
        <SelectField
            id="kind"
            label=told(language, text::kind)
            empty=told(language, text::choose_kind)
            choices=Signal::derive(move || words::kinds(language.get()))
            value=typing.kind
            error=state.error("kind")
        />
        <SelectField
            id="day"
            label=told(language, text::day)
            choices=day_choices(days)
            value=typing.day
            error=state.error("day")
        />
        <Stepper
            id="minutes"
            label=told(language, text::minutes)
            value=typing.minutes
            min=15
            max=720
            by=15
            error=state.error("minutes")
        />
        <div class="hr-hours-quick" role="group" aria-label=say(language, text::quick)>
            {QUICK.map(quick).collect_view()}
        </div>
        {has_units
            .then(|| {
                view! {
                    <SelectField
                        id="unit"
                        label=told(language, text::unit)
                        empty=told(language, text::choose_unit)
                        choices=places
                        value=typing.unit
                        error=state.error("unit")
                    />
                }
            })}
        <Details summary=told(language, text::more)>
            <NumberField
                id="travel"
                is_optional=true
                label=told(language, text::travel)
                value=typing.travel
                error=state.error("travel")
            />
        </Details>
    }
    .into_any()
}

#[component]
fn EntryButtons(form: CommandForm, typing: Typing) -> impl IntoView {
    let language = use_language();
    let save = move || {
        let is_new = typing.editing.get().is_empty();
        if is_new {
            text::save(language.get())
        } else {
            text::save_change(language.get())
        }
    };
    view! {
        <div class="hr-actions">
            <Button kind=ButtonKind::Submit busy=form.state.busy()>{save}</Button>
            <Show when=move || !typing.editing.get().is_empty()>
                <Button
                    variant=ButtonVariant::Secondary
                    on:click=move |_| {
                        typing.clear();
                        focus::on("kind");
                    }
                >
                    {say(language, text::cancel_change)}
                </Button>
            </Show>
        </div>
    }
    .into_any()
}
