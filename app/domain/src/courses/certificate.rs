//! A certificate (kursbevis): what somebody took part in, frozen on the day it was given.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::CourseEvent;
use super::registration::Registration;
use crate::ids::EventId;
use crate::people::Language;
use crate::text::{PersonName, Title};
use crate::themes::Theme;
use crate::time::Occasion;

/// Letters and digits of a code: none that can be taken for another.
const ALPHABET: [char; 28] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R',
    'T', 'V', 'W', 'X', 'Y',
];
/// How many stand in a code, in two groups.
const LENGTH: usize = 10;

/// What a certificate is found by: ten letters and digits, `7K4QM-2XR9T`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateCode(String);

impl CertificateCode {
    /// A code from chance that the caller has made.
    pub fn from_chance(chance: [u8; LENGTH]) -> Self {
        let letters = chance.map(|byte| ALPHABET[usize::from(byte) % ALPHABET.len()]);
        let (first, last) = letters.split_at(LENGTH / 2);
        Self(format!("{}-{}", String::from_iter(first), String::from_iter(last)))
    }

    /// A code as people type it: small letters, with or without the hyphen.
    pub fn typed(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let plain = plain.to_uppercase();
        let is_code = plain.chars().count() == LENGTH && plain.chars().all(|c| ALPHABET.contains(&c));
        is_code.then(|| {
            let (first, last) = plain.split_at(LENGTH / 2);
            Self(format!("{first}-{last}"))
        })
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CertificateCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::typed(&text).ok_or_else(|| "not a certificate's code".to_owned())
    }
}

impl From<CertificateCode> for String {
    fn from(code: CertificateCode) -> Self {
        code.0
    }
}

/// A certificate. Nothing in it follows later changes of the course or the registration.
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
    /// Those that hold again.
    pub restored: Vec<CertificateCode>,
}

impl Certified {
    /// Whether nothing has changed.
    pub fn is_same(&self) -> bool {
        self.new.is_empty() && self.revoked.is_empty() && self.restored.is_empty()
    }
}

/// Gives a registration the certificates that it has earned by now, and takes back those that it has not. `code` makes one from chance.
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
        restored: Vec::new(),
    };
    let earned = registration.earned(event);
    for (place, given) in &mut found.registration.certificates {
        let holds = earned.iter().any(|(theirs, ..)| theirs == place);
        match (given.is_revoked, holds) {
            (false, false) => found.revoked.push(given.code.clone()),
            (true, true) => found.restored.push(given.code.clone()),
            _ => continue,
        }
        given.is_revoked = !holds;
    }
    for (place, name, there) in earned {
        if registration.certificates.contains_key(&place) {
            continue;
        }
        let code = code();
        let given = Given {
            code: code.clone(),
            is_revoked: false,
        };
        found.registration.certificates.insert(place, given);
        let part = |part: &u8| event.parts.get(usize::from(*part).checked_sub(1)?).copied();
        found.new.push(Certificate {
            code,
            event: event.id,
            number: registration.number,
            person: place,
            name: name.clone(),
            title: event.title.clone(),
            parts: there.iter().filter_map(part).collect(),
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
    use super::super::testing::{published, registered};
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
        assert_eq!(taken.revoked, [given.code.clone()]);
        assert!(look(&event, &taken.registration).is_same());
        let back = taken.registration.attended(&event, 1, said(true), day).unwrap();
        let again = look(&event, &back);
        assert_eq!((again.restored, again.new.len()), (vec![given.code.clone()], 0));
    }

    #[test]
    fn a_code_is_read_as_people_type_it_and_has_no_letter_that_is_taken_for_another() {
        let code = CertificateCode::from_chance([0, 1, 2, 3, 27, 28, 255, 100, 9, 8]);
        assert_eq!(code.as_str().len(), 11);
        let typed = code.as_str().to_lowercase().replace('-', " ");
        assert_eq!(CertificateCode::typed(&typed), Some(code));
        for bad in ["", "2345", "OI10OI10OI", "23456789ABC", "23456-789A!"] {
            assert_eq!(CertificateCode::typed(bad), None, "{bad}");
        }
    }
}
