//! What is done to an agreement, and what says no.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{
    Agreement, Category, Deed, Entry, Item, MAX_CONTACTS, MAX_HISTORY, MAX_MEETINGS, MAX_POSITIONS, Meeting,
    NewAgreement, Party, State, Termination, Terms,
};
use super::amendment::{Amendment, MAX_AMENDMENTS};
use super::diff::{Field, differences};
use super::months::{months_after, months_between};
use super::rule::AgreementRule;
use super::values::Reference;
use crate::ids::{AgreementId, PersonId, PlacementId};
use crate::text::Remark;

/// One change of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum AgreementCommand {
    /// Changes the terms of a draft; of a signed one contact persons and the reference to the archive alone.
    Edit {
        /// As they are to be.
        terms: Box<Terms>,
    },
    /// Changes the terms of a signed agreement as both parties have signed.
    Amend {
        /// As they are to be.
        terms: Box<Terms>,
        /// When both had signed.
        #[serde(with = "crate::time::wire")]
        signed_on: Date,
        /// Where the signed paper lies in the archive.
        reference: Reference,
        /// Why.
        reason: Remark,
    },
    /// Sends it to be signed.
    Send,
    /// Takes it back from signing.
    TakeBack,
    /// Both have signed.
    Sign,
    /// Takes its terms up again.
    Renegotiate,
    /// The parties are agreed again.
    Resume,
    /// One of them gives notice.
    Terminate {
        /// When notice was given.
        #[serde(with = "crate::time::wire")]
        given_on: Date,
        /// The last day, after the notice.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
        /// Whether both are agreed on a last day before the period of notice is over.
        is_agreed: bool,
        /// Why.
        reason: Remark,
    },
    /// Gives the draft up.
    Withdraw,
    /// It has ended and is not to be renewed.
    Expire,
    /// An evaluation meeting is set.
    AddMeeting {
        /// When.
        #[serde(with = "crate::time::wire")]
        date: Date,
    },
    /// An evaluation meeting was held, or was not held after all.
    TickMeeting {
        /// When.
        #[serde(with = "crate::time::wire")]
        date: Date,
        /// Whether it was held.
        is_held: bool,
    },
    /// An evaluation meeting is taken away.
    RemoveMeeting {
        /// When.
        #[serde(with = "crate::time::wire")]
        date: Date,
    },
}

impl AgreementCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edit { .. } => "edit_agreement",
            Self::Amend { .. } => "amend_agreement",
            Self::Send => "send_agreement",
            Self::TakeBack => "take_back_agreement",
            Self::Sign => "sign_agreement",
            Self::Renegotiate => "renegotiate_agreement",
            Self::Resume => "resume_agreement",
            Self::Terminate { .. } => "terminate_agreement",
            Self::Withdraw => "withdraw_agreement",
            Self::Expire => "expire_agreement",
            Self::AddMeeting { .. } => "add_agreement_meeting",
            Self::TickMeeting { .. } => "tick_agreement_meeting",
            Self::RemoveMeeting { .. } => "remove_agreement_meeting",
        }
    }
}

/// An agreement as it is first written. That the units are the owner's is the caller's to know.
///
/// # Errors
/// The rule of the terms that says no.
pub fn create(new: &NewAgreement, by: PersonId, today: Date) -> Result<Agreement, AgreementRule> {
    is_sound(&new.terms)?;
    Ok(Agreement {
        id: new.id,
        owner: new.owner,
        terms: new.terms.clone(),
        state: State::Draft,
        amendments: Vec::new(),
        termination: None,
        meetings: Vec::new(),
        renews: None,
        history: vec![entry(by, today, Deed::Created)],
        version: 1,
    })
}

/// The draft that renews an agreement: the same terms from the day after its last, for as long again, and no paper yet. One that was
/// terminated can be begun anew in the same way. That it is not renewed already is the caller's to know.
///
/// # Errors
/// `NotNow` for one that was never signed.
pub fn renew(old: &Agreement, id: AgreementId, by: PersonId, today: Date) -> Result<Agreement, AgreementRule> {
    if !old.state.is_signed() {
        return Err(AgreementRule::NotNow(old.state));
    }
    let (from, to) = next_period(old);
    let mut fresh = entry(by, today, Deed::Renewed);
    let terms = Terms {
        from,
        to,
        document: None,
        ..old.terms.clone()
    };
    fresh.fields = differences(&old.terms, &terms);
    Ok(Agreement {
        id,
        owner: old.owner,
        terms,
        state: State::Draft,
        amendments: Vec::new(),
        termination: None,
        meetings: Vec::new(),
        renews: Some(old.id),
        history: vec![fresh],
        version: 1,
    })
}

/// As long as was agreed, from the day after its last: whole months where the first period is of whole months, days else.
fn next_period(old: &Agreement) -> (Date, Date) {
    let (from, to, last_day) = (old.terms.from, old.terms.to, old.last_day());
    let after = to.tomorrow().unwrap_or(to);
    let next = last_day.tomorrow().unwrap_or(last_day);
    let months = months_between(from, after);
    let end = if months > 0 && months_after(from, months) == after {
        months_after(next, months).yesterday().unwrap_or(next)
    } else {
        next.saturating_add(to.duration_since(from))
    };
    (next, end)
}

/// Applies a command. The agreement given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(
    before: &Agreement,
    command: &AgreementCommand,
    by: PersonId,
    today: Date,
) -> Result<Agreement, AgreementRule> {
    let mut next = before.clone();
    let deed = match command {
        AgreementCommand::Edit { terms } => {
            if !before.state.is_open() {
                return Err(AgreementRule::NotNow(before.state));
            }
            let is_free = || differences(&before.terms, terms).into_iter().all(Field::is_free);
            if before.state.is_signed() && !is_free() {
                return Err(AgreementRule::NeedsAmendment);
            }
            is_sound(terms)?;
            next.terms = terms.as_ref().clone();
            Some(Deed::Edited)
        }
        AgreementCommand::Amend {
            terms,
            signed_on,
            reference,
            reason,
        } => {
            let (state, deed) = step(before.state, command).ok_or(AgreementRule::NotNow(before.state))?;
            can_be_amended(before, terms, *signed_on, today)?;
            next.amendments.push(Amendment {
                signed_on: *signed_on,
                reference: reference.clone(),
                reason: reason.clone(),
                on: today,
                by,
                before: before.terms.clone(),
            });
            next.terms = terms.as_ref().clone();
            next.state = state;
            Some(deed)
        }
        AgreementCommand::AddMeeting { date } => {
            add_meeting(&mut next, *date)?;
            None
        }
        AgreementCommand::TickMeeting { date, is_held } => {
            tick_meeting(&mut next, *date, *is_held, today)?;
            None
        }
        AgreementCommand::RemoveMeeting { date } => {
            meeting(&mut next, *date)?;
            next.meetings.retain(|one| one.date != *date);
            None
        }
        AgreementCommand::Terminate {
            given_on,
            last_day,
            is_agreed,
            reason,
        } => {
            let (state, deed) = step(before.state, command).ok_or(AgreementRule::NotNow(before.state))?;
            let termination = Termination {
                given_on: *given_on,
                last_day: *last_day,
                is_agreed: *is_agreed,
                reason: reason.clone(),
            };
            can_be_ended(&before.terms, &termination, today)?;
            next.state = state;
            next.termination = Some(termination);
            Some(deed)
        }
        AgreementCommand::Send
        | AgreementCommand::TakeBack
        | AgreementCommand::Sign
        | AgreementCommand::Renegotiate
        | AgreementCommand::Resume
        | AgreementCommand::Withdraw
        | AgreementCommand::Expire => {
            let (state, deed) = step(before.state, command).ok_or(AgreementRule::NotNow(before.state))?;
            is_time(before, command, today)?;
            next.state = state;
            Some(deed)
        }
    };
    if let Some(deed) = deed {
        let mut done = entry(by, today, deed);
        done.fields = differences(&before.terms, &next.terms);
        next.history.push(done);
        let surplus = next.history.len().saturating_sub(MAX_HISTORY);
        next.history.drain(..surplus);
    }
    next.version += 1;
    Ok(next)
}

/// Where a step leads from a state; none where it does not lead from there. Commands that are no step lead nowhere.
pub(super) const fn step(from: State, command: &AgreementCommand) -> Option<(State, Deed)> {
    match (from, command) {
        (State::Draft, AgreementCommand::Send) => Some((State::ToSign, Deed::Sent)),
        (State::ToSign, AgreementCommand::TakeBack) => Some((State::Draft, Deed::TakenBack)),
        (State::ToSign, AgreementCommand::Sign) => Some((State::Active, Deed::Signed)),
        (State::Draft | State::ToSign, AgreementCommand::Withdraw) => Some((State::Withdrawn, Deed::Withdrawn)),
        (State::Active, AgreementCommand::Renegotiate) => Some((State::Renegotiation, Deed::Renegotiated)),
        (State::Renegotiation, AgreementCommand::Resume) => Some((State::Active, Deed::Resumed)),
        (State::Active | State::Renegotiation, AgreementCommand::Amend { .. }) => Some((State::Active, Deed::Amended)),
        (State::Active | State::Renegotiation, AgreementCommand::Terminate { .. }) => {
            Some((State::Terminated, Deed::Terminated))
        }
        (State::Active | State::Renegotiation, AgreementCommand::Expire) => Some((State::Expired, Deed::Expired)),
        _ => None,
    }
}

/// What a step asks for beside the state.
fn is_time(before: &Agreement, command: &AgreementCommand, today: Date) -> Result<(), AgreementRule> {
    let is_over = before.terms.to < today;
    match command {
        AgreementCommand::Send if !before.terms.is_complete() => Err(AgreementRule::Incomplete),
        AgreementCommand::Send | AgreementCommand::Sign if is_over => Err(AgreementRule::Over),
        AgreementCommand::Expire if !is_over => Err(AgreementRule::Running),
        _ => Ok(()),
    }
}

/// Whether an amendment says something new that can be, and was signed.
fn can_be_amended(before: &Agreement, terms: &Terms, signed_on: Date, today: Date) -> Result<(), AgreementRule> {
    if differences(&before.terms, terms).into_iter().all(Field::is_free) {
        return Err(AgreementRule::NothingAmended);
    }
    if today < signed_on {
        return Err(AgreementRule::Ahead("signed_on"));
    }
    if before.amendments.len() >= MAX_AMENDMENTS {
        return Err(AgreementRule::TooMany);
    }
    is_sound(terms)
}

/// Whether notice can be given like this: within the agreement, and the period of notice later unless both are agreed.
fn can_be_ended(terms: &Terms, ended: &Termination, today: Date) -> Result<(), AgreementRule> {
    if today < ended.given_on {
        return Err(AgreementRule::Ahead("given_on"));
    }
    if ended.last_day < terms.from || terms.to < ended.last_day {
        return Err(AgreementRule::LastDayOutside);
    }
    let notice = terms.notice_months;
    if !ended.is_agreed && ended.last_day < months_after(ended.given_on, u32::from(notice.get())) {
        return Err(AgreementRule::NoticeTooShort(notice));
    }
    Ok(())
}

fn add_meeting(next: &mut Agreement, date: Date) -> Result<(), AgreementRule> {
    if next.state == State::Withdrawn {
        return Err(AgreementRule::NotNow(next.state));
    }
    if next.meetings.len() >= MAX_MEETINGS {
        return Err(AgreementRule::TooMany);
    }
    if date < next.terms.from || next.last_day() < date {
        return Err(AgreementRule::MeetingOutside);
    }
    match next.meetings.binary_search_by_key(&date, |one| one.date) {
        Ok(_) => Err(AgreementRule::MeetingTwice),
        Err(place) => {
            next.meetings.insert(place, Meeting { date, is_held: false });
            Ok(())
        }
    }
}

fn tick_meeting(next: &mut Agreement, date: Date, is_held: bool, today: Date) -> Result<(), AgreementRule> {
    if is_held && today < date {
        return Err(AgreementRule::MeetingAhead);
    }
    meeting(next, date)?.is_held = is_held;
    Ok(())
}

fn meeting(next: &mut Agreement, date: Date) -> Result<&mut Meeting, AgreementRule> {
    let found = next.meetings.iter_mut().find(|one| one.date == date);
    found.ok_or(AgreementRule::NoMeeting)
}

const fn entry(by: PersonId, on: Date, deed: Deed) -> Entry {
    Entry {
        on,
        by,
        deed,
        fields: Vec::new(),
    }
}

fn is_sound(terms: &Terms) -> Result<(), AgreementRule> {
    let only_imdi = |who: &BTreeSet<Party>| who.iter().all(|party| *party == Party::Imdi);
    if terms.units.is_empty() {
        return Err(AgreementRule::NoUnit);
    }
    if !terms.units.is_disjoint(&terms.nearby) {
        return Err(AgreementRule::CoveredTwice);
    }
    if terms.to < terms.from {
        return Err(AgreementRule::EndBeforeStart);
    }
    if terms.positions.len() > MAX_POSITIONS || terms.contacts.len() > MAX_CONTACTS {
        return Err(AgreementRule::TooMany);
    }
    let mut seen: BTreeSet<PlacementId> = BTreeSet::new();
    for (at, position) in terms.positions.iter().enumerate() {
        if !terms.covers(position.unit) {
            return Err(AgreementRule::PositionElsewhere(at));
        }
        if position.placement.is_some_and(|placement| !seen.insert(placement)) {
            return Err(AgreementRule::PlacementTwice(at));
        }
    }
    if terms
        .responsibilities
        .get(&Item::Employer)
        .is_some_and(|who| !only_imdi(who))
    {
        return Err(AgreementRule::Employer);
    }
    match terms.lines.get(&Category::Salary) {
        Some(line) if line.payer != Party::Imdi => Err(AgreementRule::Salary),
        _ => Ok(()),
    }
}
