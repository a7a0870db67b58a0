//! The way of a proposal from an idea to the portal. Drawn in `docs/state-machines/nora-proposal.md`.

use serde::{Deserialize, Serialize};

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A few words, not begun.
    Idea,
    /// Being written by its author.
    Draft,
    /// Waits for the professional team.
    Professional,
    /// Waits for the editor: plain language.
    Language,
    /// Waits for law and privacy.
    Legal,
    /// Editorially approved; waits for the editor to publish it.
    Approved,
    /// On the portal.
    Published,
    /// On the portal in another edition than the first.
    Revised,
    /// No longer on the portal.
    Unpublished,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 9] = [
        Self::Idea,
        Self::Draft,
        Self::Professional,
        Self::Language,
        Self::Legal,
        Self::Approved,
        Self::Published,
        Self::Revised,
        Self::Unpublished,
    ];

    /// Those in which it waits for somebody other than its author, in order.
    pub const WAITING: [Self; 4] = [Self::Professional, Self::Language, Self::Legal, Self::Approved];

    /// The name on the wire and in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Draft => "draft",
            Self::Professional => "professional",
            Self::Language => "language",
            Self::Legal => "legal",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Revised => "revised",
            Self::Unpublished => "unpublished",
        }
    }

    /// The step of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Whether its author may change the text.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Idea | Self::Draft)
    }

    /// Whether it waits for somebody other than its author.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Professional | Self::Language | Self::Legal | Self::Approved)
    }

    /// Where a turn leads; none when there is no such way.
    pub const fn after(self, turn: Turn, facts: Facts) -> Option<Self> {
        match (self, turn) {
            (Self::Idea, Turn::Begin) => Some(Self::Draft),
            (Self::Draft, Turn::Submit) => Some(Self::Professional),
            (Self::Professional, Turn::Pass) => Some(Self::Language),
            (Self::Language, Turn::Pass) if facts.needs_legal => Some(Self::Legal),
            (Self::Language | Self::Legal, Turn::Pass) => Some(Self::Approved),
            (Self::Professional | Self::Language | Self::Legal | Self::Approved, Turn::Return | Turn::TakeBack) => {
                Some(Self::Draft)
            }
            (Self::Approved, Turn::Publish) if facts.was_published => Some(Self::Revised),
            (Self::Approved, Turn::Publish) => Some(Self::Published),
            (Self::Published | Self::Revised, Turn::Publish) => Some(self),
            (Self::Published | Self::Revised, Turn::Unpublish) => Some(Self::Unpublished),
            (Self::Draft | Self::Professional | Self::Language | Self::Legal | Self::Approved, Turn::Unpublish)
                if facts.is_live =>
            {
                Some(self)
            }
            (Self::Published | Self::Revised | Self::Unpublished, Turn::Revise) => Some(Self::Draft),
            _ => None,
        }
    }
}

/// What takes a proposal from step to step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// An idea is written up.
    Begin,
    /// The draft goes to review.
    Submit,
    /// A reviewer has nothing more to say.
    Pass,
    /// A reviewer gives it back with a comment.
    Return,
    /// Its author takes it out of review.
    TakeBack,
    /// It is on the portal; once there, its address or its date is put right.
    Publish,
    /// It is taken down.
    Unpublish,
    /// It is taken up again: a new edition is written, while the old one stays where it is.
    Revise,
}

impl Turn {
    /// Every turn.
    pub const ALL: [Self; 8] = [
        Self::Begin,
        Self::Submit,
        Self::Pass,
        Self::Return,
        Self::TakeBack,
        Self::Publish,
        Self::Unpublish,
        Self::Revise,
    ];

    /// Whether it judges the text, which nobody does with a text of their own.
    pub const fn is_review(self) -> bool {
        matches!(self, Self::Pass | Self::Return | Self::Publish)
    }
}

/// What a turn looks at besides the step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether law and privacy have to see it.
    pub needs_legal: bool,
    /// Whether an edition has been on the portal.
    pub was_published: bool,
    /// Whether one is there now.
    pub is_live: bool,
}
