//! Where the focus goes after something was done.

use leptos::prelude::*;

/// Puts the focus on the first field with a fault, once the sentences are drawn.
pub fn first_fault() {
    request_animation_frame(|| focus_element("[aria-invalid='true']"));
}

/// Puts the focus on an element by id.
pub fn on(id: &str) {
    focus_element(&format!("[id='{id}']"));
}

#[cfg(feature = "hydrate")]
fn focus_element(selector: &str) {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus();
    }
}

#[cfg(not(feature = "hydrate"))]
fn focus_element(_selector: &str) {}
