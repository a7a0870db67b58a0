//! Placements: who works where, how much, from when to when (F2).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, PlacementId, UnitId};
use crate::issue::{IssueCode, Issues};
use crate::text::Percent;

/// What state a position at a unit is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacementState {
    /// Someone works there.
    Active,
    /// Someone has it but is away.
    Leave,
    /// Nobody has it: it is to be filled.
    Vacant,
}

impl PlacementState {
    /// Every state, in the order of the choices.
    pub const ALL: [Self; 3] = [Self::Active, Self::Leave, Self::Vacant];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Leave => "leave",
            Self::Vacant => "vacant",
        }
    }
}

/// Who holds a position; a vacant one has nobody.
pub type PlacementHolder = Option<PersonId>;

/// A person's (or nobody's) share of a position at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Which.
    pub id: PlacementId,
    /// Who; nobody when vacant.
    pub person: PlacementHolder,
    /// Where.
    pub unit: UnitId,
    /// Share of a full position.
    pub percent: Percent,
    /// First day.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// Last day, if it is known.
    #[serde(default, with = "crate::time::wire::option")]
    pub to: Option<Date>,
    /// Active, on leave, vacant.
    pub state: PlacementState,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Placement {
    /// Whether it holds on a day, in whatever state.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the person is at work there on a day.
    pub fn serves_on(&self, day: Date) -> bool {
        self.state == PlacementState::Active && self.holds_on(day)
    }
}

/// What must be true of one placement by itself.
pub fn check(person: PlacementHolder, from: Date, to: Option<Date>, state: PlacementState, issues: &mut Issues) {
    if to.is_some_and(|to| to < from) {
        issues.push("to", IssueCode::EndBeforeStart);
    }
    match (state, person) {
        (PlacementState::Vacant, Some(_)) => issues.push("person", IssueCode::MustBeEmpty),
        (PlacementState::Active | PlacementState::Leave, None) => issues.push("person", IssueCode::Required),
        _ => {}
    }
}

/// The sum of a person's shares on a day; leave counts, since the position is still theirs.
pub fn percent_on(placements: &[Placement], person: PersonId, day: Date) -> u32 {
    placements
        .iter()
        .filter(|placement| placement.person == Some(person) && placement.holds_on(day))
        .map(|placement| u32::from(placement.percent.get()))
        .sum()
}

/// What a coordinator should look at. It is told, not forbidden: an overlap of a week when someone moves is common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PlacementWarning {
    /// A person has more than a full position from this day.
    OverFull {
        /// Who.
        person: PersonId,
        /// The first day of it.
        #[serde(with = "crate::time::wire")]
        from: Date,
        /// The sum.
        percent: u32,
    },
}

/// The warnings for a set of placements: for each person the first day on which the shares are over 100.
pub fn warnings(placements: &[Placement]) -> Vec<PlacementWarning> {
    let mut starts: BTreeMap<PersonId, Vec<Date>> = BTreeMap::new();
    for placement in placements {
        if let Some(person) = placement.person {
            starts.entry(person).or_default().push(placement.from);
        }
    }
    starts
        .into_iter()
        .filter_map(|(person, mut days)| {
            days.sort_unstable();
            // The sum can only rise on a day when something starts.
            days.into_iter().find_map(|from| {
                let percent = percent_on(placements, person, from);
                (percent > 100).then_some(PlacementWarning::OverFull { person, from, percent })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;

    fn placed(person: u128, percent: i64, from: Date, to: Option<Date>) -> Placement {
        Placement {
            id: PlacementId::new(Ulid::from(1u128)),
            person: Some(PersonId::new(Ulid::from(person))),
            unit: UnitId::new(Ulid::from(9u128)),
            percent: Percent::new(percent).unwrap(),
            from,
            to,
            state: PlacementState::Active,
            version: 1,
        }
    }

    #[test]
    fn sixty_and_forty_at_once_are_fine_and_sixty_and_fifty_are_told() {
        let aug = date(2026, 8, 1);
        let split = [placed(1, 60, aug, None), placed(1, 40, aug, None)];
        assert_eq!(warnings(&split), []);
        let over = [placed(1, 60, aug, None), placed(1, 50, date(2026, 10, 1), None)];
        assert_eq!(
            warnings(&over),
            [PlacementWarning::OverFull {
                person: PersonId::new(Ulid::from(1u128)),
                from: date(2026, 10, 1),
                percent: 110
            }]
        );
    }

    #[test]
    fn one_that_ends_the_day_before_the_next_begins_is_not_counted_twice() {
        let moved = [
            placed(1, 100, date(2026, 1, 1), Some(date(2026, 7, 31))),
            placed(1, 100, date(2026, 8, 1), None),
        ];
        assert_eq!(warnings(&moved), []);
    }

    #[test]
    fn a_vacant_position_has_nobody_and_an_end_is_not_before_its_start() {
        let mut issues = Issues::new();
        let person = Some(PersonId::new(Ulid::from(1u128)));
        check(
            person,
            date(2026, 8, 1),
            Some(date(2026, 7, 1)),
            PlacementState::Vacant,
            &mut issues,
        );
        let codes: Vec<_> = issues
            .into_vec()
            .into_iter()
            .map(|issue| (issue.field, issue.code))
            .collect();
        assert_eq!(
            codes,
            [
                ("to".to_owned(), IssueCode::EndBeforeStart),
                ("person".to_owned(), IssueCode::MustBeEmpty)
            ]
        );
    }

    proptest! {
        #[test]
        fn a_warning_is_given_exactly_when_some_day_is_over_full(
            shares in proptest::collection::vec((1i64..=100, 0i16..300, proptest::option::of(0i16..300)), 1..6)
        ) {
            let start = date(2026, 1, 1);
            let day = |n: i16| start.checked_add(jiff::Span::new().days(n)).unwrap();
            let all: Vec<_> = shares
                .iter()
                .map(|(percent, from, length)| placed(1, *percent, day(*from), length.map(|l| day(from + l))))
                .collect();
            let person = PersonId::new(Ulid::from(1u128));
            let some_day_over = (0..700).any(|n| percent_on(&all, person, day(n)) > 100);
            prop_assert_eq!(!warnings(&all).is_empty(), some_day_over);
        }
    }
}
