//! Proposals for the portal Nora (O8; domain brief, 2.8): a module, a method or an experience is written up, made
//! anonymous, reviewed step by step, and published.

mod apply;
mod command;
mod form;
mod free_text;
pub mod markdown;
mod plan;
mod step;
pub mod view;

pub use apply::{MAX_COMMENTS, ProposalRule, apply, create};
pub use command::{NewProposal, ProposalCommand};
pub use form::{ProposalForm, PublicationForm};
pub use plan::{
    Check, Checklist, Comment, Content, LanguageForm, Origin, Proposal, ProposalKind, Publication, Resolved, StepTaken,
    TargetGroup,
};
pub use step::{Facts, Step, Turn};

#[cfg(test)]
mod tests;
