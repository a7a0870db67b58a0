//! Words for the values of groups and calendars, in the reader's language.

use domain::groups::plan::{Composition, Grade, Stage};
use domain::groups::shift::ShiftWarning;
use domain::groups::{CancelReason, CloseSession, Rhythm};
use domain::time::calendar::DayOff;
use domain::time::{Half, LocalSlot, PublicHoliday, Semester};
use i18n::{Language, format, groups as text, holidays};
use jiff::civil::{Time, Weekday};
use ui::Icon;

/// «høsten 2026».
pub fn semester(language: Language, semester: Semester) -> String {
    match semester.half {
        Half::Autumn => text::semester_autumn(language, semester.year),
        Half::Spring => text::semester_spring(language, semester.year),
    }
}

/// «Hver uke, tirsdager kl. 12:15, 1 t 30 min».
pub fn rhythm(language: Language, rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::Uneven => text::rhythm_uneven(language).to_owned(),
        Rhythm::Every {
            weeks,
            weekday,
            start,
            minutes,
        } => text::rhythm_every(
            language,
            every(language, weeks),
            on_days(language, weekday),
            format::time(language, start),
            format::duration(language, minutes.get().into()),
        ),
    }
}

/// «Hver uke», «Annenhver uke», «Hver 3. uke».
pub fn every(language: Language, weeks: u8) -> String {
    match weeks {
        1 => text::every_week(language).to_owned(),
        2 => text::every_second_week(language).to_owned(),
        n => text::every_n_weeks(language, n),
    }
}

fn on_days(language: Language, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => text::on_mondays(language),
        Weekday::Tuesday => text::on_tuesdays(language),
        Weekday::Wednesday => text::on_wednesdays(language),
        Weekday::Thursday => text::on_thursdays(language),
        Weekday::Friday => text::on_fridays(language),
        Weekday::Saturday => text::on_saturdays(language),
        Weekday::Sunday => text::on_sundays(language),
    }
}

/// Who a group is for.
pub fn composition(language: Language, composition: Composition) -> &'static str {
    match composition {
        Composition::Girls => text::composition_girls(language),
        Composition::Boys => text::composition_boys(language),
        Composition::Mixed => text::composition_mixed(language),
    }
}

/// The grade of a pupil.
pub fn grade(language: Language, grade: Grade) -> &'static str {
    match grade {
        Grade::Eighth => text::grade_eighth(language),
        Grade::Ninth => text::grade_ninth(language),
        Grade::Tenth => text::grade_tenth(language),
        Grade::Vg1 => text::grade_vg1(language),
        Grade::Vg2 => text::grade_vg2(language),
        Grade::Vg3 => text::grade_vg3(language),
        Grade::Introductory => text::grade_introductory(language),
        Grade::Adult => text::grade_adult(language),
    }
}

/// «tirsdag 24. november 2026 12:15–13:30».
pub fn slot<M: Copy + Into<i64>>(language: Language, slot: &LocalSlot<M>) -> String {
    format!("{} {}", format::date_long(language, slot.date), clock(language, slot))
}

/// «12:15–13:30».
pub fn clock<M: Copy + Into<i64>>(language: Language, slot: &LocalSlot<M>) -> String {
    span(language, slot.start, slot.end().time())
}

/// From one clock time to another: «12:15–13:30».
pub fn span(language: Language, start: Time, end: Time) -> String {
    format!("{}–{}", format::time(language, start), format::time(language, end))
}

/// What a new time of a session runs into.
pub fn shift_warning(language: Language, warning: &ShiftWarning) -> String {
    match warning {
        ShiftWarning::DayOff(off) => text::date_is_off(language, day_off(language, off)),
        ShiftWarning::Past => text::shift_past(language).to_owned(),
        ShiftWarning::Overlaps(number) => text::shift_overlaps(language, number),
        ShiftWarning::Before(number) => text::shift_before(language, number),
    }
}

/// Where a group stands.
pub fn stage(language: Language, stage: Stage) -> &'static str {
    match stage {
        Stage::Ahead => text::stage_ahead(language),
        Stage::Running => text::stage_running(language),
        Stage::Finished => text::stage_finished(language),
    }
}

/// Where a session stands, by the state's name.
pub fn state(language: Language, name: &str) -> &'static str {
    match name {
        "draft" => text::state_draft(language),
        "confirmed" => text::state_confirmed(language),
        "held" => text::state_held(language),
        "evaluated" => text::state_evaluated(language),
        "cancelled" => text::state_cancelled(language),
        "postponed" => text::state_postponed(language),
        _ => text::state_planned(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub fn state_icon(name: &str) -> Icon {
    match name {
        "held" => Icon::Check,
        "evaluated" => Icon::Star,
        "cancelled" => Icon::Cross,
        "postponed" => Icon::Repeat,
        "draft" => Icon::Pencil,
        _ => Icon::Clock,
    }
}

/// Why a session is cancelled.
pub fn reason(language: Language, reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Absence => text::reason_absence(language),
        CancelReason::Test => text::reason_test(language),
        CancelReason::Illness => text::reason_illness(language),
        CancelReason::Room => text::reason_room(language),
        CancelReason::Other => text::reason_other(language),
    }
}

/// Why a day is off: the calendar's own name, or the public holiday's.
pub fn day_off(language: Language, off: &DayOff) -> String {
    match off {
        DayOff::Break(pause) => pause.name.to_string(),
        DayOff::Public(holiday) => public_holiday(language, *holiday).to_owned(),
    }
}

/// A public holiday, by name.
pub fn public_holiday(language: Language, holiday: PublicHoliday) -> &'static str {
    match holiday {
        PublicHoliday::NewYearsDay => holidays::new_years_day(language),
        PublicHoliday::MaundyThursday => holidays::maundy_thursday(language),
        PublicHoliday::GoodFriday => holidays::good_friday(language),
        PublicHoliday::EasterSunday => holidays::easter_sunday(language),
        PublicHoliday::EasterMonday => holidays::easter_monday(language),
        PublicHoliday::LabourDay => holidays::labour_day(language),
        PublicHoliday::ConstitutionDay => holidays::constitution_day(language),
        PublicHoliday::AscensionDay => holidays::ascension_day(language),
        PublicHoliday::WhitSunday => holidays::whit_sunday(language),
        PublicHoliday::WhitMonday => holidays::whit_monday(language),
        PublicHoliday::ChristmasDay => holidays::christmas_day(language),
        PublicHoliday::BoxingDay => holidays::boxing_day(language),
    }
}

/// Why a change was refused, by the rule's name on the wire.
pub fn rule(language: Language, name: &str) -> &'static str {
    match name {
        "hours_closed" => i18n::hours::rule_hours_closed(language),
        "unknown_session" => text::rule_unknown_session(language),
        "unknown_seat" => text::rule_unknown_seat(language),
        "seat_in_use" => text::rule_seat_in_use(language),
        "session_in_use" => text::rule_session_in_use(language),
        "too_many_sessions" => text::rule_too_many_sessions(language),
        "not_yet" => text::rule_not_yet(language),
        "more_pupils_than_seats" => text::rule_more_pupils_than_seats(language),
        "no_such_step" => text::rule_no_such_step(language),
        "unknown_block" => text::rule_unknown_block(language),
        "too_many_blocks" => text::rule_too_many_blocks(language),
        "split_outside" => text::rule_split_outside(language),
        "not_neighbours" => text::rule_not_neighbours(language),
        "too_long_together" => text::rule_too_long_together(language),
        "session_cancelled" => text::rule_session_cancelled(language),
        "already_leader" => text::rule_already_leader(language),
        "not_leader" => text::rule_not_leader(language),
        "last_leader" => text::rule_last_leader(language),
        "responsible_leader" => text::rule_responsible_leader(language),
        "too_many_leaders" => text::rule_too_many_leaders(language),
        "unknown_leader" => text::rule_unknown_leader(language),
        "no_adviser" => text::rule_no_adviser(language),
        "no_comment" => i18n::modules::rule_no_comment(language),
        "too_many_comments" => text::rule_too_many_comments(language),
        "unknown_comment" => text::rule_unknown_comment(language),
        "group_binned" => text::rule_group_binned(language),
        "group_not_binned" => text::rule_group_not_binned(language),
        _ => text::rule_other(language),
    }
}

/// An icon that goes before a group's stage.
pub fn stage_icon(stage: Stage) -> Icon {
    match stage {
        Stage::Ahead => Icon::Clock,
        Stage::Running => Icon::Repeat,
        Stage::Finished => Icon::Check,
    }
}

/// How a session was closed, in a sentence or two.
pub fn closing(language: Language, closing: &CloseSession) -> String {
    let mut words = text::closed_summary(
        language,
        closing.present,
        closing.absent,
        format::duration(language, closing.delivery_minutes.get().into()),
        format::duration(language, closing.preparation_minutes.get().into()),
    );
    if closing.reflection.follow_up {
        words.push(' ');
        words.push_str(text::needs_follow_up(language));
    }
    words
}
