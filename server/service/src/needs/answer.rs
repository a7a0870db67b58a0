//! Answering: the page of questions, and an answer that disappears in the sums.
//!
//! Nothing of an answer but its part of the sums is written anywhere: no row, no receipt, no entry of the trail, no time. What keeps a form
//! that is sent twice from counting twice lives in this process alone, for a while, and holds no part of the answer.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;

use domain::ids::SurveyId;
use domain::needs::view::PublicSurvey;
use domain::needs::{Answer, SurveyCode, SurveyRule};
use store::needs as rows;
use store::{StoreError, Tx, places, retry_conflicts};
use tokio::sync::Mutex;

use crate::ServiceError;
use crate::ctx::Services;
use crate::session::{SignInDesk, throttled};

/// Where the questions of a survey are: below it stands the survey's code.
pub const PATH: &str = "/survey";

/// How many forms are remembered.
const REMEMBERED: usize = 4096;

/// What tells a form from every other: chance alone, without a time in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormKey(u128);

impl FormKey {
    /// Of a form that is drawn now.
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    /// As it came back with the form; one that is none of ours is as good as a new one.
    pub fn of(text: &str) -> Self {
        u128::from_str_radix(text, 16).map_or_else(|_| Self::fresh(), Self)
    }
}

impl std::fmt::Display for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Where answers stand in line: one at a time, so that a whole staff that answers at once is no conflict.
#[derive(Debug, Default)]
pub struct Ballots(Mutex<VecDeque<(SurveyId, FormKey)>>);

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
    let services = services.clone();
    let carried_out = tokio::spawn(async move {
        let mut sent = services.ballots.0.lock().await;
        if sent.contains(&(id, form)) {
            return Ok(());
        }
        retry_conflicts(|| add(&services, id, &answer)).await?;
        if sent.len() >= REMEMBERED {
            sent.pop_front();
        }
        sent.push_back((id, form));
        Ok(())
    });
    let gone = |_| StoreError::Unavailable("the answer could not be added".into());
    carried_out.await.map_err(gone)?
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
