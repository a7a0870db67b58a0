//! Words for meetings of networks, in the reader's language.

use domain::courses::ServiceKind;
use domain::networks::{NetworkCallOff, NetworkClosing, NetworkKind, NetworkStage};
use i18n::{Language, format, networks as text, service_name};
use ui::{Choice, Icon, Tone};

/// Where a meeting stands.
pub fn stage(language: Language, stage: NetworkStage) -> &'static str {
    match stage {
        NetworkStage::Planned => text::stage_planned(language),
        NetworkStage::Held => text::stage_held(language),
        NetworkStage::Cancelled => text::stage_cancelled(language),
    }
}

/// An icon that goes before the word, so that colour is never alone.
pub const fn stage_icon(stage: NetworkStage) -> Icon {
    match stage {
        NetworkStage::Planned => Icon::Clock,
        NetworkStage::Held => Icon::Check,
        NetworkStage::Cancelled => Icon::Cross,
    }
}

/// Its colour.
pub(super) const fn stage_tone(stage: NetworkStage) -> Tone {
    match stage {
        NetworkStage::Planned => Tone::Info,
        NetworkStage::Held => Tone::Success,
        NetworkStage::Cancelled => Tone::Neutral,
    }
}

/// What kind of network.
pub(super) fn kind(language: Language, kind: NetworkKind) -> &'static str {
    match kind {
        NetworkKind::Local => text::kind_local(language),
        NetworkKind::CoreGroup => text::kind_core_group(language),
        NetworkKind::Prevention => text::kind_prevention(language),
        NetworkKind::Regional => text::kind_regional(language),
        NetworkKind::Other => text::kind_other(language),
    }
}

/// The choices of a form.
pub(super) fn kinds(language: Language) -> Vec<Choice> {
    NetworkKind::ALL
        .map(|one| Choice::new(one.name(), kind(language, one)))
        .to_vec()
}

/// The choices of a form.
pub(super) fn services(language: Language) -> Vec<Choice> {
    ServiceKind::ALL
        .map(|one| Choice::new(one.name(), service_name(language, one)))
        .to_vec()
}

/// Why it is cancelled.
pub(super) fn reason(language: Language, reason: NetworkCallOff) -> &'static str {
    match reason {
        NetworkCallOff::TooFew => text::reason_too_few(language),
        NetworkCallOff::Illness => text::reason_illness(language),
        NetworkCallOff::NotNeeded => text::reason_not_needed(language),
        NetworkCallOff::Other => text::reason_other(language),
    }
}

/// How it was closed, in a sentence.
pub(super) fn closing(language: Language, closing: &NetworkClosing) -> String {
    let minutes = |minutes: u16| format::duration(language, minutes.into());
    text::closing_facts(
        language,
        closing.present,
        minutes(closing.delivery_minutes.get()),
        minutes(closing.preparation_minutes.get()),
    )
}

/// Why a change was refused, by the rule's name on the wire.
pub(super) fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "network_too_many" => Some(text::rule_too_many(language)),
        "network_not_open" => Some(text::rule_not_open(language)),
        "network_ahead" => Some(text::rule_ahead(language)),
        "network_same_already" => Some(text::rule_same_already(language)),
        _ => None,
    }
}
