//! Typed identifiers: one ULID type per entity, so that a unit's id can never be given where a person's is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// The text is not a ULID (26 characters of Crockford's base 32).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid identifier")]
pub struct InvalidId;

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Ulid);

        impl $name {
            /// Wraps a ULID made by the caller (the browser for commands, the server for its own records).
            pub const fn new(ulid: Ulid) -> Self {
                Self(ulid)
            }

            /// The bare ULID.
            pub const fn ulid(self) -> Ulid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0.to_string())
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ulid::from_string(text).map(Self).map_err(|_| InvalidId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )+};
}

typed_ids! {
    /// A person with an account.
    PersonId,
    /// A school, guidance centre or adult-education unit.
    UnitId,
    /// A school owner: a municipality or a county authority.
    OwnerId,
    /// A person's placement at a unit.
    PlacementId,
    /// A discussion group.
    GroupId,
    /// A programme that groups are planned from.
    ProgrammeId,
    /// A teaching module.
    ModuleId,
    /// A file that belongs to a record.
    FileId,
    /// A lesson in which a module is held for a class.
    DeliveryId,
    /// A comment on a plan.
    CommentId,
    /// A presentation for parents, pupils, staff or services.
    PresentationId,
    /// Something that made services known without a presentation.
    OutreachId,
    /// A course as it is held once, in one part or several.
    EventId,
    /// What courses are made from.
    CourseTemplateId,
    /// A survey of what the staff of a unit need to learn.
    SurveyId,
    /// Something that is done so that the staff of a unit learn what they need.
    MeasureId,
    /// A meeting of a network of services.
    NetworkId,
    /// An agreement with a school owner.
    AgreementId,
    /// Something that was spent under an agreement.
    ExpenseId,
    /// A draft of what if placements and plans were others.
    WhatIfId,
    /// A proposal for the portal Nora.
    ProposalId,
    /// An activity of the calendar, of whatever kind: a group, a presentation, a course.
    ActivityId,
    /// A block of a run sheet.
    BlockId,
    /// A signed-in session on one device (not the secret token).
    SignInId,
    /// A command: the idempotency key, made where the person acts.
    CommandId,
    /// An entry of the audit trail.
    AuditId,
    /// A row of the outbox.
    OutboxId,
}
