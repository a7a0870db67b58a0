//! Evaluation of a group by its pupils (domain brief, 2.1 and 4.4): three questions, one of three smileys each, on the adviser's
//! tablet that is passed round.
//!
//! A single answer has no stored or sent form: [`Answer`] can only be added to a [`Tally`]. What readers see is what was
//! published ([`Results`]), and the rule of publishing ([`round`]) lets nobody work out fewer than [`FEWEST`] answers.

pub mod round;
pub mod tally;
#[cfg(test)]
mod tests;
pub mod view;

pub use round::{Evaluation, EvaluationCommand, EvaluationRule, FEWEST, Grounds, Results, RoundState, apply};
pub use tally::{Answer, Counts, Question, Smiley, Tally};
