//! The only place that reads the clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Where `now` comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// The machine's clock moved by a constant: the demo's story has a «today» of its own.
    Shifted(SignedDuration),
    /// Stands still until moved: tests. Microseconds since 1970.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that runs on from `today` at this time of day.
    pub fn starting_on(today: Date) -> Self {
        let now = system_now();
        let zone = oslo();
        let here = now.to_zoned(zone.clone()).datetime();
        let there = DateTime::from_parts(today, here.time());
        match zone.to_zoned(there) {
            Ok(moved) => Self::Shifted(moved.timestamp().duration_since(now)),
            Err(_) => Self::System,
        }
    }

    /// A clock that stands at an instant.
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// Moves a manual clock; does nothing to the others.
    pub fn advance(&self, by: SignedDuration) {
        if let Self::Manual(micros) = self {
            micros.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => system_now(),
            Self::Shifted(by) => system_now().checked_add(*by).unwrap_or_else(|_| system_now()),
            Self::Manual(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// Today's date and the clock time in Norway.
    pub fn local(&self) -> DateTime {
        self.now().to_zoned(oslo()).datetime()
    }
}

fn oslo() -> TimeZone {
    domain::time::zone()
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn system_now() -> Timestamp {
    Timestamp::now()
}
