//! What staff see of a survey: the questions, on any phone and without scripts; and the poster that leads to them.

use domain::issue::Issue;
use domain::needs::view::PublicSurvey;
use domain::needs::{Area, FEWEST, MAX_RATING, Survey, wish_field};
use i18n::{Language, format, needs as text, training};
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::words;
use crate::training::{Look, SURVEY, alert, document, plain};

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

/// The page of questions, with what was chosen before.
pub fn survey_page(look: &Look, one: &PublicSurvey, chosen: &BTreeMap<String, String>, turn: &Turn) -> String {
    let language = look.language;
    let title = text::public_title(language, &one.unit_name);
    document(look, &title, "", || {
        let body = match turn {
            Turn::Thanks => thanks(language, one),
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

fn thanks(language: Language, one: &PublicSurvey) -> AnyView {
    // The same telephone goes round in a staff room.
    let more = one.is_open.then(|| {
        let href = format!("{SURVEY}/{}", one.survey.code);
        view! { <p><a class="ds-link" href=href>{text::answer_more(language)}</a></p> }
    });
    view! {
        {alert("success", true, text::thanks(language).to_owned())}
        <p>{text::thanks_text(language)}</p>
        {more}
    }
    .into_any()
}

fn questions(language: Language, survey: &Survey, chosen: &BTreeMap<String, String>, turn: &Turn) -> AnyView {
    let issues: &[Issue] = match turn {
        Turn::Fault(issues) => issues,
        _ => &[],
    };
    let until = format::date_long(language, survey.closes_on);
    let told = match turn {
        Turn::Throttled => Some(alert("warning", true, text::throttled(language).to_owned())),
        Turn::Unavailable => Some(alert("warning", true, training::unavailable(language).to_owned())),
        Turn::Asked | Turn::Thanks | Turn::Fault(_) => None,
    };
    let key = chosen.get("key").cloned().unwrap_or_default();
    let areas: Vec<_> = (1..)
        .zip(Area::ALL)
        .map(|(number, area)| question(language, (number, area), chosen, issues))
        .collect();
    view! {
        {told}
        {summary(language, issues)}
        <p>{text::public_lead(language)}</p>
        <p class="hr-muted">{text::public_privacy(language, FEWEST, until)}</p>
        <form method="post" class="hr-form" novalidate>
            <input type="hidden" name="key" value=key />
            <p id=SCALE>{text::scale(language)}</p>
            {areas}
            <div class="hr-actions"><button type="submit" class="ds-button">{text::send(language)}</button></div>
        </form>
    }
    .into_any()
}

fn summary(language: Language, issues: &[Issue]) -> Option<AnyView> {
    if issues.is_empty() {
        return None;
    }
    let is_faulty = |area: &Area| issues.iter().any(|issue| issue.field == area.name());
    let rows: Vec<_> = Area::ALL
        .into_iter()
        .filter(is_faulty)
        .map(|area| view! { <li><a href=format!("#{}-1", area.name())>{words::question(language, area)}</a></li> })
        .collect();
    Some(
        view! {
            <div class="ds-alert" data-color="danger" role="alert">
                <h2 class="ds-heading" data-size="xs">{text::not_all(language)}</h2>
                <ul>{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What the marks mean, told with each question to who hears the page.
const SCALE: &str = "scale";

/// A question with five marks, and whether one wishes to learn more.
fn question(
    language: Language,
    (number, area): (usize, Area),
    chosen: &BTreeMap<String, String>,
    issues: &[Issue],
) -> AnyView {
    let name = area.name();
    let issue = issues.iter().find(|issue| issue.field == name);
    let fault = issue.map(|issue| i18n::issue_text(language, &issue.code));
    let fault_id = format!("{name}-fault");
    let described = match &fault {
        Some(_) => format!("{SCALE} {fault_id}"),
        None => SCALE.to_owned(),
    };
    let marks: Vec<_> = (1..=MAX_RATING)
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
    let wish = wish_field(area);
    let wishes = chosen.contains_key(&wish);
    view! {
        <fieldset class="ds-fieldset hr-scale" aria-describedby=described>
            <legend class="ds-label">{format!("{number}. {}", words::question(language, area))}</legend>
            <div class="hr-scale__marks">
                <span class="hr-muted" aria-hidden="true">{text::scale_low(language)}</span>
                {marks}
                <span class="hr-muted" aria-hidden="true">{text::scale_high(language)}</span>
            </div>
            {fault.map(|fault| view! {
                <p id=fault_id class="ds-validation-message" data-field="validation">{fault}</p>
            })}
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=wish.clone() name=wish.clone() checked=wishes />
                <label class="ds-label" data-weight="regular" for=wish>{text::wish(language)}</label>
            </div>
        </fieldset>
    }
    .into_any()
}

/// A poster for the staff room. `drawn` is the address of the picture to scan, `address` what it says.
pub fn poster_page(look: &Look, survey: &Survey, unit_name: &str, address: &str, drawn: Option<String>) -> String {
    let language = look.language;
    let title = text::poster_title(language);
    document(look, title, "", || {
        let back = format!("/needs/surveys/{}", survey.id);
        let until = format::date_long(language, survey.closes_on);
        let typed = address.split_once("://").map_or(address, |(_, rest)| rest).to_owned();
        view! {
            <p class="hr-back"><a href=back>{format!("← {}", text::back_to_survey(language))}</a></p>
            <h1 class="ds-heading" data-size="xl">{title}</h1>
            <p class="hr-screen__course">{unit_name.to_owned()}</p>
            <p>{text::poster_lead(language)}</p>
            <div class="hr-screen">
                {drawn
                    .map(|drawn| {
                        view! {
                            <figure class="hr-screen__scan">
                                <img src=drawn alt=text::poster_alt(language) />
                                <figcaption>{training::screen_scan(language)}</figcaption>
                            </figure>
                        }
                    })}
                <div class="hr-screen__type">
                    <p>{training::screen_or(language)}</p>
                    <p class="hr-screen__address">{typed}</p>
                    <p>{text::poster_until(language, until)}</p>
                    <p class="hr-muted">{text::poster_anonymous(language, FEWEST)}</p>
                </div>
            </div>
        }
        .into_any()
    })
}
