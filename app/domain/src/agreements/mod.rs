//! Agreements between IMDi and school owners (F3), and what is spent under them (E2).

mod agreement;
mod apply;
mod diff;
mod expense;
pub mod form;
mod free_text;
pub mod months;
mod standing;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod values;
pub mod view;

pub use agreement::{
    Agreement, Category, Contact, Deed, Entry, Item, Line, MAX_CONTACTS, MAX_MEETINGS, MAX_POSITIONS, Meeting,
    NewAgreement, Party, Position, Renewal, State, Termination, Terms,
};
pub use apply::{AgreementCommand, AgreementRule, apply, create, over_full, renew};
pub use diff::{Field, NoField, differences};
pub use expense::{
    Activity, ActivityKind, Expense, ExpenseCommand, ExpenseRule, LineStanding, NewExpense, lines_of, record, spent,
};
pub use standing::{AgreementStanding, Alert, Nearness, alerts, is_renewed, standing_of};
pub use values::{Amount, Phone, Reference};
