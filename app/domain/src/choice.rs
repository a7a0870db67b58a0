//! Something to choose from a list.

use serde::{Deserialize, Serialize};

/// A choice of a list: an id and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub name: String,
}
