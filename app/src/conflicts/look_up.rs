//! Asking the server while a time is typed, once the typing rests.

use std::time::Duration;

use domain::conflicts::Conflict;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::AppError;

/// How long the typing rests before it is asked.
const REST: Duration = Duration::from_millis(250);

/// What is known of the times on the screen.
#[derive(Clone, Copy)]
pub struct LookUp {
    /// What they run into. Those of times that are no longer there are of no use, and name their time.
    pub found: RwSignal<Vec<Conflict>>,
    /// Whether the last question stayed without an answer.
    pub failed: RwSignal<bool>,
}

/// Asks `ask` in the browser whenever the question changes; none is asked for nothing.
pub fn look_up<Q, F>(question: Signal<Option<Q>>, ask: fn(Q) -> F) -> LookUp
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    F: Future<Output = Result<Vec<Conflict>, AppError>> + 'static,
{
    let known = LookUp {
        found: RwSignal::new(Vec::new()),
        failed: RwSignal::new(false),
    };
    let question = Memo::new(move |_| question.get());
    // An answer to an older question is of no use.
    let newest = StoredValue::new(0u32);
    Effect::new(move |_| {
        let asked = question.get();
        let turn = newest.get_value().wrapping_add(1);
        newest.set_value(turn);
        let Some(asked) = asked else {
            known.found.set(Vec::new());
            known.failed.set(false);
            return;
        };
        let put = move || {
            spawn_local(async move {
                // The page may be left meanwhile.
                if newest.try_get_value() != Some(turn) {
                    return;
                }
                let answer = ask(asked).await;
                if newest.try_get_value() != Some(turn) {
                    return;
                }
                let _ = known.failed.try_set(answer.is_err());
                let _ = known.found.try_set(answer.unwrap_or_default());
            });
        };
        set_timeout(put, REST);
    });
    known
}
