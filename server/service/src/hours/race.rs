//! Time is entered while its month is closed: both decisions are made before either is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::access::Actor;
use domain::command::Envelope;
use domain::hours::{
    EntryMinutes, HourKind, Month, NewEntry, PeriodCommand, TravelMinutes, WeekCommand, WeekStep, monday_of,
};
use domain::ids::{CommandId, PersonId, SignInId};
use domain::people::Language;
use domain::text_guard::Confirmed;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::{Store, StoreError, Tx, hours as rows, people};
use ulid::Ulid;

use super::{change, periods};
use crate::seed::{self, AINO, MARTE, Profile};
use crate::{Clock, Ctx, ServiceError, Services};

/// A day of October, which nobody has closed.
const DAY: Date = date(2026, 10, 28);

async fn house() -> Arc<Services> {
    let now: Timestamp = "2026-11-23T11:00:00Z".parse().unwrap();
    let store = Store::memory().await.unwrap();
    seed::run(&store, Profile::Demo, now).await.unwrap();
    Arc::new(Services::new(store, Clock::manual(now)))
}

async fn signed_in(house: &Arc<Services>, person: PersonId) -> Ctx {
    let grants = people::load(&house.store, person).await.unwrap().unwrap().grants;
    Ctx {
        services: Arc::clone(house),
        actor: Some(Actor {
            person,
            sign_in: SignInId::new(Ulid(1)),
            grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "test".to_owned(),
    }
}

fn envelope<C>(key: u128, expected_version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version,
        confirmed: Confirmed::default(),
        command,
    }
}

async fn adding(house: &Arc<Services>) -> Envelope<WeekCommand> {
    let monday = monday_of(DAY);
    let week = rows::week(&house.store, AINO, monday).await.unwrap().unwrap();
    let entry = NewEntry {
        day: DAY,
        kind: HourKind::Nora,
        minutes: EntryMinutes::new(15).unwrap(),
        travel: TravelMinutes::default(),
        unit: None,
    };
    let step = WeekStep::Add { entry };
    envelope(1, Some(week.version), WeekCommand { monday, step })
}

fn closing() -> Envelope<PeriodCommand> {
    let (month, people) = (Month::of(DAY), BTreeSet::from([AINO]));
    envelope(2, None, PeriodCommand::Close { month, people })
}

/// Whether the month is closed, and how many versions of the week there have been.
async fn stands(house: &Arc<Services>) -> (bool, u64) {
    let month = Month::of(DAY);
    let periods = rows::periods(&house.store, AINO, month, month).await.unwrap();
    let week = rows::week(&house.store, AINO, monday_of(DAY)).await.unwrap().unwrap();
    (periods.iter().any(|period| period.is_closed()), week.version)
}

#[tokio::test]
async fn of_an_entry_and_the_closing_of_its_month_decided_at_once_the_second_to_be_written_conflicts() {
    for closing_first in [true, false] {
        let house = house().await;
        let (aino, marte) = (signed_in(&house, AINO).await, signed_in(&house, MARTE).await);
        let add = adding(&house).await;
        let (added, _) = change::decide(&aino, aino.signed_in().unwrap(), &add).await.unwrap();
        let (closed, _) = periods::decide(&marte, marte.signed_in().unwrap(), &closing())
            .await
            .unwrap();
        let (first, second) = if closing_first {
            (closed, added)
        } else {
            (added, closed)
        };
        house.store.commit(first).await.unwrap();
        let outcome = house.store.commit(second).await;
        assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
        let versions = if closing_first { 1 } else { 2 };
        assert_eq!(stands(&house).await, (closing_first, versions));
        if closing_first {
            let again = change::change(&aino, add).await;
            assert!(matches!(again, Err(ServiceError::Rule("month_closed"))), "{again:?}");
        } else {
            assert_eq!(periods::change(&marte, closing()).await.unwrap(), 1);
        }
    }
}

#[tokio::test]
async fn control_without_the_guard_time_is_entered_in_a_month_that_is_closed() {
    let house = house().await;
    let (aino, marte) = (signed_in(&house, AINO).await, signed_in(&house, MARTE).await);
    let add = adding(&house).await;
    let actor = aino.signed_in().unwrap();
    let (added, _) = change::carry_out(&aino, actor, &add, Tx::new()).await.unwrap();
    periods::change(&marte, closing()).await.unwrap();
    house.store.commit(added).await.unwrap();
    assert_eq!(stands(&house).await, (true, 2));
}
