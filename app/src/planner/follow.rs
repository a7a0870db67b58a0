//! What a colleague or another device did is seen without a reload.

use std::time::Duration;

use leptos::prelude::*;

use super::plan::Plan;
use super::work::Planner;

/// Asks for the newest version when the page is looked at again, and every so often where that is said.
pub fn follow<P: Plan>(planner: Planner<P>, every: Option<Duration>) {
    Effect::new(move |_| {
        let look = move || {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                planner.refresh();
            }
        };
        if let Some(Ok(handle)) = every.map(|every| set_interval_with_handle(look, every)) {
            on_cleanup(move || handle.clear());
        }
        let handle = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || handle.remove());
    });
}
