//! What is spent under an agreement: against its line, over it with a reason, and for whose activity.

use domain::agreements::view::AgreementView;
use domain::agreements::{ActivityKind, Amount, Category, ExpenseCommand, NewExpense, Party, Reference};
use domain::ids::ExpenseId;
use domain::issue::IssueCode;
use domain::text::ShortText;
use jiff::civil::{Date, date};
use service::seed::{INGRID, MARTE, Profile};
use service::{ServiceError, agreements};
use ulid::Ulid;

use super::{envelope, issue_of, with};
use crate::common::{as_person, house};

fn food(number: u128, day: Date, kroner: i64) -> NewExpense {
    NewExpense {
        id: ExpenseId::new(Ulid(number)),
        category: Category::Food,
        date: day,
        amount: Amount::from_ore(kroner * 100).unwrap(),
        activity: None,
        receipt: Reference::parse("Bilag 90").unwrap(),
        reason: ShortText::default(),
    }
}

#[tokio::test]
async fn expenses_are_counted_against_the_line_and_go_over_it_only_with_a_reason() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let oslo = with(&ingrid, "Oslo").await;
    let id = oslo.agreement.id;
    let spend = async |expense: NewExpense| {
        agreements::spend(&ingrid, id, envelope(None, ExpenseCommand::Record { expense })).await
    };
    let left = |view: &AgreementView| {
        let line = view.lines.iter().find(|line| line.category == Category::Food).unwrap();
        line.left().unwrap()
    };
    assert_eq!(left(&oslo), 1_777_950);
    let day = date(2026, 11, 20);
    let after = spend(food(90, day, 10_000)).await.unwrap();
    assert_eq!(left(&after), 777_950);
    assert_eq!((after.expenses[0].payer, after.expenses.len()), (Party::SchoolOwner, 5));
    assert_eq!(
        issue_of(spend(food(91, day, 8_000)).await),
        ("over-reason".to_owned(), IssueCode::OverLimit { ore: 22_050 })
    );
    let with_reason = NewExpense {
        reason: ShortText::parse("Flere deltakere enn ventet.").unwrap(),
        ..food(91, day, 8_000)
    };
    assert_eq!(left(&spend(with_reason).await.unwrap()), -22_050);
    let before = oslo.agreement.terms.from.yesterday().unwrap();
    assert_eq!(
        issue_of(spend(food(92, before, 10)).await),
        ("date".to_owned(), IssueCode::OutsideAgreement)
    );
    let rent = NewExpense {
        category: Category::Rent,
        ..food(93, day, 10)
    };
    assert_eq!(
        issue_of(spend(rent).await),
        ("category".to_owned(), IssueCode::UnknownChoice)
    );
    // What was written by mistake is taken away by whoever wrote it, or by the coordinator.
    let remove = |number: u128| {
        let command = ExpenseCommand::Remove {
            id: ExpenseId::new(Ulid(number)),
        };
        envelope(Some(1), command)
    };
    let after = agreements::spend(&ingrid, id, remove(91)).await.unwrap();
    assert_eq!(left(&after), 777_950);
    let marte = as_person(&services, MARTE).await;
    assert_eq!(
        left(&agreements::spend(&marte, id, remove(90)).await.unwrap()),
        1_777_950
    );
    let gone = agreements::spend(&marte, id, remove(90)).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn two_who_spend_the_last_of_a_limit_at_once_do_not_both_get_it() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let id = with(&ingrid, "Oslo").await.agreement.id;
    let mut sends = tokio::task::JoinSet::new();
    for number in 0..6_u128 {
        let ingrid = ingrid.clone();
        let expense = food(100 + number, date(2026, 11, 20), 10_000);
        sends.spawn(
            async move { agreements::spend(&ingrid, id, envelope(None, ExpenseCommand::Record { expense })).await },
        );
    }
    let outcomes = sends.join_all().await;
    let written = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(written, 1, "{outcomes:?}");
}

#[tokio::test]
async fn an_expense_is_for_an_activity_of_ones_own_at_the_place() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let id = with(&ingrid, "Oslo").await.agreement.id;
    let offered = agreements::spending(&ingrid, id).await.unwrap();
    assert!(offered.lines.iter().all(|line| line.category != Category::Salary));
    let group = offered
        .activities
        .iter()
        .find(|one| one.activity.kind == ActivityKind::Group)
        .unwrap();
    let of = |activity| NewExpense {
        activity: Some(activity),
        ..food(95, date(2026, 11, 20), 100)
    };
    let expense = of(domain::agreements::Activity {
        id: Ulid(1),
        ..group.activity.clone()
    });
    let refused = agreements::spend(&ingrid, id, envelope(None, ExpenseCommand::Record { expense })).await;
    assert_eq!(issue_of(refused), ("activity".to_owned(), IssueCode::UnknownChoice));
    let expense = of(group.activity.clone());
    let view = agreements::spend(&ingrid, id, envelope(None, ExpenseCommand::Record { expense }))
        .await
        .unwrap();
    assert_eq!(view.expenses[0].activity, Some(group.activity.clone()));
}
