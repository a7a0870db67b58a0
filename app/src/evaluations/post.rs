//! Sends the answers that this browser keeps, each sum exactly once, as soon as the server can be reached.

use std::time::Duration;

use domain::evaluations::view::EvaluationView;
use domain::ids::{GroupId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::change_evaluation;
use super::kept::Place;
use crate::error::{AppError, ErrorCode};
use crate::pause::pause;

/// How long to wait before answers that did not reach the server are sent again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// How the sending stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posting {
    /// Nothing is kept.
    Idle,
    /// On its way.
    Underway,
    /// The server can't be reached; tried again.
    Waiting,
    /// The session has ended; tried again, for the person may sign in elsewhere in this browser.
    SignedOut,
    /// The server said no; the person decides.
    Refused(AppError),
}

/// The answers of one group on their way from this browser.
#[derive(Clone, Copy)]
pub struct Post {
    /// How it stands.
    pub posting: RwSignal<Posting>,
    /// The evaluation after the last sum that arrived.
    pub arrived: RwSignal<Option<EvaluationView>>,
    place: StoredValue<Place>,
    group: GroupId,
}

impl Post {
    /// Sends nothing yet.
    pub fn new(reader: PersonId, group: GroupId) -> Self {
        Self {
            posting: RwSignal::new(Posting::Idle),
            arrived: RwSignal::new(None),
            place: StoredValue::new(Place::of(reader, group)),
            group,
        }
    }

    /// Whether answers wait in this browser.
    pub fn has_kept(self) -> bool {
        self.place.with_value(|place| place.answers() > 0)
    }

    /// Sends what is kept, and tries again for as long as the page is open.
    pub fn start(self) {
        if !self.has_kept() || self.posting.get_untracked() == Posting::Underway {
            return;
        }
        self.posting.set(Posting::Underway);
        spawn_local(async move {
            loop {
                self.attempt().await;
                match self.posting.try_get_untracked() {
                    Some(Posting::Waiting | Posting::SignedOut) => pause(RETRY_AFTER).await,
                    _ => break,
                }
            }
        });
    }

    /// Sends what is kept until nothing is left or something is in the way.
    pub async fn attempt(self) {
        let Some(place) = self.place.try_get_value() else {
            return;
        };
        let outcome = deliver(&place, self.group, |view| {
            let _ = self.arrived.try_set(Some(view));
        })
        .await;
        let _ = self.posting.try_set(outcome);
    }

    /// Gives up what the server does not take.
    pub fn discard(self) {
        self.place.with_value(Place::discard);
        self.posting.set(Posting::Idle);
    }
}

/// Sends what is kept in a place until nothing is left or something is in the way, and tells how it stands then.
pub async fn deliver(place: &Place, group: GroupId, arrived: impl Fn(EvaluationView)) -> Posting {
    while let Some(envelope) = place.next() {
        let key = envelope.key;
        match change_evaluation(group, envelope).await {
            Ok(view) => {
                place.settle(key);
                arrived(view);
            }
            Err(error) => {
                return match error.code {
                    // A conflict is over when it is sent again.
                    ErrorCode::Offline | ErrorCode::Unavailable | ErrorCode::Stale => Posting::Waiting,
                    ErrorCode::SignedOut => Posting::SignedOut,
                    _ => Posting::Refused(error),
                };
            }
        }
    }
    Posting::Idle
}
