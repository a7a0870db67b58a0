//! Texts for closed lists of the domain: a sentence for each fault in a field, a name for each role.

use domain::issue::IssueCode;
use domain::role::Role;
use domain::text_guard::FindingKind;
use domain::themes::Theme;
use domain::time::BreakKind;

use crate::{Language, Text, calendars, issues as text, roles, themes};

/// What stands beside the field.
pub fn issue_text(language: Language, code: &IssueCode) -> String {
    match code {
        IssueCode::Required => text::required(language).to_owned(),
        IssueCode::TooLong { max } => text::too_long(language, max),
        IssueCode::TooShort { min } => text::too_short(language, min),
        IssueCode::OutOfRange { min, max } => text::out_of_range(language, min, max),
        IssueCode::NotANumber => text::not_a_number(language).to_owned(),
        IssueCode::NotADate => text::not_a_date(language).to_owned(),
        IssueCode::NotATime => text::not_a_time(language).to_owned(),
        IssueCode::OutsideSchoolYear => text::outside_school_year(language).to_owned(),
        IssueCode::EndBeforeStart => text::end_before_start(language).to_owned(),
        IssueCode::NotAnEmail => text::not_an_email(language).to_owned(),
        IssueCode::NotAWebAddress => text::not_a_web_address(language).to_owned(),
        IssueCode::InTheFuture => text::in_the_future(language).to_owned(),
        IssueCode::NotAnOrgNumber => text::not_an_org_number(language).to_owned(),
        IssueCode::UnknownChoice => text::unknown_choice(language).to_owned(),
        IssueCode::UnknownCode => text::unknown_code(language).to_owned(),
        IssueCode::MustBeEmpty => text::must_be_empty(language).to_owned(),
        IssueCode::AlreadyExists => text::already_exists(language).to_owned(),
        IssueCode::Withdrawn => text::withdrawn(language).to_owned(),
        IssueCode::IdentifiesAPerson { what, .. } => identifies(language, *what).to_owned(),
        IssueCode::MayBeAName { .. } => text::may_be_a_name(language).to_owned(),
        IssueCode::MustBeAccepted => text::must_be_accepted(language).to_owned(),
        IssueCode::WeakPassword => text::weak_password(language).to_owned(),
        IssueCode::WrongPassword => text::wrong_password(language).to_owned(),
        IssueCode::DoesNotAddUp => text::does_not_add_up(language).to_owned(),
    }
}

/// What identifies a person, where the word itself is not at hand.
fn identifies(language: Language, what: FindingKind) -> &'static str {
    match what {
        FindingKind::NationalIdentity => text::national_identity(language),
        FindingKind::ImmigrationCase => text::immigration_case(language),
        FindingKind::Phone => text::phone(language),
        FindingKind::Email => text::email(language),
        FindingKind::Name => text::may_be_a_name(language),
    }
}

/// What the guard found in a text, with the words as typed: the sentence beside the field.
pub fn found_text(language: Language, kind: FindingKind, words: &str) -> String {
    match kind {
        FindingKind::NationalIdentity => text::found_national_identity(language, words),
        FindingKind::ImmigrationCase => text::found_immigration_case(language, words),
        FindingKind::Phone => text::found_phone(language, words),
        FindingKind::Email => text::found_email(language, words),
        FindingKind::Name => text::found_name(language, words),
    }
}

/// What a role is called.
pub fn role_name(language: Language, role: Role) -> &'static str {
    match role {
        Role::Adviser => roles::adviser(language),
        Role::FagTeam => roles::fag_team(language),
        Role::Coordinator => roles::coordinator(language),
        Role::CaseSupervisor => roles::case_supervisor(language),
        Role::Statistics => roles::statistics(language),
        Role::SchoolLeader => roles::school_leader(language),
        Role::SchoolOwner => roles::school_owner(language),
        Role::Participant => roles::participant(language),
        Role::NoraEditor => roles::nora_editor(language),
        Role::Admin => roles::admin(language),
        Role::PrivacyOfficer => roles::privacy_officer(language),
    }
}

/// What a kind of break is called.
pub fn break_kind(language: Language, kind: BreakKind) -> &'static str {
    match kind {
        BreakKind::Autumn => calendars::kind_autumn(language),
        BreakKind::Christmas => calendars::kind_christmas(language),
        BreakKind::Winter => calendars::kind_winter(language),
        BreakKind::Easter => calendars::kind_easter(language),
        BreakKind::Summer => calendars::kind_summer(language),
        BreakKind::PlanningDay => calendars::kind_planning_day(language),
        BreakKind::Exam => calendars::kind_exam(language),
        BreakKind::Other => calendars::kind_other(language),
    }
}

/// What a theme is called.
pub fn theme_name(language: Language, theme: Theme) -> &'static str {
    match theme {
        Theme::SocialControl => themes::social_control(language),
        Theme::HonourViolence => themes::honour_violence(language),
        Theme::ForcedMarriage => themes::forced_marriage(language),
        Theme::GenitalMutilation => themes::genital_mutilation(language),
        Theme::StayAbroad => themes::stay_abroad(language),
        Theme::Rights => themes::rights(language),
        Theme::Identity => themes::identity(language),
        Theme::Boundaries => themes::boundaries(language),
        Theme::DigitalLife => themes::digital_life(language),
        Theme::Parenting => themes::parenting(language),
        Theme::Help => themes::help(language),
    }
}

/// The mandate's own words on a theme that it defines, a paragraph each.
pub const fn theme_definition(theme: Theme) -> &'static [Text] {
    match theme {
        Theme::SocialControl => &[themes::social_control_definition],
        Theme::HonourViolence => &[themes::close_relations, themes::honour_violence_definition],
        Theme::ForcedMarriage => &[
            themes::close_relations,
            themes::forced_marriage_definition,
            themes::forced_marriage_work,
        ],
        Theme::GenitalMutilation => &[themes::close_relations, themes::genital_mutilation_definition],
        _ => &[],
    }
}
