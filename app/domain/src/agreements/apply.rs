//! What is done to an agreement, and what says no.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{
    Agreement, Category, Deed, Entry, Item, MAX_CONTACTS, MAX_HISTORY, MAX_MEETINGS, MAX_POSITIONS, Meeting,
    NewAgreement, Party, State, Termination, Terms,
};
use super::diff::differences;
use super::months::{months_after, months_between};
use crate::ids::{AgreementId, PersonId, PlacementId};
use crate::issue::{Issue, IssueCode};
use crate::text::Remark;

/// One change of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum AgreementCommand {
    /// Changes the terms.
    Edit {
        /// As they are to be.
        terms: Box<Terms>,
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
        /// The last day, after the notice.
        #[serde(with = "crate::time::wire")]
        last_day: Date,
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

/// Why an agreement is not written or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementRule {
    /// It covers no unit of the owner's.
    #[error("covers no unit")]
    NoUnit,
    /// A unit is the owner's and nearby at once.
    #[error("a unit is covered twice")]
    CoveredTwice,
    /// It ends before it begins.
    #[error("ends before it begins")]
    EndBeforeStart,
    /// A position is at a unit that it does not cover.
    #[error("position {0} is elsewhere")]
    PositionElsewhere(usize),
    /// A placement fills two positions.
    #[error("the placement of position {0} fills another")]
    PlacementTwice(usize),
    /// Somebody else than IMDi is to be the employer (E1).
    #[error("the employer is IMDi")]
    Employer,
    /// Somebody else than IMDi is to pay salary (E1).
    #[error("salary is paid by IMDi")]
    Salary,
    /// There are as many as there can be.
    #[error("there are as many as there can be")]
    TooMany,
    /// Something is lacking before it can be signed.
    #[error("not complete")]
    Incomplete,
    /// The step does not lead from where it stands.
    #[error("not from {0:?}")]
    NotNow(State),
    /// Its last day has passed.
    #[error("its last day has passed")]
    Over,
    /// Its last day has not passed.
    #[error("its last day has not passed")]
    Running,
    /// The last day after a notice is outside the agreement.
    #[error("the last day is outside the agreement")]
    LastDayOutside,
    /// There is a meeting on that day.
    #[error("there is a meeting on that day")]
    MeetingTwice,
    /// The meeting is outside the agreement.
    #[error("the meeting is outside the agreement")]
    MeetingOutside,
    /// The meeting's day has not come.
    #[error("the meeting's day has not come")]
    MeetingAhead,
    /// There is no meeting on that day.
    #[error("no meeting on that day")]
    NoMeeting,
}

impl AgreementRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            // Told beside the field.
            Self::NoUnit
            | Self::CoveredTwice
            | Self::EndBeforeStart
            | Self::PositionElsewhere(_)
            | Self::PlacementTwice(_)
            | Self::Employer
            | Self::Salary
            | Self::LastDayOutside
            | Self::MeetingTwice
            | Self::MeetingOutside => "agreement_field",
            Self::TooMany => "agreement_too_many",
            Self::Incomplete => "agreement_incomplete",
            Self::NotNow(_) => "agreement_not_now",
            Self::Over => "agreement_over",
            Self::Running => "agreement_running",
            Self::MeetingAhead => "agreement_meeting_ahead",
            Self::NoMeeting => "agreement_no_meeting",
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it.
    pub fn issue(self) -> Option<Issue> {
        let (field, code) = match self {
            Self::NoUnit => ("units".to_owned(), IssueCode::Required),
            Self::CoveredTwice => ("nearby".to_owned(), IssueCode::AlreadyExists),
            Self::EndBeforeStart => ("to".to_owned(), IssueCode::EndBeforeStart),
            Self::PositionElsewhere(at) => (format!("positions[{at}].unit"), IssueCode::UnknownChoice),
            Self::PlacementTwice(at) => (format!("positions[{at}].placement"), IssueCode::AlreadyExists),
            Self::Employer => (
                format!("responsibilities.{}", Item::Employer.name()),
                IssueCode::OnlyImdi,
            ),
            Self::Salary => (format!("lines.{}.payer", Category::Salary.name()), IssueCode::OnlyImdi),
            Self::LastDayOutside => ("last_day".to_owned(), IssueCode::OutsideAgreement),
            Self::MeetingTwice => ("meeting".to_owned(), IssueCode::AlreadyExists),
            Self::MeetingOutside => ("meeting".to_owned(), IssueCode::OutsideAgreement),
            Self::TooMany
            | Self::Incomplete
            | Self::NotNow(_)
            | Self::Over
            | Self::Running
            | Self::MeetingAhead
            | Self::NoMeeting => return None,
        };
        Some(Issue::new(field, code))
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
        termination: None,
        meetings: Vec::new(),
        renews: None,
        history: vec![entry(by, today, Deed::Created)],
        version: 1,
    })
}

/// The draft that renews an agreement: the same terms from the day after its last, for as long again, and no paper yet. That it
/// is not renewed already is the caller's to know.
///
/// # Errors
/// `NotNow` for one that was never signed or was ended otherwise.
pub fn renew(old: &Agreement, id: AgreementId, by: PersonId, today: Date) -> Result<Agreement, AgreementRule> {
    match old.state {
        State::Active | State::Renegotiation | State::Expired => {}
        State::Draft | State::ToSign | State::Terminated | State::Withdrawn => {
            return Err(AgreementRule::NotNow(old.state));
        }
    }
    let (from, to) = next_period(old.terms.from, old.terms.to);
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
        termination: None,
        meetings: Vec::new(),
        renews: Some(old.id),
        history: vec![fresh],
        version: 1,
    })
}

/// As long again, from the day after: whole months where the first period is of whole months, days else.
fn next_period(from: Date, to: Date) -> (Date, Date) {
    let next = to.tomorrow().unwrap_or(to);
    let months = months_between(from, next);
    let end = if months > 0 && months_after(from, months) == next {
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
            is_sound(terms)?;
            next.terms = terms.as_ref().clone();
            Some(Deed::Edited)
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
        AgreementCommand::Terminate { last_day, reason } => {
            let (state, deed) = step(before.state, command).ok_or(AgreementRule::NotNow(before.state))?;
            if *last_day < before.terms.from || before.terms.to < *last_day {
                return Err(AgreementRule::LastDayOutside);
            }
            next.state = state;
            next.termination = Some(Termination {
                last_day: *last_day,
                reason: reason.clone(),
            });
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

/// The positions after which their person has more than a full position on some day: in these terms, with those of other
/// agreements beside them. `holders` tells who has which placement.
pub fn over_full(terms: &Terms, holders: &BTreeMap<PlacementId, PersonId>, others: &[&Agreement]) -> Vec<Issue> {
    let mut sums: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut issues = Vec::new();
    for (at, position) in terms.positions.iter().enumerate() {
        let Some(person) = position.placement.and_then(|placement| holders.get(&placement)) else {
            continue;
        };
        let sum = sums
            .entry(*person)
            .or_insert_with(|| elsewhere(*person, terms, holders, others));
        *sum += u32::from(position.percent.get());
        if *sum > 100 {
            issues.push(Issue::new(
                format!("positions[{at}].percent"),
                IssueCode::MoreThanFull { percent: *sum },
            ));
        }
    }
    issues
}

/// The most that a person has in other agreements on a day of these terms.
fn elsewhere(person: PersonId, terms: &Terms, holders: &BTreeMap<PlacementId, PersonId>, others: &[&Agreement]) -> u32 {
    let on = |day: Date| -> u32 {
        others
            .iter()
            .filter(|other| other.is_in_force(day))
            .flat_map(|other| &other.terms.positions)
            .filter(|one| one.placement.and_then(|placement| holders.get(&placement)) == Some(&person))
            .map(|one| u32::from(one.percent.get()))
            .sum()
    };
    // The sum can only rise on a day when something begins.
    let begins = others.iter().map(|other| other.terms.from);
    let days = begins.filter(|day| terms.from <= *day && *day <= terms.to);
    days.chain([terms.from]).map(on).max().unwrap_or_default()
}
