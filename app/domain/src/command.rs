//! Commands: everything that changes state is one, with a key that makes a repeat harmless.

use serde::{Deserialize, Serialize};

use crate::ids::CommandId;
use crate::text_guard::Confirmed;

/// A command as it travels: what to do, the key that makes a second arrival the same as the first, and for edits the
/// version that the person saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<C> {
    /// Made once where the person acts; a repeated key has the effect of one and gets the first answer.
    pub key: CommandId,
    /// The version the person's screen showed; `None` for commands that create.
    pub expected_version: Option<u64>,
    /// Words in the command's free texts of which the person has said that they are nobody's name.
    #[serde(default)]
    pub confirmed: Confirmed,
    /// What to do.
    pub command: C,
}
