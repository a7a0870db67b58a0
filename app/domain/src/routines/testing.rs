//! A routine to try rules on.

use jiff::civil::{Date, date};
use ulid::Ulid;

use super::*;
use crate::ids::{PersonId, UnitId};
use crate::text::ShortText;

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const ME: PersonId = PersonId::new(Ulid(1));
pub(crate) const AT: RoutineRef = RoutineRef {
    unit: UnitId::new(Ulid(3)),
    scope: RoutineScope::Handling,
};

pub(crate) fn details() -> Details {
    Details {
        document: ShortText::parse("26/1044-3").unwrap(),
        planned_on: Some(date(2026, 12, 10)),
        ..Details::default()
    }
}

pub(crate) fn done(before: Option<&Routine>, command: &RoutineCommand) -> Result<Routine, RoutineRule> {
    done_on(before, command, TODAY)
}

pub(crate) fn done_on(before: Option<&Routine>, command: &RoutineCommand, today: Date) -> Result<Routine, RoutineRule> {
    apply(before, command, (AT, None), ME, today)
}

/// After these commands, from nothing.
pub(crate) fn after(commands: &[RoutineCommand]) -> Routine {
    let begun = done(None, &RoutineCommand::Begin { details: details() }).unwrap();
    commands
        .iter()
        .fold(begun, |before, command| done(Some(&before), command).unwrap())
}

pub(crate) fn adopted_on(on: Date) -> RoutineCommand {
    RoutineCommand::Adopt {
        on,
        by: Adopter::Head,
        next_review: proposed_review(on),
    }
}

pub(crate) fn reviewed_on(on: Date) -> RoutineCommand {
    RoutineCommand::Review {
        on,
        next_review: proposed_review(on),
    }
}

/// In use since a day.
pub(crate) fn in_use(since: Date) -> Routine {
    after(&[RoutineCommand::Submit, adopted_on(since), RoutineCommand::TakeIntoUse])
}
