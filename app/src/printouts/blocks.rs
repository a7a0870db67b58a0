//! A run sheet on paper for whoever leads: the blocks with their clock times, and what to pack.

use domain::run_sheet::{Block, RunSheet, packing_list};
use domain::time::Occasion;
use i18n::{Language, format, groups, parts, printouts as text, say, use_language};
use jiff::civil::Time;
use leptos::prelude::*;

use super::sheet::fact;
use crate::groups::words;
use crate::planner::words as sheet_words;

/// A block with its place in time.
struct Timed {
    start: Time,
    end: Time,
    gap: i64,
    overrun: i64,
    block: Block,
}

/// The blocks in their time; `ends` says when all is over.
#[component]
pub(crate) fn ScriptBlocks(run_sheet: RunSheet, at: Occasion, ends: fn(Language, String) -> String) -> impl IntoView {
    let language = use_language();
    let fit = run_sheet.fit(at.start, at.minutes.get());
    let (total, length) = (run_sheet.total_minutes(), at.minutes.get());
    let sum = move || sheet_words::sum(language.get(), &fit, total, length);
    let ends = move || ends(language.get(), format::time(language.get(), at.end().time()));
    let blocks: Vec<Timed> = run_sheet
        .timed(at.start)
        .map(|timed| Timed {
            start: timed.start,
            end: timed.end,
            gap: timed.gap,
            overrun: timed.overrun,
            block: timed.block.clone(),
        })
        .collect();
    view! {
        <p>{sum}</p>
        <ol class="hr-script-blocks">
            {blocks.into_iter().map(|timed| view! { <OneBlock timed /> }).collect_view()}
        </ol>
        <p class="hr-script-end">{ends}</p>
    }
    .into_any()
}

#[component]
fn OneBlock(timed: Timed) -> impl IntoView {
    let language = use_language();
    let Timed {
        start,
        end,
        gap,
        overrun,
        block,
    } = timed;
    let clock = move || words::span(language.get(), start, end);
    let minutes = block.minutes.get();
    let lock = block.lock;
    let note = block.note.to_string();
    view! {
        <li class="hr-script-block">
            <p class="hr-script-time">
                <strong>{clock}</strong>
                " "
                <span>{move || format::duration(language.get(), minutes.into())}</span>
            </p>
            <div class="hr-script-what">
                <h3>{block.step.to_string()}</h3>
                {lock.map(|lock| view! {
                    <p class="hr-script-lock">{move || sheet_words::lock(language.get(), lock, gap, overrun).0}</p>
                })}
                <dl>
                    {fact(parts::speaker, block.speaker.to_string())} {fact(groups::goal, block.goal.to_string())}
                    {fact(groups::block_method, block.method.to_string())}
                    {fact(groups::block_material, block.material.to_string())} {fact(text::note, note)}
                </dl>
            </div>
        </li>
    }
    .into_any()
}

/// A thing to bring.
struct Packed {
    name: String,
    /// How many for how many people, where each needs some.
    needed: Option<(u32, u16)>,
    steps: String,
}

/// The packing list with boxes to tick on paper, counted for `people` where it is known how many come; nothing where nothing is needed.
#[component]
pub(crate) fn PackingOnPaper(run_sheet: RunSheet, #[prop(optional)] people: Option<u16>) -> impl IntoView {
    let language = use_language();
    let items: Vec<Packed> = packing_list(&run_sheet)
        .into_iter()
        .map(|item| {
            let steps: Vec<&str> = item.blocks.iter().map(|block| block.step.as_str()).collect();
            Packed {
                name: item.name.to_owned(),
                needed: people.and_then(|people| Some((item.needed_for(people)?, people))),
                steps: steps.join(", "),
            }
        })
        .collect();
    let counted = move |(count, people): (u32, u16)| {
        view! { <strong>{move || groups::packing_needed(language.get(), count, people)} " "</strong> }
    };
    (!items.is_empty())
        .then(|| {
            view! {
                <section class="hr-script-packing" aria-labelledby="packing-heading">
                    <h2 id="packing-heading">{say(language, groups::packing)}</h2>
                    <ul>
                        {items
                            .into_iter()
                            .map(|Packed { name, needed, steps }| view! {
                                <li>
                                    <span class="hr-tick-box" aria-hidden="true"></span>
                                    <span>
                                        {name} " " {needed.map(counted)}
                                        <span class="hr-script-for">"(" {steps} ")"</span>
                                    </span>
                                </li>
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
        .into_any()
}
