//! «Forlat raskt»: away from what is on the screen, and no way back by the back button (domain brief, 4.7).

use i18n::say;
use leptos::ev;
use leptos::prelude::*;

/// Where one lands: the own week, which shows no case.
const REFUGE: &str = "/";

/// Two presses of Escape within this time are a wish to leave, in milliseconds.
const DOUBLE_PRESS: f64 = 600.0;

/// The button that is always in reach. A plain link without scripts.
#[component]
pub fn LeaveButton() -> impl IntoView {
    let language = i18n::use_language();
    let last_escape = StoredValue::new(f64::NEG_INFINITY);
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| {
            if event.key() != "Escape" || event.repeat() || is_for_the_page(&event) {
                return;
            }
            let pressed = event.time_stamp();
            if pressed - last_escape.get_value() < DOUBLE_PRESS {
                leave();
            }
            last_escape.set_value(pressed);
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <a
            class="ds-button hr-leave"
            data-variant="secondary"
            data-color="danger"
            href=REFUGE
            rel="external"
            title=say(language, i18n::shell::leave_hint)
            on:click=move |event| {
                event.prevent_default();
                leave();
            }
        >
            {say(language, i18n::shell::leave)}
        </a>
    }
}

/// A press that closes what lies over the page, or that something on it has taken, is no press to leave. The browser closes a dialog after
/// the press has been told of.
fn is_for_the_page(event: &ev::KeyboardEvent) -> bool {
    let is_over = document().query_selector("dialog[open], :popover-open");
    event.default_prevented() || matches!(is_over, Ok(Some(_)))
}

/// Loads the refuge in place of this page, so that the page is not in the history.
fn leave() {
    // Refused only for an address that can't be read, and this one can.
    let _ = window().location().replace(REFUGE);
}
