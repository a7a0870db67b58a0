//! Sends the answers that wait in this browser from whatever page is open: the tablet may come back to the network long after
//! the round is over, and nobody may open that group again.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::ids::{GroupId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::kept::Place;
use super::post::{Posting, deliver};
use crate::pause::pause;
use crate::person::use_person;
use crate::pieces;

/// How long to wait before answers that did not reach the server are sent again.
const RETRY_AFTER: Duration = Duration::from_secs(20);

/// Draws nothing. Once, inside the router. The page of a round sends its own.
#[component]
pub fn SendWaiting() -> impl IntoView {
    let person = use_person();
    let path = use_location().pathname;
    // One after another for each group. What is refused stays for the group's own page to show.
    let underway = StoredValue::new(BTreeSet::<GroupId>::new());
    Effect::new(move |_| {
        let Some(me) = person.get() else { return };
        let path = path.get();
        send(me.id, &path, underway);
    });
}

/// Sends what is kept of groups whose own page is not shown.
fn send(person: PersonId, path: &str, underway: StoredValue<BTreeSet<GroupId>>) {
    for group in Place::groups(person) {
        let own = format!("/groups/{group}");
        let is_shown = path == own || path.starts_with(&format!("{own}/evaluation"));
        if is_shown || !underway.try_update_value(|all| all.insert(group)).unwrap_or_default() {
            continue;
        }
        spawn_local(async move {
            while is_still_kept(person, group).await {
                pause(RETRY_AFTER).await;
            }
            let _ = underway.try_update_value(|all| all.remove(&group));
        });
    }
}

/// Tries once. The code comes when there is something to send.
async fn is_still_kept(person: PersonId, group: GroupId) -> bool {
    match pieces::deliver_kept(person, group).await {
        Ok(tried) => tried.await,
        Err(_) => true,
    }
}

/// Sends what is kept of a group, and tells whether something is left to be tried later.
pub async fn deliver_kept(person: PersonId, group: GroupId) -> bool {
    let place = Place::of(person, group);
    matches!(
        deliver(&place, group, |_| {}).await,
        Posting::Waiting | Posting::SignedOut
    )
}
