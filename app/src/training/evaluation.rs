//! What participants are asked of a course: marks and words, on any phone and without scripts; and the screen that leads there.

use std::collections::BTreeMap;

use domain::courses::CourseEvent;
use domain::courses::evaluation::{OpenQuestion, Phase, sure_field};
use domain::courses::view::PublicEvaluation;
use domain::issue::IssueCode;
use domain::marks::FEWEST;
use i18n::{Language, course_evaluation as text, needs};
use leptos::prelude::*;

use super::document::{Look, alert, document, plain};
use super::fields::{Around, Faults, area};
use super::scale::{self, Sign, Turn};
use crate::courses::words;

/// The page of questions, with what was chosen before.
pub fn evaluation_page(look: &Look, one: &PublicEvaluation, chosen: &BTreeMap<String, String>, turn: &Turn) -> String {
    let language = look.language;
    let course = one.event.title.as_str();
    let title = match one.phase {
        Phase::Before => text::title_before(language, course),
        Phase::After => text::title_after(language, course),
        Phase::Later => text::title_later(language, course),
    };
    document(look, &title, "", || {
        let body = match turn {
            // The page's own address, without what was said of it.
            Turn::Thanks => scale::thanks(language, one.is_open.then(|| "?".to_owned())),
            _ if !one.is_open => alert("info", false, text::closed(language).to_owned()),
            _ => questions(language, one.phase, chosen, turn),
        };
        view! {
            <h1 class="ds-heading" data-size="md">{title.clone()}</h1>
            {body}
        }
        .into_any()
    })
}

/// In place of questions that are not there.
pub fn no_evaluation_page(look: &Look) -> String {
    plain(look, text::missing(look.language), text::missing_text(look.language))
}

fn questions(language: Language, phase: Phase, chosen: &BTreeMap<String, String>, turn: &Turn) -> AnyView {
    let issues = turn.issues();
    let faults = Faults { language, issues };
    let key = chosen.get("key").cloned().unwrap_or_default();
    let lead = match phase {
        Phase::Before => text::lead_before(language),
        Phase::After => text::lead_after(language),
        Phase::Later => text::lead_later(language),
    };
    let marked = phase.items().iter().map(|item| {
        let name = item.name();
        (scale::first_mark(name), name, words::statement(language, *item))
    });
    let written = phase.questions().iter().map(|question| {
        let name = question.name();
        (name.to_owned(), name, words::open_question(language, *question))
    });
    let summary = scale::summary(language, marked.chain(written), issues);
    let items: Vec<_> = phase
        .items()
        .iter()
        .map(|item| {
            let statement = words::statement(language, *item).to_owned();
            scale::scale(language, (item.name(), statement), chosen, issues, None)
        })
        .collect();
    let open: Vec<_> = phase
        .questions()
        .iter()
        .map(|question| in_words(language, *question, chosen, faults))
        .collect();
    view! {
        {turn.told(language)}
        {summary}
        <p>{lead}</p>
        <p class="hr-muted">{text::privacy(language, FEWEST)}</p>
        <form method="post" class="hr-form" novalidate>
            <input type="hidden" name="key" value=key />
            {scale::legend(language)}
            {items}
            {open}
            <div class="hr-actions"><button type="submit" class="ds-button">{needs::send(language)}</button></div>
        </form>
    }
    .into_any()
}

/// A question in words; where a word looks like a name, whether it is one.
fn in_words(
    language: Language,
    question: OpenQuestion,
    chosen: &BTreeMap<String, String>,
    faults: Faults<'_>,
) -> AnyView {
    let name = question.name();
    let typed = chosen.get(name).map_or("", String::as_str);
    let around = Around::new(name, words::open_question(language, question)).why(text::question_why(language));
    let sure = sure_field(question);
    let is_sure = chosen.contains_key(&sure);
    let is_asked = faults
        .issues
        .iter()
        .any(|issue| issue.field == name && matches!(issue.code, IssueCode::MayBeAName { .. }));
    let sure = (is_sure || is_asked).then(|| {
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=sure.clone() name=sure.clone() checked=is_sure />
                <label class="ds-label" data-weight="regular" for=sure>{text::sure(language)}</label>
            </div>
        }
    });
    view! {
        {area(&around.optional(), faults, 3, typed)}
        {sure}
    }
    .into_any()
}

/// What stands on the screen of the room, or on a slide. `drawn` is the address of the picture to scan, `address` what it says.
pub fn evaluation_screen(
    look: &Look,
    event: &CourseEvent,
    phase: Phase,
    address: &str,
    drawn: Option<String>,
) -> String {
    let language = look.language;
    let sign = Sign {
        title: match phase {
            Phase::Before => text::screen_title_before(language),
            Phase::After => text::screen_title(language),
            Phase::Later => text::screen_title_later(language),
        },
        back: (format!("/courses/{}", event.id), i18n::training::to_course(language)),
        of: event.title.as_str(),
        lead: text::screen_lead(language),
        picture: text::screen_alt(language),
        notes: vec![text::privacy(language, FEWEST)],
    };
    scale::sign_page(look, sign, address, drawn)
}
