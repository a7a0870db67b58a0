//! Numbered seats, ticked present or absent with one tap each. No names (domain brief, 2.1).

use domain::groups::GroupCommand;
use i18n::{groups as text, say, use_language};
use leptos::prelude::*;

use super::plan::Planner;

/// The section of the session's page.
#[component]
pub fn SeatsSection(planner: Planner, number: u8) -> impl IntoView {
    let language = use_language();
    let seats = Memo::new(move |_| planner.view.with(|view| view.group.seats_max.get()));
    let can_tick = Memo::new(move |_| planner.view.with(|view| view.can_run(number)));
    let counts = move || {
        planner.view.with(|view| {
            let (present, absent) = view
                .group
                .session(number)
                .map(|session| (session.present(), session.absent()))
                .unwrap_or_default();
            let left = u16::from(view.group.seats_max.get()).saturating_sub(present + absent);
            text::ticked(language.get(), present, absent, left)
        })
    };
    view! {
        <section aria-labelledby="seats-heading">
            <h2 id="seats-heading">{say(language, text::seats)}</h2>
            <p class="hr-muted">{say(language, text::seats_help)}</p>
            <p aria-live="polite" class="hr-seat-counts">{counts}</p>
            <ul class="hr-seat-list">
                <For each=move || 1..=seats.get() key=|seat| *seat let:seat>
                    <SeatItem planner number seat can_tick />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn SeatItem(planner: Planner, number: u8, seat: u8, can_tick: Memo<bool>) -> impl IntoView {
    let language = use_language();
    let tick = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .session(number)
                .and_then(|session| session.ticks.get(&seat).copied())
        })
    });
    let label = format!("seat-{seat}");
    let labelled_by = label.clone();
    let toggle = move |there: bool| {
        let present = if tick.get_untracked() == Some(there) {
            None
        } else {
            Some(there)
        };
        planner.send(GroupCommand::TickSeat { number, seat, present });
    };
    view! {
        <li><div class="hr-seat" role="group" aria-labelledby=labelled_by>
            <span id=label>{move || text::seat(language.get(), seat)}</span>
            <button
                type="button"
                class="hr-tick hr-present"
                disabled=move || !can_tick.get()
                aria-pressed=move || (tick.get() == Some(true)).to_string()
                on:click=move |_| toggle(true)
            >
                <span aria-hidden="true">"✓ "</span>
                {say(language, text::present)}
            </button>
            <button
                type="button"
                class="hr-tick hr-absent"
                disabled=move || !can_tick.get()
                aria-pressed=move || (tick.get() == Some(false)).to_string()
                on:click=move |_| toggle(false)
            >
                <span aria-hidden="true">"✕ "</span>
                {say(language, text::absent)}
            </button>
        </div></li>
    }
}
