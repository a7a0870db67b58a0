//! The form, and what is said right after it was sent.

use domain::courses::sign_up::SignUpForm;
use domain::courses::view::PublicEvent;
use domain::courses::{CourseEvent, Kind, ServiceKind, StaffRole, Standing, State};
use domain::issue::Issue;
use domain::places::codes::{counties_on, county_of, municipalities_on};
use i18n::{Language, training as text};
use jiff::civil::Date;
use leptos::prelude::*;
use service::courses::Receipt;

use super::document::{Look, alert, back, document};
use super::event::{address, facts, standing};
use super::fields::{Around, Faults, area, line, select};
use crate::courses::words;

/// Why a form was not accepted.
#[derive(Debug, Clone, Default)]
pub enum Trouble {
    /// It was not sent yet.
    #[default]
    None,
    /// See the fields.
    Fields(Vec<Issue>),
    /// Too many came from the same place.
    Throttled,
    /// Registration closed meanwhile.
    Closed,
    /// It was changed elsewhere meanwhile.
    Stale,
    /// The server can't answer now.
    Unavailable,
}

/// The form, with what was typed before.
pub fn register_page(look: &Look, one: &PublicEvent, form: &SignUpForm, trouble: &Trouble, today: Date) -> String {
    let language = look.language;
    let event = &one.event;
    let title = text::register_for(language, event.title.as_str());
    document(look, &title, "", || {
        let back_to = format!("{}/{}", super::CATALOGUE, event.id);
        let has_come = !form.code.is_empty();
        if !one.standing.takes_registrations() && !has_come {
            return view! {
                {back(language)}
                <h1 class="ds-heading" data-size="md">{title.clone()}</h1>
                {matches!(trouble, Trouble::Closed)
                    .then(|| alert("warning", true, text::closed_meanwhile(language).to_owned()))}
                {standing(language, one)}
            }
            .into_any();
        }
        let when = words::first_and_more(language, &event.parts);
        let kind = form.kind();
        let sheet = Sheet {
            event,
            action: address(event, kind),
            asks_leader: event.asks_leader && kind == Kind::One && !has_come,
            send: match kind {
                Kind::One if has_come => text::walk_in_send(language),
                Kind::One => text::send(language),
                Kind::Group | Kind::Staff => text::send_group(language),
            },
        };
        view! {
            <p class="hr-back"><a href=back_to>{format!("← {}", event.title)}</a></p>
            <h1 class="ds-heading" data-size="md">{title.clone()}</h1>
            <p>{when}</p>
            {note(language, one, has_come)}
            {told(language, trouble)}
            {fields(look, &sheet, form, trouble, today)}
        }
        .into_any()
    })
}

/// What follows from registering now.
fn note(language: Language, one: &PublicEvent, has_come: bool) -> Option<AnyView> {
    let sentence = match (has_come, one.standing) {
        (true, _) => text::walk_in_note(language),
        (false, Standing::Full) => text::waiting_note(language),
        (false, Standing::Open) if one.free == 0 => text::kept_note(language),
        (false, _) => return None,
    };
    Some(alert("info", false, sentence.to_owned()))
}

pub(super) fn told(language: Language, trouble: &Trouble) -> Option<AnyView> {
    match trouble {
        Trouble::None | Trouble::Fields(_) => None,
        Trouble::Throttled => Some(alert("warning", true, text::throttled(language).to_owned())),
        Trouble::Closed => Some(alert("warning", true, text::closed_meanwhile(language).to_owned())),
        Trouble::Stale => Some(alert("warning", true, text::change_stale(language).to_owned())),
        Trouble::Unavailable => Some(alert("warning", true, text::unavailable(language).to_owned())),
    }
}

/// A form and where it goes.
pub(super) struct Sheet<'a> {
    pub(super) event: &'a CourseEvent,
    pub(super) action: String,
    /// Whether it asks for a leader.
    pub(super) asks_leader: bool,
    /// What the button says.
    pub(super) send: &'static str,
}

pub(super) fn fields(look: &Look, sheet: &Sheet<'_>, form: &SignUpForm, trouble: &Trouble, today: Date) -> AnyView {
    let language = look.language;
    let issues: &[Issue] = match trouble {
        Trouble::Fields(issues) => issues,
        _ => &[],
    };
    let faults = Faults { language, issues };
    let kind = form.kind();
    let labels = [
        ("code", text::code(language)),
        ("name", text::name(language)),
        ("email", text::email(language)),
        ("service", text::service(language)),
        ("role", text::role(language)),
        ("workplace", text::workplace(language)),
        ("municipality", text::municipality(language)),
        ("seats", text::seats(language)),
        ("colleagues", text::colleagues(language)),
        ("leader_name", text::leader_name(language)),
        ("leader_email", text::leader_email(language)),
        ("needs", text::needs(language)),
        ("question", text::question(language)),
    ];
    view! {
        {faults.summary(&labels)}
        <form method="post" action=sheet.action.clone() class="hr-form" novalidate>
            <input type="hidden" name="key" value=form.key.clone() />
            <input type="hidden" name="kind" value=kind.name() />
            {code(language, form, faults)}
            {line(&Around::new("name", text::name(language)).why(text::name_why(language)), faults, "text", "name", &form.name)}
            {line(&Around::new("email", text::email(language)).why(text::email_why(language)), faults, "email", "email", &form.email)}
            {select(
                &Around::new("service", text::service(language)),
                faults,
                text::choose(language),
                &[(String::new(), ServiceKind::ALL.map(|one| named(one.name(), i18n::service_name(language, one))).to_vec())],
                &form.service,
            )}
            {select(
                &Around::new("role", text::role(language)),
                faults,
                text::choose(language),
                &[(String::new(), StaffRole::ALL.map(|one| named(one.name(), i18n::staff_role_name(language, one))).to_vec())],
                &form.role,
            )}
            {line(
                &Around::new("workplace", text::workplace(language)).why(text::workplace_why(language)),
                faults,
                "text",
                "organization",
                &form.workplace,
            )}
            {select(
                &Around::new("municipality", text::municipality(language)).why(text::municipality_why(language)),
                faults,
                text::choose(language),
                &municipalities(sheet.event, today),
                &form.municipality,
            )}
            {party(language, kind, form, faults)}
            {sheet.asks_leader.then(|| leader(language, form, faults))}
            {line(
                &Around::new("needs", text::needs(language)).why(text::needs_why(language)).optional(),
                faults,
                "text",
                "off",
                &form.needs,
            )}
            {area(
                &Around::new("question", text::question(language)).why(text::question_why(language)).optional(),
                faults,
                2,
                &form.question,
            )}
            <p class="hr-muted">{text::privacy(language)}</p>
            <div class="hr-actions"><button type="submit" class="ds-button">{sheet.send}</button></div>
        </form>
    }
    .into_any()
}

/// The code of somebody who has come; to be typed anew when another stands on the screen by now.
fn code(language: Language, form: &SignUpForm, faults: Faults<'_>) -> AnyView {
    if faults.issues.iter().any(|issue| issue.field == "code") {
        let around = Around::new("code", text::code(language)).why(text::code_why(language));
        return line(&around, faults, "number", "off", "");
    }
    view! { <input type="hidden" name="code" value=form.code.clone() /> }.into_any()
}

fn party(language: Language, kind: Kind, form: &SignUpForm, faults: Faults<'_>) -> Option<AnyView> {
    match kind {
        Kind::One => None,
        Kind::Group => Some(
            view! {
                {area(
                    &Around::new("colleagues", text::colleagues(language)).why(text::colleagues_why(language)),
                    faults,
                    8,
                    &form.colleagues,
                )}
                <p class="hr-muted">{text::group_whole(language)}</p>
            }
            .into_any(),
        ),
        Kind::Staff => {
            let around = Around::new("seats", text::seats(language)).why(text::seats_why(language));
            Some(line(&around, faults, "number", "off", &form.seats))
        }
    }
}

/// Who has to say yes.
fn leader(language: Language, form: &SignUpForm, faults: Faults<'_>) -> AnyView {
    let name = Around::new("leader_name", text::leader_name(language)).why(text::leader_name_why(language));
    let email = Around::new("leader_email", text::leader_email(language));
    view! {
        {line(&name, faults, "text", "off", &form.leader_name)}
        {line(&email, faults, "email", "off", &form.leader_email)}
    }
    .into_any()
}

fn named(value: &str, label: &str) -> (String, String) {
    (value.to_owned(), label.to_owned())
}

/// Those invited first, then all, a group a county.
fn municipalities(event: &CourseEvent, today: Date) -> Vec<(String, Vec<(String, String)>)> {
    let mut groups = Vec::new();
    if !event.municipalities.is_empty() {
        let invited = event
            .municipalities
            .iter()
            .map(|code| named(code.as_str(), code.name()));
        groups.push((event.title.to_string(), invited.collect()));
    }
    for county in counties_on(today) {
        let mut rows: Vec<(String, String)> = municipalities_on(today)
            .filter(|place| county_of(place.code) == county.code)
            .map(|place| named(place.code, place.name))
            .collect();
        rows.sort_by(|one, other| one.1.cmp(&other.1));
        groups.push((county.name.to_owned(), rows));
    }
    groups
}

/// What is said right after the form was sent: which mail to look for. Nobody's name is on it.
pub fn receipt_page(look: &Look, receipt: &Receipt) -> String {
    let language = look.language;
    let title = text::check_mail(language);
    document(look, title, "", || {
        let body = match (receipt.state, receipt.position) {
            (State::Held { until }, _) => view! {
                {alert("success", true, text::held(language).to_owned())}
                <p>{text::held_until(language, words::instant(language, until))}</p>
            }
            .into_any(),
            (State::Waiting, Some(position)) => view! {
                {alert("info", true, text::on_list(language, position))}
                <p>{text::on_list_mail(language)}</p>
            }
            .into_any(),
            _ => alert("info", true, text::known(language).to_owned()),
        };
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            {body}
            <p class="hr-muted">{text::no_mail(language)}</p>
            <h2>{receipt.event.title.to_string()}</h2>
            <dl class="hr-facts">{facts(language, &receipt.event)}</dl>
        }
        .into_any()
    })
}

/// What is said to somebody who had registered before: nothing that a stranger could learn from.
pub fn known_page(look: &Look) -> String {
    let language = look.language;
    let title = text::check_mail(language);
    document(look, title, "", || {
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            {alert("info", true, text::known(language).to_owned())}
            <p class="hr-muted">{text::no_mail(language)}</p>
        }
        .into_any()
    })
}
