//! Words of hours, in the reader's language.

use domain::hours::{
    AbsenceKind, Bucket, Entry, Guide, HourKind, HourSpan, Month, PeriodState, ReopenReason, Split, Zone,
};
use domain::time::{Half, Semester};
use i18n::{Language, format, hours as text};
use jiff::civil::Date;
use ui::{Choice, Icon, Tone};

/// What time was spent on.
pub(super) fn kind(language: Language, kind: HourKind) -> &'static str {
    match kind {
        HourKind::GroupSession => text::kind_group_session(language),
        HourKind::Lesson => text::kind_lesson(language),
        HourKind::PupilsTalk => text::kind_pupils_talk(language),
        HourKind::ParentsTalk => text::kind_parents_talk(language),
        HourKind::StaffTalk => text::kind_staff_talk(language),
        HourKind::MixedTalk => text::kind_mixed_talk(language),
        HourKind::Cases => text::kind_cases(language),
        HourKind::Measure => text::kind_measure(language),
        HourKind::Guidance => text::kind_guidance(language),
        HourKind::Course => text::kind_course(language),
        HourKind::Routines => text::kind_routines(language),
        HourKind::Networks => text::kind_networks(language),
        HourKind::Nora => text::kind_nora(language),
        HourKind::Reporting => text::kind_reporting(language),
        HourKind::Gathering => text::kind_gathering(language),
        HourKind::Training => text::kind_training(language),
        HourKind::Travel => text::kind_travel(language),
        HourKind::Administration => text::kind_administration(language),
    }
}

/// The kinds to choose from.
pub(super) fn kinds(language: Language) -> Vec<Choice> {
    HourKind::ALL
        .map(|one| Choice::new(one.name(), kind(language, one)))
        .to_vec()
}

/// Where time is counted.
pub(super) fn bucket(language: Language, bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Pupils => text::pupils(language),
        Bucket::Competence => text::competence(language),
        Bucket::Common => text::common(language),
    }
}

/// «Elevrettet 50 %, Kompetanse 50 %»; one word where all is in one.
pub(super) fn split(language: Language, split: Split) -> String {
    let parts = Bucket::ALL
        .into_iter()
        .filter(|one| split.percent(*one) > 0)
        .map(|one| (one, split.percent(one)));
    let parts: Vec<String> = parts
        .map(|(one, percent)| match percent {
            100 => bucket(language, one).to_owned(),
            _ => format!(
                "{} {}",
                bucket(language, one),
                format::percent(language, percent.into())
            ),
        })
        .collect();
    parts.join(", ")
}

/// Why somebody was away.
pub(super) fn absence(language: Language, kind: AbsenceKind) -> &'static str {
    match kind {
        AbsenceKind::Holiday => text::absence_holiday(language),
        AbsenceKind::Sick => text::absence_sick(language),
        AbsenceKind::Leave => text::absence_leave(language),
        AbsenceKind::Other => text::absence_other(language),
    }
}

/// The kinds of absence to choose from.
pub(super) fn absences(language: Language) -> Vec<Choice> {
    AbsenceKind::ALL
        .map(|one| Choice::new(one.name(), absence(language, one)))
        .to_vec()
}

/// Why a month is opened again.
pub(super) fn reason(language: Language, reason: ReopenReason) -> &'static str {
    match reason {
        ReopenReason::Missing => text::reason_missing(language),
        ReopenReason::Wrong => text::reason_wrong(language),
        ReopenReason::Early => text::reason_early(language),
    }
}

/// The reasons to choose from.
pub(super) fn reasons(language: Language) -> Vec<Choice> {
    ReopenReason::ALL
        .map(|one| Choice::new(one.name(), reason(language, one)))
        .to_vec()
}

/// Where a month stands, since a day.
pub(super) fn state(language: Language, state: Option<PeriodState>, on: Option<Date>) -> String {
    let on = on.map(|on| format::date_medium(language, on)).unwrap_or_default();
    match state {
        None => text::state_open(language).to_owned(),
        Some(PeriodState::Closed) => text::state_closed(language, on),
        Some(PeriodState::Reopened { reason: why }) => text::state_reopened(language, on, reason(language, why)),
    }
}

/// «tirsdag 17. november».
pub(super) fn day(language: Language, day: Date) -> String {
    format!(
        "{} {}",
        format::weekday(language, day),
        format::day_month(language, day)
    )
}

/// «Kontakter og saker, tirsdag 17. november, 1 t 30 min».
pub(super) fn entry(language: Language, entry: &Entry) -> String {
    text::entry_of(
        language,
        kind(language, entry.kind),
        day(language, entry.day),
        format::duration(language, entry.minutes.get().into()),
    )
}

/// «65 % elevrettet og 35 % kompetanse».
pub(super) fn share(language: Language, guide: Guide) -> String {
    match guide.share() {
        None => text::share_none(language).to_owned(),
        Some(share) => text::share(
            language,
            format::percent(language, share.into()),
            format::percent(language, i64::from(100_u8.saturating_sub(share))),
        ),
    }
}

/// «65/35».
pub(crate) fn ratio(language: Language, guide: Guide) -> String {
    match guide.share() {
        None => text::no_split(language).to_owned(),
        Some(share) => format!("{share}/{}", 100_u8.saturating_sub(share)),
    }
}

/// Where a share lies: a word with its sign. Amber is as far as it goes.
pub(super) fn zone(language: Language, zone: Zone) -> &'static str {
    match zone {
        Zone::Within => text::within(language),
        Zone::Outside => text::outside(language),
    }
}

/// Colour and sign of it.
pub(super) const fn zone_sign(zone: Zone) -> (Tone, Icon) {
    match zone {
        Zone::Within => (Tone::Success, Icon::Check),
        Zone::Outside => (Tone::Warning, Icon::Clock),
    }
}

/// «Høstsemesteret 2026».
pub(super) fn semester(language: Language, semester: Semester) -> String {
    match semester.half {
        Half::Spring => text::spring(language, semester.year),
        Half::Autumn => text::autumn(language, semester.year),
    }
}

/// «Høstsemesteret 2026», «Skoleåret 2026/27».
pub(super) fn span(language: Language, span: HourSpan) -> String {
    match span {
        HourSpan::Semester(one) => semester(language, one),
        HourSpan::Year(year) => text::school_year(language, year),
    }
}

/// «september 2026».
pub(super) fn month(language: Language, month: Month) -> String {
    let first = month.first_day();
    text::month_of(language, format::month(language, first), first.year())
}

/// Whole hours, rounded: «38 t».
pub(super) fn hours(language: Language, minutes: u32) -> String {
    let hours = i64::from(minutes.saturating_add(30) / 60);
    text::hours_of(language, format::number(language, hours))
}

/// Sentences of the rules of hours.
pub(super) fn rule(language: Language, name: &str) -> Option<&'static str> {
    Some(match name {
        "month_closed" => text::rule_month_closed(language),
        "too_long_a_day" => text::rule_too_long_a_day(language),
        "week_ahead" => text::rule_week_ahead(language),
        "other_week" | "not_a_monday" => text::rule_other_week(language),
        "too_many_entries" => text::rule_too_many(language),
        "entry_missing" => text::rule_missing(language),
        "nothing_to_copy" => text::rule_nothing_to_copy(language),
        "month_not_over" => text::rule_month_not_over(language),
        "month_open" => text::rule_month_open(language),
        _ => return None,
    })
}
