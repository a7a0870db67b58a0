//! What participants said of a course, time by time, and how many came.

use domain::courses::evaluation::OpenQuestion;
use domain::courses::view::{ItemRow, PhaseView, SaidBefore, Turnout};
use domain::ids::EventId;
use domain::marks::FEWEST;
use i18n::{course_evaluation as text, format, needs, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, Details};

use super::desk::Desk;
use super::words;
use crate::needs::words::{change, mean, spread};

/// The section of the page; nothing while nobody could answer yet.
#[component]
pub(super) fn EvaluationSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let phases = desk.part(|view| view.evaluation.clone());
    let turnout = desk.part(|view| view.turnout);
    let came = move |Turnout { seats, came }: Turnout| {
        view! { <p>{move || text::turnout(language.get(), came, seats, seats.saturating_sub(came))}</p> }
    };
    view! {
        <Show when=move || !phases.with(Vec::is_empty)>
            <section class="hr-section" aria-labelledby="evaluation">
                <h2 id="evaluation">{say(language, text::heading)}</h2>
                <p class="hr-muted">{say(language, text::help)}</p>
                {move || turnout.get().map(came)}
                {move || phases.get().into_iter().map(|phase| view! { <Asked id phase /> }).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Asked(id: EventId, phase: PhaseView) -> impl IntoView {
    let language = use_language();
    let PhaseView {
        phase,
        is_open,
        answers,
        shown,
        rows,
        words,
    } = phase;
    let name = move || words::phase(language.get(), phase);
    let screen = is_open.then(|| {
        let href = format!("/courses/{id}/evaluation/{}", phase.name());
        view! {
            <p>
                <a class="ds-link" href=href rel="external">
                    {move || text::show_screen(language.get(), words::phase(language.get(), phase))}
                </a>
            </p>
        }
    });
    let count = move || match answers {
        Some(answers) if shown > 0 && is_open => text::shown_of(language.get(), shown, answers, shown + FEWEST),
        Some(answers) if shown > 0 => text::shown_closed(language.get(), shown, answers),
        _ => text::few(language.get(), FEWEST),
    };
    view! {
        <h3>{name}</h3>
        {screen}
        <p>{count}</p>
        {(!rows.is_empty())
            .then(|| {
                let caption = Signal::derive(move || name().to_owned());
                view! { <Items id=format!("evaluation-{}", phase.name()) caption rows /> }
            })}
        {(shown > 0).then(|| words.into_iter().map(|said| view! { <Said said /> }).collect_view())}
    }
    .into_any()
}

#[component]
fn Items(id: String, caption: Signal<String>, rows: Vec<ItemRow>) -> impl IntoView {
    let language = use_language();
    let has_spread = rows.iter().any(|row| row.spread.is_some());
    let has_before = rows.iter().any(|row| row.before.is_some());
    let row = move |one: ItemRow| {
        let ItemRow {
            item,
            tenths,
            spread: told,
            before,
        } = one;
        view! {
            <tr>
                <th scope="row">{move || words::item(language.get(), item)}</th>
                <td data-label=say(language, needs::col_mean)>{move || mean(language.get(), tenths)}</td>
                {told.map(|times| view! { <td data-label=say(language, needs::col_spread)>{spread(times)}</td> })}
                {has_before
                    .then(|| {
                        view! {
                            <td data-label=say(language, text::phase_before)>
                                {move || change(language.get(), tenths, before)}
                            </td>
                        }
                    })}
            </tr>
        }
    };
    view! {
        <DataTable
            id
            caption=Signal::derive(move || text::caption(language.get(), caption.get()))
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_item)}</th>
                    <th scope="col">{say(language, needs::col_mean)}</th>
                    {has_spread.then(|| view! { <th scope="col">{say(language, needs::col_spread)}</th> })}
                    {has_before.then(|| view! { <th scope="col">{say(language, text::phase_before)}</th> })}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

/// What was said of the same course the last times that it was held; nothing where there is nothing.
#[component]
pub(super) fn SaidBeforeSection(said: Vec<SaidBefore>) -> impl IntoView {
    let language = use_language();
    if said.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="hr-section" aria-labelledby="said-before">
            <h2 id="said-before">{say(language, text::before_heading)}</h2>
            <p class="hr-muted">{say(language, text::before_help)}</p>
            {said.into_iter().map(|one| view! { <Before one /> }).collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn Before(one: SaidBefore) -> impl IntoView {
    let language = use_language();
    let SaidBefore {
        id,
        title,
        first_day,
        phases,
    } = one;
    let named = StoredValue::new(title);
    let name = move || {
        named.with_value(|title| text::course_of(language.get(), title, format::date_long(language.get(), first_day)))
    };
    let phase = move |one: PhaseView| {
        let PhaseView {
            phase,
            answers,
            shown,
            rows,
            words,
            ..
        } = one;
        let heading = move || words::phase(language.get(), phase);
        let caption = Signal::derive(move || format!("{}, {}", name(), words::phase(language.get(), phase)));
        let count = move || text::shown_closed(language.get(), shown, answers.unwrap_or(shown));
        view! {
            <h4>{heading}</h4>
            <p>{count}</p>
            <Items id=format!("said-{id}-{}", phase.name()) caption rows />
            <Details summary=told(language, text::before_words)>
                {words.into_iter().map(|said| view! { <Said said /> }).collect_view()}
            </Details>
        }
    };
    view! {
        <h3><A href=format!("/courses/{id}")>{name}</A></h3>
        {phases.into_iter().map(phase).collect_view()}
    }
    .into_any()
}

#[component]
fn Said(said: (OpenQuestion, Vec<String>)) -> impl IntoView {
    let language = use_language();
    let (question, texts) = said;
    let count = texts.len();
    let heading = move || text::words_of(language.get(), words::open_question(language.get(), question), count);
    view! {
        <h4>{heading}</h4>
        {if texts.is_empty() {
            view! { <p class="hr-muted">{say(language, text::no_words)}</p> }.into_any()
        } else {
            let rows = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
            view! { <ul class="hr-quotes">{rows}</ul> }.into_any()
        }}
    }
    .into_any()
}
