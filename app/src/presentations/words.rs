//! Words for presentations, in the reader's language.

use std::collections::BTreeSet;

use domain::languages::Tongue;
use domain::outreach::{Audience, Known};
use domain::presentations::view::AlertRow;
use domain::presentations::{Alert, Booking, BookingState, CancelReason, Closing, MaterialKind, Stage, Task, TaskKind};
use domain::text::ShortText;
use domain::themes::Theme;
use i18n::{Language, audience_name, format, known_name, outreach, presentations as text, theme_name, tongue_name};
use ui::{Choice, Icon, Tone};

/// Where it stands.
pub fn stage(language: Language, stage: Stage) -> &'static str {
    match stage {
        Stage::Agreed => text::stage_agreed(language),
        Stage::Invited => text::stage_invited(language),
        Stage::Held => text::stage_held(language),
        Stage::Evaluated => text::stage_evaluated(language),
        Stage::Cancelled => text::stage_cancelled(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn stage_icon(stage: Stage) -> Icon {
    match stage {
        Stage::Agreed => Icon::Clock,
        Stage::Invited => Icon::People,
        Stage::Held => Icon::Check,
        Stage::Evaluated => Icon::Star,
        Stage::Cancelled => Icon::Cross,
    }
}

/// «Foreldrekveld …, tirsdag 24. november: Tolk mangler: tigrinja. Ikke bestilt.»
pub fn alert_of(language: Language, row: &AlertRow) -> String {
    let day = format::date_long(language, row.date);
    format!("{}, {day}: {}", row.title, alert(language, &row.alert))
}

/// What must be told.
pub fn alert(language: Language, alert: &Alert) -> String {
    match alert {
        Alert::MissingInterpreter {
            tongue,
            is_ordered: true,
            ..
        } => text::alert_missing_ordered(language, tongue_name(language, *tongue)),
        Alert::MissingInterpreter { tongue, .. } => {
            text::alert_missing_needed(language, tongue_name(language, *tongue))
        }
        Alert::InterpreterToCallOff { tongue } => text::alert_call_off(language, tongue_name(language, *tongue)),
        Alert::Overdue { task, what, due } => text::alert_overdue(
            language,
            format::day_month(language, *due),
            task_words(language, *task, what),
        ),
        Alert::Unclosed => text::alert_unclosed(language).to_owned(),
    }
}

/// The part of the presentation's page that an alert leads to.
pub const fn alert_place(alert: &Alert) -> &'static str {
    match alert {
        Alert::MissingInterpreter { .. } | Alert::InterpreterToCallOff { .. } => "interpreters",
        Alert::Overdue { .. } => "checklist",
        Alert::Unclosed => "closing",
    }
}

/// For whom, one or several.
pub fn audiences(language: Language, audiences: &BTreeSet<Audience>) -> String {
    let names: Vec<&str> = audiences.iter().map(|one| audience_name(language, *one)).collect();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        _ => outreach::mixed(language, joined(language, &names)),
    }
}

/// «foreldre, elever og ansatte».
pub fn joined<W: AsRef<str>>(language: Language, words: &[W]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => outreach::and(language, first.join(", "), last),
    }
}

/// The name of a presentation with the class that it is for.
pub fn title_of(language: Language, title: &str, class: &str) -> String {
    if class.is_empty() {
        title.to_owned()
    } else {
        text::class_of(language, title, class)
    }
}

/// What was made known.
pub fn known(language: Language, known: &BTreeSet<Known>) -> String {
    let names: Vec<&str> = known.iter().map(|one| known_name(language, *one)).collect();
    joined(language, &names)
}

/// What a booking is about: the language, and how many where it is more than one.
pub fn booking(language: Language, tongue: Tongue, booking: &Booking) -> String {
    let name = tongue_name(language, tongue);
    match booking.count.get() {
        1 => capital(name),
        count => capital(&text::interpreters_count(language, name, count)),
    }
}

/// How far a booking has come.
pub fn booking_state(language: Language, state: &BookingState) -> &'static str {
    match state {
        BookingState::Needed => text::booking_needed(language),
        BookingState::Ordered { .. } => text::booking_ordered(language),
        BookingState::Confirmed { .. } => text::booking_confirmed(language),
        BookingState::Cancelled { .. } => text::booking_cancelled(language),
    }
}

/// Colour and icon of a booking.
pub const fn booking_sign(state: &BookingState) -> (Tone, Icon) {
    match state {
        BookingState::Needed => (Tone::Warning, Icon::Warning),
        BookingState::Ordered { .. } => (Tone::Info, Icon::Clock),
        BookingState::Confirmed { .. } => (Tone::Success, Icon::Check),
        BookingState::Cancelled { .. } => (Tone::Neutral, Icon::Cross),
    }
}

/// Who was asked, and when.
pub fn booking_facts(language: Language, state: &BookingState) -> Option<String> {
    match state {
        BookingState::Needed => None,
        BookingState::Ordered { agency, on } | BookingState::Confirmed { agency, on } => {
            Some(text::booking_on(language, agency, format::day_month(language, *on)))
        }
        BookingState::Cancelled { on } => Some(format::day_month(language, *on)),
    }
}

/// What a point of the checklist is about.
pub fn task_kind(language: Language, kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Equipment => text::task_equipment(language),
        TaskKind::Food => text::task_food(language),
        TaskKind::ChildMinding => text::task_child_minding(language),
        TaskKind::Other => text::task_other(language),
    }
}

/// A point of the checklist without its day.
pub fn task_words(language: Language, kind: TaskKind, what: &ShortText) -> String {
    let name = task_kind(language, kind);
    match (kind, what.as_str()) {
        (_, "") => name.to_owned(),
        (TaskKind::Other, what) => what.to_owned(),
        (_, what) => text::task_of(language, name, what),
    }
}

/// A point of the checklist with its day.
pub fn task(language: Language, task: &Task) -> String {
    let words = task_words(language, task.kind, &task.what);
    match task.due {
        Some(due) => text::task_due(language, words, format::day_month(language, due)),
        None => words,
    }
}

/// What kind of thing is shown or given out.
pub fn material_kind(language: Language, kind: MaterialKind) -> &'static str {
    match kind {
        MaterialKind::Slides => text::material_slides(language),
        MaterialKind::Link => text::material_link(language),
        MaterialKind::Handout => text::material_handout(language),
    }
}

/// Why it is cancelled.
pub fn reason(language: Language, reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Host => text::reason_host(language),
        CancelReason::Interpreter => text::reason_interpreter(language),
        CancelReason::Absence => text::reason_absence(language),
        CancelReason::Illness => text::reason_illness(language),
        CancelReason::Room => text::reason_room(language),
        CancelReason::Other => text::reason_other(language),
    }
}

/// How it was closed, a sentence each.
pub fn closing(language: Language, closing: &Closing) -> Vec<String> {
    let minutes = |minutes: u16| format::duration(language, minutes.into());
    let mut told = vec![text::closing_facts(
        language,
        closing.present,
        minutes(closing.delivery_minutes.get()),
        minutes(closing.preparation_minutes.get()),
    )];
    told.push(if closing.known.is_empty() {
        text::known_nothing(language).to_owned()
    } else {
        text::known_facts(language, known(language, &closing.known))
    });
    if !closing.questions.is_empty() {
        let themes: Vec<&str> = closing
            .questions
            .iter()
            .map(|theme| theme_name(language, *theme))
            .collect();
        told.push(text::questions_facts(language, joined(language, &themes)));
    }
    told
}

/// Why a change was refused, by the rule's name on the wire.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "presentation_not_open" => Some(text::rule_not_open(language)),
        "presentation_invited" => Some(text::rule_invited(language)),
        "presentation_ahead" => Some(text::rule_ahead(language)),
        "presentation_not_held" => Some(text::rule_not_held(language)),
        "presentation_not_cancelled" => Some(text::rule_not_cancelled(language)),
        "presentation_unknown_part" => Some(text::rule_unknown_part(language)),
        "presentation_step" => Some(text::rule_step(language)),
        "presentation_too_many" => Some(text::rule_too_many(language)),
        "presentation_no_series" => Some(text::rule_no_series(language)),
        _ => None,
    }
}

/// Audiences to tick.
pub fn audience_choices(language: Language) -> Vec<Choice> {
    Audience::ALL
        .map(|one| Choice::new(one.name(), capital(audience_name(language, one))))
        .to_vec()
}

/// Services to tick.
pub fn known_choices(language: Language) -> Vec<Choice> {
    Known::ALL
        .map(|one| Choice::new(one.name(), capital(known_name(language, one))))
        .to_vec()
}

/// Themes to tick.
pub fn theme_choices(language: Language) -> Vec<Choice> {
    Theme::ALL
        .map(|one| Choice::new(one.name(), theme_name(language, one)))
        .to_vec()
}

/// Languages to choose from, those of the school first, the others by name.
pub fn tongue_choices(language: Language, is_offered: fn(Tongue) -> bool) -> Vec<Choice> {
    let choice = |tongue: Tongue| Choice::new(tongue.tag(), capital(tongue_name(language, tongue)));
    let (mut own, mut others): (Vec<_>, Vec<_>) = Tongue::ALL
        .into_iter()
        .filter(|tongue| is_offered(*tongue))
        .partition(|tongue| tongue.of_interface().is_some());
    others.sort_by_key(|tongue| tongue_name(language, *tongue).to_lowercase());
    own.append(&mut others);
    own.into_iter().map(choice).collect()
}

/// With a capital: at the start of a line.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_joined_as_one_says_them() {
        let said = |words: &[&str]| joined(Language::Nb, words);
        assert_eq!(said(&[]), "");
        assert_eq!(said(&["foreldre"]), "foreldre");
        assert_eq!(said(&["foreldre", "elever", "ansatte"]), "foreldre, elever og ansatte");
    }

    #[test]
    fn one_audience_is_named_and_more_than_one_is_mixed() {
        let one = BTreeSet::from([Audience::Parents]);
        assert_eq!(audiences(Language::Nn, &one), "foreldre");
        let two = BTreeSet::from([Audience::Parents, Audience::Pupils]);
        assert_eq!(audiences(Language::Nn, &two), "blanda: foreldre og elevar");
    }

    #[test]
    fn languages_are_offered_by_name_those_of_the_school_first() {
        let names: Vec<String> = tongue_choices(Language::Nb, |_| true)
            .into_iter()
            .map(|choice| choice.text)
            .collect();
        assert_eq!(names[..4], ["Bokmål", "Nynorsk", "Engelsk", "Albansk"]);
        assert_eq!(names.len(), Tongue::ALL.len());
    }
}
