//! What a presentation must be reminded of.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::booking::BookingState;
use super::plan::{Outcome, Presentation, TaskKind};
use crate::languages::Tongue;
use crate::text::{InterpreterCount, ShortText};
use crate::time::length::ToLength as _;

/// So many days ahead an interpreter who is not confirmed is told of (domain brief, 2.3).
pub const REMINDER_DAYS: i64 = 14;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Alert {
    /// An interpreter is needed, or ordered and not confirmed.
    MissingInterpreter {
        /// Of which language.
        tongue: Tongue,
        /// How many.
        count: InterpreterCount,
        /// Whether an agency was asked.
        is_ordered: bool,
    },
    /// The presentation is cancelled, and an interpreter is still to come.
    InterpreterToCallOff {
        /// Of which language.
        tongue: Tongue,
    },
    /// A point of the checklist should be done by now.
    Overdue {
        /// What it is about.
        task: TaskKind,
        /// What exactly.
        what: ShortText,
        /// When it should have been done.
        #[serde(with = "crate::time::wire")]
        due: Date,
    },
    /// Its day is past and nobody has closed it.
    Unclosed,
}

impl Presentation {
    /// The day from which a missing interpreter is told of.
    pub fn reminder_day(&self) -> Date {
        self.slot.date.saturating_sub(REMINDER_DAYS.days())
    }

    /// What must be told today: interpreters first.
    pub fn alerts(&self, today: Date) -> Vec<Alert> {
        match &self.outcome {
            Outcome::Held { .. } => Vec::new(),
            Outcome::Cancelled { .. } => self.to_call_off(today),
            Outcome::Ahead if self.slot.date < today => vec![Alert::Unclosed],
            Outcome::Ahead => self.missing(today).into_iter().chain(self.overdue(today)).collect(),
        }
    }

    fn missing(&self, today: Date) -> Vec<Alert> {
        if today < self.reminder_day() {
            return Vec::new();
        }
        self.interpreters
            .iter()
            .filter(|(_, booking)| booking.state.is_missing())
            .map(|(tongue, booking)| Alert::MissingInterpreter {
                tongue: *tongue,
                count: booking.count,
                is_ordered: matches!(booking.state, BookingState::Ordered { .. }),
            })
            .collect()
    }

    fn to_call_off(&self, today: Date) -> Vec<Alert> {
        if self.slot.date < today {
            return Vec::new();
        }
        self.interpreters
            .iter()
            .filter(|(_, booking)| booking.state.agency().is_some())
            .map(|(tongue, _)| Alert::InterpreterToCallOff { tongue: *tongue })
            .collect()
    }

    fn overdue(&self, today: Date) -> Vec<Alert> {
        let open = self.tasks.values().filter(|task| !task.done);
        open.filter_map(|task| {
            let due = task.due.filter(|due| *due <= today)?;
            Some(Alert::Overdue {
                task: task.kind,
                what: task.what.clone(),
                due,
            })
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::presentations::testing::{TODAY, evening, with_interpreters};
    use crate::presentations::{BookingStep, CancelReason, PresentationCommand, apply};
    use crate::text::Title;

    const ARABIC: Tongue = Tongue::Arabic;

    fn missing(presentation: &Presentation, today: Date) -> Vec<Tongue> {
        presentation
            .alerts(today)
            .into_iter()
            .filter_map(|alert| match alert {
                Alert::MissingInterpreter { tongue, .. } => Some(tongue),
                _ => None,
            })
            .collect()
    }

    fn step(presentation: &Presentation, tongue: Tongue, step: BookingStep) -> Presentation {
        apply(presentation, &PresentationCommand::Step { tongue, step }, TODAY).unwrap()
    }

    fn confirmed(presentation: &Presentation, tongue: Tongue) -> Presentation {
        let agency = Title::parse("Tolketjenesten").unwrap();
        let ordered = step(presentation, tongue, BookingStep::Order { agency });
        step(&ordered, tongue, BookingStep::Confirm)
    }

    #[test]
    fn three_that_nobody_ordered_are_told_of_from_fourteen_days_ahead_to_the_day_itself() {
        let evening = with_interpreters(evening(date(2026, 12, 15)), &[ARABIC, Tongue::Somali, Tongue::Dari]);
        assert_eq!(evening.reminder_day(), date(2026, 12, 1));
        assert_eq!(missing(&evening, date(2026, 11, 30)), []);
        for day in [date(2026, 12, 1), date(2026, 12, 15)] {
            assert_eq!(missing(&evening, day), [ARABIC, Tongue::Dari, Tongue::Somali]);
        }
    }

    #[test]
    fn two_who_are_confirmed_leave_one() {
        let evening = with_interpreters(evening(date(2026, 11, 24)), &[ARABIC, Tongue::Somali, Tongue::Dari]);
        let evening = confirmed(&confirmed(&evening, ARABIC), Tongue::Dari);
        assert_eq!(missing(&evening, TODAY), [Tongue::Somali]);
    }

    #[test]
    fn one_who_is_ordered_and_not_confirmed_is_missing_and_one_who_is_called_off_is_not() {
        let evening = with_interpreters(evening(date(2026, 11, 24)), &[ARABIC]);
        let agency = Title::parse("Tolketjenesten").unwrap();
        let ordered = step(&evening, ARABIC, BookingStep::Order { agency });
        assert!(matches!(
            ordered.alerts(TODAY)[..],
            [Alert::MissingInterpreter { is_ordered: true, .. }, ..]
        ));
        assert_eq!(missing(&step(&ordered, ARABIC, BookingStep::Cancel), TODAY), []);
    }

    #[test]
    fn a_presentation_that_is_cancelled_tells_whom_to_call_off_until_its_day_is_past() {
        let evening = with_interpreters(evening(date(2026, 11, 24)), &[ARABIC, Tongue::Somali]);
        let cancelled = apply(
            &confirmed(&evening, ARABIC),
            &PresentationCommand::Cancel {
                reason: CancelReason::Illness,
            },
            TODAY,
        )
        .unwrap();
        assert_eq!(
            cancelled.alerts(TODAY),
            [Alert::InterpreterToCallOff { tongue: ARABIC }]
        );
        assert_eq!(cancelled.alerts(date(2026, 11, 25)), []);
        assert_eq!(step(&cancelled, ARABIC, BookingStep::Cancel).alerts(TODAY), []);
    }

    #[test]
    fn a_point_of_the_checklist_is_told_of_on_its_day_until_it_is_ticked() {
        let evening = evening(date(2026, 11, 30));
        let due: Vec<Date> = evening.tasks.values().filter_map(|task| task.due).collect();
        assert_eq!(due, [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 29)]);
        assert_eq!(evening.alerts(date(2026, 11, 22)), []);
        assert_eq!(evening.alerts(TODAY).len(), 2);
        let tick = PresentationCommand::TickTask { number: 1, done: true };
        assert_eq!(apply(&evening, &tick, TODAY).unwrap().alerts(TODAY).len(), 1);
    }

    #[test]
    fn one_whose_day_is_past_is_told_of_until_it_is_closed() {
        let evening = with_interpreters(evening(date(2026, 11, 20)), &[ARABIC]);
        assert_eq!(evening.alerts(TODAY), [Alert::Unclosed]);
        assert!(evening.is_unclosed(TODAY));
    }
}
