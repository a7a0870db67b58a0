//! Words for accounts.

use domain::choice::Choice;
use domain::people::PersonWarning;
use domain::people::view::WayIn;
use domain::role::{Role, RoleGrant, RolePlace, Scope};
use domain::time::zone;
use i18n::{Language, format, people as text, role_name};

/// What a rule of the slice says.
pub(super) fn rule(language: Language, name: &str) -> Option<&'static str> {
    match name {
        "last_administrator" => Some(text::last_administrator(language)),
        "account_closed" => Some(text::rule_account_closed(language)),
        "account_open" => Some(text::rule_account_open(language)),
        _ => None,
    }
}

pub(super) fn warning(language: Language, warning: PersonWarning) -> &'static str {
    match warning {
        PersonWarning::AdminAndAdviser => text::admin_and_adviser(language),
        PersonWarning::ClosedButPlaced => text::closed_but_placed(language),
        PersonWarning::CannotSignIn => text::cannot_sign_in(language),
    }
}

pub(super) fn way_in(language: Language, way: WayIn) -> String {
    match way {
        WayIn::Password => text::has_password(language).to_owned(),
        WayIn::Link { until } => {
            let day = until.to_zoned(zone()).date();
            text::has_link(language, format::date_medium(language, day))
        }
        WayIn::None => text::has_nothing(language).to_owned(),
    }
}

/// «Rådgiver», «Skoleleder: Granlia videregående skole».
pub(super) fn grant(language: Language, grant: RoleGrant, bound: &[Choice]) -> String {
    let role = domain::terms::capitalised(role_name(language, grant.role));
    let id = match grant.scope {
        Scope::Everywhere => return role,
        Scope::Unit(unit) => unit.to_string(),
        Scope::Owner(owner) => owner.to_string(),
    };
    match bound.iter().find(|choice| choice.value == id) {
        Some(place) => text::role_at(language, role, &place.name),
        None => role,
    }
}

/// The roles that are bound to no place, to tick.
pub(super) fn free_roles() -> impl Iterator<Item = Role> {
    Role::ALL
        .into_iter()
        .filter(|role| role.place() == RolePlace::Everywhere)
}
