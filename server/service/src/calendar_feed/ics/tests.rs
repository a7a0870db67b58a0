use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use domain::text::OccasionMinutes;
use jiff::civil::{Date, Time, Weekday, date, time};
use proptest::prelude::*;

use super::*;

fn slot(start: DateTime, minutes: i64) -> Occasion {
    Occasion {
        date: start.date(),
        start: start.time(),
        minutes: OccasionMinutes::new(minutes).unwrap(),
    }
}

fn event(start: DateTime, minutes: i64) -> Event {
    Event {
        uid: "01J-1@handlingsrom".to_owned(),
        when: When::At(slot(start, minutes)),
        sequence: 3,
        changed_at: "2026-11-23T08:00:01Z".parse().unwrap(),
        standing: Standing::Firm,
        summary: "Jentegruppe høst, samling 6".to_owned(),
        location: "Granlia vgs, Grupperom 2".to_owned(),
        url: "https://handlingsrom.example/groups/01J/sessions/6".to_owned(),
    }
}

fn written(events: Vec<Event>) -> String {
    calendar("Handlingsrom", events)
}

/// Read by a parser that is not ours.
fn parsed(text: &str) -> ICalendar {
    match Parser::new(text).entry() {
        Entry::ICalendar(calendar) => calendar,
        other => panic!("{other:?}"),
    }
}

fn events(calendar: &ICalendar) -> Vec<&ICalendarComponent> {
    let is_event = |one: &&ICalendarComponent| one.component_type == ICalendarComponentType::VEvent;
    calendar.components.iter().filter(is_event).collect()
}

fn text<'a>(event: &'a ICalendarComponent, property: &ICalendarProperty) -> &'a str {
    let entry = event.property(property).unwrap();
    // An empty value is none for the parser.
    entry.values.first().map_or("", |value| value.as_text().unwrap())
}

/// The instant that the parser makes of a time, by its own table of time zones; none for a time that is skipped or comes twice.
fn instant(calendar: &ICalendar, event: &ICalendarComponent, property: &ICalendarProperty) -> Option<i64> {
    let entry = event.property(property).unwrap();
    let zone = calendar.build_tz_resolver().resolve_or_default(entry.tz_id());
    let time = entry.values[0].as_partial_date_time().unwrap();
    Some(time.to_date_time_with_tz(zone)?.timestamp())
}

#[test]
fn a_calendar_is_written_as_it_was_before() {
    let cancelled = Event {
        uid: "01J-2@handlingsrom".to_owned(),
        standing: Standing::Cancelled,
        summary: "Avlyst: Jentegruppe høst, samling 7".to_owned(),
        location: String::new(),
        ..event(date(2026, 12, 1).at(12, 15, 0, 0), 75)
    };
    let whole = written(vec![event(date(2026, 11, 24).at(12, 15, 0, 0), 75), cancelled]);
    insta::assert_snapshot!(whole.replace("\r\n", "\n"));
}

#[test]
fn another_parser_reads_what_was_meant() {
    let meant = event(date(2026, 11, 24).at(12, 15, 0, 0), 75);
    let calendar = parsed(&written(vec![meant.clone()]));
    let found = events(&calendar);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].uid(), Some(meant.uid.as_str()));
    assert_eq!(text(found[0], &ICalendarProperty::Summary), meant.summary);
    assert_eq!(text(found[0], &ICalendarProperty::Location), meant.location);
    assert_eq!(text(found[0], &ICalendarProperty::Status), "CONFIRMED");
    let sequence = found[0].property(&ICalendarProperty::Sequence).unwrap();
    assert_eq!(sequence.values[0].as_integer(), Some(3));
    assert_eq!(calendar.timezones().count(), 1);
}

#[test]
fn the_status_tells_clients_whether_the_time_is_taken() {
    for (standing, expected) in [
        (Standing::Draft, "STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\n"),
        (Standing::Firm, "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n"),
        (Standing::Postponed, "STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n"),
        (Standing::Cancelled, "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"),
    ] {
        let one = Event {
            standing,
            ..event(date(2026, 11, 24).at(12, 15, 0, 0), 75)
        };
        assert!(written(vec![one]).contains(expected), "{standing:?}");
    }
}

#[test]
fn what_has_a_day_and_no_clock_time_fills_the_day_and_takes_no_time() {
    let one = Event {
        when: When::Day(date(2026, 12, 31)),
        ..event(date(2026, 12, 31).at(0, 0, 0, 0), 60)
    };
    let text = written(vec![one]);
    assert!(
        text.contains("\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"),
        "{text}"
    );
    assert!(text.contains("STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n"), "{text}");
    assert_eq!(events(&parsed(&text)).len(), 1);
}

/// Every instant at which the clocks change from `first` year to `last`, with the hours they move.
fn changes(first: i16, last: i16) -> Vec<(Timestamp, i32)> {
    let mut before = 1;
    zone()
        .following(date(first, 1, 1).to_zoned(TimeZone::UTC).unwrap().timestamp())
        .map(|change| {
            let hours = change.offset().seconds() / 3600;
            let moved = hours - before;
            before = hours;
            (change.timestamp(), moved)
        })
        .take_while(|(at, _)| at.to_zoned(TimeZone::UTC).year() <= last)
        .collect()
}

/// The rules of the written zone, year by year: the last Sunday of March at two, of October at three, on the clock as it is before.
#[test]
fn the_written_time_zone_changes_when_the_table_of_time_zones_does() {
    let zone_text = TIME_ZONE.join("\n");
    let mut by_rule = Vec::new();
    for year in 1996..=2100 {
        for (month, rule, start, from, moved) in [
            (3, "BYMONTH=3;BYDAY=-1SU", "T020000", "+0100", 1),
            (10, "BYMONTH=10;BYDAY=-1SU", "T030000", "+0200", -1),
        ] {
            let block = zone_text.split("BEGIN:").find(|block| block.contains(rule)).unwrap();
            assert!(block.contains(start) && block.contains(&format!("TZOFFSETFROM:{from}")));
            let sunday = date(year, month, 1).nth_weekday_of_month(-1, Weekday::Sunday).unwrap();
            let hour = if moved == 1 { 2 } else { 3 };
            let offset = jiff::tz::offset(if moved == 1 { 1 } else { 2 });
            by_rule.push((offset.to_timestamp(sunday.at(hour, 0, 0, 0)).unwrap(), moved));
        }
    }
    assert_eq!(changes(1996, 2100), by_rule);
}

/// What can be asked of any slot: the parser finds the wall time that was planned, and the instant that `domain` has for it.
fn survives(start: DateTime, minutes: i64) -> Result<(), TestCaseError> {
    let planned = slot(start, minutes);
    let calendar = parsed(&written(vec![event(start, minutes)]));
    let found = events(&calendar)[0];
    let (from, to) = (&ICalendarProperty::Dtstart, &ICalendarProperty::Dtend);
    let wall = |property: &ICalendarProperty| {
        let time = found.property(property).unwrap().values[0]
            .as_partial_date_time()
            .unwrap();
        let part = |part: Option<u8>| i8::try_from(part.unwrap()).unwrap();
        let year = i16::try_from(time.year.unwrap()).unwrap();
        date(year, part(time.month), part(time.day)).at(part(time.hour), part(time.minute), part(time.second), 0)
    };
    let there = |time: DateTime| zone().to_zoned(time).unwrap();
    // Outside the hour that is skipped this is the time as planned.
    prop_assert_eq!(wall(from), there(start).datetime());
    prop_assert!(there(wall(to)) > there(wall(from)));
    if there(start).datetime() == start && there(planned.end()).datetime() == planned.end() {
        prop_assert_eq!(wall(to), planned.end());
    }
    if let Some(instant) = instant(&calendar, found, from) {
        prop_assert_eq!(instant, planned.instant().unwrap().as_second());
    }
    if let Some(instant) = instant(&calendar, found, to) {
        prop_assert_eq!(instant, there(wall(to)).timestamp().as_second());
    }
    Ok(())
}

#[test]
fn wall_times_survive_around_every_change_of_the_clocks_to_2036() {
    let changes = changes(2026, 2036);
    assert_eq!(changes.len(), 22);
    for (at, _) in changes {
        let sunday = at.to_zoned(zone()).date();
        for day in -3..=3 {
            for (hour, minute) in [(0, 0), (1, 30), (2, 0), (2, 30), (2, 59), (3, 0), (8, 15), (23, 30)] {
                let start = (sunday + day.days()).at(hour, minute, 0, 0);
                survives(start, 45).unwrap();
                survives(start, 180).unwrap();
            }
        }
    }
}

/// TEXT as it was before it was escaped.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next().unwrap() {
                'n' | 'N' => text.push('\n'),
                other => text.push(other),
            },
            ';' | ',' => panic!("not escaped: {value}"),
            other => text.push(other),
        }
    }
    text
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..4017i64).prop_map(|days| date(2026, 1, 1) + days.days())
}

proptest! {
    #[test]
    fn wall_times_survive_on_any_day_to_2036(day in any_day(), minute in 0i64..1440, length in 30i64..=180) {
        survives(day.to_datetime(Time::midnight()) + minute.minutes(), length)?;
    }

    /// The two steps of RFC 5545, 3.1 and 3.3.11, done backwards by hand.
    #[test]
    fn folding_and_escaping_are_taken_back_to_the_text(text in "\\PC{0,200}", name in "[A-Z]{1,80}") {
        let mut lines = Lines::default();
        lines.text(&name, &text);
        let Lines(written) = lines;
        let whole = written.strip_suffix("\r\n").unwrap();
        for line in whole.split("\r\n") {
            prop_assert!(line.len() <= 75, "{}", line);
        }
        let unfolded = whole.replace("\r\n ", "");
        let (property, value) = unfolded.split_once(':').unwrap();
        prop_assert_eq!(property, name);
        prop_assert_eq!(unescaped(value), text);
    }

    #[test]
    fn any_text_is_read_back_and_no_line_is_too_long(
        summary in "[^\\p{C}]{0,200}", location in "[ -~æøåÆØÅ老虎🙂\\\\;,:\"]{1,200}"
    ) {
        let one = Event { summary: summary.clone(), location: location.clone(), ..event(date(2026, 11, 24).at(12, 15, 0, 0), 75) };
        let whole = written(vec![one]);
        prop_assert!(whole.ends_with("\r\n"));
        for line in whole.split("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let calendar = parsed(&whole);
        let found = events(&calendar);
        prop_assert_eq!(text(found[0], &ICalendarProperty::Summary), summary);
        prop_assert_eq!(text(found[0], &ICalendarProperty::Location), location);
    }
}

#[test]
fn a_line_of_text_can_not_become_a_line_of_the_calendar() {
    let one = Event {
        summary: "x\r\nATTENDEE:mailto:a@b.example\rEND:VEVENT\nBEGIN:VEVENT\u{0}".to_owned(),
        ..event(date(2026, 11, 24).at(12, 15, 0, 0), 75)
    };
    let whole = written(vec![one]);
    let unfolded = whole.replace("\r\n ", "");
    assert!(unfolded.contains("SUMMARY:x\\nATTENDEE:mailto:a@b.example\\nEND:VEVENT\\nBEGIN:VEVENT\r\n"));
    assert_eq!(events(&parsed(&whole)).len(), 1);
}

#[test]
fn a_session_in_the_hour_that_spring_skips_ends_after_it_begins() {
    let (start, end) = on_the_wall(&slot(date(2027, 3, 28).at(2, 30, 0, 0), 45)).unwrap();
    assert_eq!(start, date(2027, 3, 28).at(3, 30, 0, 0));
    assert_eq!(end.time(), time(4, 15, 0, 0));
}
