//! Who was there, part by part. A tick is set and taken away by whoever holds the course, or set by the participant with the code that
//! stands on the screen.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::CourseEvent;
use super::registration::{Kind, Registration, State};
use crate::text::{Email, Headcount, PersonName};

/// The share of parts that earns a certificate, in per cent (domain brief, 5).
pub const EARNS_PERCENT: usize = 80;

/// Who of a registration was there at one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Present {
    /// By place: the contact of one person is 0, colleagues are counted from 0 in their order.
    People(BTreeSet<u16>),
    /// So many of a staff.
    Count(u16),
}

/// Who of a registration was there, by part from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Presence(BTreeMap<u8, Present>);

impl Presence {
    /// Sets or takes away the tick of one person at a part.
    pub fn mark(&mut self, part: u8, person: u16, is_there: bool) {
        let there = self.0.entry(part).or_insert_with(|| Present::People(BTreeSet::new()));
        if let Present::People(people) = there {
            if is_there {
                people.insert(person);
            } else {
                people.remove(&person);
            }
        }
    }

    /// Says how many of a staff were there at a part.
    pub fn count(&mut self, part: u8, there: u16) {
        self.0.insert(part, Present::Count(there));
    }

    /// Whether a person was there at a part.
    pub fn has(&self, part: u8, person: u16) -> bool {
        matches!(self.0.get(&part), Some(Present::People(people)) if people.contains(&person))
    }

    /// How many were there at a part.
    pub fn at(&self, part: u8) -> u32 {
        match self.0.get(&part) {
            Some(Present::People(people)) => u32::try_from(people.len()).unwrap_or(u32::MAX),
            Some(Present::Count(count)) => u32::from(*count),
            None => 0,
        }
    }

    /// The parts at which a person was there.
    pub fn parts_of(&self, person: u16) -> Vec<u8> {
        self.0.keys().copied().filter(|part| self.has(*part, person)).collect()
    }
}

/// What is said of who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Of one person, by place.
    Person {
        /// Whom.
        place: u16,
        /// Whether they were there.
        is_there: bool,
    },
    /// Of a staff.
    Count {
        /// How many were there.
        there: Headcount,
    },
}

/// Why nothing is said of who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttendanceRule {
    /// The course has no such part.
    #[error("no such part")]
    NoSuchPart,
    /// The day of the part has not come.
    #[error("the day of the part has not come")]
    TooEarly,
    /// The registration has ended.
    #[error("the registration has ended")]
    Ended,
    /// The registration has no such person, or is of a staff, or is of persons.
    #[error("no such person in the registration")]
    NoSuchPerson,
}

impl AttendanceRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSuchPart => "course_unknown_part",
            Self::TooEarly => "attendance_too_early",
            Self::Ended => "registration_ended",
            Self::NoSuchPerson => "attendance_no_such_person",
        }
    }
}

impl CourseEvent {
    /// The parts of a day, counted from 1.
    pub fn parts_on(&self, day: Date) -> Vec<u8> {
        let parts = (1_u8..).zip(&self.parts);
        parts
            .filter(|(_, part)| part.date == day)
            .map(|(number, _)| number)
            .collect()
    }

    /// The parts whose day has come, counted from 1.
    pub fn parts_until(&self, day: Date) -> Vec<u8> {
        let parts = (1_u8..).zip(&self.parts);
        parts
            .filter(|(_, part)| part.date <= day)
            .map(|(number, _)| number)
            .collect()
    }
}

impl Registration {
    /// The registration when something has been said of who was there. Who comes has a seat from then on, whatever was free.
    ///
    /// # Errors
    /// Why it can't be said.
    pub fn attended(&self, event: &CourseEvent, part: u8, said: Said, today: Date) -> Result<Self, AttendanceRule> {
        let occasion = usize::from(part).checked_sub(1).and_then(|at| event.parts.get(at));
        let occasion = occasion.ok_or(AttendanceRule::NoSuchPart)?;
        if today < occasion.date {
            return Err(AttendanceRule::TooEarly);
        }
        if self.state.has_ended() {
            return Err(AttendanceRule::Ended);
        }
        let mut next = self.clone();
        let has_come = match said {
            Said::Person { place, is_there } => {
                if !self.people().iter().any(|(known, _)| *known == place) {
                    return Err(AttendanceRule::NoSuchPerson);
                }
                next.presence.mark(part, place, is_there);
                is_there
            }
            Said::Count { there } => {
                if self.given.kind != Kind::Staff {
                    return Err(AttendanceRule::NoSuchPerson);
                }
                next.presence.count(part, there.get());
                there.get() > 0
            }
        };
        if has_come {
            next.is_walk_in |= self.state.waits();
            next.state = State::Confirmed;
        }
        if next != *self {
            next.version += 1;
        }
        Ok(next)
    }

    /// Those who can be ticked by name, with their places: none of a whole staff.
    pub fn people(&self) -> Vec<(u16, &PersonName)> {
        match self.given.kind {
            Kind::One => vec![(0, &self.given.contact.name)],
            Kind::Group => (0_u16..)
                .zip(self.given.colleagues.iter().map(|one| &one.name))
                .collect(),
            Kind::Staff => Vec::new(),
        }
    }

    /// The place of whoever has this mail address, if somebody has.
    pub fn place_of(&self, email: &Email) -> Option<u16> {
        match self.given.kind {
            Kind::One => (self.given.contact.email == *email).then_some(0),
            Kind::Group => {
                let mut people = (0_u16..).zip(&self.given.colleagues);
                let theirs = people.find(|(_, one)| one.email.as_ref() == Some(email));
                theirs.map(|(place, _)| place)
            }
            Kind::Staff => None,
        }
    }

    /// Those who have been there at enough parts for a certificate, with the parts.
    pub fn earned(&self, event: &CourseEvent) -> Vec<(u16, &PersonName, Vec<u8>)> {
        let parts = event.parts.len();
        let people = self.people().into_iter();
        people
            .map(|(place, name)| (place, name, self.presence.parts_of(place)))
            .filter(|(_, _, there)| !there.is_empty() && there.len() * 100 >= parts * EARNS_PERCENT)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::{TODAY, part, published, registered};
    use super::*;

    #[test]
    fn nobody_is_ticked_before_the_day_and_who_comes_has_a_seat_from_then_on() {
        let mut event = published();
        event.parts.push(part(date(2026, 12, 11), 9, 60));
        let first = date(2026, 12, 10);
        let there = Said::Person {
            place: 0,
            is_there: true,
        };
        let waits = registered(State::Waiting);
        assert_eq!(waits.attended(&event, 1, there, TODAY), Err(AttendanceRule::TooEarly));
        assert_eq!(waits.attended(&event, 2, there, first), Err(AttendanceRule::TooEarly));
        for part in [0, 3] {
            assert_eq!(
                waits.attended(&event, part, there, first),
                Err(AttendanceRule::NoSuchPart)
            );
        }
        let came = waits.attended(&event, 1, there, first).unwrap();
        assert_eq!((came.state, came.is_walk_in), (State::Confirmed, true));
        assert!(came.presence.has(1, 0));
        let again = came.attended(&event, 1, there, first).unwrap();
        assert_eq!(again, came, "said twice, it has the effect of one");
        let away = came
            .attended(
                &event,
                1,
                Said::Person {
                    place: 0,
                    is_there: false,
                },
                first,
            )
            .unwrap();
        assert_eq!((away.presence.at(1), away.state), (0, State::Confirmed));
        let stranger = Said::Person {
            place: 1,
            is_there: true,
        };
        assert_eq!(
            came.attended(&event, 1, stranger, first),
            Err(AttendanceRule::NoSuchPerson)
        );
        let count = Said::Count {
            there: Headcount::new(3).unwrap(),
        };
        assert_eq!(
            came.attended(&event, 1, count, first),
            Err(AttendanceRule::NoSuchPerson)
        );
        assert_eq!(event.parts_on(first), [1]);
        assert_eq!(event.parts_until(date(2026, 12, 11)), [1, 2]);
    }

    #[test]
    fn four_of_five_parts_earn_a_certificate_and_three_do_not() {
        let mut event = published();
        event.parts = (10..15).map(|day| part(date(2026, 12, day), 9, 60)).collect();
        let last = date(2026, 12, 14);
        let there = Said::Person {
            place: 0,
            is_there: true,
        };
        let mut one = registered(State::Confirmed);
        for part in 1..=3 {
            one = one.attended(&event, part, there, last).unwrap();
        }
        assert!(one.earned(&event).is_empty());
        one = one.attended(&event, 5, there, last).unwrap();
        let earned: Vec<_> = one
            .earned(&event)
            .into_iter()
            .map(|(place, _, parts)| (place, parts))
            .collect();
        assert_eq!(earned, [(0, vec![1, 2, 3, 5])]);
    }

    #[test]
    fn a_tick_is_set_taken_away_and_counted() {
        let mut presence = Presence::default();
        presence.mark(1, 0, true);
        presence.mark(1, 2, true);
        presence.mark(1, 2, true);
        presence.mark(2, 0, true);
        assert_eq!((presence.at(1), presence.at(2), presence.at(3)), (2, 1, 0));
        assert_eq!(presence.parts_of(0), [1, 2]);
        presence.mark(1, 0, false);
        assert_eq!(presence.parts_of(0), [2]);
        let mut staff = Presence::default();
        staff.count(1, 48);
        assert_eq!(staff.at(1), 48);
        assert!(!staff.has(1, 0));
        let json = serde_json::to_value(&presence).unwrap();
        assert_eq!(serde_json::from_value::<Presence>(json).unwrap(), presence);
    }
}
