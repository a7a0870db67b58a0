//! The poster of a session: big letters, clock times, and rows as tall as they last. The heights are the domain's
//! (`domain::printouts::pages`); a bar of each row's height holds the row open, since the page's policy lets no style be
//! written into it.

use domain::printouts::{Poster, PosterItem, Row, pages};
use i18n::{groups, printouts as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

use super::api::view_poster;
use super::sheet::{Sheet, group_in, param};
use crate::error::{AppError, ErrorCode};
use crate::groups::words;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/groups/:id/sessions/:number/poster`.
#[component]
pub fn PosterPage() -> impl IntoView {
    let language = use_language();
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(
        move || (id.get(), number.get()),
        |(id, number)| async move {
            let number = number.parse().map_err(|_| AppError::new(ErrorCode::NotFound))?;
            view_poster(group_in(&id)?, number).await
        },
    );
    view! {
        <PageTitle text=told(language, text::poster) />
        <Loaded of=loaded let:poster>
            <Wall poster />
        </Loaded>
    }
}

#[component]
fn Wall(poster: Poster) -> impl IntoView {
    let language = use_language();
    let session = format!("/groups/{}/sessions/{}", poster.group, poster.number);
    let sheets = pages(&poster.entries());
    let count = sheets.len();
    view! {
        <Sheet back=session.clone() back_text=text::to_session running=poster.name.clone()>
            <article class="hr-printout hr-poster">
                {if sheets.is_empty() {
                    view! {
                        <section class="hr-poster-sheet">
                            <Head poster sheet=1 count=1 />
                            <p>
                                {say(language, text::no_blocks)}
                                " "
                                <span class="hr-no-print"><A href=session>{say(language, text::go_to_session)}</A></span>
                            </p>
                        </section>
                    }
                        .into_any()
                } else {
                    sheets
                        .into_iter()
                        .zip(1..)
                        .map(|(rows, sheet)| view! { <OneSheet poster=poster.clone() rows sheet count /> })
                        .collect_view()
                        .into_any()
                }}
            </article>
        </Sheet>
    }
    .into_any()
}

#[component]
fn OneSheet(poster: Poster, rows: Vec<Row>, sheet: usize, count: usize) -> impl IntoView {
    let items: Vec<(Row, PosterItem)> = rows
        .into_iter()
        .filter_map(|row| Some((row, poster.items.get(row.entry)?.clone())))
        .collect();
    view! {
        <section class="hr-poster-sheet">
            <Head poster sheet count />
            <ol class="hr-poster-rows">
                {items.into_iter().map(|(row, item)| view! { <OneRow row item /> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn Head(poster: Poster, sheet: usize, count: usize) -> impl IntoView {
    let language = use_language();
    let Poster {
        number,
        name,
        theme,
        room,
        slot,
        state,
        ..
    } = poster;
    let warning: Option<i18n::Text> = match state.as_str() {
        "cancelled" => Some(text::is_cancelled),
        "postponed" => Some(text::is_postponed),
        _ => None,
    };
    let has_theme = !theme.is_empty();
    let title = move || {
        let session = groups::session(language.get(), number);
        if has_theme { theme.clone() } else { session }
    };
    let which = move || {
        let language = language.get();
        let session = has_theme.then(|| groups::session(language, number));
        let sheet = (count > 1).then(|| text::sheet_of(language, sheet, count));
        let parts = [Some(name.clone()), session, sheet];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let when = move || {
        let day = words::slot(language.get(), &slot);
        if room.is_empty() {
            day
        } else {
            format!("{day} · {room}")
        }
    };
    view! {
        <header class="hr-poster-head">
            {if sheet == 1 {
                view! { <h1>{title}</h1> }.into_any()
            } else {
                view! { <h2>{title}</h2> }.into_any()
            }}
            <p>{which}</p>
            <p>{when}</p>
            {warning.map(|warning| view! { <p class="hr-poster-warning">{move || warning(language.get())}</p> })}
        </header>
    }
    .into_any()
}

#[component]
fn OneRow(row: Row, item: PosterItem) -> impl IntoView {
    let language = use_language();
    let PosterItem { start, end, step, .. } = item;
    let height = format!("{}.{}mm", row.height / 10, row.height % 10);
    let is_free = step.is_none();
    let lettering = row.lettering.map(|lettering| lettering.name());
    let what = move || {
        step.clone()
            .unwrap_or_else(|| text::free_time(language.get()).to_owned())
    };
    let clock = move || words::span(language.get(), start, end);
    view! {
        <li class="hr-poster-row" data-lettering=lettering data-free=is_free.then_some("true")>
            <svg class="hr-poster-bar" width="4mm" height=height aria-hidden="true" focusable="false">
                <rect width="100%" height="100%" />
            </svg>
            {lettering.is_some().then(|| view! {
                <span class="hr-poster-time">{clock}</span>
                <span class="hr-poster-step">{what}</span>
            })}
        </li>
    }
    .into_any()
}
