//! Words for the kinds and states of places.

use domain::places::view::{Choice, PlacedName};
use domain::places::{OwnerKind, PlacementState, UnitKind};
use i18n::{Language, format, places as text};

pub(crate) fn unit_kind(language: Language, kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::LowerSecondary => text::kind_lower_secondary(language),
        UnitKind::UpperSecondary => text::kind_upper_secondary(language),
        UnitKind::AdultEducation => text::kind_adult_education(language),
        UnitKind::GuidanceCentre => text::kind_guidance_centre(language),
    }
}

pub(crate) fn owner_kind(language: Language, kind: OwnerKind) -> &'static str {
    match kind {
        OwnerKind::Municipality => text::owner_municipality(language),
        OwnerKind::CountyAuthority => text::owner_county_authority(language),
        OwnerKind::Private => text::owner_private(language),
    }
}

pub(crate) fn state(language: Language, state: PlacementState) -> &'static str {
    match state {
        PlacementState::Active => text::state_active(language),
        PlacementState::Leave => text::state_leave(language),
        PlacementState::Vacant => text::state_vacant(language),
    }
}

/// «Ingrid Moen», «Samir Haddad-Lie, 60 %», «Ledig stilling».
pub(crate) fn placed(language: Language, one: &PlacedName) -> String {
    let part = (one.percent < 100).then(|| format::percent(language, i64::from(one.percent)));
    let name = match (&one.name, one.state) {
        (Some(name), PlacementState::Leave) => text::on_leave(language, name),
        (Some(name), _) => name.clone(),
        (None, _) => text::vacant(language).to_owned(),
    };
    match part {
        Some(part) => text::placed(language, name, part),
        None => name,
    }
}

/// What a rule of the slice says.
pub(crate) fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "unit_has_placements" => Some(text::unit_has_placements(language)),
        "unit_merged" => Some(text::unit_merged(language)),
        "unit_awaits_merger" => Some(text::unit_awaits_merger(language)),
        "nearby_itself" => Some(text::nearby_itself(language)),
        _ => None,
    }
}

/// Choices as the fields want them.
pub(crate) fn choices(choices: &[Choice]) -> Vec<ui::Choice> {
    choices
        .iter()
        .map(|choice| ui::Choice::new(&choice.value, &choice.name))
        .collect()
}
