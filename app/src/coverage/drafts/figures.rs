//! What a draft would change, beside what is.

use domain::coverage::drafts::Tally;
use domain::coverage::drafts::view::{CellRow, LeftRow};
use i18n::{Text, format, say, told, use_language, what_if as text};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, StateBadge};

use super::words;
use crate::coverage::words::kind;
use crate::hours::GuideBar;

/// The guide of 60 and 40, as today and with the draft.
#[component]
pub(super) fn Guides(before: Tally, after: Tally) -> impl IntoView {
    let language = use_language();
    let part = move |heading: Text, of: fn(&Tally) -> domain::hours::Guide| {
        view! {
            <div class="hr-what-if-guide">
                <h3>{say(language, heading)}</h3>
                <div class="hr-what-if-pair">
                    <div>
                        <p>{say(language, text::today)}</p>
                        <GuideBar guide=of(&before) />
                    </div>
                    <div>
                        <p>{say(language, text::with_draft)}</p>
                        <GuideBar guide=of(&after) />
                    </div>
                </div>
            </div>
        }
    };
    view! {
        <section class="hr-section" aria-labelledby="guide-heading">
            <h2 id="guide-heading">{say(language, text::guide)}</h2>
            <p class="hr-muted">{say(language, text::guide_help)}</p>
            {part(text::guide_here, |tally| tally.here)}
            {part(text::guide_all, |tally| tally.guide)}
        </section>
    }
    .into_any()
}

/// Every figure before and after, with how it changes.
#[component]
pub(super) fn Figures(before: Tally, after: Tally) -> impl IntoView {
    let language = use_language();
    let rows = move || {
        let language = language.get();
        let pairs = words::figures(language, &before)
            .into_iter()
            .zip(words::figures(language, &after));
        pairs
            .map(|(one, other)| {
                let (icon, change) = words::difference(language, &one, &other);
                view! {
                    <tr>
                        <th scope="row">{one.label}</th>
                        <td data-label=text::today(language)>{one.value}</td>
                        <td data-label=text::with_draft(language)>{other.value}</td>
                        <td data-label=text::change(language)>
                            <StateBadge icon text=Signal::stored(change) />
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="hr-section">
            <h2 id="figures-heading">{say(language, text::figures)}</h2>
            <p class="hr-muted">{say(language, text::figures_help)}</p>
            <DataTable id="figures" caption=told(language, text::figures) hide_caption=true pairs=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::figure)}</th>
                        <th scope="col">{say(language, text::today)}</th>
                        <th scope="col">{say(language, text::with_draft)}</th>
                        <th scope="col">{say(language, text::change)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

/// The cells of the matrix that change.
#[component]
pub(super) fn Cells(rows: Vec<CellRow>) -> impl IntoView {
    let language = use_language();
    let is_empty = rows.is_empty();
    let line = move |row: CellRow| {
        let CellRow { cell, unit_name } = row;
        let (tone, icon) = words::change_sign(cell.change);
        let change = Signal::derive(move || words::change(language.get(), cell.change).to_owned());
        view! {
            <tr>
                <th scope="row"><A href=format!("/coverage/{}", cell.unit)>{unit_name}</A></th>
                <td data-label=say(language, text::col_kind)>{move || kind(language.get(), cell.kind)}</td>
                <td data-label=say(language, text::col_before)>{move || words::cell(language.get(), cell.before)}</td>
                <td data-label=say(language, text::col_after)>{move || words::cell(language.get(), cell.after)}</td>
                <td data-label=say(language, text::col_change)><StateBadge tone icon text=change /></td>
            </tr>
        }
    };
    view! {
        <div class="hr-section">
            <h2 id="cells-heading">{say(language, text::cells)}</h2>
            {if is_empty {
                view! { <p>{say(language, text::no_cells)}</p> }.into_any()
            } else {
                view! {
                    <DataTable id="cells" caption=told(language, text::cells) hide_caption=true stacks=true>
                        <thead>
                            <tr>
                                <th scope="col">{say(language, text::unit)}</th>
                                <th scope="col">{say(language, text::col_kind)}</th>
                                <th scope="col">{say(language, text::col_before)}</th>
                                <th scope="col">{say(language, text::col_after)}</th>
                                <th scope="col">{say(language, text::col_change)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
                    </DataTable>
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

/// Places that would be without a position.
#[component]
pub(super) fn LeftUnits(rows: Vec<LeftRow>) -> impl IntoView {
    let language = use_language();
    let is_empty = rows.is_empty();
    let line = move |row: LeftRow| {
        let LeftRow { left, unit_name } = row;
        let sentence = move || {
            let language = language.get();
            text::left_from(language, &unit_name, format::date_medium(language, left.from))
        };
        view! { <li><A href=format!("/coverage/{}", left.unit)>{sentence}</A></li> }
    };
    view! {
        <section class="hr-section" aria-labelledby="left-heading">
            <h2 id="left-heading">{say(language, text::left)}</h2>
            {if is_empty {
                view! { <p>{say(language, text::no_left)}</p> }.into_any()
            } else {
                view! { <ul>{rows.into_iter().map(line).collect_view()}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}
