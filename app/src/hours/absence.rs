//! Absence: which day, why, and how long.

use domain::hours::view::HoursDay;
use domain::hours::{AbsenceForm, AbsenceKind, FULL_DAY, WeekCommand, WeekStep};
use i18n::{hours as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, Details, NumberField, SelectField};

use super::api::change_hours;
use super::entry_form::{day_choices, open_days};
use super::page::Week;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};

/// What is typed of an absence. It outlives the week that is drawn again, and is kept on no device.
#[derive(Clone, Copy)]
pub(super) struct AbsenceTyping {
    day: RwSignal<String>,
    kind: RwSignal<String>,
    minutes: RwSignal<String>,
    begun: StoredValue<[String; 3]>,
}

impl AbsenceTyping {
    pub(super) fn new() -> Self {
        Self {
            day: RwSignal::new(String::new()),
            kind: RwSignal::new(AbsenceKind::Holiday.name().to_owned()),
            minutes: RwSignal::new(FULL_DAY.to_string()),
            begun: StoredValue::new(<[String; 3]>::default()),
        }
    }

    /// The first day of which nothing is known and its hours, in a week that the form has not been in, or when nothing was typed.
    pub(super) fn begin(self, days: &[HoursDay]) {
        let chosen = self.day.get_untracked();
        let is_here = days.iter().any(|day| !day.is_closed && day.date.to_string() == chosen);
        if is_here && self.is_touched() {
            return;
        }
        let first = days
            .iter()
            .find(|day| day.is_gap && !day.is_closed)
            .or_else(|| days.iter().find(|day| !day.is_closed));
        let whole = first.map(|day| day.expected).filter(|expected| *expected > 0);
        self.day.set(first.map(|day| day.date.to_string()).unwrap_or_default());
        self.kind.set(AbsenceKind::Holiday.name().to_owned());
        self.minutes.set(whole.unwrap_or(FULL_DAY).to_string());
        self.begun.set_value(self.now());
    }

    fn now(self) -> [String; 3] {
        [self.day, self.kind, self.minutes].map(|field| field.get_untracked())
    }

    /// Whether something was typed, so that the form stays unfolded.
    fn is_touched(self) -> bool {
        self.begun.get_value() != self.now()
    }

    fn form(self) -> AbsenceForm {
        let [day, kind, minutes] = self.now();
        AbsenceForm { day, kind, minutes }
    }
}

/// The form of absence. It keeps no draft: why somebody is away stays on no device.
#[component]
pub(super) fn AbsenceSection(week: Week, days: Vec<HoursDay>, away: AbsenceTyping) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = away.form().parse().map(|absence| {
            let step = WeekStep::SetAbsence { absence };
            let monday = week.monday;
            (WeekCommand { monday, step }, Some(week.version))
        });
        form.submit(&event, parsed, change_hours, move |_| {
            tell_saved(announcer, text::absent_saved(language.get_untracked()));
            away.begun.set_value(away.now());
            week.changed.run(());
        });
    };
    view! {
        <Details summary=told(language, text::absence) is_open=away.is_touched()>
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="absent_day"
                    label=told(language, text::day)
                    choices=day_choices(open_days(&days))
                    value=away.day
                    error=state.error("absent_day")
                />
                <SelectField
                    id="absent_kind"
                    label=told(language, text::absent_kind)
                    choices=Signal::derive(move || words::absences(language.get()))
                    value=away.kind
                    error=state.error("absent_kind")
                />
                <NumberField
                    id="absent_minutes"
                    label=told(language, text::absent_minutes)
                    description=told(language, text::absent_help)
                    value=away.minutes
                    error=state.error("absent_minutes")
                />
                <Failure error=state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::absent_save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
