//! Filling an empty store: the demonstration's story, national scale for measuring, or nothing.

mod people;

use jiff::Timestamp;
use store::people::PERSON;
use store::{Store, StoreError, Tx};

pub use people::{ADMIN, AINO, INGRID, JONAS, MARTE, NINA, PER, SAMIR, SILJE, TOR, VEGARD};

/// What to fill an empty store with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// A small hand-made story (domain brief, 9.7).
    Demo,
    /// National scale (domain brief, 9.4–9.6).
    Full,
    /// Nothing.
    Empty,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The store had people already and was left alone.
    LeftAlone,
    /// The store was filled.
    Filled,
}

/// Fills an empty store; one with people in it is left alone.
///
/// # Errors
/// The store's own.
pub async fn run(store: &Store, profile: Profile, now: Timestamp) -> Result<Outcome, StoreError> {
    if profile == Profile::Empty || store.count(PERSON).await? > 0 {
        return Ok(Outcome::LeftAlone);
    }
    let mut tx = Tx::new();
    people::demo(&mut tx, now);
    store.commit(tx).await?;
    Ok(Outcome::Filled)
}
