//! Somebody's own list of courses: asked for with a mail address, shown behind the link that is mailed there.

use domain::issue::{Issue, IssueCode};
use i18n::{Language, training as text};
use leptos::prelude::*;
use service::courses::MyCourse;

use super::document::{Look, alert, back, document};
use super::event::parted;
use super::fields::{Around, Faults, line};
use super::{CATALOGUE, MINE};
use crate::courses::words;

/// What came of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Nothing was sent yet.
    Asked,
    /// The link that was followed has run out.
    Lapsed,
    /// It is on its way, if the address is known.
    Sent,
    /// The address can't be one.
    Fault(IssueCode),
    /// Too many came from the same place.
    Throttled,
    /// The server can't answer now.
    Unavailable,
}

/// The page on which the link is asked for, with what was typed.
pub fn ask_for_mine_page(look: &Look, email: &str, asking: &Asking) -> String {
    let language = look.language;
    let title = text::mine(language);
    document(look, title, "", || {
        let issues: Vec<Issue> = match asking {
            Asking::Fault(code) => vec![Issue::new("email", code.clone())],
            _ => Vec::new(),
        };
        let faults = Faults {
            language,
            issues: &issues,
        };
        let told = match asking {
            Asking::Asked | Asking::Fault(_) => None,
            Asking::Lapsed => Some(alert("info", true, text::mine_again(language).to_owned())),
            Asking::Sent => Some(alert("success", true, text::mine_sent(language).to_owned())),
            Asking::Throttled => Some(alert("warning", true, text::mine_throttled(language).to_owned())),
            Asking::Unavailable => Some(alert("warning", true, text::unavailable(language).to_owned())),
        };
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            {told}
            <p>{text::mine_lead(language)}</p>
            <form method="post" action=MINE class="hr-form" novalidate>
                {line(&Around::new("email", text::email(language)), faults, "email", "email", email)}
                <div class="hr-actions">
                    <button type="submit" class="ds-button">{text::mine_send(language)}</button>
                </div>
            </form>
        }
        .into_any()
    })
}

/// Where the links of a course in the list lead.
pub struct MyLinks {
    /// To the registration, where it is theirs to change.
    pub own: Option<String>,
    /// To the file of their certificate.
    pub certificate: Option<String>,
}

/// The list. `links` tells where those of a course lead.
pub fn mine_page(look: &Look, email: &str, courses: &[MyCourse], links: impl Fn(&MyCourse) -> MyLinks) -> String {
    let language = look.language;
    let title = text::mine_of(language, email);
    document(look, &title, "", || {
        let cards: Vec<_> = courses.iter().map(|one| card(language, one, links(one))).collect();
        let none = cards
            .is_empty()
            .then(|| view! { <p class="hr-muted">{text::mine_none(language)}</p> });
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="md">{parted(&title)}</h1>
            {none}
            <ul class="hr-catalogue">{cards}</ul>
        }
        .into_any()
    })
}

fn card(language: Language, one: &MyCourse, links: MyLinks) -> AnyView {
    let event = &one.event;
    let title = event.title.to_string();
    let course = format!("{CATALOGUE}/{}", event.id);
    let by = (!one.is_own).then(|| {
        let name = one.registration.given.contact.name.as_str();
        view! { <p class="hr-muted">{text::mine_by(language, name)}</p> }
    });
    let own = links.own.map(|href| {
        view! { <p><a class="ds-link" href=href>{text::mine_open(language, title.as_str())}</a></p> }
    });
    let certificate = links.certificate.zip(one.certificate.as_ref()).map(|(href, given)| {
        let label = text::certificate_of(language, given.name.as_str());
        view! { <p><a class="ds-link" href=href>{label}</a></p> }
    });
    view! {
        <li class="ds-card">
            <h2 class="ds-heading" data-size="xs">
                <a href=course lang=event.language.tag()>{title.clone()}</a>
            </h2>
            <p>{words::first_and_more(language, &event.parts)}</p>
            <p>{words::state(language, one.registration.state, None)}</p>
            {by}
            {own}
            {certificate}
        </li>
    }
    .into_any()
}
