//! The rules of a routine: one function makes the next state from the last and a command.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::routine::{
    Adopter, Adoption, Details, Edition, MAX_EDITIONS, MAX_REVIEWS, Review, Routine, RoutineRef, months_after,
};
use super::state::{RoutineState, RoutineStep};
use crate::ids::{OwnerId, PersonId};
use crate::issue::{Issue, IssueCode};

/// The furthest that a next review may lie ahead.
const MOST_MONTHS: i64 = 36;

/// One change of a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum RoutineCommand {
    /// Somebody begins to write.
    Begin {
        /// What is known.
        details: Details,
    },
    /// Changes what is written of it, and where the newest edition lies.
    Edit {
        /// As it is to be.
        details: Details,
    },
    /// The draft goes to the school's leaders.
    Submit,
    /// They give it back.
    Return,
    /// They adopt it; said again before it is in use, the adoption is put right and what was gone through since stays.
    Adopt {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// By whom.
        by: Adopter,
        /// When it is to be gone through.
        #[serde(with = "crate::time::wire")]
        next_review: Date,
    },
    /// It is made known and used.
    TakeIntoUse,
    /// It was gone through and holds on; an edition that was begun meanwhile is let go.
    Review {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// When it is to be gone through next.
        #[serde(with = "crate::time::wire")]
        next_review: Date,
    },
    /// The next edition is begun.
    Revise {
        /// When it is to be adopted.
        #[serde(default, with = "crate::time::wire::option")]
        planned_on: Option<Date>,
    },
}

impl RoutineCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Begin { .. } => "begin_routine",
            Self::Edit { .. } => "edit_routine",
            Self::Submit => "submit_routine",
            Self::Return => "return_routine",
            Self::Adopt { .. } => "adopt_routine",
            Self::TakeIntoUse => "take_routine_into_use",
            Self::Review { .. } => "review_routine",
            Self::Revise { .. } => "revise_routine",
        }
    }
}

/// Why a routine is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoutineRule {
    /// There is no such way from where it stands.
    #[error("there is no such step from where it stands")]
    NotNow,
    /// Nobody knows where the document lies.
    #[error("nobody knows where the document lies")]
    NoDocument,
    /// The day has not come.
    #[error("a day to come")]
    Ahead,
    /// It, or the edition before it, was adopted or gone through later than that.
    #[error("before it was adopted or gone through last")]
    BeforeTheLast {
        /// That day: the first that it can be.
        last: Date,
        /// The last that it can be: today, or the day of the first review.
        until: Date,
    },
    /// It was gone through before that.
    #[error("after it was gone through first")]
    AfterReview {
        /// When.
        day: Date,
    },
    /// The next review is not after this one, or too far ahead.
    #[error("the next review lies before this one or too far ahead")]
    NextReview {
        /// The first day that it can be.
        first: Date,
        /// The last.
        last: Date,
    },
}

impl RoutineRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotNow => "routine_not_now",
            Self::NoDocument => "routine_no_document",
            // Told beside the field.
            Self::Ahead | Self::BeforeTheLast { .. } | Self::AfterReview { .. } | Self::NextReview { .. } => {
                "routine_field"
            }
        }
    }

    /// The field that the rule is about, if it is about one, and what is wrong with it. A page may have the forms of an adoption and of a review,
    /// so their fields have names of their own.
    pub fn issue(self, command: &RoutineCommand) -> Option<Issue> {
        let (on, next_review) = match command {
            RoutineCommand::Review { .. } => ("reviewed_on", "review_again"),
            _ => ("on", "next_review"),
        };
        let (field, code) = match self {
            Self::NotNow | Self::NoDocument => return None,
            Self::Ahead => (on, IssueCode::AfterToday),
            Self::BeforeTheLast { last, until } => (
                on,
                IssueCode::OutsideDays {
                    first: last,
                    last: until,
                },
            ),
            Self::AfterReview { day } => (on, IssueCode::AfterReview { day }),
            Self::NextReview { first, last } => (next_review, IssueCode::OutsideDays { first, last }),
        };
        Some(Issue::new(field, code))
    }
}

/// Applies a command to a routine, or to none. The routine given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(
    before: Option<&Routine>,
    command: &RoutineCommand,
    (at, owner): (RoutineRef, Option<OwnerId>),
    by: PersonId,
    today: Date,
) -> Result<Routine, RoutineRule> {
    let Some(before) = before else {
        let RoutineCommand::Begin { details } = command else {
            return Err(RoutineRule::NotNow);
        };
        return Ok(begun((at, owner), details, by));
    };
    let mut next = before.clone();
    match command {
        RoutineCommand::Begin { .. } => return Err(RoutineRule::NotNow),
        RoutineCommand::Edit { details } => edit(&mut next, details),
        RoutineCommand::Submit => step(work(&mut next)?, RoutineStep::Submit)?,
        RoutineCommand::Return => step(work(&mut next)?, RoutineStep::Return)?,
        RoutineCommand::Adopt { on, by, next_review } => adopt(&mut next, (*on, *by, *next_review), today)?,
        RoutineCommand::TakeIntoUse => step(in_force(&mut next)?, RoutineStep::TakeIntoUse)?,
        RoutineCommand::Review { on, next_review } => review(&mut next, *on, *next_review, today)?,
        RoutineCommand::Revise { planned_on } => revise(&mut next, *planned_on)?,
    }
    next.by = by;
    next.version += 1;
    Ok(next)
}

fn begun((at, owner): (RoutineRef, Option<OwnerId>), details: &Details, by: PersonId) -> Routine {
    let Details {
        title,
        document,
        link,
        planned_on,
        anchored,
        note,
    } = details.clone();
    Routine {
        at,
        owner,
        title,
        editions: vec![Edition {
            number: 1,
            state: RoutineState::InProgress,
            document,
            link,
            adopted: None,
        }],
        planned_on,
        anchored,
        note,
        by,
        version: 1,
    }
}

fn edit(next: &mut Routine, details: &Details) {
    let Details {
        title,
        document,
        link,
        planned_on,
        anchored,
        note,
    } = details.clone();
    // What holds already has been adopted: no day is planned for it.
    next.planned_on = planned_on.filter(|_| next.work().is_some());
    if let Some(newest) = next.editions.last_mut() {
        newest.document = document;
        newest.link = link;
    }
    next.title = title;
    next.anchored = anchored;
    next.note = note;
}

/// The edition that is worked on.
fn work(routine: &mut Routine) -> Result<&mut Edition, RoutineRule> {
    let newest = routine.editions.last_mut();
    newest.filter(|one| one.state.is_work()).ok_or(RoutineRule::NotNow)
}

fn in_force(routine: &mut Routine) -> Result<&mut Edition, RoutineRule> {
    let mut editions = routine.editions.iter_mut();
    editions.find(|one| one.state.is_in_force()).ok_or(RoutineRule::NotNow)
}

fn step(edition: &mut Edition, step: RoutineStep) -> Result<(), RoutineRule> {
    edition.state = edition.state.after(step).ok_or(RoutineRule::NotNow)?;
    Ok(())
}

fn adopt(next: &mut Routine, (on, by, next_review): (Date, Adopter, Date), today: Date) -> Result<(), RoutineRule> {
    in_order(on, next_review, today)?;
    let (newest, older) = next.editions.split_last_mut().ok_or(RoutineRule::NotNow)?;
    step(newest, RoutineStep::Adopt)?;
    if newest.document.as_str().is_empty() && newest.link.is_none() {
        return Err(RoutineRule::NoDocument);
    }
    let reviews = newest.adopted.take().map(|one| one.reviews).unwrap_or_default();
    let first_review = reviews.first().map(|one| one.on);
    // The edition before holds until this one does.
    let before = older.last().and_then(|one| one.adopted.as_ref()).map(Adoption::last);
    if let Some(last) = before.filter(|last| on < *last) {
        let until = first_review.unwrap_or(today);
        return Err(RoutineRule::BeforeTheLast { last, until });
    }
    if let Some(day) = first_review.filter(|day| *day < on) {
        return Err(RoutineRule::AfterReview { day });
    }
    if let Some(old) = older.iter_mut().find(|one| one.state.is_in_force()) {
        step(old, RoutineStep::Replace)?;
    }
    newest.adopted = Some(Adoption {
        on,
        by,
        next_review,
        reviews,
    });
    next.planned_on = None;
    Ok(())
}

fn review(next: &mut Routine, on: Date, next_review: Date, today: Date) -> Result<(), RoutineRule> {
    in_order(on, next_review, today)?;
    let edition = in_force(next)?;
    step(edition, RoutineStep::Review)?;
    let adoption = edition.adopted.as_mut().ok_or(RoutineRule::NotNow)?;
    let last = adoption.last();
    if on < last {
        return Err(RoutineRule::BeforeTheLast { last, until: today });
    }
    // Said again on the same day, the next review is put right.
    match adoption.reviews.last_mut() {
        Some(said) if said.on == on => said.next_review = next_review,
        None if adoption.on == on => adoption.next_review = next_review,
        _ => adoption.reviews.push(Review { on, next_review }),
    }
    if adoption.reviews.len() > MAX_REVIEWS {
        adoption.reviews.remove(0);
    }
    next.editions.retain(|one| !one.state.is_work());
    next.planned_on = None;
    Ok(())
}

fn revise(next: &mut Routine, planned_on: Option<Date>) -> Result<(), RoutineRule> {
    let edition = in_force(next)?;
    step(edition, RoutineStep::Revise)?;
    let begun = Edition {
        number: edition.number + 1,
        state: RoutineState::InProgress,
        document: edition.document.clone(),
        link: edition.link.clone(),
        adopted: None,
    };
    next.editions.push(begun);
    if next.editions.len() > MAX_EDITIONS {
        next.editions.remove(0);
    }
    next.planned_on = planned_on;
    Ok(())
}

fn in_order(on: Date, next_review: Date, today: Date) -> Result<(), RoutineRule> {
    if on > today {
        return Err(RoutineRule::Ahead);
    }
    let (first, last) = (on.tomorrow().unwrap_or(on), months_after(on, MOST_MONTHS));
    if (first..=last).contains(&next_review) {
        Ok(())
    } else {
        Err(RoutineRule::NextReview { first, last })
    }
}
