//! What the pages show of agreements.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Category, Party, State, Terms};
use super::expense::{Activity, ActivityKind, LineStanding};
use super::standing::{AgreementStanding, Alert};
use super::values::Amount;
use crate::choice::Choice;
use crate::ids::{AgreementId, ExpenseId, OwnerId, PersonId, PlacementId, UnitId};

/// What the list is narrowed to, as the address bar has it; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementFilter {
    /// Two digits.
    pub county: String,
    /// Owner id.
    pub owner: String,
    /// A state's name.
    pub state: String,
}

/// An agreement in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementRow {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// What it covers.
    pub units: Vec<String>,
    /// The first day.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub last_day: Date,
    /// Where it stands today.
    pub stage: State,
    /// What to look after, the most pressing first.
    pub alerts: Vec<Alert>,
    /// Whether another that is signed takes its place.
    pub is_renewed: bool,
    /// The units, by name, that another agreement covers on the same days.
    pub overlaps: Vec<String>,
}

/// The list of agreements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementsView {
    /// Those with something to look after first.
    pub rows: Vec<AgreementRow>,
    /// What it was narrowed to.
    pub filter: AgreementFilter,
    /// Counties to choose from.
    pub counties: Vec<Choice>,
    /// Owners to choose from.
    pub owners: Vec<Choice>,
    /// Whether the reader may write one.
    pub may_edit: bool,
}

/// A unit to choose, or to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitOption {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: Option<OwnerId>,
}

/// A placement to choose, or to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementOption {
    /// Which.
    pub id: PlacementId,
    /// Where.
    pub unit: UnitId,
    /// Who; none while it is vacant.
    pub name: Option<String>,
    /// Share of a full position.
    pub percent: u8,
}

/// What an agreement is written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementChoices {
    /// Who writes.
    pub me: PersonId,
    /// Owners.
    pub owners: Vec<Choice>,
    /// Units in use, by name.
    pub units: Vec<UnitOption>,
    /// Units that are on the nearby list of a unit: whose list, and which.
    pub nearby: Vec<(UnitId, UnitId)>,
    /// Placements that have not ended.
    pub placements: Vec<PlacementOption>,
}

/// An expense in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseRow {
    /// Which.
    pub id: ExpenseId,
    /// What for.
    pub category: Category,
    /// Who pays.
    pub payer: Party,
    /// When it was paid.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How much.
    pub amount: Amount,
    /// What it was for.
    pub activity: Option<Activity>,
    /// Where the receipt lies.
    pub receipt: String,
    /// Why it goes over the limit; empty where it does not.
    pub reason: String,
    /// Who wrote it down.
    pub by_name: String,
    /// Whether the reader wrote it down, and may open what it was for.
    pub is_own: bool,
    /// Whether the reader may take it away.
    pub may_remove: bool,
    /// Its version, which taking it away expects.
    pub version: u64,
}

/// The agreement that another one renews, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Which.
    pub id: AgreementId,
    /// What was agreed.
    pub terms: Terms,
}

/// Another agreement for the same units and days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapRow {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// The units that both cover.
    pub units: Vec<String>,
    /// The first day on which both hold.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last one.
    #[serde(with = "crate::time::wire")]
    pub to: Date,
}

/// An agreement with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    /// The agreement itself.
    pub agreement: Agreement,
    /// With whom.
    pub owner_name: String,
    /// The units that it, what it was before it was amended, and its predecessor name.
    pub units: Vec<UnitOption>,
    /// The placements that they name.
    pub placements: Vec<PlacementOption>,
    /// Who has done something to it, by name.
    pub people: Vec<(PersonId, String)>,
    /// Where it stands today.
    pub stage: State,
    /// What to look after, the most pressing first.
    pub alerts: Vec<Alert>,
    /// The units that no agreement covers the day after its last.
    pub left: BTreeSet<UnitId>,
    /// Other agreements for the same units and days.
    pub overlaps: Vec<OverlapRow>,
    /// How its lines stand in the year of today.
    pub lines: Vec<LineStanding>,
    /// What was spent, the latest first.
    pub expenses: Vec<ExpenseRow>,
    /// What it renews.
    pub renews: Option<Predecessor>,
    /// The one that renews it.
    pub renewed_by: Option<AgreementId>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may write expenses down.
    pub may_spend: bool,
    /// Who reads.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// An activity that an expense can be for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityOption {
    /// Which.
    pub activity: Activity,
    /// Its name.
    pub title: String,
    /// The day nearest to today on which it is held.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
}

/// What an expense is written down with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpendView {
    /// Under which agreement.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// The lines that expenses can be written of, as they stand this year.
    pub lines: Vec<LineStanding>,
    /// The reader's own activities at the units of the agreement.
    pub activities: Vec<ActivityOption>,
    /// Who writes.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// An agreement that has ended without another in its place, for those who come to the front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub last_day: Date,
    /// The units that stand without one, by name.
    pub units: Vec<String>,
    /// Whether it was ended on purpose, by notice or without a renewal.
    pub is_ended: bool,
}

/// What happens with an agreement on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// The parties meet to look at how it goes.
    Meeting,
    /// Notice was given, and this is its last day.
    NoticeEnds,
    /// It ends.
    Ends,
}

/// A day of an agreement, in the week of those whom it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementDay {
    /// Which.
    pub id: AgreementId,
    /// With whom.
    pub owner_name: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// What happens.
    pub kind: DayKind,
}

/// What a unit's page says of its agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum UnitAgreement {
    /// No agreement was ever in force, though somebody is placed there.
    Missing,
    /// How it stands.
    Stands {
        /// The standing.
        standing: AgreementStanding,
    },
}

/// Something that whoever comes after has to take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverItem {
    /// What kind.
    pub kind: ActivityKind,
    /// Where its page is.
    pub href: String,
    /// Its name.
    pub title: String,
    /// The next time, if one is set.
    #[serde(default, with = "crate::time::wire::option")]
    pub next: Option<Date>,
    /// How many times lie ahead.
    pub ahead: usize,
    /// How many times are past and were never closed.
    pub unclosed: usize,
    /// The day on which it is to be looked at what it has led to.
    #[serde(default, with = "crate::time::wire::option")]
    pub follow_up_on: Option<Date>,
}

/// What a person has going at a unit, for when the placement ends or changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverView {
    /// Whose.
    pub person_name: String,
    /// Where.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The last day of the placement, if it is known.
    #[serde(default, with = "crate::time::wire::option")]
    pub last_day: Option<Date>,
    /// What is open, the next first.
    pub items: Vec<HandoverItem>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}
