//! The browser's half: takes over the page that the server has rendered.

// The view of the whole application is one deep type.
#![recursion_limit = "512"]

use leptos::prelude::document;
use leptos::tachys::dom::body;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script, once the module is loaded (see `HydrationScripts` of Leptos). The page's piece is fetched
/// first (`app::pieces`).
///
/// Marks the document when done: until then a click may find nobody at home, which the end-to-end tests have to know.
#[wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_from_async(body(), app::App).await.forget();
    if let Some(root) = document().document_element() {
        // Only a malformed name is refused, and this one is not.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
