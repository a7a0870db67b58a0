//! Keeps an open page up to date: it asks now and then whether anything that coverage is counted from has changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::coverage_mark;
use crate::pause::pause;

/// How often; what is closed on a tablet is to show in two seconds.
const EVERY: Duration = Duration::from_millis(1200);
/// How long after an error.
const AFTER_ERROR: Duration = Duration::from_secs(15);

/// Runs `changed` when what the page shows is no longer all there is, as long as the page is open and looked at. In the browser alone.
pub(super) fn follow(changed: Callback<()>) {
    let is_gone = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&is_gone);
    on_cleanup(move || gone.store(true, Ordering::Relaxed));
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            let is_gone = Arc::clone(&is_gone);
            spawn_local(watch(is_gone, changed));
        }
    });
}

async fn watch(is_gone: Arc<AtomicBool>, changed: Callback<()>) {
    let mut known = None;
    loop {
        pause(EVERY).await;
        if is_gone.load(Ordering::Relaxed) {
            return;
        }
        if document().hidden() {
            continue;
        }
        match coverage_mark().await {
            Ok(mark) => {
                let is_new = known.as_ref().is_some_and(|known| *known != mark);
                known = Some(mark);
                if is_new && !is_gone.load(Ordering::Relaxed) {
                    changed.run(());
                }
            }
            Err(_) => pause(AFTER_ERROR).await,
        }
    }
}
