//! What a participant types, and the one way it becomes a registration. Parsed on the server alone, for the page works without
//! scripts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::registration::{Colleague, Contact, Kind, NewRegistration};
use super::staff::{ServiceKind, StaffRole};
use crate::issue::{Issue, IssueCode, Issues};
use crate::people::Language;
use crate::places::codes::{MunicipalityCode, municipality};
use crate::text::{Email, Note, PartySize, PersonName, ShortText};
use crate::text_guard::{Confirmed, check};

/// The fewest and the most lines of a group.
const MOST_COLLEAGUES: usize = 300;

/// What a participant types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignUpForm {
    /// The key of the attempt, made when the form was drawn: sent twice, it has the effect of one.
    pub key: String,
    /// Which way, by name.
    pub kind: String,
    /// Full name.
    pub name: String,
    /// Work e-mail.
    pub email: String,
    /// What they do at work, by name.
    pub role: String,
    /// Which service, by name.
    pub service: String,
    /// The school or office by name.
    pub workplace: String,
    /// Its municipality's number.
    pub municipality: String,
    /// What must be arranged for.
    pub needs: String,
    /// A question to who holds the course.
    pub question: String,
    /// How many of a staff.
    pub seats: String,
    /// Colleagues, one a line.
    pub colleagues: String,
    /// The leader who has to say yes.
    pub leader_name: String,
    /// Their work e-mail.
    pub leader_email: String,
    /// The code on the screen, where somebody registers who has come already.
    pub code: String,
}

impl SignUpForm {
    /// An empty form of a kind.
    pub fn fresh(kind: Kind, key: String) -> Self {
        Self {
            key,
            kind: kind.name().to_owned(),
            ..Self::default()
        }
    }

    /// A registration as it would have been typed.
    pub fn of(one: &NewRegistration) -> Self {
        let lines = one.colleagues.iter().map(|one| match &one.email {
            Some(email) => format!("{}; {email}", one.name),
            None => one.name.to_string(),
        });
        Self {
            key: String::new(),
            kind: one.kind.name().to_owned(),
            name: one.contact.name.to_string(),
            email: one.contact.email.to_string(),
            role: one.role.name().to_owned(),
            service: one.service.name().to_owned(),
            workplace: one.workplace.to_string(),
            municipality: one.municipality.to_string(),
            needs: one.needs.to_string(),
            question: one.question.to_string(),
            seats: one.seats.to_string(),
            colleagues: lines.collect::<Vec<_>>().join("\n"),
            leader_name: one
                .leader
                .as_ref()
                .map(|leader| leader.name.to_string())
                .unwrap_or_default(),
            leader_email: one
                .leader
                .as_ref()
                .map(|leader| leader.email.to_string())
                .unwrap_or_default(),
            code: String::new(),
        }
    }

    /// Which way; one person where nothing else is said.
    pub fn kind(&self) -> Kind {
        Kind::from_name(&self.kind).unwrap_or(Kind::One)
    }

    /// The registration.
    ///
    /// # Errors
    /// Every fault found; a line of colleagues as `colleagues[0]`, counted from nought.
    ///
    /// `asks_leader` where the course wants a leader's yes of who comes alone.
    pub fn parse(&self, language: Language, today: Date, asks_leader: bool) -> Result<NewRegistration, Vec<Issue>> {
        let mut issues = Issues::new();
        let kind = self.kind();
        let name = issues.keep("name", name_of(&self.name));
        let email = issues.keep("email", Email::parse(&self.email));
        let colleagues = match kind {
            Kind::Group => self.colleagues(&mut issues),
            Kind::One | Kind::Staff => Some(Vec::new()),
        };
        let seats = match kind {
            Kind::One => PartySize::new(1).ok(),
            Kind::Group => colleagues
                .as_ref()
                .and_then(|some| PartySize::new(i64::try_from(some.len()).unwrap_or(i64::MAX)).ok()),
            Kind::Staff => issues.keep("seats", PartySize::parse(&self.seats)),
        };
        let chosen = |text: &str| match text {
            "" => IssueCode::Required,
            _ => IssueCode::UnknownChoice,
        };
        let role = issues.keep(
            "role",
            StaffRole::from_name(&self.role).ok_or_else(|| chosen(&self.role)),
        );
        let service = issues.keep(
            "service",
            ServiceKind::from_name(&self.service).ok_or_else(|| chosen(&self.service)),
        );
        let workplace = issues.keep("workplace", needed(ShortText::parse(&self.workplace)));
        let municipality = issues.keep("municipality", municipality_of(&self.municipality, today));
        let needs = issues.keep("needs", ShortText::parse(&self.needs));
        let question = issues.keep("question", Note::parse(&self.question));
        if asks_leader && kind != Kind::One && seats.is_some_and(|seats| seats.get() < 2) {
            // Who comes alone has a leader who says yes.
            let field = if kind == Kind::Group { "colleagues" } else { "seats" };
            issues.push(field, IssueCode::TooFewForAGroup);
        }
        let leader = match kind {
            Kind::One if asks_leader => self.leader(&mut issues, email.as_ref()).map(Some),
            Kind::One | Kind::Group | Kind::Staff => Some(None),
        };
        let new = || {
            Some(NewRegistration {
                kind,
                contact: Contact {
                    name: name?,
                    email: email?,
                },
                colleagues: colleagues?,
                seats: seats?,
                role: role?,
                service: service?,
                workplace: workplace?,
                municipality: municipality?,
                needs: needs?,
                question: question?,
                leader: leader?,
                language,
            })
        };
        match new() {
            Some(new) if issues.is_empty() => match check(&new, &Confirmed::default()) {
                faults if faults.is_empty() => Ok(new),
                faults => Err(faults),
            },
            _ => Err(issues.into_vec()),
        }
    }

    fn leader(&self, issues: &mut Issues, own: Option<&Email>) -> Option<Contact> {
        let name = issues.keep("leader_name", name_of(&self.leader_name));
        let email = Email::parse(&self.leader_email).and_then(|email| match own {
            Some(own) if *own == email => Err(IssueCode::MustBeSomebodyElse),
            _ => Ok(email),
        });
        let email = issues.keep("leader_email", email);
        Some(Contact {
            name: name?,
            email: email?,
        })
    }

    fn colleagues(&self, issues: &mut Issues) -> Option<Vec<Colleague>> {
        let lines: Vec<&str> = self
            .colleagues
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        match lines.len() {
            0 => {
                issues.push("colleagues", IssueCode::Required);
                return None;
            }
            some if some > MOST_COLLEAGUES => {
                let (min, max) = (1, i64::try_from(MOST_COLLEAGUES).unwrap_or(i64::MAX));
                issues.push("colleagues", IssueCode::OutOfRange { min, max });
                return None;
            }
            _ => {}
        }
        let mut seen = Vec::new();
        let mut found = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            match colleague(line) {
                Ok(one) if one.email.as_ref().is_some_and(|email| seen.contains(email)) => {
                    issues.push(format!("colleagues[{at}]"), IssueCode::AlreadyExists);
                }
                Ok(one) => {
                    seen.extend(one.email.clone());
                    found.push(one);
                }
                Err(code) => issues.push(format!("colleagues[{at}]"), code),
            }
        }
        (found.len() == lines.len()).then_some(found)
    }
}

/// Who comes instead: a name and a mail address, on one line.
///
/// # Errors
/// What is wrong with the name or the address.
pub fn substitute(line: &str) -> Result<Contact, IssueCode> {
    let Colleague { name, email } = colleague(line)?;
    let email = email.ok_or(IssueCode::NotAnEmail)?;
    Ok(Contact { name, email })
}

/// A name and, where one is given, a mail address: between tabs, semicolons or commas as a sheet or a list has them, or as mail
/// programs write it.
fn colleague(line: &str) -> Result<Colleague, IssueCode> {
    let cells: Vec<&str> = line
        .split(['\t', ';', ',', '<', '>'])
        .map(|cell| cell.trim().trim_matches('"'))
        .filter(|cell| !cell.is_empty())
        .collect();
    let (addresses, names): (Vec<&str>, Vec<&str>) = cells.into_iter().partition(|cell| cell.contains('@'));
    let email = match addresses.as_slice() {
        [] => None,
        [one] => Some(Email::parse(one)?),
        _ => return Err(IssueCode::NotAnEmail),
    };
    let name = name_of(&names.join(" "))?;
    Ok(Colleague { name, email })
}

/// A name that is not an address of the web: it stands in a mail that anybody can have sent to anybody.
fn name_of(text: &str) -> Result<PersonName, IssueCode> {
    let name = PersonName::parse(text)?;
    let has_sign = text.contains(['/', '\\', ':', '@', '<', '>', '&', '=', '?', '#', '%']);
    // «Per K. Dahl», «P.K.Dahl» and «O.van Dijk» are names; «x.example» and «www.x.example» are none.
    let mut words = text.split_whitespace();
    let has_domain = words.any(|word| {
        let word = word.trim_end_matches('.');
        let mut labels = word.rsplit('.');
        let (last, before) = (labels.next().unwrap_or_default(), labels.next());
        let is_long = |label: &str| label.chars().count() > 1;
        let is_lower = !word.contains(char::is_uppercase);
        before.is_some_and(|before| is_long(last) && (is_long(before) || is_lower))
    });
    if has_sign || has_domain {
        return Err(IssueCode::NotAName);
    }
    Ok(name)
}

fn needed(text: Result<ShortText, IssueCode>) -> Result<ShortText, IssueCode> {
    text.and_then(|text| match text.as_str() {
        "" => Err(IssueCode::Required),
        _ => Ok(text),
    })
}

/// A municipality that exists today.
fn municipality_of(text: &str, today: Date) -> Result<MunicipalityCode, IssueCode> {
    let code = MunicipalityCode::parse(text)?;
    match municipality(code.as_str()) {
        Some(place) if place.until.is_none_or(|until| today < until) => Ok(code),
        _ => Err(IssueCode::UnknownCode),
    }
}
