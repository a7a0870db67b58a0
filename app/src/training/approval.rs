//! What a leader sees who is asked whether somebody may come: who, to what, and two buttons.

use domain::courses::{End, Registration, State};
use i18n::{Language, training as text};
use leptos::prelude::*;
use service::courses::LeaderView;

use super::document::{Look, alert, document};
use super::event::facts;
use crate::courses::words;

/// The page. `is_answer` where it follows a button.
pub fn approval_page(look: &Look, one: &LeaderView, is_answer: bool, is_unavailable: bool) -> String {
    let language = look.language;
    let given = &one.registration.given;
    let (name, work) = (given.contact.name.as_str(), given.workplace.as_str());
    let title = text::approval_title(language, name);
    document(look, &title, "", || {
        let unavailable = is_unavailable.then(|| alert("warning", true, text::unavailable(language).to_owned()));
        let body = match settled(language, one) {
            Some((tone, sentence)) => alert(tone, is_answer, sentence),
            None => buttons(language, &one.registration),
        };
        view! {
            <h1 class="ds-heading" data-size="lg">{title.clone()}</h1>
            {unavailable}
            <p>{text::approval_lead(language, name, work)}</p>
            {body}
            <h2 lang=one.event.language.tag()>{one.event.title.to_string()}</h2>
            <dl class="hr-facts">{facts(language, &one.event)}</dl>
        }
        .into_any()
    })
}

/// What has been answered, or why there is nothing to answer.
fn settled(language: Language, view: &LeaderView) -> Option<(&'static str, String)> {
    let one = &view.registration;
    let name = one.given.contact.name.as_str();
    match one.state {
        State::Ended { how: End::Declined, .. } => Some(("info", text::approval_is_no(language, name))),
        State::Ended { .. } => Some(("info", text::approval_is_over(language).to_owned())),
        State::Waiting | State::Offered { .. } if one.is_approved => {
            Some(("success", text::approval_is_yes_waiting(language, name)))
        }
        _ if one.is_approved => Some(("success", text::approval_is_yes(language, name))),
        _ if view.is_over => Some(("info", text::approval_is_over(language).to_owned())),
        // An organiser has given the seat.
        State::Confirmed => Some(("info", text::approval_is_given(language, name))),
        State::Held { .. } | State::Asked { .. } | State::Waiting | State::Offered { .. } => None,
    }
}

fn buttons(language: Language, one: &Registration) -> AnyView {
    let note = match one.state {
        State::Waiting => text::approval_waits(language).to_owned(),
        state => state
            .until()
            .map(|until| text::approval_until(language, words::instant(language, until)))
            .unwrap_or_default(),
    };
    view! {
        <p>{note}</p>
        <form method="post" class="hr-actions">
            <button type="submit" name="do" value="yes" class="ds-button">{text::approval_yes(language)}</button>
            <button type="submit" name="do" value="no" class="ds-button" data-variant="secondary" data-color="danger">
                {text::approval_no(language)}
            </button>
        </form>
        <p class="hr-muted">{text::approval_no_help(language, one.given.contact.name.as_str())}</p>
    }
    .into_any()
}
