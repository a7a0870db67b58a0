//! On the day: the page where somebody says that they are there, and what stands on the screen and on paper in the room.

use domain::courses::{CourseEvent, Registration};
use domain::issue::{Issue, IssueCode};
use i18n::{Language, training as text};
use leptos::prelude::*;
use service::courses::{Room, links};

use super::document::{Look, alert, document};
use super::fields::{Around, Faults, line};
use super::{CATALOGUE, HERE};
use crate::courses::words;

/// Rows on the list for those who come without having registered.
const EMPTY_ROWS: usize = 8;

/// What came of what was typed.
#[derive(Debug, Clone)]
pub enum Arrival {
    /// Nothing was sent yet.
    Asked,
    /// They are marked as there.
    Done,
    /// See the field.
    Fault(&'static str, IssueCode),
    /// Nobody has registered with that address.
    Stranger,
    /// Their registration has ended.
    Ended,
    /// No part of the course is on.
    NotNow,
    /// Too many came from the same place.
    Throttled,
    /// The server can't answer now.
    Unavailable,
}

/// The page where somebody says that they are there, with what was typed before.
pub fn here_page(look: &Look, event: &CourseEvent, (code, email): (&str, &str), arrival: &Arrival) -> String {
    let language = look.language;
    let title = text::here_title(language);
    document(look, title, "", || {
        let is_asked = !matches!(arrival, Arrival::Done | Arrival::NotNow);
        let course = event.title.to_string();
        view! {
            <h1 class="ds-heading" data-size="md">{title}</h1>
            <p lang=event.language.tag()>{course}</p>
            {told(language, event, code, arrival)}
            {is_asked.then(|| asked(language, event, (code, email), arrival))}
        }
        .into_any()
    })
}

/// The courses that are on, for whoever typed the short address: one leads on by itself.
pub fn on_now_page(look: &Look, found: &[CourseEvent]) -> String {
    let language = look.language;
    let title = text::here_title(language);
    document(look, title, "", || {
        let course = |event: &CourseEvent| {
            let name = event.title.to_string();
            view! { <li><a class="ds-link" href=address(event) lang=event.language.tag()>{name}</a></li> }
        };
        let list = match found {
            [] => view! {
                <p>{text::here_none(language)}</p>
                <p>{text::here_not_now(language)}</p>
            }
            .into_any(),
            some => {
                let courses: Vec<_> = some.iter().map(course).collect();
                view! {
                    <p>{text::here_which(language)}</p>
                    <ul>{courses}</ul>
                }
                .into_any()
            }
        };
        view! {
            <h1 class="ds-heading" data-size="md">{title}</h1>
            {list}
        }
        .into_any()
    })
}

fn told(language: Language, event: &CourseEvent, code: &str, arrival: &Arrival) -> Option<AnyView> {
    let answer = |tone: &'static str, sentence: &'static str| Some(alert(tone, true, sentence.to_owned()));
    match arrival {
        Arrival::Asked | Arrival::Fault(..) => None,
        Arrival::Done => answer("success", text::here_done(language)),
        Arrival::Ended => answer("warning", text::here_ended(language)),
        Arrival::NotNow => Some(alert("info", false, text::here_not_now(language).to_owned())),
        Arrival::Throttled => answer("warning", text::throttled(language)),
        Arrival::Unavailable => answer("warning", text::unavailable(language)),
        Arrival::Stranger => {
            let href = format!("{CATALOGUE}/{}/register?code={}", event.id, plain(code));
            Some(
                view! {
                    <div class="ds-alert" data-color="info" role="alert">
                        <p>{text::stranger(language)}</p>
                        <p><a class="ds-link" href=href>{text::stranger_register(language)}</a></p>
                    </div>
                }
                .into_any(),
            )
        }
    }
}

/// What can stand in an address of what was typed as a code.
fn plain(code: &str) -> String {
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    code.chars().filter(is_plain).collect()
}

fn asked(language: Language, event: &CourseEvent, (code, email): (&str, &str), arrival: &Arrival) -> AnyView {
    let issues: Vec<Issue> = match arrival {
        Arrival::Fault(field, code) => vec![Issue::new(*field, code.clone())],
        _ => Vec::new(),
    };
    let faults = Faults {
        language,
        issues: &issues,
    };
    let labels = [("code", text::code(language)), ("email", text::email(language))];
    // What a picture holds is nothing to look at; refused, it gives way to the digits.
    let is_refused = matches!(arrival, Arrival::Fault("code", _));
    let is_scanned = links::is_pass(code) && !is_refused;
    let code = if links::is_pass(code) && is_refused { "" } else { code };
    view! {
        {faults.summary(&labels)}
        <p>{text::here_lead(language)}</p>
        <form method="post" action=address(event) class="hr-form" novalidate>
            {if is_scanned {
                view! { <input type="hidden" name="code" value=code.to_owned() /> }.into_any()
            } else {
                line(
                    &Around::new("code", text::code(language)).why(text::code_why(language)),
                    faults,
                    "number",
                    "off",
                    code,
                )
            }}
            {line(
                &Around::new("email", text::email(language)).why(text::here_email_why(language)),
                faults,
                "email",
                "email",
                email,
            )}
            <div class="hr-actions"><button type="submit" class="ds-button">{text::here_send(language)}</button></div>
        </form>
    }
    .into_any()
}

fn address(event: &CourseEvent) -> String {
    format!("{CATALOGUE}/{}/here", event.id)
}

/// What stands on the screen of the room: where to say that one is there, and the code. `drawn` is the address of the picture to scan.
pub fn screen_page(look: &Look, room: &Room, code: &str, public_url: &str, drawn: Option<String>) -> String {
    let language = look.language;
    let title = text::screen_title(language);
    document(look, title, "", || {
        let (first, last) = code.split_at(code.len() / 2);
        let spaced = format!("{first} {last}");
        let typed = format!("{public_url}{HERE}");
        let typed = typed
            .split_once("://")
            .map_or(typed.as_str(), |(_, rest)| rest)
            .to_owned();
        view! {
            {to_course(language, room)}
            <h1 class="ds-heading" data-size="xl">{title}</h1>
            {heading(language, room, "hr-screen__course")}
            <div class="hr-screen">
                {drawn
                    .map(|drawn| {
                        view! {
                            <figure class="hr-screen__scan">
                                <img src=drawn alt=text::screen_alt(language) />
                                <figcaption>{text::screen_scan(language)}</figcaption>
                            </figure>
                        }
                    })}
                <div class="hr-screen__type">
                    <p>{text::screen_or(language)}</p>
                    <p class="hr-screen__address">{parts(&typed)}</p>
                    <p>{text::screen_code(language)}</p>
                    <p class="hr-screen__code">{spaced}</p>
                </div>
            </div>
        }
        .into_any()
    })
}

/// An address that is parted after its slashes alone.
fn parts(address: &str) -> AnyView {
    let part = |part: &str| view! { {part.to_owned()} <wbr /> };
    address.split_inclusive('/').map(part).collect_view().into_any()
}

/// The list to sign, with empty rows.
pub fn sheet_page(look: &Look, room: &Room) -> String {
    let language = look.language;
    let title = text::sheet_title(language);
    document(look, title, "", || {
        let rows: Vec<_> = room
            .registrations
            .iter()
            .flat_map(|one| names(language, one))
            .chain((0..EMPTY_ROWS).map(|_| (String::new(), String::new())))
            .map(|(name, work)| view! { <tr><td>{name}</td><td>{work}</td><td></td></tr> })
            .collect();
        view! {
            {to_course(language, room)}
            <h1 class="ds-heading" data-size="md">{title}</h1>
            {heading(language, room, "")}
            <p class="hr-muted hr-no-print">{text::sheet_print(language)}</p>
            <table class="ds-table hr-sheet">
                <thead>
                    <tr>
                        <th scope="col">{text::col_name(language)}</th>
                        <th scope="col">{text::col_workplace(language)}</th>
                        <th scope="col">{text::col_signature(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// A row a person, and one for a staff.
fn names(language: Language, one: &Registration) -> Vec<(String, String)> {
    let work = one.given.workplace.to_string();
    let people = one.people();
    if people.is_empty() {
        let contact = one.given.contact.name.as_str();
        return vec![(text::sheet_staff(language, contact, one.given.seats), work)];
    }
    people
        .into_iter()
        .map(|(_, name)| (name.to_string(), work.clone()))
        .collect()
}

/// The course, and which part where there are several.
fn heading(language: Language, room: &Room, class: &'static str) -> AnyView {
    let parts = &room.event.parts;
    let part = parts.get(usize::from(room.part).saturating_sub(1));
    let when = part.map(|part| words::when(language, part)).unwrap_or_default();
    let title = room.event.title.to_string();
    let which = (parts.len() > 1).then(|| format!("{}, ", text::part_of(language, room.part, parts.len())));
    view! {
        <p class=class>
            <span lang=room.event.language.tag()>{title}</span>
            {format!(", {}{when}", which.unwrap_or_default())}
        </p>
    }
    .into_any()
}

fn to_course(language: Language, room: &Room) -> AnyView {
    let href = format!("/courses/{}", room.event.id);
    view! { <p class="hr-back"><a href=href>{format!("← {}", text::to_course(language))}</a></p> }.into_any()
}
