//! What can be done to a module.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::content::{ModuleContent, ModuleHead};
use crate::files::{Attachment, FileAbout};
use crate::ids::{BlockId, CommentId, FileId, ModuleId};
use crate::run_sheet::RunSheetEdit;
use crate::text::{Note, Title};

/// A module as it is first written. Its author is the one who writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewModule {
    /// Made where the person writes.
    pub id: ModuleId,
    /// All but the run sheet.
    pub head: ModuleHead,
}

/// Makes a module of one's own from a colleague's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyModule {
    /// The new one's, made where the person copies.
    pub id: ModuleId,
    /// The module that is copied.
    pub source: ModuleId,
    /// Whether its later editions are offered.
    pub follows: bool,
}

/// Makes a module of one's own of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportModule {
    /// Made where the person imports.
    pub id: ModuleId,
    /// What the file holds.
    pub content: ModuleContent,
    /// Who made it first, as the file says.
    pub credit: Option<Title>,
}

/// One change of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum ModuleCommand {
    /// Changes everything but the run sheet.
    EditHead {
        /// As it shall be.
        head: Box<ModuleHead>,
    },
    /// Changes the run sheet.
    EditRunSheet {
        /// The change.
        edit: RunSheetEdit,
    },
    /// Says something else of a file.
    DescribeFile {
        /// Which.
        id: FileId,
        /// What.
        about: FileAbout,
    },
    /// Takes a file away.
    RemoveFile {
        /// Which.
        id: FileId,
    },
    /// Takes a file in that was brought before: one that was taken away, one of an edition, one of the module that it was made
    /// from. A new one comes with its bytes, not as a command.
    TakeFile {
        /// The file.
        file: Attachment,
    },
    /// Colleagues find it as the author's own.
    Share,
    /// Nobody else finds it any more.
    Unshare,
    /// The professional team is asked to read it.
    Submit,
    /// The author takes it back from the professional team.
    TakeBack,
    /// It may stand on the national shelf; its content becomes an edition.
    Approve {
        /// When it should be looked at again.
        #[serde(with = "crate::time::wire")]
        review_due: Date,
    },
    /// The author must do something first.
    Return {
        /// Made where it is written.
        id: CommentId,
        /// What.
        comment: Note,
    },
    /// Says something of it.
    Comment {
        /// Made where it is written.
        id: CommentId,
        /// What.
        text: Note,
        /// The block that it is about; none for the whole.
        block: Option<BlockId>,
    },
    /// A comment is dealt with, or not after all.
    Resolve {
        /// Which.
        id: CommentId,
        /// Whether it is.
        resolved: bool,
    },
    /// A new edition is begun; the latest is used meanwhile.
    Revise,
    /// It is no longer to be used.
    Retire,
    /// It may be used after all.
    Reinstate,
    /// Whether later editions of the module that it was made from are offered.
    Follow {
        /// Whether they are.
        follows: bool,
    },
    /// An edition of the module that it was made from has been looked at: what was wanted of it is in the content now.
    MeetSource {
        /// Which edition.
        edition: u32,
    },
}

impl ModuleCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::EditHead { .. } => "edit_module",
            Self::EditRunSheet { .. } => "edit_module_run_sheet",
            Self::DescribeFile { .. } => "describe_module_file",
            Self::RemoveFile { .. } => "remove_module_file",
            Self::TakeFile { .. } => "take_module_file",
            Self::Share => "share_module",
            Self::Unshare => "unshare_module",
            Self::Submit => "submit_module",
            Self::TakeBack => "take_back_module",
            Self::Approve { .. } => "approve_module",
            Self::Return { .. } => "return_module",
            Self::Comment { .. } => "comment_module",
            Self::Resolve { .. } => "resolve_module_comment",
            Self::Revise => "revise_module",
            Self::Retire => "retire_module",
            Self::Reinstate => "reinstate_module",
            Self::Follow { .. } => "follow_module_source",
            Self::MeetSource { .. } => "meet_module_source",
        }
    }
}
