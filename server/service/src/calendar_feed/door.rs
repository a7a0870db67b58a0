//! What a calendar is answered: everything that the address opens, and nothing without it.

use std::collections::HashMap;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Action, may_some};
use domain::calendar_feed::LOOK_BACK_DAYS;
use domain::groups::Standing;
use domain::ids::UnitId;
use domain::people::{Language, Person, pledge};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};
use store::agenda::{self, AgendaKind, AgendaRow};
use store::calendar_feed::{self as rows, FarewellRow, FeedRow};
use store::{Store, StoreError, Tx, people, places};

use super::ics::{self, Event, When};
use crate::ServiceError;
use crate::agreements::{self, MeetingDay};
use crate::ctx::Services;
use crate::session::limits::Limits;
use crate::session::throttled;
use crate::session::token::Token;

/// What a calendar asks with.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The secret of its address.
    pub secret: &'a str,
    /// Where it asks from.
    pub address: IpAddr,
    /// The address that people type, for links to the sessions; without a slash at the end.
    pub public_url: &'a str,
}

/// A calendar as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// iCalendar (RFC 5545).
    pub text: String,
    /// The same for the same text: a strong entity tag, quotes included (RFC 9110, 8.8.3).
    pub etag: String,
}

/// The calendar at an address. The secret is looked up by its hash, so that the time it takes tells nothing of it.
///
/// # Errors
/// `Throttled`; `NotFound` for a secret that is not in force, a closed account and a person without a role that has a calendar;
/// `PledgeNeeded` while the declaration of secrecy has lapsed; `Unavailable`.
pub async fn read(services: &Services, limits: &Limits, asked: Asked<'_>) -> Result<Calendar, ServiceError> {
    limits.calendar(asked.address).map_err(throttled)?;
    let store = &services.store;
    let token = Token::sent(asked.secret).ok_or(ServiceError::NotFound)?;
    let row = rows::by_token_hash(store, &token.hash())
        .await?
        .ok_or(ServiceError::NotFound)?;
    let person = people::load(store, row.id).await?.ok_or(ServiceError::NotFound)?;
    if !person.active || !may_some(&person.grants, Action::FollowCalendar) {
        return Err(ServiceError::NotFound);
    }
    let accepted = people::latest_acceptance(store, person.id).await?;
    if !pledge::in_force(accepted, services.clock.now()) {
        return Err(ServiceError::PledgeNeeded);
    }
    let today = services.clock.local().date();
    note_read(store, &row, today).await;
    let text = written(store, &person, today, asked.public_url).await?;
    let etag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes())));
    Ok(Calendar { text, etag })
}

/// Notes the day, once a day, so that reading does not become writing. A lost note is told by tomorrow's, so a failure is logged
/// and no more.
async fn note_read(store: &Store, row: &FeedRow, today: Date) {
    if row.read_on == Some(today) {
        return;
    }
    let mut tx = Tx::new();
    rows::note_read(&mut tx, row, today);
    match store.commit(tx).await {
        // Read twice at once, replaced or revoked.
        Ok(()) | Err(StoreError::Conflict | StoreError::Stale { .. } | StoreError::NotFound { .. }) => {}
        Err(error) => tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the reading of a calendar was not noted"
        ),
    }
}

async fn written(store: &Store, person: &Person, today: Date, public_url: &str) -> Result<String, ServiceError> {
    let first = today.saturating_sub(LOOK_BACK_DAYS.days());
    let entries = agenda::between(store, person.id, first, Date::MAX).await?;
    let mut units: Vec<UnitId> = entries.iter().filter_map(|entry| entry.unit).collect();
    units.sort_unstable();
    units.dedup();
    let units = places::units_by_id(store, &units).await?;
    let names: HashMap<UnitId, &str> = units.iter().map(|unit| (unit.id, unit.name.as_str())).collect();
    let language = person.language;
    let meetings = agreements::meetings(store, person, first, today).await?;
    let meetings = meetings.iter().map(|one| meeting(one, language, public_url));
    let is_back = |left: &FarewellRow| {
        let is_same = |entry: &AgendaRow| (&entry.activity, entry.number) == (&left.activity, left.number);
        entries.iter().any(is_same)
    };
    let farewells = rows::farewells(store, person.id).await?;
    let farewells = farewells
        .iter()
        .filter(|left| !is_back(left))
        .map(|left| farewell(left, language));
    let events = entries.iter().map(|entry| {
        event(
            entry,
            entry.unit.and_then(|unit| names.get(&unit).copied()),
            language,
            public_url,
        )
    });
    Ok(ics::calendar(
        i18n::calendar_feed::calendar_name(language),
        events.chain(meetings).chain(farewells),
    ))
}

/// An evaluation meeting. A meeting that is moved is another: of its day no more is written down.
fn meeting(one: &MeetingDay, language: Language, public_url: &str) -> Event {
    let MeetingDay {
        agreement,
        owner_name,
        date,
        changed_on,
    } = one;
    Event {
        uid: format!("{agreement}-{date}@handlingsrom"),
        when: When::Day(*date),
        sequence: 0,
        changed_at: changed_on
            .to_zoned(TimeZone::UTC)
            .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp()),
        standing: Standing::Firm,
        summary: i18n::week::agreement_meeting(language, owner_name),
        location: String::new(),
        url: format!("{public_url}/agreements/{agreement}"),
    }
}

/// A session that somebody else leads now, or that lies in a bin: the calendar takes it away by its name. Its page is not the
/// person's any more, and where it is held neither.
fn farewell(left: &FarewellRow, language: Language) -> Event {
    use i18n::calendar_feed as text;
    let FarewellRow {
        activity,
        number,
        slot,
        title,
        sequence,
        left_at,
    } = left;
    Event {
        uid: format!("{activity}-{number}@handlingsrom"),
        when: When::At(*slot),
        sequence: *sequence,
        changed_at: *left_at,
        standing: Standing::Cancelled,
        summary: text::left(language, text::session(language, title, number)),
        location: String::new(),
        url: String::new(),
    }
}

/// An entry as calendars may know it: the neutral name, never theme, goal or notes.
fn event(entry: &AgendaRow, unit: Option<&str>, language: Language, public_url: &str) -> Event {
    use i18n::calendar_feed as text;
    let (activity, number) = (&entry.activity, entry.number);
    let standing = Standing::of(&entry.state);
    let (name, address) = match entry.kind {
        AgendaKind::GroupSession => (
            text::session(language, &entry.title, number),
            format!("{public_url}/groups/{activity}/sessions/{number}"),
        ),
        // Of a class no more than its name.
        AgendaKind::Presentation => (
            [entry.title.as_str(), &entry.theme].join(" ").trim_end().to_owned(),
            format!("{public_url}/presentations/{activity}"),
        ),
        AgendaKind::Delivery => (
            text::lesson(language, &entry.title, &entry.theme),
            format!("{public_url}/deliveries/{activity}"),
        ),
        AgendaKind::Measure => (entry.title.clone(), format!("{public_url}/needs/measures/{activity}")),
        AgendaKind::Course => (entry.title.clone(), format!("{public_url}/courses/{activity}")),
        AgendaKind::Network => (entry.title.clone(), format!("{public_url}/networks/{activity}")),
    };
    let place = [unit.unwrap_or_default(), &entry.room];
    Event {
        uid: format!("{activity}-{number}@handlingsrom"),
        when: When::At(entry.slot),
        sequence: entry.sequence,
        changed_at: entry.changed_at,
        standing,
        // Many calendars show no state.
        summary: match standing {
            Standing::Firm => name,
            Standing::Draft => text::draft(language, name),
            Standing::Postponed => text::postponed(language, name),
            Standing::Cancelled => text::cancelled(language, name),
        },
        location: place
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        url: address,
    }
}
