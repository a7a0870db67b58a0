//! Discussion groups: a head row and a row a session, loaded and saved as one aggregate.

use std::collections::BTreeMap;

use domain::groups::calendar::CalendarMark;
use domain::groups::plan::{Composition, Group, GroupSession, Stage};
use domain::groups::run_sheet::RunSheet;
use domain::groups::state::SessionState;
use domain::ids::{GroupId, OwnerId, PersonId, UnitId};
use domain::text::{Note, Seats, ShortText, Title};
use domain::time::{LocalSlot, Semester};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Key, Query, Result, Store, Table, Tx};

/// The heads.
pub const GROUP: Table = Table::new("discussion_group");
/// The sessions.
pub const SESSION: Table = Table::new("group_session");

/// A group's head: what lists show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadRow {
    /// Which.
    pub id: GroupId,
    /// A neutral name.
    pub name: Title,
    /// Where.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// When.
    pub semester: Semester,
    /// Who it is for.
    pub composition: Composition,
    /// Fewest pupils to start with.
    pub seats_min: Seats,
    /// Number of numbered seats.
    pub seats_max: Seats,
    /// What the pupils should get from it.
    pub goal: Note,
    /// Where in the house.
    pub room: ShortText,
    /// Co-leader by role.
    pub co_leader: ShortText,
    /// Who leads it.
    pub leader: PersonId,
    /// Sessions held, for lists.
    pub held: u8,
    /// Sessions not cancelled, for lists.
    pub sessions: u8,
    /// Where it stands, for lists.
    pub stage: Stage,
    /// Counts changes.
    pub version: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionRow {
    number: u8,
    slot: LocalSlot,
    theme: ShortText,
    state: SessionState,
    run_sheet: RunSheet,
    ticks: BTreeMap<u8, bool>,
    sequence: u32,
    #[serde(with = "crate::instant")]
    changed_at: Timestamp,
}

/// A group with its sessions.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: GroupId) -> Result<Option<Group>> {
    let id = id.to_string();
    let Some(head) = store.get::<HeadRow>(GROUP, &id).await? else {
        return Ok(None);
    };
    let sessions: Vec<SessionRow> = store.under(SESSION, &[&id]).await?;
    Ok(Some(group(head, sessions)))
}

/// Writes a new group with its sessions and calendar entries.
pub fn create(tx: &mut Tx, group: &Group) {
    tx.create(GROUP, group.id.to_string(), &head(group));
    for session in &group.sessions {
        tx.create(SESSION, session_key(group.id, session.number), &row(session));
    }
    agenda::save(tx, &[], &agenda_of(group));
}

/// Writes what differs between the group as loaded and as changed; stale when another change came in between.
pub fn save(tx: &mut Tx, before: &Group, after: &Group) {
    tx.update_versioned(GROUP, after.id.to_string(), before.version, &head(after));
    for session in &after.sessions {
        match before.session(session.number) {
            Some(old) if old == session => {}
            _ => {
                tx.put(SESSION, session_key(after.id, session.number), &row(session));
            }
        }
    }
    agenda::save(tx, &agenda_of(before), &agenda_of(after));
}

/// The heads of the groups a person leads, newest semester first.
///
/// # Errors
/// As every read.
pub async fn led_by(store: &Store, leader: PersonId) -> Result<Vec<HeadRow>> {
    let query = Query::new("SELECT * FROM discussion_group WHERE leader = $leader ORDER BY semester DESC, name");
    store.list(query.bind("leader", &leader)).await
}

/// The heads of all groups, newest semester first.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<HeadRow>> {
    store
        .list("SELECT * FROM discussion_group ORDER BY semester DESC, name")
        .await
}

/// The entries a group has in its leader's calendar; cancelled sessions stay visible there.
pub fn agenda_of(group: &Group) -> Vec<AgendaRow> {
    group
        .sessions
        .iter()
        .map(|session| AgendaRow {
            person: group.leader,
            kind: AgendaKind::GroupSession,
            activity: group.id.to_string(),
            number: session.number,
            slot: session.slot,
            title: group.name.to_string(),
            theme: session.theme.to_string(),
            unit: group.unit,
            room: group.room.to_string(),
            co_leader: group.co_leader.to_string(),
            state: session.state.name().to_owned(),
            sequence: session.calendar.sequence,
            changed_at: session.calendar.changed_at,
        })
        .collect()
}

fn session_key(group: GroupId, number: u8) -> Key {
    Key::of([&group, &format_args!("{number:02}")])
}

/// The head as it follows from the group, figures for lists included.
pub(crate) fn head(group: &Group) -> HeadRow {
    let count = |is: fn(&SessionState) -> bool| {
        u8::try_from(group.sessions.iter().filter(|session| is(&session.state)).count()).unwrap_or(u8::MAX)
    };
    HeadRow {
        id: group.id,
        name: group.name.clone(),
        unit: group.unit,
        owner: group.owner,
        semester: group.semester,
        composition: group.composition,
        seats_min: group.seats_min,
        seats_max: group.seats_max,
        goal: group.goal.clone(),
        room: group.room.clone(),
        co_leader: group.co_leader.clone(),
        leader: group.leader,
        held: count(|state| state.held().is_some()),
        sessions: count(|state| !matches!(state, SessionState::Cancelled { .. })),
        stage: group.stage(),
        version: group.version,
    }
}

fn row(session: &GroupSession) -> SessionRow {
    SessionRow {
        number: session.number,
        slot: session.slot,
        theme: session.theme.clone(),
        state: session.state.clone(),
        run_sheet: session.run_sheet.clone(),
        ticks: session.ticks.clone(),
        sequence: session.calendar.sequence,
        changed_at: session.calendar.changed_at,
    }
}

/// The group of a head and its sessions, in order of number.
pub(crate) fn group(head: HeadRow, sessions: Vec<SessionRow>) -> Group {
    Group {
        id: head.id,
        name: head.name,
        unit: head.unit,
        owner: head.owner,
        semester: head.semester,
        composition: head.composition,
        seats_min: head.seats_min,
        seats_max: head.seats_max,
        goal: head.goal,
        room: head.room,
        co_leader: head.co_leader,
        leader: head.leader,
        sessions: sessions
            .into_iter()
            .map(|row| GroupSession {
                number: row.number,
                slot: row.slot,
                theme: row.theme,
                state: row.state,
                run_sheet: row.run_sheet,
                ticks: row.ticks,
                calendar: CalendarMark {
                    sequence: row.sequence,
                    changed_at: row.changed_at,
                },
            })
            .collect(),
        version: head.version,
    }
}
