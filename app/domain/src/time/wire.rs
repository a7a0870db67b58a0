//! Dates and times on the wire: `2026-11-23`, `12:15:00`, `2026-11-23T11:15:00Z` (RFC 3339). `#[serde(with = "crate::time::wire")]`.
//!
//! The same texts as jiff's own, read more narrowly. What jiff has to say of a text that it can't read is a twentieth of the
//! first page's code; here a text is either one of these or it is not.

use std::fmt::Display;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What has a text of its own on the wire.
pub trait Wire: Display + Sized {
    /// Read back; `None` for any other text.
    fn read(text: &str) -> Option<Self>;
}

/// A date by itself, as an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(#[serde(with = "crate::time::wire")] pub Date);

impl Wire for Date {
    fn read(text: &str) -> Option<Self> {
        let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
        Self::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

impl Wire for Time {
    fn read(text: &str) -> Option<Self> {
        let [hour, minute, second] = numbers(text, ':', [2, 2, 2])?;
        let small = |number: i16| i8::try_from(number).ok();
        Self::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
    }
}

impl Wire for Timestamp {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Three numbers of so many digits each.
fn numbers(text: &str, between: char, digits: [usize; 3]) -> Option<[i16; 3]> {
    let mut parts = text.split(between);
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let is_plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| part.parse().ok()).flatten()
    };
    let numbers = [number(digits[0])?, number(digits[1])?, number(digits[2])?];
    parts.next().is_none().then_some(numbers)
}

struct Text<T>(PhantomData<T>);

impl<T: Wire> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a date or a time")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).ok_or_else(|| E::custom("not a date or a time"))
    }
}

/// Writes the text.
///
/// # Errors
/// The serializer's own.
pub fn serialize<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Reads the text.
///
/// # Errors
/// For any other text.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

/// The same for what may be missing: `#[serde(default, with = "crate::time::wire::option")]`.
pub mod option {
    use serde::Deserialize;

    use super::{Deserializer, Serializer, Wire};

    /// Writes the text, or nothing.
    ///
    /// # Errors
    /// The serializer's own.
    pub fn serialize<T: Wire, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the text, or nothing.
    ///
    /// # Errors
    /// For any other text.
    pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        struct Inner<T>(T);

        impl<'de, T: Wire> Deserialize<'de> for Inner<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::deserialize(deserializer).map(Self)
            }
        }

        Option::<Inner<T>>::deserialize(deserializer).map(|inner| inner.map(|Inner(value)| value))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(days in 0i32..60_000, seconds in 0i64..86_400, at in 0i64..4_000_000_000) {
            let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(Date::read(&day.to_string()), Some(day));
            let clock = time(0, 0, 0, 0).wrapping_add(jiff::Span::new().seconds(seconds));
            prop_assert_eq!(Time::read(&clock.to_string()), Some(clock));
            let moment = Timestamp::from_second(at).unwrap();
            prop_assert_eq!(Timestamp::read(&moment.to_string()), Some(moment));
        }
    }

    #[test]
    fn another_text_is_no_date_and_no_time() {
        for text in [
            "",
            "2026-11",
            "2026-11-23-1",
            "23.11.2026",
            "2026-02-30",
            "2026-1-01",
            "+026-01-01",
            "2026-11-23T00:00",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
        for text in ["", "12:15", "12.15.00", "24:00:00", "12:15:00.5", "1:15:00"] {
            assert_eq!(Time::read(text), None, "{text}");
        }
        assert_eq!(Timestamp::read("2026-11-23"), None);
    }
}
