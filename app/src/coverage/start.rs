//! Coverage on the front page of those who look after places and have no week of their own.

use domain::coverage::view::{StartGap, StartView};
use i18n::{coverage as text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, LinkButton};

use super::api::view_coverage_start;
use super::words;

/// How far the scheme reaches, the gaps that wait for the reader, and the places with most gaps.
#[component]
pub fn StartCoverage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| view_coverage_start());
    view! {
        <section class="hr-section" aria-labelledby="coverage-heading">
            <h2 id="coverage-heading">{say(language, text::title)}</h2>
            <Transition>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => view! { <Brief view /> }.into_any(),
                        // What can't be told now is told by the page of coverage.
                        Err(_) => view! { <p>{say(language, text::start_lead)}</p> }.into_any(),
                    }
                })}
            </Transition>
            <p>
                <A href="/coverage">{say(language, text::start_all)}</A>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Brief(view: StartView) -> impl IntoView {
    let language = use_language();
    let StartView {
        period,
        units,
        gaps,
        waiting,
    } = view;
    let rate = move || {
        let language = language.get();
        text::rate(
            language,
            units.of,
            units.all,
            words::rate(language, units.of, units.all),
        )
    };
    let has_gaps = !gaps.is_empty();
    view! {
        <p class="hr-coverage-rate">
            <strong>{move || words::period(language.get(), period)}</strong>
            ": "
            {rate}
        </p>
        {waiting
            .filter(|&count| count > 0)
            .map(|count| view! {
                <p>
                    <LinkButton href="/coverage/gaps" variant=ButtonVariant::Secondary>
                        {move || text::start_waiting(language.get(), count)}
                    </LinkButton>
                </p>
            })}
        {has_gaps
            .then(|| view! {
                <h3 id="start-gaps-heading">{say(language, text::start_gaps)}</h3>
                <ul class="hr-rows" aria-labelledby="start-gaps-heading">
                    {gaps.into_iter().map(|gap| view! { <Place gap /> }).collect_view()}
                </ul>
            })}
    }
    .into_any()
}

#[component]
fn Place(gap: StartGap) -> impl IntoView {
    let language = use_language();
    let StartGap {
        unit,
        name,
        county,
        reached,
    } = gap;
    view! {
        <li class="hr-row">
            <A href=format!("/coverage/{unit}")>{name}</A>
            <span class="hr-muted">
                {county}
                " · "
                {move || text::breadth_of(language.get(), reached)}
            </span>
        </li>
    }
    .into_any()
}
