//! Who comes: ticked by an organiser, or by themselves with the code on the screen.

use domain::courses::{AttendanceRule, End, NewRegistration, Registration, Said, State};
use domain::text::Email;

use super::super::ask::Answer;
use super::{ANYBODY, Table};
use crate::ServiceError;

impl Table {
    /// Lays every registration of the course on the table.
    pub(super) fn lay_all(&mut self, all: Vec<Registration>) {
        for one in all {
            if one.state.waits() {
                self.book.queue.push(domain::courses::Waiting {
                    number: one.number,
                    party: one.party(),
                });
            }
            if !one.state.has_ended() {
                let person = (one.given.kind, one.given.contact.email.to_string());
                self.people.insert(person, one.number);
            }
            self.registrations.insert(one.number, (Some(one.clone()), one));
        }
    }

    /// Notes who of a registration was there. Who waited has a seat from then on.
    pub(super) fn attend(&mut self, number: u32, part: u8, said: Said, by: &str) -> Result<Answer, ServiceError> {
        let today = self.now.to_zoned(domain::time::zone()).date();
        let Some((_, one)) = self.registrations.get_mut(&number) else {
            return Err(ServiceError::NotFound);
        };
        let next = one.attended(&self.event, part, said, today).map_err(refused)?;
        if next == *one {
            return Ok(Answer::There);
        }
        let has_waited = one.state.waits() && next.state.has_seat();
        *one = next.clone();
        if has_waited {
            self.book.seat_over(number, next.party());
        }
        self.note(by, "registration.attend", &next);
        Ok(Answer::There)
    }

    /// Marks whoever has this address as there; where it is in several registrations, in one that has a seat.
    pub(super) fn come(&mut self, part: u8, email: &Email) -> Result<Answer, ServiceError> {
        let theirs = self
            .registrations
            .values()
            .filter_map(|(_, one)| Some((one.state, one.number, one.place_of(email)?)));
        let found = theirs.min_by_key(|(state, number, _)| (state.has_ended(), !state.has_seat(), *number));
        match found {
            // Who let the time pass, or withdrew, and has come all the same is as good as anybody.
            Some((state @ State::Ended { .. }, ..)) if !is_removed(state) => Ok(Answer::Stranger),
            Some((_, number, place)) => self.attend(number, part, Said::Person { place, is_there: true }, ANYBODY),
            None => Ok(Answer::Stranger),
        }
    }

    /// Takes in somebody who has come without having registered, whatever is free.
    pub(super) fn walk_in(&mut self, part: u8, new: &NewRegistration) -> Result<Answer, ServiceError> {
        if self.come(part, &new.contact.email)? == Answer::There {
            return Ok(Answer::There);
        }
        let party = self.party(new);
        let number = self.book.walk_in(party);
        let mut one = Registration::entered(self.event.id, number, new.clone(), State::Confirmed, self.now);
        one.is_walk_in = true;
        one.quota = party.quota;
        let person = (one.given.kind, one.given.contact.email.to_string());
        self.people.insert(person, number);
        self.note(ANYBODY, "registration.walk_in", &one);
        self.registrations.insert(number, (None, one));
        let said = Said::Person {
            place: 0,
            is_there: true,
        };
        self.attend(number, part, said, ANYBODY)
    }
}

const fn is_removed(state: State) -> bool {
    matches!(state, State::Ended { how: End::Removed, .. })
}

fn refused(rule: AttendanceRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}
