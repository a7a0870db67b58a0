//! Whether a group that is about to begin has as many pupils as it was planned to start with. It is told and nothing more: whether to
//! begin is for those who lead it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::HeadEdit;
use super::plan::{Group, Stage};
use crate::text::Seats;
use crate::time::length::ToLength as _;

/// How long before the first session it is told, in days: two weeks leave time to ask more pupils, or to tell those who are asked
/// that it will be later.
pub const NOTICE_DAYS: i64 = 14;

/// A group that begins soon with fewer pupils than it was planned to start with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TooFew {
    /// Seats that have a pupil.
    pub taken: u8,
    /// Fewest pupils to start with.
    pub least: Seats,
    /// The session that it begins with.
    pub number: u8,
    /// The day of that session.
    #[serde(with = "crate::time::wire")]
    pub first: Date,
}

impl TooFew {
    /// From what lists know of a group. `open` are its sessions that are to be held on their dates ([`is_to_come`]), drafts included, in
    /// any order. None when something was held already, when the first of them is over or not soon, and when there are enough.
    pub fn find(
        stage: Stage,
        taken: u8,
        least: Seats,
        open: impl IntoIterator<Item = (Date, u8)>,
        today: Date,
    ) -> Option<Self> {
        if stage != Stage::Ahead || taken >= least.get() {
            return None;
        }
        let (first, number) = open.into_iter().min()?;
        let soon = today..=today.saturating_add(NOTICE_DAYS.days());
        soon.contains(&first).then_some(Self {
            taken,
            least,
            number,
            first,
        })
    }

    /// The fewest to start with, were it to begin with those who are there; none where that is fewer than a group can have.
    pub fn as_it_is(self) -> Option<Seats> {
        Seats::new(i64::from(self.taken)).ok()
    }
}

/// Whether a session in this state, by its name, is to be held on its date.
pub fn is_to_come(state: &str) -> bool {
    matches!(state, "draft" | "planned" | "confirmed")
}

impl Group {
    /// How many seats have a pupil: those with a grade, and those that were ticked, there or not.
    pub fn taken(&self) -> u8 {
        let has_pupil = |seat: &u8| {
            self.grades.contains_key(seat) || self.sessions.iter().any(|session| session.ticks.contains_key(seat))
        };
        let taken = (1..=self.seats_max.get()).filter(has_pupil).count();
        u8::try_from(taken).unwrap_or(u8::MAX)
    }

    /// Whether it begins soon with too few; never for one in the bin.
    pub fn too_few(&self, today: Date) -> Option<TooFew> {
        if self.binned.is_some() {
            return None;
        }
        let open = self.sessions.iter().filter(|session| is_to_come(session.state.name()));
        let open = open.map(|session| (session.slot.date, session.number));
        TooFew::find(self.stage(), self.taken(), self.seats_min, open, today)
    }

    /// The head with which it begins with those who are there; none where nothing lacks, or they are fewer than a group can have.
    pub fn head_as_it_is(&self, today: Date) -> Option<HeadEdit> {
        let seats_min = self.too_few(today)?.as_it_is()?;
        Some(HeadEdit {
            seats_min,
            ..HeadEdit::of(self)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::groups::plan::Grade;
    use crate::groups::state::CancelReason;
    use crate::groups::testing::group_on;
    use crate::groups::{GroupCommand, apply};

    const FIRST: Date = date(2026, 12, 1);
    const TODAY: Date = date(2026, 11, 23);

    fn done(group: &Group, commands: impl IntoIterator<Item = GroupCommand>) -> Group {
        commands
            .into_iter()
            .fold(group.clone(), |group, command| apply(&group, &command, TODAY).unwrap())
    }

    fn graded(seats: u8) -> Group {
        let grade = Some(Grade::Vg1);
        let group = group_on(&[FIRST, date(2026, 12, 3)]);
        done(&group, (1..=seats).map(|seat| GroupCommand::SetGrade { seat, grade }))
    }

    #[test]
    fn a_group_that_begins_within_two_weeks_with_too_few_is_told_of_until_there_are_enough() {
        let four = graded(4).too_few(TODAY).unwrap();
        assert_eq!(
            (four.taken, four.least.get(), four.number, four.first),
            (4, 6, 1, FIRST)
        );
        assert_eq!(graded(6).too_few(TODAY), None);
        let began = [date(2026, 11, 16), date(2026, 11, 17), FIRST, date(2026, 12, 2)];
        let told = began.map(|today| graded(4).too_few(today).is_some());
        assert_eq!(
            told,
            [false, true, true, false],
            "from fourteen days before, to the day itself"
        );
    }

    #[test]
    fn a_seat_has_a_pupil_when_it_has_a_grade_or_was_ticked_and_is_counted_once() {
        let tick = |seat, there| GroupCommand::TickSeat {
            number: 1,
            seat,
            present: Some(there),
        };
        let group = done(&graded(4), [tick(4, true), tick(5, false)]);
        assert_eq!(group.taken(), 5);
    }

    #[test]
    fn what_leads_out_of_it_is_postponing_cancelling_or_beginning_with_fewer() {
        let reason = CancelReason::Absence;
        let group = graded(4);
        let later = done(&group, [GroupCommand::PostponeSession { number: 1, reason }]);
        assert_eq!(
            later.too_few(TODAY).map(|few| few.number),
            Some(2),
            "the next is the first now"
        );
        let off = done(&later, [GroupCommand::CancelSession { number: 2, reason }]);
        assert_eq!(off.too_few(TODAY), None);
        let head = group.head_as_it_is(TODAY).unwrap();
        let begun = done(&group, [GroupCommand::EditHead { head }]);
        assert_eq!((begun.too_few(TODAY), begun.seats_min.get()), (None, 4));
        assert_eq!(graded(2).head_as_it_is(TODAY), None, "no group is planned for two");
        // It is told, and bars nothing.
        done(&graded(0), [GroupCommand::ConfirmSession { number: 1 }]);
    }

    proptest! {
        #[test]
        fn nobody_is_told_of_a_group_that_has_enough_or_has_begun(taken in 0u8..=15, least in 3i64..=15, ahead in -30i64..60) {
            let least = Seats::new(least).unwrap();
            let open = [(TODAY.saturating_add(ahead.days()), 1)];
            let told = |stage| TooFew::find(stage, taken, least, open, TODAY).is_some();
            prop_assert_eq!(told(Stage::Ahead), taken < least.get() && (0..=NOTICE_DAYS).contains(&ahead));
            prop_assert!(!told(Stage::Running) && !told(Stage::Finished));
        }
    }
}
