//! A course as anybody may read it.

use domain::courses::view::PublicEvent;
use domain::courses::{CourseEvent, Kind, Lifecycle, Standing};
use domain::part_plans::{PublicItem, PublicPart};
use i18n::{Language, courses, format, training as text};
use leptos::prelude::*;

use super::CATALOGUE;
use super::document::{Look, alert, back, document};
use crate::courses::words;
use crate::groups::words as times;

/// The page of a course.
pub fn event_page(look: &Look, one: &PublicEvent) -> String {
    let language = look.language;
    let event = &one.event;
    let title = event.title.to_string();
    let describes = event
        .first()
        .map(|first| words::when(language, first))
        .unwrap_or_default();
    document(look, &title, &describes, || {
        let about = event.about.as_str();
        view! {
            {back(language)}
            <h1 class="ds-heading" data-size="lg" lang=event.language.tag()>{title.clone()}</h1>
            {standing(language, one)}
            {one.standing.takes_registrations().then(|| call(language, one))}
            <dl class="hr-facts">{facts(language, event)}</dl>
            {section(text::about(language), event.language, about)}
            {programme(language, one)}
            {section(text::speakers(language), event.language, event.speakers.as_str())}
            {one.standing.takes_registrations().then(|| others(language, event))}
        }
        .into_any()
    })
}

/// How it stands with the seats, in a sentence.
pub(super) fn standing(language: Language, one: &PublicEvent) -> AnyView {
    let reason = match &one.event.lifecycle {
        Lifecycle::Cancelled { reason } => reason.as_str(),
        Lifecycle::Draft | Lifecycle::Published { .. } => "",
    };
    match one.standing {
        Standing::Open => view! {
            <p class="hr-seats">{seats(language, one)}</p>
            {kept(language, one)}
        }
        .into_any(),
        Standing::Full => view! { <p class="hr-seats">{seats(language, one)}</p> }.into_any(),
        Standing::Draft | Standing::Closed => alert("warning", false, text::closed(language).to_owned()),
        Standing::Over => alert("info", false, text::over(language).to_owned()),
        Standing::Cancelled => alert("danger", false, text::cancelled(language, reason)),
    }
}

/// For whom seats are kept, and until when, a line each.
fn kept(language: Language, one: &PublicEvent) -> Option<AnyView> {
    let released_on = one.event.quotas.as_ref()?.released_on;
    let day = format::date_long(language, released_on);
    let lines: Vec<_> = one
        .kept
        .iter()
        .map(|(kept_for, seats)| {
            let who = words::kept_for(language, *kept_for);
            view! { <span class="hr-line">{text::kept_for(language, *seats, who, day.as_str())}</span> }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <p class="hr-muted">{lines}</p> }.into_any())
}

/// Free, or how many wait.
pub(super) fn seats(language: Language, one: &PublicEvent) -> String {
    match (one.standing, one.free, one.waiting) {
        (Standing::Open, 0, _) => text::only_kept(language, one.kept.iter().map(|(_, seats)| seats).sum::<u32>()),
        (Standing::Open, 1, _) => text::one_free_seat(language).to_owned(),
        (Standing::Open, free, _) => text::free_seats(language, free),
        (Standing::Full, _, 0) => text::full_none_waiting(language).to_owned(),
        (Standing::Full, _, waiting) => text::full_waiting(language, waiting),
        (Standing::Cancelled, ..) => courses::standing_cancelled(language).to_owned(),
        _ => text::closed(language).to_owned(),
    }
}

fn call(language: Language, one: &PublicEvent) -> AnyView {
    let label = match one.standing {
        Standing::Full => text::register_waiting(language),
        _ => text::register(language),
    };
    let href = address(&one.event, Kind::One);
    view! {
        <p><a class="ds-button" href=href>{label}</a></p>
    }
    .into_any()
}

fn others(language: Language, event: &CourseEvent) -> AnyView {
    view! {
        <section class="hr-section" aria-labelledby="others">
            <h2 id="others">{text::register_others(language)}</h2>
            <ul class="hr-plain">
                <li><a class="ds-link" href=address(event, Kind::Group)>{text::register_group(language)}</a></li>
                <li><a class="ds-link" href=address(event, Kind::Staff)>{text::register_staff(language)}</a></li>
            </ul>
        </section>
    }
    .into_any()
}

/// The form of a way to register.
pub(super) fn address(event: &CourseEvent, kind: Kind) -> String {
    match kind {
        Kind::One => format!("{CATALOGUE}/{}/register", event.id),
        Kind::Group | Kind::Staff => format!("{CATALOGUE}/{}/register?as={}", event.id, kind.name()),
    }
}

/// When, where, for whom and until when.
pub(super) fn facts(language: Language, event: &CourseEvent) -> AnyView {
    let fact = |label: &'static str, value: AnyView| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any();
    let times: Vec<_> = event
        .parts
        .iter()
        .map(|part| view! { <span class="hr-line">{words::when(language, part)}</span> })
        .collect();
    let text_fact =
        |label: &'static str, value: &str| (!value.is_empty()).then(|| fact(label, value.to_owned().into_any()));
    let services = event
        .services
        .iter()
        .map(|service| i18n::service_name(language, *service));
    let municipalities = if event.municipalities.is_empty() {
        text::everywhere(language).to_owned()
    } else {
        let names = event.municipalities.iter().map(|code| code.name());
        names.collect::<Vec<_>>().join(", ")
    };
    let address = event.contact_email.to_string();
    view! {
        {fact(text::when(language), times.into_any())}
        {event.format.has_room().then(|| fact(text::place(language), event.place.to_string().into_any()))}
        {text_fact(text::access(language), event.access.as_str())}
        // Who has the link is not told when it comes.
        {(event.format.has_video() && event.video.is_none())
            .then(|| fact(courses::format_video(language), text::video(language).into_any()))}
        {fact(text::for_whom(language), services.collect::<Vec<_>>().join(", ").into_any())}
        {fact(text::where_from(language), municipalities.into_any())}
        {fact(text::deadline(language), format::date_long(language, event.deadline).into_any())}
        {fact(text::price(language), text::free_of_charge(language).into_any())}
        {fact(text::language(language), i18n::shell::language_name(event.language).into_any())}
        {text_fact(text::host(language), event.host.as_str())}
        {fact(
            text::contact(language),
            view! {
                {event.contact.to_string()} ", "
                <a class="ds-link" href=format!("mailto:{address}")>{parted(&address)}</a>
            }
                .into_any(),
        )}
    }
    .into_any()
}

/// A mail address that is parted before its host, where a phone has no room for the whole.
pub(super) fn parted(address: &str) -> AnyView {
    match address.split_once('@') {
        Some((name, host)) => view! { {name.to_owned()} <wbr /> {format!("@{host}")} }.into_any(),
        None => address.to_owned().into_any(),
    }
}

/// What happens: as it was written, and part by part with times.
fn programme(language: Language, one: &PublicEvent) -> Option<AnyView> {
    let event = &one.event;
    let heading = text::programme(language);
    if one.programme.is_empty() {
        return section(heading, event.language, event.programme.as_str());
    }
    let spoken = event.language.tag();
    let lines = paragraphs(event.programme.as_str());
    let has_several = event.parts.len() > 1;
    let parts: Vec<_> = one
        .programme
        .iter()
        .map(|part| {
            view! {
                {has_several.then(|| view! { <h3>{words::when(language, &part.slot)}</h3> })}
                {items(language, spoken, part)}
            }
        })
        .collect();
    Some(
        view! {
            <section class="hr-section hr-prose">
                <h2>{heading}</h2>
                <div lang=spoken>{lines}</div>
                {parts}
            </section>
        }
        .into_any(),
    )
}

fn items(language: Language, spoken: &'static str, part: &PublicPart) -> AnyView {
    let item = |item: &PublicItem| {
        let span = times::span(language, item.start, item.end);
        let speaker =
            (!item.speaker.is_empty()).then(|| view! { <span class="hr-line hr-muted">{item.speaker.clone()}</span> });
        view! {
            <li data-break=item.is_break.then_some("true")>
                <span class="hr-timetable-time">{span}</span>
                <span lang=spoken>{item.what.clone()} {speaker}</span>
            </li>
        }
    };
    let items: Vec<_> = part.items.iter().map(item).collect();
    view! { <ol class="hr-timetable">{items}</ol> }.into_any()
}

/// A heading and what was written below it, a paragraph a line.
fn section(heading: &'static str, spoken: Language, written: &str) -> Option<AnyView> {
    if written.is_empty() {
        return None;
    }
    let lines = paragraphs(written);
    Some(
        view! {
            <section class="hr-section hr-prose">
                <h2>{heading}</h2>
                <div lang=spoken.tag()>{lines}</div>
            </section>
        }
        .into_any(),
    )
}

fn paragraphs(written: &str) -> Vec<AnyView> {
    written
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> }.into_any())
        .collect()
}
