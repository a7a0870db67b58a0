//! Rows of an agreement's form: they have their places from the start, more than are shown, so that a draft keeps them all, and finds each
//! again whatever a colleague has put before it.

use domain::agreements::Party;
use domain::agreements::form::{ContactForm, PositionForm};
use leptos::prelude::*;

/// What is typed of a row.
pub(super) trait RowSignals: Copy + Send + Sync + 'static {
    /// The fields, in the order of the row.
    fn fields(self) -> Vec<RwSignal<String>>;

    /// Whether nothing is typed; read where it is to be followed.
    fn is_empty(self) -> bool;
}

/// What is typed of a position.
#[derive(Clone, Copy)]
pub(super) struct PositionSignals {
    pub(super) unit: RwSignal<String>,
    pub(super) percent: RwSignal<String>,
    pub(super) placement: RwSignal<String>,
}

impl PositionSignals {
    pub(super) fn new(form: PositionForm) -> Self {
        Self {
            unit: RwSignal::new(form.unit),
            percent: RwSignal::new(form.percent),
            placement: RwSignal::new(form.placement),
        }
    }

    pub(super) fn form(self) -> PositionForm {
        PositionForm {
            unit: self.unit.get(),
            percent: self.percent.get(),
            placement: self.placement.get(),
        }
    }
}

impl RowSignals for PositionSignals {
    fn fields(self) -> Vec<RwSignal<String>> {
        vec![self.unit, self.percent, self.placement]
    }

    fn is_empty(self) -> bool {
        self.form().is_empty()
    }
}

/// What is typed of a contact person.
#[derive(Clone, Copy)]
pub(super) struct ContactSignals {
    pub(super) party: RwSignal<String>,
    pub(super) name: RwSignal<String>,
    pub(super) role: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
}

impl ContactSignals {
    pub(super) fn new(form: ContactForm) -> Self {
        Self {
            party: RwSignal::new(form.party),
            name: RwSignal::new(form.name),
            role: RwSignal::new(form.role),
            email: RwSignal::new(form.email),
            phone: RwSignal::new(form.phone),
        }
    }

    pub(super) fn form(self) -> ContactForm {
        ContactForm {
            party: self.party.get(),
            name: self.name.get(),
            role: self.role.get(),
            email: self.email.get(),
            phone: self.phone.get(),
        }
    }
}

impl RowSignals for ContactSignals {
    fn fields(self) -> Vec<RwSignal<String>> {
        vec![self.party, self.name, self.role, self.email, self.phone]
    }

    fn is_empty(self) -> bool {
        self.form().is_empty()
    }
}

/// A row with what it is known by: what it stood for when the form was drawn, so that a draft finds it again whatever stands before it now.
#[derive(Clone)]
struct Slot<R> {
    key: String,
    row: R,
    /// Something where the row was taken away. A draft keeps it.
    gone: RwSignal<String>,
}

/// Rows of one kind, and which of them are shown.
#[derive(Clone, Copy)]
pub(super) struct Rows<R: RowSignals> {
    all: StoredValue<Vec<Slot<R>>>,
    /// How many stood there when the form was drawn.
    stood: usize,
    opened: RwSignal<Vec<usize>>,
}

impl<R: RowSignals> Rows<R> {
    pub(super) fn new<F: Default>(typed: Vec<F>, most: usize, key: fn(&F) -> String, row: fn(F) -> R) -> Self {
        let stood = typed.len();
        let mut keys: Vec<String> = Vec::new();
        for form in &typed {
            let wanted = key(form);
            let same = keys
                .iter()
                .filter(|known| known.split('#').next() == Some(&wanted))
                .count();
            keys.push(format!("{wanted}#{same}"));
        }
        keys.extend((stood..most).map(|place| format!("new#{}", place - stood)));
        let rest = std::iter::repeat_with(F::default).take(most.saturating_sub(stood));
        let slot = |(form, key)| Slot {
            key,
            row: row(form),
            gone: RwSignal::new(String::new()),
        };
        Self {
            all: StoredValue::new(typed.into_iter().chain(rest).zip(keys).map(slot).collect()),
            stood,
            opened: RwSignal::new((0..stood).collect()),
        }
    }

    /// The row at a place.
    pub(super) fn at(self, place: usize) -> Option<R> {
        self.all.with_value(|all| all.get(place).map(|slot| slot.row))
    }

    /// The places of those that are shown: those that were opened, and those in which a draft was brought back.
    pub(super) fn shown(self) -> Vec<usize> {
        let opened = self.opened.get();
        let all = self.all.get_value();
        let is_shown = |(place, slot): &(usize, &Slot<R>)| {
            let is_gone = slot.gone.with(|gone| !gone.is_empty());
            let is_filled = !slot.row.is_empty();
            !is_gone && (opened.contains(place) || is_filled)
        };
        all.iter()
            .enumerate()
            .filter(is_shown)
            .map(|(place, _)| place)
            .collect()
    }

    /// Whether one more can be opened.
    pub(super) fn has_room(self) -> bool {
        self.free(&self.shown()).is_some()
    }

    /// The first place that is free.
    fn free(self, shown: &[usize]) -> Option<usize> {
        let count = self.all.with_value(Vec::len);
        let after = shown.iter().max().map_or(self.stood, |last| (last + 1).max(self.stood));
        let free = |place: &usize| !shown.contains(place);
        // A new row stands below the others while there is room there.
        (after..count).chain(self.stood..count).find(free)
    }

    /// Shows one more, and gives it.
    pub(super) fn open(self) -> Option<R> {
        let place = self.free(&untrack(|| self.shown()))?;
        self.opened.update(|opened| opened.push(place));
        self.at(place)
    }

    /// Takes a row away.
    pub(super) fn remove(self, place: usize) {
        let Some(slot) = self.all.with_value(|all| all.get(place).cloned()) else {
            return;
        };
        if place < self.stood {
            slot.gone.set("gone".to_owned());
        } else {
            slot.row.fields().into_iter().for_each(|field| field.set(String::new()));
        }
        self.opened.update(|opened| opened.retain(|one| *one != place));
    }

    /// The rows that are shown, in their order.
    pub(super) fn rows(self) -> Vec<R> {
        self.shown().into_iter().filter_map(|place| self.at(place)).collect()
    }

    /// Takes away what is empty between rows, so that the row that a fault names is the row that it stands in.
    pub(super) fn close_gaps(self) {
        let shown = untrack(|| self.shown());
        let is_empty = |place: usize| self.at(place).is_none_or(|row| untrack(|| row.is_empty()));
        let filled = shown.iter().rposition(|place| !is_empty(*place)).unwrap_or(0);
        for place in shown.into_iter().take(filled).filter(|place| is_empty(*place)) {
            self.remove(place);
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self, name: &str) -> Vec<(String, RwSignal<String>)> {
        let slot = |slot: Slot<R>| {
            let key = format!("{name}.{}", slot.key);
            let fields = slot.row.fields().into_iter().enumerate();
            let mut kept: Vec<_> = fields.map(|(field, typed)| (format!("{key}.{field}"), typed)).collect();
            kept.push((format!("{key}.gone"), slot.gone));
            kept
        };
        self.all.get_value().into_iter().flat_map(slot).collect()
    }
}

/// What a position is known by: where it is and who has it.
pub(super) fn position_key(form: &PositionForm) -> String {
    format!("{}/{}", form.unit, form.placement)
}

/// What a contact person is known by.
pub(super) fn contact_key(form: &ContactForm) -> String {
    let known = if form.email.is_empty() {
        &form.party
    } else {
        &form.email
    };
    known.replace('#', " ")
}

/// A new contact person is the owner's until something else is chosen.
pub(super) fn usual_party(row: ContactSignals) {
    if row.party.get_untracked().is_empty() {
        row.party.set(Party::SchoolOwner.name().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(percents: &[&str]) -> Rows<PositionSignals> {
        let typed = percents.iter().map(|percent| PositionForm {
            unit: format!("unit-{percent}"),
            percent: (*percent).to_owned(),
            ..PositionForm::default()
        });
        Rows::new(typed.collect(), 6, position_key, PositionSignals::new)
    }

    fn percents(rows: Rows<PositionSignals>) -> Vec<String> {
        let shown = untrack(|| rows.rows());
        shown.into_iter().map(|row| row.percent.get_untracked()).collect()
    }

    /// What a draft would keep, brought into another form as the draft does it.
    fn brought_over(from: Rows<PositionSignals>, drawn: &[(String, String)], into: Rows<PositionSignals>) {
        for (name, typed) in from.kept("positions") {
            let text = typed.get_untracked();
            let was = drawn.iter().find(|(known, _)| *known == name).map(|(_, was)| was);
            let there = into.kept("positions").into_iter().find(|(known, _)| *known == name);
            if let Some((_, field)) = there.filter(|_| was != Some(&text)) {
                field.set(text);
            }
        }
    }

    fn drawn(rows: Rows<PositionSignals>) -> Vec<(String, String)> {
        let kept = rows.kept("positions").into_iter();
        kept.map(|(name, field)| (name, field.get_untracked())).collect()
    }

    #[test]
    fn a_row_that_is_taken_away_is_gone_and_a_new_one_stands_below_the_rest() {
        Owner::new().with(|| {
            let some = rows(&["10", "20", "30"]);
            some.remove(1);
            assert_eq!(percents(some), ["10", "30"]);
            some.open();
            assert_eq!(percents(some), ["10", "30", ""]);
            some.remove(3);
            some.remove(0);
            some.remove(2);
            assert!(percents(some).is_empty());
            assert!((0..3).all(|_| some.open().is_some()) && !untrack(|| some.has_room()));
        });
    }

    #[test]
    fn gaps_are_closed_so_that_a_fault_stands_in_its_row() {
        Owner::new().with(|| {
            let some = rows(&["20"]);
            some.open();
            let below = some.open();
            if let Some(row) = below {
                row.percent.set("40".to_owned());
            }
            assert_eq!(percents(some), ["20", "", "40"]);
            some.close_gaps();
            assert_eq!(percents(some), ["20", "40"]);
        });
    }

    #[test]
    fn a_row_that_a_draft_brings_back_is_shown() {
        Owner::new().with(|| {
            let some = rows(&[]);
            assert!(percents(some).is_empty() && untrack(|| some.has_room()));
            if let Some(row) = some.at(1) {
                row.percent.set("50".to_owned());
            }
            assert_eq!(percents(some), ["50"]);
        });
    }

    #[test]
    fn a_draft_lands_on_its_own_row_when_a_colleague_has_put_another_before_it() {
        Owner::new().with(|| {
            let mine = rows(&["10", "20"]);
            let was = drawn(mine);
            if let Some(row) = mine.at(1) {
                row.percent.set("25".to_owned());
            }
            let newest = rows(&["5", "10", "20"]);
            brought_over(mine, &was, newest);
            assert_eq!(percents(newest), ["5", "10", "25"]);
        });
    }

    #[test]
    fn a_row_taken_away_stays_away_and_takes_no_other_with_it() {
        Owner::new().with(|| {
            let mine = rows(&["10", "20"]);
            let was = drawn(mine);
            mine.remove(0);
            let newest = rows(&["5", "10", "20"]);
            brought_over(mine, &was, newest);
            assert_eq!(percents(newest), ["5", "20"]);
        });
    }
}
