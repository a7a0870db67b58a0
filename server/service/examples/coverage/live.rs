//! The way from the closing of a session to an open matrix: it asks once in 1.2 seconds whether anything has changed, and draws itself anew when
//! something has. Measured is what comes beside that wait, with the session closed in another process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::command::Envelope;
use domain::coverage::view::CoverageFilter;
use domain::groups::form::CloseForm;
use domain::groups::{Group, GroupCommand};
use domain::ids::{CommandId, GroupId};
use domain::text_guard::Confirmed;
use service::seed::INGRID;
use service::{Clock, Ctx, Services, coverage, groups};
use ulid::Ulid;

use crate::{Failed, NOON, faulty, signed_in};

/// What is left of two seconds when the page has just asked.
pub const BUDGET: Duration = Duration::from_millis(800);
/// So often a mark is asked for before the measurement is given up.
const MOST: usize = 1000;

/// How long each part of the way took, a closing a place.
#[derive(Default)]
pub struct Way {
    closed: Vec<Duration>,
    told: Vec<Duration>,
    drawn: Vec<Duration>,
}

impl Way {
    /// The parts by name.
    pub fn rows(&self) -> [(&'static str, Vec<Duration>); 3] {
        [
            ("a session is closed", self.closed.clone()),
            ("from there until the question says so", self.told.clone()),
            ("from there until the new figures are there", self.drawn.clone()),
        ]
    }

    /// The slowest of all.
    pub fn latest(&self) -> Duration {
        self.drawn.iter().max().copied().unwrap_or_default()
    }
}

/// Closes and reopens a session so often, and each time asks as an open matrix does.
pub async fn measure(
    services: &Arc<Services>,
    coordinator: &Ctx,
    filter: &CoverageFilter,
    turns: usize,
) -> Result<Way, Failed> {
    let beside = Arc::new(Services::new(services.store.clone(), Clock::manual(NOON.parse()?)));
    let adviser = signed_in(&beside, INGRID).await?;
    let (mut group, number) = unclosed(&adviser).await?;
    let closing = CloseForm {
        present: "5".to_owned(),
        absent: "1".to_owned(),
        delivery_minutes: "60".to_owned(),
        preparation_minutes: "30".to_owned(),
        ..CloseForm::default()
    };
    let closing = closing.parse(group.seats_max).map_err(faulty)?;
    let mut way = Way::default();
    for _ in 0..turns {
        let known = coverage::mark(coordinator).await?;
        let command = GroupCommand::CloseSession {
            number,
            closing: closing.clone(),
        };
        let began = Instant::now();
        group = change(&adviser, &group, command).await?;
        let closed = Instant::now();
        let mut asked = 0;
        while coverage::mark(coordinator).await? == known {
            asked += 1;
            if asked == MOST {
                return Err("a session was closed, and the matrix was never told".into());
            }
        }
        way.closed.push(closed - began);
        way.told.push(closed.elapsed());
        drop(coverage::matrix(coordinator, filter.clone()).await?);
        way.drawn.push(closed.elapsed());
        group = change(&adviser, &group, GroupCommand::ReopenSession { number }).await?;
    }
    Ok(way)
}

/// A session of the adviser's that is over and was never closed.
async fn unclosed(adviser: &Ctx) -> Result<(Group, u8), Failed> {
    let ids: Vec<GroupId> = groups::list(adviser).await?.into_iter().map(|row| row.id).collect();
    for id in ids {
        let group = groups::view(adviser, id).await?.group;
        let past = |one: &&domain::groups::GroupSession| one.state.is_open() && one.slot.date < adviser.today();
        if let Some(number) = group.sessions.iter().find(past).map(|one| one.number) {
            return Ok((group, number));
        }
    }
    Err("every session is closed".into())
}

async fn change(adviser: &Ctx, group: &Group, command: GroupCommand) -> Result<Group, Failed> {
    let envelope = Envelope {
        key: CommandId::new(Ulid(rand::random())),
        expected_version: Some(group.version),
        command,
        confirmed: Confirmed::default(),
    };
    Ok(groups::change(adviser, group.id, envelope).await?.group)
}
