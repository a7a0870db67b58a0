//! Certificates: given when a course is over, taken back when a tick was mistaken, found by their code.

use domain::courses::{self as rules, Certificate, CertificateCode, CourseEvent, Lifecycle, Registration};
use domain::time::length::ToLength as _;
use jiff::civil::Date;
use store::courses::{self as rows, CERTIFICATE};
use store::{AuditEntry, StoreError, Tx, people};

use super::letters::queue_certificates;
use crate::ServiceError;
use crate::ctx::Services;

/// Days after a course for which ticks that come late still earn a certificate.
const GIVEN_FOR_DAYS: i64 = 60;
/// Who is named in the trail.
const BY: &str = "certify";

/// Gives the certificates that have been earned at courses that are over, and takes back those that were not. Says how many were given.
///
/// # Errors
/// `Unavailable`.
pub async fn certify(services: &Services) -> Result<usize, ServiceError> {
    let now = services.clock.now();
    let today = services.clock.local().date();
    let mut given = 0;
    for event in rows::events(&services.store).await? {
        let Some(last) = event.last_day() else { continue };
        let is_fresh = today <= last.saturating_add(GIVEN_FOR_DAYS.days());
        let is_held = matches!(event.lifecycle, Lifecycle::Published { .. });
        if is_held && is_fresh && event.opening().ended_by(now) {
            given += certify_all(services, &event, today).await?;
        }
    }
    Ok(given)
}

async fn certify_all(services: &Services, event: &CourseEvent, today: Date) -> Result<usize, ServiceError> {
    let (store, now) = (&services.store, services.clock.now());
    let adviser = match event.adviser {
        Some(id) => people::load(store, id).await?,
        None => None,
    };
    let organiser = adviser.map_or_else(|| event.contact.to_string(), |person| person.name.to_string());
    let mut changed: Vec<(Registration, Registration)> = Vec::new();
    let mut new: Vec<Certificate> = Vec::new();
    let mut turned: Vec<(CertificateCode, Option<Date>)> = Vec::new();
    for one in rows::registrations(store, event.id).await? {
        let chance = || CertificateCode::from_chance(rand::random());
        let found = rules::certify(event, &one, &organiser, today, chance);
        if found.is_same() {
            continue;
        }
        new.extend(found.new);
        turned.extend(found.revoked.into_iter().map(|code| (code, Some(today))));
        turned.extend(found.restored.into_iter().map(|code| (code, None)));
        changed.push((one, found.registration));
    }
    if changed.is_empty() {
        return Ok(0);
    }
    let mut tx = Tx::new();
    rows::change(&mut tx, &changed);
    rows::give(&mut tx, &new);
    for (code, revoked_on) in turned {
        if let Some(before) = rows::certificate(store, &code).await? {
            let after = Certificate {
                revoked_on,
                version: before.version + 1,
                ..before.clone()
            };
            rows::revoke(&mut tx, &before, &after);
            let action = match revoked_on {
                Some(_) => "certificate.revoke",
                None => "certificate.restore",
            };
            tx.audit(AuditEntry::new(
                BY.to_owned(),
                action,
                CERTIFICATE,
                code.to_string(),
                now,
            ));
        }
    }
    queue_certificates(&mut tx, &new, now);
    match store.commit(tx).await {
        Ok(()) => Ok(new.len()),
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

/// The certificates that a registration has, those taken back left out, in the order of its people.
///
/// # Errors
/// `Unavailable`.
pub(super) async fn of(services: &Services, registration: &Registration) -> Result<Vec<Certificate>, ServiceError> {
    let held = registration.certificates.values().filter(|given| !given.is_revoked);
    let codes: Vec<CertificateCode> = held.map(|given| given.code.clone()).collect();
    let mut found = rows::certificates(&services.store, &codes).await?;
    found.sort_by_key(|one| one.person);
    Ok(found)
}
