//! Two bookings at one time that need the same thing: a leader, a room, a co-leader; or two of one leader at two places with
//! too few minutes for the way. A conflict warns and never blocks.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::groups::series::MAX_SESSIONS;
use crate::ids::{PersonId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::presentations::MAX_SERIES;
use crate::text::ShortText;
use crate::time::slot::{LocalSlot, Occasion};

/// Minutes that the way takes between two units of one municipality. No map is kept: a rule of thumb, to be warned by.
pub const WAY_NEAR: u16 = 20;
/// Minutes that the way takes between units of two municipalities.
pub const WAY_FAR: u16 = 60;

/// A piece of time with all that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// When.
    pub slot: Occasion,
    /// Who lead it.
    pub leaders: BTreeSet<PersonId>,
    /// Where; none of a course, which is held for many.
    pub unit: Option<UnitId>,
    /// Where in the house, as it was written; may be empty.
    pub room: String,
    /// The co-leader, as it was written; may be empty.
    pub co_leader: String,
}

/// What two bookings both need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// The same person leads both.
    Leader,
    /// The same room of the same unit.
    Room,
    /// The same co-leader at the same unit.
    CoLeader,
}

impl Booking {
    /// What both need in the same minutes; nothing when they only touch. The same whichever is asked about the other.
    pub fn shared_with(&self, other: &Self) -> Vec<Shared> {
        if !self.slot.overlaps(&other.slot) {
            return Vec::new();
        }
        let at_one_unit = self.unit.is_some() && self.unit == other.unit;
        [
            (!self.leaders.is_disjoint(&other.leaders), Shared::Leader),
            (at_one_unit && is_same(&self.room, &other.room), Shared::Room),
            (
                at_one_unit && share_a_role(&self.co_leader, &other.co_leader),
                Shared::CoLeader,
            ),
        ]
        .into_iter()
        .filter_map(|(is_shared, shared)| is_shared.then_some(shared))
        .collect()
    }

    /// The minutes between two bookings of one leader at two places, where they are fewer than the way takes. The same
    /// whichever is asked about the other; nothing where both are at once, or one of them is for many places.
    pub fn short_way_to(&self, other: &Self, way: u16) -> Option<u16> {
        let are_apart = matches!((self.unit, other.unit), (Some(one), Some(other)) if one != other);
        if !are_apart || self.leaders.is_disjoint(&other.leaders) || self.slot.overlaps(&other.slot) {
            return None;
        }
        let between =
            |from: &Occasion, to: &Occasion| to.date.to_datetime(to.start).duration_since(from.end()).as_mins();
        let minutes = between(&self.slot, &other.slot).max(between(&other.slot, &self.slot));
        u16::try_from(minutes).ok().filter(|minutes| *minutes < way)
    }
}

/// Whether two texts name the same, however they were typed. What was left empty names nothing.
fn is_same(one: &str, other: &str) -> bool {
    let one = one.trim();
    !one.is_empty() && one.to_lowercase() == other.trim().to_lowercase()
}

/// Whether a role of the one is a role of the other: «Helsesykepleier og miljøterapeut» takes the time of both.
fn share_a_role(one: &str, other: &str) -> bool {
    roles(one).any(|role| roles(other).any(|another| is_same(role, another)))
}

/// The roles of a text, as people list them in Norwegian and in English.
fn roles(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '/', ';', '&', '+'])
        .flat_map(|part| part.split(" og "))
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
}

/// A session of another group or a presentation, as far as the reader may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherBooking {
    /// Its name, and the number of a session; none for what the reader may not see.
    pub session: Option<(String, Option<u8>)>,
    /// When.
    pub slot: Occasion,
    /// Names of the leaders that both need, where more than one person leads the group that was asked about.
    #[serde(default)]
    pub leaders: Vec<String>,
    /// The room that both need; empty when it is not the room.
    pub room: String,
    /// The co-leader that both need; empty when it is not the co-leader.
    pub co_leader: String,
}

/// A time that runs into another booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The time that was asked about.
    pub slot: Occasion,
    /// What is there already.
    pub other: OtherBooking,
    /// What both need; empty where they are not at once and the way between them is short.
    pub shared: Vec<Shared>,
    /// The minutes for the way between them, where they are too few.
    #[serde(default)]
    pub minutes_between: Option<u16>,
}

impl Conflict {
    /// Whether both are at once.
    pub fn is_clash(&self) -> bool {
        !self.shared.is_empty()
    }
}

/// Times of a group that is not saved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTimes {
    /// Where.
    pub unit: UnitId,
    /// Where in the house; may be empty.
    pub room: ShortText,
    /// Co-leader by role; may be empty.
    pub co_leader: ShortText,
    /// The times.
    pub slots: Vec<LocalSlot>,
}

/// No more times than a series has.
///
/// # Errors
/// `OutOfRange` at `slots`.
pub fn few_enough(slots: &[LocalSlot]) -> Result<(), Issue> {
    at_most(slots.len(), usize::from(MAX_SESSIONS))
}

/// No more times than a series of presentations has, which is more than a course or a measure has parts.
///
/// # Errors
/// `OutOfRange` at `slots`.
pub fn few_enough_presentations(slots: &[Occasion]) -> Result<(), Issue> {
    at_most(slots.len(), MAX_SERIES)
}

fn at_most(count: usize, most: usize) -> Result<(), Issue> {
    if count > most {
        let max = i64::try_from(most).unwrap_or(i64::MAX);
        Err(Issue::new("slots", IssueCode::OutOfRange { min: 0, max }))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::text::OccasionMinutes;
    use crate::time::length::ToLength as _;

    fn slot(start: (i8, i8), minutes: i64) -> Occasion {
        Occasion {
            date: date(2026, 11, 24),
            start: time(start.0, start.1, 0, 0),
            minutes: OccasionMinutes::new(minutes).unwrap(),
        }
    }

    fn booking(slot: Occasion) -> Booking {
        Booking {
            slot,
            leaders: BTreeSet::from([PersonId::new(Ulid(1))]),
            unit: Some(UnitId::new(Ulid(2))),
            room: "Grupperom 2".to_owned(),
            co_leader: "Helsesykepleier".to_owned(),
        }
    }

    #[test]
    fn whatever_both_need_is_named_each_for_itself() {
        let one = booking(slot((12, 15), 75));
        let other = Booking {
            room: " grupperom 2".to_owned(),
            co_leader: "HELSESYKEPLEIER ".to_owned(),
            ..booking(slot((13, 0), 60))
        };
        assert_eq!(
            one.shared_with(&other),
            [Shared::Leader, Shared::Room, Shared::CoLeader]
        );
        let led_by_another = Booking {
            leaders: BTreeSet::from([PersonId::new(Ulid(9))]),
            ..other.clone()
        };
        assert_eq!(one.shared_with(&led_by_another), [Shared::Room, Shared::CoLeader]);
        let elsewhere = Booking {
            unit: Some(UnitId::new(Ulid(9))),
            ..other
        };
        assert_eq!(one.shared_with(&elsewhere), [Shared::Leader]);
    }

    #[test]
    fn one_co_leader_of_several_is_enough() {
        let with = |co_leader: &str| Booking {
            leaders: BTreeSet::from([PersonId::new(Ulid(9))]),
            room: String::new(),
            co_leader: co_leader.to_owned(),
            ..booking(slot((12, 15), 75))
        };
        let one = Booking {
            leaders: BTreeSet::from([PersonId::new(Ulid(1))]),
            ..with("Helsesykepleier")
        };
        for listed in [
            "Miljøterapeut og helsesykepleier",
            "miljøterapeut, Helsesykepleier",
            "Helsesykepleier/rådgiver",
            "rådgiver ; helsesykepleier",
        ] {
            assert_eq!(one.shared_with(&with(listed)), [Shared::CoLeader], "{listed}");
            assert_eq!(with(listed).shared_with(&one), [Shared::CoLeader], "{listed}");
        }
        for listed in ["Pedagog", "Helsesykepleierstudent", "Miljøterapeut, rådgiver", ", og ,"] {
            assert!(one.shared_with(&with(listed)).is_empty(), "{listed}");
        }
    }

    #[test]
    fn what_was_left_empty_is_not_shared() {
        let bare = Booking {
            room: " ".to_owned(),
            co_leader: String::new(),
            ..booking(slot((12, 15), 75))
        };
        assert_eq!(bare.shared_with(&bare), [Shared::Leader]);
    }

    #[test]
    fn sessions_that_touch_do_not_run_into_each_other() {
        let one = booking(slot((12, 15), 45));
        assert!(one.shared_with(&booking(slot((13, 0), 45))).is_empty());
        assert!(!one.shared_with(&booking(slot((12, 59), 45))).is_empty());
        let past_midnight = booking(slot((23, 30), 60));
        let next_day = Occasion {
            date: date(2026, 11, 25),
            ..slot((0, 15), 45)
        };
        assert!(!past_midnight.shared_with(&booking(next_day)).is_empty());
    }

    #[test]
    fn one_leader_at_two_places_needs_time_for_the_way() {
        let one = booking(slot((10, 0), 60));
        let at = |start, minutes| Booking {
            unit: Some(UnitId::new(Ulid(9))),
            ..booking(slot(start, minutes))
        };
        let after = |start| one.short_way_to(&at(start, 45), WAY_NEAR);
        assert_eq!(
            (after((11, 0)), after((11, 19)), after((11, 20))),
            (Some(0), Some(19), None)
        );
        // Before it, and far away.
        assert_eq!(one.short_way_to(&at((8, 30), 45), WAY_FAR), Some(45));
        assert_eq!(at((8, 30), 45).short_way_to(&one, WAY_FAR), Some(45));
        let for_many = Booking {
            unit: None,
            ..at((11, 0), 45)
        };
        let by_another = Booking {
            leaders: BTreeSet::from([PersonId::new(Ulid(9))]),
            ..at((11, 0), 45)
        };
        for free in [booking(slot((11, 0), 45)), at((10, 30), 45), for_many, by_another] {
            assert_eq!(one.short_way_to(&free, WAY_FAR), None, "{free:?}");
        }
    }

    fn bookings() -> impl Strategy<Value = Booking> {
        let text = || proptest::sample::select(vec!["", "Rom", " rom ", "Ørn", "ØRN"]);
        (0i64..3, 0i64..1440, 30i64..=180, 1u128..3, 1u128..3, text(), text()).prop_map(
            |(day, minute, length, leader, unit, room, co_leader)| {
                let start = date(2026, 11, 24).at(0, 0, 0, 0) + day.days() + minute.minutes();
                Booking {
                    slot: Occasion {
                        date: start.date(),
                        start: start.time(),
                        minutes: OccasionMinutes::new(length).unwrap(),
                    },
                    leaders: BTreeSet::from([PersonId::new(Ulid(leader))]),
                    unit: (unit > 0).then(|| UnitId::new(Ulid(unit))),
                    room: room.to_owned(),
                    co_leader: co_leader.to_owned(),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn it_is_the_same_whichever_is_asked(one in bookings(), other in bookings()) {
            prop_assert_eq!(one.shared_with(&other), other.shared_with(&one));
            prop_assert_eq!(one.short_way_to(&other, WAY_FAR), other.short_way_to(&one, WAY_FAR));
            prop_assert!(one.short_way_to(&other, WAY_FAR).is_none() || one.shared_with(&other).is_empty());
        }

        #[test]
        fn a_booking_right_after_another_is_free(one in bookings(), length in 30i64..=180) {
            let end = one.slot.end();
            let after = Booking {
                slot: Occasion { date: end.date(), start: end.time(), minutes: OccasionMinutes::new(length).unwrap() },
                ..one.clone()
            };
            prop_assert!(one.shared_with(&after).is_empty());
            prop_assert!(one.shared_with(&one).contains(&Shared::Leader));
        }
    }
}
