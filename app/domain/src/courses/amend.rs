//! A registration that is changed by whoever made it: another comes instead, fewer or more come, something else has to be arranged for.

use jiff::Timestamp;

use super::opening::Opening;
use super::registration::{Contact, Kind, NewRegistration, Registration, State, StepError};
use crate::text::{Email, Note, ShortText};

/// Who has to hear of a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amendment {
    /// Colleagues who are new in it and have a seat, by place.
    pub joined: Vec<u16>,
    /// Those who had a seat in it and are in it no more, and whether each was the one who answers for it.
    pub left: Vec<(Contact, bool)>,
    /// Whether somebody else answers for it now.
    pub has_new_contact: bool,
    /// Whether a leader is asked, or asked anew.
    pub asks_leader: bool,
}

impl Registration {
    /// The registration with what is given now, and who has to hear of it. Whoever comes instead has an address that nobody has shown to be
    /// theirs, and a leader who has said yes to somebody else.
    ///
    /// # Errors
    /// `Ended`; `NotNow` when the course has begun or is not held, or when it would be of another kind.
    pub fn amended(
        &self,
        given: NewRegistration,
        opening: &Opening,
        now: Timestamp,
    ) -> Result<(Self, Amendment), StepError> {
        if self.state.has_ended() {
            return Err(StepError::Ended);
        }
        let has_begun = now >= opening.starts || self.presence.has_anybody();
        if has_begun || !opening.gives_on || given.kind != self.given.kind {
            return Err(StepError::NotNow);
        }
        let mut next = self.clone();
        let leader = match given.leader {
            // One that was mistyped is put right while the answer is awaited.
            Some(leader) if self.awaits_leader() => Some(leader),
            _ => self.given.leader.clone(),
        };
        next.given = NewRegistration { leader, ..given };
        if next == *self {
            return Ok((next, Amendment::default()));
        }
        next.version += 1;
        let mut amendment = Amendment {
            has_new_contact: next.given.contact.email != self.given.contact.email,
            ..Amendment::default()
        };
        // Of a seat that is not theirs yet nobody has heard but who has registered.
        if self.state == State::Confirmed {
            (amendment.joined, amendment.left) = self.who_comes_and_goes(&next);
            if !amendment.left.is_empty() {
                // Their entries in the calendar are called back.
                next.sequence += 1;
            }
        }
        if amendment.has_new_contact {
            next.is_verified = false;
            next.is_approved = false;
        }
        if amendment.has_new_contact || next.given.leader != self.given.leader {
            next.asked_at = None;
            let has_seat = matches!(self.state, State::Confirmed | State::Asked { .. });
            if next.awaits_leader() && (has_seat || next.is_verified) {
                amendment.asks_leader = true;
                next.asked_at = Some(now);
            }
            if next.awaits_leader() && has_seat {
                next.state = State::asked(opening, now);
            }
        }
        Ok((next, amendment))
    }

    /// Colleagues who are new in `next`, by place, and those who are in it no more.
    fn who_comes_and_goes(&self, next: &Self) -> (Vec<u16>, Vec<(Contact, bool)>) {
        let (before, after) = (self.addresses(), next.addresses());
        let is_new = |email: &Email| !before.iter().any(|(_, known)| known == email);
        let is_gone = |email: &Email| !after.iter().any(|(_, known)| known == email);
        let joined = next
            .colleagues_with_mail()
            .filter(|(_, one)| one.email.as_ref().is_some_and(is_new))
            .map(|(place, _)| place);
        let gone = before.iter().filter(|(_, email)| is_gone(email));
        let left = gone.map(|(name, email)| {
            let contact = Contact {
                name: name.clone(),
                email: email.clone(),
            };
            (contact, *email == self.given.contact.email)
        });
        (joined.collect(), left.collect())
    }

    /// Everybody in it who has an address: the one who answers for it first.
    fn addresses(&self) -> Vec<(crate::text::PersonName, Email)> {
        let contact = &self.given.contact;
        let colleagues = self.colleagues_with_mail();
        let colleagues = colleagues.filter_map(|(_, one)| Some((one.name.clone(), one.email.clone()?)));
        std::iter::once((contact.name.clone(), contact.email.clone()))
            .chain(colleagues)
            .collect()
    }

    /// What it would be if somebody else came instead; none of one that is for several. What had to be arranged for, and was asked, was the
    /// other's.
    pub fn with_substitute(&self, contact: Contact) -> Option<NewRegistration> {
        (self.given.kind == Kind::One).then(|| NewRegistration {
            contact,
            needs: ShortText::default(),
            question: Note::default(),
            ..self.given.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{published, registered};
    use super::*;
    use crate::courses::Colleague;
    use crate::text::{PartySize, PersonName};

    fn now() -> Timestamp {
        "2026-11-23T11:00:00Z".parse().unwrap()
    }

    fn contact(name: &str) -> Contact {
        Contact {
            name: PersonName::parse(name).unwrap(),
            email: Email::parse(&format!(
                "{}@nav.example",
                name.split(' ').next().unwrap().to_lowercase()
            ))
            .unwrap(),
        }
    }

    #[test]
    fn another_comes_instead_and_both_hear_of_it() {
        let one = registered(State::Confirmed);
        let new = one.with_substitute(contact("Omar Lund")).unwrap();
        let (next, amendment) = one.amended(new.clone(), &published().opening(), now()).unwrap();
        assert_eq!(next.given, new);
        assert_eq!((next.sequence, next.version), (1, 2));
        assert!(amendment.has_new_contact && amendment.joined.is_empty());
        assert_eq!(amendment.left, [(contact("Silje Ruud"), true)]);
        // Nobody else has heard of a seat that is only kept.
        let until = "2026-11-24T11:00:00Z".parse().unwrap();
        let held = registered(State::Held { until });
        let (_, amendment) = held.amended(new, &published().opening(), now()).unwrap();
        assert!(amendment.has_new_contact && amendment.left.is_empty());
    }

    #[test]
    fn who_comes_instead_has_shown_no_address_yet_and_their_leader_is_asked_anew() {
        let mut one = registered(State::Confirmed);
        (one.is_verified, one.is_approved) = (true, true);
        one.given.leader = Some(contact("Kari Dahl"));
        one.given.needs = ShortText::parse("Glutenfritt").unwrap();
        let opening = published().opening();
        let new = one.with_substitute(contact("Omar Lund")).unwrap();
        assert!(new.needs.as_str().is_empty());
        let (next, amendment) = one.amended(new, &opening, now()).unwrap();
        assert!(!next.is_verified && amendment.asks_leader);
        assert_eq!(next.state, State::Asked { until: opening.until });
        assert_eq!(amendment.left.len(), 1);
        // A leader whose address was mistyped is put right while the answer is awaited, and not afterwards.
        let mistyped = NewRegistration {
            leader: Some(contact("Ola Bø")),
            ..next.given.clone()
        };
        let (right, amendment) = next.amended(mistyped.clone(), &opening, now()).unwrap();
        assert_eq!(right.given.leader, Some(contact("Ola Bø")));
        assert!(amendment.asks_leader && !amendment.has_new_contact);
        let (same, _) = one
            .amended(
                NewRegistration {
                    leader: mistyped.leader,
                    ..one.given.clone()
                },
                &opening,
                now(),
            )
            .unwrap();
        assert_eq!(same, one);
    }

    #[test]
    fn of_a_group_those_hear_of_it_who_come_and_who_go_and_no_others() {
        let mut one = registered(State::Confirmed);
        let group = |names: &[&str]| NewRegistration {
            kind: Kind::Group,
            seats: PartySize::new(i64::try_from(names.len()).unwrap()).unwrap(),
            colleagues: names
                .iter()
                .map(|name| Colleague {
                    name: PersonName::parse(name).unwrap(),
                    email: Some(contact(name).email),
                })
                .collect(),
            ..registered(State::Waiting).given
        };
        one.given = group(&["Silje Ruud", "Omar Lund", "Kari Dahl"]);
        let new = group(&["Kari Dahl", "Silje Ruud", "Amir Berg", "Leyla Ali"]);
        let (next, amendment) = one.amended(new, &published().opening(), now()).unwrap();
        assert_eq!(amendment.joined, [2, 3]);
        assert_eq!(amendment.left, [(contact("Omar Lund"), false)]);
        assert!(!amendment.has_new_contact);
        assert_eq!(next.seats(), 4);
    }

    #[test]
    fn what_has_begun_or_ended_is_not_changed_and_nothing_changed_is_nothing() {
        let opening = published().opening();
        let one = registered(State::Confirmed);
        let same = one.given.clone();
        assert_eq!(
            one.amended(same.clone(), &opening, now()).unwrap(),
            (one.clone(), Amendment::default())
        );
        assert_eq!(
            one.amended(same.clone(), &opening, opening.starts),
            Err(StepError::NotNow)
        );
        let staff = NewRegistration {
            kind: Kind::Staff,
            ..same.clone()
        };
        assert_eq!(one.amended(staff, &opening, now()), Err(StepError::NotNow));
        let mut cancelled = opening;
        cancelled.gives_on = false;
        assert_eq!(one.amended(same.clone(), &cancelled, now()), Err(StepError::NotNow));
        let (how, at) = (super::super::End::Withdrawn, now());
        let ended = registered(State::Ended { how, at });
        assert_eq!(ended.amended(same, &opening, now()), Err(StepError::Ended));
    }
}
