//! What a colleague or another device did is seen without a reload.

use leptos::prelude::*;

use super::plan::Plan;
use super::work::Planner;

/// Asks for the newest version when the page is looked at again.
pub fn follow<P: Plan>(planner: Planner<P>) {
    Effect::new(move |_| {
        let look = move || {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                planner.refresh();
            }
        };
        let handle = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || handle.remove());
    });
}
