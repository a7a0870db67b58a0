//! What is typed of an agreement. Rows have their places from the start, more than are shown, so that a draft keeps them all.

use domain::agreements::form::{AgreementForm, ContactForm, LineForm, PositionForm};
use domain::agreements::view::{AgreementChoices, PlacementOption, UnitOption};
use domain::agreements::{Category, Item, MAX_CONTACTS, MAX_POSITIONS, Party};
use domain::ids::UnitId;
use leptos::prelude::*;
use ui::{as_ticked, ticked};

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
    fn new(form: PositionForm) -> Self {
        Self {
            unit: RwSignal::new(form.unit),
            percent: RwSignal::new(form.percent),
            placement: RwSignal::new(form.placement),
        }
    }

    fn form(self) -> PositionForm {
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
    fn new(form: ContactForm) -> Self {
        Self {
            party: RwSignal::new(form.party),
            name: RwSignal::new(form.name),
            role: RwSignal::new(form.role),
            email: RwSignal::new(form.email),
            phone: RwSignal::new(form.phone),
        }
    }

    fn form(self) -> ContactForm {
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

/// Rows of one kind, and how many of them are shown.
#[derive(Clone, Copy)]
pub(super) struct Rows<R: RowSignals> {
    all: StoredValue<Vec<R>>,
    opened: RwSignal<usize>,
}

impl<R: RowSignals> Rows<R> {
    fn new<F: Default>(typed: Vec<F>, most: usize, row: fn(F) -> R) -> Self {
        let opened = typed.len();
        let rest = std::iter::repeat_with(F::default).take(most.saturating_sub(opened));
        Self {
            all: StoredValue::new(typed.into_iter().chain(rest).map(row).collect()),
            opened: RwSignal::new(opened),
        }
    }

    /// All of them, shown or not.
    fn all(self) -> Vec<R> {
        self.all.get_value()
    }

    /// The row at a place.
    pub(super) fn at(self, place: usize) -> Option<R> {
        self.all.with_value(|all| all.get(place).copied())
    }

    /// How many are shown: those that were opened, and those in which a draft was brought back.
    pub(super) fn shown(self) -> usize {
        let filled = self.all().into_iter().rposition(|row| !row.is_empty());
        self.opened.get().max(filled.map_or(0, |place| place + 1))
    }

    /// Whether one more can be opened.
    pub(super) fn has_room(self) -> bool {
        self.shown() < self.all.with_value(Vec::len)
    }

    /// Shows one more.
    pub(super) fn open(self) {
        self.opened.set(untrack(|| self.shown()) + 1);
    }

    /// Takes a row away: those below it move up.
    pub(super) fn remove(self, place: usize) {
        let shown = untrack(|| self.shown());
        let rows = self.all();
        let below = rows.iter().skip(place + 1).map(|row| Some(*row)).chain([None]);
        for (row, next) in rows.iter().skip(place).zip(below) {
            let texts: Vec<String> = next
                .map(|next| next.fields().into_iter().map(|field| field.get_untracked()).collect())
                .unwrap_or_default();
            let mut texts = texts.into_iter();
            for field in row.fields() {
                field.set(texts.next().unwrap_or_default());
            }
        }
        self.opened.set(shown.saturating_sub(1));
    }

    /// Closes gaps, so that the row that a fault names is the row that it stands in.
    fn close_gaps(self) {
        let mut place = 0;
        while place < untrack(|| self.shown()) {
            let is_gap = self.at(place).is_some_and(|row| untrack(|| row.is_empty()));
            let has_more = untrack(|| {
                let below = self.all().into_iter().skip(place + 1);
                below.into_iter().any(|row| !row.is_empty())
            });
            if is_gap && has_more {
                self.remove(place);
            } else {
                place += 1;
            }
        }
    }
}

/// What is typed of the terms, with what can be chosen.
#[derive(Clone, Copy)]
pub(super) struct TermsSignals {
    pub(super) owner: RwSignal<String>,
    pub(super) units: RwSignal<String>,
    pub(super) nearby: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    pub(super) notice_months: RwSignal<String>,
    pub(super) document: RwSignal<String>,
    pub(super) positions: Rows<PositionSignals>,
    pub(super) responsibilities: [RwSignal<String>; Item::ALL.len()],
    pub(super) lines: [(RwSignal<String>, RwSignal<String>); Category::ALL.len()],
    pub(super) contacts: Rows<ContactSignals>,
    /// Units that can be chosen.
    known: StoredValue<Vec<UnitOption>>,
    /// Whose nearby list, and which unit.
    lists: StoredValue<Vec<(UnitId, UnitId)>>,
    placements: StoredValue<Vec<PlacementOption>>,
    /// The owner's units that stood there at first, and those nearby: they can stay, whoever owns them now.
    standing: StoredValue<[Vec<String>; 2]>,
}

impl TermsSignals {
    /// `more` are units and placements that the agreement names and that can't be chosen anew.
    pub(super) fn new(
        form: AgreementForm,
        choices: AgreementChoices,
        more: (Vec<UnitOption>, Vec<PlacementOption>),
    ) -> Self {
        let AgreementChoices {
            mut units,
            nearby,
            mut placements,
            ..
        } = choices;
        let (more_units, more_placements) = more;
        for unit in more_units {
            if !units.iter().any(|known| known.id == unit.id) {
                units.push(unit);
            }
        }
        for placement in more_placements {
            if !placements.iter().any(|known| known.id == placement.id) {
                placements.push(placement);
            }
        }
        let ticked_of = |item: Item| form.responsibilities.get(item.name()).cloned().unwrap_or_default();
        let line_of = |category: Category| form.lines.get(category.name()).cloned().unwrap_or_default();
        Self {
            owner: RwSignal::new(form.owner),
            units: RwSignal::new(as_ticked(&form.units)),
            nearby: RwSignal::new(as_ticked(&form.nearby)),
            from: RwSignal::new(form.from),
            to: RwSignal::new(form.to),
            notice_months: RwSignal::new(form.notice_months),
            document: RwSignal::new(form.document),
            responsibilities: Item::ALL.map(|item| RwSignal::new(as_ticked(ticked_of(item)))),
            lines: Category::ALL.map(|category| {
                let LineForm { payer, yearly_limit } = line_of(category);
                (RwSignal::new(payer), RwSignal::new(yearly_limit))
            }),
            positions: Rows::new(form.positions, MAX_POSITIONS, PositionSignals::new),
            contacts: Rows::new(form.contacts, MAX_CONTACTS, ContactSignals::new),
            standing: StoredValue::new([form.units, form.nearby]),
            known: StoredValue::new(units),
            lists: StoredValue::new(nearby),
            placements: StoredValue::new(placements),
        }
    }

    /// The units that can be ticked as the owner's own, those that stood there too.
    pub(super) fn own_units(self) -> Vec<UnitOption> {
        let owner = self.owner.get();
        self.known.with_value(|known| {
            let is_own =
                |unit: &&UnitOption| unit.owner.is_some_and(|id| id.to_string() == owner) || self.stood(unit.id)[0];
            known.iter().filter(is_own).cloned().collect()
        })
    }

    /// The units of others on the nearby lists of the owner's units, and those that stood there.
    pub(super) fn nearby_units(self) -> Vec<UnitOption> {
        let owner = self.owner.get();
        let is_owned = |unit: &UnitOption| unit.owner.is_some_and(|id| id.to_string() == owner);
        self.known.with_value(|known| {
            let own: Vec<UnitId> = known.iter().filter(|unit| is_owned(unit)).map(|unit| unit.id).collect();
            let is_listed = |id: UnitId| {
                self.lists
                    .with_value(|lists| lists.iter().any(|(host, nearby)| *nearby == id && own.contains(host)))
            };
            let is_near = |unit: &&UnitOption| {
                let [as_own, as_nearby] = self.stood(unit.id);
                !is_owned(unit) && !as_own && (is_listed(unit.id) || as_nearby)
            };
            known.iter().filter(is_near).cloned().collect()
        })
    }

    /// Whether a unit stood there at first as the owner's own, and whether it did as one nearby.
    fn stood(self, id: UnitId) -> [bool; 2] {
        let id = id.to_string();
        self.standing
            .with_value(|[own, nearby]| [own.contains(&id), nearby.contains(&id)])
    }

    /// The units that are ticked, for the positions.
    pub(super) fn covered(self) -> Vec<UnitOption> {
        let ticked = self.ticked_units();
        self.known.with_value(|known| {
            let is_covered = |unit: &&UnitOption| {
                let id = unit.id.to_string();
                ticked.0.contains(&id) || ticked.1.contains(&id)
            };
            known.iter().filter(is_covered).cloned().collect()
        })
    }

    /// The placements at a unit.
    pub(super) fn placements_at(self, unit: &str) -> Vec<PlacementOption> {
        self.placements.with_value(|all| {
            let is_there = |one: &&PlacementOption| one.unit.to_string() == unit;
            all.iter().filter(is_there).cloned().collect()
        })
    }

    /// Those ticked that can be seen: what was ticked under another owner is not sent.
    fn ticked_units(self) -> (Vec<String>, Vec<String>) {
        let seen = |chosen: RwSignal<String>, offered: Vec<UnitOption>| {
            let mut ids = ticked(&chosen.get());
            ids.retain(|id| offered.iter().any(|unit| unit.id.to_string() == *id));
            ids
        };
        (
            seen(self.units, self.own_units()),
            seen(self.nearby, self.nearby_units()),
        )
    }

    /// As typed now. Gaps between rows are closed first.
    pub(super) fn form(self) -> AgreementForm {
        self.positions.close_gaps();
        self.contacts.close_gaps();
        untrack(|| {
            let (units, nearby) = self.ticked_units();
            AgreementForm {
                owner: self.owner.get(),
                units,
                nearby,
                positions: self.positions.all().into_iter().map(PositionSignals::form).collect(),
                from: self.from.get(),
                to: self.to.get(),
                notice_months: self.notice_months.get(),
                responsibilities: Item::ALL
                    .into_iter()
                    .zip(self.responsibilities)
                    .map(|(item, who)| (item.name().to_owned(), ticked(&who.get())))
                    .collect(),
                lines: Category::ALL
                    .into_iter()
                    .zip(self.lines)
                    .map(|(category, (payer, limit))| {
                        let line = LineForm {
                            payer: payer.get(),
                            yearly_limit: limit.get(),
                        };
                        (category.name().to_owned(), line)
                    })
                    .collect(),
                contacts: self.contacts.all().into_iter().map(ContactSignals::form).collect(),
                document: self.document.get(),
            }
        })
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(String, RwSignal<String>)> {
        let mut kept: Vec<(String, RwSignal<String>)> = [
            ("owner", self.owner),
            ("units", self.units),
            ("nearby", self.nearby),
            ("from", self.from),
            ("to", self.to),
            ("notice_months", self.notice_months),
            ("document", self.document),
        ]
        .map(|(name, field)| (name.to_owned(), field))
        .into();
        for (item, who) in Item::ALL.into_iter().zip(self.responsibilities) {
            kept.push((format!("responsibilities.{}", item.name()), who));
        }
        for (category, (payer, limit)) in Category::ALL.into_iter().zip(self.lines) {
            kept.push((format!("lines.{}.payer", category.name()), payer));
            kept.push((format!("lines.{}.limit", category.name()), limit));
        }
        kept.extend(kept_rows("positions", self.positions));
        kept.extend(kept_rows("contacts", self.contacts));
        kept
    }
}

fn kept_rows<R: RowSignals>(name: &str, rows: Rows<R>) -> Vec<(String, RwSignal<String>)> {
    let row = |(place, row): (usize, R)| {
        let fields = row.fields().into_iter().enumerate();
        fields
            .map(|(field, typed)| (format!("{name}[{place}].{field}"), typed))
            .collect::<Vec<_>>()
    };
    rows.all().into_iter().enumerate().flat_map(row).collect()
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
            percent: (*percent).to_owned(),
            ..PositionForm::default()
        });
        Rows::new(typed.collect(), 5, PositionSignals::new)
    }

    fn percents(rows: Rows<PositionSignals>) -> Vec<String> {
        let shown = untrack(|| rows.shown());
        let all = rows.all().into_iter().take(shown);
        all.map(|row| row.percent.get_untracked()).collect()
    }

    #[test]
    fn a_row_that_is_taken_away_makes_those_below_move_up() {
        Owner::new().with(|| {
            let some = rows(&["10", "20", "30"]);
            some.remove(1);
            assert_eq!(percents(some), ["10", "30"]);
            some.open();
            assert_eq!(percents(some), ["10", "30", ""]);
            some.remove(2);
            some.remove(0);
            some.remove(0);
            assert!(percents(some).is_empty());
        });
    }

    #[test]
    fn gaps_are_closed_so_that_a_fault_stands_in_its_row() {
        Owner::new().with(|| {
            let some = rows(&["", "20", "", "40", ""]);
            some.close_gaps();
            assert_eq!(percents(some)[..2], ["20", "40"]);
        });
    }

    #[test]
    fn a_row_that_a_draft_brings_back_is_shown() {
        Owner::new().with(|| {
            let some = rows(&[]);
            assert!(percents(some).is_empty() && some.has_room());
            some.all()[1].percent.set("50".to_owned());
            assert_eq!(percents(some), ["", "50"]);
        });
    }
}
