//! The rules of a delivery: one function makes the next state from the last and a command.

use jiff::civil::Date;

use super::command::{DeliveryCommand, DeliveryPlan, NewDelivery, Taken};
use super::delivery::{Closing, Delivery, Outcome, Source, Stage};
use super::rule::DeliveryRule;
use crate::evaluations::Tally;
use crate::groups::calendar::CalendarMark;
use crate::ids::{OwnerId, PersonId};
use crate::run_sheet::RunSheet;

/// A delivery as it is first planned, with the run sheet of its module.
///
/// # Errors
/// `NoClass` or `NothingToHold`.
pub fn create(
    new: &NewDelivery,
    source: &Source,
    adviser: PersonId,
    owner: Option<OwnerId>,
) -> Result<Delivery, DeliveryRule> {
    let DeliveryPlan {
        class,
        teacher,
        place,
        slot,
        adaptation,
    } = new.plan.clone();
    is_sound(&new.plan)?;
    if source.run_sheet.blocks.is_empty() {
        return Err(DeliveryRule::NothingToHold);
    }
    Ok(Delivery {
        id: new.id,
        module: new.module,
        edition: source.edition,
        title: source.title.clone(),
        unit: new.unit,
        owner,
        reason: new.reason.clone(),
        adviser,
        class,
        teacher,
        place,
        slot,
        adaptation,
        run_sheet: not_yet_run(&source.run_sheet),
        outcome: Outcome::Ahead,
        calendar: CalendarMark::default(),
        version: 1,
    })
}

/// Applies a command. The delivery given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &Delivery, command: &DeliveryCommand, today: Date) -> Result<Delivery, DeliveryRule> {
    let mut next = before.clone();
    match command {
        DeliveryCommand::Edit { plan } => edit(&mut next, plan)?,
        DeliveryCommand::Close { closing, taken } => close(&mut next, closing, taken, today)?,
        DeliveryCommand::Count { answers } => count(&mut next, *answers)?,
        DeliveryCommand::Reopen => {
            if next.closing().is_none() {
                return Err(DeliveryRule::NotHeld);
            }
            next.outcome = Outcome::Ahead;
            next.run_sheet = not_yet_run(&next.run_sheet);
        }
        DeliveryCommand::Cancel { reason } => {
            is_open(&next)?;
            next.outcome = Outcome::Cancelled { reason: *reason };
        }
        DeliveryCommand::Restore => {
            if next.stage() != Stage::Cancelled {
                return Err(DeliveryRule::NotCancelled);
            }
            next.outcome = Outcome::Ahead;
        }
    }
    next.version += 1;
    Ok(next)
}

fn edit(next: &mut Delivery, plan: &DeliveryPlan) -> Result<(), DeliveryRule> {
    is_open(next)?;
    is_sound(plan)?;
    let DeliveryPlan {
        class,
        teacher,
        place,
        slot,
        adaptation,
    } = plan.clone();
    next.class = class;
    next.teacher = teacher;
    next.place = place;
    next.slot = slot;
    next.adaptation = adaptation;
    Ok(())
}

fn close(next: &mut Delivery, closing: &Closing, taken: &[Taken], today: Date) -> Result<(), DeliveryRule> {
    if next.stage() == Stage::Cancelled {
        return Err(DeliveryRule::NotOpen(Stage::Cancelled));
    }
    if next.slot.date > today {
        return Err(DeliveryRule::Ahead);
    }
    let answers = next.outcome.answers();
    if answers.is_some_and(|answers| more_than_were_there(answers, closing)) {
        return Err(DeliveryRule::MoreAnswersThanPupils);
    }
    next.outcome = Outcome::Held {
        closing: closing.clone(),
        answers,
    };
    for Taken { block, minutes } in taken {
        // A block that the run sheet does not have was run from another one.
        if let Some(block) = next.run_sheet.blocks.iter_mut().find(|one| one.id == *block) {
            block.actual = Some(*minutes);
        }
    }
    Ok(())
}

fn count(next: &mut Delivery, counted: Tally) -> Result<(), DeliveryRule> {
    let Outcome::Held { closing, answers } = &mut next.outcome else {
        return Err(DeliveryRule::NotHeld);
    };
    if counted.answers() == 0 {
        return Err(DeliveryRule::NoAnswers);
    }
    if more_than_were_there(counted, closing) {
        return Err(DeliveryRule::MoreAnswersThanPupils);
    }
    *answers = Some(counted);
    Ok(())
}

fn more_than_were_there(answers: Tally, closing: &Closing) -> bool {
    u16::from(answers.answers()) > closing.present.get()
}

fn is_sound(plan: &DeliveryPlan) -> Result<(), DeliveryRule> {
    if plan.class.as_str().is_empty() {
        return Err(DeliveryRule::NoClass);
    }
    Ok(())
}

fn is_open(delivery: &Delivery) -> Result<(), DeliveryRule> {
    let stage = delivery.stage();
    if stage.is_open() {
        Ok(())
    } else {
        Err(DeliveryRule::NotOpen(stage))
    }
}

/// The run sheet without the minutes that its blocks took some other time.
fn not_yet_run(sheet: &RunSheet) -> RunSheet {
    let mut sheet = sheet.clone();
    for block in &mut sheet.blocks {
        block.actual = None;
    }
    sheet
}
