//! What the pages show of proposals.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::markdown::Block;
use super::plan::{Proposal, ProposalKind, Publication};
use super::step::Step;
use crate::ids::{PersonId, ProposalId};

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    /// Which.
    pub id: ProposalId,
    /// Its heading.
    pub title: String,
    /// What is proposed.
    pub kind: ProposalKind,
    /// Who wrote it.
    pub author_name: String,
    /// Where it stands.
    pub step: Step,
    /// The day it came there.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// How many days ago that was.
    pub days: i32,
    /// How many comments are not dealt with.
    pub open_comments: usize,
    /// Where it is, or was, on the portal.
    pub publication: Option<Publication>,
    /// Whether the reader is one who can take it on from where it stands.
    pub is_yours: bool,
}

/// What reviewers and editors see of everybody's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalQueue {
    /// What waits, that which has waited longest first.
    pub waiting: Vec<ProposalRow>,
    /// What is, or was, on the portal, the newest first.
    pub published: Vec<ProposalRow>,
}

impl ProposalQueue {
    /// How many wait at each step.
    pub fn counts(&self) -> [(Step, usize); 4] {
        Step::WAITING.map(|step| (step, self.waiting.iter().filter(|row| row.step == step).count()))
    }
}

/// What the front page of the proposals shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalOverview {
    /// What the reader wrote, the newest first; none for one who does not write.
    pub mine: Option<Vec<ProposalRow>>,
    /// Everybody's; none for one who sees only their own.
    pub queue: Option<ProposalQueue>,
}

/// What the reader may do with a proposal as it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRights {
    /// Write on, and send to review.
    pub write: bool,
    /// Take out of review.
    pub take_back: bool,
    /// Pass or give back.
    pub review: bool,
    /// Say that it is on the portal.
    pub publish: bool,
    /// Take down.
    pub unpublish: bool,
    /// Take up again.
    pub revise: bool,
    /// The reader would review it, had they not written it.
    pub is_own_review: bool,
}

/// A proposal with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// The proposal itself.
    pub proposal: Proposal,
    /// Its text as it is drawn.
    pub text: Vec<Block>,
    /// The names of all who wrote, said or did something.
    pub names: BTreeMap<PersonId, String>,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// What the reader may do.
    pub rights: ProposalRights,
    /// Today in Norway, for the day of publication.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

impl ProposalView {
    /// What somebody is called.
    pub fn name_of(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }
}

/// A proposal that came of a module, for the module's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleProposal {
    /// Which, when the reader may open it.
    pub id: Option<ProposalId>,
    /// Its heading.
    pub title: String,
    /// Where it stands.
    pub step: Step,
    /// Where it is, or was, on the portal.
    pub publication: Option<Publication>,
}
