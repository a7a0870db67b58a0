//! The run sheet: blocks in order, each with its place in time. Blocks are moved by drag, keys or buttons; every edit can be
//! undone.

mod block_form;
mod block_item;
mod drag;
mod editor;
mod packing;
mod rows;
pub mod running;
mod sheet;

use domain::ids::BlockId;
use domain::run_sheet::{SqueezeError, squeeze};
use i18n::{Language, format, groups as text, say, use_language};
use leptos::prelude::*;
use ui::{Alert, Tone};

use self::block_form::AddBlock;
use self::block_item::BlockItem;
use self::packing::PackingSection;
use super::undo_buttons::UndoButtons;
use super::words;

pub use editor::Editor;
pub use sheet::{InTime, Sheet};

/// What a page shows beside each block, and a choice in the block's menu that leads to it.
#[derive(Clone, Copy)]
pub struct Beside {
    /// Draws it, for a block and what happens in it.
    pub draw: Callback<(BlockId, Signal<String>), AnyView>,
    /// The words of the choice.
    pub label: i18n::Text,
    /// What the choice does.
    pub open: Callback<BlockId>,
}

/// The section of a plan's page.
#[component]
pub fn RunSheetSection(
    editor: Editor,
    /// What stands beside each block.
    #[prop(optional)]
    beside: Option<Beside>,
) -> impl IntoView {
    let language = use_language();
    let ids = Memo::new(move |_| {
        editor.sheet.with(|sheet| {
            let blocks = sheet.as_ref().map(|sheet| sheet.run_sheet.blocks.as_slice());
            blocks
                .unwrap_or_default()
                .iter()
                .map(|block| block.id)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section aria-labelledby="run-sheet-heading" class="hr-run-sheet">
            <h2 id="run-sheet-heading" tabindex="-1">{say(language, editor.heading)}</h2>
            <Show when=move || editor.is_open.get()>
                <Toolbar editor />
            </Show>
            <Show when=move || ids.with(Vec::is_empty)>
                <p>{say(language, text::run_sheet_empty)}</p>
            </Show>
            <ol class="hr-blocks" id="blocks">
                <For each=move || ids.get() key=|id| *id let:id>
                    <BlockItem editor id beside />
                </For>
            </ol>
            <p class="hr-run-sheet-sum" aria-live="polite">{move || sum(language.get(), editor)}</p>
            <Show when=move || editor.is_open.get()>
                <Squeeze editor />
                <AddBlock editor />
            </Show>
        </section>
        <PackingSection editor />
    }
    .into_any()
}

/// Undo and redo, with the keys that do the rest.
#[component]
fn Toolbar(editor: Editor) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-run-sheet-tools" role="group" aria-label=say(language, text::undo_group)>
            <UndoButtons
                can_undo=Signal::derive(move || editor.can_undo())
                can_redo=Signal::derive(move || editor.can_redo())
                undo=Callback::new(move |()| editor.undo())
                redo=Callback::new(move |()| editor.redo())
            />
            <p class="hr-muted hr-keys-help">{say(language, text::keys_help)}</p>
        </div>
    }
    .into_any()
}

/// The blocks' minutes against the session's length, in words.
fn sum(language: Language, editor: Editor) -> String {
    let Some((fit, total, length)) = editor.fit() else {
        return String::new();
    };
    words::sum(language, &fit, total, length)
}

/// One press that makes everything fit, where something does not.
#[component]
fn Squeeze(editor: Editor) -> impl IntoView {
    let language = use_language();
    let refused = RwSignal::new(None::<SqueezeError>);
    let is_off = Memo::new(move |_| {
        let off = editor.fit().is_some_and(|(fit, ..)| fit.left != 0);
        off || editor
            .rows
            .all
            .with(|rows| rows.values().any(|row| row.times.gap > 0 || row.times.overrun > 0))
    });
    let press = move |_| {
        let fitted = editor.sheet.with_untracked(|sheet| {
            let sheet = sheet.as_ref()?;
            Some(squeeze(&sheet.run_sheet, sheet.start, sheet.minutes))
        });
        match fitted {
            Some(Ok(edit)) => {
                refused.set(None);
                if editor.edit(edit) {
                    let words = untrack(move || sum(language.get(), editor));
                    editor.say(words);
                    // The button is gone when all fits.
                    crate::focus::on("blocks-fit");
                }
            }
            Some(Err(error)) => refused.set(Some(error)),
            None => {}
        }
    };
    view! {
        <div id="blocks-fit" tabindex="-1" class="hr-squeeze">
            <Show when=move || is_off.get()>
                <button type="button" class="ds-button" data-variant="secondary" on:click=press>
                    {say(language, text::squeeze)}
                </button>
                {move || refused.get().map(|error| {
                    let words = move || squeeze_refused(language.get(), editor, error);
                    view! { <Alert tone=Tone::Warning is_answer=true>{words}</Alert> }
                })}
            </Show>
        </div>
    }
    .into_any()
}

fn squeeze_refused(language: Language, editor: Editor, error: SqueezeError) -> String {
    let (until, minutes, is_short) = match error {
        SqueezeError::TooShort { until, minutes } => (until, minutes, true),
        SqueezeError::TooLong { until, minutes } => (until, minutes, false),
    };
    let lock = until.and_then(|id| {
        editor
            .rows
            .all
            .with(|rows| rows.get(&id).and_then(|row| row.known.block.lock))
    });
    let minutes = format::duration(language, minutes);
    match lock.map(|lock| format::time(language, lock)) {
        Some(lock) if is_short => text::squeeze_short_lock(language, minutes, lock),
        None if is_short => text::squeeze_short_end(language, minutes),
        Some(lock) => text::squeeze_long_lock(language, minutes, lock),
        None => text::squeeze_long_end(language, minutes),
    }
}
