//! Words for run sheets, in the reader's language.

use domain::run_sheet::Fit;
use i18n::{Language, format, groups as text};
use jiff::civil::Time;

/// What to say of a block's lock, with the minutes left empty before it or missing, and whether it is not met.
pub fn lock(language: Language, lock: Time, gap: i64, overrun: i64) -> (String, bool) {
    let lock = format::time(language, lock);
    let words = |minutes: i64| format::duration(language, u32::try_from(minutes).unwrap_or(u32::MAX));
    match (gap, overrun) {
        (0, 0) => (text::lock_met(language, lock), false),
        (0, over) => (text::lock_over(language, words(over), lock), true),
        (gap, _) => (text::lock_gap(language, words(gap), lock), true),
    }
}

/// The blocks' minutes against the session's length.
pub fn sum(language: Language, fit: &Fit, total: u32, length: u16) -> String {
    let words = |minutes: u32| format::duration(language, minutes);
    let off = words(u32::try_from(fit.left.unsigned_abs()).unwrap_or(u32::MAX));
    match fit.left {
        0 => text::sum_fits(language, words(total), words(length.into())),
        1.. => text::sum_under(language, words(total), off, words(length.into())),
        _ => text::sum_over(language, words(total), off, words(length.into())),
    }
}
