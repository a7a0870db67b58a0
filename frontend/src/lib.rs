//! The browser's half: takes over the page that the server has rendered.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script, once the module is loaded (see `HydrationScripts` of Leptos).
///
/// Marks the document when done: until then a click may find nobody at home, which the end-to-end tests have to know.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(root) = document().document_element() {
        // Only a malformed name is refused, and this one is not.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
