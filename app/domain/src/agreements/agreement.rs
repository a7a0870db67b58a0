//! An agreement between IMDi and a school owner about the advisers at the owner's units (F3, E1, E2).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::amendment::Amendment;
use super::diff::Field;
use super::values::{Amount, Phone, Reference};
use crate::access::Subject;
use crate::ids::{AgreementId, OwnerId, PersonId, PlacementId, UnitId};
use crate::text::{Email, NoticeMonths, Percent, PersonName, Remark, ShortText};

/// The most positions of an agreement: Oslo has one frame for all its units.
pub const MAX_POSITIONS: usize = 40;
/// The most contact persons.
pub const MAX_CONTACTS: usize = 8;
/// The most evaluation meetings.
pub const MAX_MEETINGS: usize = 24;
/// The most changes that are kept with it; the audit trail has them all.
pub(super) const MAX_HISTORY: usize = 200;

named! {
    /// Who can be responsible for something, and who can pay.
    Party[3] {
        /// The employer and owner of the scheme.
        Imdi = "imdi",
        /// The head of the unit.
        SchoolLeader = "school_leader",
        /// The municipality or county authority.
        SchoolOwner = "school_owner",
    }
}

named! {
    /// What somebody is responsible for (domain brief, 2.11).
    Item[10] {
        /// Professional follow-up of the adviser.
        FollowUp = "follow_up",
        /// Being the employer; always IMDi (E1).
        Employer = "employer",
        /// An office.
        Office = "office",
        /// Computer, telephone.
        Equipment = "equipment",
        /// Access to the school's systems.
        Systems = "systems",
        /// Keys.
        Keys = "keys",
        /// A budget for what is done.
        Budget = "budget",
        /// Which meetings there are, and who calls them.
        Meetings = "meetings",
        /// Privacy: who is controller of what.
        Privacy = "privacy",
        /// Work at schools nearby (T2).
        Nearby = "nearby",
    }
}

named! {
    /// What an expense is for.
    Category[7] {
        /// Salary; always IMDi's (E1).
        Salary = "salary",
        /// Food for groups.
        Food = "food",
        /// Interpreters.
        Interpreter = "interpreter",
        /// Material.
        Material = "material",
        /// Travel.
        Travel = "travel",
        /// Rent of rooms.
        Rent = "rent",
        /// Something else.
        Other = "other",
    }
}

impl Category {
    /// What an adviser can write an expense of: all but salary.
    pub const SPENDABLE: [Self; 6] = [
        Self::Food,
        Self::Interpreter,
        Self::Material,
        Self::Travel,
        Self::Rent,
        Self::Other,
    ];
}

named! {
    /// Where an agreement stands, as it is stored. That its last day has passed is told by [`Agreement::stage`].
    State[7] {
        /// It is being written.
        Draft = "draft",
        /// It waits for signatures.
        ToSign = "to_sign",
        /// It is signed.
        Active = "active",
        /// It is signed, and a change is talked about.
        Renegotiation = "renegotiation",
        /// Its last day has passed, and it is not to be renewed.
        Expired = "expired",
        /// One of the parties has given notice.
        Terminated = "terminated",
        /// The draft came to nothing.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether both parties have signed it at some time.
    pub const fn is_signed(self) -> bool {
        match self {
            Self::Active | Self::Renegotiation | Self::Expired | Self::Terminated => true,
            Self::Draft | Self::ToSign | Self::Withdrawn => false,
        }
    }

    /// Whether something of it can be changed: the terms of a draft, contact persons and, by an amendment, terms of one that is signed.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Draft | Self::Active | Self::Renegotiation => true,
            Self::ToSign | Self::Expired | Self::Terminated | Self::Withdrawn => false,
        }
    }
}

/// A position at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Where.
    pub unit: UnitId,
    /// Share of a full position.
    pub percent: Percent,
    /// The placement that fills it; none while nobody has it.
    #[serde(default)]
    pub placement: Option<PlacementId>,
}

/// Who pays for one kind of expense, and how much a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Who pays.
    pub payer: Party,
    /// The most in a calendar year; none for no limit.
    #[serde(default)]
    pub yearly_limit: Option<Amount>,
}

/// A contact person of one of the parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Of which party.
    pub party: Party,
    /// The name.
    pub name: PersonName,
    /// What the person does there; may be empty.
    pub role: ShortText,
    /// Work address.
    pub email: Email,
    /// Office telephone.
    #[serde(default)]
    pub phone: Option<Phone>,
}

/// What is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The owner's units that it covers; never empty.
    pub units: BTreeSet<UnitId>,
    /// Units of others that are served as nearby.
    pub nearby: BTreeSet<UnitId>,
    /// Positions, in the order of the paper.
    pub positions: Vec<Position>,
    /// The first day.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub to: Date,
    /// How long before one has to give notice.
    pub notice_months: NoticeMonths,
    /// Who is responsible for what; an item that nobody was named for is left out.
    pub responsibilities: BTreeMap<Item, BTreeSet<Party>>,
    /// Who pays what.
    pub lines: BTreeMap<Category, Line>,
    /// Contact persons of both.
    pub contacts: Vec<Contact>,
    /// Where the signed paper lies in the archive.
    #[serde(default)]
    pub document: Option<Reference>,
}

impl Terms {
    /// Every unit that it covers, those nearby last.
    pub fn covered(&self) -> impl Iterator<Item = UnitId> {
        self.units.iter().chain(&self.nearby).copied()
    }

    /// Whether it covers a unit.
    pub fn covers(&self, unit: UnitId) -> bool {
        self.units.contains(&unit) || self.nearby.contains(&unit)
    }

    /// Whether it can be sent to be signed: everything has somebody who is responsible, and both parties somebody to talk to.
    pub fn is_complete(&self) -> bool {
        let has = |party: Party| self.contacts.iter().any(|contact| contact.party == party);
        let is_named = |item: &Item| self.responsibilities.get(item).is_some_and(|who| !who.is_empty());
        Item::ALL.iter().all(is_named) && has(Party::Imdi) && (has(Party::SchoolOwner) || has(Party::SchoolLeader))
    }
}

/// A meeting at which the parties look at how it goes; two a year are usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// Whether it was held.
    pub is_held: bool,
}

/// How it was ended before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Termination {
    /// When notice was given.
    #[serde(with = "crate::time::wire")]
    pub given_on: Date,
    /// The last day, after the notice.
    #[serde(with = "crate::time::wire")]
    pub last_day: Date,
    /// Whether both are agreed on a last day before the period of notice is over.
    pub is_agreed: bool,
    /// Why.
    pub reason: Remark,
}

/// Something that was done to an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub deed: Deed,
    /// What became otherwise, where terms were changed.
    #[serde(default)]
    pub fields: Vec<Field>,
}

named! {
    /// What can be done to an agreement.
    Deed[12] {
        /// Begun from nothing.
        Created = "created",
        /// Begun as the renewal of another.
        Renewed = "renewed",
        /// Its terms were changed.
        Edited = "edited",
        /// Its signed terms were changed as both have signed.
        Amended = "amended",
        /// Sent to be signed.
        Sent = "sent",
        /// Taken back from signing.
        TakenBack = "taken_back",
        /// Signed.
        Signed = "signed",
        /// Taken up again between the parties.
        Renegotiated = "renegotiated",
        /// They are agreed again.
        Resumed = "resumed",
        /// Notice was given.
        Terminated = "terminated",
        /// The draft came to nothing.
        Withdrawn = "withdrawn",
        /// It ended and is not to be renewed.
        Expired = "expired",
    }
}

/// An agreement with a school owner; IMDi is always the other party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner: OwnerId,
    /// What is agreed.
    #[serde(flatten)]
    pub terms: Terms,
    /// Where it stands.
    pub state: State,
    /// How its terms were changed after it was signed, the first first.
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// How it was ended before its time.
    pub termination: Option<Termination>,
    /// Evaluation meetings, in order of time.
    pub meetings: Vec<Meeting>,
    /// The agreement that it renews.
    pub renews: Option<AgreementId>,
    /// What was done, the first first.
    pub history: Vec<Entry>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Agreement {
    /// Where it stands on a day: one whose last day has passed is expired whatever is stored, unless it was ended otherwise.
    pub fn stage(&self, today: Date) -> State {
        match self.state {
            State::Terminated | State::Withdrawn => self.state,
            State::Draft | State::ToSign | State::Active | State::Renegotiation | State::Expired => {
                if self.terms.to < today {
                    State::Expired
                } else {
                    self.state
                }
            }
        }
    }

    /// The last day on which it is in force.
    pub fn last_day(&self) -> Date {
        match &self.termination {
            Some(termination) => termination.last_day.min(self.terms.to),
            None => self.terms.to,
        }
    }

    /// Whether it is signed and holds on a day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.state.is_signed() && self.terms.from <= day && day <= self.last_day()
    }

    /// Where it lies, a subject for each unit with a position, for the access table: whoever reaches one of them reaches it. Those nearby are
    /// often another owner's, whose affair it is not.
    pub fn subjects(&self) -> Vec<Subject> {
        self.terms
            .units
            .iter()
            .map(|unit| Subject::at(*unit, Some(self.owner)))
            .collect()
    }
}

/// An agreement as it is first written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAgreement {
    /// Made where the person writes.
    pub id: AgreementId,
    /// With whom.
    pub owner: OwnerId,
    /// What is to be agreed.
    pub terms: Terms,
}

/// That an agreement is to be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// The new one's id, made where the person acts.
    pub id: AgreementId,
    /// Which one is renewed.
    pub of: AgreementId,
}
