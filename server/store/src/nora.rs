//! Proposals for the portal Nora, a row each.

use domain::ids::{ModuleId, PersonId, ProposalId};
use domain::nora::{Proposal, Step};

use crate::{Query, Result, Store, Table, Tx};

/// Rows are [`Proposal`] as it is.
pub const PROPOSAL: Table = Table::new("nora_proposal");

/// The proposal with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: ProposalId) -> Result<Option<Proposal>> {
    store.get(PROPOSAL, id.to_string()).await
}

/// What a person wrote, the newest first.
///
/// # Errors
/// As every read.
pub async fn of_author(store: &Store, author: PersonId) -> Result<Vec<Proposal>> {
    let query = Query::new("SELECT * FROM nora_proposal WHERE author = $author ORDER BY id DESC");
    store.list(query.bind("author", &author.to_string())).await
}

/// What stands at one of these steps, the oldest first.
///
/// # Errors
/// As every read.
pub async fn at_steps(store: &Store, steps: &[Step]) -> Result<Vec<Proposal>> {
    let names: Vec<&str> = steps.iter().map(|step| step.name()).collect();
    let query = Query::new("SELECT * FROM nora_proposal WHERE step IN $steps ORDER BY id");
    store.list(query.bind("steps", &names)).await
}

/// What came of a module, the oldest first.
///
/// # Errors
/// As every read.
pub async fn of_module(store: &Store, module: ModuleId) -> Result<Vec<Proposal>> {
    let query = Query::new("SELECT * FROM nora_proposal WHERE origin.module = $module ORDER BY id");
    store.list(query.bind("module", &module.to_string())).await
}

/// Adds a proposal.
pub fn create(tx: &mut Tx, proposal: &Proposal) {
    tx.create(PROPOSAL, proposal.id.to_string(), proposal);
}

/// Writes a proposal over version `expected`.
pub fn save(tx: &mut Tx, proposal: &Proposal, expected: u64) {
    tx.update_versioned(PROPOSAL, proposal.id.to_string(), expected, proposal);
}
