//! Invented school calendars with real shapes: autumn holiday in week 40 or 41, winter holiday in week 8, 9 or 10 (domain
//! brief, 6.4).

use domain::calendars::OwnerCalendar;
use domain::ids::OwnerId;
use domain::people::Language;
use domain::text::Title;
use domain::time::holidays::easter_sunday;
use domain::time::{BreakKind, CalendarBreak, SchoolYear};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// An owner's calendar with its holidays in these weeks.
pub(super) fn calendar(owner: OwnerId, year: SchoolYear, autumn_week: i8, winter_week: i8) -> OwnerCalendar {
    let start = year.start_year();
    let next = start + 1;
    let easter = easter_sunday(next);
    let stretches = [
        (BreakKind::PlanningDay, date(start, 8, 12), date(start, 8, 14)),
        (
            BreakKind::Autumn,
            monday(start, autumn_week),
            friday(start, autumn_week),
        ),
        (BreakKind::Christmas, date(start, 12, 21), date(next, 1, 1)),
        (
            BreakKind::PlanningDay,
            first_weekday(date(next, 1, 2)),
            first_weekday(date(next, 1, 2)),
        ),
        (BreakKind::Winter, monday(next, winter_week), friday(next, winter_week)),
        (
            BreakKind::Easter,
            easter.saturating_sub(6.days()),
            easter.saturating_add(1.day()),
        ),
        (BreakKind::Exam, date(next, 5, 20), date(next, 6, 11)),
        (BreakKind::Summer, date(next, 6, 21), date(next, 7, 31)),
    ];
    OwnerCalendar {
        owner,
        year,
        breaks: stretches
            .into_iter()
            .filter_map(|(kind, first, last)| {
                Some(CalendarBreak {
                    kind,
                    // What a Norwegian owner calls it.
                    name: Title::parse(i18n::break_kind(Language::Nb, kind)).ok()?,
                    first,
                    last,
                })
            })
            .collect(),
        version: 1,
    }
}

fn monday(year: i16, week: i8) -> Date {
    ISOWeekDate::new(year, week, Weekday::Monday).map_or(date(year, 10, 1), ISOWeekDate::date)
}

fn friday(year: i16, week: i8) -> Date {
    monday(year, week).saturating_add(4.days())
}

fn first_weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.day()),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use domain::calendars::check;
    use domain::issue::Issues;
    use ulid::Ulid;

    use super::*;

    #[test]
    fn the_autumn_holiday_of_2026_is_week_40_and_every_calendar_is_sound() {
        let owner = OwnerId::new(Ulid(1));
        let made = calendar(owner, SchoolYear::starting(2026), 40, 8);
        let autumn = made.breaks.iter().find(|one| one.kind == BreakKind::Autumn).unwrap();
        assert_eq!((autumn.first, autumn.last), (date(2026, 9, 28), date(2026, 10, 2)));
        for start in 2020..2040 {
            let year = SchoolYear::starting(start);
            let mut breaks = calendar(owner, year, 41, 10).breaks;
            assert_eq!(breaks.len(), 8);
            let mut issues = Issues::new();
            check(&mut breaks, year, &mut issues);
            assert_eq!(issues.into_vec(), []);
        }
    }
}
