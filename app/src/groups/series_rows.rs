//! The rows of a series that is planned: what the rule gives, under what was changed by hand.
//!
//! The rule is typed a sign at a time, and «10» is «1» on its way. So what was done by hand is kept beside the rows, by place in
//! the series, and outlives a row that is not there for a moment; it goes into the form's draft as well.

use std::collections::{BTreeMap, BTreeSet};

use domain::groups::form::SessionForm;
use domain::time::LocalSlot;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A row as the rule gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Planned {
    pub date: String,
    pub start: String,
    pub minutes: String,
    pub theme: String,
    /// The session of the programme that it is planned from.
    pub from: Option<u8>,
}

/// The fields of a row that differ from what the rule gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Edit {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
}

/// Everything done to the rows by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ByHand {
    /// By place in the series, 0 for the first day of the rule.
    edits: BTreeMap<usize, Edit>,
    /// Dates of the rule that were taken out, `YYYY-MM-DD`.
    removed: BTreeSet<String>,
    /// Dates that are not of the rule, by their order.
    added: BTreeMap<usize, Edit>,
}

impl ByHand {
    /// As a draft keeps it; nothing done is an empty text.
    fn write(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From a draft; what can't be read is nothing.
    fn read(kept: &str) -> Self {
        serde_json::from_str(kept).unwrap_or_default()
    }
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The rule's day at this place, 0 for the first.
    Rule(usize),
    /// «Add a date», by order.
    Added(usize),
}

/// One session in the preview, a signal a field.
#[derive(Clone, Copy, PartialEq)]
pub struct DateRow {
    /// Steady through edits, so that the fields keep their focus.
    pub origin: Origin,
    pub(super) date: RwSignal<String>,
    pub(super) start: RwSignal<String>,
    pub(super) minutes: RwSignal<String>,
    pub(super) theme: RwSignal<String>,
    planned: RwSignal<Planned>,
}

impl DateRow {
    fn new(origin: Origin, planned: Planned, edit: &Edit) -> Self {
        let row = Self {
            origin,
            date: RwSignal::default(),
            start: RwSignal::default(),
            minutes: RwSignal::default(),
            theme: RwSignal::default(),
            planned: RwSignal::default(),
        };
        row.show(planned, edit);
        row
    }

    /// The rule's words, but where something was changed by hand. A field that stays the same is left alone.
    fn show(self, planned: Planned, edit: &Edit) {
        let show = |field: RwSignal<String>, by_hand: &Option<String>, planned: &String| {
            let text = by_hand.as_ref().unwrap_or(planned);
            if field.with_untracked(|now| now != text) {
                field.set(text.clone());
            }
        };
        show(self.date, &edit.date, &planned.date);
        show(self.start, &edit.start, &planned.start);
        show(self.minutes, &edit.minutes, &planned.minutes);
        show(self.theme, &edit.theme, &planned.theme);
        self.planned.set(planned);
    }

    /// What differs from the rule now.
    fn edit(self) -> Edit {
        let planned = self.planned.get();
        let differs = |field: RwSignal<String>, planned: String| Some(field.get()).filter(|now| *now != planned);
        Edit {
            date: differs(self.date, planned.date),
            start: differs(self.start, planned.start),
            minutes: differs(self.minutes, planned.minutes),
            theme: differs(self.theme, planned.theme),
        }
    }

    /// What stands in the row now.
    pub fn form(self) -> SessionForm {
        SessionForm {
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            theme: self.theme.get(),
            from: self.planned.with(|planned| planned.from),
        }
    }

    /// The time typed, while it can be read.
    pub(super) fn slot(self) -> Option<LocalSlot> {
        let time = SessionForm {
            theme: String::new(),
            ..self.form()
        };
        time.parse().ok().map(|session| session.slot)
    }

    /// Goes before the ids of its fields.
    pub(super) fn key(self) -> String {
        match self.origin {
            Origin::Rule(place) => place.to_string(),
            Origin::Added(order) => format!("added-{order}"),
        }
    }
}

/// The rows and what was done to them.
#[derive(Clone, Copy)]
pub struct Rows {
    /// The sessions as they will be saved: those of the rule, then those added.
    pub all: RwSignal<Vec<DateRow>>,
    /// [`ByHand`] as the draft keeps it.
    pub(super) by_hand: RwSignal<String>,
}

impl Rows {
    /// None yet.
    pub fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            by_hand: RwSignal::new(String::new()),
        }
    }

    /// Puts the rule's days under what was done by hand. Rows that were there keep their fields; new ones belong to the owner
    /// of now.
    pub(super) fn plan(self, days: Vec<Planned>) {
        let by_hand = ByHand::read(&self.by_hand.get_untracked());
        let before = self.all.get_untracked();
        let none = Edit::default();
        let mut rows = Vec::new();
        let mut put = |origin: Origin, planned: Planned, edit: &Edit| {
            rows.push(match before.iter().copied().find(|row| row.origin == origin) {
                Some(row) => {
                    row.show(planned, edit);
                    row
                }
                None => DateRow::new(origin, planned, edit),
            });
        };
        for (place, day) in days.into_iter().enumerate() {
            if !by_hand.removed.contains(&day.date) {
                put(Origin::Rule(place), day, by_hand.edits.get(&place).unwrap_or(&none));
            }
        }
        for (order, edit) in &by_hand.added {
            put(Origin::Added(*order), Planned::default(), edit);
        }
        // The same rows in the same order need not be told.
        if rows != before {
            self.all.set(rows);
        }
    }

    /// Writes down what the rows say that the rule does not. Run as an effect.
    pub fn note(self) {
        let said: Vec<(Origin, Edit)> = self
            .all
            .with(|rows| rows.iter().map(|row| (row.origin, row.edit())).collect());
        self.change(|by_hand| {
            for (origin, edit) in said {
                match origin {
                    Origin::Rule(place) if edit == Edit::default() => {
                        by_hand.edits.remove(&place);
                    }
                    Origin::Rule(place) => {
                        by_hand.edits.insert(place, edit);
                    }
                    Origin::Added(order) => {
                        by_hand.added.insert(order, edit);
                    }
                }
            }
        });
    }

    /// Takes a row out.
    pub fn remove(self, row: DateRow) {
        self.change(|by_hand| match row.origin {
            Origin::Rule(place) => {
                by_hand.edits.remove(&place);
                by_hand
                    .removed
                    .insert(row.planned.with_untracked(|day| day.date.clone()));
            }
            Origin::Added(order) => {
                by_hand.added.remove(&order);
            }
        });
        self.all.update(|rows| rows.retain(|other| other.origin != row.origin));
    }

    /// Adds an empty date at the usual time, and tells which row it is. Made where the caller's owner is.
    pub fn add(self, start: String, minutes: String) -> DateRow {
        let edit = Edit {
            date: None,
            start: Some(start),
            minutes: Some(minutes),
            theme: None,
        };
        let mut order = 0;
        self.change(|by_hand| {
            order = by_hand.added.last_key_value().map_or(0, |(last, _)| last + 1);
            by_hand.added.insert(order, edit.clone());
        });
        let row = DateRow::new(Origin::Added(order), Planned::default(), &edit);
        self.all.update(|rows| rows.push(row));
        row
    }

    fn change(self, change: impl FnOnce(&mut ByHand)) {
        let kept = self.by_hand.get_untracked();
        let mut by_hand = ByHand::read(&kept);
        change(&mut by_hand);
        let now = by_hand.write();
        if now != kept {
            self.by_hand.set(now);
        }
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(count: usize) -> Vec<Planned> {
        let day = |place: usize| Planned {
            date: format!("2027-01-{:02}", place + 1),
            start: "12:15".to_owned(),
            minutes: "75".to_owned(),
            ..Planned::default()
        };
        (0..count).map(day).collect()
    }

    fn with_rows(test: impl FnOnce(Rows)) {
        Owner::new().with(|| test(Rows::new()));
    }

    fn plan(rows: Rows, count: usize) {
        rows.plan(days(count));
    }

    fn dates(rows: Rows) -> Vec<String> {
        rows.all
            .with_untracked(|rows| rows.iter().map(|row| row.date.get_untracked()).collect())
    }

    fn row(rows: Rows, place: usize) -> DateRow {
        rows.all.with_untracked(|rows| rows[place])
    }

    #[test]
    fn what_was_changed_by_hand_outlives_a_number_typed_sign_by_sign() {
        with_rows(|rows| {
            plan(rows, 8);
            row(rows, 4).date.set("2027-02-20".to_owned());
            row(rows, 4).theme.set("Vennskap".to_owned());
            untrack(|| rows.note());
            plan(rows, 1);
            untrack(|| rows.note());
            plan(rows, 10);
            assert_eq!(dates(rows).len(), 10);
            assert_eq!(dates(rows)[4], "2027-02-20");
            assert_eq!(row(rows, 4).theme.get_untracked(), "Vennskap");
            assert_eq!(dates(rows)[5], "2027-01-06");
        });
    }

    #[test]
    fn a_draft_brings_back_edits_removals_and_added_dates() {
        let mut kept = String::new();
        with_rows(|rows| {
            plan(rows, 3);
            row(rows, 0).minutes.set("45".to_owned());
            rows.remove(row(rows, 1));
            rows.add("09:00".to_owned(), "60".to_owned())
                .date
                .set("2027-03-01".to_owned());
            untrack(|| rows.note());
            kept = rows.by_hand.get_untracked();
        });
        with_rows(|rows| {
            rows.by_hand.set(kept);
            plan(rows, 3);
            assert_eq!(dates(rows), ["2027-01-01", "2027-01-03", "2027-03-01"]);
            assert_eq!(row(rows, 0).minutes.get_untracked(), "45");
            assert_eq!(row(rows, 2).start.get_untracked(), "09:00");
        });
    }

    #[test]
    fn rows_stay_the_same_rows_when_the_rule_changes() {
        with_rows(|rows| {
            plan(rows, 2);
            let first = row(rows, 0);
            plan(rows, 5);
            assert!(first == row(rows, 0));
        });
    }

    #[test]
    fn nothing_done_by_hand_leaves_nothing_in_the_draft() {
        with_rows(|rows| {
            plan(rows, 4);
            untrack(|| rows.note());
            assert_eq!(rows.by_hand.get_untracked(), "");
            let theme = row(rows, 2).theme;
            theme.set("Kropp".to_owned());
            untrack(|| rows.note());
            theme.set(String::new());
            untrack(|| rows.note());
            assert_eq!(rows.by_hand.get_untracked(), "");
        });
    }
}
