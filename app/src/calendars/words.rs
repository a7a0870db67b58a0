//! Words for days.

use domain::time::PublicHoliday;
use i18n::{Language, calendars as text, format};
use jiff::civil::Date;

pub(super) fn holiday(language: Language, holiday: PublicHoliday) -> &'static str {
    match holiday {
        PublicHoliday::NewYearsDay => text::new_years_day(language),
        PublicHoliday::MaundyThursday => text::maundy_thursday(language),
        PublicHoliday::GoodFriday => text::good_friday(language),
        PublicHoliday::EasterSunday => text::easter_sunday(language),
        PublicHoliday::EasterMonday => text::easter_monday(language),
        PublicHoliday::LabourDay => text::labour_day(language),
        PublicHoliday::ConstitutionDay => text::constitution_day(language),
        PublicHoliday::AscensionDay => text::ascension_day(language),
        PublicHoliday::WhitSunday => text::whit_sunday(language),
        PublicHoliday::WhitMonday => text::whit_monday(language),
        PublicHoliday::ChristmasDay => text::christmas_day(language),
        PublicHoliday::BoxingDay => text::boxing_day(language),
    }
}

/// «28. september 2026 – 2. oktober 2026», or one day.
pub(super) fn days(language: Language, first: Date, last: Date) -> String {
    if first == last {
        format::date_medium(language, first)
    } else {
        std::format!(
            "{} – {}",
            format::date_medium(language, first),
            format::date_medium(language, last)
        )
    }
}
