//! A share as a bar with a mark at 60, and in words.

use domain::hours::{Guide, TARGET};
use i18n::use_language;
use leptos::prelude::*;
use ui::StateBadge;

use super::words;

/// The bar is for the eye; the words beside it say the same.
#[component]
pub(crate) fn GuideBar(guide: Guide) -> impl IntoView {
    let language = use_language();
    let badge = guide.zone().map(|zone| {
        let (tone, icon) = words::zone_sign(zone);
        view! { <StateBadge tone icon text=Signal::derive(move || words::zone(language.get(), zone).to_owned()) /> }
    });
    let bar = guide.share().map(|share| {
        let (pupils, mark) = (format!("{share}%"), format!("{TARGET}%"));
        view! {
            <svg class="hr-hours-bar" width="100%" height="44" aria-hidden="true" focusable="false">
                <rect class="hr-hours-bar__competence" width="100%" height="24" rx="4" />
                <rect class="hr-hours-bar__pupils" width=pupils height="24" rx="4" />
                <line class="hr-hours-bar__halo" x1=mark.clone() x2=mark.clone() y1="0" y2="28" />
                <line class="hr-hours-bar__mark" x1=mark.clone() x2=mark.clone() y1="0" y2="28" />
                <text class="hr-hours-bar__label" x=mark y="42" text-anchor="middle">{TARGET}</text>
            </svg>
        }
    });
    view! {
        <div class="hr-hours-guide">
            {bar}
            <p class="hr-hours-guide__words">
                <strong>{move || words::share(language.get(), guide)}</strong>
                " "
                {badge}
            </p>
        </div>
    }
    .into_any()
}
