//! Who of a course gets what when, for those who hold it; and what an organiser does with mails to several while they wait.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::access::{Action, Actor, may};
use domain::command::Envelope;
use domain::courses::mails::{
    Batch, CourseMails, FailedRow, MailCommand, MailGroup, MailOutcome, MailPreview, MailSample, MailTrouble, Planned,
    PlannedRow, Reader, Receiver, reminders, samples,
};
use domain::courses::{CourseEvent, Notice, Registration, State};
use domain::ids::EventId;
use domain::time::zone;
use jiff::Timestamp;
use serde::Serialize;
use store::courses::{self as rows, BOOK, EVENT};
use store::jobs::{self, Finished, Outcome, Queued};
use store::{Store, Tx};

use super::letters::preview;
use super::plan::visible;
use super::reminders::{REMINDERS, leader_asked_again, leader_receipt, receipt_name, receivers};
use super::seats::may_see_people;
use super::telling::of_change;
use crate::mail::NamedMail;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// How often the decision is made again when runners were quicker. Each time they have taken what they could, so few are needed.
const MOST_TRIES: usize = 8;

/// The mails of a course: names for those who may see who has registered, numbers for the others.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn mails(ctx: &Ctx, id: EventId) -> Result<CourseMails, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCourse)?;
    let event = visible(ctx, actor, id).await?;
    show(ctx, actor, event, None).await
}

/// Holds back, sends at once, or sends after all what an organiser's last change tells the participants, as a whole. What a runner has can't be
/// held back; the answer tells how many that were.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale` when the course has changed since; `Unavailable`.
pub async fn change_mails(
    ctx: &Ctx,
    id: EventId,
    envelope: Envelope<MailCommand>,
) -> Result<CourseMails, ServiceError> {
    let actor = ctx.authorise_some(Action::EditCourse)?;
    let event = visible(ctx, actor, id).await?;
    ctx.authorise(Action::EditCourse, &event.subject())?;
    if event.calendar.sequence != envelope.command.sequence() {
        return Err(ServiceError::Stale);
    }
    let mut tries = 0;
    let outcome = loop {
        tries += 1;
        match once(ctx, actor, &envelope, || decided(ctx, actor, id, envelope.command)).await {
            // A runner has taken one of them between reading and writing, or the course has moved on: it is read again.
            Err(ServiceError::Stale | ServiceError::NotFound) if tries < MOST_TRIES => {}
            other => break other?,
        }
    };
    let event = visible(ctx, actor, id).await?;
    show(ctx, actor, event, Some(outcome)).await
}

/// The text of a mail to somebody who has registered, as it would be written now.
///
/// # Errors
/// As [`mails`]; `Denied` for who may not see the people; `NotFound` for a mail that is not to be shown, or an unknown registration.
pub async fn preview_mail(ctx: &Ctx, id: EventId, sample: MailSample) -> Result<MailPreview, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let event = visible(ctx, actor, id).await?;
    ctx.authorise(Action::ViewParticipants, &event.subject())?;
    let one = rows::registration(ctx.store(), id, sample.number).await?;
    let one = one.filter(|one| !one.state.has_ended() && samples(&event).contains(&sample.notice));
    let one = one.ok_or(ServiceError::NotFound)?;
    let written = preview(ctx.store(), &event, &one, sample.notice, ctx.now()).await?;
    written.ok_or(ServiceError::NotFound)
}

/// What is done with the mails of one change, and what is to be committed: under the book's guard, as every change of the course is.
async fn decided(
    ctx: &Ctx,
    actor: &Actor,
    id: EventId,
    command: MailCommand,
) -> Result<(Tx, MailOutcome), ServiceError> {
    let guard = ctx.store().guard(BOOK, id.to_string()).await?;
    let event = rows::event(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    let sequence = event.calendar.sequence;
    if sequence != command.sequence() {
        return Err(ServiceError::Stale);
    }
    let all = Mails::read(ctx.store(), id).await?;
    let now = ctx.now();
    let mut tx = Tx::new();
    tx.guard(&guard);
    let free = || all.of_change(sequence).filter(|job| !job.is_taken());
    let mut done = 0;
    match command {
        MailCommand::HoldBack { .. } => {
            for job in free() {
                jobs::hold_back(&mut tx, job, now);
                done += 1;
            }
        }
        MailCommand::SendNow { .. } => {
            for job in free().filter(|job| !job.is_dead()) {
                jobs::hasten(&mut tx, job, now);
                done += 1;
            }
        }
        MailCommand::SendAfterAll { .. } => {
            for (_, job) in all.held(sequence) {
                jobs::put_back(&mut tx, job, now);
                done += 1;
            }
        }
    }
    let outcome = MailOutcome {
        done,
        gone: all.gone(sequence),
    };
    let told = Told { sequence, outcome };
    tx.audit(ctx.audit(actor, command.name(), EVENT, id.to_string()).after(&told));
    Ok((tx, outcome))
}

/// What the trail says of it.
#[derive(Serialize)]
struct Told {
    sequence: u32,
    #[serde(flatten)]
    outcome: MailOutcome,
}

/// The mails of a course as the outbox has them.
struct Mails {
    queued: Vec<(NamedMail, Queued)>,
    finished: Vec<(NamedMail, Finished)>,
}

impl Mails {
    async fn read(store: &Store, event: EventId) -> Result<Self, ServiceError> {
        let prefix = NamedMail::prefix(event);
        let queued = jobs::queued(store, &prefix).await?.into_iter();
        let finished = jobs::finished(store, &prefix).await?.into_iter();
        Ok(Self {
            queued: queued
                .filter_map(|job| Some((NamedMail::read(event, job.id())?, job)))
                .collect(),
            finished: finished
                .filter_map(|job| Some((NamedMail::read(event, job.id())?, job)))
                .collect(),
        })
    }

    /// What is in the queue of one change.
    fn of_change(&self, sequence: u32) -> impl Iterator<Item = &Queued> {
        let theirs = self.queued.iter().filter(move |(mail, _)| is_of(mail, sequence));
        theirs.map(|(_, job)| job)
    }

    /// What was held back of one change.
    fn held(&self, sequence: u32) -> impl Iterator<Item = &(NamedMail, Finished)> {
        let held = self.finished.iter();
        held.filter(move |(mail, job)| is_of(mail, sequence) && job.outcome() == Some(Outcome::HeldBack))
    }

    /// How many of one change have gone or are being sent.
    fn gone(&self, sequence: u32) -> usize {
        let sent = self.finished.iter();
        let sent = sent.filter(|(mail, job)| is_of(mail, sequence) && job.outcome().is_none());
        sent.count() + self.of_change(sequence).filter(|job| job.is_taken()).count()
    }
}

fn is_of(mail: &NamedMail, sequence: u32) -> bool {
    mail.notice.is_of_a_change() && mail.tag == of_change(sequence)
}

async fn show(
    ctx: &Ctx,
    actor: &Actor,
    event: CourseEvent,
    outcome: Option<MailOutcome>,
) -> Result<CourseMails, ServiceError> {
    let sees = may_see_people(actor, &event);
    let all = rows::registrations(ctx.store(), event.id).await?;
    let planned = planned(ctx, &event, &all, sees).await?;
    let mails = Mails::read(ctx.store(), event.id).await?;
    let names = Names::of(&all, sees);
    let sequence = event.calendar.sequence;
    let readers = match sees {
        true => readers(&all),
        false => Vec::new(),
    };
    Ok(CourseMails {
        id: event.id,
        title: event.title.to_string(),
        version: event.version,
        sequence,
        may_see_people: sees,
        may_edit: may(actor, Action::EditCourse, &event.subject()),
        planned,
        batch: batch(&mails, sequence),
        // Of a course that is over nobody has to hear any more.
        held: held(&mails, sequence).filter(|_| !event.opening().ended_by(ctx.now())),
        waiting: waiting(&mails, &names, sequence),
        sent: finished(&mails, &names, None),
        held_back: finished(&mails, &names, Some(Outcome::HeldBack)),
        failed: failed(&mails, &names),
        readers,
        samples: samples(&event),
        outcome,
    })
}

/// What time brings to those who have a seat as it stands now, whose leaders are asked once more, and which seats lapse.
async fn planned(
    ctx: &Ctx,
    event: &CourseEvent,
    all: &[Registration],
    sees: bool,
) -> Result<Vec<PlannedRow>, ServiceError> {
    let now = ctx.now();
    let store = ctx.store();
    let ahead: Vec<_> = reminders(event).into_iter().filter(|one| now < one.until).collect();
    let named = ahead.iter().map(|one| receipt_name(event.id, *one));
    let leaders = all.iter().map(|one| leader_receipt(event.id, one.number));
    let names: Vec<String> = named.chain(leaders).collect();
    let known: HashSet<String> = store
        .receipts_of::<serde_json::Value>(REMINDERS, &names)
        .await?
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let has_several = event.parts.len() > 1;
    let mut planned: Vec<PlannedRow> = ahead
        .into_iter()
        .filter(|one| !known.contains(&receipt_name(event.id, *one)))
        .map(|one| PlannedRow {
            what: Planned::Mail(one.notice),
            at: one.from.max(now),
            many: receivers(all, one.notice).len(),
            number: None,
            name: None,
            part: has_several.then_some(one.part),
        })
        .filter(|row| row.many > 0)
        .collect();
    let alone = |one: &Registration, what, at| PlannedRow {
        what,
        at,
        many: 1,
        number: Some(one.number),
        name: sees.then(|| one.given.contact.name.to_string()),
        part: None,
    };
    let opening = event.opening();
    for one in all {
        let is_asked = event.asks_leader && opening.gives_on && !known.contains(&leader_receipt(event.id, one.number));
        if let Some(at) = leader_asked_again(one).filter(|at| is_asked && *at < opening.starts) {
            planned.push(alone(one, Planned::Mail(Notice::LeaderAgain), at.max(now)));
        }
        let lapse = match one.state {
            State::Held { until } => Some((Planned::SeatLapses, until)),
            State::Offered { until } => Some((Planned::OfferLapses, until)),
            State::Asked { until } => Some((Planned::AnswerLapses, until)),
            State::Confirmed | State::Waiting | State::Ended { .. } => None,
        };
        planned.extend(lapse.map(|(what, until)| alone(one, what, until)));
    }
    planned.sort_by_key(|row| row.at);
    Ok(planned)
}

/// What can be held back: it waits for its time, and no runner has it.
fn batch(mails: &Mails, sequence: u32) -> Option<Batch> {
    let free: Vec<&(NamedMail, Queued)> = mails
        .queued
        .iter()
        .filter(|(mail, job)| is_of(mail, sequence) && !job.is_taken() && !job.is_dead())
        .collect();
    let (mail, first) = free.iter().min_by_key(|(_, job)| job.due())?;
    Some(Batch {
        notice: mail.notice,
        at: first.due(),
        many: free.len(),
        gone: mails.gone(sequence),
    })
}

fn held(mails: &Mails, sequence: u32) -> Option<Batch> {
    let held: Vec<&(NamedMail, Finished)> = mails.held(sequence).collect();
    let (mail, last) = held.iter().max_by_key(|(_, job)| job.at())?;
    Some(Batch {
        notice: mail.notice,
        at: last.at(),
        many: held.len(),
        gone: mails.gone(sequence),
    })
}

/// What waits, by kind and time. What a later change has overtaken is left out: it is not sent.
fn waiting(mails: &Mails, names: &Names, sequence: u32) -> Vec<MailGroup> {
    let is_overtaken = |mail: &NamedMail| mail.notice.is_of_a_change() && !is_of(mail, sequence);
    let lively = mails
        .queued
        .iter()
        .filter(|(mail, job)| !job.is_dead() && !is_overtaken(mail));
    let mut groups: BTreeMap<(Timestamp, &str), MailGroup> = BTreeMap::new();
    for (mail, job) in lively {
        let group = groups
            .entry((job.due(), mail.notice.name()))
            .or_insert_with(|| empty(mail.notice, job.due()));
        names.add(group, mail, job.id(), job.due());
    }
    groups.into_values().collect()
}

/// What went out, or was held back, by kind and day.
fn finished(mails: &Mails, names: &Names, outcome: Option<Outcome>) -> Vec<MailGroup> {
    let mut groups: HashMap<(Notice, String), MailGroup> = HashMap::new();
    for (mail, job) in mails.finished.iter().filter(|(_, job)| job.outcome() == outcome) {
        let together = match mail.notice.is_of_a_change() {
            true => mail.tag.clone(),
            false => job.at().to_zoned(zone()).date().to_string(),
        };
        let group = groups
            .entry((mail.notice, together))
            .or_insert_with(|| empty(mail.notice, job.at()));
        group.at = group.at.max(job.at());
        names.add(group, mail, job.id(), job.at());
    }
    let mut groups: Vec<MailGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.at), group.notice.name()));
    groups
}

fn failed(mails: &Mails, names: &Names) -> Vec<FailedRow> {
    let failed = mails.queued.iter();
    failed
        .filter_map(|(mail, job)| {
            let error = job.last_error()?;
            Some(FailedRow {
                key: row_key(job.id()),
                notice: mail.notice,
                name: names.of_mail(mail),
                trouble: MailTrouble::of(error),
                again: (!job.is_dead()).then(|| job.due()),
            })
        })
        .collect()
}

/// What tells rows of a list apart. The name of a certificate's mail holds its code, so it is not shown.
fn row_key(name: &str) -> String {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

const fn empty(notice: Notice, at: Timestamp) -> MailGroup {
    MailGroup {
        notice,
        at,
        many: 0,
        people: Vec::new(),
    }
}

fn readers(all: &[Registration]) -> Vec<Reader> {
    let standing = all.iter().filter(|one| one.state.has_seat());
    standing
        .map(|one| Reader {
            number: one.number,
            name: one.given.contact.name.to_string(),
        })
        .collect()
}

/// The names of those who have registered, where the reader may see them.
struct Names<'a>(Option<HashMap<u32, &'a Registration>>);

impl<'a> Names<'a> {
    fn of(all: &'a [Registration], sees: bool) -> Self {
        Self(sees.then(|| all.iter().map(|one| (one.number, one)).collect()))
    }

    /// The name of whom a mail goes to; none also for somebody who is in the registration no more.
    fn of_mail(&self, mail: &NamedMail) -> Option<String> {
        let one = self.0.as_ref()?.get(&mail.number)?;
        let name = match (mail.has_left, mail.colleague, mail.notice) {
            (true, _, _) => return None,
            (false, Some(place), _) => &one.given.colleagues.get(usize::from(place))?.name,
            (false, None, Notice::Leader | Notice::LeaderAgain) => &one.given.leader.as_ref()?.name,
            (false, None, _) => &one.given.contact.name,
        };
        Some(name.to_string())
    }

    fn add(&self, group: &mut MailGroup, mail: &NamedMail, key: &str, at: Timestamp) {
        group.many += 1;
        if self.0.is_some() {
            group.people.push(Receiver {
                key: row_key(key),
                name: self.of_mail(mail),
                at,
            });
        }
    }
}
