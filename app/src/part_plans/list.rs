//! The parts on the page of a course or a measure: how far each plan has come, and the way to it.

use domain::part_plans::PlanOf;
use domain::part_plans::view::PartRow;
use i18n::{Text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;

/// The section of the page.
#[component]
pub(crate) fn PartList(
    /// Whose parts.
    of: PlanOf,
    /// The parts, in order of time.
    #[prop(into)]
    rows: Signal<Vec<PartRow>>,
    /// What the plans are called.
    heading: Text,
    /// What is to be known of them.
    help: Text,
) -> impl IntoView {
    let language = use_language();
    let each = move || rows.get().into_iter().zip(1_usize..).collect::<Vec<_>>();
    view! {
        <section class="hr-section" aria-labelledby="parts">
            <h2 id="parts">{say(language, heading)}</h2>
            <p class="hr-muted">{say(language, help)}</p>
            <ul class="hr-plain">
                <For each key=|(row, place)| (row.part, *place, row.slot, row.minutes, row.blocks) let:one>
                    {
                        let (row, place) = one;
                        view! {
                            <li>
                                <A href=words::address(of, row.part)>
                                    {move || words::link(language.get(), place, &row)}
                                </A>
                                <span class="hr-line hr-muted">{move || words::progress(language.get(), &row)}</span>
                            </li>
                        }
                    }
                </For>
            </ul>
        </section>
    }
    .into_any()
}
