//! A new address, shown this once: to copy, to open, and what to do with it.

use i18n::{calendar_feed as text, say, told, use_language};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Alert, Announcer, Button, ButtonVariant, Tone};

use crate::clipboard::copy;

/// The field with the address, to put the focus on.
pub(super) const FIELD: &str = "calendar-address";

/// The address as a whole, with the origin that the reader sees.
pub(super) fn whole(path: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{path}")
}

/// The same for programs that subscribe when a link is opened.
fn to_subscribe(address: &str) -> String {
    let below = address.split_once("://").map_or(address, |(_, below)| below);
    format!("webcal://{below}")
}

/// The address with its buttons.
#[component]
pub(super) fn FreshAddress(
    /// The address as a whole.
    address: String,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let field = NodeRef::<html::Input>::new();
    // Whether it went, once it was tried.
    let said = RwSignal::new(None::<bool>);
    let subscribe = to_subscribe(&address);
    let to_copy = StoredValue::new(address.clone());
    let on_copy = move |_| {
        spawn_local(async move {
            let is_copied = copy(&to_copy.get_value()).await;
            let language = language.get_untracked();
            if !is_copied && let Some(field) = field.get_untracked() {
                field.select();
            }
            said.set(Some(is_copied));
            if let Some(announcer) = announcer {
                announcer.say(sentence(is_copied)(language));
            }
        });
    };
    view! {
        <Alert tone=Tone::Success title=told(language, text::new_title)>
            <p id="calendar-address-help">{say(language, text::new_help)}</p>
            <div class="ds-field hr-address">
                <label class="ds-label" for=FIELD>{say(language, text::address)}</label>
                <input
                    class="ds-input"
                    type="text"
                    id=FIELD
                    readonly=true
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="calendar-address-help"
                    value=address
                    node_ref=field
                />
            </div>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=on_copy>
                    {say(language, text::copy)}
                </Button>
                <a class="ds-link" href=subscribe rel="external">{say(language, text::open)}</a>
            </div>
            {move || {
                said.get()
                    .map(|is_copied| view! { <p>{move || sentence(is_copied)(language.get())}</p> })
            }}
            <h3 class="ds-heading" data-size="2xs">{say(language, text::help_title)}</h3>
            <ul class="ds-list">
                <li>{say(language, text::help_outlook)}</li>
                <li>{say(language, text::help_google)}</li>
                <li>{say(language, text::help_apple)}</li>
            </ul>
        </Alert>
    }
}

fn sentence(is_copied: bool) -> i18n::Text {
    if is_copied { text::copied } else { text::copy_failed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_subscribe_names_the_same_place() {
        assert_eq!(
            to_subscribe("https://handlingsrom.example/calendar/x.ics"),
            "webcal://handlingsrom.example/calendar/x.ics"
        );
    }
}
