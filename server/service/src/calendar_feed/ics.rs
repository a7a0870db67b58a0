//! A calendar as text: iCalendar (RFC 5545), with the properties for subscriptions of RFC 7986.
//!
//! Written here, for it is little and must be the same for the same sessions. Of the crates, `icalendar` 0.17 gives a `VTIMEZONE`
//! the time of writing and a random `UID`, which RFC 5545 forbids there and which no entity tag survives, and lets nobody build one
//! by hand; `calcard` 0.3 writes well, but brings a mail parser and a second table of time zones. The tests read with `calcard`,
//! the journeys with `ical.js`.

use domain::groups::Standing;
use domain::time::{Occasion, ZONE, zone};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// From a clock time on, for so long.
    At(Occasion),
    /// On a day, whose clock time is not written down here; the day stays free.
    Day(Date),
}

/// A session, or something else that is held, as calendars see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// The same for as long as the session lives.
    pub(super) uid: String,
    /// When.
    pub(super) when: When,
    /// How often it has moved.
    pub(super) sequence: u32,
    /// When what is shown of it last changed.
    pub(super) changed_at: Timestamp,
    /// Whether it takes place.
    pub(super) standing: Standing,
    /// What it is called.
    pub(super) summary: String,
    /// Where; may be empty.
    pub(super) location: String,
    /// Its page; may be empty.
    pub(super) url: String,
}

/// Octets of a line, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// The rule of the European Union, which Norway has kept since 1996: no planned session is older. A test holds it against the table
/// of time zones, year by year.
const TIME_ZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Oslo",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The calendar. It holds nothing that differs between two writings of the same events.
pub(super) fn calendar(name: &str, events: impl IntoIterator<Item = Event>) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Handlingsrom//Calendar//NB");
    lines.add("CALSCALE:GREGORIAN");
    for property in ["NAME", "X-WR-CALNAME"] {
        lines.text(property, name);
    }
    lines.add(&format!("X-WR-TIMEZONE:{ZONE}"));
    lines.add("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    lines.add("X-PUBLISHED-TTL:PT1H");
    TIME_ZONE.iter().for_each(|line| lines.add(line));
    for event in events {
        write_event(&mut lines, &event);
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// A meeting that one person is asked to, as iTIP (RFC 5546) tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meeting {
    /// The same for as long as the seat is theirs.
    pub(crate) uid: String,
    /// When.
    pub(crate) slot: Occasion,
    /// Higher at each change of time, place or standing.
    pub(crate) sequence: u32,
    /// When this message was made.
    pub(crate) stamp: Timestamp,
    /// What it is called.
    pub(crate) summary: String,
    /// Where; may be empty.
    pub(crate) location: String,
    /// What the participant should have at hand.
    pub(crate) description: String,
    /// Its page.
    pub(crate) url: String,
    /// Who holds it: name and mail address.
    pub(crate) organizer: (String, String),
    /// Who is asked: name and mail address.
    pub(crate) attendee: (String, String),
}

/// What a message does to the receiver's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// Puts the meeting there, or moves it.
    Request,
    /// Takes it away.
    Cancel,
}

impl Method {
    /// The word, in the calendar and in the MIME header (RFC 6047, 2.4).
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// The message: one meeting, since all that one message holds must have one `UID` (RFC 5546, 3.2.2).
pub(crate) fn message(method: Method, meeting: &Meeting) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Handlingsrom//Courses//NB");
    lines.add("CALSCALE:GREGORIAN");
    lines.add(&format!("METHOD:{}", method.word()));
    TIME_ZONE.iter().for_each(|line| lines.add(line));
    if let Some((start, end)) = on_the_wall(&meeting.slot) {
        let stamp = meeting
            .stamp
            .to_zoned(TimeZone::UTC)
            .strftime("%Y%m%dT%H%M%SZ")
            .to_string();
        lines.add("BEGIN:VEVENT");
        lines.text("UID", &meeting.uid);
        lines.add(&format!("DTSTAMP:{stamp}"));
        lines.add(&format!("SEQUENCE:{}", meeting.sequence));
        lines.add(&format!("DTSTART;TZID={ZONE}:{}", start.strftime("%Y%m%dT%H%M%S")));
        lines.add(&format!("DTEND;TZID={ZONE}:{}", end.strftime("%Y%m%dT%H%M%S")));
        lines.text("SUMMARY", &meeting.summary);
        if !meeting.location.is_empty() {
            lines.text("LOCATION", &meeting.location);
        }
        if !meeting.description.is_empty() {
            lines.text("DESCRIPTION", &meeting.description);
        }
        lines.add(&format!("URL:{}", meeting.url));
        let (name, address) = &meeting.organizer;
        lines.add(&format!("ORGANIZER;CN={}:mailto:{address}", parameter(name)));
        let (name, address) = &meeting.attendee;
        lines.add(&format!(
            "ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{address}",
            parameter(name)
        ));
        let (status, transparency) = match method {
            Method::Request => ("CONFIRMED", "OPAQUE"),
            Method::Cancel => ("CANCELLED", "TRANSPARENT"),
        };
        lines.add(&format!("STATUS:{status}"));
        lines.add(&format!("TRANSP:{transparency}"));
        lines.add("END:VEVENT");
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// A parameter's value (RFC 5545, 3.2): in quotes, without quotes and control characters of its own.
fn parameter(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() && *c != '"').collect();
    format!("\"{kept}\"")
}

fn write_event(lines: &mut Lines, event: &Event) {
    // A time beyond the calendar's end, which no form lets through.
    let Some([start, end]) = bounds(event.when) else {
        return;
    };
    let (status, transparency) = match event.standing {
        Standing::Firm => ("CONFIRMED", "OPAQUE"),
        Standing::Draft => ("TENTATIVE", "OPAQUE"),
        // The time is free again.
        Standing::Postponed => ("TENTATIVE", "TRANSPARENT"),
        Standing::Cancelled => ("CANCELLED", "TRANSPARENT"),
    };
    let transparency = match event.when {
        When::At(_) => transparency,
        When::Day(_) => "TRANSPARENT",
    };
    let changed = event
        .changed_at
        .to_zoned(TimeZone::UTC)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    lines.add("BEGIN:VEVENT");
    lines.text("UID", &event.uid);
    // In a calendar without `METHOD` it says when the event was last revised (RFC 5545, 3.8.7.2).
    lines.add(&format!("DTSTAMP:{changed}"));
    lines.add(&format!("LAST-MODIFIED:{changed}"));
    lines.add(&format!("SEQUENCE:{}", event.sequence));
    lines.add(&format!("DTSTART;{start}"));
    lines.add(&format!("DTEND;{end}"));
    lines.text("SUMMARY", &event.summary);
    if !event.location.is_empty() {
        lines.text("LOCATION", &event.location);
    }
    if !event.url.is_empty() {
        lines.add(&format!("URL:{}", event.url));
    }
    lines.add(&format!("STATUS:{status}"));
    lines.add(&format!("TRANSP:{transparency}"));
    lines.add("END:VEVENT");
}

/// Start and end, each as parameter and value. The end of a day is the next one, which it does not hold (RFC 5545, 3.6.1).
fn bounds(when: When) -> Option<[String; 2]> {
    match when {
        When::At(slot) => {
            let (start, end) = on_the_wall(&slot)?;
            Some([start, end].map(|time| format!("TZID={ZONE}:{}", time.strftime("%Y%m%dT%H%M%S"))))
        }
        When::Day(date) => {
            let next = date.tomorrow().ok()?;
            Some([date, next].map(|day| format!("VALUE=DATE:{}", day.strftime("%Y%m%d"))))
        }
    }
}

/// Start and end as a clock on the wall shows them. A time that the change to summer time skips is moved forward by the gap, as
/// [`domain::time::LocalSlot::instant`] does it, and the end stays after the start.
fn on_the_wall(slot: &Occasion) -> Option<(DateTime, DateTime)> {
    let there = |time: DateTime| zone().to_zoned(time).ok();
    let start: Zoned = there(slot.date.to_datetime(slot.start))?;
    let end = there(slot.end())?;
    let end = if end > start {
        end
    } else {
        start.checked_add(i64::from(slot.minutes.get()).minutes()).ok()?
    };
    Some((start.datetime(), end.datetime()))
}

/// Content lines, folded and ended as RFC 5545 wants them.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.add(&format!("{name}:{}", escaped(value)));
    }

    /// A line. A long one is folded, never within a character.
    fn add(&mut self, line: &str) {
        let mut used = 0;
        for character in line.chars() {
            if used + character.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                // The space counts.
                used = 1;
            }
            used += character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }
}

/// TEXT (RFC 5545, 3.3.11): four characters are escaped, and control characters are not allowed.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => {
                written.push('\\');
                written.push(character);
            }
            '\n' | '\r' => written.push_str("\\n"),
            '\t' => written.push(' '),
            control if control.is_control() => {}
            other => written.push(other),
        }
    }
    written
}

#[cfg(test)]
mod tests;
