//! Dates, times and numbers as each language writes them. Small tables instead of a locale library: they travel to the
//! browser.

use jiff::civil::{Date, DateTime, Time};

use crate::Language;

const WEEKDAYS: [[&str; 7]; 3] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A no-break space: thousands in Norwegian, and between a number and its unit.
const NBSP: char = '\u{a0}';

fn index(language: Language) -> usize {
    match language {
        Language::Nb => 0,
        Language::Nn => 1,
        Language::En => 2,
    }
}

/// «tirsdag», «tysdag», "Tuesday".
pub fn weekday(language: Language, date: Date) -> &'static str {
    let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    WEEKDAYS[index(language)][day]
}

/// «november», "November".
pub fn month(language: Language, date: Date) -> &'static str {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS[usize::from(language == Language::En)][month]
}

/// «tirsdag 24. november 2026», "Tuesday 24 November 2026".
pub fn date_long(language: Language, date: Date) -> String {
    format!("{} {}", weekday(language, date), date_medium(language, date))
}

/// «24. november 2026», "24 November 2026".
pub fn date_medium(language: Language, date: Date) -> String {
    format!("{} {}", day_month(language, date), date.year())
}

/// «24. november», "24 November".
pub fn day_month(language: Language, date: Date) -> String {
    let dot = if language == Language::En { "" } else { "." };
    format!("{}{dot} {}", date.day(), month(language, date))
}

/// «24.11.2026», "24/11/2026".
pub fn date_short(language: Language, date: Date) -> String {
    let sign = if language == Language::En { '/' } else { '.' };
    format!("{:02}{sign}{:02}{sign}{}", date.day(), date.month(), date.year())
}

/// `12:15`, the same in all three.
pub fn time(_: Language, time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The day and the clock of a wall time. Midnight is the end of the day before: «mandag 30. november 2026» and `24:00`, so that nobody
/// reads of a last day that is none.
pub fn day_and_time(language: Language, there: DateTime) -> (String, String) {
    let (day, clock) = (there.date(), there.time());
    match (clock == Time::midnight()).then(|| day.yesterday().ok()).flatten() {
        Some(before) => (date_long(language, before), "24:00".to_owned()),
        None => (date_long(language, day), time(language, clock)),
    }
}

/// «1 234 567» with no-break spaces, "1,234,567".
pub fn number(language: Language, number: i64) -> String {
    let separator = if language == Language::En { ',' } else { NBSP };
    let digits = number.unsigned_abs().to_string();
    let mut written = String::from(if number < 0 { "\u{2212}" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        // Four digits are written together in Norwegian (Språkrådet), five and more in groups.
        let grouped = digits.len() > 4 || language == Language::En;
        if at > 0 && grouped && (digits.len() - at).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

/// A number with one decimal: «2,5», "2.5". `tenths` is ten times the number.
pub fn one_decimal(language: Language, tenths: i64) -> String {
    let sign = if language == Language::En { '.' } else { ',' };
    format!("{}{sign}{}", number(language, tenths / 10), (tenths % 10).abs())
}

/// «66 %» with a no-break space, "66%".
pub fn percent(language: Language, percent: i64) -> String {
    if language == Language::En {
        format!("{percent}%")
    } else {
        format!("{}{NBSP}%", number(language, percent))
    }
}

/// Money given in øre: «1250 kr», «12 500,50 kr», "NOK 12,500.50".
pub fn amount(language: Language, ore: i64) -> String {
    let sign = if ore < 0 { "\u{2212}" } else { "" };
    let (kroner, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
    let mut digits = number(language, i64::try_from(kroner).unwrap_or(i64::MAX));
    if rest > 0 {
        let point = if language == Language::En { '.' } else { ',' };
        digits = format!("{digits}{point}{rest:02}");
    }
    if language == Language::En {
        format!("{sign}NOK{NBSP}{digits}")
    } else {
        format!("{sign}{digits}{NBSP}kr")
    }
}

/// The size of a file in kilobytes or megabytes (1000 bytes, as file managers show it): «48 kB», «1,2 MB».
pub fn bytes(language: Language, bytes: u64) -> String {
    let rounded = |unit: u64| i64::try_from(bytes.div_ceil(unit)).unwrap_or(i64::MAX);
    if bytes < 1_000_000 {
        format!("{}{NBSP}kB", number(language, rounded(1000)))
    } else {
        format!("{}{NBSP}MB", one_decimal(language, rounded(100_000)))
    }
}

/// Minutes as hours and minutes: «1 t 15 min», "1 h 15 min", «45 min».
pub fn duration(language: Language, minutes: u32) -> String {
    let hour = if language == Language::En { 'h' } else { 't' };
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest}{NBSP}min"),
        (hours, 0) => format!("{hours}{NBSP}{hour}"),
        (hours, rest) => format!("{hours}{NBSP}{hour} {rest}{NBSP}min"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn midnight_is_the_end_of_the_day_before() {
        let at = |hour: i8| date(2026, 12, 1).at(hour, 0, 0, 0);
        let said = |day: &str, time: &str| (day.to_owned(), time.to_owned());
        let of = |hour: i8| day_and_time(Language::Nb, at(hour));
        assert_eq!(of(0), said("mandag 30. november 2026", "24:00"));
        assert_eq!(of(1), said("tirsdag 1. desember 2026", "01:00"));
    }

    #[test]
    fn a_date_is_written_as_each_language_writes_it() {
        let day = date(2026, 11, 24);
        assert_eq!(date_long(Language::Nb, day), "tirsdag 24. november 2026");
        assert_eq!(date_long(Language::Nn, day), "tysdag 24. november 2026");
        assert_eq!(date_long(Language::En, day), "Tuesday 24 November 2026");
        assert_eq!(date_short(Language::Nn, day), "24.11.2026");
    }

    #[test]
    fn numbers_have_spaces_in_norwegian_and_commas_in_english() {
        assert_eq!(number(Language::Nb, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Language::Nb, 1234), "1234");
        assert_eq!(number(Language::En, -1234), "\u{2212}1,234");
        assert_eq!(one_decimal(Language::Nn, 25), "2,5");
        assert_eq!(percent(Language::Nb, 66), "66\u{a0}%");
    }

    #[test]
    fn money_is_written_with_ore_only_where_there_are_some() {
        assert_eq!(amount(Language::Nb, 124_050), "1240,50\u{a0}kr");
        assert_eq!(amount(Language::Nn, 2_000_000), "20\u{a0}000\u{a0}kr");
        assert_eq!(amount(Language::En, -124_005), "\u{2212}NOK\u{a0}1,240.05");
    }

    #[test]
    fn a_size_is_never_nothing_and_has_one_decimal_from_a_megabyte_on() {
        assert_eq!(bytes(Language::Nb, 1), "1\u{a0}kB");
        assert_eq!(bytes(Language::Nn, 48_000), "48\u{a0}kB");
        assert_eq!(bytes(Language::Nb, 1_200_000), "1,2\u{a0}MB");
        assert_eq!(bytes(Language::En, 20_971_520), "21.0\u{a0}MB");
    }

    #[test]
    fn minutes_are_read_as_hours_and_minutes() {
        assert_eq!(duration(Language::Nb, 75), "1\u{a0}t 15\u{a0}min");
        assert_eq!(duration(Language::En, 120), "2\u{a0}h");
        assert_eq!(duration(Language::Nn, 45), "45\u{a0}min");
    }
}
