//! The browser's clipboard.

/// Puts a text on the clipboard; says whether it is there. The browser may forbid it, and has no clipboard at all for pages that came
/// over an open line.
#[cfg(feature = "hydrate")]
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else {
        return false;
    };
    let written = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

#[cfg(not(feature = "hydrate"))]
pub async fn copy(_text: &str) -> bool {
    false
}
