//! What those who plan a session say of its blocks.

use super::GroupRule;
use crate::comments::Comment;
use crate::groups::plan::GroupSession;
use crate::ids::CommentId;

/// The most comments of a session, so that its row stays small.
const MAX_COMMENTS: usize = 100;

/// One more comment. Its block need not be there any more: a colleague may have taken it out meanwhile, and may put it back.
pub(super) fn say(session: &mut GroupSession, comment: Comment) -> Result<(), GroupRule> {
    if comment.text.as_str().is_empty() {
        return Err(GroupRule::NoComment);
    }
    if session.comments.len() >= MAX_COMMENTS || session.comment(comment.id).is_some() {
        return Err(GroupRule::TooManyComments);
    }
    session.comments.push(comment);
    Ok(())
}

/// A comment is dealt with, or not after all.
pub(super) fn resolve(session: &mut GroupSession, id: CommentId, resolved: bool) -> Result<(), GroupRule> {
    let comment = session.comments.iter_mut().find(|comment| comment.id == id);
    comment.ok_or(GroupRule::UnknownComment)?.resolved = resolved;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use ulid::Ulid;

    use super::*;
    use crate::groups::plan::Group;
    use crate::groups::testing::group_on;
    use crate::groups::undo::undo;
    use crate::groups::{GroupCommand, apply, rebase};
    use crate::ids::{BlockId, PersonId};
    use crate::run_sheet::{Block, Place, RunSheetEdit};
    use crate::text::{BlockMinutes, Note, Title};

    const TODAY: Date = date(2026, 9, 1);

    fn block(id: u128) -> BlockId {
        BlockId::new(Ulid(id))
    }

    fn edit(edit: RunSheetEdit) -> GroupCommand {
        GroupCommand::EditRunSheet { number: 1, edit }
    }

    fn comment(id: u128, about: u128, text: &str) -> GroupCommand {
        GroupCommand::CommentBlock {
            number: 1,
            id: CommentId::new(Ulid(id)),
            block: block(about),
            by: PersonId::new(Ulid(7)),
            text: Note::parse(text).unwrap(),
        }
    }

    fn resolve(id: u128, resolved: bool) -> GroupCommand {
        GroupCommand::ResolveComment {
            number: 1,
            id: CommentId::new(Ulid(id)),
            resolved,
        }
    }

    fn done(group: &Group, commands: &[GroupCommand]) -> Group {
        commands
            .iter()
            .fold(group.clone(), |group, command| apply(&group, command, TODAY).unwrap())
    }

    /// A session with two blocks, and a comment on the first.
    fn planned() -> Group {
        let added = |id, at| {
            let (minutes, step) = (BlockMinutes::new(10).unwrap(), Title::parse("Runde").unwrap());
            edit(RunSheetEdit::Insert {
                place: Place::number(at),
                block: Block::new(block(id), minutes, step),
            })
        };
        let blocks = [added(1, 0), added(2, 1)];
        done(&done(&group_on(&[TODAY]), &blocks), &[comment(1, 1, "For langt?")])
    }

    #[test]
    fn a_comment_stays_with_its_block_when_that_moves_and_when_it_is_taken_out() {
        let before = planned();
        let said = &before.sessions[0].comments;
        assert_eq!(
            (said[0].block, said[0].on, said[0].resolved),
            (Some(block(1)), TODAY, false)
        );
        let place = Place::number(1);
        for change in [
            RunSheetEdit::Move { id: block(1), place },
            RunSheetEdit::Remove { id: block(1) },
        ] {
            assert_eq!(&done(&before, &[edit(change)]).sessions[0].comments, said);
        }
    }

    #[test]
    fn a_comment_has_words_and_is_dealt_with_and_taken_up_again() {
        let before = planned();
        assert_eq!(apply(&before, &comment(2, 1, " "), TODAY), Err(GroupRule::NoComment));
        assert_eq!(
            apply(&before, &comment(1, 1, "Igjen"), TODAY),
            Err(GroupRule::TooManyComments)
        );
        assert_eq!(apply(&before, &resolve(9, true), TODAY), Err(GroupRule::UnknownComment));
        let resolved = done(&before, &[resolve(1, true)]);
        assert!(resolved.sessions[0].comments[0].resolved);
        let back = done(&resolved, &undo(&before, &resolve(1, true)));
        assert_eq!(back.sessions, before.sessions);
    }

    #[test]
    fn what_two_say_at_once_is_kept_of_both_and_on_a_block_that_is_gone_too() {
        let before = planned();
        let theirs = done(
            &before,
            &[
                comment(2, 2, "Enig"),
                resolve(1, true),
                edit(RunSheetEdit::Remove { id: block(1) }),
            ],
        );
        let mine = [comment(3, 1, "Bytt film"), resolve(1, true)];
        let met = rebase(&before, &mine, &theirs, TODAY);
        assert_eq!(met.clashes, []);
        assert_eq!(met.kept.len(), 1, "it is dealt with already");
        let said: Vec<_> = met.group.sessions[0]
            .comments
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(said, ["For langt?", "Enig", "Bytt film"]);
    }
}
