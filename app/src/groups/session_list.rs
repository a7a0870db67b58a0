//! A group's sessions in order, each with its time, state, and what can be done with it.

use domain::groups::Standing;
use domain::time::Occasion;
use i18n::{groups as text, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Icon, StateBadge, Tone};

use super::day_off::{DayOffNote, day_off};
use super::plan::Planner;
use super::session_actions::SessionActions;
use super::words;
use crate::conflicts::ConflictWarnings;

/// All sessions in order of number.
#[component]
pub fn SessionList(planner: Planner, may_edit: bool) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .sessions
                .iter()
                .map(|session| session.number)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="hr-session-list">
            <For each=move || numbers.get() key=|number| *number let:number>
                <SessionItem planner number may_edit />
            </For>
        </ol>
    }
}

#[component]
fn SessionItem(planner: Planner, number: u8, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
    let found = Signal::derive(move || planner.view.with(|view| view.conflicts.clone()));
    // A session that was called off here takes no time any more, though the server has not said so yet.
    let slot = Signal::derive(move || {
        let session = session.get()?;
        (session.state.is_open() && Standing::of(session.state.name()).takes_time()).then_some(session.slot)
    });
    let is_met = Memo::new(move |_| {
        let slot: Option<Occasion> = slot.get().map(Into::into);
        found.with(|found| {
            found
                .iter()
                .any(|conflict| conflict.is_clash() && Some(conflict.slot) == slot)
        })
    });
    let off = day_off(planner, slot);
    let href = format!(
        "/groups/{}/sessions/{number}",
        planner.view.with_untracked(|view| view.group.id)
    );
    view! {
        <li class="hr-session-item">
            {move || session.get().map(|session| {
                let language = language.get();
                let slot = session.slot;
                let state = session.state.name();
                let theme = session.theme.to_string();
                let text_of_state = words::state(language, state).to_owned();
                let follow_up = session.state.reflection().is_some_and(|reflection| reflection.follow_up);
                view! {
                    <A href=href.clone() attr:class="hr-session-link">
                        <strong>{text::session(language, number)}</strong>
                        {(!theme.is_empty()).then(|| view! { <span>{theme}</span> })}
                    </A>
                    <span class="hr-session-when">
                        {words::slot(language, &slot)}
                    </span>
                    <StateBadge icon=words::state_icon(state) text=Signal::stored(text_of_state) />
                    {follow_up.then(|| view! { <span>{text::needs_follow_up(language)}</span> })}
                }
            })}
            <Show when=move || is_met.get()>
                <StateBadge
                    tone=Tone::Warning
                    icon=Icon::Warning
                    text=told(language, i18n::conflicts::badge)
                />
            </Show>
            <DayOffNote off />
            <div class="hr-conflicts">
                <ConflictWarnings found at=Signal::derive(move || slot.get().map(Into::into)) />
            </div>
            {may_edit.then(|| view! { <SessionActions planner number session /> })}
        </li>
    }
}
