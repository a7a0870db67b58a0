//! Words for deliveries, in the reader's language.

use domain::deliveries::{CallOff, Closing, Stage};
use domain::evaluations::Question;
use i18n::{Language, deliveries as text, format};
use ui::Icon;

/// Where it stands.
pub fn stage(language: Language, stage: Stage) -> &'static str {
    match stage {
        Stage::Planned => text::stage_planned(language),
        Stage::Held => text::stage_held(language),
        Stage::Evaluated => text::stage_evaluated(language),
        Stage::Cancelled => text::stage_cancelled(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn stage_icon(stage: Stage) -> Icon {
    match stage {
        Stage::Planned => Icon::Clock,
        Stage::Held => Icon::Check,
        Stage::Evaluated => Icon::Star,
        Stage::Cancelled => Icon::Cross,
    }
}

/// What the pupils are asked.
pub fn question(language: Language, question: Question) -> &'static str {
    match question {
        Question::Safe => text::question_safe(language),
        Question::Useful => text::question_useful(language),
        Question::Recommend => text::question_recommend(language),
    }
}

/// Why it is cancelled.
pub fn reason(language: Language, reason: CallOff) -> &'static str {
    match reason {
        CallOff::School => text::reason_school(language),
        CallOff::Illness => text::reason_illness(language),
        CallOff::Absence => text::reason_absence(language),
        CallOff::Room => text::reason_room(language),
        CallOff::Other => text::reason_other(language),
    }
}

/// How it was closed, in a sentence.
pub fn closing(language: Language, closing: &Closing) -> String {
    let minutes = |minutes: u16| format::duration(language, minutes.into());
    text::closing_facts(
        language,
        closing.present,
        minutes(closing.delivery_minutes.get()),
        minutes(closing.preparation_minutes.get()),
        closing.contacts,
    )
}

/// Why a change was refused, by the rule's name on the wire.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "delivery_not_open" => Some(text::rule_not_open(language)),
        "delivery_ahead" => Some(text::rule_ahead(language)),
        "delivery_not_held" => Some(text::rule_not_held(language)),
        "delivery_not_cancelled" => Some(text::rule_not_cancelled(language)),
        "delivery_more_answers" => Some(text::rule_more_answers(language)),
        "delivery_no_answers" => Some(text::rule_no_answers(language)),
        "delivery_nothing_to_hold" => Some(text::rule_nothing_to_hold(language)),
        _ => None,
    }
}
