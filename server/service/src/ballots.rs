//! Anonymous answers on their way into sums: each is counted once, and nothing tells whose it was.
//!
//! What keeps a form that is sent twice from counting twice lives in this process alone, for a while, and holds no part of the answer.

use std::collections::VecDeque;
use std::sync::Arc;

use store::StoreError;
use tokio::sync::Mutex;

use crate::ServiceError;
use crate::ctx::Services;

/// How many forms are remembered.
const REMEMBERED: usize = 4096;

/// What tells a form from every other: chance alone, without a time in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormKey(u128);

impl FormKey {
    /// Of a form that is drawn now.
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    /// As it came back with the form; one that is none of ours is as good as a new one.
    pub fn of(text: &str) -> Self {
        u128::from_str_radix(text, 16).map_or_else(|_| Self::fresh(), Self)
    }
}

impl std::fmt::Display for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Where answers stand in line: one at a time, so that a whole staff that answers at once is no conflict.
#[derive(Debug, Default)]
pub struct Ballots(Mutex<VecDeque<(String, FormKey)>>);

/// Counts the answer of a form to what is asked under a name. Sent again from the same form, it has the effect of one; it is carried out
/// even if whoever sent it is gone, so that nobody presses again for one that was counted and not remembered.
pub(crate) async fn cast(
    services: &Arc<Services>,
    of: String,
    form: FormKey,
    count: impl Future<Output = Result<(), ServiceError>> + Send + 'static,
) -> Result<(), ServiceError> {
    let services = services.clone();
    let carried_out = tokio::spawn(async move {
        let mut sent = services.ballots.0.lock().await;
        if sent.iter().any(|(name, known)| *name == of && *known == form) {
            return Ok(());
        }
        count.await?;
        if sent.len() >= REMEMBERED {
            sent.pop_front();
        }
        sent.push_back((of, form));
        Ok(())
    });
    let gone = |_| StoreError::Unavailable("the answer could not be counted".into());
    carried_out.await.map_err(gone)?
}
