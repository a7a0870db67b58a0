//! The programme that ships: FLEXid, «fleksibel identitet», with its twelve themes (domain brief, 2.1).
//!
//! The themes are FLEXid's. Goals and the frame of a session are ours, for whoever has not got the handbook at hand: the
//! course's own content belongs to its certified leaders.

use domain::ids::BlockId;
use domain::issue::IssueCode;
use domain::people::Language;
use domain::programmes::{FLEXID, Programme, ProgrammeSession};
use domain::run_sheet::{Block, RunSheet};
use domain::text::{BlockMinutes, Note, SessionMinutes, ShortText, Title};
use i18n::{Text, flexid as words};
use ulid::Ulid;

/// Theme and goal of each session.
const SESSIONS: [(Text, Text); 12] = [
    (words::theme_1, words::goal_1),
    (words::theme_2, words::goal_2),
    (words::theme_3, words::goal_3),
    (words::theme_4, words::goal_4),
    (words::theme_5, words::goal_5),
    (words::theme_6, words::goal_6),
    (words::theme_7, words::goal_7),
    (words::theme_8, words::goal_8),
    (words::theme_9, words::goal_9),
    (words::theme_10, words::goal_10),
    (words::theme_11, words::goal_11),
    (words::theme_12, words::goal_12),
];

/// Minutes, fewest minutes, step and method of the frame; 120 minutes together, 70 at the least.
const FRAME: [(i64, i64, Text, Text); 6] = [
    (15, 10, words::step_welcome, words::method_round),
    (25, 15, words::step_theme, words::method_plenary),
    (30, 20, words::step_exercise, words::method_groups),
    (15, 5, words::step_break, words::method_break),
    (25, 15, words::step_talk, words::method_circle),
    (10, 5, words::step_close, words::method_round),
];

/// How long a session is.
const MINUTES: i64 = 120;

/// The programme in a language; a test reads it in each, so that it is always there.
pub(super) fn programme(language: Language) -> Option<Programme> {
    told(language)
        .inspect_err(|code| tracing::error!(?code, "the programme that ships has a text that does not fit"))
        .ok()
}

fn told(language: Language) -> Result<Programme, IssueCode> {
    let sessions = SESSIONS.iter().zip(0_u128..).map(|((theme, goal), number)| {
        Ok(ProgrammeSession {
            theme: ShortText::parse(theme(language))?,
            goal: ShortText::parse(goal(language))?,
            run_sheet: RunSheet {
                blocks: frame(language, number)?,
            },
        })
    });
    Ok(Programme {
        id: FLEXID,
        title: Title::parse(words::title(language))?,
        summary: Note::parse(words::summary(language))?,
        author: None,
        made_on: None,
        minutes: SessionMinutes::new(MINUTES)?,
        sessions: sessions.collect::<Result<_, IssueCode>>()?,
        withdrawn: false,
        version: 0,
    })
}

fn frame(language: Language, session: u128) -> Result<Vec<Block>, IssueCode> {
    let block = |((minutes, fewest, step, method), at): (&(i64, i64, Text, Text), u128)| {
        let id = BlockId::new(Ulid(FLEXID.ulid().0 + ((session + 1) << 24) + ((at + 1) << 16)));
        Ok(Block {
            method: ShortText::parse(method(language))?,
            min_minutes: Some(BlockMinutes::new(*fewest)?),
            ..Block::new(id, BlockMinutes::new(*minutes)?, Title::parse(step(language))?)
        })
    };
    FRAME.iter().zip(0_u128..).map(block).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::text_guard::names_in;

    use super::*;

    #[test]
    fn it_has_twelve_themes_in_each_language_and_fills_its_time() {
        for language in Language::ALL {
            let programme = programme(language).unwrap();
            let themes: BTreeSet<_> = programme
                .sessions
                .iter()
                .map(|session| session.theme.as_str())
                .collect();
            assert_eq!(themes.len(), 12, "{language:?}");
            for session in &programme.sessions {
                assert_eq!(session.run_sheet.total_minutes(), u32::from(programme.minutes.get()));
                let ids: BTreeSet<_> = session.run_sheet.blocks.iter().map(|block| block.id).collect();
                assert_eq!(ids.len(), session.run_sheet.blocks.len());
            }
        }
    }

    #[test]
    fn nobody_who_plans_from_it_is_asked_about_a_name() {
        for language in Language::ALL {
            assert_eq!(names_in(&programme(language).unwrap()), Vec::<String>::new());
        }
    }
}
