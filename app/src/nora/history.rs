//! How a proposal came where it stands.

use domain::nora::StepTaken;
use i18n::{format, nora as text, say, use_language};
use leptos::prelude::*;

use super::desk::Desk;
use super::words;

/// Every step taken, the oldest first.
#[component]
pub(super) fn History(desk: Desk) -> impl IntoView {
    let language = use_language();
    let taken = desk.part(|view| {
        let named = |taken: &StepTaken| (*taken, view.name_of(taken.by));
        view.proposal.history.iter().map(named).collect::<Vec<_>>()
    });
    view! {
        <section class="hr-section" aria-labelledby="history-heading">
            <h2 id="history-heading">{say(language, text::history)}</h2>
            <ol class="hr-prose">
                {move || {
                    let language = language.get();
                    taken
                        .get()
                        .into_iter()
                        .map(|(taken, name)| {
                            let day = format::date_long(language, taken.on);
                            view! { <li>{format!("{}: {name}, {day}", words::did(language, taken.turn))}</li> }
                        })
                        .collect_view()
                }}
            </ol>
        </section>
    }
    .into_any()
}
