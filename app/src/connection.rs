//! Whether the server can be reached, as far as the browser knows, and the banner that says so.

use i18n::say;
use leptos::prelude::*;

use crate::error::{AppError, ErrorCode};

/// Whether the last word from the network was good.
#[derive(Clone, Copy)]
pub struct Connection(RwSignal<bool>);

impl Connection {
    /// Whether the server can be reached; true until something says otherwise.
    pub fn is_up(self) -> bool {
        self.0.get()
    }

    /// Notes what an answer of the server says about the way to it.
    pub fn note<T>(self, answer: &Result<T, AppError>) {
        let up = !matches!(answer, Err(error) if error.code == ErrorCode::Offline);
        if self.0.get_untracked() != up {
            self.0.set(up);
        }
    }
}

/// Listens to the browser's own word about the network.
pub(crate) fn provide() {
    let up = RwSignal::new(true);
    provide_context(Connection(up));
    Effect::new(move || {
        // A page that was kept is opened without a network: no event tells of that.
        up.set(window().navigator().on_line());
        for (event, state) in [("offline", false), ("online", true)] {
            let handle = window_event_listener_untyped(event, move |_| up.set(state));
            on_cleanup(move || handle.remove());
        }
    });
}

/// The state of the way to the server.
pub fn use_connection() -> Connection {
    use_context().unwrap_or_else(|| Connection(RwSignal::new(true)))
}

/// Says that the server can't be reached and that nothing typed is lost.
#[component]
pub fn ConnectionBanner() -> impl IntoView {
    let language = i18n::use_language();
    let connection = use_connection();
    view! {
        <div class="hr-connection" role="status">
            <Show when=move || !connection.is_up()>
                <p class="hr-connection__text">{say(language, i18n::shell::server_away)}</p>
            </Show>
        </div>
    }
}
