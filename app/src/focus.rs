//! Where the focus goes after something was done.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Puts the focus on the first field with a fault, once the sentences are drawn.
pub fn first_fault() {
    request_animation_frame(|| focus_in(None, FAULT));
}

/// The form that was submitted, to look for its faults and no other form's.
pub type Form = web_sys::Element;

/// The form of a submission.
pub fn form_of(event: &SubmitEvent) -> Option<Form> {
    use wasm_bindgen::JsCast as _;
    event.target().and_then(|target| target.dyn_into::<Form>().ok())
}

/// The form of an id, for what is not pressed in it.
pub fn form_by_id(id: &str) -> Option<Form> {
    document().get_element_by_id(id)
}

/// As [`first_fault`], inside a form alone; nothing happens without one.
pub fn first_fault_in(form: Option<Form>) {
    if form.is_some() {
        request_animation_frame(move || focus_in(form, FAULT));
    }
}

/// Puts the focus on an element by id.
pub fn on(id: &str) {
    focus_in(None, &format!("[id='{id}']"));
}

/// Puts the focus on an element of the page that is on its way, as «#closing» of a link asks for; whoever moves the focus meanwhile
/// keeps it. An element that takes no focus is shown.
#[cfg(feature = "hydrate")]
pub fn on_once_there(id: &str) {
    seek(id.to_owned(), document().active_element(), PATIENCE);
}

/// Nothing is on its way to a server.
#[cfg(not(feature = "hydrate"))]
pub const fn on_once_there(_id: &str) {}

/// How many frames a page is waited for: some five seconds.
#[cfg(feature = "hydrate")]
const PATIENCE: u16 = 300;

#[cfg(feature = "hydrate")]
fn seek(id: String, before: Option<web_sys::Element>, frames: u16) {
    if document().active_element() != before {
        return;
    }
    if let Some(element) = document().get_element_by_id(&id) {
        element.scroll_into_view();
        on(&id);
    } else if frames > 0 {
        request_animation_frame(move || seek(id, before, frames - 1));
    }
}

const FAULT: &str = "[aria-invalid='true']";

#[cfg(feature = "hydrate")]
fn focus_in(form: Option<Form>, selector: &str) {
    use wasm_bindgen::JsCast as _;
    let found = match form {
        Some(form) => form.query_selector(selector),
        None => document().query_selector(selector),
    };
    if let Some(element) = found
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        if unfold(&element) {
            take_once_shown(element, document().active_element(), FRAMES);
        } else {
            // An element that can't take the focus leaves it where it is.
            let _ = element.focus();
        }
    }
}

/// How many frames a field that was unfolded is waited for; the second shows it.
#[cfg(feature = "hydrate")]
const FRAMES: u8 = 10;

/// Puts the focus on a field that is being unfolded: the part opens with a motion, in whose first frame its fields are still hidden, and what
/// is hidden takes no focus. Whoever moves the focus meanwhile keeps it.
#[cfg(feature = "hydrate")]
fn take_once_shown(element: web_sys::HtmlElement, before: Option<web_sys::Element>, frames: u8) {
    if document().active_element() != before {
        return;
    }
    // Refused by no browser; where it is too early, the focus stays.
    let _ = element.focus();
    if frames > 0 {
        request_animation_frame(move || take_once_shown(element, before, frames - 1));
    }
}

/// Opens the folded parts that hold a field with a fault which is to have the focus. What folds by itself, as a menu whose summary gets
/// the focus, and what holds no fault is left as it is. True where one was closed.
#[cfg(feature = "hydrate")]
fn unfold(element: &web_sys::Element) -> bool {
    let mut was_closed = false;
    let mut at = element.closest("details").ok().flatten();
    while let Some(details) = at {
        let is_summary = element
            .closest("summary")
            .ok()
            .flatten()
            .is_some_and(|summary| summary.parent_element().as_ref() == Some(&details));
        let has_fault = details.query_selector(FAULT).ok().flatten().is_some();
        if has_fault && !is_summary {
            was_closed |= !details.has_attribute("open");
            // Refused by no browser.
            let _ = details.set_attribute("open", "");
        }
        at = details
            .parent_element()
            .and_then(|parent| parent.closest("details").ok().flatten());
    }
    was_closed
}

#[cfg(not(feature = "hydrate"))]
fn focus_in(_form: Option<Form>, _selector: &str) {}
