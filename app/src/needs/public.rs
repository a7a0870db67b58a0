//! What staff see of a survey: the questions, on any phone and without scripts; and the poster that leads to them.

use std::collections::BTreeMap;

use domain::marks::FEWEST;
use domain::needs::view::PublicSurvey;
use domain::needs::{Area, Survey, wish_field};
use i18n::{Language, format, needs as text};
use leptos::prelude::*;

use super::words;
use crate::training::scale::{self, Sign, Turn};
use crate::training::{Look, SURVEY, alert, document, plain};

/// The page of questions, with what was chosen before.
pub fn survey_page(look: &Look, one: &PublicSurvey, chosen: &BTreeMap<String, String>, turn: &Turn) -> String {
    let language = look.language;
    let title = text::public_title(language, &one.unit_name);
    document(look, &title, "", || {
        let body = match turn {
            Turn::Thanks => scale::thanks(language, one.is_open.then(|| format!("{SURVEY}/{}", one.survey.code))),
            _ if !one.is_open => alert("info", false, text::public_closed(language).to_owned()),
            _ => questions(language, &one.survey, chosen, turn),
        };
        view! {
            <h1 class="ds-heading" data-size="md">{title.clone()}</h1>
            {body}
        }
        .into_any()
    })
}

/// In place of a survey that is not there.
pub fn no_survey_page(look: &Look) -> String {
    plain(
        look,
        text::public_missing(look.language),
        text::public_missing_text(look.language),
    )
}

fn questions(language: Language, survey: &Survey, chosen: &BTreeMap<String, String>, turn: &Turn) -> AnyView {
    let issues = turn.issues();
    let until = format::date_long(language, survey.closes_on);
    let key = chosen.get("key").cloned().unwrap_or_default();
    let links = Area::ALL.map(|area| {
        let name = area.name();
        (scale::first_mark(name), name, words::question(language, area))
    });
    let areas: Vec<_> = (1..)
        .zip(Area::ALL)
        .map(|(number, area): (usize, Area)| {
            let question = format!("{number}. {}", words::question(language, area));
            let beside = wish(language, area, chosen);
            scale::scale(language, (area.name(), question), chosen, issues, Some(beside))
        })
        .collect();
    view! {
        {turn.told(language)}
        {scale::summary(language, links, issues)}
        <p>{text::public_lead(language)}</p>
        <p class="hr-muted">{text::public_privacy(language, FEWEST, until)}</p>
        <form method="post" class="hr-form" novalidate>
            <input type="hidden" name="key" value=key />
            {scale::legend(language)}
            {areas}
            <div class="hr-actions"><button type="submit" class="ds-button">{text::send(language)}</button></div>
        </form>
    }
    .into_any()
}

/// Whether one wishes to learn more of an area.
fn wish(language: Language, area: Area, chosen: &BTreeMap<String, String>) -> AnyView {
    let wish = wish_field(area);
    let wishes = chosen.contains_key(&wish);
    view! {
        <div class="ds-field">
            <input class="ds-input" type="checkbox" id=wish.clone() name=wish.clone() checked=wishes />
            <label class="ds-label" data-weight="regular" for=wish>{text::wish(language)}</label>
        </div>
    }
    .into_any()
}

/// A poster for the staff room. `drawn` is the address of the picture to scan, `address` what it says.
pub fn poster_page(look: &Look, survey: &Survey, unit_name: &str, address: &str, drawn: Option<String>) -> String {
    let language = look.language;
    let until = format::date_long(language, survey.closes_on);
    let sign = Sign {
        title: text::poster_title(language),
        back: (format!("/needs/surveys/{}", survey.id), text::back_to_survey(language)),
        of: unit_name,
        lead: text::poster_lead(language),
        picture: text::poster_alt(language),
        notes: vec![
            text::poster_until(language, until),
            text::poster_anonymous(language, FEWEST),
        ],
    };
    scale::sign_page(look, sign, address, drawn)
}
