//! The focus of the keyboard across a change.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Makes a change and leaves the focus where it was: an element that is moved in the page loses it, and who moves an item
/// twice by keys would have to find it again. For answers to what the reader does, in the browser.
pub fn keep_focus(change: impl FnOnce()) {
    let focused = document()
        .active_element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    change();
    // The page has the change by the next frame.
    request_animation_frame(move || {
        if let Some(element) = focused {
            // Refused for an element that is gone: then the focus is where the browser has put it.
            let _ = element.focus();
        }
    });
}
