//! Where to find help, on a paper that lies about at home and at school.

use domain::emergency::{EmergencyNumber, Helper, NUMBERS};
use i18n::{printouts as text, say, use_language};
use leptos::prelude::*;

use crate::pages::{helper_hours, helper_name};

/// The numbers that may stand there.
#[component]
pub(super) fn HelpSection() -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-handout-help" aria-labelledby="help-heading">
            <h2 id="help-heading">{say(language, text::help)}</h2>
            <ul>
                {for_everybody()
                    .map(|number| view! { <Help number /> })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// The numbers that may stand on such a paper.
pub(super) fn for_everybody() -> impl Iterator<Item = EmergencyNumber> {
    NUMBERS.into_iter().filter(|number| is_for_everybody(number.helper))
}

/// Whether a number may stand on a paper that the family reads: those whose names tell nothing of a pupil's life (domain
/// brief, 4.7).
const fn is_for_everybody(helper: Helper) -> bool {
    matches!(helper, Helper::Police | Helper::ChildrenAndYouth)
}

#[component]
fn Help(number: EmergencyNumber) -> impl IntoView {
    let language = use_language();
    view! {
        <li>
            <strong>{number.number}</strong>
            " "
            {move || helper_name(number.helper, language.get())}
            ". "
            {move || helper_hours(number.hours, language.get())}
        </li>
    }
}
