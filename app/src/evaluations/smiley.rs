//! Three faces that differ in the shape of mouth and eyes, not in colour. Always beside a word, and silent to screen readers.

use domain::evaluations::Smiley;
use leptos::prelude::*;

/// Mouth and eyes, on a grid of 48.
const fn strokes(smiley: Smiley) -> &'static str {
    match smiley {
        Smiley::Sad => "M14 35q10-11 20 0M12 18l7-4M36 18l-7-4M17 22v.1M31 22v.1",
        Smiley::Neutral => "M14 32h20M17 20v.1M31 20v.1",
        Smiley::Happy => "M12 28q12 15 24 0zM14 20q3-5 6 0M28 20q3-5 6 0",
    }
}

/// Draws a face.
#[component]
pub fn SmileyFace(
    /// Which.
    smiley: Smiley,
) -> impl IntoView {
    view! {
        <svg class="hr-face" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
            <circle cx="24" cy="24" r="21" />
            <path d=strokes(smiley) />
        </svg>
    }
}
