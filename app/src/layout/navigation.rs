//! The main navigation, by what the person's roles may do.

use domain::access::Action;
use i18n::{Language, say};
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Icon, IconMark};

use crate::person::use_person;
use crate::pieces;

/// One entry: where it leads, what it takes to see it, and its text.
struct Entry {
    href: &'static str,
    action: Action,
    text: fn(Language) -> &'static str,
}

/// Every entry in the order shown. A slice adds its line here.
const ENTRIES: [Entry; 22] = [
    Entry {
        href: "/",
        action: Action::ViewWeek,
        text: i18n::shell::my_week,
    },
    Entry {
        href: "/hours",
        action: Action::ViewHours,
        text: i18n::hours::title,
    },
    Entry {
        href: "/coverage",
        action: Action::ViewCoverage,
        text: i18n::coverage::title,
    },
    Entry {
        href: "/hours/guide",
        action: Action::ViewHourFigures,
        text: i18n::hours::figures_title,
    },
    Entry {
        href: "/groups",
        action: Action::ViewGroup,
        text: i18n::shell::groups,
    },
    Entry {
        href: "/year-plan",
        action: Action::ViewGroup,
        text: i18n::year_plan::title,
    },
    Entry {
        href: "/programmes",
        action: Action::ViewProgramme,
        text: i18n::shell::programmes,
    },
    Entry {
        href: "/modules",
        action: Action::ViewModule,
        text: i18n::shell::modules,
    },
    Entry {
        href: "/deliveries",
        action: Action::ViewDelivery,
        text: i18n::shell::deliveries,
    },
    Entry {
        href: "/presentations",
        action: Action::ViewPresentation,
        text: i18n::shell::presentations,
    },
    Entry {
        href: "/outreach",
        action: Action::ViewOutreach,
        text: i18n::shell::outreach,
    },
    Entry {
        href: "/needs",
        action: Action::ViewNeeds,
        text: i18n::shell::needs,
    },
    Entry {
        href: "/routines",
        action: Action::ViewCooperation,
        text: i18n::routines::title,
    },
    Entry {
        href: "/networks",
        action: Action::ViewCooperation,
        text: i18n::networks::title,
    },
    Entry {
        href: "/courses",
        action: Action::ViewCourse,
        text: i18n::shell::courses,
    },
    Entry {
        href: "/nora",
        action: Action::ViewProposal,
        text: i18n::shell::nora,
    },
    Entry {
        href: "/places",
        action: Action::ViewPlaces,
        text: i18n::shell::places,
    },
    Entry {
        href: "/agreements",
        action: Action::ViewAgreement,
        text: i18n::shell::agreements,
    },
    Entry {
        href: "/calendars",
        action: Action::ViewCalendars,
        text: i18n::shell::calendars,
    },
    Entry {
        href: "/people",
        action: Action::ViewPeople,
        text: i18n::shell::people,
    },
    Entry {
        href: "/terms",
        action: Action::EditTerms,
        text: i18n::shell::terms,
    },
    Entry {
        href: "/places/import",
        action: Action::ImportUnits,
        text: i18n::shell::import_units,
    },
];

/// The list of links, which a phone shows when its button is pressed.
const LIST: &str = "main-menu";

/// The links that the person may follow; nothing for one who is not signed in. A row on a wide screen; on a phone a sheet that the browser
/// opens and closes by itself, without scripts too.
#[component]
pub fn Navigation() -> impl IntoView {
    let language = i18n::use_language();
    let person = use_person();
    let list = NodeRef::<html::Ul>::new();
    let close = move |_| {
        if let Some(list) = list.get_untracked() {
            // Refused where it is not a sheet, and where the browser knows none: nothing is open then.
            let _ = list.hide_popover();
        }
    };
    view! {
        <Suspense>
            {move || {
                if person.may_some(Action::EditGroup) {
                    pieces::fetch_ahead();
                }
                let entries: Vec<_> = ENTRIES.iter().filter(|entry| person.may_some(entry.action)).collect();
                (!entries.is_empty())
                    .then(|| {
                        view! {
                            <nav class="hr-nav" aria-label=say(language, i18n::shell::main_navigation)>
                                <button
                                    type="button"
                                    class="ds-button hr-nav__button"
                                    data-variant="tertiary"
                                    data-color="neutral"
                                    popovertarget=LIST
                                >
                                    <IconMark icon=Icon::Menu />
                                    {say(language, i18n::shell::menu)}
                                </button>
                                <ul class="hr-nav__list" id=LIST popover="auto" node_ref=list on:click=close>
                                    {entries
                                        .into_iter()
                                        .map(|entry| {
                                            view! {
                                                <li>
                                                    <A href=entry.href exact=is_exact(entry.href)>
                                                        {move || (entry.text)(language.get())}
                                                    </A>
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ul>
                            </nav>
                        }
                    })
            }}
        </Suspense>
    }
}

/// Whether an entry is the current one on its own page alone, since another entry lies below it.
fn is_exact(href: &str) -> bool {
    href == "/" || ENTRIES.iter().any(|other| other.href.starts_with(&format!("{href}/")))
}
