//! Who of a course gets what when: what time brings, what waits in the queue and can be held back, what went out and what failed.

use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::evaluation::LATER_DAYS;
use super::event::{CourseEvent, Lifecycle};
use super::notice::Notice;
use super::opening::instant;
use crate::ids::EventId;
use crate::time::length::ToLength as _;
use crate::time::{Occasion, zone};

/// How long a mail to several waits after an organiser's change, so that it can be held back.
pub const BULK_WAIT: SignedDuration = SignedDuration::from_mins(5);

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

/// What is planned and not queued yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Planned {
    /// A mail that time brings.
    Mail(Notice),
    /// A seat that was kept for whoever has not said yes by mail is given on.
    SeatLapses,
    /// The same for a seat that was offered to one who waited.
    OfferLapses,
    /// The same for a seat whose leader has not answered.
    AnswerLapses,
}

impl Planned {
    /// What tells rows apart.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail(notice) => notice.name(),
            Self::SeatLapses => "seat_lapses",
            Self::OfferLapses => "offer_lapses",
            Self::AnswerLapses => "answer_lapses",
        }
    }
}

/// A row of what is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRow {
    /// What.
    pub what: Planned,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// To how many, as it stands now.
    pub many: usize,
    /// Which registration it concerns, where it is one.
    pub number: Option<u32>,
    /// Whom it concerns, where it is one and the reader may see it.
    pub name: Option<String>,
    /// Which part it reminds of, where there are several.
    pub part: Option<Occasion>,
}

/// Somebody who gets, or has got, a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// What tells rows apart.
    pub key: String,
    /// The name; none for somebody who is in the registration no more.
    pub name: Option<String>,
    /// When it is due, or went out.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// Mails of one kind that wait or went out together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailGroup {
    /// What they tell.
    pub notice: Notice,
    /// When the first is due, or the last went out.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// How many.
    pub many: usize,
    /// To whom; empty for who may not see the people.
    pub people: Vec<Receiver>,
}

/// Mails to several that an organiser's change has queued and that can be held back, or were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// What they tell.
    pub notice: Notice,
    /// When the first is due, or when they were held back.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// How many wait, or were held back.
    pub many: usize,
    /// How many have gone, or are being sent.
    pub gone: usize,
}

/// Why a mail has not gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTrouble {
    /// The receiver's address can't be used, or is refused.
    Address,
    /// The mail server could not be reached.
    Unreachable,
    /// Something else; whoever runs the program has the details.
    Other,
}

impl MailTrouble {
    /// What the words of a failure mean to an organiser.
    pub fn of(error: &str) -> Self {
        let error = error.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| error.contains(word));
        if says(&[
            "address is unusable",
            "mailbox unavailable",
            "user unknown",
            "5.1.",
            "(550)",
            "(553)",
        ]) {
            Self::Address
        } else if says(&["connection", "timed out", "timeout", "dns", "lookup", "network", "tls"]) {
            Self::Unreachable
        } else {
            Self::Other
        }
    }
}

/// A mail that could not be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRow {
    /// What tells rows apart.
    pub key: String,
    /// What it tells.
    pub notice: Notice,
    /// To whom; none for who may not see the people.
    pub name: Option<String>,
    /// Why.
    pub trouble: MailTrouble,
    /// When it is tried again; none when it was laid aside.
    #[serde(with = "crate::time::wire::option")]
    pub again: Option<Timestamp>,
}

/// Somebody of whose mail the text can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The registration.
    pub number: u32,
    /// Who has registered.
    pub name: String,
}

/// What became of an attempt to hold mails back or to send them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailOutcome {
    /// How many were held back, or go out now.
    pub done: usize,
    /// How many had gone, or were being sent.
    pub gone: usize,
}

/// The mails of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseMails {
    /// Which course.
    pub id: EventId,
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: u64,
    /// Which change of time or place the participants are told of.
    pub sequence: u32,
    /// Whether the reader may see who has registered.
    pub may_see_people: bool,
    /// Whether the reader may hold mails back.
    pub may_edit: bool,
    /// What is planned, the next first.
    pub planned: Vec<PlannedRow>,
    /// What can be held back.
    pub batch: Option<Batch>,
    /// What was held back of the latest change, of which participants therefore have not heard.
    pub held: Option<Batch>,
    /// What waits, the next first.
    pub waiting: Vec<MailGroup>,
    /// What went out, the last first.
    pub sent: Vec<MailGroup>,
    /// What was held back, the last first.
    pub held_back: Vec<MailGroup>,
    /// What failed.
    pub failed: Vec<FailedRow>,
    /// Of whose mails the text can be shown; empty for who may not see the people.
    pub readers: Vec<Reader>,
    /// Of which mails.
    pub samples: Vec<Notice>,
    /// What became of the command that this answers.
    pub outcome: Option<MailOutcome>,
}

/// What an organiser does with mails to several, as a whole. Each names the change that it was shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum MailCommand {
    /// Takes out of the queue what no runner has.
    HoldBack {
        /// The change.
        sequence: u32,
    },
    /// Sends what waits at once.
    SendNow {
        /// The change.
        sequence: u32,
    },
    /// Sends after all what was held back.
    SendAfterAll {
        /// The change.
        sequence: u32,
    },
}

impl MailCommand {
    /// The change that the mails tell of.
    pub const fn sequence(self) -> u32 {
        match self {
            Self::HoldBack { sequence } | Self::SendNow { sequence } | Self::SendAfterAll { sequence } => sequence,
        }
    }

    /// The name in the trail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HoldBack { .. } => "hold_back_course_mails",
            Self::SendNow { .. } => "send_course_mails_now",
            Self::SendAfterAll { .. } => "send_held_course_mails",
        }
    }
}

impl crate::text_guard::FreeTexts for MailCommand {
    fn free_texts(&self) -> Vec<crate::text_guard::FreeText<'_>> {
        Vec::new()
    }
}

/// Which mail's text is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSample {
    /// To which registration's contact.
    pub number: u32,
    /// What it tells.
    pub notice: Notice,
}

/// A mail as it would be written now. Links are named and not shown: they open the receiver's own registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailPreview {
    /// To whom.
    pub name: String,
    /// The receiver's address.
    pub address: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::testing::{TODAY, part, published};
    use super::super::{EventCommand, Format, apply};
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
        let by = super::super::testing::ADVISER;
        let cancelled = apply(&published(), &EventCommand::Cancel { reason }, by, 0, TODAY).unwrap();
        assert!(reminders(&cancelled).is_empty());
        assert!(reminders(&super::super::testing::draft()).is_empty());
    }

    #[test]
    fn a_text_is_shown_beforehand_where_nothing_of_it_is_open() {
        let reason = ShortText::parse("Innleder er syk.").unwrap();
        let by = super::super::testing::ADVISER;
        let cancelled = apply(&published(), &EventCommand::Cancel { reason }, by, 0, TODAY).unwrap();
        assert_eq!(samples(&cancelled), [Notice::Cancelled]);
        let shown = samples(&published());
        assert!(
            shown.contains(&Notice::Changed) && !shown.contains(&Notice::Offered) && !shown.contains(&Notice::Soon)
        );
    }

    #[test]
    fn only_what_an_organisers_change_tells_to_all_waits() {
        let bulk: Vec<_> = Notice::ALL
            .into_iter()
            .filter(|notice| notice.is_of_a_change())
            .collect();
        assert_eq!(bulk, [Notice::Changed, Notice::Cancelled]);
    }

    #[test]
    fn every_notice_is_found_by_its_name() {
        for notice in Notice::ALL {
            assert_eq!(Notice::from_name(notice.name()), Some(notice));
        }
        assert_eq!(Notice::from_name("letter"), None);
    }

    #[test]
    fn a_failure_is_told_by_what_can_be_done() {
        let told = [
            ("the receiver's address is unusable: x", MailTrouble::Address),
            (
                "the mail server did not take the mail: permanent error (550): no such user",
                MailTrouble::Address,
            ),
            (
                "the mail server did not take the mail: Connection error: timed out",
                MailTrouble::Unreachable,
            ),
            ("No space left on device", MailTrouble::Other),
        ];
        for (error, trouble) in told {
            assert_eq!(MailTrouble::of(error), trouble, "{error}");
        }
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
