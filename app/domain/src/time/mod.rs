//! Calendar time as people plan it: wall time in Norway, school years, holidays.
//!
//! Plans are stored as wall time and mean Europe/Oslo; an instant is only computed when one is needed.

use jiff::tz::TimeZone;

pub mod calendar;
pub mod holidays;
pub mod length;
pub mod period;
pub mod slot;
pub mod wire;

pub use calendar::{BreakKind, CalendarBreak, SchoolCalendar};
pub use holidays::{PublicHoliday, public_holiday};
pub use period::{Half, SchoolYear, Semester};
pub use slot::{LocalSlot, Occasion, parse_date, parse_time};

/// The name of the zone of every plan.
pub const ZONE: &str = "Europe/Oslo";

/// The zone of every plan, with all its clock changes. Its table is compiled in: neither the server nor the browser looks
/// for a database of zones.
pub fn zone() -> TimeZone {
    static OSLO: TimeZone = jiff::tz::get!("Europe/Oslo");
    OSLO.clone()
}
