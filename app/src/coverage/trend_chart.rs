//! The school years as bars, each with its figure above it. The table beside it says the same and more.

use domain::coverage::{Kind, TrendYear};
use domain::time::SchoolYear;
use i18n::{Language, coverage as text, use_language};
use leptos::prelude::*;

use super::words;

/// Height of the drawing, and of a bar that is whole.
const HEIGHT: usize = 220;
const WHOLE: usize = 160;
/// Where bars stand.
const GROUND: usize = 190;
/// Where their years stand.
const YEARS: usize = 210;

/// «2026/27».
pub(super) fn year(one: &TrendYear) -> String {
    SchoolYear::starting(one.period.year).to_string()
}

/// The drawing, oldest year first.
#[component]
pub(super) fn Chart(years: Vec<TrendYear>, measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let count = years.len().max(1);
    // In tenths of a per cent of the width.
    let (step, margin) = (1000 / count, 150 / count);
    let percent = |tenths: usize| format!("{}.{}%", tenths / 10, tenths % 10);
    let bars = years
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let share = one.sums.share(measure);
            let height = (share.of * WHOLE).checked_div(share.all).unwrap_or_default();
            let top = GROUND - height;
            let middle = percent(at * step + step / 2);
            let fill = if one.is_running {
                "url(#hr-trend-running)"
            } else {
                "url(#hr-trend-over)"
            };
            view! {
                <g>
                    <rect
                        class="hr-trend-bar"
                        fill=fill
                        x=percent(at * step + margin)
                        width=percent(step - 2 * margin)
                        y=top
                        height=height
                    />
                    <text class="hr-trend-figure" x=middle.clone() y=top.saturating_sub(8) text-anchor="middle">
                        {move || words::rate(language.get(), share.of, share.all)}
                    </text>
                    <text class="hr-trend-year" x=middle y=YEARS text-anchor="middle">
                        {year(one)}
                    </text>
                </g>
            }
        })
        .collect_view();
    let years = StoredValue::new(years);
    let label = move || years.with_value(|years| heard(language.get(), years, measure));
    view! {
        <svg class="hr-trend" width="100%" height=HEIGHT role="img" aria-label=label>
            <defs>
                <pattern id="hr-trend-over" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect class="hr-trend-ground" width="8" height="8" />
                </pattern>
                <pattern id="hr-trend-running" width="8" height="8" patternUnits="userSpaceOnUse">
                    <path class="hr-trend-stroke" d="M-2 2L2-2M0 8L8 0M6 10L10 6" />
                </pattern>
            </defs>
            {bars}
            <line class="hr-trend-line" x1="0" x2="100%" y1=GROUND y2=GROUND />
        </svg>
    }
    .into_any()
}

/// What the drawing says, for those who hear it.
fn heard(language: Language, years: &[TrendYear], measure: Option<Kind>) -> String {
    let each: Vec<String> = years
        .iter()
        .map(|one| {
            let share = one.sums.share(measure);
            text::trend_value(language, year(one), words::rate(language, share.of, share.all))
        })
        .collect();
    text::trend_label(language, words::measure(language, measure), each.join(", "))
}
