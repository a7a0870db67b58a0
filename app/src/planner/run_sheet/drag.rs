//! Dragging a block by its handle, with mouse, pen or finger. Everything a drag does, a button and a key do too
//! (WCAG 2.2, 2.5.7).

use domain::ids::BlockId;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::editor::Editor;

/// The handle. The pointer is captured by it, so that a drag that leaves the list is not lost; Escape lets go.
#[component]
pub fn DragHandle(
    editor: Editor,
    id: BlockId,
    #[prop(into)] element_id: String,
    label: Signal<String>,
) -> impl IntoView {
    let dragged = editor.dragged;
    let is_mine = move || dragged.with_untracked(|dragged| dragged.is_some_and(|(block, _)| block == id));
    let begin = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let place = editor.rows.now(id).map(|row| row.place);
        if let (Some(place), Some(handle)) = (place, handle_of(&event)) {
            event.prevent_default();
            let _ = handle.focus();
            // Without capture the drag ends at the edge of the handle, and the buttons are there.
            let _ = handle.set_pointer_capture(event.pointer_id());
            dragged.set(Some((id, place)));
        }
    };
    let go_on = move |event: PointerEvent| {
        if is_mine()
            && let Some(to) = place_at(event.client_y())
            && dragged.get_untracked() != Some((id, to))
        {
            dragged.set(Some((id, to)));
        }
    };
    let drop_it = move |_: PointerEvent| {
        if is_mine()
            && let Some((_, to)) = dragged.get_untracked()
        {
            dragged.set(None);
            editor.move_to(id, to);
        }
    };
    let let_go = move || {
        if is_mine() {
            dragged.set(None);
        }
    };
    view! {
        <button
            type="button"
            class="ds-button hr-drag-handle"
            id=element_id
            data-variant="tertiary"
            data-icon="true"
            aria-label=move || label.get()
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            on:pointerdown=begin
            on:pointermove=go_on
            on:pointerup=drop_it
            on:pointercancel=move |_| let_go()
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && is_mine() {
                    event.prevent_default();
                    let_go();
                }
            }
        >
            <span aria-hidden="true">"⠿"</span>
        </button>
    }
    .into_any()
}

fn handle_of(event: &PointerEvent) -> Option<web_sys::HtmlElement> {
    event.current_target()?.dyn_into().ok()
}

/// The place of the block that lies at a height of the window: the first whose lower edge is below it, else the last.
fn place_at(y: i32) -> Option<usize> {
    let blocks = document().query_selector_all("#blocks > li").ok()?;
    let below = |at: u32| {
        let block = blocks.item(at)?.dyn_into::<web_sys::Element>().ok()?;
        (block.get_bounding_client_rect().bottom() > f64::from(y)).then_some(at)
    };
    let last = blocks.length().checked_sub(1)?;
    let at = (0..=last).find_map(below).unwrap_or(last);
    usize::try_from(at).ok()
}
