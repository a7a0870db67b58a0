//! The leader's script of a session: everything on the run sheet with its clock times, and what to pack.

use domain::groups::GroupSession;
use domain::groups::view::GroupView;
use domain::run_sheet::Block;
use domain::run_sheet::packing_list;
use i18n::{format, groups, printouts as text, say, told, use_language};
use jiff::civil::Time;
use leptos::prelude::*;
use leptos_router::components::A;

use super::sheet::{Sheet, fact, group_in, param};
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::groups::api::view_group;
use crate::groups::words;
use crate::planner::words as sheet_words;
use crate::title::PageTitle;

/// `/groups/:id/sessions/:number/script`.
#[component]
pub fn ScriptPage() -> impl IntoView {
    let language = use_language();
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), |id| async move { view_group(group_in(&id)?).await });
    view! {
        <PageTitle text=told(language, text::script) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => match number.and_then(|number| view.group.session(number).cloned()) {
                            Some(session) => view! { <Script view session /> }.into_any(),
                            None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                        },
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Script(view: GroupView, session: GroupSession) -> impl IntoView {
    let language = use_language();
    let GroupView {
        group,
        unit_name,
        leader_name,
        today,
        ..
    } = view;
    let number = session.number;
    let back = format!("/groups/{}/sessions/{number}", group.id);
    let slot = session.slot;
    let name = group.name.to_string();
    let running = {
        let language = language.get_untracked();
        format!(
            "{name}: {}, {}",
            groups::session(language, number),
            words::slot(language, &slot)
        )
    };
    let title = move || format!("{name}: {}", groups::session(language.get(), number));
    let state = session.state.name();
    let is_off = matches!(state, "cancelled" | "postponed");
    let theme = session.theme.to_string();
    let has_theme = !theme.is_empty();
    let as_of = move || text::as_of(language.get(), format::date_medium(language.get(), today));
    let seats = if group.seats_min == group.seats_max {
        group.seats_max.to_string()
    } else {
        format!("{}–{}", group.seats_min, group.seats_max)
    };
    let people = u16::from(group.seats_max.get());
    view! {
        <Sheet back=back.clone() back_text=text::to_session running>
            <article class="hr-printout hr-script">
                <header class="hr-printout-head">
                    <h1>{title}</h1>
                    {has_theme.then(|| view! { <p class="hr-printout-kind">{theme}</p> })}
                    <p>
                        {move || words::slot(language.get(), &slot)}
                        {is_off.then(|| view! { <strong>" · " {move || words::state(language.get(), state)}</strong> })}
                    </p>
                </header>
                <dl class="hr-printout-facts">
                    {fact(groups::col_unit, unit_name)} {fact(groups::room, group.room.to_string())}
                    {fact(groups::leader, leader_name)} {fact(groups::co_leader, group.co_leader.to_string())}
                    {fact(groups::seats, seats)} {fact(groups::goal, session.goal.to_string())}
                    {fact(text::group_goal, group.goal.to_string())}
                </dl>
                <section aria-labelledby="run-sheet-heading">
                    <h2 id="run-sheet-heading">{say(language, groups::run_sheet)}</h2>
                    {if session.run_sheet.blocks.is_empty() {
                        view! {
                            <p>
                                {say(language, text::no_blocks)}
                                " "
                                <span class="hr-no-print"><A href=back>{say(language, text::go_to_session)}</A></span>
                            </p>
                        }
                            .into_any()
                    } else {
                        view! { <Blocks session=session.clone() /> }.into_any()
                    }}
                </section>
                <Packing session people />
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}

/// A block with its place in time.
struct Timed {
    start: Time,
    end: Time,
    gap: i64,
    overrun: i64,
    block: Block,
}

#[component]
fn Blocks(session: GroupSession) -> impl IntoView {
    let language = use_language();
    let GroupSession { slot, run_sheet, .. } = session;
    let fit = run_sheet.fit(slot.start, slot.minutes.get());
    let (total, length) = (run_sheet.total_minutes(), slot.minutes.get());
    let sum = move || sheet_words::sum(language.get(), &fit, total, length);
    let ends = move || text::ends(language.get(), format::time(language.get(), slot.end().time()));
    let blocks: Vec<Timed> = run_sheet
        .timed(slot.start)
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
                    {fact(groups::goal, block.goal.to_string())} {fact(groups::block_method, block.method.to_string())}
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
    /// How many, where each pupil needs some.
    needed: Option<u32>,
    steps: String,
}

/// The packing list with boxes to tick on paper.
#[component]
fn Packing(session: GroupSession, people: u16) -> impl IntoView {
    let language = use_language();
    let items: Vec<Packed> = packing_list(&session.run_sheet)
        .into_iter()
        .map(|item| {
            let steps: Vec<&str> = item.blocks.iter().map(|block| block.step.as_str()).collect();
            Packed {
                name: item.name.to_owned(),
                needed: item.needed_for(people),
                steps: steps.join(", "),
            }
        })
        .collect();
    let needed = move |count: u32| {
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
                            .map(|Packed { name, needed: count, steps }| view! {
                                <li>
                                    <span class="hr-tick-box" aria-hidden="true"></span>
                                    <span>
                                        {name} " " {count.map(needed)}
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
