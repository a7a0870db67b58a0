//! Expenses as typed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::agreement::Category;
use super::super::expense::{Activity, ExpenseCommand, NewExpense};
use super::super::values::{Amount, Reference};
use super::chosen;
use crate::ids::ExpenseId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::optional;
use crate::text::ShortText;
use crate::time::slot::parse_date;

/// An expense as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpenseForm {
    /// A category's name.
    pub category: String,
    /// In kroner.
    pub amount: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Where the receipt lies.
    pub receipt: String,
    /// An activity's value, or nothing.
    pub activity: String,
    /// Why it goes over the limit, or nothing.
    pub reason: String,
}

impl ExpenseForm {
    /// The command that writes it down.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, id: ExpenseId, today: Date) -> Result<ExpenseCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let category = chosen(&self.category, Category::from_name);
        let category = issues.keep("category", category);
        let amount = issues.keep("amount", Amount::parse_paid(&self.amount));
        let date = issues.keep("date", parse_date(&self.date));
        if date.is_some_and(|date| today < date) {
            issues.push("date", IssueCode::AfterToday);
        }
        let receipt = issues.keep("receipt", Reference::parse(&self.receipt));
        let activity = optional(&self.activity, |value| {
            Activity::from_value(value).ok_or(IssueCode::UnknownChoice)
        });
        let activity = issues.keep("activity", activity);
        let reason = issues.keep("over-reason", ShortText::parse(&self.reason));
        let expense = || {
            Some(NewExpense {
                id,
                category: category?,
                date: date?,
                amount: amount?,
                activity: activity?,
                receipt: receipt?,
                reason: reason?,
            })
        };
        match expense() {
            Some(expense) if issues.is_empty() => Ok(ExpenseCommand::Record { expense }),
            _ => Err(issues.into_vec()),
        }
    }
}
