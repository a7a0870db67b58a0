//! The rows of a series before it is saved: each class with its day and time, all of it to be changed.

use domain::presentations::form::RowForm;
use domain::presentations::series::Turn;
use domain::text_guard::NameRule;
use domain::time::SchoolCalendar;
use domain::time::slot::parse_date;
use i18n::{format, presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant, DateField, NumberField, TimeField};

use crate::conflicts::{ConflictWarnings, LookUp};
use crate::focus;
use crate::form::{CommandForm, FreeTextField};
use crate::groups::words as times;

/// One row.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct SeriesRow {
    /// Never given twice on one page.
    pub(super) key: usize,
    class: RwSignal<String>,
    date: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl SeriesRow {
    fn new(key: usize, form: RowForm) -> Self {
        Self {
            key,
            class: RwSignal::new(form.class),
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            minutes: RwSignal::new(form.minutes),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> RowForm {
        RowForm {
            class: self.class.get(),
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
        }
    }
}

/// All rows, and the text that a draft keeps of them.
#[derive(Clone, Copy)]
pub(super) struct SeriesRows {
    pub(super) all: RwSignal<Vec<SeriesRow>>,
    pub(super) kept: RwSignal<String>,
    next: StoredValue<usize>,
}

impl SeriesRows {
    pub(super) fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            kept: RwSignal::new(String::new()),
            next: StoredValue::new(0),
        }
    }

    /// What is typed in each row.
    pub(super) fn forms(self) -> Vec<RowForm> {
        self.all.get().into_iter().map(SeriesRow::form).collect()
    }

    /// Puts a proposal in place of what is there.
    pub(super) fn propose(self, turns: &[Turn]) {
        self.put(turns.iter().map(|turn| RowForm {
            class: turn.class.to_string(),
            date: turn.slot.date.to_string(),
            start: format::time(i18n::Language::Nb, turn.slot.start),
            minutes: turn.slot.minutes.to_string(),
        }));
    }

    /// One more row, like the last but for its class.
    pub(super) fn add(self) -> SeriesRow {
        let last = self.all.with_untracked(|rows| rows.last().copied());
        let form = last.map(|row| untrack(|| row.form())).unwrap_or_default();
        let row = self.made(RowForm {
            class: String::new(),
            ..form
        });
        self.all.update(|rows| rows.push(row));
        row
    }

    pub(super) fn remove(self, key: usize) {
        self.all.update(|rows| rows.retain(|row| row.key != key));
    }

    /// Writes down what the rows say, for the draft. Run as an effect.
    pub(super) fn note(self) {
        let forms = self.forms();
        let now = if forms.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&forms).unwrap_or_default()
        };
        if self.kept.get_untracked() != now {
            self.kept.set(now);
        }
    }

    /// Brings back what the draft kept.
    pub(super) fn take_back(self) {
        let kept = self.kept.get();
        let forms: Vec<RowForm> = serde_json::from_str(&kept).unwrap_or_default();
        if untrack(|| self.forms()) != forms {
            self.put(forms.into_iter());
        }
    }

    fn put(self, forms: impl Iterator<Item = RowForm>) {
        let rows = forms.map(|form| self.made(form)).collect();
        self.all.set(rows);
    }

    fn made(self, form: RowForm) -> SeriesRow {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        SeriesRow::new(key, form)
    }
}

/// The rows, each with what is wrong with it and what its time runs into.
#[component]
pub(super) fn RowList(
    rows: SeriesRows,
    form: CommandForm,
    #[prop(into)] calendar: Signal<SchoolCalendar>,
    known: LookUp,
) -> impl IntoView {
    view! {
        <ol class="hr-series">
            <For each=move || rows.all.get() key=|row| row.key let:row>
                <RowItem rows row form calendar known />
            </For>
        </ol>
    }
    .into_any()
}

#[component]
fn RowItem(
    rows: SeriesRows,
    row: SeriesRow,
    form: CommandForm,
    calendar: Signal<SchoolCalendar>,
    known: LookUp,
) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    let announcer = use_context::<Announcer>();
    let key = row.key;
    // The place among the rows, which the faults go by.
    let at = Memo::new(move |_| {
        rows.all
            .with(|rows| rows.iter().position(|one| one.key == key))
            .unwrap_or_default()
    });
    let legend = move || text::row_of(language.get(), at.get() + 1);
    let issue = move |field: &'static str| state.issue_at(move || format!("rows[{}].{field}", at.get()));
    let error = move |field: &'static str| state.error_at(move || format!("rows[{}].{field}", at.get()));
    let off = Memo::new(move |_| {
        let day = parse_date(&row.date.get()).ok()?;
        calendar.with(|calendar| calendar.day_off(day))
    });
    let slot = Signal::derive(move || row.form().slot());
    let remove = move |_| {
        let class = row.class.get_untracked();
        rows.remove(key);
        if let Some(announcer) = announcer {
            announcer.say(text::row_removed(language.get_untracked(), class));
        }
        focus::on("preview");
    };
    let label = Signal::derive(move || text::remove_row(language.get(), row.class.get()));
    view! {
        <li>
            <fieldset class="hr-series-row">
                <legend>{legend}</legend>
                <FreeTextField
                    id=format!("row-{key}-class")
                    rule=NameRule::Allowed
                    label=told(language, text::row_class)
                    value=row.class
                    names
                    issue=issue("class")
                />
                <DateField id=format!("row-{key}-date") label=told(language, text::date) value=row.date error=error("date") />
                <TimeField
                    id=format!("row-{key}-start")
                    label=told(language, text::row_start)
                    value=row.start
                    error=error("start")
                />
                <NumberField
                    id=format!("row-{key}-minutes")
                    label=told(language, text::row_minutes)
                    value=row.minutes
                    error=error("minutes")
                />
                <Button variant=ButtonVariant::Tertiary label on:click=remove>{say(language, text::remove)}</Button>
            </fieldset>
            {move || off.get().map(|off| view! {
                <p class="hr-conflict">
                    {move || text::date_off(language.get(), times::day_off(language.get(), &off))}
                </p>
            })}
            <ConflictWarnings found=known.found at=slot />
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(class: &str) -> RowForm {
        RowForm {
            class: class.to_owned(),
            date: "2027-08-23".to_owned(),
            start: "09:00".to_owned(),
            minutes: "15".to_owned(),
        }
    }

    #[test]
    fn a_draft_brings_the_rows_back_as_they_were_changed() {
        Owner::new().with(|| {
            let rows = SeriesRows::new();
            rows.put([form("1STA"), form("1STB"), form("1STC")].into_iter());
            let second = rows.all.with_untracked(|rows| rows[1]);
            second.minutes.set("20".to_owned());
            rows.remove(rows.all.with_untracked(|rows| rows[0].key));
            rows.add().class.set("1STD".to_owned());
            untrack(|| rows.note());
            let kept = rows.kept.get_untracked();

            let again = SeriesRows::new();
            again.kept.set(kept);
            untrack(|| again.take_back());
            let found = untrack(|| again.forms());
            let classes: Vec<&str> = found.iter().map(|row| row.class.as_str()).collect();
            assert_eq!(classes, ["1STB", "1STC", "1STD"]);
            assert_eq!((found[0].minutes.as_str(), found[2].minutes.as_str()), ("20", "15"));
        });
    }
}
