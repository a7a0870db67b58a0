//! The outreach status of units, counted from what was made known.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Audience, Known};
use crate::ids::UnitId;
use crate::time::SchoolYear;

/// Something that was made known at a unit: a presentation that was held, or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub unit: UnitId,
    /// To whom.
    pub audiences: BTreeSet<Audience>,
    /// What.
    pub known: BTreeSet<Known>,
    /// When.
    pub date: Date,
    /// Whether somebody told of it, face to face or on the screen.
    pub is_presented: bool,
}

/// How far one service is known to one audience of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "on")]
pub enum Cell {
    /// Nothing was done this school year.
    #[default]
    NotYet,
    /// Only by a poster, a newsletter or the like, last on this day.
    OtherMeans(#[serde(with = "crate::time::wire")] Date),
    /// In a presentation, last on this day.
    Presented(#[serde(with = "crate::time::wire")] Date),
}

impl Cell {
    /// The stronger of two; of two of the same strength, the later.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Presented(one), Self::Presented(two)) => Self::Presented(one.max(two)),
            (Self::Presented(day), _) | (_, Self::Presented(day)) => Self::Presented(day),
            (Self::OtherMeans(one), Self::OtherMeans(two)) => Self::OtherMeans(one.max(two)),
            (Self::OtherMeans(day), Self::NotYet) | (Self::NotYet, Self::OtherMeans(day)) => Self::OtherMeans(day),
            (Self::NotYet, Self::NotYet) => Self::NotYet,
        }
    }

    /// Whether it was done in a presentation.
    pub const fn is_presented(self) -> bool {
        matches!(self, Self::Presented(_))
    }
}

/// The status of every unit that something was made known at to an audience in a school year.
pub fn status(mentions: &[Mention], audience: Audience, year: SchoolYear) -> BTreeMap<UnitId, BTreeMap<Known, Cell>> {
    let mut units: BTreeMap<UnitId, BTreeMap<Known, Cell>> = BTreeMap::new();
    let of_year = |mention: &&Mention| SchoolYear::of(mention.date) == year && mention.audiences.contains(&audience);
    for mention in mentions.iter().filter(of_year) {
        let now = if mention.is_presented {
            Cell::Presented(mention.date)
        } else {
            Cell::OtherMeans(mention.date)
        };
        let cells = units.entry(mention.unit).or_default();
        for known in &mention.known {
            let cell = cells.entry(*known).or_default();
            *cell = cell.or(now);
        }
    }
    units
}

/// The status of one unit, all four services in order.
pub fn status_of(units: &BTreeMap<UnitId, BTreeMap<Known, Cell>>, unit: UnitId) -> [(Known, Cell); 4] {
    let cells = units.get(&unit);
    Known::ALL.map(|known| {
        let cell = cells.and_then(|cells| cells.get(&known)).copied();
        (known, cell.unwrap_or_default())
    })
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// How many have it.
    pub of: usize,
    /// Of how many.
    pub all: usize,
}

/// At how many of these units both services of [`Known::BOTH`] were presented.
pub fn told_both<'a>(rows: impl IntoIterator<Item = &'a [(Known, Cell); 4]>) -> Share {
    rows.into_iter().fold(Share::default(), |share, cells| {
        let has = |wanted: Known| {
            cells
                .iter()
                .any(|(known, cell)| *known == wanted && cell.is_presented())
        };
        Share {
            of: share.of + usize::from(Known::BOTH.into_iter().all(has)),
            all: share.all + 1,
        }
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;

    const UNIT: UnitId = UnitId::new(Ulid(1));
    const OTHER: UnitId = UnitId::new(Ulid(2));
    const YEAR: SchoolYear = SchoolYear::starting(2026);

    fn mention(day: Date, is_presented: bool, known: &[Known], audiences: &[Audience]) -> Mention {
        Mention {
            unit: UNIT,
            audiences: audiences.iter().copied().collect(),
            known: known.iter().copied().collect(),
            date: day,
            is_presented,
        }
    }

    fn cell(mentions: &[Mention], audience: Audience, known: Known) -> Cell {
        let units = status(mentions, audience, YEAR);
        let row = status_of(&units, UNIT);
        row.into_iter().find(|(one, _)| *one == known).unwrap().1
    }

    #[test]
    fn an_evening_for_parents_with_both_ticks_is_done_for_parents_and_for_nobody_else() {
        let evening = [mention(date(2026, 9, 24), true, &Known::BOTH, &[Audience::Parents])];
        for known in Known::BOTH {
            assert_eq!(
                cell(&evening, Audience::Parents, known),
                Cell::Presented(date(2026, 9, 24))
            );
            assert_eq!(cell(&evening, Audience::Staff, known), Cell::NotYet);
        }
        assert_eq!(cell(&evening, Audience::Parents, Known::Nora), Cell::NotYet);
        let units = status(&evening, Audience::Parents, YEAR);
        let rows = [status_of(&units, UNIT), status_of(&units, OTHER)];
        assert_eq!(told_both(&rows), Share { of: 1, all: 2 });
    }

    #[test]
    fn one_that_was_for_parents_and_pupils_counts_for_both() {
        let mixed = [mention(
            date(2026, 9, 24),
            true,
            &[Known::Nora],
            &[Audience::Parents, Audience::Pupils],
        )];
        for audience in [Audience::Parents, Audience::Pupils] {
            assert!(cell(&mixed, audience, Known::Nora).is_presented());
        }
        assert_eq!(cell(&mixed, Audience::Services, Known::Nora), Cell::NotYet);
    }

    #[test]
    fn a_school_year_begins_on_the_first_of_august() {
        for (day, counts) in [
            (date(2026, 7, 31), false),
            (date(2026, 8, 1), true),
            (date(2027, 7, 31), true),
            (date(2027, 8, 1), false),
        ] {
            let found = cell(
                &[mention(day, true, &[Known::Team], &[Audience::Staff])],
                Audience::Staff,
                Known::Team,
            );
            assert_eq!(found.is_presented(), counts, "{day}");
        }
    }

    #[test]
    fn a_poster_is_less_than_a_presentation_whichever_came_last() {
        let known = [Known::Team];
        let staff = [Audience::Staff];
        let told = mention(date(2026, 8, 20), true, &known, &staff);
        let poster = mention(date(2026, 11, 2), false, &known, &staff);
        assert_eq!(
            cell(std::slice::from_ref(&poster), Audience::Staff, Known::Team),
            Cell::OtherMeans(date(2026, 11, 2))
        );
        assert_eq!(
            cell(&[told, poster], Audience::Staff, Known::Team),
            Cell::Presented(date(2026, 8, 20))
        );
    }

    fn mentions() -> impl Strategy<Value = Vec<Mention>> {
        let one = (0i64..700, any::<bool>(), 1u8..16, 1u8..16, 1u128..4);
        let some = |bits: u8| move |at: &usize| bits & (1 << at) != 0;
        proptest::collection::vec(one, 0..12).prop_map(move |all| {
            all.into_iter()
                .map(|(day, is_presented, known, audiences, unit)| Mention {
                    unit: UnitId::new(Ulid(unit)),
                    audiences: (0..4).filter(some(audiences)).map(|at| Audience::ALL[at]).collect(),
                    known: (0..4).filter(some(known)).map(|at| Known::ALL[at]).collect(),
                    date: date(2026, 1, 1) + jiff::SignedDuration::from_hours(24 * day),
                    is_presented,
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_in_which_things_were_recorded_is_of_no_account(mentions in mentions(), turn in 0usize..12) {
            let mut turned = mentions.clone();
            if !turned.is_empty() {
                let at = turn % turned.len();
                turned.rotate_left(at);
            }
            for audience in Audience::ALL {
                prop_assert_eq!(status(&mentions, audience, YEAR), status(&turned, audience, YEAR));
            }
        }

        #[test]
        fn one_more_never_takes_away(mentions in mentions()) {
            if let Some((_, fewer)) = mentions.split_last() {
                for audience in Audience::ALL {
                    let (before, after) = (status(fewer, audience, YEAR), status(&mentions, audience, YEAR));
                    for unit in (1..4).map(|unit| UnitId::new(Ulid(unit))) {
                        for ((_, old), (_, new)) in status_of(&before, unit).into_iter().zip(status_of(&after, unit)) {
                            prop_assert_eq!(old.or(new), new);
                        }
                    }
                }
            }
        }
    }
}
