//! What was spent under an agreement. Written down, never paid out from here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Category, Party};
use super::values::{Amount, Reference};
use crate::ids::{AgreementId, ExpenseId, PersonId};
use crate::issue::{Issue, IssueCode};
use crate::text::ShortText;

named! {
    /// What kind of activity an expense belongs to.
    ActivityKind[6] {
        /// A discussion group.
        Group = "group",
        /// A presentation.
        Presentation = "presentation",
        /// A module held for a class.
        Delivery = "delivery",
        /// A competence measure.
        Measure = "measure",
        /// A course.
        Course = "course",
        /// A meeting of a network.
        Network = "network",
    }
}

impl ActivityKind {
    /// Where the pages of its kind begin.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Group => "/groups",
            Self::Presentation => "/presentations",
            Self::Delivery => "/deliveries",
            Self::Measure => "/needs/measures",
            Self::Course => "/courses",
            Self::Network => "/networks",
        }
    }
}

/// The activity that an expense belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// What kind.
    pub kind: ActivityKind,
    /// Which one.
    pub id: ulid::Ulid,
}

impl Activity {
    /// As in a form's choice: `group.01J…`.
    pub fn value(&self) -> String {
        format!("{}.{}", self.kind.name(), self.id)
    }

    /// The activity of a form's choice.
    pub fn from_value(value: &str) -> Option<Self> {
        let (kind, id) = value.split_once('.')?;
        Some(Self {
            kind: ActivityKind::from_name(kind)?,
            id: ulid::Ulid::from_string(id).ok()?,
        })
    }
}

/// An expense as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewExpense {
    /// Made where the person writes.
    pub id: ExpenseId,
    /// What for.
    pub category: Category,
    /// When it was paid.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How much, in øre.
    pub amount: Amount,
    /// What it was for.
    #[serde(default)]
    pub activity: Option<Activity>,
    /// Where the receipt lies.
    pub receipt: Reference,
    /// Why it goes over the limit; empty where it does not.
    #[serde(default)]
    pub reason: ShortText,
}

/// An expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expense {
    /// Which.
    pub id: ExpenseId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// What for.
    pub category: Category,
    /// Who pays, as it was agreed when it was written down.
    pub payer: Party,
    /// When it was paid.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// How much, in øre.
    pub amount: Amount,
    /// What it was for.
    pub activity: Option<Activity>,
    /// Where the receipt lies.
    pub receipt: Reference,
    /// Why it goes over the limit; empty where it does not.
    pub reason: ShortText,
    /// Who wrote it down.
    pub by: PersonId,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// A change of an agreement's expenses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum ExpenseCommand {
    /// Writes one down.
    Record {
        /// What was spent.
        expense: NewExpense,
    },
    /// Takes one away that was written down by mistake.
    Remove {
        /// Which.
        id: ExpenseId,
    },
}

/// Why an expense is not written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExpenseRule {
    /// Nobody has agreed on anything yet.
    #[error("the agreement is not signed")]
    NotSigned,
    /// The agreement has no line for it; salary is never one.
    #[error("no such line")]
    NoLine,
    /// The day has not come.
    #[error("the day has not come")]
    AfterToday,
    /// The agreement did not hold on that day.
    #[error("outside the agreement")]
    Outside,
    /// It is so many øre more than is left of the year's limit, and nobody has said why.
    #[error("{0} øre over the limit")]
    OverLimit(i64),
}

impl ExpenseRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSigned => "expense_not_signed",
            // Told beside the field.
            Self::NoLine | Self::AfterToday | Self::Outside | Self::OverLimit(_) => "expense_field",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NotSigned => return None,
            Self::NoLine => ("category", IssueCode::UnknownChoice),
            Self::AfterToday => ("date", IssueCode::AfterToday),
            Self::Outside => ("date", IssueCode::OutsideAgreement),
            Self::OverLimit(ore) => ("over-reason", IssueCode::OverLimit { ore }),
        };
        Some(Issue::new(field, code))
    }
}

/// How a line stands in a calendar year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineStanding {
    /// What for.
    pub category: Category,
    /// Who pays.
    pub payer: Party,
    /// The most in the year.
    pub limit: Option<Amount>,
    /// What was spent, in øre.
    pub spent: i64,
}

impl LineStanding {
    /// What is left of the limit, in øre; below nought when more was spent. None without a limit.
    pub fn left(&self) -> Option<i64> {
        self.limit.map(|limit| limit.ore() - self.spent)
    }
}

/// What was spent on a category in a calendar year, in øre.
pub fn spent(expenses: &[Expense], category: Category, year: i16) -> i64 {
    expenses
        .iter()
        .filter(|one| one.category == category && one.date.year() == year)
        .map(|one| one.amount.ore())
        .sum()
}

/// How each line of an agreement stands in a calendar year, in the order of the categories.
pub fn lines_of(agreement: &Agreement, expenses: &[Expense], year: i16) -> Vec<LineStanding> {
    let line = |(category, line): (&Category, &super::agreement::Line)| LineStanding {
        category: *category,
        payer: line.payer,
        limit: line.yearly_limit,
        spent: spent(expenses, *category, year),
    };
    agreement.terms.lines.iter().map(line).collect()
}

/// Writes an expense down. `earlier` are the agreement's other expenses.
///
/// # Errors
/// The rule that says no.
pub fn record(
    new: &NewExpense,
    agreement: &Agreement,
    earlier: &[Expense],
    by: PersonId,
    today: Date,
) -> Result<Expense, ExpenseRule> {
    if !agreement.state.is_signed() {
        return Err(ExpenseRule::NotSigned);
    }
    let line = match agreement.terms.lines.get(&new.category) {
        Some(line) if new.category != Category::Salary => line,
        _ => return Err(ExpenseRule::NoLine),
    };
    if today < new.date {
        return Err(ExpenseRule::AfterToday);
    }
    if !agreement.is_in_force(new.date) {
        return Err(ExpenseRule::Outside);
    }
    if let Some(limit) = line.yearly_limit {
        let over = spent(earlier, new.category, new.date.year()) + new.amount.ore() - limit.ore();
        if over > 0 && new.reason.as_str().is_empty() {
            return Err(ExpenseRule::OverLimit(over));
        }
    }
    Ok(Expense {
        id: new.id,
        agreement: agreement.id,
        category: new.category,
        payer: line.payer,
        date: new.date,
        amount: new.amount,
        activity: new.activity.clone(),
        receipt: new.receipt.clone(),
        reason: new.reason.clone(),
        by,
        version: 1,
    })
}
