//! The leader's script of a session: everything on the run sheet with its clock times, and what to pack.

use domain::groups::GroupSession;
use domain::groups::view::GroupView;
use i18n::{Language, format, groups, printouts as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

use super::blocks::{PackingOnPaper, ScriptBlocks};
use super::sheet::{Sheet, fact, group_in, param};
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::groups::api::view_group;
use crate::groups::words;
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
                        let ends: fn(Language, String) -> String = |language, time| text::ends(language, time);
                        view! { <ScriptBlocks run_sheet=session.run_sheet.clone() at=session.slot.into() ends /> }
                            .into_any()
                    }}
                </section>
                <PackingOnPaper run_sheet=session.run_sheet people />
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}
