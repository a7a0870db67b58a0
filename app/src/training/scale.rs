//! Questions that are answered with a mark from 1 to 5, on a page without scripts; and the screen or poster that leads to them.

use std::collections::BTreeMap;

use domain::issue::{Issue, IssueCode};
use domain::marks::MAX_MARK;
use i18n::{Language, needs as text, training};
use leptos::prelude::*;

use super::document::{Look, alert, document};

/// What came of what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Nothing was sent yet.
    Asked,
    /// It is in the sums.
    Thanks,
    /// See the questions.
    Fault(Vec<Issue>),
    /// Too many came from the same place.
    Throttled,
    /// The server can't answer now.
    Unavailable,
}

impl Turn {
    /// What is wrong with what was sent.
    pub(crate) fn issues(&self) -> &[Issue] {
        match self {
            Self::Fault(issues) => issues,
            _ => &[],
        }
    }

    /// Why it was not taken, where that is none of the answers' fault.
    pub(crate) fn told(&self, language: Language) -> Option<AnyView> {
        match self {
            Self::Throttled => Some(alert("warning", true, text::throttled(language).to_owned())),
            Self::Unavailable => Some(alert("warning", true, training::unavailable(language).to_owned())),
            Self::Asked | Self::Thanks | Self::Fault(_) => None,
        }
    }
}

/// What is said to somebody who has answered. The same telephone may go round: `again` leads to the questions.
pub(crate) fn thanks(language: Language, again: Option<String>) -> AnyView {
    let more = again.map(|href| {
        view! { <p><a class="ds-link" href=href>{text::answer_more(language)}</a></p> }
    });
    view! {
        {alert("success", true, text::thanks(language).to_owned())}
        <p>{text::thanks_text(language)}</p>
        {more}
    }
    .into_any()
}

/// Above the form, a link to each question that is not right: `questions` are the first control's id, the field and the question.
pub(crate) fn summary(
    language: Language,
    questions: impl IntoIterator<Item = (String, &'static str, &'static str)>,
    issues: &[Issue],
) -> Option<AnyView> {
    if issues.is_empty() {
        return None;
    }
    let heading = match issues.iter().all(|issue| issue.code == IssueCode::Required) {
        true => text::not_all(language),
        false => training::look_again(language),
    };
    let is_faulty = |field: &str| issues.iter().any(|issue| issue.field == field);
    let rows: Vec<_> = questions
        .into_iter()
        .filter(|(_, field, _)| is_faulty(field))
        .map(|(id, _, question)| view! { <li><a href=format!("#{id}")>{question}</a></li> })
        .collect();
    Some(
        view! {
            <div class="ds-alert" data-color="danger" role="alert">
                <h2 class="ds-heading" data-size="xs">{heading}</h2>
                <ul>{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What the marks mean, told with each question to who hears the page.
const SCALE: &str = "scale";

/// What the marks mean, once above them all.
pub(crate) fn legend(language: Language) -> AnyView {
    view! { <p id=SCALE>{text::scale(language)}</p> }.into_any()
}

/// The id of a question's first mark.
pub(crate) fn first_mark(name: &str) -> String {
    format!("{name}-1")
}

/// A question with five marks, and what else is asked beside it.
pub(crate) fn scale(
    language: Language,
    (name, question): (&'static str, String),
    chosen: &BTreeMap<String, String>,
    issues: &[Issue],
    beside: Option<AnyView>,
) -> AnyView {
    let issue = issues.iter().find(|issue| issue.field == name);
    let fault = issue.map(|issue| i18n::issue_text(language, &issue.code));
    let fault_id = format!("{name}-fault");
    let described = match &fault {
        Some(_) => format!("{SCALE} {fault_id}"),
        None => SCALE.to_owned(),
    };
    let marks: Vec<_> = (1..=MAX_MARK)
        .map(|mark| {
            let value = mark.to_string();
            let id = format!("{name}-{mark}");
            let is_chosen = chosen.get(name) == Some(&value);
            view! {
                <span class="hr-scale__mark">
                    <input
                        class="ds-input"
                        type="radio"
                        id=id.clone()
                        name=name
                        value=value
                        checked=is_chosen
                        required
                    />
                    <label for=id>{mark}</label>
                </span>
            }
        })
        .collect();
    view! {
        <fieldset class="ds-fieldset hr-scale" aria-describedby=described>
            <legend class="ds-label">{question}</legend>
            <div class="hr-scale__marks">
                <span class="hr-muted" aria-hidden="true">{text::scale_low(language)}</span>
                {marks}
                <span class="hr-muted" aria-hidden="true">{text::scale_high(language)}</span>
            </div>
            {fault.map(|fault| view! {
                <p id=fault_id class="ds-validation-message" data-field="validation">{fault}</p>
            })}
            {beside}
        </fieldset>
    }
    .into_any()
}

/// What leads to questions from a wall or a screen.
pub(crate) struct Sign<'a> {
    /// What is asked.
    pub(crate) title: &'static str,
    /// Where one came from, and what that is called.
    pub(crate) back: (String, &'static str),
    /// Where, or of what.
    pub(crate) of: &'a str,
    /// Why one should.
    pub(crate) lead: &'static str,
    /// What the picture to scan shows, in words.
    pub(crate) picture: &'static str,
    /// What is said below the address.
    pub(crate) notes: Vec<String>,
}

/// A page to hang up or to show. `drawn` is the address of the picture to scan, `address` what it says.
pub(crate) fn sign_page(look: &Look, sign: Sign<'_>, address: &str, drawn: Option<String>) -> String {
    let language = look.language;
    document(look, sign.title, "", || {
        let (back, back_label) = sign.back;
        let typed = address.split_once("://").map_or(address, |(_, rest)| rest).to_owned();
        let notes: Vec<_> = sign
            .notes
            .into_iter()
            .map(|note| view! { <p class="hr-muted">{note}</p> })
            .collect();
        view! {
            <p class="hr-back"><a href=back>{format!("← {back_label}")}</a></p>
            <h1 class="ds-heading" data-size="xl">{sign.title}</h1>
            <p class="hr-screen__course">{sign.of.to_owned()}</p>
            <p>{sign.lead}</p>
            <div class="hr-screen">
                {drawn
                    .map(|drawn| {
                        view! {
                            <figure class="hr-screen__scan">
                                <img src=drawn alt=sign.picture />
                                <figcaption>{training::screen_scan(language)}</figcaption>
                            </figure>
                        }
                    })}
                <div class="hr-screen__type">
                    <p>{training::screen_or(language)}</p>
                    <p class="hr-screen__address">{typed}</p>
                    {notes}
                </div>
            </div>
        }
        .into_any()
    })
}
