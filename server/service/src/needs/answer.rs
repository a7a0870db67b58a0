//! Answering: the page of questions, and an answer that disappears in the sums.
//!
//! Nothing of an answer but its part of the sums is written anywhere: no row, no receipt, no entry of the trail, no time.

use std::net::IpAddr;
use std::sync::Arc;

use domain::ids::SurveyId;
use domain::needs::view::PublicSurvey;
use domain::needs::{Answer, SurveyCode, SurveyRule};
use store::needs as rows;
use store::{Tx, places, retry_conflicts};

use crate::ServiceError;
use crate::ballots::{FormKey, cast};
use crate::ctx::Services;
use crate::session::{SignInDesk, throttled};

/// Where the questions of a survey are: below it stands the survey's code.
pub const PATH: &str = "/survey";

/// A survey, for anybody who has its code.
///
/// # Errors
/// `NotFound` for one that is not there; `Unavailable`.
pub async fn asked(services: &Services, code: &SurveyCode) -> Result<PublicSurvey, ServiceError> {
    let survey = rows::by_code(&services.store, code)
        .await?
        .ok_or(ServiceError::NotFound)?;
    let units = places::units_by_id(&services.store, &[survey.unit]).await?;
    Ok(PublicSurvey {
        unit_name: units.first().map(|unit| unit.name.to_string()).unwrap_or_default(),
        is_open: survey.is_open(services.clock.local().date()),
        survey,
    })
}

/// Adds an answer. Sent again from the same form, it has the effect of one; it is carried out even if whoever sent it is gone, so that
/// nobody presses again for one that was counted and not remembered.
///
/// # Errors
/// `Throttled`; `NotFound`; `Rule("survey_closed")`; `Unavailable`.
pub async fn answer(
    sign_in: &SignInDesk,
    services: &Arc<Services>,
    id: SurveyId,
    (form, answer): (FormKey, Answer),
    address: IpAddr,
) -> Result<(), ServiceError> {
    sign_in.limits().registration(address).map_err(throttled)?;
    let here = services.clone();
    let count = async move { retry_conflicts(|| add(&here, id, &answer)).await };
    cast(services, id.to_string(), form, count).await
}

async fn add(services: &Services, id: SurveyId, answer: &Answer) -> Result<(), ServiceError> {
    let store = &services.store;
    let guard = rows::guard(store, id).await?;
    let survey = rows::survey(store, id).await?.ok_or(ServiceError::NotFound)?;
    if !survey.is_open(services.clock.local().date()) {
        return Err(ServiceError::Rule(SurveyRule::Closed.name()));
    }
    let given = rows::tally(store, id).await?;
    let given = given
        .with(answer)
        .ok_or(ServiceError::Rule(SurveyRule::Closed.name()))?;
    let mut tx = Tx::new();
    tx.guard(&guard);
    rows::put_tally(&mut tx, id, &given);
    store.commit(tx).await?;
    Ok(())
}
