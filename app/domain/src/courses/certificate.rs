//! A certificate (kursbevis): what somebody took part in, frozen on the day it was given.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::CourseEvent;
use super::registration::Registration;
use crate::code::SpokenCode;
use crate::ids::EventId;
use crate::people::Language;
use crate::text::{PersonName, Title};
use crate::themes::Theme;
use crate::time::Occasion;

/// What a certificate is found by.
pub type CertificateCode = SpokenCode;

/// A certificate. Nothing in it follows later changes of the course or the registration, but that a tick which was wrong is put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// What it is found by.
    pub code: CertificateCode,
    /// Of which course.
    pub event: EventId,
    /// Of which registration.
    pub number: u32,
    /// Of whom in it.
    pub person: u16,
    /// Full name.
    pub name: PersonName,
    /// The course's name.
    pub title: Title,
    /// The language that the course was held in and its name is written in.
    pub title_language: Language,
    /// The parts that the person took part in.
    pub parts: Vec<Occasion>,
    /// What it was about.
    pub themes: BTreeSet<Theme>,
    /// The adviser who stood behind it, by name.
    pub organiser: String,
    /// The person's language.
    pub language: Language,
    /// When it was given.
    #[serde(with = "crate::time::wire")]
    pub issued_on: Date,
    /// When it was taken back.
    #[serde(default, with = "crate::time::wire::option")]
    pub revoked_on: Option<Date>,
    /// Counts changes.
    pub version: u64,
}

impl Certificate {
    /// Minutes of the parts together.
    pub fn minutes(&self) -> u32 {
        self.parts.iter().map(|part| u32::from(part.minutes.get())).sum()
    }
}

/// A certificate as its registration knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What it is found by.
    pub code: CertificateCode,
    /// The parts that it tells of, counted from 1.
    pub parts: Vec<u8>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

/// What comes of a look at who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// The registration with what it has now.
    pub registration: Registration,
    /// Certificates that are new.
    pub new: Vec<Certificate>,
    /// Those that are taken back, for the ticks were mistaken.
    pub revoked: Vec<CertificateCode>,
    /// Those that hold again, or tell of other parts now: with those parts.
    pub corrected: Vec<(CertificateCode, Vec<Occasion>)>,
}

impl Certified {
    /// Whether nothing has changed.
    pub fn is_same(&self) -> bool {
        self.new.is_empty() && self.revoked.is_empty() && self.corrected.is_empty()
    }
}

/// Gives a registration the certificates that it has earned by now, puts right those that tell of other parts, and takes back those
/// that it has not earned. `code` makes one from chance.
pub fn certify(
    event: &CourseEvent,
    registration: &Registration,
    organiser: &str,
    today: Date,
    mut code: impl FnMut() -> CertificateCode,
) -> Certified {
    let mut found = Certified {
        registration: registration.clone(),
        new: Vec::new(),
        revoked: Vec::new(),
        corrected: Vec::new(),
    };
    let earned = registration.earned(event);
    let part = |part: &u8| event.parts.get(usize::from(*part).checked_sub(1)?).copied();
    let occasions = |there: &[u8]| -> Vec<Occasion> { there.iter().filter_map(part).collect() };
    for (place, given) in &mut found.registration.certificates {
        match earned.iter().find(|(theirs, ..)| theirs == place) {
            None if given.is_revoked => {}
            None => {
                found.revoked.push(given.code.clone());
                given.is_revoked = true;
            }
            Some((.., there)) if given.is_revoked || given.parts != *there => {
                found.corrected.push((given.code.clone(), occasions(there)));
                given.is_revoked = false;
                given.parts.clone_from(there);
            }
            Some(_) => {}
        }
    }
    for (place, name, there) in earned {
        if registration.certificates.contains_key(&place) {
            continue;
        }
        let code = code();
        let given = Given {
            code: code.clone(),
            parts: there.clone(),
            is_revoked: false,
        };
        found.registration.certificates.insert(place, given);
        found.new.push(Certificate {
            code,
            event: event.id,
            number: registration.number,
            person: place,
            name: name.clone(),
            title: event.title.clone(),
            title_language: event.language,
            parts: occasions(&there),
            themes: event.themes.clone(),
            organiser: organiser.to_owned(),
            language: registration.given.language,
            issued_on: today,
            revoked_on: None,
            version: 1,
        });
    }
    if !found.is_same() {
        found.registration.version += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::attendance::Said;
    use super::super::registration::State;
    use super::super::testing::{part, published, registered};
    use super::*;

    #[test]
    fn what_is_earned_is_given_once_does_not_follow_the_course_and_goes_with_a_mistaken_tick() {
        let mut event = published();
        let day = date(2026, 12, 10);
        let said = |is_there| Said::Person { place: 0, is_there };
        let one = registered(State::Confirmed);
        let mut turn = 0;
        let mut look = |event: &CourseEvent, one: &Registration| {
            certify(event, one, "Ingrid Moen", day, || {
                turn += 1;
                CertificateCode::from_chance([turn; 10])
            })
        };
        assert!(look(&event, &one).is_same(), "nobody was there");
        let came = one.attended(&event, 1, said(true), day).unwrap();
        let first = look(&event, &came);
        let [given] = first.new.as_slice() else {
            panic!("{first:?}")
        };
        assert_eq!((given.minutes(), given.name.as_str()), (360, "Silje Ruud"));
        assert_eq!(first.registration.certificates[&0].code, given.code);
        event.title = Title::parse("Et annet kurs").unwrap();
        assert!(look(&event, &first.registration).is_same(), "it has been given");
        assert_eq!(given.title.as_str(), "Fra uro til handling");

        let away = first.registration.attended(&event, 1, said(false), day).unwrap();
        let taken = look(&event, &away);
        assert_eq!(taken.revoked, std::slice::from_ref(&given.code));
        assert!(look(&event, &taken.registration).is_same());
        let back = taken.registration.attended(&event, 1, said(true), day).unwrap();
        let again = look(&event, &back);
        assert_eq!(again.corrected, [(given.code.clone(), event.parts.clone())]);
        assert!(again.new.is_empty());
    }

    #[test]
    fn a_certificate_tells_of_the_parts_that_are_ticked_also_when_one_is_ticked_later() {
        let mut event = published();
        event.parts = (10..15).map(|day| part(date(2026, 12, day), 9, 60)).collect();
        let last = date(2026, 12, 14);
        let said = |is_there| Said::Person { place: 0, is_there };
        let mut one = registered(State::Confirmed);
        for part in 1..=5 {
            one = one.attended(&event, part, said(true), last).unwrap();
        }
        let code = || CertificateCode::from_chance([9; 10]);
        let given = certify(&event, &one, "Ingrid Moen", last, code);
        assert_eq!(given.new[0].minutes(), 300);
        let fewer = given.registration.attended(&event, 2, said(false), last).unwrap();
        let right = certify(&event, &fewer, "Ingrid Moen", last, code);
        let [(which, parts)] = right.corrected.as_slice() else {
            panic!("{right:?}")
        };
        assert_eq!((which, parts.len()), (&code(), 4));
        assert_eq!(right.registration.certificates[&0].parts, [1, 3, 4, 5]);
        assert!(certify(&event, &right.registration, "Ingrid Moen", last, code).is_same());
    }
}
