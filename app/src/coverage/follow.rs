//! Keeps an open page up to date: it asks now and then whether anything that coverage is counted from has changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::coverage_mark;
use crate::focus;
use crate::pause::pause;

/// How often; what is closed on a tablet is to show in two seconds.
const EVERY: Duration = Duration::from_millis(1200);
/// How long after an error.
const AFTER_ERROR: Duration = Duration::from_secs(15);
/// How long the page takes to be drawn anew.
const DRAWN: Duration = Duration::from_millis(500);
/// So often without a key or a touch, and the page asks no more: who has left it is to be signed out. Ten minutes.
const MOST: u32 = 500;

/// What is shown, as the server has marked it; none before it is loaded.
pub(super) type Mark = StoredValue<Option<String>>;

/// Runs `changed` when what the page shows is no longer all there is, as long as the page is open, looked at and used, and nothing is being
/// chosen or typed. In the browser alone.
pub(super) fn follow(shown: Mark, changed: Callback<()>) {
    let is_gone = Arc::new(AtomicBool::new(false));
    let idle = Arc::new(AtomicU32::new(0));
    let gone = Arc::clone(&is_gone);
    on_cleanup(move || gone.store(true, Ordering::Relaxed));
    Effect::new(move |before: Option<()>| {
        if before.is_some() {
            return;
        }
        let (keys, touches) = (Arc::clone(&idle), Arc::clone(&idle));
        let keys = window_event_listener(ev::keydown, move |_| keys.store(0, Ordering::Relaxed));
        let touches = window_event_listener(ev::pointerdown, move |_| touches.store(0, Ordering::Relaxed));
        on_cleanup(move || {
            keys.remove();
            touches.remove();
        });
        spawn_local(watch(Arc::clone(&is_gone), Arc::clone(&idle), shown, changed));
    });
}

async fn watch(is_gone: Arc<AtomicBool>, idle: Arc<AtomicU32>, shown: Mark, changed: Callback<()>) {
    loop {
        pause(EVERY).await;
        if is_gone.load(Ordering::Relaxed) {
            return;
        }
        if document().hidden() || idle.fetch_add(1, Ordering::Relaxed) > MOST || is_busy() {
            continue;
        }
        let Ok(mark) = coverage_mark().await else {
            pause(AFTER_ERROR).await;
            continue;
        };
        let is_new = shown.try_get_value().flatten().is_some_and(|known| known != mark);
        if is_new && !is_gone.load(Ordering::Relaxed) && !is_busy() {
            let focused = document()
                .active_element()
                .map(|element| element.id())
                .unwrap_or_default();
            changed.run(());
            pause(DRAWN).await;
            let is_lost = document()
                .active_element()
                .is_none_or(|element| element.tag_name() == "BODY");
            if is_lost && !focused.is_empty() {
                focus::on(&focused);
            }
        }
    }
}

/// Whether something is being chosen or typed: then the page stays as it is.
fn is_busy() -> bool {
    let at_work = ["INPUT", "SELECT", "TEXTAREA", "BUTTON", "SUMMARY"];
    document()
        .active_element()
        .is_some_and(|element| at_work.contains(&element.tag_name().as_str()))
}
