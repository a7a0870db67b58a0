//! The rules of a proposal.

use jiff::civil::Date;

use super::command::{NewProposal, ProposalCommand};
use super::plan::{Comment, Content, Proposal, Publication, Resolved, StepTaken};
use super::step::{Step, Turn};
use crate::ids::PersonId;
use crate::text::Remark;

/// The most comments on one proposal.
pub const MAX_COMMENTS: u16 = 500;

/// Why a proposal is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProposalRule {
    /// There is no such way from where it stands.
    #[error("not from this step")]
    WrongStep,
    /// Nobody reviews a text of their own.
    #[error("its author can't review it")]
    OwnReview,
    /// The checklist is not passed.
    #[error("the checklist is not passed")]
    ChecklistOpen,
    /// There is nothing to review.
    #[error("the text is empty")]
    NoText,
    /// Nothing is published tomorrow.
    #[error("the day has not come yet")]
    InTheFuture,
    /// There is no such comment.
    #[error("no such comment")]
    UnknownComment,
    /// A comment is settled between its author and the proposal's.
    #[error("somebody else's comment")]
    OthersComment,
    /// There are as many comments as there can be.
    #[error("too many comments")]
    TooManyComments,
}

impl ProposalRule {
    /// The rule's name, a key of its sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WrongStep => "proposal_wrong_step",
            Self::OwnReview => "proposal_own_review",
            Self::ChecklistOpen => "proposal_checklist_open",
            Self::NoText => "proposal_no_text",
            Self::InTheFuture => "proposal_in_the_future",
            Self::UnknownComment => "proposal_unknown_comment",
            Self::OthersComment => "proposal_others_comment",
            Self::TooManyComments => "proposal_too_many_comments",
        }
    }
}

/// A proposal as it begins.
pub fn create(new: &NewProposal, author: PersonId, today: Date) -> Proposal {
    let step = if new.is_idea { Step::Idea } else { Step::Draft };
    let first = StepTaken {
        turn: None,
        step,
        by: author,
        on: today,
        comment: None,
    };
    Proposal {
        id: new.id,
        author,
        origin: new.origin.clone(),
        content: new.content.clone(),
        legal_asked: false,
        step,
        history: vec![first],
        comments: Vec::new(),
        publication: None,
        edition: 1,
        version: 1,
    }
}

/// Applies a command of somebody whom the access table has let through. The proposal given is not changed when it fails.
///
/// # Errors
/// Every [`ProposalRule`].
pub fn apply(
    proposal: &Proposal,
    command: &ProposalCommand,
    actor: PersonId,
    today: Date,
) -> Result<Proposal, ProposalRule> {
    let mut next = proposal.clone();
    let act = Act { actor, today };
    match command {
        ProposalCommand::Edit { content } => write(&mut next, content)?,
        ProposalCommand::Begin { content } => {
            write(&mut next, content)?;
            act.take(&mut next, Turn::Begin, None)?;
        }
        ProposalCommand::Submit { content } => {
            write(&mut next, content)?;
            ready(&next)?;
            act.take(&mut next, Turn::Submit, None)?;
        }
        ProposalCommand::TakeBack => act.take(&mut next, Turn::TakeBack, None)?,
        ProposalCommand::Pass { ask_legal } => {
            next.legal_asked |= *ask_legal;
            act.take(&mut next, Turn::Pass, None)?;
        }
        ProposalCommand::Return { comment } => act.take(&mut next, Turn::Return, Some(comment))?,
        ProposalCommand::Publish { address, on } => {
            if *on > today {
                return Err(ProposalRule::InTheFuture);
            }
            act.take(&mut next, Turn::Publish, None)?;
            next.publication = Some(Publication {
                address: address.clone(),
                on: *on,
                ended: None,
            });
        }
        ProposalCommand::Unpublish => {
            act.take(&mut next, Turn::Unpublish, None)?;
            next.publication = next.publication.map(|publication| Publication {
                ended: Some(today.max(publication.on)),
                ..publication
            });
        }
        ProposalCommand::Revise => act.take(&mut next, Turn::Revise, None)?,
        ProposalCommand::Comment { text } => {
            act.say(&mut next, text)?;
        }
        ProposalCommand::Resolve { number, resolved } => act.resolve(&mut next, *number, *resolved)?,
    }
    next.edition += u64::from(!command.is_remark());
    next.version += 1;
    Ok(next)
}

fn write(next: &mut Proposal, content: &Content) -> Result<(), ProposalRule> {
    if !next.step.is_written() {
        return Err(ProposalRule::WrongStep);
    }
    next.content = content.clone();
    Ok(())
}

fn ready(proposal: &Proposal) -> Result<(), ProposalRule> {
    if proposal.content.body.as_str().is_empty() {
        return Err(ProposalRule::NoText);
    }
    if !proposal.content.checklist.is_passed() {
        return Err(ProposalRule::ChecklistOpen);
    }
    Ok(())
}

/// Who acts, and when.
#[derive(Clone, Copy)]
struct Act {
    actor: PersonId,
    today: Date,
}

impl Act {
    fn take(self, next: &mut Proposal, turn: Turn, comment: Option<&Remark>) -> Result<(), ProposalRule> {
        if turn.is_review() && self.actor == next.author {
            return Err(ProposalRule::OwnReview);
        }
        let step = next.after(turn).ok_or(ProposalRule::WrongStep)?;
        let comment = comment.map(|text| self.say(next, text)).transpose()?;
        next.step = step;
        next.history.push(StepTaken {
            turn: Some(turn),
            step,
            by: self.actor,
            on: self.today,
            comment,
        });
        Ok(())
    }

    fn say(self, next: &mut Proposal, text: &Remark) -> Result<u16, ProposalRule> {
        let said = u16::try_from(next.comments.len()).unwrap_or(u16::MAX);
        if said >= MAX_COMMENTS {
            return Err(ProposalRule::TooManyComments);
        }
        let number = said + 1;
        next.comments.push(Comment {
            number,
            by: self.actor,
            on: self.today,
            step: next.step,
            text: text.clone(),
            resolved: None,
        });
        Ok(number)
    }

    fn resolve(self, next: &mut Proposal, number: u16, resolved: bool) -> Result<(), ProposalRule> {
        let author = next.author;
        let comment = next
            .comments
            .iter_mut()
            .find(|comment| comment.number == number)
            .ok_or(ProposalRule::UnknownComment)?;
        if ![author, comment.by].contains(&self.actor) {
            return Err(ProposalRule::OthersComment);
        }
        comment.resolved = resolved.then_some(Resolved {
            by: self.actor,
            on: self.today,
        });
        Ok(())
    }
}
