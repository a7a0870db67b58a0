//! What changes after the signatures: amendments, an end on purpose, and renewal.

use domain::agreements::form::TerminationForm;
use domain::agreements::view::UnitAgreement;
use domain::agreements::{AgreementCommand, AgreementStanding, Alert, Field, Renewal};
use domain::ids::AgreementId;
use domain::issue::IssueCode;
use domain::text::Percent;
use jiff::civil::date;
use service::seed::{AINO, INGRID, MARTE, NORDLYS, Profile};
use service::{Ctx, ServiceError, agreements, places};
use ulid::Ulid;

use super::{change, edited, envelope, issue_of, with};
use crate::common::{as_person, house};

#[tokio::test]
async fn signed_terms_are_amended_and_stay_readable_and_of_two_the_second_is_told() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let oslo = with(&marte, "Oslo").await;
    let mut terms = oslo.agreement.terms.clone();
    terms.positions[0].percent = Percent::new(50).unwrap();
    let silent = AgreementCommand::Edit {
        terms: Box::new(terms.clone()),
    };
    let refused = change(&marte, &oslo, silent).await;
    assert!(
        matches!(refused, Err(ServiceError::Rule("agreement_needs_amendment"))),
        "{refused:?}"
    );
    let half = edited(&oslo, |form| form.positions[0].percent = "50".to_owned());
    let after = change(&marte, &oslo, half.clone()).await.unwrap();
    assert_eq!(after.agreement.terms, terms);
    let again = agreements::view(&marte, oslo.agreement.id).await.unwrap();
    assert_eq!(again.agreement.amendments[0].before, oslo.agreement.terms);
    // The second has the newest to lay beside the own, and nothing is written over.
    let refused = change(&marte, &oslo, edited(&oslo, |form| form.notice_months = "6".into())).await;
    assert!(matches!(refused, Err(ServiceError::Stale)), "{refused:?}");
    let mine = edited(&again, |form| form.notice_months = "6".into());
    let both = change(&marte, &again, mine).await.unwrap();
    assert_eq!(both.agreement.amendments.len(), 2);
    assert_eq!(both.agreement.terms.positions[0].percent, Percent::new(50).unwrap());
    let found = store::check::check(&services.store, None).await.unwrap().findings;
    assert_eq!(found, []);
}

#[tokio::test]
async fn what_was_ended_on_purpose_is_told_to_a_coordinator_and_can_be_begun_anew() {
    let services = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&services, MARTE).await, as_person(&services, INGRID).await);
    let oslo = with(&marte, "Oslo").await;
    let mut notice = TerminationForm {
        given_on: "2026-08-20".to_owned(),
        last_day: "2026-11-01".to_owned(),
        is_agreed: false,
        reason: "Flyttes til en annen skole.".to_owned(),
    };
    let soon = notice.parse(oslo.today).unwrap();
    assert!(matches!(
        issue_of(change(&marte, &oslo, soon).await),
        (field, IssueCode::NoticeTooShort { .. }) if field == "last_day"
    ));
    notice.is_agreed = true;
    let ended = change(&marte, &oslo, notice.parse(oslo.today).unwrap()).await.unwrap();
    assert!(
        matches!(ended.alerts[..], [Alert::Uncovered { .. }]),
        "{:?}",
        ended.alerts
    );
    let told = agreements::notices(&marte).await.unwrap();
    let told = told.iter().find(|one| one.id == oslo.agreement.id).unwrap();
    assert!(told.is_ended && told.units.iter().any(|unit| unit.starts_with("Granlia")));
    let own = agreements::notices(&ingrid).await.unwrap();
    assert!(own.iter().all(|one| one.id != oslo.agreement.id));
    let id = AgreementId::new(Ulid(90));
    let renewal = Renewal {
        id,
        of: oslo.agreement.id,
    };
    agreements::renew(&marte, envelope(Some(ended.agreement.version), renewal))
        .await
        .unwrap();
    let anew = agreements::view(&marte, id).await.unwrap();
    assert_eq!(anew.agreement.terms.from, date(2026, 11, 2));
}

#[tokio::test]
async fn an_expired_agreement_warns_until_its_renewal_is_signed_and_is_renewed_once() {
    let services = house(Profile::Demo).await;
    let (marte, aino) = (as_person(&services, MARTE).await, as_person(&services, AINO).await);
    let old = with(&marte, "Finnmark").await;
    let stands = async |ctx: &Ctx| places::unit(ctx, NORDLYS).await.unwrap().agreement;
    let expired = |stands| {
        matches!(
            stands,
            Some(UnitAgreement::Stands {
                standing: AgreementStanding::Expired { .. }
            })
        )
    };
    assert!(expired(stands(&aino).await) && expired(stands(&marte).await));
    let renewal = |number: u128| {
        let command = Renewal {
            id: AgreementId::new(Ulid(number)),
            of: old.agreement.id,
        };
        envelope(Some(old.agreement.version), command)
    };
    let id = agreements::renew(&marte, renewal(80)).await.unwrap();
    let again = agreements::renew(&marte, renewal(81)).await;
    assert!(
        matches!(again, Err(ServiceError::Rule("agreement_renewed_already"))),
        "{again:?}"
    );
    let fresh = agreements::view(&marte, id).await.unwrap();
    assert_eq!(fresh.agreement.terms.from, date(2026, 8, 1));
    assert_eq!(fresh.renews.as_ref().unwrap().id, old.agreement.id);
    assert_eq!(
        fresh.agreement.history[0].fields,
        [Field::From, Field::To, Field::Document]
    );
    assert_eq!(
        agreements::view(&marte, old.agreement.id).await.unwrap().renewed_by,
        Some(id)
    );
    assert_eq!(
        agreements::notices(&marte).await.unwrap().len(),
        1,
        "it is a draft still"
    );
    let sent = change(&marte, &fresh, AgreementCommand::Send).await.unwrap();
    change(&marte, &sent, AgreementCommand::Sign).await.unwrap();
    assert_eq!(agreements::notices(&marte).await.unwrap(), []);
    assert!(!expired(stands(&aino).await));
    // A renewal that is given up makes way for another.
    let oslo = with(&marte, "Oslo").await;
    let of_oslo = |number: u128| {
        let command = Renewal {
            id: AgreementId::new(Ulid(number)),
            of: oslo.agreement.id,
        };
        envelope(Some(oslo.agreement.version), command)
    };
    let first = agreements::renew(&marte, of_oslo(82)).await.unwrap();
    let draft = agreements::view(&marte, first).await.unwrap();
    change(&marte, &draft, AgreementCommand::Withdraw).await.unwrap();
    assert!(agreements::renew(&marte, of_oslo(83)).await.is_ok());
}
