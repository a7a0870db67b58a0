//! What both parties have signed after the agreement itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Terms};
use super::values::Reference;
use crate::ids::PersonId;
use crate::text::Remark;

/// The most amendments of an agreement; a new agreement is clearer then.
pub const MAX_AMENDMENTS: usize = 20;

/// A change of the terms of a signed agreement. It holds from the day on which it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// When both had signed.
    #[serde(with = "crate::time::wire")]
    pub signed_on: Date,
    /// Where the signed paper lies in the archive.
    pub reference: Reference,
    /// Why.
    pub reason: Remark,
    /// When it was written down.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Who has written it down.
    pub by: PersonId,
    /// What was agreed until then.
    pub before: Terms,
}

impl Agreement {
    /// Each amendment with what was agreed after it, the first first.
    pub fn amended(&self) -> impl Iterator<Item = (&Amendment, &Terms)> {
        let after = self.amendments.iter().skip(1).map(|next| &next.before);
        self.amendments.iter().zip(after.chain([&self.terms]))
    }
}
