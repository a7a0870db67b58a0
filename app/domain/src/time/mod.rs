//! Calendar time as people plan it: wall time in Norway, school years, holidays.
//!
//! Plans are stored as wall time and mean Europe/Oslo; an instant is only computed when one is needed.

pub mod calendar;
pub mod holidays;
pub mod period;
pub mod slot;

pub use calendar::{BreakKind, CalendarBreak, SchoolCalendar};
pub use holidays::{PublicHoliday, public_holiday};
pub use period::{Half, SchoolYear, Semester};
pub use slot::{LocalSlot, parse_date, parse_time};

/// The zone of every plan.
pub const ZONE: &str = "Europe/Oslo";
