//! What can be done to proposals.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::plan::{Content, Origin};
use super::step::Turn;
use crate::ids::ProposalId;
use crate::text::{Remark, WebAddress};

/// Proposes something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// Made where the person writes.
    pub id: ProposalId,
    /// Where it comes from.
    pub origin: Origin,
    /// What is written so far.
    pub content: Content,
    /// Whether it is an idea to come back to, not begun.
    pub is_idea: bool,
}

/// One change of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum ProposalCommand {
    /// Its author writes on.
    Edit {
        /// As it shall be.
        content: Content,
    },
    /// Its author begins to write the idea up.
    Begin {
        /// As it shall be.
        content: Content,
    },
    /// Its author sends it to review.
    Submit {
        /// As it shall be.
        content: Content,
    },
    /// Its author takes it out of review.
    TakeBack,
    /// A reviewer has nothing more to say.
    Pass {
        /// Whether law and privacy have to see it.
        ask_legal: bool,
    },
    /// A reviewer gives it back.
    Return {
        /// What has to be mended.
        comment: Remark,
    },
    /// It is on the portal; once there, its address or date is put right.
    Publish {
        /// The page.
        address: WebAddress,
        /// The day it came there.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// It is taken down from the portal.
    Unpublish,
    /// A new edition is written.
    Revise,
    /// Somebody says something about it.
    Comment {
        /// What.
        text: Remark,
    },
    /// A comment is dealt with, or is not after all.
    Resolve {
        /// Which.
        number: u16,
        /// Whether it is.
        resolved: bool,
    },
}

impl ProposalCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edit { .. } => "edit_proposal",
            Self::Begin { .. } => "begin_proposal",
            Self::Submit { .. } => "submit_proposal",
            Self::TakeBack => "take_proposal_back",
            Self::Pass { .. } => "pass_proposal",
            Self::Return { .. } => "return_proposal",
            Self::Publish { .. } => "publish_proposal",
            Self::Unpublish => "unpublish_proposal",
            Self::Revise => "revise_proposal",
            Self::Comment { .. } => "comment_on_proposal",
            Self::Resolve { .. } => "resolve_comment_on_proposal",
        }
    }

    /// The turn it makes; none when the proposal stays where it is.
    pub const fn turn(&self) -> Option<Turn> {
        match self {
            Self::Begin { .. } => Some(Turn::Begin),
            Self::Submit { .. } => Some(Turn::Submit),
            Self::TakeBack => Some(Turn::TakeBack),
            Self::Pass { .. } => Some(Turn::Pass),
            Self::Return { .. } => Some(Turn::Return),
            Self::Publish { .. } => Some(Turn::Publish),
            Self::Unpublish => Some(Turn::Unpublish),
            Self::Revise => Some(Turn::Revise),
            Self::Edit { .. } | Self::Comment { .. } | Self::Resolve { .. } => None,
        }
    }

    /// Whether it goes with any edition: what is said beside a text changes nothing in it.
    pub const fn is_remark(&self) -> bool {
        matches!(self, Self::Comment { .. } | Self::Resolve { .. })
    }
}
