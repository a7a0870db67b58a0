//! One's own registration, behind the link of a mail: where it stands, yes and no.

use domain::courses::sign_up::SignUpForm;
use domain::courses::view::OwnRegistration;
use domain::courses::{CertificateCode, End, Kind, Standing, State};
use domain::issue::{Issue, IssueCode};
use i18n::{Language, training as text};
use jiff::civil::Date;
use leptos::prelude::*;

use super::OWN;
use super::document::{Look, alert, back, document};
use super::event::{address as form_address, facts};
use super::fields::{Around, Faults, line};
use super::register::{Sheet, Trouble, fields, told};
use crate::courses::words;

/// What came of the button that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was pressed.
    None,
    /// They have said yes.
    Confirmed,
    /// They have withdrawn.
    Withdrawn,
    /// What they have changed is saved.
    Changed,
    /// Who was to come instead could not be read: what was typed, and why.
    NotReplaced(String, IssueCode),
    /// It can't be changed any more.
    NotNow,
    /// The time to say yes was over.
    TooLate,
    /// The server can't answer now.
    Unavailable,
}

/// The page.
///
/// `address` tells where the file of a certificate is.
pub fn own_page(
    look: &Look,
    own: &OwnRegistration,
    link: &str,
    outcome: &Outcome,
    address: impl Fn(&CertificateCode) -> String,
) -> String {
    let language = look.language;
    let title = text::own_title(language);
    document(look, title, "", || {
        let event = &own.event;
        let state = own.registration.state;
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            <p lang=event.language.tag()>{event.title.to_string()}</p>
            {answer(language, outcome, state)}
            {stands(language, own, outcome)}
            {event.video.as_ref().map(|video| view! {
                <p><a class="ds-button" href=video.to_string() rel="noreferrer">{text::video_link(language)}</a></p>
            })}
            {certificates(language, own, &address)}
            {(own.standing == Standing::Cancelled)
                .then(|| alert("danger", false, i18n::courses::standing_cancelled(language).to_owned()))}
            {(own.standing != Standing::Cancelled && own.standing != Standing::Over).then(|| view! {
                {steps(language, own)}
                {(!state.has_ended()).then(|| changes(language, own, link, outcome))}
            })}
            <h2>{text::course(language)}</h2>
            <dl class="hr-facts">
                {(!state.has_ended()).then(|| who(language, own))}
                {facts(language, event)}
            </dl>
        }
        .into_any()
    })
}

fn answer(language: Language, outcome: &Outcome, state: State) -> Option<AnyView> {
    match outcome {
        Outcome::None | Outcome::NotReplaced(..) => None,
        Outcome::Confirmed if state.waits() => {
            Some(alert("success", true, text::own_waiting_confirmed(language).to_owned()))
        }
        Outcome::Confirmed if matches!(state, State::Asked { .. }) => {
            Some(alert("success", true, text::done_asked(language).to_owned()))
        }
        Outcome::Confirmed => Some(alert("success", true, text::done_confirmed(language).to_owned())),
        Outcome::Changed => Some(alert("success", true, text::done_changed(language).to_owned())),
        Outcome::NotNow => Some(alert("warning", true, text::change_not_now(language).to_owned())),
        Outcome::Withdrawn => Some(alert("success", true, text::done_withdrawn(language).to_owned())),
        Outcome::TooLate => Some(alert("warning", true, text::too_late(language).to_owned())),
        Outcome::Unavailable => Some(alert("warning", true, text::unavailable(language).to_owned())),
    }
}

/// Where the registration stands, in a sentence.
fn stands(language: Language, own: &OwnRegistration, outcome: &Outcome) -> AnyView {
    let sentence = match own.registration.state {
        State::Confirmed => text::own_confirmed(language).to_owned(),
        State::Held { until } => text::own_held(language, words::instant(language, until)),
        State::Offered { until } => text::own_offered(language, words::instant(language, until)),
        State::Waiting => text::own_waiting(language, own.position.unwrap_or(1), own.waiting),
        State::Asked { until } => {
            let leader = own.registration.given.leader.as_ref();
            let name = leader.map_or("", |leader| leader.name.as_str());
            text::own_asked(language, name, words::instant(language, until))
        }
        State::Ended { how: End::Lapsed, .. } if own.registration.is_verified && own.registration.awaits_leader() => {
            text::own_lapsed_leader(language).to_owned()
        }
        State::Ended { how: End::Lapsed, .. } => text::own_lapsed(language).to_owned(),
        State::Ended { how: End::Declined, .. } => text::own_declined(language).to_owned(),
        // Said above already.
        State::Ended { .. } if *outcome == Outcome::Withdrawn => String::new(),
        State::Ended { .. } => text::own_ended(language).to_owned(),
    };
    view! { <p class="hr-seats">{sentence}</p> }.into_any()
}

/// The certificates that were given, each a file.
fn certificates(
    language: Language,
    own: &OwnRegistration,
    address: &impl Fn(&CertificateCode) -> String,
) -> Option<AnyView> {
    if own.certificates.is_empty() {
        return None;
    }
    let rows: Vec<_> = own
        .certificates
        .iter()
        .map(|one| {
            let label = text::certificate_of(language, one.name.as_str());
            view! { <li><a class="ds-link" href=address(&one.code)>{label}</a></li> }
        })
        .collect();
    Some(
        view! {
            <section class="hr-section" aria-labelledby="certificates">
                <h2 id="certificates">{text::certificates(language)}</h2>
                <ul class="hr-plain">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Yes and no, each one press.
fn steps(language: Language, own: &OwnRegistration) -> AnyView {
    let yes = match own.registration.state {
        State::Held { .. } => Some(text::confirm(language)),
        State::Offered { .. } => Some(text::accept(language)),
        State::Waiting if !own.registration.is_verified => Some(text::confirm_address(language)),
        State::Asked { .. } | State::Confirmed | State::Waiting | State::Ended { .. } => None,
    };
    if own.registration.state.has_ended() {
        return own
            .standing
            .takes_registrations()
            .then(|| {
                let href = form_address(&own.event, own.registration.given.kind);
                view! { <p><a class="ds-button" data-variant="secondary" href=href>{text::again(language)}</a></p> }
            })
            .into_any();
    }
    view! {
        <form method="post" class="hr-actions">
            {yes.map(|yes| view! { <button type="submit" name="do" value="confirm" class="ds-button">{yes}</button> })}
            <button type="submit" name="do" value="withdraw" class="ds-button" data-variant="secondary" data-color="danger">
                {text::withdraw(language)}
            </button>
        </form>
        <p class="hr-muted">{text::withdraw_help(language)}</p>
    }
    .into_any()
}

/// What can be changed: all of it on a page of its own, and who comes, at once.
fn changes(language: Language, own: &OwnRegistration, link: &str, outcome: &Outcome) -> AnyView {
    let href = format!("{OWN}/{link}/change");
    let is_alone = own.registration.given.kind == Kind::One;
    view! {
        <p><a class="ds-link" href=href>{text::change(language)}</a></p>
        {is_alone.then(|| substitute(language, outcome))}
    }
    .into_any()
}

/// What is said when somebody else comes instead: the link that led here opens nothing any more.
pub fn replaced_page(look: &Look) -> String {
    let language = look.language;
    let title = text::own_title(language);
    document(look, title, "", || {
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg">{title}</h1>
            {alert("success", true, text::done_replaced(language).to_owned())}
        }
        .into_any()
    })
}

fn substitute(language: Language, outcome: &Outcome) -> AnyView {
    let (typed, issues) = match outcome {
        Outcome::NotReplaced(typed, code) => (typed.as_str(), vec![Issue::new("who", code.clone())]),
        _ => ("", Vec::new()),
    };
    let faults = Faults {
        language,
        issues: &issues,
    };
    let around = Around::new("who", text::substitute_who(language)).why(text::substitute_why(language));
    let is_open = !issues.is_empty();
    view! {
        <details class="ds-details" open=is_open>
            <summary>{text::substitute(language)}</summary>
            <form method="post" class="hr-form" novalidate>
                {line(&around, faults, "text", "off", typed)}
                <div class="hr-actions">
                    <button type="submit" name="do" value="substitute" class="ds-button" data-variant="secondary">
                        {text::substitute_send(language)}
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// The page on which a registration is changed, with what was typed.
pub fn change_page(
    look: &Look,
    own: &OwnRegistration,
    link: &str,
    form: &SignUpForm,
    trouble: &Trouble,
    today: Date,
) -> String {
    let language = look.language;
    let title = text::change(language);
    document(look, title, "", || {
        let back_to = format!("{OWN}/{link}");
        let sheet = Sheet {
            event: &own.event,
            action: format!("{OWN}/{link}/change"),
            asks_leader: own.registration.awaits_leader(),
            send: text::change_save(language),
        };
        view! {
            <p class="hr-back"><a href=back_to>{format!("← {}", text::own_title(language))}</a></p>
            <h1 class="ds-heading" data-size="md">{title}</h1>
            <p>{own.event.title.to_string()}</p>
            {told(language, trouble)}
            {fields(look, &sheet, form, trouble, today)}
        }
        .into_any()
    })
}

fn who(language: Language, own: &OwnRegistration) -> AnyView {
    let name = own.registration.given.contact.name.as_str();
    let value = match own.party() {
        (Kind::One, _) => name.to_owned(),
        (Kind::Group | Kind::Staff, seats) => text::party(language, name, seats),
    };
    view! { <div><dt>{text::who(language)}</dt><dd>{value}</dd></div> }.into_any()
}
