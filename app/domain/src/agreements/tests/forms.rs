//! Agreements as they are typed, what is not to stand in them, and that all is read back.

use super::super::form::{AgreementForm, AmendmentForm, ContactForm, LineForm};
use super::super::testing::contact;
use super::expenses::spent_on;
use super::*;
use crate::ids::{OwnerId, PersonId};
use crate::text::ShortText;
use crate::text_guard::{Confirmed, FindingKind, check};

#[test]
fn an_agreement_is_typed_and_read_back() {
    let form = AgreementForm::of(&draft());
    let new = form.parse_new(AgreementId::new(Ulid(12))).unwrap();
    assert_eq!((new.owner, new.terms), (draft().owner, terms()));
    let edit = AgreementCommand::Edit {
        terms: Box::new(terms()),
    };
    assert_eq!(form.parse_change(&draft(), &AmendmentForm::default(), TODAY), Ok(edit));
    let fresh = AgreementForm::fresh();
    let missing: Vec<String> = fresh
        .parse_new(AgreementId::new(Ulid(12)))
        .unwrap_err()
        .into_iter()
        .map(|issue| issue.field)
        .collect();
    assert_eq!(missing, ["owner", "units", "from", "to"], "empty rows are passed over");
}

#[test]
fn each_fault_of_an_agreement_stands_beside_its_field() {
    let mut form = AgreementForm::of(&draft());
    form.owner = OwnerId::new(Ulid(9)).to_string();
    form.units.clear();
    form.from = "2027-08-01".into();
    form.notice_months = "25".into();
    form.document = "se; skapet".into();
    form.positions[0].percent = "101".into();
    form.responsibilities
        .insert("employer".into(), vec!["school_owner".into()]);
    form.responsibilities.insert("keys".into(), vec!["rektor".into()]);
    let line = |payer: &str, limit: &str| LineForm {
        payer: payer.into(),
        yearly_limit: limit.into(),
    };
    form.lines.insert("salary".into(), line("school_owner", ""));
    form.lines.insert("food".into(), line("school_owner", "-1"));
    form.lines.insert("rent".into(), line("", "5000"));
    form.contacts[1] = ContactForm {
        name: "Kari Vik".into(),
        email: "kari".into(),
        phone: "ring meg".into(),
        ..ContactForm::default()
    };
    let faults = form.parse_new(AgreementId::new(Ulid(12))).unwrap_err();
    let has = |field: &str, code: IssueCode| assert!(faults.contains(&Issue::new(field, code)), "{field}: {faults:?}");
    has("units", IssueCode::Required);
    has("to", IssueCode::EndBeforeStart);
    has("notice_months", IssueCode::OutOfRange { min: 0, max: 24 });
    has("document", IssueCode::NotAReference);
    has("positions[0].percent", IssueCode::OutOfRange { min: 1, max: 100 });
    has("responsibilities.employer", IssueCode::OnlyImdi);
    has("responsibilities.keys", IssueCode::UnknownChoice);
    has("lines.salary.payer", IssueCode::OnlyImdi);
    has(
        "lines.food.yearly_limit",
        IssueCode::OutOfRange {
            min: 0,
            max: 10_000_000,
        },
    );
    has("lines.rent.payer", IssueCode::Required);
    has("contacts[1].party", IssueCode::Required);
    has("contacts[1].email", IssueCode::NotAnEmail);
    has("contacts[1].phone", IssueCode::NotAPhone);
    assert_eq!(faults.len(), 13, "{faults:?}");
}

#[test]
fn what_names_a_pupil_is_refused_and_contact_persons_are_not() {
    let mut named = terms();
    named.contacts = vec![contact(Party::Imdi, "Kari Vik")];
    named.contacts[0].role = ShortText::parse("ring 912 34 567").unwrap();
    let edit = AgreementCommand::Edit { terms: Box::new(named) };
    let faults = check(&edit, &Confirmed::default());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].field, "contacts[0].role");
    assert!(matches!(
        faults[0].code,
        IssueCode::IdentifiesAPerson {
            what: FindingKind::Phone,
            ..
        }
    ));
    let sound = AgreementCommand::Edit {
        terms: Box::new(terms()),
    };
    assert_eq!(check(&sound, &Confirmed::default()), []);
    let mut expense = spent_on(1, TODAY, 100);
    expense.reason = ShortText::parse("Mat til Fatima").unwrap();
    assert_eq!(
        check(&ExpenseCommand::Record { expense }, &Confirmed::default()).len(),
        1
    );
    assert_eq!(PersonId::new(Ulid(1)), WRITER);
}

#[test]
fn everything_is_read_back_as_it_was_written() {
    let one = apply(&standing_in(State::Active), &notice(date(2027, 2, 28)), WRITER, TODAY).unwrap();
    let json = serde_json::to_value(&one).unwrap();
    assert_eq!(
        json["units"],
        serde_json::json!([UNIT.to_string()]),
        "the terms lie flat"
    );
    assert_eq!(serde_json::from_value::<Agreement>(json).unwrap(), one);
    let spent = record(
        &spent_on(1, TODAY, 100),
        &standing_in(State::Active),
        &[],
        WRITER,
        TODAY,
    )
    .unwrap();
    let json = serde_json::to_value(&spent).unwrap();
    assert_eq!(json["amount"], 100);
    assert_eq!(serde_json::from_value::<Expense>(json).unwrap(), spent);
}
