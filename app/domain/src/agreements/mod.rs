//! Agreements between IMDi and school owners (F3), and what is spent under them (E2).

mod agreement;
mod amendment;
mod apply;
mod beside;
mod diff;
mod expense;
pub mod form;
mod free_text;
pub mod months;
mod rule;
mod standing;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_change;
mod values;
pub mod view;

pub use agreement::{
    Agreement, Category, Contact, Deed, Entry, Item, Line, MAX_CONTACTS, MAX_MEETINGS, MAX_POSITIONS, Meeting,
    NewAgreement, Party, Position, Renewal, State, Termination, Terms,
};
pub use amendment::{Amendment, MAX_AMENDMENTS};
pub use apply::{AgreementCommand, apply, create, renew};
pub use beside::{Overlap, over_full, overlaps};
pub use diff::{Field, NoField, differences};
pub use expense::{
    Activity, ActivityKind, Expense, ExpenseCommand, ExpenseRule, LineStanding, NewExpense, lines_of, record, spent,
};
pub use rule::AgreementRule;
pub use standing::{AgreementStanding, Alert, Nearness, alerts, covered_until, is_renewed, standing_of, uncovered};
pub use values::{Amount, Phone, Reference};
