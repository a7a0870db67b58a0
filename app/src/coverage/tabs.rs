//! The way between the pages of coverage.

use domain::access::Action;
use i18n::{Text, coverage as text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::person::use_person;

const PAGES: [(&str, Action, Text); 6] = [
    ("/coverage", Action::ViewCoverage, text::tab_places),
    ("/coverage/map", Action::ViewCoverage, text::tab_map),
    ("/coverage/trend", Action::ViewCoverage, text::tab_trend),
    ("/coverage/services", Action::ViewCourse, text::tab_services),
    ("/coverage/gaps", Action::EditTargets, text::tab_gaps),
    ("/coverage/drafts", Action::EditTargets, text::tab_drafts),
];

/// Links to the pages that the reader may see; none where there is only one.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let language = use_language();
    let person = use_person();
    view! {
        <Suspense>
            {move || {
                let seen: Vec<_> = PAGES.iter().filter(|(_, action, _)| person.may_some(*action)).collect();
                (seen.len() > 1)
                    .then(|| {
                        let link = |(href, _, text): &(&'static str, Action, Text)| {
                            let text = *text;
                            view! {
                                <li>
                                    <A href=*href exact=true>
                                        {say(language, text)}
                                    </A>
                                </li>
                            }
                        };
                        view! {
                            <nav class="hr-coverage-tabs hr-no-print" aria-label=say(language, text::tabs)>
                                <ul>{seen.into_iter().map(link).collect_view()}</ul>
                            </nav>
                        }
                    })
            }}
        </Suspense>
    }
    .into_any()
}
