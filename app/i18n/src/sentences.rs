//! Texts for closed lists of the domain: a sentence for each fault in a field, a name for each role.

use domain::courses::{ServiceKind, StaffRole};
use domain::issue::IssueCode;
use domain::languages::Tongue;
use domain::outreach::{Audience, Known};
use domain::role::Role;
use domain::text_guard::FindingKind;
use domain::themes::Theme;
use domain::time::BreakKind;

use crate::{Language, Text, calendars, format, issues as text, languages, outreach, roles, services, themes};

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
        IssueCode::NotAQuarter => text::not_a_quarter(language).to_owned(),
        IssueCode::OutsideSchoolYear => text::outside_school_year(language).to_owned(),
        IssueCode::AfterToday => text::after_today(language).to_owned(),
        IssueCode::Past => text::past(language).to_owned(),
        IssueCode::TooFarAhead { days } => text::too_far_ahead(language, days),
        IssueCode::AfterTheStart => text::after_the_start(language).to_owned(),
        IssueCode::EndBeforeStart => text::end_before_start(language).to_owned(),
        IssueCode::NotAnEmail => text::not_an_email(language).to_owned(),
        IssueCode::NotAWebAddress => text::not_a_web_address(language).to_owned(),
        IssueCode::NotAnOrgNumber => text::not_an_org_number(language).to_owned(),
        IssueCode::UnknownChoice => text::unknown_choice(language).to_owned(),
        IssueCode::UnknownCode => text::unknown_code(language).to_owned(),
        IssueCode::MustBeEmpty => text::must_be_empty(language).to_owned(),
        IssueCode::AlreadyExists => text::already_exists(language).to_owned(),
        IssueCode::MustBeSomebodyElse => text::must_be_somebody_else(language).to_owned(),
        IssueCode::TooCloseToTheStart => text::too_close_to_the_start(language).to_owned(),
        IssueCode::NotThisAddress => text::not_this_address(language).to_owned(),
        IssueCode::TooFewForAGroup => text::too_few_for_a_group(language).to_owned(),
        IssueCode::NoRoom { max } => text::no_room(language, max),
        IssueCode::Withdrawn => text::withdrawn(language).to_owned(),
        IssueCode::IdentifiesAPerson { what, .. } => identifies(language, *what).to_owned(),
        IssueCode::MayBeAName { .. } => text::may_be_a_name(language).to_owned(),
        IssueCode::MustBeAccepted => text::must_be_accepted(language).to_owned(),
        IssueCode::WeakPassword => text::weak_password(language).to_owned(),
        IssueCode::NotAName => text::not_a_name(language).to_owned(),
        IssueCode::WrongCode => text::wrong_code(language).to_owned(),
        IssueCode::WrongPassword => text::wrong_password(language).to_owned(),
        IssueCode::DoesNotAddUp => text::does_not_add_up(language).to_owned(),
        IssueCode::NotAPhone => text::not_a_phone(language).to_owned(),
        IssueCode::NotAReference => text::not_a_reference(language).to_owned(),
        IssueCode::OnlyImdi => text::only_imdi(language).to_owned(),
        IssueCode::MoreThanFull { percent } => {
            text::more_than_full(language, format::percent(language, i64::from(*percent)))
        }
        IssueCode::OutsidePeriod => text::outside_period(language).to_owned(),
        IssueCode::NotInPeriod => text::not_in_period(language).to_owned(),
        IssueCode::SamePlace => text::same_place(language).to_owned(),
        IssueCode::MergedWithItself => text::merged_with_itself(language).to_owned(),
        IssueCode::MergedAlready { from } => text::merged_already(language, format::date_medium(language, *from)),
        IssueCode::ClosedPlace => text::closed_place(language).to_owned(),
        IssueCode::BeforeLastMerger { day } => text::before_last_merger(language, format::date_medium(language, *day)),
        IssueCode::AfterMerger { from } => text::after_merger(language, format::date_medium(language, *from)),
        IssueCode::PersonOverFull { name, percent, from } => text::person_over_full(
            language,
            name,
            format::percent(language, i64::from(*percent)),
            format::date_medium(language, *from),
        ),
        IssueCode::OutsideDays { first, last } => text::outside_days(
            language,
            format::date_medium(language, *first),
            format::date_medium(language, *last),
        ),
        IssueCode::AfterReview { day } => text::after_review(language, format::date_medium(language, *day)),
        IssueCode::NoticeTooShort { months } => text::notice_too_short(language, *months),
        IssueCode::OutsideAgreement => text::outside_agreement(language).to_owned(),
        IssueCode::OtherOwner => text::other_owner(language).to_owned(),
        IssueCode::OverLimit { ore } => text::over_limit(language, format::amount(language, *ore)),
        IssueCode::UnknownFileKind => text::unknown_file_kind(language).to_owned(),
        IssueCode::DisguisedFile => text::disguised_file(language).to_owned(),
        IssueCode::BrokenFile => text::broken_file(language).to_owned(),
        IssueCode::FileTooLarge { max } => text::file_too_large(language, max),
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

/// What a language is called, inside a sentence.
pub fn tongue_name(language: Language, tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Bokmal => languages::bokmal(language),
        Tongue::Nynorsk => languages::nynorsk(language),
        Tongue::English => languages::english(language),
        Tongue::Albanian => languages::albanian(language),
        Tongue::Amharic => languages::amharic(language),
        Tongue::Arabic => languages::arabic(language),
        Tongue::Bengali => languages::bengali(language),
        Tongue::Bosnian => languages::bosnian(language),
        Tongue::Burmese => languages::burmese(language),
        Tongue::Dari => languages::dari(language),
        Tongue::French => languages::french(language),
        Tongue::Hindi => languages::hindi(language),
        Tongue::Kinyarwanda => languages::kinyarwanda(language),
        Tongue::Kurmanji => languages::kurmanji(language),
        Tongue::Lingala => languages::lingala(language),
        Tongue::Lithuanian => languages::lithuanian(language),
        Tongue::Mandarin => languages::mandarin(language),
        Tongue::Oromo => languages::oromo(language),
        Tongue::Pashto => languages::pashto(language),
        Tongue::Persian => languages::persian(language),
        Tongue::Polish => languages::polish(language),
        Tongue::Portuguese => languages::portuguese(language),
        Tongue::Punjabi => languages::punjabi(language),
        Tongue::Rohingya => languages::rohingya(language),
        Tongue::Romanian => languages::romanian(language),
        Tongue::Russian => languages::russian(language),
        Tongue::Somali => languages::somali(language),
        Tongue::Sorani => languages::sorani(language),
        Tongue::Spanish => languages::spanish(language),
        Tongue::Swahili => languages::swahili(language),
        Tongue::Tagalog => languages::tagalog(language),
        Tongue::Tamil => languages::tamil(language),
        Tongue::Thai => languages::thai(language),
        Tongue::Tigrinya => languages::tigrinya(language),
        Tongue::Turkish => languages::turkish(language),
        Tongue::Ukrainian => languages::ukrainian(language),
        Tongue::Urdu => languages::urdu(language),
        Tongue::Vietnamese => languages::vietnamese(language),
        Tongue::SignLanguage => languages::sign_language(language),
    }
}

/// What an audience is called, inside a sentence.
pub fn audience_name(language: Language, audience: Audience) -> &'static str {
    match audience {
        Audience::Parents => outreach::parents(language),
        Audience::Pupils => outreach::pupils(language),
        Audience::Staff => outreach::staff(language),
        Audience::Services => outreach::services(language),
    }
}

/// What is made known, by name.
pub fn known_name(language: Language, known: Known) -> &'static str {
    match known {
        Known::Team => outreach::team(language),
        Known::Embassies => outreach::embassies(language),
        Known::Nora => outreach::nora(language),
        Known::Helplines => outreach::helplines(language),
    }
}

/// What a service is called.
pub fn service_name(language: Language, service: ServiceKind) -> &'static str {
    match service {
        ServiceKind::School => services::school(language),
        ServiceKind::Refugee => services::refugee(language),
        ServiceKind::Nav => services::nav(language),
        ServiceKind::AdultEducation => services::adult_education(language),
        ServiceKind::ChildWelfare => services::child_welfare(language),
        ServiceKind::Health => services::health(language),
        ServiceKind::Police => services::police(language),
        ServiceKind::CrisisCentre => services::crisis_centre(language),
        ServiceKind::FamilyCounselling => services::family_counselling(language),
        ServiceKind::Voluntary => services::voluntary(language),
        ServiceKind::Other => services::other(language),
    }
}

/// What somebody does at work.
pub fn staff_role_name(language: Language, role: StaffRole) -> &'static str {
    match role {
        StaffRole::Teacher => services::role_teacher(language),
        StaffRole::Counsellor => services::role_counsellor(language),
        StaffRole::SocialWorker => services::role_social_worker(language),
        StaffRole::SchoolNurse => services::role_school_nurse(language),
        StaffRole::ProgrammeAdviser => services::role_programme_adviser(language),
        StaffRole::NavAdviser => services::role_nav_adviser(language),
        StaffRole::ChildWelfareOfficer => services::role_child_welfare_officer(language),
        StaffRole::PoliceOfficer => services::role_police_officer(language),
        StaffRole::Leader => services::role_leader(language),
        StaffRole::Other => services::role_other(language),
    }
}
