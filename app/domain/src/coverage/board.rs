//! Every fact, ready to be counted.

use std::collections::HashMap;

use jiff::civil::Date;

use super::cell::UnitFigures;
use super::fact::{Fact, Source, Standing};
use super::period::Period;
use crate::ids::UnitId;

/// The facts of all units. Facts can come in any order and more than once; the last of a part is the one that counts.
#[derive(Debug, Default)]
pub struct Board {
    units: HashMap<UnitId, Vec<Fact>>,
    places: HashMap<(Source, u8), UnitId>,
}

impl Board {
    /// Whether it holds exactly this fact.
    pub fn knows(&self, fact: &Fact) -> bool {
        self.facts(fact.unit).any(|known| known == fact)
            || fact.standing == Standing::Off && !self.places.contains_key(&(fact.source, fact.number))
    }

    /// Puts a fact in the place of what was known of the same part.
    pub fn put(&mut self, fact: Fact) {
        let part = (fact.source, fact.number);
        if let Some(unit) = self.places.remove(&part)
            && let Some(facts) = self.units.get_mut(&unit)
        {
            facts.retain(|known| (known.source, known.number) != part);
        }
        if fact.standing != Standing::Off {
            self.places.insert(part, fact.unit);
            self.units.entry(fact.unit).or_default().push(fact);
        }
    }

    /// What is known of a unit, in no order.
    pub fn facts(&self, unit: UnitId) -> impl Iterator<Item = &Fact> {
        self.units.get(&unit).into_iter().flatten()
    }

    /// The figures of a unit.
    pub fn figures(&self, unit: UnitId, period: Period, today: Date) -> UnitFigures {
        UnitFigures::count(self.facts(unit), period, today)
    }

    /// Units that anything is known of.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + use<'_> {
        self.units
            .iter()
            .filter(|(_, facts)| !facts.is_empty())
            .map(|(unit, _)| *unit)
    }

    /// How many facts count.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}
