//! Discussion groups: a head row and a row a session, loaded and saved as one aggregate.

use std::collections::{BTreeMap, BTreeSet};

use domain::comments::Comment;
use domain::coverage::of_group;
use domain::groups::bin::Binned;
use domain::groups::calendar::CalendarMark;
use domain::groups::plan::{Composition, Grade, Group, GroupSession, Stage};
use domain::groups::state::SessionState;
use domain::ids::{GroupId, OwnerId, PersonId, ProgrammeId, UnitId};
use domain::run_sheet::RunSheet;
use domain::text::{Note, Seats, ShortText, Title};
use domain::time::{LocalSlot, Semester};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Key, Query, Result, Store, Table, Tx, calendar_feed, coverage};

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
    /// Which pupils.
    pub target: ShortText,
    /// What the pupils should get from it.
    pub goal: Note,
    /// Where in the house.
    pub room: ShortText,
    /// Co-leader by role.
    pub co_leader: ShortText,
    /// How pupils hear of it.
    pub recruitment: Note,
    /// Food, outings and who pays.
    pub budget: Note,
    /// The programme it was planned from.
    pub programme: Option<ProgrammeId>,
    /// Seat number → grade.
    pub grades: BTreeMap<u8, Grade>,
    /// Who threw it away, when it lies in the bin.
    pub binned: Option<Binned>,
    /// Who is responsible for it.
    pub leader: PersonId,
    /// Who lead it too.
    pub further_leaders: BTreeSet<PersonId>,
    /// Sessions held, for lists.
    pub held: u8,
    /// Sessions not cancelled, for lists.
    pub sessions: u8,
    /// Seats that have a pupil, for lists.
    pub taken: u8,
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
    goal: ShortText,
    state: SessionState,
    run_sheet: RunSheet,
    ticks: BTreeMap<u8, bool>,
    comments: Vec<Comment>,
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
    coverage::save(tx, &[], &of_group(group));
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
    for session in &before.sessions {
        if after.session(session.number).is_none() {
            tx.delete(SESSION, session_key(after.id, session.number));
        }
    }
    let (entries, now) = (agenda_of(before), agenda_of(after));
    agenda::save(tx, &entries, &now);
    calendar_feed::see_off(tx, &entries, &now, |number| {
        let mark = after.session(number)?.calendar;
        Some((mark.sequence, mark.changed_at))
    });
    coverage::save(tx, &of_group(before), &of_group(after));
}

/// The heads of these groups, in no order.
///
/// # Errors
/// As every read.
pub async fn heads(store: &Store, ids: impl IntoIterator<Item = GroupId>) -> Result<Vec<HeadRow>> {
    let keys: Vec<Key> = ids.into_iter().map(|id| Key::One(id.to_string())).collect();
    store.get_all(GROUP, &keys).await
}

/// The heads of the groups a person leads, alone or with others, newest semester first.
///
/// # Errors
/// As every read.
pub async fn led_by(store: &Store, leader: PersonId) -> Result<Vec<HeadRow>> {
    // Two questions, each with an index of its own: one with OR would look at every group.
    let responsible = Query::new("SELECT * FROM discussion_group WHERE leader = $leader AND binned = NONE");
    let further = Query::new("SELECT * FROM discussion_group WHERE further_leaders CONTAINS $leader AND binned = NONE");
    let mut heads: Vec<HeadRow> = store.list(responsible.bind("leader", &leader)).await?;
    heads.extend(store.list::<HeadRow>(further.bind("leader", &leader)).await?);
    heads.sort_by(|one, other| {
        let newest_first = other.semester.cmp(&one.semester);
        newest_first.then_with(|| one.name.as_str().cmp(other.name.as_str()))
    });
    Ok(heads)
}

/// The heads of all groups, newest semester first.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<HeadRow>> {
    store
        .list("SELECT * FROM discussion_group WHERE binned = NONE ORDER BY semester DESC, name")
        .await
}

/// The heads of the groups in the bin, the latest first.
///
/// # Errors
/// As every read.
pub async fn binned(store: &Store) -> Result<Vec<HeadRow>> {
    store
        .list("SELECT * FROM discussion_group WHERE binned != NONE ORDER BY binned.on DESC, name")
        .await
}

/// The groups with a grade on a seat, or with a tick in a session up to `last`.
///
/// # Errors
/// As every read.
pub async fn with_seats_in_use(store: &Store, last: Date) -> Result<BTreeSet<GroupId>> {
    let ticked = Query::new(
        "SELECT VALUE record::id(id)[0] FROM group_session WHERE slot.date <= $last AND object::len(ticks) > 0",
    );
    let ticked: Vec<GroupId> = store.list(ticked.bind("last", &last)).await?;
    let graded: Vec<GroupId> = store
        .list("SELECT VALUE record::id(id) FROM discussion_group WHERE object::len(grades) > 0")
        .await?;
    Ok(ticked.into_iter().chain(graded).collect())
}

/// What a year plan shows of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDay {
    /// Of which group.
    pub group: GroupId,
    /// Which, from 1.
    pub number: u8,
    /// On which day.
    pub date: Date,
    /// The state's name.
    pub state: String,
}

/// Day and state of every group's sessions from the first date to the last, both included, without their run sheets.
///
/// # Errors
/// As every read.
pub async fn sessions_between(store: &Store, first: Date, last: Date) -> Result<Vec<SessionDay>> {
    let query = Query::new(
        "SELECT record::id(id)[0] AS group, number, slot.date AS date, state.kind AS state FROM group_session \
         WHERE slot.date >= $first AND slot.date <= $last",
    );
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// Takes a group away for good.
pub fn remove(tx: &mut Tx, group: &Group) {
    tx.delete_versioned(GROUP, group.id.to_string(), group.version);
    for session in &group.sessions {
        tx.delete(SESSION, session_key(group.id, session.number));
    }
    agenda::save(tx, &agenda_of(group), &[]);
    coverage::save(tx, &of_group(group), &[]);
}

/// The entries a group has in the calendar of each of its leaders; cancelled sessions stay visible there, a group in the bin does not.
pub fn agenda_of(group: &Group) -> Vec<AgendaRow> {
    if group.binned.is_some() {
        return Vec::new();
    }
    let of_each = group
        .leaders()
        .flat_map(|leader| group.sessions.iter().map(move |session| (leader, session)));
    of_each
        .map(|(person, session)| AgendaRow {
            person,
            kind: AgendaKind::GroupSession,
            activity: group.id.to_string(),
            number: session.number,
            slot: session.slot.into(),
            title: group.name.to_string(),
            theme: session.theme.to_string(),
            unit: Some(group.unit),
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
        target: group.target.clone(),
        goal: group.goal.clone(),
        room: group.room.clone(),
        co_leader: group.co_leader.clone(),
        recruitment: group.recruitment.clone(),
        budget: group.budget.clone(),
        programme: group.programme,
        grades: group.grades.clone(),
        binned: group.binned,
        leader: group.leader,
        further_leaders: group.further_leaders.clone(),
        held: count(|state| state.held().is_some()),
        sessions: count(|state| !matches!(state, SessionState::Cancelled { .. })),
        taken: group.taken(),
        stage: group.stage(),
        version: group.version,
    }
}

fn row(session: &GroupSession) -> SessionRow {
    SessionRow {
        number: session.number,
        slot: session.slot,
        theme: session.theme.clone(),
        goal: session.goal.clone(),
        state: session.state.clone(),
        run_sheet: session.run_sheet.clone(),
        ticks: session.ticks.clone(),
        comments: session.comments.clone(),
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
        target: head.target,
        goal: head.goal,
        room: head.room,
        co_leader: head.co_leader,
        recruitment: head.recruitment,
        budget: head.budget,
        programme: head.programme,
        grades: head.grades,
        binned: head.binned,
        leader: head.leader,
        further_leaders: head.further_leaders,
        sessions: sessions
            .into_iter()
            .map(|row| GroupSession {
                number: row.number,
                slot: row.slot,
                theme: row.theme,
                goal: row.goal,
                state: row.state,
                run_sheet: row.run_sheet,
                ticks: row.ticks,
                comments: row.comments,
                calendar: CalendarMark {
                    sequence: row.sequence,
                    changed_at: row.changed_at,
                },
            })
            .collect(),
        version: head.version,
    }
}
