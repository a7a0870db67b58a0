//! What surrounds every page: skip link, header, navigation, footer.

mod account;
mod leave;
mod navigation;
mod switches;

use i18n::say;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use leptos_router::location::Location;

use crate::evaluations::is_round;
use crate::shell::NAME;
use crate::terms::RoleLabel;

use account::AccountMenu;
use leave::LeaveButton;
use navigation::Navigation;
use switches::DisplayMenu;

/// The place that the skip link jumps to.
const MAIN: &str = "main";

/// The frame around a page.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = i18n::use_language();
    focus_follows_page();
    let pathname = use_location().pathname;
    // Pupils hold the tablet: no way from here into the adviser's work.
    let is_bare = Memo::new(move |_| is_round(&pathname.read()));
    view! {
        <Show when=move || !is_bare.get()>
            <Header />
        </Show>
        <main id=MAIN class="hr-main" tabindex="-1">{children()}</main>
        <Show when=move || !is_bare.get()>
            <footer class="hr-footer">
                <ul class="hr-footer__links">
                    <li><A href="/emergency">{say(language, i18n::shell::emergency)}</A></li>
                    <li><A href="/accessibility">{say(language, i18n::shell::accessibility)}</A></li>
                </ul>
            </footer>
        </Show>
    }
}

/// Skip link, mark, menus and navigation.
#[component]
fn Header() -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <a
            class="ds-skip-link"
            href=format!("#{MAIN}")
            on:click=move |event| {
                // The router would scroll there and leave the focus behind.
                event.prevent_default();
                crate::focus::on(MAIN);
            }
        >
            {say(language, i18n::shell::skip_to_content)}
        </a>
        <header class="hr-header">
            <div class="hr-header__bar">
                <A href="/" exact=true attr:class="hr-brand">
                    <Mark />
                    <span class="hr-brand__name">{NAME}</span>
                </A>
                <div class="hr-header__tools">
                    <DisplayMenu />
                    <RoleLabel />
                    <AccountMenu />
                    <LeaveButton />
                </div>
            </div>
            <Navigation />
        </header>
    }
}

/// A page that is opened without loading the document anew takes the focus: it is read out, and Tab goes on from its start.
fn focus_follows_page() {
    let Location { pathname, hash, .. } = use_location();
    Effect::new(move |before: Option<String>| {
        let now = pathname.get();
        if before.is_some_and(|before| before != now) {
            crate::focus::on(MAIN);
            let place = hash.get_untracked();
            if let Some(place) = place.strip_prefix('#').filter(|place| !place.is_empty()) {
                crate::focus::on_once_there(place);
            }
        }
        now
    });
}

/// The mark beside the name: three strokes of a plan.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="hr-brand__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <rect class="hr-brand__ground" width="32" height="32" rx="8" />
            <path class="hr-brand__lines" d="M8 10h16M8 16h10M8 22h13" />
        </svg>
    }
}
