//! The desk where seats are given. All that takes or frees a seat of an event stands in one line; whoever holds the pen takes
//! everyone who waits by then, decides one after another, and writes all of it in one transaction. Five hundred who come at once are
//! a handful of transactions, and nobody decides on seats that another is giving away.
//!
//! Another process has a desk of its own: there the book's guard makes one of the two decide again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::EventId;
use store::{StoreError, retry_conflicts};
use tokio::sync::{Mutex as Pen, oneshot};

use super::ask::{Answer, Ask};
use super::decide;
use crate::ServiceError;
use crate::ctx::Services;

/// As many are written in one transaction.
const AT_A_TIME: usize = 64;

/// The desks of events that somebody stands at.
#[derive(Debug, Default)]
pub struct Desks(Mutex<HashMap<EventId, Arc<Desk>>>);

#[derive(Debug, Default)]
struct Desk {
    line: Mutex<Vec<Turn>>,
    pen: Pen<()>,
}

#[derive(Debug)]
struct Turn {
    ask: Ask,
    answer: oneshot::Sender<Result<Answer, ServiceError>>,
}

impl Desks {
    fn of(&self, event: EventId) -> Arc<Desk> {
        let mut desks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // One that nobody stands at any more.
        desks.retain(|_, desk| Arc::strong_count(desk) > 1);
        desks.entry(event).or_default().clone()
    }
}

impl Desk {
    fn stand(&self, turn: Turn) {
        self.line.lock().unwrap_or_else(PoisonError::into_inner).push(turn);
    }

    fn next(&self) -> Vec<Turn> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let some = line.len().min(AT_A_TIME);
        line.drain(..some).collect()
    }
}

/// Stands in the line of an event and waits for the answer. What was asked is carried out even if whoever asked is gone.
///
/// # Errors
/// What the decision says; `Unavailable`.
pub(super) async fn ask(services: &Arc<Services>, event: EventId, ask: Ask) -> Result<Answer, ServiceError> {
    let desk = services.desks.of(event);
    let (answer, told) = oneshot::channel();
    desk.stand(Turn { ask, answer });
    let services = services.clone();
    tokio::spawn(async move {
        let _pen = desk.pen.lock().await;
        let turns = desk.next();
        if !turns.is_empty() {
            carry_out(&services, event, turns).await;
        }
    });
    told.await.unwrap_or_else(|_| Err(gone()))
}

async fn carry_out(services: &Services, event: EventId, turns: Vec<Turn>) {
    let (asks, waiting): (Vec<Ask>, Vec<_>) = turns.into_iter().map(|turn| (turn.ask, turn.answer)).unzip();
    let decided = retry_conflicts(|| async {
        let (tx, answers) = decide::all(services, event, &asks).await?;
        services.store.commit(tx).await?;
        Ok::<_, ServiceError>(answers)
    })
    .await;
    match decided {
        Ok(answers) => {
            for (waiting, answer) in waiting.into_iter().zip(answers) {
                // Whoever asked may be gone.
                let _ = waiting.send(answer);
            }
        }
        Err(ServiceError::NotFound) => {
            for waiting in waiting {
                let _ = waiting.send(Err(ServiceError::NotFound));
            }
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "seats could not be given");
            for waiting in waiting {
                let _ = waiting.send(Err(gone()));
            }
        }
    }
}

fn gone() -> ServiceError {
    ServiceError::Unavailable(StoreError::Unavailable("the seats could not be given".into()))
}
