//! Asking the server while something is typed, once the typing rests.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::AppError;

/// How long the typing rests before it is asked.
const REST: Duration = Duration::from_millis(250);

/// What is known of what stands on the screen.
pub struct LookUp<T: Send + Sync + 'static> {
    /// The newest answer.
    pub found: RwSignal<T>,
    /// Whether the last question stayed without an answer.
    pub failed: RwSignal<bool>,
}

impl<T: Send + Sync> Clone for LookUp<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for LookUp<T> {}

/// Asks `ask` in the browser whenever the question changes; none is asked for nothing.
/// After a failure the answer before stays.
pub fn look_up<Q, T, F>(question: Signal<Option<Q>>, ask: fn(Q) -> F) -> LookUp<T>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    T: Default + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + 'static,
{
    let known = LookUp {
        found: RwSignal::new(T::default()),
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
            known.found.set(T::default());
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
                if let Ok(answer) = answer {
                    let _ = known.found.try_set(answer);
                }
            });
        };
        set_timeout(put, REST);
    });
    known
}
