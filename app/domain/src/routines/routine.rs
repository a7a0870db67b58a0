//! A routine with its editions.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::state::{RoutineScope, RoutineState};
use crate::access::Subject;
use crate::ids::{InvalidId, OwnerId, PersonId, UnitId};
use crate::text::{Note, ShortText, WebAddress};
use crate::time::length::ToLength as _;

/// How long a routine holds after it was adopted or gone through (domain brief, 2.7).
pub const FRESH_MONTHS: i64 = 12;
/// So many days before the next review it is told that it comes.
pub const DUE_DAYS: i64 = 30;
/// The most editions that are kept; of more the oldest go.
pub const MAX_EDITIONS: usize = 12;
/// The most reviews of an edition that are kept; of more the oldest go.
pub const MAX_REVIEWS: usize = 12;

/// Which routine: a unit has one for each scope, written as `01K….travel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoutineRef {
    /// Whose.
    pub unit: UnitId,
    /// What it is for.
    pub scope: RoutineScope,
}

impl fmt::Display for RoutineRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.unit, self.scope.name())
    }
}

impl FromStr for RoutineRef {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (unit, scope) = text.split_once('.').ok_or(InvalidId)?;
        Ok(Self {
            unit: unit.parse()?,
            scope: RoutineScope::from_name(scope).ok_or(InvalidId)?,
        })
    }
}

impl TryFrom<String> for RoutineRef {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RoutineRef> for String {
    fn from(at: RoutineRef) -> Self {
        at.to_string()
    }
}

named! {
    /// Who at the school adopts a routine: a role, never a person.
    Adopter[4] {
        /// The head.
        Head = "head",
        /// The leaders together.
        Leaders = "leaders",
        /// The school's owner.
        Owner = "owner",
        /// A council of the school.
        Council = "council",
    }
}

named! {
    /// What of the school's own a routine is written into.
    Anchor[3] {
        /// The year's plan of what is done when.
        YearWheel = "year_wheel",
        /// Internal control.
        InternalControl = "internal_control",
        /// The plan of health and safety.
        SafetyPlan = "safety_plan",
    }
}

/// What is written of a routine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// A name of its own; empty where the scope says enough.
    pub title: ShortText,
    /// Where the document lies, as an archive's reference; may be empty.
    pub document: ShortText,
    /// Its address.
    pub link: Option<WebAddress>,
    /// When it is to be adopted, while it is worked on.
    #[serde(default, with = "crate::time::wire::option")]
    pub planned_on: Option<Date>,
    /// What it is written into.
    pub anchored: BTreeSet<Anchor>,
    /// What is to be remembered; may be empty.
    pub note: Note,
}

/// A day on which an edition was gone through and held on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// When it was to be gone through next, as agreed then.
    #[serde(with = "crate::time::wire")]
    pub next_review: Date,
}

/// How an edition was adopted, and when it was gone through since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adoption {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// By whom.
    pub by: Adopter,
    /// When it was to be gone through first, as agreed then.
    #[serde(with = "crate::time::wire")]
    pub next_review: Date,
    /// When it was gone through since, in order; none before it was adopted.
    pub reviews: Vec<Review>,
}

impl Adoption {
    /// The days on which it was adopted and gone through, in order, each with the day that was agreed for the next time.
    fn days(&self) -> impl Iterator<Item = (Date, Date)> + use<'_> {
        let reviews = self.reviews.iter().map(|one| (one.on, one.next_review));
        std::iter::once((self.on, self.next_review)).chain(reviews)
    }

    /// When it was adopted or gone through last.
    pub fn last(&self) -> Date {
        self.reviews.last().map_or(self.on, |one| one.on)
    }

    /// When it is to be gone through next, as agreed.
    pub fn agreed(&self) -> Date {
        self.reviews.last().map_or(self.next_review, |one| one.next_review)
    }

    /// When it is due: as agreed, and after [`FRESH_MONTHS`] at the latest. It holds until the eve.
    pub fn due_on(&self) -> Date {
        due(self.last(), self.agreed())
    }

    /// The last day that it holds until.
    pub fn fresh_until(&self) -> Date {
        eve(self.due_on())
    }
}

/// An edition of a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Which, from 1.
    pub number: u16,
    /// Where it stands.
    pub state: RoutineState,
    /// Where the document lies, as an archive's reference; may be empty.
    pub document: ShortText,
    /// Its address.
    pub link: Option<WebAddress>,
    /// How it was adopted.
    pub adopted: Option<Adoption>,
}

/// A routine of a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    /// Whose, and what for.
    pub at: RoutineRef,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// A name of its own; empty where the scope says enough.
    pub title: ShortText,
    /// Oldest first; never empty. At most one is in force and at most one worked on, and that one is the last.
    pub editions: Vec<Edition>,
    /// When the edition that is worked on is to be adopted.
    #[serde(default, with = "crate::time::wire::option")]
    pub planned_on: Option<Date>,
    /// What it is written into.
    pub anchored: BTreeSet<Anchor>,
    /// What is to be remembered; may be empty.
    pub note: Note,
    /// Who changed it last.
    pub by: PersonId,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

named! {
    /// How a routine reads on a day, the worst first.
    RoutineSign[5] {
        /// There is none.
        Missing = "missing",
        /// It was adopted, and not gone through before it was due: it holds no longer.
        Expired = "expired",
        /// The first edition is being written.
        UnderWork = "under_work",
        /// It holds, and is to be gone through soon.
        Due = "due",
        /// It holds.
        InForce = "in_force",
    }
}

impl Routine {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject::at(self.at.unit, self.owner)
    }

    /// The edition that the school goes by.
    pub fn in_force(&self) -> Option<&Edition> {
        self.editions.iter().find(|one| one.state.is_in_force())
    }

    /// The edition that is worked on.
    pub fn work(&self) -> Option<&Edition> {
        self.editions.last().filter(|one| one.state.is_work())
    }

    /// The day before which it is to be gone through; none where nothing is in force.
    pub fn due_on(&self) -> Option<Date> {
        Some(self.in_force()?.adopted.as_ref()?.due_on())
    }

    /// The last day that it holds until; none where nothing is in force.
    pub fn fresh_until(&self) -> Option<Date> {
        Some(eve(self.due_on()?))
    }

    /// The stretches in which it held, in order and none over another, each with its first and last day: from the day on which an edition
    /// was adopted or gone through until the eve of the day on which that was due again, or was done again if that was sooner. Coverage and
    /// gaps go by them, and [`Self::sign`] says the same of the last one.
    pub fn spans(&self) -> Vec<(Date, Date)> {
        let adopted = self.editions.iter().filter_map(|one| one.adopted.as_ref());
        let days: Vec<(Date, Date)> = adopted.flat_map(Adoption::days).collect();
        let next = days.iter().skip(1).map(|(day, _)| Some(*day)).chain([None]);
        let span = |((day, agreed), next): (&(Date, Date), Option<Date>)| {
            let due = due(*day, *agreed);
            (*day, eve(next.map_or(due, |next| next.min(due))))
        };
        // Of two on one day the second holds.
        days.iter()
            .zip(next)
            .map(span)
            .filter(|(day, until)| day <= until)
            .collect()
    }

    /// How it reads on a day.
    pub fn sign(&self, today: Date) -> RoutineSign {
        match self.due_on() {
            None => RoutineSign::UnderWork,
            Some(due) if due <= today => RoutineSign::Expired,
            Some(due) if due <= today.saturating_add(DUE_DAYS.days()) => RoutineSign::Due,
            Some(_) => RoutineSign::InForce,
        }
    }

    /// What is written of it now, of the newest edition.
    pub fn details(&self) -> Details {
        let newest = self.editions.last();
        Details {
            title: self.title.clone(),
            document: newest.map(|one| one.document.clone()).unwrap_or_default(),
            link: newest.and_then(|one| one.link.clone()),
            planned_on: self.planned_on,
            anchored: self.anchored.clone(),
            note: self.note.clone(),
        }
    }
}

/// The next review that is proposed for a routine that was adopted or gone through on a day.
pub fn proposed_review(on: Date) -> Date {
    months_after(on, FRESH_MONTHS)
}

/// When what was adopted or gone through on a day is due again, where a day was agreed.
fn due(on: Date, agreed: Date) -> Date {
    agreed.min(months_after(on, FRESH_MONTHS))
}

fn eve(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

pub(super) fn months_after(day: Date, months: i64) -> Date {
    day.saturating_add(Span::new().months(months))
}
