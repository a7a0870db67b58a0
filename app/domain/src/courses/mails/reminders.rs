//! What time brings to the participants of a course: reminders, and the questions afterwards.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};

use super::super::evaluation::LATER_DAYS;
use super::super::event::{CourseEvent, Lifecycle};
use super::super::notice::Notice;
use super::super::opening::instant;
use crate::time::length::ToLength as _;
use crate::time::{Occasion, zone};

/// How long before it begins those on video are reminded.
const SOON: SignedDuration = SignedDuration::from_hours(2);
/// The hour of the morning from which mails that belong to a day go out.
const FROM_HOUR: i8 = 7;
/// Days for which what a server that stood still has missed after a course is still told.
const STILL_OF_USE: i64 = 3;

/// A mail that time brings to all who have a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// What it tells.
    pub notice: Notice,
    /// The part that it is of: the one that lies ahead, or the last where it is over.
    pub part: Occasion,
    /// From when it is due.
    pub from: Timestamp,
    /// Until when it is of use.
    pub until: Timestamp,
    /// Whether it waits for the morning.
    pub by_day: bool,
}

impl Reminder {
    /// Whether it is to be sent at an instant.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let is_time = !self.by_day || now.to_zoned(zone()).hour() >= FROM_HOUR;
        is_time && (self.from..self.until).contains(&now)
    }

    /// What tells it from the others of its kind: the day of its part, and the clock time where a day may have several.
    pub fn tag(&self) -> String {
        let day = self.part.date;
        match self.notice {
            Notice::Soon => format!("{day}-{}", self.part.start.strftime("%H%M")),
            _ => day.to_string(),
        }
    }
}

/// What time brings to the participants of a published course, the first first. What is over before it begins is left out.
///
/// Each part is reminded of, but not by a mail that comes while one is at the course: no week's notice of a part that follows within a week,
/// no day's notice of the day after another.
pub fn reminders(event: &CourseEvent) -> Vec<Reminder> {
    let Some(last) = event.parts.last().copied() else {
        return Vec::new();
    };
    if !matches!(event.lifecycle, Lifecycle::Published { .. }) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut earlier: Option<Occasion> = None;
    for part in event.parts.iter().copied() {
        let comes_after = |days: i64| earlier.is_none_or(|one| one.date.saturating_add(days.days()) < part.date);
        all.extend(comes_after(7).then(|| of_morning(Notice::Week, part, -7, 1)));
        all.extend(comes_after(1).then(|| of_morning(Notice::Tomorrow, part, -1, 1)));
        let starts = instant(part.date, part.start);
        let soon = starts.checked_sub(SOON).unwrap_or(Timestamp::MIN);
        let is_free = earlier.is_none_or(|one| instant(one.end().date(), one.end().time()) <= soon);
        all.extend((event.format.has_video() && is_free).then_some(Reminder {
            notice: Notice::Soon,
            part,
            from: soon,
            until: starts,
            by_day: false,
        }));
        earlier = Some(part);
    }
    all.extend([
        Reminder {
            from: event.opening().ends,
            by_day: false,
            ..of_morning(Notice::Evaluation, last, 0, STILL_OF_USE)
        },
        of_morning(Notice::EvaluationAgain, last, 5, STILL_OF_USE),
        of_morning(Notice::Later, last, LATER_DAYS, STILL_OF_USE),
    ]);
    all.retain(|one| one.from < one.until);
    all.sort_by_key(|one| one.from);
    all
}

/// What goes out in the morning so many days from a part, below zero before it, and is of use for so many days.
fn of_morning(notice: Notice, part: Occasion, days: i64, of_use: i64) -> Reminder {
    let day = part.date.saturating_add(days.days());
    Reminder {
        notice,
        part,
        from: instant(day, Time::constant(FROM_HOUR, 0, 0, 0)),
        until: instant(day.saturating_add(of_use.days()), Time::midnight()),
        by_day: true,
    }
}

/// The mails whose text can be shown beforehand, with nothing left open in it.
pub fn samples(event: &CourseEvent) -> Vec<Notice> {
    match event.lifecycle {
        Lifecycle::Draft => Vec::new(),
        Lifecycle::Cancelled { .. } => vec![Notice::Cancelled],
        Lifecycle::Published { .. } => {
            let mut all = vec![Notice::Changed, Notice::Confirmed];
            for one in reminders(event) {
                if !all.contains(&one.notice) {
                    all.push(one.notice);
                }
            }
            all
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::super::testing::{ADVISER, TODAY, draft, part, published};
    use super::super::super::{EventCommand, Format, apply};
    use super::*;
    use crate::text::ShortText;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_time_brings_stands_in_order_and_a_room_has_no_reminder_of_the_video() {
        let told: Vec<_> = reminders(&published())
            .into_iter()
            .map(|one| (one.notice, one.from))
            .collect();
        assert_eq!(
            told,
            [
                (Notice::Week, at("2026-12-03T06:00:00Z")),
                (Notice::Tomorrow, at("2026-12-09T06:00:00Z")),
                (Notice::Evaluation, at("2026-12-10T14:00:00Z")),
                (Notice::EvaluationAgain, at("2026-12-15T06:00:00Z")),
                (
                    Notice::Later,
                    instant(
                        date(2026, 12, 10).saturating_add(LATER_DAYS.days()),
                        Time::constant(7, 0, 0, 0)
                    )
                ),
            ]
        );
    }

    fn ahead(event: &CourseEvent) -> Vec<(Notice, String)> {
        let all = reminders(event).into_iter();
        let ahead = all.filter(|one| !one.notice.asks_how_it_was());
        ahead.map(|one| (one.notice, one.tag())).collect()
    }

    #[test]
    fn each_part_is_reminded_of_but_not_while_one_is_at_the_course() {
        let mut event = published();
        event.format = Format::Video;
        let day = |day: i8| date(2026, 12, day);
        // Two on a day with a break between them, one in the evening of it, the day after, a week after that, and one after Christmas.
        event.parts = vec![
            part(day(10), 9, 120),
            part(day(10), 12, 120),
            part(day(10), 18, 60),
            part(day(11), 9, 60),
            part(day(18), 9, 60),
            part(date(2027, 1, 12), 9, 60),
        ];
        let told = |notice, tag: &str| (notice, tag.to_owned());
        assert_eq!(
            ahead(&event),
            [
                told(Notice::Week, "2026-12-10"),
                told(Notice::Tomorrow, "2026-12-10"),
                told(Notice::Soon, "2026-12-10-0900"),
                told(Notice::Soon, "2026-12-10-1800"),
                told(Notice::Soon, "2026-12-11-0900"),
                told(Notice::Tomorrow, "2026-12-18"),
                told(Notice::Soon, "2026-12-18-0900"),
                told(Notice::Week, "2027-01-12"),
                told(Notice::Tomorrow, "2027-01-12"),
                told(Notice::Soon, "2027-01-12-0900"),
            ]
        );
        assert_eq!(
            samples(&event).len(),
            8,
            "each kind is shown once, however many parts there are"
        );
    }

    #[test]
    fn reminders_follow_the_clock_on_the_wall_over_its_changes() {
        let mut event = published();
        event.format = Format::Video;
        // The clocks go forward on 28 March and back on 31 October 2027.
        event.parts = vec![part(date(2027, 3, 28), 9, 60), part(date(2027, 10, 31), 9, 60)];
        let from = |notice, nth: usize| {
            let of_kind = reminders(&event).into_iter().filter(|one| one.notice == notice);
            of_kind.map(|one| one.from).nth(nth)
        };
        assert_eq!(from(Notice::Week, 0), Some(at("2027-03-21T06:00:00Z")));
        assert_eq!(from(Notice::Tomorrow, 0), Some(at("2027-03-27T06:00:00Z")));
        assert_eq!(from(Notice::Soon, 0), Some(at("2027-03-28T05:00:00Z")));
        assert_eq!(from(Notice::Week, 1), Some(at("2027-10-24T05:00:00Z")));
        assert_eq!(from(Notice::Tomorrow, 1), Some(at("2027-10-30T05:00:00Z")));
        assert_eq!(from(Notice::Soon, 1), Some(at("2027-10-31T06:00:00Z")));
    }

    #[test]
    fn a_reminder_waits_for_the_morning_and_ends_with_its_day() {
        let week = reminders(&published())[0];
        assert!(!week.is_due(at("2026-12-03T05:59:59Z")));
        assert!(week.is_due(at("2026-12-03T06:00:00Z")) && week.is_due(at("2026-12-03T22:59:59Z")));
        assert!(!week.is_due(at("2026-12-03T23:00:00Z")));
        // What was missed on the day is told in the morning after, not at night.
        let again = reminders(&published())[3];
        assert!(!again.is_due(at("2026-12-16T02:00:00Z")) && again.is_due(at("2026-12-16T06:00:00Z")));
        assert!(!again.is_due(at("2026-12-18T06:00:00Z")));
    }

    #[test]
    fn a_course_that_is_cancelled_or_not_published_brings_nothing() {
        let reason = ShortText::parse("Innleder er syk.").unwrap();
        let cancelled = apply(&published(), &EventCommand::Cancel { reason }, ADVISER, 0, TODAY).unwrap();
        assert!(reminders(&cancelled).is_empty());
        assert!(reminders(&draft()).is_empty());
    }

    #[test]
    fn a_text_is_shown_beforehand_where_nothing_of_it_is_open() {
        let reason = ShortText::parse("Innleder er syk.").unwrap();
        let cancelled = apply(&published(), &EventCommand::Cancel { reason }, ADVISER, 0, TODAY).unwrap();
        assert_eq!(samples(&cancelled), [Notice::Cancelled]);
        let shown = samples(&published());
        assert!(
            shown.contains(&Notice::Changed) && !shown.contains(&Notice::Offered) && !shown.contains(&Notice::Soon)
        );
    }

    proptest! {
        #[test]
        fn whatever_the_day_a_reminder_is_due_from_the_morning_to_its_end(offset in 0_i64..4000, hour in 0_i8..20) {
            let mut event = published();
            event.parts = vec![part(date(2026, 12, 10).saturating_add(offset.days()), hour, 60)];
            let all = reminders(&event);
            prop_assert!(all.is_sorted_by_key(|one| one.from));
            for one in all {
                if one.by_day {
                    prop_assert_eq!(one.from.to_zoned(zone()).time(), Time::constant(7, 0, 0, 0));
                    prop_assert!(one.is_due(one.from));
                }
                prop_assert!(!one.is_due(one.from - SignedDuration::from_secs(1)) && !one.is_due(one.until));
            }
        }
    }
}
