//! What an adviser's time goes to, and the mandate's guide of 60 and 40 (W1, W2; domain brief, 2.10).
//!
//! Time is proposed from the calendar, confirmed by the week, and counted in quarters of an hour in one of three buckets. It has no
//! text and no reference to a case. The guide is a guide: a person's share is shown to the person alone.

mod bucket;
mod command;
mod figures;
mod follow;
mod form;
mod guide;
mod kind;
mod period;
mod propose;
mod sheet;
#[cfg(test)]
mod tests;
pub mod view;

pub use bucket::{Bucket, Split, Sums};
pub use command::{Around, WeekCommand, WeekRule, WeekStep, apply};
pub use figures::{CountyFigures, FEWEST_PEOPLE, Figure, Figures, HourSpan, Part, figures, previous};
pub use follow::left_behind;
pub use form::{AbsenceForm, EntryForm, NO_UNIT};
pub use guide::{
    BAND, FULL_DAY, Guide, Intended, TARGET, Zone, expected_on, position_on, projection, sums_of, with_intended,
};
pub use kind::{HourKind, HourRule, PreparationMinutes, RuleEdit, RuleForm, Rules, default_of};
pub use period::{
    HourPeriod, Month, PeriodCommand, PeriodRule, PeriodState, ReopenReason, close, closed_months, reopen,
};
pub use propose::{Booking, Moved, Proposal, Standing, fingerprint, gaps, moved, proposals, talk_for};
pub use sheet::{
    Absence, AbsenceKind, ActivityRef, DAY_MINUTES, Entry, EntryMinutes, LONG_DAY, MOST_ENTRIES, NewEntry, QUARTER,
    TravelMinutes, WeekSheet, counted, days_of, monday_of,
};
