//! Keeps the screen awake while a page is open, where the browser can (Screen Wake Lock, W3C). Where it can't, the screen
//! sleeps as it always did.

use leptos::prelude::*;

/// Holds the lock for as long as the component that calls it is in the page. The browser takes the lock away when the page
/// is hidden; it is asked for again when the page is back.
pub fn keep_awake() {
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        browser::hold();
    });
}

#[cfg(feature = "hydrate")]
mod browser {
    use js_sys::{Function, Promise, Reflect};
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::JsFuture;

    pub fn hold() {
        let held = StoredValue::new_local(None::<JsValue>);
        let ask = move || {
            spawn_local(async move {
                if let Some(lock) = request().await {
                    // The page was left while the browser thought about it.
                    if held.try_set_value(Some(lock.clone())).is_some() {
                        release(&lock);
                    }
                }
            });
        };
        ask();
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                ask();
            }
        });
        on_cleanup(move || {
            handle.remove();
            if let Some(lock) = held.try_get_value().flatten() {
                release(&lock);
            }
        });
    }

    /// The lock; nothing in a browser without it, on a low battery, or when the page is hidden.
    async fn request() -> Option<JsValue> {
        let navigator = window().navigator();
        let wake_lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
        let request: Function = Reflect::get(&wake_lock, &"request".into()).ok()?.dyn_into().ok()?;
        let promise: Promise = request.call1(&wake_lock, &"screen".into()).ok()?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()
    }

    fn release(lock: &JsValue) {
        let release = Reflect::get(lock, &"release".into())
            .ok()
            .and_then(|f| f.dyn_into::<Function>().ok());
        if let Some(release) = release {
            // The browser may have released it already.
            let _ = release.call0(lock);
        }
    }
}
