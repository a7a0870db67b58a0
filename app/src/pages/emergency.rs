//! Telephone numbers, open for everyone. Plain links: works without scripts and from the browser's memory.

use domain::emergency::{EmergencyNumber, Helper, Hours, NUMBERS};
use i18n::{Language, emergency as text, format, say, told};
use leptos::prelude::*;
use ui::PageHeader;

use crate::title::PageTitle;

/// The numbers, the most urgent first, each with its hours and the day it was last compared with its source.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    let language = i18n::use_language();
    let title = told(language, text::title);
    view! {
        <PageTitle text=told(language, text::tab) />
        <PageHeader title=title lead=told(language, text::lead) />
        <ul class="hr-numbers">
            {NUMBERS.into_iter().map(|number| view! { <NumberCard number=number /> }).collect_view()}
        </ul>
        <p class="hr-prose hr-muted">{say(language, text::sources)}</p>
    }
}

#[component]
fn NumberCard(number: EmergencyNumber) -> impl IntoView {
    let language = i18n::use_language();
    let urgent = number.helper == Helper::Police;
    view! {
        <li class="ds-card hr-number" data-color=if urgent { "danger" } else { "neutral" } data-variant="tinted">
            <h2 class="ds-heading" data-size="xs">{move || name(number.helper, language.get())}</h2>
            <p class="hr-number__for">{move || purpose(number.helper, language.get())}</p>
            <p>
                <a class="ds-button hr-number__call" data-color=if urgent { "danger" } else { "accent" } href=number.href()>
                    {move || text::call(language.get(), number.number)}
                </a>
            </p>
            <p class="hr-number__hours">{move || hours(number.hours, language.get())}</p>
            <p class="hr-muted">
                {move || text::checked(language.get(), format::date_medium(language.get(), number.checked))}
            </p>
        </li>
    }
}

/// Who answers.
pub(crate) fn name(helper: Helper, language: Language) -> &'static str {
    match helper {
        Helper::Police => text::police(language),
        Helper::ExpertTeam => text::expert_team(language),
        Helper::RedCross => text::red_cross(language),
        Helper::ChildrenAndYouth => text::children_and_youth(language),
        Helper::ViolenceLine => text::violence_line(language),
        Helper::Seif => text::seif(language),
    }
}

fn purpose(helper: Helper, language: Language) -> &'static str {
    match helper {
        Helper::Police => text::police_for(language),
        Helper::ExpertTeam => text::expert_team_for(language),
        Helper::RedCross => text::red_cross_for(language),
        Helper::ChildrenAndYouth => text::children_and_youth_for(language),
        Helper::ViolenceLine => text::violence_line_for(language),
        Helper::Seif => text::seif_for(language),
    }
}

/// When the telephone is answered.
pub(crate) fn hours(hours: Hours, language: Language) -> String {
    match hours {
        Hours::Always => text::always(language).to_owned(),
        Hours::Weekdays { from, until } => {
            text::weekdays(language, format::time(language, from), format::time(language, until))
        }
        Hours::NotKnown => text::hours_not_known(language).to_owned(),
    }
}
