//! Who else has the plan open, in words; and what a colleague changed is asked for when there is something new.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use domain::groups::presence::{ASKED_EVERY_SECONDS, AlsoOpen};
use domain::ids::GroupId;
use i18n::{Language, groups as text, use_language};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::Announcer;

use super::api::open_plan;
use super::plan::Planner;
use crate::error::ErrorCode;
use crate::pause::pause;

const EVERY: Duration = Duration::from_secs(ASKED_EVERY_SECONDS);
/// How long after an error.
const AFTER_ERROR: Duration = Duration::from_secs(15);
/// So often without a key or a touch, and the page asks no more: who has left it is to be signed out. Ten minutes.
const MOST: u32 = 120;

/// What the loop works with.
#[derive(Clone, Copy)]
struct Open {
    planner: Planner,
    group: GroupId,
    number: u8,
    is_run: bool,
    names: RwSignal<Vec<String>>,
    announcer: Option<Announcer>,
    language: RwSignal<Language>,
}

/// The sentence, where there is somebody; for whoever may change the plan.
#[component]
pub fn AlsoOpenNote(
    planner: Planner,
    number: u8,
    /// Whether the session is being run: then the tablet lies untouched for long, and asks all the same.
    #[prop(optional)]
    is_run: bool,
) -> impl IntoView {
    let language = use_language();
    let names = RwSignal::new(Vec::new());
    let open = Open {
        planner,
        group: planner.view.with_untracked(|view| view.group.id),
        number,
        is_run,
        names,
        announcer: use_context(),
        language,
    };
    Effect::new(move |before: Option<()>| {
        if before.is_none() {
            begin(open);
        }
    });
    let words = move || names.with(|names| also_open(language.get(), names));
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <p class="hr-also-open hr-no-print">{words}</p>
        </Show>
    }
    .into_any()
}

/// «Aino Berg har også planen åpen.»
fn also_open(language: Language, names: &[String]) -> String {
    match names {
        [one] => text::also_open(language, one),
        many => text::also_open_many(language, many.join(", ")),
    }
}

/// Asks until the page is left, and then says so at once. In the browser alone.
fn begin(open: Open) {
    let is_gone = Arc::new(AtomicBool::new(false));
    let idle = Arc::new(AtomicU32::new(0));
    let (keys, touches) = (Arc::clone(&idle), Arc::clone(&idle));
    let keys = window_event_listener(ev::keydown, move |_| keys.store(0, Ordering::Relaxed));
    let touches = window_event_listener(ev::pointerdown, move |_| touches.store(0, Ordering::Relaxed));
    let gone = Arc::clone(&is_gone);
    let (group, number) = (open.group, open.number);
    on_cleanup(move || {
        keys.remove();
        touches.remove();
        gone.store(true, Ordering::Relaxed);
        if is_online() {
            spawn_local(async move {
                // Unheard, it lapses by itself.
                let _ = open_plan(group, number, false).await;
            });
        }
    });
    spawn_local(ask(open, is_gone, idle));
}

async fn ask(open: Open, is_gone: Arc<AtomicBool>, idle: Arc<AtomicU32>) {
    while !is_gone.load(Ordering::Relaxed) {
        let is_used = open.is_run || idle.fetch_add(1, Ordering::Relaxed) < MOST;
        let mut next = EVERY;
        if !is_used || document().hidden() || !is_online() {
            open.hear(Vec::new());
        } else {
            let answer = open_plan(open.group, open.number, true).await;
            if is_gone.load(Ordering::Relaxed) {
                return;
            }
            match answer {
                Ok(told) => open.told(told),
                Err(error) => {
                    open.hear(Vec::new());
                    // The group is another's now, or in the bin.
                    if matches!(error.code, ErrorCode::NotFound | ErrorCode::Denied) {
                        return;
                    }
                    next = AFTER_ERROR;
                }
            }
        }
        pause(next).await;
    }
}

impl Open {
    fn told(self, told: AlsoOpen) {
        let shown = self.planner.view.try_with_untracked(|view| view.group.version);
        if shown.is_some_and(|shown| shown < told.version) {
            self.planner.refresh();
        }
        let before = self.names.try_with_untracked(Clone::clone).unwrap_or_default();
        let newcomers = told.newcomers(&before);
        if let (Some(announcer), Some(language), false) =
            (self.announcer, self.language.try_get_untracked(), newcomers.is_empty())
        {
            announcer.say(also_open(language, &newcomers));
        }
        self.hear(told.names);
    }

    /// Shows who is there, where that is another than before.
    fn hear(self, names: Vec<String>) {
        if self.names.try_with_untracked(|shown| *shown != names) == Some(true) {
            let _ = self.names.try_set(names);
        }
    }
}

fn is_online() -> bool {
    window().navigator().on_line()
}
