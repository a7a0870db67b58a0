//! A small panel below a button. Over `details`, so that it opens without scripts.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::{Icon, IconMark};

/// Which edges of button and panel are in line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MenuAlign {
    /// The panel starts where the button starts.
    #[default]
    Start,
    /// The panel ends where the button ends.
    End,
}

/// A button that opens a panel of links or choices. Escape and leaving the panel close it.
#[component]
pub fn Menu(
    /// Id of the panel's button.
    #[prop(into)]
    id: String,
    /// What the button is called for those who hear it. Must hold the visible text.
    #[prop(into)]
    label: Signal<String>,
    /// What stands on the button.
    #[prop(into)]
    text: Signal<String>,
    /// What stands before the text, and alone on a phone.
    icon: Icon,
    /// Which edges are in line.
    #[prop(optional)]
    align: MenuAlign,
    /// The panel.
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let focus_button = move || {
        let button = details
            .get_untracked()
            .and_then(|details| details.query_selector("summary").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A refusal leaves the focus where it was.
            let _ = button.focus();
        }
    };
    view! {
        <details
            class="hr-menu"
            class:hr-menu--end=align == MenuAlign::End
            node_ref=details
            on:keydown=move |event| {
                if event.key() == "Escape" && details.get_untracked().is_some_and(|details| details.open()) {
                    event.prevent_default();
                    close();
                    focus_button();
                }
            }
            on:focusout=move |event| {
                let inside = event
                    .related_target()
                    .and_then(|to| to.dyn_into::<web_sys::Node>().ok())
                    .is_none_or(|to| {
                        details.get_untracked().is_some_and(|details| details.contains(Some(&to)))
                    });
                if !inside {
                    close();
                }
            }
        >
            <summary id=id class="ds-button" data-variant="tertiary" data-color="neutral" aria-label=move || label.get()>
                <IconMark icon=icon />
                <span class="hr-menu__text">{move || text.get()}</span>
            </summary>
            <div class="hr-menu__panel">{children()}</div>
        </details>
    }
}
