//! A series for all new classes: class after class, day after day, with the days that the school's calendar takes out told.

use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::issue::{Issue, IssueCode, Issues};
use crate::presentations::MAX_SERIES;
use crate::text::{OccasionMinutes, ShortText};
use crate::time::calendar::{DayOff, SchoolCalendar};
use crate::time::length::ToLength as _;
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// So many days after the first the search for days ends.
const HORIZON_DAYS: i64 = 120;
/// The most classes on one day.
const MOST_A_DAY: u8 = 12;
/// The longest pause between two classes, in minutes.
const LONGEST_PAUSE: u8 = 240;

/// The classes, and when they get their turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRule {
    /// In order.
    pub classes: Vec<ShortText>,
    /// The first day that may be used.
    pub first: Date,
    /// When the first class of a day begins.
    pub start: Time,
    /// How long each lasts.
    pub minutes: OccasionMinutes,
    /// Minutes from the end of one to the start of the next.
    pub pause: u8,
    /// How many classes a day.
    pub per_day: u8,
}

/// A class and its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which class.
    pub class: ShortText,
    /// When.
    pub slot: Occasion,
}

/// The series as the rule makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// In order of time.
    pub turns: Vec<Turn>,
    /// Days that were passed over, and why.
    pub skipped: Vec<(Date, DayOff)>,
    /// Classes for which there was no day.
    pub left_out: Vec<ShortText>,
}

/// Gives each class its time. Saturdays, Sundays and days off are passed over; the latter are told.
pub fn preview(rule: &SeriesRule, calendar: &SchoolCalendar) -> Preview {
    let mut preview = Preview::default();
    let mut classes = rule.classes.iter();
    let last = rule.first.saturating_add(HORIZON_DAYS.days());
    let mut day = rule.first;
    while preview.turns.len() < rule.classes.len() && day <= last {
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            match calendar.day_off(day) {
                Some(off) => preview.skipped.push((day, off)),
                None => {
                    let today = classes.by_ref().take(usize::from(rule.per_day.max(1)));
                    preview.turns.extend(turns(rule, day, today));
                }
            }
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    preview.left_out = classes.cloned().collect();
    preview
}

/// The classes of one day, one after the other.
fn turns<'a>(rule: &SeriesRule, day: Date, classes: impl Iterator<Item = &'a ShortText>) -> impl Iterator<Item = Turn> {
    let mut next: DateTime = day.to_datetime(rule.start);
    classes.map(move |class| {
        let slot = LocalSlot {
            date: next.date(),
            start: next.time(),
            minutes: rule.minutes,
        };
        next = slot.end().saturating_add(i64::from(rule.pause).minutes());
        Turn {
            class: class.clone(),
            slot,
        }
    })
}

/// The rule as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeriesForm {
    /// Classes, apart by commas or lines.
    pub classes: String,
    /// `YYYY-MM-DD`.
    pub first: String,
    /// Clock time.
    pub start: String,
    /// Minutes for each class.
    pub minutes: String,
    /// Minutes between two.
    pub pause: String,
    /// Classes a day.
    pub per_day: String,
}

impl SeriesForm {
    /// The rule.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<SeriesRule, Vec<Issue>> {
        let mut issues = Issues::new();
        let classes = issues.keep("classes", classes(&self.classes));
        let first = issues.keep("first", parse_date(&self.first));
        let start = issues.keep("series_start", parse_time(&self.start));
        let minutes = issues.keep("minutes", OccasionMinutes::parse(&self.minutes));
        let pause = issues.keep("pause", small(&self.pause, 0, LONGEST_PAUSE));
        let per_day = issues.keep("per_day", small(&self.per_day, 1, MOST_A_DAY));
        let rule = || {
            Some(SeriesRule {
                classes: classes?,
                first: first?,
                start: start?,
                minutes: minutes?,
                pause: pause?,
                per_day: per_day?,
            })
        };
        match rule() {
            Some(rule) if issues.is_empty() => Ok(rule),
            _ => Err(issues.into_vec()),
        }
    }
}

fn classes(text: &str) -> Result<Vec<ShortText>, IssueCode> {
    let names = text
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let mut found: Vec<ShortText> = Vec::new();
    for name in names {
        let class = ShortText::parse(name)?;
        if found.contains(&class) {
            return Err(IssueCode::AlreadyExists);
        }
        found.push(class);
    }
    match found.len() {
        0 => Err(IssueCode::Required),
        many if many > MAX_SERIES => Err(IssueCode::OutOfRange {
            min: 1,
            max: i64::try_from(MAX_SERIES).unwrap_or(i64::MAX),
        }),
        _ => Ok(found),
    }
}

fn small(text: &str, min: u8, max: u8) -> Result<u8, IssueCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IssueCode::Required);
    }
    let number: i64 = text.parse().map_err(|_| IssueCode::NotANumber)?;
    u8::try_from(number)
        .ok()
        .filter(|number| (min..=max).contains(number))
        .ok_or(IssueCode::OutOfRange {
            min: i64::from(min),
            max: i64::from(max),
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::text::Title;
    use crate::time::calendar::{BreakKind, CalendarBreak};

    fn rule(classes: usize, per_day: u8) -> SeriesRule {
        SeriesRule {
            classes: (0..classes)
                .map(|at| ShortText::parse(&format!("1ST{at}")).unwrap())
                .collect(),
            // A Friday.
            first: date(2027, 8, 20),
            start: time(9, 0, 0, 0),
            minutes: OccasionMinutes::new(15).unwrap(),
            pause: 10,
            per_day,
        }
    }

    fn planning_day(day: Date) -> SchoolCalendar {
        SchoolCalendar {
            breaks: vec![CalendarBreak {
                kind: BreakKind::PlanningDay,
                name: Title::parse("Planleggingsdag").unwrap(),
                first: day,
                last: day,
            }],
        }
    }

    #[test]
    fn five_classes_two_a_day_pass_over_the_weekend_and_tell_of_the_planning_day() {
        let made = preview(&rule(5, 2), &planning_day(date(2027, 8, 23)));
        let times: Vec<_> = made
            .turns
            .iter()
            .map(|turn| (turn.slot.date.day(), turn.slot.start.to_string()))
            .collect();
        let at = |day: i8, clock: &str| (day, clock.to_owned());
        assert_eq!(
            times,
            [
                at(20, "09:00:00"),
                at(20, "09:25:00"),
                at(24, "09:00:00"),
                at(24, "09:25:00"),
                at(25, "09:00:00"),
            ]
        );
        let skipped: Vec<Date> = made.skipped.iter().map(|(day, _)| *day).collect();
        assert_eq!(skipped, [date(2027, 8, 23)]);
        assert!(made.left_out.is_empty());
    }

    #[test]
    fn a_school_that_is_closed_leaves_the_classes_out_and_says_which() {
        let mut calendar = planning_day(date(2027, 8, 1));
        calendar.breaks[0].last = date(2028, 7, 31);
        let made = preview(&rule(3, 2), &calendar);
        assert!(made.turns.is_empty());
        assert_eq!(made.left_out.len(), 3);
    }

    #[test]
    fn every_fault_is_told_beside_its_field() {
        let form = SeriesForm {
            classes: "1STA, 1STB\n1STA".into(),
            first: "2027-02-30".into(),
            start: "25:00".into(),
            minutes: "3".into(),
            pause: "-5".into(),
            per_day: "mange".into(),
        };
        assert_eq!(
            form.parse().unwrap_err(),
            [
                Issue::new("classes", IssueCode::AlreadyExists),
                Issue::new("first", IssueCode::NotADate),
                Issue::new("series_start", IssueCode::NotATime),
                Issue::new("minutes", IssueCode::OutOfRange { min: 5, max: 720 }),
                Issue::new("pause", IssueCode::OutOfRange { min: 0, max: 240 }),
                Issue::new("per_day", IssueCode::NotANumber),
            ]
        );
    }

    #[test]
    fn classes_are_apart_by_commas_or_lines_and_not_too_many() {
        let names = classes(" 1STA,1STB;\n\n1STC\n").unwrap();
        assert_eq!(
            names.iter().map(ShortText::as_str).collect::<Vec<_>>(),
            ["1STA", "1STB", "1STC"]
        );
        assert_eq!(classes(" , \n"), Err(IssueCode::Required));
        let many: Vec<String> = (0..41).map(|number| number.to_string()).collect();
        assert_eq!(classes(&many.join(",")), Err(IssueCode::OutOfRange { min: 1, max: 40 }));
    }

    proptest! {
        #[test]
        fn every_class_has_one_turn_or_is_told_to_have_none(
            count in 1usize..=40, per_day in 1u8..=12, offset in 0i64..400, off in 0i64..400, length in 0i64..200,
        ) {
            let first = date(2026, 8, 1).saturating_add(offset.days());
            let mut calendar = planning_day(date(2026, 8, 1).saturating_add(off.days()));
            calendar.breaks[0].last = calendar.breaks[0].first.saturating_add(length.days());
            let rule = SeriesRule { first, ..rule(count, per_day) };
            let made = preview(&rule, &calendar);
            let told: Vec<ShortText> =
                made.turns.iter().map(|turn| turn.class.clone()).chain(made.left_out.clone()).collect();
            prop_assert_eq!(&told, &rule.classes);
            for turn in &made.turns {
                prop_assert!(calendar.day_off(turn.slot.date).is_none());
                prop_assert!(!matches!(turn.slot.date.weekday(), Weekday::Saturday | Weekday::Sunday));
            }
            for pair in made.turns.windows(2) {
                prop_assert!(!pair[0].slot.overlaps(&pair[1].slot));
                prop_assert!(pair[0].slot < pair[1].slot);
            }
        }
    }
}
