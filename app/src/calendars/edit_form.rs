//! The form of a calendar: a row a stretch of days.

use domain::calendars::form::{BreakForm, parse};
use domain::ids::OwnerId;
use domain::time::{BreakKind, CalendarBreak, SchoolYear};
use i18n::{break_kind, calendars as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, DateField, SelectField, TextField, Tone};

use super::api::change_calendar;
use crate::failure::Failure;
use crate::form::{CommandForm, FormState, tell_saved};

/// One row as typed. `key` names it for as long as the form lives.
#[derive(Clone, Copy)]
struct RowSignals {
    key: usize,
    kind: RwSignal<String>,
    name: RwSignal<String>,
    first: RwSignal<String>,
    last: RwSignal<String>,
}

impl RowSignals {
    fn new(key: usize, form: BreakForm) -> Self {
        Self {
            key,
            kind: RwSignal::new(form.kind),
            name: RwSignal::new(form.name),
            first: RwSignal::new(form.first),
            last: RwSignal::new(form.last),
        }
    }

    fn form(self) -> BreakForm {
        BreakForm {
            kind: self.kind.get_untracked(),
            name: self.name.get_untracked(),
            first: self.first.get_untracked(),
            last: self.last.get_untracked(),
        }
    }
}

/// The rows and the buttons.
#[component]
pub(super) fn CalendarEditor(
    /// Whose.
    owner: OwnerId,
    /// Which school year.
    year: SchoolYear,
    /// What is known.
    breaks: Vec<CalendarBreak>,
    /// The version seen; none for a new calendar.
    version: Option<u64>,
    /// Called when it is saved.
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let start: Vec<RowSignals> = breaks
        .iter()
        .map(BreakForm::from)
        .enumerate()
        .map(|(key, form)| RowSignals::new(key, form))
        .collect();
    let next_key = StoredValue::new(start.len());
    let rows = RwSignal::new(start);
    let add = move || {
        let key = next_key.get_value();
        next_key.set_value(key + 1);
        let form = BreakForm {
            kind: BreakKind::PlanningDay.name().to_owned(),
            ..BreakForm::default()
        };
        rows.update(|rows| rows.push(RowSignals::new(key, form)));
    };
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed: Vec<BreakForm> = rows.get_untracked().into_iter().map(RowSignals::form).collect();
        let parsed = parse(owner, year, &typed).map(|command| (command, version));
        form.submit(&event, parsed, change_calendar, move |_version| {
            tell_saved(announcer, text::saved(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            // By key: a row that is drawn anew would lose what is typed in it.
            <For each=move || rows.get() key=|row| row.key let:row>
                <BreakRow row rows state />
            </For>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=move |_| add()>
                    {say(language, text::add_row)}
                </Button>
            </div>
            <Failure error=state.failure() />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}

#[component]
fn BreakRow(row: RowSignals, rows: RwSignal<Vec<RowSignals>>, state: FormState) -> impl IntoView {
    let language = use_language();
    let control = move |field: &str| format!("break-{}-{field}", row.key);
    let place = Memo::new(move |_| rows.with(|rows| rows.iter().position(|other| other.key == row.key).unwrap_or(0)));
    // Faults are told by place, and places change when a row is taken away.
    let fault = move |field: &'static str| state.error_at(move || format!("breaks[{}].{field}", place.get()));
    let kinds = Signal::derive(move || {
        let language = language.get();
        BreakKind::ALL
            .map(|kind| Choice::new(kind.name(), break_kind(language, kind)))
            .to_vec()
    });
    let remove = move |_| rows.update(|rows| rows.retain(|other| other.key != row.key));
    view! {
        <fieldset class="ds-fieldset hr-row-form">
            <legend class="ds-label">{move || text::row(language.get(), place.get() + 1)}</legend>
            <SelectField
                id=control("kind")
                label=told(language, text::kind)
                value=row.kind
                choices=kinds
                error=fault("kind")
            />
            <TextField
                id=control("name")
                label=told(language, text::name)
                value=row.name
                error=fault("name")
            />
            <DateField
                id=control("first")
                label=told(language, text::first)
                value=row.first
                error=fault("first")
            />
            <DateField
                id=control("last")
                label=told(language, text::last)
                value=row.last
                error=fault("last")
                is_optional=true
            />
            <Button
                variant=ButtonVariant::Tertiary
                tone=Tone::Danger
                on:click=remove
            >
                {move || text::remove_row(language.get(), place.get() + 1)}
            </Button>
        </fieldset>
    }
}
