//! Conflicts in words.

use domain::conflicts::{Conflict, Shared};
use domain::time::Occasion;
use i18n::{Language, conflicts as text, format, say, use_language};
use leptos::prelude::*;
use ui::{Icon, IconMark};

use super::LookUp;
use crate::groups::words;

/// «Samtidig som «Ny i Norge», samling 4, torsdag …: samme leder, samme rom (Biblioteket).» Or how few minutes there are for
/// the way.
fn sentence(language: Language, conflict: &Conflict) -> String {
    let other = &conflict.other;
    let booking = match &other.session {
        Some((name, Some(number))) => text::session(language, name, number),
        Some((name, None)) => text::presentation(language, name),
        None => text::hidden(language).to_owned(),
    };
    if let Some(minutes) = conflict.minutes_between {
        let minutes = format::duration(language, minutes.into());
        let time = words::slot(language, &other.slot);
        return if other.leaders.is_empty() {
            text::way(language, minutes, booking, time)
        } else {
            text::way_of(language, minutes, booking, time, other.leaders.join(", "))
        };
    }
    let shared: Vec<String> = conflict
        .shared
        .iter()
        .map(|shared| match shared {
            Shared::Leader if other.leaders.is_empty() => text::leader(language).to_owned(),
            Shared::Leader => text::leaders(language, other.leaders.join(", ")),
            Shared::Room => text::room(language, &other.room),
            Shared::CoLeader => text::co_leader(language, &other.co_leader),
        })
        .collect();
    text::meets(language, booking, words::slot(language, &other.slot), shared.join(", "))
}

/// What one time runs into; nothing when it is free.
#[component]
pub fn ConflictWarnings(
    /// All that is known.
    #[prop(into)]
    found: Signal<Vec<Conflict>>,
    /// The time.
    #[prop(into)]
    at: Signal<Option<Occasion>>,
) -> impl IntoView {
    let language = use_language();
    let met = Memo::new(move |_| {
        let slot = at.get();
        found.with(|found| {
            let mine = found.iter().filter(|conflict| Some(conflict.slot) == slot);
            mine.cloned().collect::<Vec<_>>()
        })
    });
    move || {
        met.get()
            .into_iter()
            .map(|conflict| {
                view! {
                    <p class="hr-conflict">
                        <IconMark icon=Icon::Warning />
                        <span>{move || sentence(language.get(), &conflict)}</span>
                    </p>
                }
            })
            .collect_view()
    }
}

/// How many of the times are taken; said aloud when it changes.
#[component]
pub fn ConflictSummary(
    known: LookUp,
    /// The times.
    #[prop(into)]
    slots: Signal<Vec<Occasion>>,
) -> impl IntoView {
    let language = use_language();
    let count = Memo::new(move |_| {
        known.found.with(|found| {
            let is_met = |slot: &&Occasion| {
                found
                    .iter()
                    .any(|conflict| conflict.is_clash() && conflict.slot == **slot)
            };
            slots.with(|slots| slots.iter().filter(is_met).count())
        })
    });
    let words = move || match count.get() {
        0 => String::new(),
        1 => text::one(language.get()).to_owned(),
        count => text::many(language.get(), count),
    };
    view! {
        <p class="hr-conflict" aria-live="polite">{words}</p>
        <NotLookedUp known />
    }
}

/// That the server did not say: silence would look like a free time.
#[component]
pub fn NotLookedUp(known: LookUp) -> impl IntoView {
    let language = use_language();
    view! {
        <Show when=move || known.failed.get()>
            <p class="hr-conflict">{say(language, text::unknown)}</p>
        </Show>
    }
}
