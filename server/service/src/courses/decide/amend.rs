//! Whoever has registered changes what was registered: another comes instead, more come or fewer.

use domain::courses::{Amendment, Kind, NewRegistration, Notice};
use domain::issue::IssueCode;

use super::{ANYBODY, Answer, Table, Whom, again, refused};
use crate::ServiceError;
use crate::mail::To;

impl Table {
    /// Changes a registration. More seats are taken only where they are free and nobody waits for them.
    pub(super) fn amend(&mut self, number: u32, new: &NewRegistration) -> Result<Answer, ServiceError> {
        let Some((_, one)) = self.registrations.get(&number) else {
            return Err(ServiceError::NotFound);
        };
        let person = (new.kind, new.contact.email.to_string());
        if self.people.get(&person).is_some_and(|known| *known != number) {
            return Err(ServiceError::field("email", IssueCode::AlreadyExists));
        }
        let (next, amendment) = one.amended(new.clone(), &self.opening, self.now).map_err(refused)?;
        if next == *one {
            return Ok(Answer::Done);
        }
        let (had, wants, state) = (one.seats(), next.seats(), one.state);
        let spare = match self.book.count.waiting {
            0 => self.book.free(),
            _ => 0,
        };
        if state.has_seat() && wants > had + spare {
            let field = match new.kind {
                Kind::Group => "colleagues",
                Kind::One | Kind::Staff => "seats",
            };
            let (min, max) = (1, i64::from(had + spare));
            return Err(ServiceError::field(field, IssueCode::OutOfRange { min, max }));
        }
        if state.has_seat() {
            self.book.resize(had, wants);
        } else {
            self.book.resize_waiting(number, wants);
        }
        self.people.retain(|_, known| *known != number);
        self.people.insert(person, number);
        self.note(ANYBODY, "registration.amend", &next);
        if let Some((_, stands)) = self.registrations.get_mut(&number) {
            *stands = next;
        }
        self.tell(number, amendment);
        Ok(Answer::Done)
    }

    fn tell(&mut self, number: u32, amendment: Amendment) {
        let Amendment {
            joined,
            left,
            has_new_contact,
        } = amendment;
        let state = self.registrations.get(&number).map(|(_, one)| one.state);
        if let Some(notice) = state.and_then(again).filter(|_| has_new_contact) {
            self.notices.push((number, notice, Whom::One(To::Contact)));
        }
        for place in joined {
            let to = To::Colleague(place);
            self.notices.push((number, Notice::Confirmed, Whom::One(to)));
        }
        for (turn, (who, was_contact)) in left.into_iter().enumerate() {
            let to = To::Left { who, was_contact, turn };
            self.notices.push((number, Notice::Left, Whom::One(to)));
        }
    }
}
