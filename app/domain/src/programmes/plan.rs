//! A programme and its rules.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::{NewProgramme, ProgrammeCommand};
use crate::access::Subject;
use crate::groups::{Group, GroupSession, SessionState};
use crate::ids::{PersonId, ProgrammeId};
use crate::run_sheet::{Block, RunSheet};
use crate::text::{Note, SessionMinutes, ShortText, Title};

/// The most sessions of a programme: as many as a group may have.
pub const MAX_SESSIONS: u8 = crate::groups::series::MAX_SESSIONS;

/// What a session of a group planned from the programme begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeSession {
    /// What it is about.
    pub theme: ShortText,
    /// What the pupils should get from it.
    pub goal: ShortText,
    /// What happens, block by block.
    pub run_sheet: RunSheet,
}

/// A template for groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// Which.
    pub id: ProgrammeId,
    /// Its name.
    pub title: Title,
    /// For whom and how.
    pub summary: Note,
    /// Who made it; none for the one that ships.
    pub author: Option<PersonId>,
    /// The day it was saved; none for the one that ships.
    #[serde(default, with = "crate::time::wire::option")]
    pub made_on: Option<Date>,
    /// How long its sessions are.
    pub minutes: SessionMinutes,
    /// In order.
    pub sessions: Vec<ProgrammeSession>,
    /// Whether it is no longer offered; groups planned from it stay as they are.
    pub withdrawn: bool,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Programme {
    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: self.author.into_iter().collect(),
            unit: None,
            owner: None,
        }
    }

    /// A session by number, 1 for the first.
    pub fn session(&self, number: u8) -> Option<&ProgrammeSession> {
        number.checked_sub(1).and_then(|at| self.sessions.get(usize::from(at)))
    }
}

/// Why a programme is not saved or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProgrammeRule {
    /// A group whose sessions are all cancelled gives no programme.
    #[error("there is no session to save")]
    NoSessions,
    /// There is no such session.
    #[error("no such session")]
    UnknownSession,
}

impl ProgrammeRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSessions => "programme_no_sessions",
            Self::UnknownSession => "unknown_session",
        }
    }
}

/// A programme of a group's sessions, those cancelled left out. What belongs to that one group stays behind: dates, ticks,
/// clock times that a block was locked to, minutes that it took.
///
/// # Errors
/// `NoSessions`.
pub fn from_group(
    new: &NewProgramme,
    group: &Group,
    author: PersonId,
    today: Date,
) -> Result<Programme, ProgrammeRule> {
    let first = sessions_kept(group).next().ok_or(ProgrammeRule::NoSessions)?;
    Ok(Programme {
        id: new.id,
        title: new.title.clone(),
        summary: new.summary.clone(),
        author: Some(author),
        made_on: Some(today),
        minutes: first.slot.minutes,
        sessions: sessions_of(group),
        withdrawn: false,
        version: 1,
    })
}

/// What the sessions of a group give the next, those cancelled left out.
pub fn sessions_of(group: &Group) -> Vec<ProgrammeSession> {
    sessions_kept(group).map(template).collect()
}

/// The sessions that give the next group something, in order of number.
pub fn sessions_kept(group: &Group) -> impl Iterator<Item = &GroupSession> {
    let is_kept = |session: &&GroupSession| !matches!(session.state, SessionState::Cancelled { .. });
    group.sessions.iter().filter(is_kept)
}

fn template(session: &GroupSession) -> ProgrammeSession {
    let block = |block: &Block| Block {
        lock: None,
        actual: None,
        ..block.clone()
    };
    ProgrammeSession {
        theme: session.theme.clone(),
        goal: session.goal.clone(),
        run_sheet: RunSheet {
            blocks: session.run_sheet.blocks.iter().map(block).collect(),
        },
    }
}

/// Applies a command. The programme given is not changed when it fails.
///
/// # Errors
/// `UnknownSession`.
pub fn apply(programme: &Programme, command: &ProgrammeCommand) -> Result<Programme, ProgrammeRule> {
    let mut next = programme.clone();
    match command {
        ProgrammeCommand::Edit {
            title,
            summary,
            sessions,
        } => {
            if sessions.len() != next.sessions.len() {
                return Err(ProgrammeRule::UnknownSession);
            }
            next.title = title.clone();
            next.summary = summary.clone();
            for (session, wording) in next.sessions.iter_mut().zip(sessions) {
                session.theme = wording.theme.clone();
                session.goal = wording.goal.clone();
            }
        }
        ProgrammeCommand::Withdraw => next.withdrawn = true,
        ProgrammeCommand::Offer => next.withdrawn = false,
    }
    next.version += 1;
    Ok(next)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;
    use crate::groups::testing::group_on;
    use crate::groups::{CancelReason, GroupCommand, apply as change};
    use crate::ids::BlockId;
    use crate::programmes::SessionWording;
    use crate::run_sheet::{Place, RunSheetEdit};
    use crate::text::{BlockMinutes, TakenMinutes};

    const TODAY: Date = date(2026, 9, 1);
    const AUTHOR: PersonId = PersonId::new(Ulid(3));

    fn saved(group: &Group) -> Result<Programme, ProgrammeRule> {
        let new = NewProgramme {
            id: ProgrammeId::new(Ulid(9)),
            from: group.id,
            title: Title::parse("Jentegruppe").unwrap(),
            summary: Note::default(),
        };
        from_group(&new, group, AUTHOR, TODAY)
    }

    fn with_block() -> Group {
        let block = Block {
            lock: Some(jiff::civil::time(12, 30, 0, 0)),
            actual: Some(TakenMinutes::new(12).unwrap()),
            min_minutes: Some(BlockMinutes::new(5).unwrap()),
            ..Block::new(
                BlockId::new(Ulid(7)),
                BlockMinutes::new(10).unwrap(),
                Title::parse("Runde").unwrap(),
            )
        };
        let insert = GroupCommand::EditRunSheet {
            number: 2,
            edit: RunSheetEdit::Insert {
                place: Place::number(0),
                block,
            },
        };
        let theme = GroupCommand::SetTheme {
            number: 2,
            theme: ShortText::parse("Norsk nok").unwrap(),
        };
        let group = group_on(&[date(2026, 9, 1), date(2026, 9, 8)]);
        change(&change(&group, &insert, TODAY).unwrap(), &theme, TODAY).unwrap()
    }

    fn cancelled(group: &Group, number: u8) -> Group {
        let reason = CancelReason::Room;
        change(group, &GroupCommand::CancelSession { number, reason }, TODAY).unwrap()
    }

    #[test]
    fn a_saved_group_leaves_its_clock_and_what_was_cancelled_behind() {
        let programme = saved(&cancelled(&with_block(), 1)).unwrap();
        assert_eq!(programme.author, Some(AUTHOR));
        let [session] = programme.sessions.as_slice() else {
            panic!("{programme:?}")
        };
        assert_eq!(session.theme.as_str(), "Norsk nok");
        let block = &session.run_sheet.blocks[0];
        assert_eq!((block.lock, block.actual), (None, None));
        assert_eq!(block.min_minutes.map(BlockMinutes::get), Some(5));
    }

    #[test]
    fn a_group_without_sessions_left_gives_no_programme() {
        let nothing = cancelled(&cancelled(&with_block(), 1), 2);
        assert_eq!(saved(&nothing), Err(ProgrammeRule::NoSessions));
    }

    #[test]
    fn words_change_and_run_sheets_stay() {
        let programme = saved(&with_block()).unwrap();
        let wording = |theme: &str| SessionWording {
            theme: ShortText::parse(theme).unwrap(),
            goal: ShortText::default(),
        };
        let edit = |sessions| ProgrammeCommand::Edit {
            title: Title::parse("Ny tittel").unwrap(),
            summary: Note::default(),
            sessions,
        };
        let changed = apply(&programme, &edit(vec![wording("A"), wording("B")])).unwrap();
        assert_eq!(changed.session(2).map(|session| session.theme.as_str()), Some("B"));
        assert_eq!(changed.sessions[1].run_sheet, programme.sessions[1].run_sheet);
        assert_eq!(changed.version, 2);
        let short = edit(vec![wording("A")]);
        assert_eq!(apply(&programme, &short), Err(ProgrammeRule::UnknownSession));
        assert_eq!(changed.session(0), None);
    }

    #[test]
    fn one_that_is_withdrawn_is_offered_again() {
        let programme = saved(&with_block()).unwrap();
        let withdrawn = apply(&programme, &ProgrammeCommand::Withdraw).unwrap();
        assert!(withdrawn.withdrawn);
        assert!(!apply(&withdrawn, &ProgrammeCommand::Offer).unwrap().withdrawn);
    }
}
