//! Whoever has registered changes what was registered: another comes instead, more come or fewer.

use domain::courses::{Amendment, Kind, Notice, Registration, Step};
use domain::issue::IssueCode;

use super::super::ask::{Answer, Change};
use super::{ANYBODY, Table, Whom, again, refused};
use crate::ServiceError;
use crate::mail::To;

impl Table {
    /// Changes a registration. More seats are taken only while one can register, where they are free and nobody waits for them.
    pub(super) fn amend(&mut self, number: u32, change: &Change) -> Result<Answer, ServiceError> {
        let Some((_, one)) = self.registrations.get(&number) else {
            return Err(ServiceError::NotFound);
        };
        let new = match change {
            Change::Whole(_, seen) if *seen != one.version => return Err(ServiceError::Stale),
            Change::Whole(new, _) => new.as_ref().clone(),
            Change::Substitute(who) => one
                .with_substitute(who.clone())
                .ok_or(ServiceError::Rule("registration_not_now"))?,
        };
        let person = (new.kind, new.contact.email.to_string());
        let is_taken = self.people.get(&person).is_some_and(|known| *known != number);
        let is_leader = |one: &Registration| {
            one.given
                .leader
                .as_ref()
                .is_some_and(|leader| leader.email == new.contact.email)
        };
        // Whether the address is registered already is nobody's to learn.
        if is_taken || is_leader(one) {
            return Err(ServiceError::field("email", IssueCode::NotThisAddress));
        }
        let (next, amendment) = one.amended(new, &self.opening, self.now).map_err(refused)?;
        if next == *one {
            return Ok(Answer::Done);
        }
        let mut next = next;
        next.quota = self.event.quota_of(&next.given);
        let (had, wants, state) = (one.party(), next.party(), one.state);
        let spare = match self.book.count.waiting {
            0 if self.opening.takes_registrations(self.now) => self.book.free_for(wants.quota, self.now),
            _ => 0,
        };
        let most = had.seats + spare;
        if state.has_seat() && wants.seats > had.seats && wants.seats > most {
            let field = match next.given.kind {
                Kind::Group => "colleagues",
                Kind::One | Kind::Staff => "seats",
            };
            return Err(ServiceError::field(field, IssueCode::NoRoom { max: most }));
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
            asks_leader,
        } = amendment;
        let state = self.registrations.get(&number).map(|(_, one)| one.state);
        if let Some(notice) = state.and_then(again).filter(|_| has_new_contact) {
            self.notices.push((number, notice, Whom::One(To::Contact)));
        }
        if asks_leader {
            self.notices.push((number, Notice::Leader, Whom::All));
        }
        for place in joined {
            let to = To::Colleague(place);
            self.notices.push((number, Notice::Confirmed, Whom::One(to)));
        }
        for (who, was_contact) in left {
            // No two in one batch are alike.
            let turn = self.notices.len();
            let to = To::Left { who, was_contact, turn };
            self.notices.push((number, Notice::Left, Whom::One(to)));
        }
    }

    /// Seats are kept for others from now on: everybody is counted where they belong.
    pub(super) fn count_anew(&mut self, all: Vec<Registration>) {
        let standing: Vec<Registration> = all.into_iter().filter(|one| !one.state.has_ended()).collect();
        for one in standing {
            let mut after = one.clone();
            after.quota = self.event.quota_of(&one.given);
            self.book.resize_waiting(one.number, after.party());
            self.registrations.insert(one.number, (Some(one), after));
        }
        let stands = self.registrations.values().map(|(_, after)| after);
        let seated: Vec<_> = stands
            .filter(|one| one.state.has_seat())
            .map(Registration::party)
            .collect();
        self.book.count.recount(seated);
    }

    /// The course wants no leader's yes any more: whoever awaits one has it.
    pub(super) fn ask_no_more(&mut self, all: Vec<Registration>) {
        let waiting = |one: &Registration| one.awaits_leader() && one.asked_at.is_some() && !one.state.has_ended();
        for one in all.into_iter().filter(waiting) {
            let number = one.number;
            self.registrations
                .entry(number)
                .or_insert_with(|| (Some(one.clone()), one));
            // One whose time is over lapses all the same.
            if let Err(error) = self.step(number, Step::Approve, None, "desk") {
                tracing::info!(number, %error, "a registration is left as it is");
            }
        }
    }
}
