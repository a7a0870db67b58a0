//! The run sheet of a teaching module as the beginning of an empty one.

use domain::ids::{BlockId, ModuleId};
use domain::modules::view::{ModuleList, ModuleSearch};
use domain::run_sheet::{Block, Place, RunSheetEdit};
use i18n::{parts as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Alert, Button, ButtonVariant, Details, TextField, Tone};

use crate::fresh;
use crate::look_up::look_up;
use crate::modules::api::{search_modules, view_module};
use crate::planner::Editor;

/// How many modules are offered.
const OFFERED: usize = 5;

/// Offered while nothing is planned; taken over as one edit, which can be undone.
#[component]
pub(super) fn StartFromModule(
    editor: Editor,
    /// Told which module was taken.
    taken: Callback<ModuleId>,
) -> impl IntoView {
    let language = use_language();
    let is_empty = Memo::new(move |_| {
        let none = editor.rows.all.with(|rows| rows.is_empty());
        none && editor.is_open.get()
    });
    view! {
        <Show when=move || is_empty.get()>
            <Details summary=told(language, text::start_from_module)>
                <Search editor taken />
            </Details>
        </Show>
    }
    .into_any()
}

#[component]
fn Search(editor: Editor, taken: Callback<ModuleId>) -> impl IntoView {
    let language = use_language();
    let words = RwSignal::new(String::new());
    let failed = RwSignal::new(false);
    let question = Signal::derive(move || {
        let words = words.get().trim().to_owned();
        (!words.is_empty()).then(|| ModuleSearch {
            words,
            ..ModuleSearch::default()
        })
    });
    let known = look_up(question, found);
    let take = move |id: ModuleId| {
        failed.set(false);
        spawn_local(async move {
            let asked = view_module(id).await;
            // The page may have been left meanwhile.
            if failed.try_get_untracked().is_none() {
                return;
            }
            match asked {
                Ok(view) => {
                    let run_sheet = view.module.content.run_sheet;
                    // Asked about when it was written.
                    editor.names.stand_in(&run_sheet);
                    let edits = run_sheet.blocks.into_iter().enumerate().map(beginning).collect();
                    if editor.edit(RunSheetEdit::Many { edits }) {
                        taken.run(id);
                        crate::focus::on("run-sheet-heading");
                    }
                }
                Err(_) => failed.set(true),
            }
        });
    };
    let is_failed = move || failed.get() || known.failed.get();
    view! {
        <TextField id="module-words" label=told(language, text::module_words) value=words />
        <Show when=is_failed>
            <Alert tone=Tone::Warning is_answer=true>{say(language, text::modules_failed)}</Alert>
        </Show>
        <ul class="hr-plain" aria-live="polite">
            <For each=move || known.found.get() key=|row| row.clone() let:row>
                {
                    let (id, title) = row;
                    view! {
                        <li>
                            <Button variant=ButtonVariant::Secondary on:click=move |_| take(id)>
                                {move || text::take_module(language.get(), &title)}
                            </Button>
                        </li>
                    }
                }
            </For>
        </ul>
    }
    .into_any()
}

async fn found(asked: ModuleSearch) -> Result<Vec<(ModuleId, String)>, crate::error::AppError> {
    let ModuleList { rows, .. } = search_modules(asked).await?;
    let named = rows.into_iter().take(OFFERED);
    Ok(named.map(|row| (row.id, row.title)).collect())
}

fn beginning((at, block): (usize, Block)) -> RunSheetEdit {
    let block = Block {
        id: BlockId::new(fresh::ulid()),
        actual: None,
        ..block
    };
    RunSheetEdit::Insert {
        place: Place::number(at),
        block,
    }
}
