//! The editions of a module: what differs from what it is now, and a block of an old one put back.

use domain::files::{Attachment, FileAbout};
use domain::modules::view::{Edition, EditionRow};
use domain::modules::{Difference, ModuleCommand, ModuleContent, differences, restore_block};
use domain::run_sheet::Block;
use i18n::{Language, deliveries, format, modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Button, ButtonVariant, Details};

use super::api::module_edition;
use super::plan::Planner;
use super::words;
use crate::error::AppError;
use crate::failure::Failure;
use crate::planner::Plan as _;

/// The list; an edition is fetched when it is looked at.
#[component]
pub fn Editions(planner: Planner) -> impl IntoView {
    let language = use_language();
    let rows = Memo::new(move |_| planner.view.with(|view| view.editions.clone()));
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <section aria-labelledby="editions-heading">
                <h2 id="editions-heading">{say(language, text::editions)}</h2>
                {move || rows.get().into_iter().map(|row| view! { <One planner row /> }).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn One(planner: Planner, row: EditionRow) -> impl IntoView {
    let language = use_language();
    let shown = RwSignal::new(None::<Edition>);
    let failure = RwSignal::new(None::<AppError>);
    let id = planner.view.with_untracked(|view| view.module.id);
    let number = row.number;
    let look = move |_| {
        failure.set(None);
        spawn_local(async move {
            match module_edition(id, number).await {
                Ok(edition) => shown.set(Some(edition)),
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let summary = Signal::derive(move || {
        let language = language.get();
        let edition = text::edition_of(language, number, format::date_long(language, row.on));
        match row.held {
            0 => edition,
            1 => format!("{edition}. {}", deliveries::usage_held_one(language)),
            held => format!("{edition}. {}", deliveries::usage_held(language, held)),
        }
    });
    view! {
        <Details summary>
            <Button variant=ButtonVariant::Secondary on:click=look>{say(language, text::compare)}</Button>
            <Failure error=Signal::derive(move || failure.get()) />
            {move || shown.get().map(|edition| view! { <Compared planner edition /> })}
        </Details>
    }
    .into_any()
}

#[component]
fn Compared(planner: Planner, edition: Edition) -> impl IntoView {
    let language = use_language();
    let old = StoredValue::new(edition.content);
    let found = Memo::new(move |_| {
        planner
            .view
            .with(|view| old.with_value(|old| differences(old, &view.module.content)))
    });
    let is_open = Memo::new(move |_| planner.view.with(|view| view.may_edit && view.module.is_open()));
    let restore = Callback::new(move |difference: Difference| {
        let block = match difference {
            Difference::Removed { block } | Difference::Changed { before: block, .. } => block,
            Difference::FileRemoved { file } => {
                planner.names.stand_in(&file.about);
                planner.send(ModuleCommand::TakeFile { file });
                return;
            }
            _ => return,
        };
        let edit = planner.view.with_untracked(|view| {
            old.with_value(|old: &ModuleContent| {
                restore_block(&old.run_sheet, &view.module.content.run_sheet, block.id)
            })
        });
        if let Some(edit) = edit {
            planner.names.stand_in(&edit);
            planner.send(ModuleCommand::EditRunSheet { edit });
        }
    });
    view! {
        <p role="status">{move || text::differences(language.get(), found.with(Vec::len))}</p>
        <ul class="hr-differences">
            {move || {
                let can_restore = is_open.get();
                found
                    .get()
                    .into_iter()
                    .map(|difference| view! { <Shown difference restore=can_restore.then_some(restore) /> })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}

/// One difference in words, with the way back for a block and for a file.
#[component]
pub fn Shown(difference: Difference, restore: Option<Callback<Difference>>) -> impl IntoView {
    let language = use_language();
    let back = match &difference {
        Difference::Removed { .. } | Difference::Changed { .. } => Some(text::restore_block as i18n::Text),
        Difference::FileRemoved { .. } => Some(text::restore_file as i18n::Text),
        _ => None,
    };
    let old = difference.clone();
    let words = move || in_words(language.get(), &difference);
    view! {
        <li>
            <span class="hr-lines">{words}</span>
            {restore.zip(back).map(|(restore, words)| view! {
                " "
                <Button variant=ButtonVariant::Tertiary on:click=move |_| restore.run(old.clone())>
                    {told(language, words)}
                </Button>
            })}
        </li>
    }
    .into_any()
}

fn in_words(language: Language, difference: &Difference) -> String {
    let size = |block: &Block| format::duration(language, block.minutes.get().into());
    match difference {
        Difference::Head { row } => {
            let value = |seen| crate::planner::seen_alone(language, &row.what, seen, words::choices);
            let field = domain::modules::Module::what(language, &row.what);
            text::changed_field(language, field, value(&row.theirs), value(&row.mine))
        }
        Difference::FileAdded { file } => text::added_file(language, &file.about.name),
        Difference::FileRemoved { file } => text::removed_file(language, &file.about.name),
        Difference::FileChanged { before, after } => {
            text::changed_file(language, said_of(language, before), said_of(language, after))
        }
        Difference::Added { block } => text::added_block(language, &block.step, size(block)),
        Difference::Removed { block } => text::removed_block(language, &block.step, size(block)),
        Difference::Changed { before, after } => {
            text::changed_block(language, &before.step, size(before), &after.step, size(after))
        }
        Difference::Moved { block, before, after } => text::moved_block(language, &block.step, before, after),
    }
}

/// All that is said of a file, so that each change of it is seen.
fn said_of(language: Language, file: &Attachment) -> String {
    let FileAbout { name, licence, expires } = &file.about;
    let mut said = format!("{name}, {}", words::licence(language, *licence));
    if let Some(last) = expires {
        said.push_str(&format!(
            ", {}",
            text::file_until(language, format::date_long(language, *last))
        ));
    }
    said
}
