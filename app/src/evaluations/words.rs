//! Words of evaluations.

use domain::evaluations::{Question, RoundState, Smiley};
use i18n::{Language, evaluations as text};
use ui::Icon;

/// What the pupils are asked.
pub fn question(language: Language, question: Question) -> &'static str {
    match question {
        Question::Safe => text::question_safe(language),
        Question::Useful => text::question_useful(language),
        Question::Recommend => text::question_recommend(language),
    }
}

/// What a smiley says.
pub fn smiley(language: Language, smiley: Smiley) -> &'static str {
    match smiley {
        Smiley::Sad => text::smiley_sad(language),
        Smiley::Neutral => text::smiley_neutral(language),
        Smiley::Happy => text::smiley_happy(language),
    }
}

/// Where an evaluation stands.
pub fn state(language: Language, state: RoundState, is_evaluated: bool) -> &'static str {
    match state {
        RoundState::NotOpened => text::state_not_opened(language),
        RoundState::Open => text::state_open(language),
        RoundState::Closed if is_evaluated => text::evaluated(language),
        RoundState::Closed => text::state_closed(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn state_icon(state: RoundState, is_evaluated: bool) -> Icon {
    match state {
        RoundState::NotOpened => Icon::Clock,
        RoundState::Open => Icon::People,
        RoundState::Closed if is_evaluated => Icon::Star,
        RoundState::Closed => Icon::Lock,
    }
}

/// What a rule of the slice says.
pub fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "no_session_held" => Some(text::rule_no_session_held(language)),
        "round_already_open" => Some(text::rule_round_already_open(language)),
        "round_not_open" => Some(text::rule_round_not_open(language)),
        "no_answer" => Some(text::rule_no_answer(language)),
        "more_answers_than_seats" => Some(text::rule_more_answers_than_seats(language)),
        _ => None,
    }
}
