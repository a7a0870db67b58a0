//! A person's calendar for other programs: a private address, made, replaced and revoked by the person alone, and what is read
//! there.
//!
//! Whoever has sessions or meetings to come to may have them read elsewhere: advisers, the professional team, and coordinators with their
//! evaluation meetings. The address is the only key to it: calendars can't sign in. So it is a
//! random secret of 256 bits of which only the hash is kept, and it opens nothing but times, places and neutral names. It ends
//! with the account, and rests while the person has no role with a calendar.
//! What leaves the calendar, because somebody else leads the group now, is told as cancelled for some weeks: many programs keep
//! what is merely no longer mentioned.

mod door;
pub(crate) mod ics;

use domain::access::{Action, Actor, Subject, may};
use domain::calendar_feed::{ENDING, FAREWELL_DAYS, Feed, FeedView, NewFeed, PATH};
use domain::ids::PersonId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::calendar_feed::{self as rows, FEED, FeedRow};
use store::{Store, StoreError, Tx, forget};

use crate::session::account::authorise_own;
use crate::session::token::Token;
use crate::{Ctx, ServiceError};

pub use door::{Asked, Calendar, read};

/// What the audit trail keeps of an address: never the secret's hash.
#[derive(Debug, Serialize)]
struct Audited {
    made_on: Date,
}

impl Audited {
    fn of(row: &FeedRow) -> Self {
        Self { made_on: row.made_on }
    }
}

/// The person's address, as far as it may be told again.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx) -> Result<FeedView, ServiceError> {
    let actor = authorise_own(ctx)?;
    let row = rows::of_person(ctx.store(), actor.person).await?;
    Ok(FeedView {
        feed: row.as_ref().map(feed),
        may_make: may(actor, Action::FollowCalendar, &Subject::of(actor.person)),
    })
}

/// Makes the person's address anew; an older one is of no use from then on.
///
/// Without a receipt, for that would keep the secret: a repeat makes another address, and the last one is in force.
///
/// # Errors
/// As [`Ctx::authorise`]; `Stale` when another was made in the same moment; `Unavailable`.
pub async fn make(ctx: &Ctx) -> Result<NewFeed, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::FollowCalendar, &Subject::of(person))?;
    let older = rows::of_person(ctx.store(), actor.person).await?;
    let token = Token::fresh();
    let row = FeedRow {
        id: actor.person,
        token_hash: token.hash(),
        made_on: ctx.today(),
        read_on: None,
        version: 1,
    };
    let mut tx = Tx::new();
    rows::make(&mut tx, older.as_ref(), &row);
    let key = actor.person.to_string();
    tx.audit(match &older {
        Some(older) => ctx
            .audit(actor, "calendar_feed.replace", FEED, key)
            .before(&Audited::of(older))
            .after(&Audited::of(&row)),
        None => ctx
            .audit(actor, "calendar_feed.make", FEED, key)
            .after(&Audited::of(&row)),
    });
    commit(ctx, tx).await?;
    Ok(NewFeed {
        path: format!("{PATH}{}{ENDING}", token.secret()),
        feed: feed(&row),
    })
}

/// Ends the person's address, also of one who has no week any more. That there is none is no fault.
///
/// # Errors
/// As [`Ctx::authorise`]; `Stale` when it was changed in the same moment; `Unavailable`.
pub async fn revoke(ctx: &Ctx) -> Result<(), ServiceError> {
    let actor = authorise_own(ctx)?;
    let mut tx = Tx::new();
    end_in(ctx, actor, &mut tx, actor.person).await?;
    if tx.is_empty() { Ok(()) } else { commit(ctx, tx).await }
}

/// Ends a person's address as part of another change; one that is gone by then makes that change fail with `NotFound`.
pub(crate) async fn end_in(ctx: &Ctx, actor: &Actor, tx: &mut Tx, person: PersonId) -> Result<(), ServiceError> {
    if let Some(row) = rows::of_person(ctx.store(), person).await? {
        rows::end(tx, &row);
        let entry = ctx.audit(actor, "calendar_feed.revoke", FEED, person.to_string());
        tx.audit(entry.before(&Audited::of(&row)));
    }
    Ok(())
}

/// Lets go of what left people's calendars long enough ago; says how much. For the job that forgets.
///
/// # Errors
/// The store's own.
pub async fn forget_farewells(store: &Store, now: Timestamp) -> Result<usize, StoreError> {
    let before = now - SignedDuration::from_hours(24 * FAREWELL_DAYS);
    let mut gone = 0;
    loop {
        match forget::forget_farewells(store, before).await? {
            0 => return Ok(gone),
            some => gone += some,
        }
    }
}

async fn commit(ctx: &Ctx, tx: Tx) -> Result<(), ServiceError> {
    match ctx.store().commit(tx).await {
        Err(StoreError::Taken { .. } | StoreError::Conflict | StoreError::NotFound { .. }) => Err(ServiceError::Stale),
        other => Ok(other?),
    }
}

fn feed(row: &FeedRow) -> Feed {
    Feed {
        made_on: row.made_on,
        read_on: row.read_on,
    }
}
