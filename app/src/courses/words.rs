//! Words of courses, for both sides.

use domain::courses::evaluation::{Item, OpenQuestion, Phase};
use domain::courses::{Count, End, Format, GroupPolicy, KeptFor, Promotion, Standing, State};
use domain::time::{Occasion, zone};
use i18n::{Language, course_evaluation as asked, courses as text, format as written};
use jiff::Timestamp;
use ui::{Icon, Tone};

/// «torsdag 10. desember 2026, 09:00–15:00».
pub fn when(language: Language, part: &Occasion) -> String {
    format!(
        "{}, {}–{}",
        written::date_long(language, part.date),
        written::time(language, part.start),
        written::time(language, part.end().time())
    )
}

/// The first part, and how many more there are.
pub fn first_and_more(language: Language, parts: &[Occasion]) -> String {
    match parts {
        [] => String::new(),
        [one] => when(language, one),
        [first, more @ ..] => text::more_parts(language, when(language, first), more.len()),
    }
}

/// An instant as a clock on a Norwegian wall shows it.
pub fn instant(language: Language, at: Timestamp) -> String {
    let (day, time) = written::day_and_time(language, at.to_zoned(zone()).datetime());
    text::at(language, day, time)
}

/// Where a course stands.
pub fn standing(language: Language, standing: Standing) -> &'static str {
    match standing {
        Standing::Draft => text::standing_draft(language),
        Standing::Open => text::standing_open(language),
        Standing::Full => text::standing_full(language),
        Standing::Closed => text::standing_closed(language),
        Standing::Over => text::standing_over(language),
        Standing::Cancelled => text::standing_cancelled(language),
    }
}

/// Its icon and colour.
pub const fn standing_sign(standing: Standing) -> (Icon, Tone) {
    match standing {
        Standing::Draft => (Icon::Pencil, Tone::Neutral),
        Standing::Open => (Icon::Check, Tone::Success),
        Standing::Full => (Icon::People, Tone::Info),
        Standing::Closed => (Icon::Lock, Tone::Neutral),
        Standing::Over => (Icon::Star, Tone::Neutral),
        Standing::Cancelled => (Icon::Cross, Tone::Danger),
    }
}

/// Where the participants are.
pub fn format(language: Language, format: Format) -> &'static str {
    match format {
        Format::Physical => text::format_physical(language),
        Format::Video => text::format_video(language),
        Format::Hybrid => text::format_hybrid(language),
    }
}

/// How somebody who waits gets a seat.
pub fn promotion(language: Language, promotion: Promotion) -> &'static str {
    match promotion {
        Promotion::Automatic => text::promotion_automatic(language),
        Promotion::Offer => text::promotion_offer(language),
    }
}

/// What happens behind a group that does not fit.
pub fn group_policy(language: Language, policy: GroupPolicy) -> &'static str {
    match policy {
        GroupPolicy::SkipOver => text::group_skip_over(language),
        GroupPolicy::HoldPlace => text::group_hold_place(language),
    }
}

/// «38 av 40», «12 av 10 (2 over)».
pub fn seats(language: Language, count: Count, capacity: u32) -> String {
    match count.taken.checked_sub(capacity) {
        Some(over) if over > 0 => text::seats_over(language, count.taken, capacity, over),
        _ => text::seats_of(language, count.taken, capacity),
    }
}

/// Where a registration stands.
pub fn state(language: Language, state: State, position: Option<usize>) -> String {
    match state {
        State::Held { .. } => text::state_held(language).to_owned(),
        State::Asked { .. } => text::state_asked(language).to_owned(),
        State::Confirmed => text::state_confirmed(language).to_owned(),
        State::Waiting => text::state_waiting(language, position.unwrap_or(1)),
        State::Offered { .. } => text::state_offered(language).to_owned(),
        State::Ended { how, .. } => match how {
            End::Withdrawn => text::state_withdrawn(language),
            End::WithdrawnLate => text::state_withdrawn_late(language),
            End::Removed => text::state_removed(language),
            End::Lapsed => text::state_lapsed(language),
            End::Declined => text::state_declined(language),
        }
        .to_owned(),
    }
}

/// What a participant marks, in full.
pub fn statement(language: Language, item: Item) -> &'static str {
    match item {
        Item::Useful => asked::item_useful(language),
        Item::Relevant => asked::item_relevant(language),
        Item::Signs => asked::item_signs(language),
        Item::Conversation => asked::item_conversation(language),
        Item::Duties => asked::item_duties(language),
        Item::Recommends => asked::item_recommends(language),
        Item::Used => asked::item_used(language),
    }
}

/// The same in a table.
pub fn item(language: Language, item: Item) -> &'static str {
    match item {
        Item::Useful => asked::short_useful(language),
        Item::Relevant => asked::short_relevant(language),
        Item::Signs => asked::short_signs(language),
        Item::Conversation => asked::short_conversation(language),
        Item::Duties => asked::short_duties(language),
        Item::Recommends => asked::short_recommends(language),
        Item::Used => asked::short_used(language),
    }
}

/// What a participant says in words.
pub fn open_question(language: Language, question: OpenQuestion) -> &'static str {
    match question {
        OpenQuestion::Best => asked::question_best(language),
        OpenQuestion::Better => asked::question_better(language),
        OpenQuestion::Practice => asked::question_practice(language),
    }
}

/// When participants are asked.
pub fn phase(language: Language, phase: Phase) -> &'static str {
    match phase {
        Phase::Before => asked::phase_before(language),
        Phase::After => asked::phase_after(language),
        Phase::Later => asked::phase_later(language),
    }
}

/// For whom seats are kept.
pub fn kept_for(language: Language, kept_for: KeptFor) -> &'static str {
    match kept_for {
        KeptFor::Municipality(code) => code.name(),
        KeptFor::Service(service) => i18n::service_name(language, service),
    }
}

/// The sentence of a rule.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    Some(match name {
        "course_not_approved" => text::rule_not_approved(language),
        "course_no_such_side" => text::rule_no_such_side(language),
        "course_approved" => text::rule_approved(language),
        "course_not_draft" => text::rule_not_draft(language),
        "course_not_published" => text::rule_not_published(language),
        "course_cancelled" => text::rule_cancelled(language),
        "course_same_already" => text::rule_same_already(language),
        "course_unknown_part" => text::rule_unknown_part(language),
        "course_too_many" => text::rule_too_many(language),
        "course_past" => text::rule_past(language),
        "course_begun" => text::rule_begun(language),
        "course_template_retired" => i18n::course_templates::rule_retired(language),
        "course_no_video" => text::rule_no_video(language),
        "attendance_too_early" => text::rule_attendance_too_early(language),
        "attendance_not_held" => text::rule_cancelled(language),
        "attendance_no_such_person" => text::rule_attendance_no_such_person(language),
        "registration_ended" => text::rule_registration_ended(language),
        "registration_not_now" | "registration_too_late" => text::rule_registration_not_now(language),
        _ => return None,
    })
}
