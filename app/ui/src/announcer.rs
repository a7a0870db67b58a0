//! What a screen reader says when something changes without a new page.

use leptos::prelude::*;

/// Where announcements are collected. `LiveRegion` speaks them.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<(usize, String)>);

impl Announcer {
    /// Says a sentence when the reader's voice is free. The same sentence twice is said twice.
    pub fn say(self, text: impl Into<String>) {
        self.0.update(|(count, said)| {
            *count += 1;
            *said = text.into();
        });
    }
}

/// Makes the announcer known to everything below. Once, at the root.
pub fn provide_announcer() {
    provide_context(Announcer(RwSignal::default()));
}

/// Says a sentence to those who hear the page. For a place inside a component; keep [`Announcer`] for later moments.
pub fn announce(text: impl Into<String>) {
    if let Some(announcer) = use_context::<Announcer>() {
        announcer.say(text);
    }
}

/// The place in the page that is spoken. Once, at the end of the page.
///
/// Two paragraphs take turns: a screen reader says nothing when a text is replaced by the same text.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_context::<Announcer>();
    let text = move |turn: usize| {
        announcer
            .map(|announcer| announcer.0.get())
            .filter(|(count, _)| count % 2 == turn)
            .map(|(_, said)| said)
            .unwrap_or_default()
    };
    view! {
        <div class="ds-sr-only" aria-live="polite" aria-atomic="false">
            <p>{move || text(0)}</p>
            <p>{move || text(1)}</p>
        </div>
    }
}
