//! Who was there, part by part. A tick is set and taken away by whoever holds the course, or set by the participant with the code that
//! stands on the screen.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::event::{CourseEvent, Lifecycle};
use super::registration::{End, Kind, Registration, State};
use crate::text::{Email, Headcount, PersonName};
use crate::time::Occasion;

/// The share of parts that earns a certificate, in per cent (domain brief, 5).
pub const EARNS_PERCENT: usize = 80;
/// How long before a part begins somebody in the room can say that they are there.
const DOORS_OPEN: SignedDuration = SignedDuration::from_hours(1);
/// How long after a part has ended they still can.
const DOORS_CLOSE: SignedDuration = SignedDuration::from_mins(30);

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

    /// Whether anybody was there at any part.
    pub fn has_anybody(&self) -> bool {
        self.0.keys().any(|part| self.at(*part) > 0)
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
    /// The course is not held.
    #[error("the course is not held")]
    NotHeld,
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
            Self::NotHeld => "attendance_not_held",
            Self::Ended => "registration_ended",
            Self::NoSuchPerson => "attendance_no_such_person",
        }
    }
}

impl CourseEvent {
    /// The parts at which somebody in the room can say at an instant that they are there, counted from 1: from an hour before a part
    /// until half an hour after it. None of a course that is not held.
    pub fn parts_at(&self, now: Timestamp) -> Vec<u8> {
        if !matches!(self.lifecycle, Lifecycle::Published { .. }) {
            return Vec::new();
        }
        let is_on = |part: &Occasion| {
            part.instant().is_some_and(|starts| {
                let lasts = SignedDuration::from_mins(i64::from(part.minutes.get()));
                starts - DOORS_OPEN <= now && now <= starts + lasts + DOORS_CLOSE
            })
        };
        let parts = (1_u8..).zip(&self.parts);
        parts
            .filter(|(_, part)| is_on(part))
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

    /// The part that attendance is taken of at an instant: the one that is on, the first that comes next that day, or the last that
    /// was held. None before the first day.
    pub fn part_now(&self, now: Timestamp, today: Date) -> Option<u8> {
        let next_today = || {
            let mut parts = (1_u8..).zip(&self.parts);
            parts.find(|(_, part)| part.date == today && part.instant().is_some_and(|starts| now < starts))
        };
        let on = self.parts_at(now).last().copied();
        on.or_else(|| next_today().map(|(number, _)| number))
            .or_else(|| self.parts_until(today).last().copied())
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
        if !matches!(event.lifecycle, Lifecycle::Published { .. }) {
            return Err(AttendanceRule::NotHeld);
        }
        if today < occasion.date {
            return Err(AttendanceRule::TooEarly);
        }
        // A tick that was wrong is taken away, whatever has come of the registration.
        if self.state.has_ended() && !matches!(said, Said::Person { is_there: false, .. }) {
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

    /// Those who have been there at enough parts for a certificate, with the parts. Nobody of a registration that was taken away or
    /// never confirmed; who left before the last part may have been at enough of them.
    pub fn earned(&self, event: &CourseEvent) -> Vec<(u16, &PersonName, Vec<u8>)> {
        let is_void = matches!(
            self.state,
            State::Ended {
                how: End::Removed | End::Lapsed,
                ..
            }
        );
        if is_void {
            return Vec::new();
        }
        let parts = event.parts.len();
        let attended = |place| {
            let mut there = self.presence.parts_of(place);
            there.retain(|part| usize::from(*part) <= parts);
            there
        };
        let people = self.people().into_iter();
        people
            .map(|(place, name)| (place, name, attended(place)))
            .filter(|(_, _, there)| !there.is_empty() && there.len() * 100 >= parts * EARNS_PERCENT)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::{TODAY, part, published, registered};
    use super::*;
    use crate::text::ShortText;

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
        assert_eq!(event.parts_until(date(2026, 12, 11)), [1, 2]);
        event.lifecycle = Lifecycle::Cancelled {
            reason: ShortText::default(),
        };
        assert_eq!(came.attended(&event, 1, there, first), Err(AttendanceRule::NotHeld));
    }

    #[test]
    fn with_two_parts_on_one_day_the_one_that_is_on_is_meant_and_nobody_comes_after_it_is_over() {
        let mut event = published();
        let day = date(2026, 12, 10);
        // From nine to twelve and from one to three; winter time.
        event.parts = vec![part(day, 9, 180), part(day, 13, 120)];
        let at = |clock: &str| -> Timestamp { format!("2026-12-10T{clock}:00+01:00").parse().unwrap() };
        for (clock, open, meant) in [
            ("06:00", vec![], 1),
            ("07:59", vec![], 1),
            ("08:00", vec![1], 1),
            ("11:00", vec![1], 1),
            ("12:15", vec![1, 2], 2),
            ("12:31", vec![2], 2),
            ("15:30", vec![2], 2),
            ("15:31", vec![], 2),
        ] {
            assert_eq!(event.parts_at(at(clock)), open, "{clock}");
            assert_eq!(event.part_now(at(clock), day), Some(meant), "{clock}");
        }
        assert_eq!(event.part_now(at("06:00"), date(2026, 12, 9)), None);
        event.lifecycle = Lifecycle::Cancelled {
            reason: ShortText::default(),
        };
        assert!(event.parts_at(at("11:00")).is_empty());
    }

    #[test]
    fn a_registration_that_was_taken_away_earns_nothing_and_its_ticks_can_still_be_taken_away() {
        let event = published();
        let day = date(2026, 12, 10);
        let said = |is_there| Said::Person { place: 0, is_there };
        let came = registered(State::Confirmed)
            .attended(&event, 1, said(true), day)
            .unwrap();
        let ended = |how| Registration {
            state: State::Ended { how, at: came.at },
            ..came.clone()
        };
        for (how, earns) in [
            (End::Removed, 0),
            (End::Lapsed, 0),
            (End::Withdrawn, 1),
            (End::WithdrawnLate, 1),
        ] {
            assert_eq!(ended(how).earned(&event).len(), earns, "{how:?}");
        }
        let gone = ended(End::Removed);
        assert_eq!(gone.attended(&event, 1, said(true), day), Err(AttendanceRule::Ended));
        let away = gone.attended(&event, 1, said(false), day).unwrap();
        assert_eq!((away.presence.at(1), away.state), (0, gone.state));
        // A tick at a part that is no longer there counts for nothing.
        let mut presence = came.presence.clone();
        presence.mark(1, 0, false);
        presence.mark(2, 0, true);
        let elsewhere = Registration { presence, ..came };
        assert!(elsewhere.earned(&event).is_empty());
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
