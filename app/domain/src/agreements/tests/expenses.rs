//! Expenses: what they are counted of, and how they are typed.

use super::super::form::{ExpenseForm, TerminationForm, parse_meeting};
use super::*;
use crate::ids::ExpenseId;
use crate::text::ShortText;

pub(super) fn spent_on(number: u128, date: Date, ore: i64) -> NewExpense {
    NewExpense {
        id: ExpenseId::new(Ulid(number)),
        category: Category::Food,
        date,
        amount: Amount::from_ore(ore).unwrap(),
        activity: None,
        receipt: Reference::parse("Bilag 17").unwrap(),
        reason: ShortText::default(),
    }
}

#[test]
fn an_expense_is_counted_of_its_year_and_goes_over_the_limit_only_with_a_reason() {
    let active = standing_in(State::Active);
    let written = |new: &NewExpense, earlier: &[Expense]| record(new, &active, earlier, ADVISER, TODAY);
    let first = written(&spent_on(1, date(2026, 9, 1), 1_500_000), &[]).unwrap();
    assert_eq!((first.payer, first.by), (Party::SchoolOwner, ADVISER));
    let last_year = written(&spent_on(2, date(2025, 12, 31), 1_900_000), &[]).unwrap();
    let earlier = [first, last_year];
    let left = |expenses: &[Expense]| {
        let lines = lines_of(&active, expenses, 2026);
        lines
            .iter()
            .map(|line| (line.category, line.left()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        left(&earlier),
        [
            (Category::Salary, None),
            (Category::Food, Some(500_000)),
            (Category::Travel, None)
        ]
    );
    let over = spent_on(3, TODAY, 600_050);
    let refused = written(&over, &earlier).unwrap_err();
    assert_eq!(
        refused.issue(),
        Some(Issue::new("over-reason", IssueCode::OverLimit { ore: 100_050 }))
    );
    let with_reason = NewExpense {
        reason: ShortText::parse("Flere deltakere enn ventet.").unwrap(),
        ..over
    };
    let third = written(&with_reason, &earlier).unwrap();
    let [one, two] = earlier;
    assert_eq!(left(&[one, two, third])[1], (Category::Food, Some(-100_050)));
    assert!(written(&spent_on(4, TODAY, 500_000), &[]).is_ok());
}

#[test]
fn an_expense_belongs_to_a_line_of_an_agreement_that_held_on_its_day() {
    let active = standing_in(State::Active);
    let refused = |change: fn(&mut NewExpense)| {
        let mut new = spent_on(1, date(2026, 9, 1), 10_000);
        change(&mut new);
        record(&new, &active, &[], ADVISER, TODAY).unwrap_err()
    };
    assert_eq!(refused(|new| new.date = date(2024, 7, 31)), ExpenseRule::Outside);
    assert_eq!(refused(|new| new.date = date(2026, 11, 24)), ExpenseRule::AfterToday);
    assert_eq!(refused(|new| new.category = Category::Rent), ExpenseRule::NoLine);
    assert_eq!(refused(|new| new.category = Category::Salary), ExpenseRule::NoLine);
    let new = spent_on(1, date(2026, 9, 1), 10_000);
    assert_eq!(record(&new, &draft(), &[], ADVISER, TODAY), Err(ExpenseRule::NotSigned));
    // One that has expired stands for the days on which it held.
    let over = record(&new, &active, &[], ADVISER, date(2027, 9, 1));
    assert!(over.is_ok());
    let late = spent_on(2, date(2027, 8, 1), 10_000);
    assert_eq!(
        record(&late, &active, &[], ADVISER, date(2027, 9, 1)),
        Err(ExpenseRule::Outside)
    );
}

#[test]
fn an_expense_is_typed_and_each_fault_stands_beside_its_field() {
    let id = ExpenseId::new(Ulid(1));
    let form = ExpenseForm {
        category: "food".into(),
        amount: "1 240,50".into(),
        date: "2026-11-20".into(),
        receipt: "Bilag 17".into(),
        activity: format!("group.{}", Ulid(7)),
        reason: String::new(),
    };
    let ExpenseCommand::Record { expense } = form.parse(id, TODAY).unwrap() else {
        unreachable!()
    };
    assert_eq!(expense.amount.ore(), 124_050);
    assert_eq!(expense.activity.unwrap().kind, ActivityKind::Group);
    let bad = ExpenseForm {
        category: String::new(),
        amount: "-1".into(),
        date: "2026-11-24".into(),
        receipt: String::new(),
        activity: "case.7".into(),
        reason: String::new(),
    };
    assert_eq!(
        bad.parse(id, TODAY).unwrap_err(),
        [
            Issue::new("category", IssueCode::Required),
            Issue::new(
                "amount",
                IssueCode::OutOfRange {
                    min: 1,
                    max: 10_000_000
                }
            ),
            Issue::new("date", IssueCode::AfterToday),
            Issue::new("receipt", IssueCode::Required),
            Issue::new("activity", IssueCode::UnknownChoice),
        ]
    );
    assert!(parse_meeting("32.13.2026").is_err() && parse_meeting("2026-12-01").is_ok());
    assert_eq!(TerminationForm::default().parse(TODAY).unwrap_err().len(), 3);
}
