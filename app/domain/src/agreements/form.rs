//! Agreements and expenses as typed, and the one way each becomes a command: all faults at once, each beside its field.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{
    Agreement, Category, Contact, Item, Line, MAX_CONTACTS, MAX_POSITIONS, NewAgreement, Party, Position, Terms,
};
use super::apply::AgreementCommand;
use super::diff::{Field, differences};
use super::values::{Amount, Phone, Reference};
use crate::ids::{AgreementId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::{optional, ticked, unit_of};
use crate::text::{Email, NoticeMonths, Percent, PersonName, Remark, ShortText};
use crate::time::slot::parse_date;

mod expense;

pub use expense::ExpenseForm;

/// A position as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PositionForm {
    /// Unit id.
    pub unit: String,
    /// Per cent.
    pub percent: String,
    /// Placement id, or nothing.
    pub placement: String,
}

impl PositionForm {
    fn of(position: &Position) -> Self {
        Self {
            unit: position.unit.to_string(),
            percent: position.percent.to_string(),
            placement: position.placement.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn parse(&self, at: usize, issues: &mut Issues) -> Option<Position> {
        let unit = issues.keep(format!("positions[{at}].unit"), unit_of(&self.unit));
        let percent = issues.keep(format!("positions[{at}].percent"), Percent::parse(&self.percent));
        let placement = optional(&self.placement, |id| id.parse().map_err(|_| IssueCode::UnknownChoice));
        let placement = issues.keep(format!("positions[{at}].placement"), placement);
        Some(Position {
            unit: unit?,
            percent: percent?,
            placement: placement?,
        })
    }
}

/// A line as typed; nobody pays where the payer is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LineForm {
    /// A party's name, or nothing.
    pub payer: String,
    /// In kroner, or nothing.
    pub yearly_limit: String,
}

impl LineForm {
    fn parse(&self, category: Category, issues: &mut Issues) -> Option<Option<Line>> {
        let field = |name: &str| format!("lines.{}.{name}", category.name());
        let limit = issues.keep(field("yearly_limit"), optional(&self.yearly_limit, Amount::parse));
        let payer = match self.payer.as_str() {
            // A limit of nobody's is a payer forgotten.
            "" if limit.is_some_and(|limit| limit.is_some()) => Err(IssueCode::Required),
            "" => return limit.map(|_| None),
            name => match Party::from_name(name) {
                Some(payer) if category == Category::Salary && payer != Party::Imdi => Err(IssueCode::OnlyImdi),
                Some(payer) => Ok(payer),
                None => Err(IssueCode::UnknownChoice),
            },
        };
        let payer = issues.keep(field("payer"), payer)?;
        Some(Some(Line {
            payer,
            yearly_limit: limit?,
        }))
    }
}

/// A contact person as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ContactForm {
    /// A party's name.
    pub party: String,
    /// The name.
    pub name: String,
    /// What the person does there.
    pub role: String,
    /// Work address.
    pub email: String,
    /// Office telephone, or nothing.
    pub phone: String,
}

impl ContactForm {
    fn of(contact: &Contact) -> Self {
        Self {
            party: contact.party.name().to_owned(),
            name: contact.name.to_string(),
            role: contact.role.to_string(),
            email: contact.email.to_string(),
            phone: contact.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// Whether nothing is typed; of which party is chosen and not typed.
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.role, &self.email, &self.phone]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    fn parse(&self, at: usize, issues: &mut Issues) -> Option<Contact> {
        let field = |name: &str| format!("contacts[{at}].{name}");
        let party = issues.keep(field("party"), chosen(&self.party, Party::from_name));
        let name = issues.keep(field("name"), PersonName::parse(&self.name));
        let role = issues.keep(field("role"), ShortText::parse(&self.role));
        let email = issues.keep(field("email"), Email::parse(&self.email));
        let phone = issues.keep(field("phone"), optional(&self.phone, Phone::parse));
        Some(Contact {
            party: party?,
            name: name?,
            role: role?,
            email: email?,
            phone: phone?,
        })
    }
}

/// An agreement as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AgreementForm {
    /// Owner id; of a new one alone.
    pub owner: String,
    /// Ids of those ticked.
    pub units: Vec<String>,
    /// Ids of those ticked.
    pub nearby: Vec<String>,
    /// Rows; an empty one is passed over.
    pub positions: Vec<PositionForm>,
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`.
    pub to: String,
    /// Months.
    pub notice_months: String,
    /// Names of the parties ticked, by the item's name.
    pub responsibilities: BTreeMap<String, Vec<String>>,
    /// By the category's name.
    pub lines: BTreeMap<String, LineForm>,
    /// Rows; an empty one is passed over.
    pub contacts: Vec<ContactForm>,
    /// Where the paper lies, or nothing.
    pub document: String,
}

impl AgreementForm {
    /// An empty form with the usual choices made: three months of notice, IMDi as employer who pays salary, and a contact person
    /// for each.
    pub fn fresh() -> Self {
        let imdi = || Party::Imdi.name().to_owned();
        let contact = |party: Party| ContactForm {
            party: party.name().to_owned(),
            ..ContactForm::default()
        };
        let salary = LineForm {
            payer: imdi(),
            yearly_limit: String::new(),
        };
        Self {
            notice_months: "3".to_owned(),
            responsibilities: BTreeMap::from([(Item::Employer.name().to_owned(), vec![imdi()])]),
            lines: BTreeMap::from([(Category::Salary.name().to_owned(), salary)]),
            contacts: vec![contact(Party::Imdi), contact(Party::SchoolOwner)],
            ..Self::default()
        }
    }

    /// An agreement as it would have been typed.
    pub fn of(agreement: &Agreement) -> Self {
        let terms = &agreement.terms;
        let ids = |units: &BTreeSet<UnitId>| units.iter().map(ToString::to_string).collect();
        let line = |(category, line): (&Category, &Line)| {
            let typed = LineForm {
                payer: line.payer.name().to_owned(),
                yearly_limit: line.yearly_limit.map(|limit| limit.to_string()).unwrap_or_default(),
            };
            (category.name().to_owned(), typed)
        };
        let item = |(item, who): (&Item, &BTreeSet<Party>)| {
            let who = who.iter().map(|party| party.name().to_owned()).collect();
            (item.name().to_owned(), who)
        };
        Self {
            owner: agreement.owner.to_string(),
            units: ids(&terms.units),
            nearby: ids(&terms.nearby),
            positions: terms.positions.iter().map(PositionForm::of).collect(),
            from: terms.from.to_string(),
            to: terms.to.to_string(),
            notice_months: terms.notice_months.to_string(),
            responsibilities: terms.responsibilities.iter().map(item).collect(),
            lines: terms.lines.iter().map(line).collect(),
            contacts: terms.contacts.iter().map(ContactForm::of).collect(),
            document: terms.document.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// A new agreement.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: AgreementId) -> Result<NewAgreement, Vec<Issue>> {
        let mut issues = Issues::new();
        let owner = chosen(&self.owner, |id| id.parse().ok());
        let owner = issues.keep("owner", owner);
        let terms = self.terms(&mut issues);
        match (owner, terms) {
            (Some(owner), Some(terms)) if issues.is_empty() => Ok(NewAgreement { id, owner, terms }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The terms as far as they can be read, to be laid beside others; none where something is lacking.
    pub fn reading(&self) -> Option<Terms> {
        self.terms(&mut Issues::new())
    }

    /// The command that changes an agreement: an amendment where terms of a signed one become otherwise, an edit else.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_change(
        &self,
        before: &Agreement,
        signed: &AmendmentForm,
        today: Date,
    ) -> Result<AgreementCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let terms = self.terms(&mut issues);
        let is_free = |terms: &Terms| differences(&before.terms, terms).into_iter().all(Field::is_free);
        match terms {
            Some(terms) if before.state.is_signed() && !is_free(&terms) => {
                match (signed.parse(today, &mut issues), issues.is_empty()) {
                    (Some((signed_on, reference, reason)), true) => Ok(AgreementCommand::Amend {
                        terms: Box::new(terms),
                        signed_on,
                        reference,
                        reason,
                    }),
                    _ => Err(issues.into_vec()),
                }
            }
            Some(terms) if issues.is_empty() => Ok(AgreementCommand::Edit { terms: Box::new(terms) }),
            _ => Err(issues.into_vec()),
        }
    }

    fn terms(&self, issues: &mut Issues) -> Option<Terms> {
        let unit = |id: &str| id.parse::<UnitId>().ok();
        let units = issues.keep("units", ticked(&self.units, unit));
        let nearby = match self.nearby.as_slice() {
            [] => Some(BTreeSet::new()),
            some => issues.keep("nearby", ticked(some, unit)),
        };
        let from = issues.keep("from", parse_date(&self.from));
        let to = issues.keep("to", parse_date(&self.to));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            issues.push("to", IssueCode::EndBeforeStart);
        }
        let notice_months = issues.keep("notice_months", NoticeMonths::parse(&self.notice_months));
        let document = issues.keep("document", optional(&self.document, Reference::parse));
        let positions = self.positions(issues);
        let responsibilities = self.responsibilities(issues);
        let lines = self.lines(issues);
        let contacts = self.contacts(issues);
        Some(Terms {
            units: units?,
            nearby: nearby?,
            positions: positions?,
            from: from?,
            to: to?,
            notice_months: notice_months?,
            responsibilities: responsibilities?,
            lines: lines?,
            contacts: contacts?,
            document: document?,
        })
    }

    fn positions(&self, issues: &mut Issues) -> Option<Vec<Position>> {
        let filled = self.positions.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let rows: Vec<Option<Position>> = filled.map(|(at, row)| row.parse(at, issues)).collect();
        if rows.len() > MAX_POSITIONS {
            issues.push(format!("positions[{MAX_POSITIONS}].unit"), IssueCode::MustBeEmpty);
        }
        rows.into_iter().collect()
    }

    fn responsibilities(&self, issues: &mut Issues) -> Option<BTreeMap<Item, BTreeSet<Party>>> {
        let mut found = BTreeMap::new();
        let mut is_sound = true;
        for (name, who) in self.responsibilities.iter().filter(|(_, who)| !who.is_empty()) {
            let field = format!("responsibilities.{name}");
            let who = match Item::from_name(name) {
                None => Err(IssueCode::UnknownChoice),
                Some(item) => ticked(who, Party::from_name).and_then(|who| match item {
                    Item::Employer if who != BTreeSet::from([Party::Imdi]) => Err(IssueCode::OnlyImdi),
                    item => Ok((item, who)),
                }),
            };
            match issues.keep(field, who) {
                Some((item, who)) => {
                    found.insert(item, who);
                }
                None => is_sound = false,
            }
        }
        is_sound.then_some(found)
    }

    fn lines(&self, issues: &mut Issues) -> Option<BTreeMap<Category, Line>> {
        let mut found = BTreeMap::new();
        let mut is_sound = true;
        for (name, typed) in &self.lines {
            let Some(category) = Category::from_name(name) else {
                issues.push(format!("lines.{name}.payer"), IssueCode::UnknownChoice);
                is_sound = false;
                continue;
            };
            match typed.parse(category, issues) {
                Some(Some(line)) => {
                    found.insert(category, line);
                }
                Some(None) => {}
                None => is_sound = false,
            }
        }
        is_sound.then_some(found)
    }

    fn contacts(&self, issues: &mut Issues) -> Option<Vec<Contact>> {
        let filled = self.contacts.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let rows: Vec<Option<Contact>> = filled.map(|(at, row)| row.parse(at, issues)).collect();
        if rows.len() > MAX_CONTACTS {
            issues.push(format!("contacts[{MAX_CONTACTS}].name"), IssueCode::MustBeEmpty);
        }
        rows.into_iter().collect()
    }
}

/// A choice of a list, where one has to be made.
fn chosen<T>(typed: &str, of: impl FnOnce(&str) -> Option<T>) -> Result<T, IssueCode> {
    match typed.trim() {
        "" => Err(IssueCode::Required),
        typed => of(typed).ok_or(IssueCode::UnknownChoice),
    }
}

/// What an amendment is signed with, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AmendmentForm {
    /// `YYYY-MM-DD`.
    pub signed_on: String,
    /// Where the signed paper lies.
    pub reference: String,
    /// Why.
    pub reason: String,
}

impl AmendmentForm {
    fn parse(&self, today: Date, issues: &mut Issues) -> Option<(Date, Reference, Remark)> {
        let signed_on = issues.keep("signed_on", passed(&self.signed_on, today));
        let reference = issues.keep("reference", Reference::parse(&self.reference));
        let reason = issues.keep("amend_reason", Remark::parse(&self.reason));
        Some((signed_on?, reference?, reason?))
    }
}

/// A notice as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TerminationForm {
    /// `YYYY-MM-DD`.
    pub given_on: String,
    /// `YYYY-MM-DD`.
    pub last_day: String,
    /// Whether both are agreed on a last day before the period of notice is over.
    pub is_agreed: bool,
    /// Why.
    pub reason: String,
}

impl TerminationForm {
    /// The command that gives notice.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, today: Date) -> Result<AgreementCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let given_on = issues.keep("given_on", passed(&self.given_on, today));
        let last_day = issues.keep("last_day", parse_date(&self.last_day));
        let reason = issues.keep("reason", Remark::parse(&self.reason));
        match (given_on, last_day, reason) {
            (Some(given_on), Some(last_day), Some(reason)) => Ok(AgreementCommand::Terminate {
                given_on,
                last_day,
                is_agreed: self.is_agreed,
                reason,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// A day that has come.
fn passed(typed: &str, today: Date) -> Result<Date, IssueCode> {
    match parse_date(typed) {
        Ok(day) if today < day => Err(IssueCode::AfterToday),
        other => other,
    }
}

/// A new evaluation meeting as typed.
///
/// # Errors
/// The fault of the field `meeting`.
pub fn parse_meeting(date: &str) -> Result<AgreementCommand, Vec<Issue>> {
    match parse_date(date) {
        Ok(date) => Ok(AgreementCommand::AddMeeting { date }),
        Err(code) => Err(vec![Issue::new("meeting", code)]),
    }
}
