//! What is typed of an agreement, and what can be chosen for it.

use domain::agreements::form::{AgreementForm, LineForm};
use domain::agreements::view::{AgreementChoices, PlacementOption, UnitOption};
use domain::agreements::{Category, Item, MAX_CONTACTS, MAX_POSITIONS};
use domain::ids::UnitId;
use leptos::prelude::*;
use ui::{as_ticked, ticked};

use super::rows::{ContactSignals, PositionSignals, Rows, contact_key, position_key};

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
            positions: Rows::new(form.positions, MAX_POSITIONS, position_key, PositionSignals::new),
            contacts: Rows::new(form.contacts, MAX_CONTACTS, contact_key, ContactSignals::new),
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
        untrack(|| self.typed())
    }

    /// As typed, followed where it is read.
    pub(super) fn typed(self) -> AgreementForm {
        {
            let (units, nearby) = self.ticked_units();
            AgreementForm {
                owner: self.owner.get(),
                units,
                nearby,
                positions: self.positions.rows().into_iter().map(PositionSignals::form).collect(),
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
                contacts: self.contacts.rows().into_iter().map(ContactSignals::form).collect(),
                document: self.document.get(),
            }
        }
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
        kept.extend(self.positions.kept("positions"));
        kept.extend(self.contacts.kept("contacts"));
        kept
    }
}
