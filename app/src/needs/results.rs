//! What was answered: the areas, the least known first, beside the survey before; or that too few have answered.

use domain::marks::{FEWEST, FEWEST_FOR_SPREAD, MAX_MARK};
use domain::needs::view::AreaRow;
use i18n::{format, needs as text, say, told, use_language};
use leptos::prelude::*;
use ui::DataTable;

use super::survey_desk::SurveyDesk;
use super::words;

const PLACE: &str = "results";

/// The section of the page; nothing while the survey is open.
#[component]
pub(super) fn ResultsSection(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let is_open = desk.part(|view| view.is_open);
    let rows = desk.part(|view| view.rows.clone());
    let compared = desk.part(|view| view.compared_with);
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::results)}</h2>
            {move || match (is_open.get(), rows.get()) {
                (true, _) => view! { <p class="hr-muted">{say(language, text::results_later)}</p> }.into_any(),
                (false, none) if none.is_empty() => {
                    view! { <p role="status">{move || text::too_few(language.get(), FEWEST)}</p> }.into_any()
                }
                (false, rows) => {
                    view! {
                        <p class="hr-muted">{say(language, text::results_help)}</p>
                        {move || {
                            compared
                                .get()
                                .map(|day| {
                                    view! {
                                        <p class="hr-muted">
                                            {move || text::compared(language.get(), format::date_medium(language.get(), day))}
                                        </p>
                                    }
                                })
                        }}
                        <Areas rows has_before=compared.get().is_some() />
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// The areas as a table; on the survey's page and on paper.
#[component]
pub(super) fn Areas(rows: Vec<AreaRow>, has_before: bool) -> impl IntoView {
    let language = use_language();
    let has_spread = rows.iter().any(|row| row.spread.is_some());
    let row = move |one: AreaRow| {
        let AreaRow {
            area,
            tenths,
            spread: told,
            before,
        } = one;
        let share = u32::from(tenths) * 100 / (u32::from(MAX_MARK) * 10);
        view! {
            <tr>
                <th scope="row">{move || words::area(language.get(), area)}</th>
                <td data-label=say(language, text::col_mean)>
                    <span>{move || words::mean(language.get(), tenths)}</span>
                    <svg class="hr-bar" width="100%" height="12" aria-hidden="true" focusable="false">
                        <rect class="hr-bar__whole" width="100%" height="100%" rx="3" />
                        <rect class="hr-bar__part" width=format!("{share}%") height="100%" rx="3" />
                    </svg>
                </td>
                {told
                    .map(|(ratings, wishes)| {
                        view! {
                            <td data-label=say(language, text::col_spread)>{words::spread(ratings)}</td>
                            <td data-label=say(language, text::col_wishes)>{wishes}</td>
                        }
                    })}
                {has_before
                    .then(|| {
                        view! {
                            <td data-label=say(language, text::col_before)>
                                {move || words::change(language.get(), tenths, before)}
                            </td>
                        }
                    })}
            </tr>
        }
    };
    view! {
        {(!has_spread)
            .then(|| {
                view! {
                    <p class="hr-muted">{move || text::spread_later(language.get(), FEWEST_FOR_SPREAD)}</p>
                }
            })}
        <DataTable id="areas" caption=told(language, text::areas_caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_area)}</th>
                    <th scope="col">{say(language, text::col_mean)}</th>
                    {has_spread
                        .then(|| {
                            view! {
                                <th scope="col">{say(language, text::col_spread)}</th>
                                <th scope="col">{say(language, text::col_wishes)}</th>
                            }
                        })}
                    {has_before.then(|| view! { <th scope="col">{say(language, text::col_before)}</th> })}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}
