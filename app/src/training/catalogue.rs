//! The catalogue of courses.

use domain::courses::view::{CatalogueFilter, PublicEvent};
use domain::courses::{Format, ServiceKind};
use domain::places::codes::counties_on;
use i18n::{Language, training as text};
use jiff::civil::Date;
use leptos::prelude::*;

use super::document::{Look, document};
use super::event::seats;
use super::fields::{Around, Faults, select};
use super::{CATALOGUE, FEED};
use crate::courses::words;

/// The catalogue, narrowed to a filter.
pub fn catalogue_page(look: &Look, filter: &CatalogueFilter, found: &[PublicEvent], today: Date) -> String {
    let language = look.language;
    // What the page is narrowed to, the feed is.
    let query = look.path.split_once('?').map(|(_, query)| query);
    let feed = query.map_or_else(|| FEED.to_owned(), |query| format!("{FEED}?{query}"));
    document(look, text::title(language), text::lead(language), || {
        view! {
            <div class="hr-page-header">
                <div class="hr-page-header__text">
                    <h1 class="ds-heading" data-size="lg">{text::title(language)}</h1>
                    <p class="hr-page-header__lead">{text::lead(language)}</p>
                </div>
            </div>
            {search(language, filter, today)}
            {if found.is_empty() {
                nothing(language, filter)
            } else {
                let cards: Vec<_> = found.iter().map(|one| card(language, one)).collect();
                view! { <ul class="hr-catalogue">{cards}</ul> }.into_any()
            }}
            <p><a class="ds-link" href=feed type="application/atom+xml">{text::feed(language)}</a></p>
        }
        .into_any()
    })
}

fn search(language: Language, filter: &CatalogueFilter, today: Date) -> AnyView {
    let faults = Faults { language, issues: &[] };
    let one = |label: &'static str, rows: Vec<(String, String)>| vec![(label.to_owned(), rows)];
    let formats = Format::ALL.map(|format| (format.name().to_owned(), words::format(language, format).to_owned()));
    let services = ServiceKind::ALL.map(|service| {
        (
            service.name().to_owned(),
            i18n::service_name(language, service).to_owned(),
        )
    });
    let counties = counties_on(today).map(|county| (county.code.to_owned(), county.name.to_owned()));
    let is_open = !filter.is_empty();
    let only_free = filter.free == "1";
    view! {
        <details class="ds-details" open=is_open>
            <summary>{text::filter(language)}</summary>
            <form method="get" action=CATALOGUE class="hr-form">
                {select(
                    &Around::new("service", text::for_whom(language)).optional(),
                    faults,
                    text::any_service(language),
                    &one("", services.to_vec()),
                    &filter.service,
                )}
                {select(
                    &Around::new("county", text::county(language)).optional(),
                    faults,
                    text::any_county(language),
                    &one("", counties.collect()),
                    &filter.county,
                )}
                {select(
                    &Around::new("format", i18n::courses::format(language)).optional(),
                    faults,
                    text::any_format(language),
                    &one("", formats.to_vec()),
                    &filter.format,
                )}
                <div class="ds-field">
                    <input class="ds-input" type="checkbox" id="free" name="free" value="1" checked=only_free />
                    <label class="ds-label" data-weight="regular" for="free">{text::only_free(language)}</label>
                </div>
                <div class="hr-actions"><button type="submit" class="ds-button">{text::search(language)}</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn nothing(language: Language, filter: &CatalogueFilter) -> AnyView {
    if filter.is_empty() {
        return view! { <p class="hr-muted">{text::none(language)}</p> }.into_any();
    }
    view! {
        <p class="hr-muted">{text::none_filtered(language)}</p>
        <p><a class="ds-link" href=CATALOGUE>{text::show_all(language)}</a></p>
    }
    .into_any()
}

fn card(language: Language, one: &PublicEvent) -> AnyView {
    let event = &one.event;
    let when = words::first_and_more(language, &event.parts);
    let place = match event.format {
        Format::Video => words::format(language, event.format).to_owned(),
        Format::Physical | Format::Hybrid => event.place.to_string(),
    };
    let services: Vec<_> = event
        .services
        .iter()
        .map(|service| i18n::service_name(language, *service))
        .collect();
    view! {
        <li class="ds-card">
            <h2 class="ds-heading" data-size="xs">
                <a href=format!("{CATALOGUE}/{}", event.id) lang=event.language.tag()>{event.title.to_string()}</a>
            </h2>
            <p>{when}</p>
            <p>{place}</p>
            <p class="hr-muted">{services.join(", ")}</p>
            <p class="hr-seats">{seats(language, one)}</p>
        </li>
    }
    .into_any()
}
