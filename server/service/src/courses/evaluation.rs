//! What participants say of a course: the questions, an answer that disappears in sums, and what readers see of it.
//!
//! As with surveys of a staff nothing is written of an answer but its part of the sums and its words among those of others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use domain::access::{Action, Actor};
use domain::courses::evaluation::{Answer, Evaluation, Item, Phase};
use domain::courses::view::{ItemRow, PhaseView, PublicEvaluation, SaidBefore, Turnout};
use domain::courses::{CourseEvent, Registration, State};
use domain::ids::EventId;
use domain::marks::FEWEST_FOR_SPREAD;
use store::courses as rows;
use store::{Tx, retry_conflicts};

use super::plan::visible;
use super::seats::may_see_people;
use crate::ballots::{FormKey, cast};
use crate::ctx::Services;
use crate::session::{SignInDesk, throttled};
use crate::{Ctx, ServiceError};

const CLOSED: ServiceError = ServiceError::Rule("evaluation_closed");

/// What is asked of a course at one time, for anybody who has the address.
///
/// # Errors
/// `NotFound` for a course that is not there or not published; `Unavailable`.
pub async fn asked(services: &Services, event: EventId, phase: Phase) -> Result<PublicEvaluation, ServiceError> {
    let course = super::event(services, event).await?.event;
    Ok(PublicEvaluation {
        is_open: course.asks(phase, services.clock.now()),
        event: course,
        phase,
    })
}

/// Adds an answer. Sent again from the same form, it has the effect of one.
///
/// # Errors
/// `Throttled`; `NotFound`; `Rule("evaluation_closed")`, also when as many have answered as took part; `Unavailable`.
pub async fn answer(
    sign_in: &SignInDesk,
    services: &Arc<Services>,
    (event, phase): (EventId, Phase),
    (form, answer): (FormKey, Answer),
    address: IpAddr,
) -> Result<(), ServiceError> {
    sign_in.limits().registration(address).map_err(throttled)?;
    let here = services.clone();
    let count = async move { retry_conflicts(|| add(&here, event, phase, &answer)).await };
    cast(services, format!("{event}.{}", phase.name()), form, count).await
}

async fn add(services: &Services, event: EventId, phase: Phase, answer: &Answer) -> Result<(), ServiceError> {
    let store = &services.store;
    let guard = rows::evaluation_guard(store, event, phase).await?;
    let course = rows::event(store, event).await?.ok_or(ServiceError::NotFound)?;
    if !course.asks(phase, services.clock.now()) {
        return Err(CLOSED);
    }
    let most = rows::book(store, event).await?.taken;
    let before = rows::evaluation(store, event, phase).await?;
    let after = before
        .with(answer, most, |below| rand::random_range(0..below.max(1)))
        .ok_or(CLOSED)?;
    let mut tx = Tx::new();
    tx.guard(&guard);
    rows::put_evaluation(&mut tx, event, phase, &after);
    store.commit(tx).await?;
    Ok(())
}

/// The course whose questions are to be shown on a screen at one time.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`, `Denied`; `Unavailable`.
pub async fn screen(ctx: &Ctx, event: EventId) -> Result<CourseEvent, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let course = visible(ctx, actor, event).await?;
    ctx.authorise(Action::ViewParticipants, &course.subject())?;
    Ok(course)
}

/// What those who hold a course see of what was said of it, by time: nothing of a time at which nobody could answer yet.
pub(super) async fn told(ctx: &Ctx, event: &CourseEvent) -> Result<Vec<PhaseView>, ServiceError> {
    let said = rows::evaluations(ctx.store(), event.id).await?;
    let now = ctx.now();
    let is_to_be_seen = |phase: &Phase| event.asks(*phase, now) || said.contains_key(phase);
    let phases = Phase::ALL.into_iter().filter(is_to_be_seen);
    Ok(phases
        .map(|phase| phase_view(event.asks(phase, now), phase, &said))
        .collect())
}

/// How many courses held before are told of.
const MOST_BEFORE: usize = 3;

/// What was said of courses that are over, the latest first: of each what those who held it see, and to those alone who may see it there.
pub(super) async fn said_before<'a>(
    ctx: &Ctx,
    actor: &Actor,
    courses: impl Iterator<Item = &'a CourseEvent>,
) -> Result<Vec<SaidBefore>, ServiceError> {
    let is_told = |one: &&CourseEvent| may_see_people(actor, one) && one.opening().ended_by(ctx.now());
    let mut over: Vec<&CourseEvent> = courses.filter(is_told).collect();
    over.sort_by_key(|one| std::cmp::Reverse(one.first().map(|first| (first.date, first.start))));
    let mut said = Vec::new();
    for one in over {
        let mut phases = told(ctx, one).await?;
        phases.retain(|phase| phase.phase != Phase::Before && phase.shown > 0);
        let Some(first) = one.first().filter(|_| !phases.is_empty()) else {
            continue;
        };
        said.push(SaidBefore {
            id: one.id,
            title: one.title.to_string(),
            first_day: first.date,
            phases,
        });
        if said.len() == MOST_BEFORE {
            break;
        }
    }
    Ok(said)
}

fn phase_view(is_open: bool, phase: Phase, said: &HashMap<Phase, Evaluation>) -> PhaseView {
    let none = Evaluation::default();
    let of = |phase: Phase| said.get(&phase).unwrap_or(&none);
    let (evaluation, before) = (of(phase), of(Phase::Before));
    let row = |item: &Item| {
        let spread = evaluation.shown().of(*item);
        Some(ItemRow {
            item: *item,
            tenths: spread.tenths()?,
            spread: (spread.answers() >= FEWEST_FOR_SPREAD).then(|| spread.times()),
            before: match phase {
                Phase::Before => None,
                Phase::After | Phase::Later => before.shown().of(*item).tenths(),
            },
        })
    };
    let questions = phase.questions().iter();
    let words = questions.map(|question| {
        let texts = evaluation.told(*question).iter().map(ToString::to_string);
        (*question, texts.collect())
    });
    PhaseView {
        phase,
        is_open,
        answers: evaluation.answers(),
        shown: evaluation.shown().answers(),
        rows: phase.items().iter().filter_map(row).collect(),
        words: words.collect(),
    }
}

/// How many had a seat and how many of them came to any part: as numbers, never by person. None while nobody has been ticked.
pub(super) fn turnout(registrations: &[Registration], parts: usize) -> Option<Turnout> {
    let seated = registrations.iter().filter(|one| one.state == State::Confirmed);
    let there = |one: &Registration| {
        let parts = 1..=u8::try_from(parts).unwrap_or(u8::MAX);
        match one.given.kind {
            domain::courses::Kind::Staff => parts.map(|part| one.presence.at(part)).max().unwrap_or_default(),
            _ => {
                let came = |place: &u16| !one.presence.parts_of(*place).is_empty();
                let people = one.people().into_iter().map(|(place, _)| place).filter(came);
                u32::try_from(people.count()).unwrap_or(u32::MAX)
            }
        }
    };
    let (mut seats, mut came) = (0, 0);
    for one in seated {
        seats += one.seats();
        came += there(one).min(one.seats());
    }
    (came > 0).then_some(Turnout { seats, came })
}
