//! Words for routines, in the reader's language.

use domain::routines::{Adopter, Anchor, RoutineScope, RoutineSign, RoutineState};
use i18n::{Language, routines as text};
use ui::{Choice, Icon, Tone};

/// What a routine is for.
pub fn scope(language: Language, scope: RoutineScope) -> &'static str {
    match scope {
        RoutineScope::Prevention => text::scope_prevention(language),
        RoutineScope::Handling => text::scope_handling(language),
        RoutineScope::Travel => text::scope_travel(language),
        RoutineScope::Return => text::scope_return(language),
        RoutineScope::Enquiry => text::scope_enquiry(language),
    }
}

/// What such a routine says.
pub(super) fn help(language: Language, scope: RoutineScope) -> &'static str {
    match scope {
        RoutineScope::Prevention => text::help_prevention(language),
        RoutineScope::Handling => text::help_handling(language),
        RoutineScope::Travel => text::help_travel(language),
        RoutineScope::Return => text::help_return(language),
        RoutineScope::Enquiry => text::help_enquiry(language),
    }
}

/// How a routine reads.
pub(super) fn sign(language: Language, sign: RoutineSign) -> &'static str {
    match sign {
        RoutineSign::Missing => text::sign_missing(language),
        RoutineSign::Expired => text::sign_expired(language),
        RoutineSign::UnderWork => text::sign_under_work(language),
        RoutineSign::Due => text::sign_due(language),
        RoutineSign::InForce => text::sign_in_force(language),
    }
}

/// Colour and icon of it.
pub(super) const fn mark(sign: RoutineSign) -> (Tone, Icon) {
    match sign {
        RoutineSign::Missing => (Tone::Neutral, Icon::Minus),
        RoutineSign::Expired => (Tone::Warning, Icon::Warning),
        RoutineSign::UnderWork => (Tone::Info, Icon::Pencil),
        RoutineSign::Due => (Tone::Warning, Icon::Clock),
        RoutineSign::InForce => (Tone::Success, Icon::Check),
    }
}

/// Where an edition stands.
pub(super) fn state(language: Language, state: RoutineState) -> &'static str {
    match state {
        RoutineState::Missing => text::state_missing(language),
        RoutineState::InProgress => text::state_in_progress(language),
        RoutineState::Draft => text::state_draft(language),
        RoutineState::Adopted => text::state_adopted(language),
        RoutineState::AdoptedInRevision => text::state_adopted_in_revision(language),
        RoutineState::InUse => text::state_in_use(language),
        RoutineState::InRevision => text::state_in_revision(language),
        RoutineState::Superseded => text::state_superseded(language),
    }
}

/// Who has adopted it.
pub(super) fn adopter(language: Language, adopter: Adopter) -> &'static str {
    match adopter {
        Adopter::Head => text::adopter_head(language),
        Adopter::Leaders => text::adopter_leaders(language),
        Adopter::Owner => text::adopter_owner(language),
        Adopter::Council => text::adopter_council(language),
    }
}

/// What it is written into.
pub(super) fn anchor(language: Language, anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::YearWheel => text::anchor_year_wheel(language),
        Anchor::InternalControl => text::anchor_internal_control(language),
        Anchor::SafetyPlan => text::anchor_safety_plan(language),
    }
}

/// The choices of a form.
pub(super) fn adopters(language: Language) -> Vec<Choice> {
    Adopter::ALL
        .map(|one| Choice::new(one.name(), adopter(language, one)))
        .to_vec()
}

/// The choices of a form.
pub(super) fn anchors(language: Language) -> Vec<Choice> {
    Anchor::ALL
        .map(|one| Choice::new(one.name(), anchor(language, one)))
        .to_vec()
}

/// The choices of the filter.
pub(super) fn signs(language: Language) -> Vec<Choice> {
    RoutineSign::ALL
        .map(|one| Choice::new(one.name(), sign(language, one)))
        .to_vec()
}

/// Why a change was refused, by the rule's name on the wire.
pub(super) fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "routine_not_now" => Some(text::rule_not_now(language)),
        "routine_no_document" => Some(text::rule_no_document(language)),
        _ => None,
    }
}
