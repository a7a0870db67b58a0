//! Where a group stands, in badges.

use domain::groups::Stage;
use i18n::{evaluations, told, use_language};
use leptos::prelude::*;
use ui::{Icon, StateBadge};

use super::words;

/// A group that is over and evaluated is evaluated; before that, both are said.
#[component]
pub fn StageBadges(stage: Stage, is_evaluated: bool) -> impl IntoView {
    let language = use_language();
    view! {
        <span class="hr-badges">
            {(!is_evaluated || stage != Stage::Finished).then(|| view! {
                <StateBadge
                    icon=words::stage_icon(stage)
                    text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                />
            })}
            {is_evaluated.then(|| view! {
                <StateBadge
                    icon=Icon::Star
                    text=told(language, evaluations::evaluated)
                />
            })}
        </span>
    }
    .into_any()
}
