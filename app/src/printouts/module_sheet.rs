//! What the two papers of a teaching module share: how it is found, and its run sheet in minutes from the start of the lesson.

use domain::ids::ModuleId;
use domain::modules::view::ModuleView;
use domain::run_sheet::{Block, RunSheet};
use i18n::{printouts as text, use_language};
use jiff::civil::Time;
use leptos::prelude::*;

use super::sheet::param;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::modules::api::view_module;

/// The module that the address names, drawn by `draw` once it is here.
#[component]
pub(super) fn OfModule(draw: fn(ModuleView) -> AnyView) -> impl IntoView {
    let id = param("id");
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            let id: ModuleId = id.parse().map_err(|_| AppError::new(ErrorCode::NotFound))?;
            view_module(id).await
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => draw(view),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The blocks in order, each with its minutes and what `detail` tells of it.
#[component]
pub(super) fn LessonBlocks(sheet: RunSheet, detail: fn(&Block) -> AnyView) -> impl IntoView {
    let blocks: Vec<(i64, Block)> = sheet
        .timed(Time::midnight())
        .map(|timed| (timed.offset, timed.block.clone()))
        .collect();
    view! {
        <ol class="hr-script-blocks">
            {blocks
                .into_iter()
                .map(|(from, block)| view! { <OneBlock from block detail /> })
                .collect_view()}
        </ol>
    }
    .into_any()
}

#[component]
fn OneBlock(from: i64, block: Block, detail: fn(&Block) -> AnyView) -> impl IntoView {
    let language = use_language();
    let to = from + i64::from(block.minutes.get());
    view! {
        <li class="hr-script-block">
            <p class="hr-script-time"><strong>{move || text::from_to(language.get(), from, to)}</strong></p>
            <div class="hr-script-what">
                <h3>{block.step.to_string()}</h3>
                {detail(&block)}
            </div>
        </li>
    }
    .into_any()
}
