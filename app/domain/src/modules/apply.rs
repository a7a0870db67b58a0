//! The rules of a module: pure, the same in the browser and on the server.

use jiff::civil::Date;

use super::command::{ImportModule, ModuleCommand, NewModule};
use super::content::{MAX_FILES, MAX_ROWS, ModuleContent, ModuleHead};
use super::module::{BasedOn, Module, ModuleState, Shelf};
use crate::comments::Comment;
use crate::files::Attachment;
use crate::ids::{BlockId, CommentId, FileId, ModuleId, PersonId};
use crate::run_sheet::{RunSheet, RunSheetError};
use crate::text::Note;

/// The most comments of a module.
pub const MAX_COMMENTS: usize = 200;

/// Who acts, and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The one who acts.
    pub by: PersonId,
    /// Today.
    pub today: Date,
}

/// Why a change can't be made. The names are keys of the translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModuleRule {
    /// Only its author changes it.
    #[error("only the author does this")]
    NotTheAuthor,
    /// Nobody reviews what is their own.
    #[error("nobody reviews what is their own")]
    OwnReview,
    /// It is approved or retired.
    #[error("the module is not open for changes")]
    NotOpen,
    /// It does not stand where this can be done.
    #[error("not possible where the module stands")]
    NoSuchStep,
    /// Something is not right yet.
    #[error("the module has faults")]
    HasFaults,
    /// A comment is still open.
    #[error("a comment is open")]
    OpenComments,
    /// It is not said what the author must do.
    #[error("a module is returned with a comment")]
    NoComment,
    /// It should be looked at again after today.
    #[error("the next review is not after today")]
    ReviewInThePast,
    /// No comment with this id.
    #[error("unknown comment")]
    UnknownComment,
    /// No file with this id.
    #[error("unknown file")]
    UnknownFile,
    /// The same file is there already.
    #[error("the file is there already")]
    FileIsThere,
    /// [`MAX_COMMENTS`], [`MAX_ROWS`] or [`MAX_FILES`] reached.
    #[error("too many rows")]
    TooManyRows,
    /// It was not made from another module, or that edition has been looked at.
    #[error("no such edition of a source")]
    NoSource,
    /// The run sheet can't be edited so.
    #[error(transparent)]
    RunSheet(#[from] RunSheetError),
}

impl ModuleRule {
    /// The name on the wire, a key of the translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotTheAuthor => "not_the_author",
            Self::OwnReview => "own_review",
            Self::NotOpen => "module_not_open",
            Self::NoSuchStep => "no_such_step",
            Self::HasFaults => "module_has_faults",
            Self::OpenComments => "open_comments",
            Self::NoComment => "returned_without_comment",
            Self::ReviewInThePast => "review_in_the_past",
            Self::UnknownComment => "unknown_comment",
            Self::UnknownFile => "unknown_file",
            Self::FileIsThere => "file_is_there",
            Self::TooManyRows => "too_many_rows",
            Self::NoSource => "no_source",
            Self::RunSheet(error) => error.name(),
        }
    }
}

/// A module of which only the head is written.
///
/// # Errors
/// `TooManyRows`.
pub fn create(new: &NewModule, author: PersonId) -> Result<Module, ModuleRule> {
    Ok(blank(new.id, checked(&new.head)?, author))
}

fn blank(id: ModuleId, head: ModuleHead, author: PersonId) -> Module {
    Module {
        id,
        author,
        shelf: Shelf::Personal,
        state: ModuleState::Draft,
        content: ModuleContent {
            head,
            run_sheet: RunSheet::default(),
            files: Vec::new(),
        },
        edition: 0,
        approved_on: None,
        approved_by: None,
        review_due: None,
        based_on: None,
        credit: None,
        comments: Vec::new(),
        version: 1,
    }
}

/// A person's own module made of a file; says who made it first.
///
/// # Errors
/// `TooManyRows`.
pub fn import(new: &ImportModule, author: PersonId) -> Result<Module, ModuleRule> {
    let ImportModule { id, content, credit } = new;
    let mut own = blank(*id, checked(&content.head)?, author);
    own.content.run_sheet = content.run_sheet.clone();
    own.credit.clone_from(credit);
    Ok(own)
}

/// A person's own module made from another as it was read; says whose that was.
pub fn copy(source: &Module, id: ModuleId, author: PersonId, follows: bool) -> Module {
    let mut own = blank(id, source.content.head.clone(), author);
    own.content = source.content.clone();
    own.credit.clone_from(&source.credit);
    own.based_on = Some(BasedOn {
        module: source.id,
        title: source.content.head.title.clone(),
        author: source.author,
        edition: source.edition,
        follows,
    });
    own
}

/// Applies a command. The module given is not changed when it fails.
///
/// # Errors
/// [`ModuleRule`].
pub fn apply(module: &Module, command: &ModuleCommand, at: &At) -> Result<Module, ModuleRule> {
    may_act(module, command, at.by)?;
    let mut next = module.clone();
    match command {
        ModuleCommand::EditHead { head } => {
            open(module)?;
            next.content.head = checked(head)?;
        }
        ModuleCommand::EditRunSheet { edit } => {
            open(module)?;
            next.content.run_sheet.edit(edit)?;
        }
        ModuleCommand::DescribeFile { id, about } => {
            open(module)?;
            let file = next.content.files.iter_mut().find(|file| file.id == *id);
            file.ok_or(ModuleRule::UnknownFile)?.about.clone_from(about);
        }
        ModuleCommand::RemoveFile { id } => {
            open(module)?;
            let place = place_of(&next.content, *id).ok_or(ModuleRule::UnknownFile)?;
            next.content.files.remove(place);
        }
        ModuleCommand::TakeFile { file } => {
            open(module)?;
            take_file(&mut next.content, file)?;
        }
        ModuleCommand::Share => next.shelf = from(module.shelf, Shelf::Personal, Shelf::Shared)?,
        ModuleCommand::Unshare => next.shelf = from(module.shelf, Shelf::Shared, Shelf::Personal)?,
        ModuleCommand::Submit => {
            next.state = from(module.state, ModuleState::Draft, ModuleState::InReview)?;
            sound(module)?;
        }
        ModuleCommand::TakeBack => next.state = from(module.state, ModuleState::InReview, ModuleState::Draft)?,
        ModuleCommand::Approve { review_due } => {
            next.state = from(module.state, ModuleState::InReview, ModuleState::Approved)?;
            sound(module)?;
            if module.comments.iter().any(|comment| !comment.resolved) {
                return Err(ModuleRule::OpenComments);
            }
            if *review_due <= at.today {
                return Err(ModuleRule::ReviewInThePast);
            }
            next.shelf = Shelf::National;
            next.edition += 1;
            next.approved_on = Some(at.today);
            next.approved_by = Some(at.by);
            next.review_due = Some(*review_due);
        }
        ModuleCommand::Return { id, comment } => {
            next.state = from(module.state, ModuleState::InReview, ModuleState::Draft)?;
            say(&mut next, *id, comment, None, at)?;
        }
        ModuleCommand::Comment { id, text, block } => say(&mut next, *id, text, *block, at)?,
        ModuleCommand::Resolve { id, resolved } => {
            let comment = next.comments.iter_mut().find(|comment| comment.id == *id);
            comment.ok_or(ModuleRule::UnknownComment)?.resolved = *resolved;
        }
        ModuleCommand::Revise => next.state = from(module.state, ModuleState::Approved, ModuleState::Draft)?,
        ModuleCommand::Retire => {
            if module.edition == 0 || module.state == ModuleState::Retired {
                return Err(ModuleRule::NoSuchStep);
            }
            next.state = ModuleState::Retired;
        }
        ModuleCommand::Reinstate => next.state = from(module.state, ModuleState::Retired, ModuleState::Draft)?,
        ModuleCommand::Follow { follows } => {
            next.based_on.as_mut().ok_or(ModuleRule::NoSource)?.follows = *follows;
        }
        ModuleCommand::MeetSource { edition } => {
            let source = next.based_on.as_mut().filter(|source| source.edition < *edition);
            source.ok_or(ModuleRule::NoSource)?.edition = *edition;
        }
    }
    next.version += 1;
    Ok(next)
}

/// Adds a file whose bytes have come in.
///
/// # Errors
/// [`ModuleRule`].
pub fn add_file(module: &Module, file: &Attachment, by: PersonId) -> Result<Module, ModuleRule> {
    if module.author != by {
        return Err(ModuleRule::NotTheAuthor);
    }
    open(module)?;
    let mut next = module.clone();
    take_file(&mut next.content, file)?;
    next.version += 1;
    Ok(next)
}

fn place_of(content: &ModuleContent, id: FileId) -> Option<usize> {
    content.files.iter().position(|file| file.id == id)
}

fn take_file(content: &mut ModuleContent, file: &Attachment) -> Result<(), ModuleRule> {
    if content.files.len() >= MAX_FILES {
        return Err(ModuleRule::TooManyRows);
    }
    if content
        .files
        .iter()
        .any(|there| there.id == file.id || there.hash == file.hash)
    {
        return Err(ModuleRule::FileIsThere);
    }
    content.files.push(file.clone());
    Ok(())
}

/// The author writes, others say what they think, and nobody reviews what is their own.
fn may_act(module: &Module, command: &ModuleCommand, by: PersonId) -> Result<(), ModuleRule> {
    let is_author = module.author == by;
    match command {
        ModuleCommand::Approve { .. } | ModuleCommand::Return { .. } if is_author => Err(ModuleRule::OwnReview),
        ModuleCommand::Approve { .. } | ModuleCommand::Return { .. } | ModuleCommand::Comment { .. } => Ok(()),
        // What one has said oneself, one can also take as dealt with.
        ModuleCommand::Resolve { id, .. } if module.comment(*id).is_some_and(|comment| comment.by == by) => Ok(()),
        _ if is_author => Ok(()),
        _ => Err(ModuleRule::NotTheAuthor),
    }
}

const fn open(module: &Module) -> Result<(), ModuleRule> {
    if module.is_open() {
        Ok(())
    } else {
        Err(ModuleRule::NotOpen)
    }
}

fn sound(module: &Module) -> Result<(), ModuleRule> {
    if module.is_sound() {
        Ok(())
    } else {
        Err(ModuleRule::HasFaults)
    }
}

fn checked(head: &ModuleHead) -> Result<ModuleHead, ModuleRule> {
    if head.aims.len() > MAX_ROWS || head.links.len() > MAX_ROWS {
        return Err(ModuleRule::TooManyRows);
    }
    Ok(head.clone())
}

fn from<S: PartialEq>(now: S, before: S, after: S) -> Result<S, ModuleRule> {
    if now == before {
        Ok(after)
    } else {
        Err(ModuleRule::NoSuchStep)
    }
}

fn say(module: &mut Module, id: CommentId, text: &Note, block: Option<BlockId>, at: &At) -> Result<(), ModuleRule> {
    if text.as_str().is_empty() {
        return Err(ModuleRule::NoComment);
    }
    if module.comments.len() >= MAX_COMMENTS || module.comment(id).is_some() {
        return Err(ModuleRule::TooManyRows);
    }
    module.comments.push(Comment {
        id,
        by: at.by,
        on: at.today,
        text: text.clone(),
        block,
        resolved: false,
    });
    Ok(())
}

#[cfg(test)]
mod tests;
