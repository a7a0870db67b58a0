//! Certificates: given when a course is over, taken back when a tick was mistaken, found by their code.

use domain::courses::{self as rules, Certificate, CertificateCode, CourseEvent, Kind, Lifecycle, Registration};
use domain::ids::EventId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::courses::{self as rows, BOOK, CERTIFICATE};
use store::{AuditEntry, StoreError, Tx, people};

use super::telling::queue_certificates;
use crate::ServiceError;
use crate::ctx::Services;

/// Who is named in the trail when a course has ended.
const BY: &str = "certify";

/// What a certificate says of a course besides the course itself.
pub(super) struct Issuer {
    organiser: String,
    today: Date,
    now: Timestamp,
}

impl Issuer {
    /// Of a course, today.
    pub(super) async fn of(services: &Services, event: &CourseEvent) -> Result<Self, ServiceError> {
        let adviser = match event.adviser {
            Some(id) => people::load(&services.store, id).await?,
            None => None,
        };
        Ok(Self {
            organiser: adviser.map_or_else(|| event.contact.to_string(), |person| person.name.to_string()),
            today: services.clock.local().date(),
            now: services.clock.now(),
        })
    }

    /// Gives a registration what it has earned by now, puts right what tells of other parts, and takes back what was not earned.
    /// `held` are the certificates that these registrations have. Says how many were given, and the registration as it then is.
    pub(super) fn settle(
        &self,
        tx: &mut Tx,
        event: &CourseEvent,
        one: &Registration,
        held: &[Certificate],
        by: &str,
    ) -> (usize, Registration) {
        let chance = || CertificateCode::from_chance(rand::random());
        let found = rules::certify(event, one, &self.organiser, self.today, chance);
        if !found.new.is_empty() {
            rows::give(tx, &found.new);
            queue_certificates(tx, &found.new, self.now);
        }
        let taken = found.revoked.into_iter().map(|code| (code, None));
        let right = found.corrected.into_iter().map(|(code, parts)| (code, Some(parts)));
        for (code, parts) in taken.chain(right) {
            let Some(before) = held.iter().find(|known| known.code == code) else {
                continue;
            };
            let action = match parts {
                None => "certificate.revoke",
                Some(_) => "certificate.correct",
            };
            let after = Certificate {
                revoked_on: parts.is_none().then_some(self.today),
                parts: parts.unwrap_or_else(|| before.parts.clone()),
                version: before.version + 1,
                ..before.clone()
            };
            rows::save_certificate(tx, before, &after);
            let key = code.to_string();
            tx.audit(AuditEntry::new(by.to_owned(), action, CERTIFICATE, key, self.now));
        }
        (found.new.len(), found.registration)
    }
}

/// The certificates that registrations have, also those that were taken back.
pub(super) async fn held(
    services: &Services,
    registrations: &[Registration],
) -> Result<Vec<Certificate>, ServiceError> {
    let given = registrations.iter().flat_map(|one| one.certificates.values());
    let codes: Vec<CertificateCode> = given.map(|given| given.code.clone()).collect();
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(rows::certificates(&services.store, &codes).await?)
}

/// Gives the certificates that have been earned at courses that have ended since it last looked, and says how many. What is ticked
/// later is settled where it is ticked.
///
/// # Errors
/// `Unavailable`; the other courses have been looked at all the same.
pub async fn certify(services: &Services) -> Result<usize, ServiceError> {
    let now = services.clock.now();
    let mut over = rows::events(&services.store).await?;
    over.retain(|event| matches!(event.lifecycle, Lifecycle::Published { .. }) && event.opening().ended_by(now));
    let ids: Vec<EventId> = over.iter().map(|event| event.id).collect();
    let done = rows::certified(&services.store, &ids).await?;
    let mut given = 0;
    let mut failed = None;
    for event in over {
        if done.get(&event.id) == Some(&event.opening().ends) {
            continue;
        }
        match certify_all(services, &event).await {
            Ok(some) => given += some,
            Err(error) => {
                let told = &error as &dyn std::error::Error;
                tracing::error!(event = %event.id, error = told, "certificates were not given");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(given), Err)
}

async fn certify_all(services: &Services, event: &CourseEvent) -> Result<usize, ServiceError> {
    let store = &services.store;
    let guard = store.guard(BOOK, event.id.to_string()).await?;
    let issuer = Issuer::of(services, event).await?;
    let all = rows::registrations(store, event.id).await?;
    let held = held(services, &all).await?;
    let mut tx = Tx::new();
    // First of all: who is ticked at the desk meanwhile makes this look be done again.
    tx.guard(&guard);
    let mut given = 0;
    let mut changed = Vec::new();
    for before in all {
        let (new, after) = issuer.settle(&mut tx, event, &before, &held, BY);
        given += new;
        if after != before {
            changed.push((before, after));
        }
    }
    rows::change(&mut tx, &changed);
    rows::note_certified(&mut tx, event.id, event.opening().ends);
    match store.commit(tx).await {
        Ok(()) => Ok(given),
        // Somebody was ticked meanwhile; the next round finds it as it then is.
        Err(StoreError::Conflict | StoreError::Stale { .. } | StoreError::NotFound { .. }) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// The certificate with a code, for anybody who has it.
///
/// # Errors
/// `NotFound`; `Unavailable`.
pub async fn certificate(services: &Services, code: &CertificateCode) -> Result<Certificate, ServiceError> {
    rows::certificate(&services.store, code)
        .await?
        .ok_or(ServiceError::NotFound)
}

/// The certificates that whoever has the link of a registration may fetch, those taken back left out, in the order of its people. Who has
/// an address of their own has got theirs there, and whether they came is theirs to tell.
///
/// # Errors
/// `Unavailable`.
pub(super) async fn of(services: &Services, registration: &Registration) -> Result<Vec<Certificate>, ServiceError> {
    let mut found = held(services, std::slice::from_ref(registration)).await?;
    let has_own_address = |place: u16| {
        let colleague = registration.given.colleagues.get(usize::from(place));
        registration.given.kind == Kind::Group && colleague.is_some_and(|one| one.email.is_some())
    };
    found.retain(|one| one.revoked_on.is_none() && !has_own_address(one.person));
    found.sort_by_key(|one| one.person);
    Ok(found)
}
