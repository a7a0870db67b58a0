//! The map: each county with a pattern for how much is reached, its name and its figures, and a link to its page.

use std::collections::BTreeMap;

use domain::coverage::Kind;
use domain::coverage::county::{MapCounty, MapStep};
use domain::outreach::Share;
use i18n::{Language, Text, coverage as text, say, use_language};
use leptos::prelude::*;

use super::outlines::{HEIGHT, Outline, WIDTH, outlines};
use super::words;

/// How a step is told.
const STEPS: [(MapStep, Text); 5] = [
    (MapStep::NoPlaces, text::map_no_places),
    (MapStep::None, text::map_none),
    (MapStep::Some, text::map_some),
    (MapStep::Most, text::map_most),
    (MapStep::All, text::map_all),
];

/// «30 % (12 av 40)», «ingen steder».
pub(super) fn figure(language: Language, county: &MapCounty, measure: Option<Kind>) -> String {
    share_told(language, county.sums.share(measure))
}

/// The same of any share.
pub(super) fn share_told(language: Language, share: Share) -> String {
    match share.all {
        0 => text::map_no_places(language).to_owned(),
        all => text::map_figure(language, words::rate(language, share.of, all), share.of, all),
    }
}

/// The drawing. A county that was merged from several of the map's is one link with all of their outlines.
#[component]
pub(super) fn Drawing(counties: Vec<MapCounty>, measure: Option<Kind>, kept: String) -> impl IntoView {
    let language = use_language();
    let drawn: BTreeMap<&str, Outline> = outlines().map(|one| (one.code, one)).collect();
    let each = counties.into_iter().filter_map(move |county| {
        let parts: Vec<Outline> = county
            .parts
            .iter()
            .filter_map(|code| drawn.get(code.as_str()).copied())
            .collect();
        let first = *parts.first()?;
        Some((county, first, parts))
    });
    let each: Vec<_> = each.collect();
    let lines = each.iter().map(|(_, first, _)| line(first.line)).collect_view();
    let links = each
        .into_iter()
        .map(|(county, first, parts)| {
            let href = format!("/coverage/counties/{}?{kept}", county.code);
            let fill = format!("url(#hr-map-{})", MapStep::of(county.sums.share(measure)).name());
            let name = county.name.clone();
            let (x, y) = first.label;
            let below = y + 36;
            let of = StoredValue::new(county);
            let told = move || of.with_value(|county| figure(language.get(), county, measure));
            view! {
                <g>
                    <a class="hr-map-county" href=href>
                        {parts
                            .into_iter()
                            .map(|part| view! { <path class="hr-map-area" fill=fill.clone() d=part.path /> })
                            .collect_view()}
                        <text class="hr-map-name" x=x y=y>
                            {name}
                            " "
                        </text>
                        <text class="hr-map-figure" x=x y=below>
                            {told}
                        </text>
                    </a>
                </g>
            }
        })
        .collect_view();
    let label = move || text::map_label(language.get(), words::measure(language.get(), measure));
    view! {
        <svg class="hr-map" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="group" aria-label=label>
            <Patterns />
            {links}
            <g aria-hidden="true">{lines}</g>
        </svg>
    }
    .into_any()
}

/// The line from a label to its county, over every county that it crosses.
fn line([(from_x, from_y), (to_x, to_y)]: [(i32, i32); 2]) -> impl IntoView {
    view! {
        <line class="hr-map-halo" x1=from_x y1=from_y x2=to_x y2=to_y />
        <line class="hr-map-line" x1=from_x y1=from_y x2=to_x y2=to_y />
    }
}

/// A pattern for each step, so that it is told without colours.
#[component]
pub(super) fn Patterns() -> impl IntoView {
    view! {
        <defs>
            <pattern id="hr-map-no_places" width="16" height="16" patternUnits="userSpaceOnUse">
                <rect class="hr-map-ground-none" width="16" height="16" />
            </pattern>
            <pattern id="hr-map-none" width="16" height="16" patternUnits="userSpaceOnUse">
                <rect class="hr-map-ground-none" width="16" height="16" />
                <circle class="hr-map-mark" cx="8" cy="8" r="2.5" />
            </pattern>
            <pattern id="hr-map-some" width="16" height="16" patternUnits="userSpaceOnUse">
                <rect class="hr-map-ground-some" width="16" height="16" />
                <path class="hr-map-stroke" d="M-4 4L4-4M0 16L16 0M12 20L20 12" />
            </pattern>
            <pattern id="hr-map-most" width="16" height="16" patternUnits="userSpaceOnUse">
                <rect class="hr-map-ground-most" width="16" height="16" />
                <path class="hr-map-stroke" d="M0 8H16M8 0V16" />
            </pattern>
            <pattern id="hr-map-all" width="16" height="16" patternUnits="userSpaceOnUse">
                <rect class="hr-map-ground-all" width="16" height="16" />
            </pattern>
        </defs>
    }
    .into_any()
}

/// What the patterns mean.
#[component]
pub(super) fn Legend() -> impl IntoView {
    let language = use_language();
    let step = move |(step, meaning): (MapStep, Text)| {
        let fill = format!("url(#hr-map-{})", step.name());
        view! {
            <li>
                <svg class="hr-map-sample" width="32" height="24" aria-hidden="true" focusable="false">
                    <rect class="hr-map-area" x="1" y="1" width="30" height="22" fill=fill />
                </svg>
                {say(language, meaning)}
            </li>
        }
    };
    view! {
        <section aria-labelledby="legend" class="hr-map-legend">
            <h2 id="legend">{say(language, text::map_legend)}</h2>
            <ul>{STEPS.map(step).collect_view()}</ul>
        </section>
    }
    .into_any()
}
