//! What forms share: the sentence beside a field, where the focus goes, and drafts that survive a lost page.

use domain::issue::Issue;
use i18n::{issue_text, use_language};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The sentence for the first fault of a field, in the reader's language.
pub fn field_error(issues: RwSignal<Vec<Issue>>, field: &'static str) -> Signal<Option<String>> {
    let language = use_language();
    Signal::derive(move || {
        let language = language.get();
        issues.with(|issues| {
            issues.iter().find(|issue| issue.field == field).map(|issue| issue_text(language, &issue.code))
        })
    })
}

/// Puts the focus on the first field with a fault, once the sentences are drawn.
pub fn focus_first_fault() {
    request_animation_frame(|| focus_element("[aria-invalid='true']"));
}

/// Puts the focus on an element by id.
pub fn focus(id: &str) {
    focus_element(&format!("[id='{id}']"));
}

#[cfg(feature = "hydrate")]
fn focus_element(selector: &str) {
    use wasm_bindgen::JsCast;
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that can't take the focus leaves it where it is.
        let _focused = element.focus();
    }
}

#[cfg(not(feature = "hydrate"))]
fn focus_element(_selector: &str) {}

/// What was typed into a form, kept on this device until it is saved. Never for anything about pupils' cases.
#[derive(Clone, Copy)]
pub struct Draft {
    key: &'static str,
}

impl Draft {
    /// A draft under a name of its own.
    pub const fn new(key: &'static str) -> Self {
        Self { key }
    }

    /// Brings back what was kept, then keeps every change.
    pub fn keep<T: Serialize + DeserializeOwned + 'static>(
        self,
        read: impl Fn() -> T + 'static,
        fill: impl Fn(T) + 'static,
    ) {
        Effect::new(move |restored: Option<()>| {
            if restored.is_none()
                && let Some(kept) = self.stored().and_then(|text| serde_json::from_str(&text).ok())
            {
                fill(kept);
            }
            if let Ok(text) = serde_json::to_string(&read())
                && restored.is_some()
            {
                self.store(&text);
            }
        });
    }

    /// Forgets it: the form is saved.
    pub fn clear(self) {
        if let Some(storage) = storage() {
            // Storage that is switched off keeps nothing anyway.
            let _cleared = storage.remove_item(&self.name());
        }
    }

    fn stored(self) -> Option<String> {
        storage()?.get_item(&self.name()).ok().flatten()
    }

    fn store(self, text: &str) {
        if let Some(storage) = storage() {
            // Full or switched off: the form still holds what was typed.
            let _stored = storage.set_item(&self.name(), text);
        }
    }

    fn name(self) -> String {
        format!("handlingsrom:draft:{}", self.key)
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
