//! What colleagues say of something that is planned: of a teaching module, or of a block of a run sheet. It is for those who plan, and in no
//! printout.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{BlockId, CommentId, PersonId};
use crate::text::Note;

/// What a colleague says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Made where it is written.
    pub id: CommentId,
    /// Who says it.
    pub by: PersonId,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// What.
    pub text: Note,
    /// The block that it is about; none for the whole.
    pub block: Option<BlockId>,
    /// Whether it is dealt with.
    pub resolved: bool,
}
