//! A sentence for each fault in a field.

use domain::issue::IssueCode;

use crate::{Language, issues as text};

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
        IssueCode::NotAnOrgNumber => text::not_an_org_number(language).to_owned(),
        IssueCode::UnknownChoice => text::unknown_choice(language).to_owned(),
        IssueCode::AlreadyExists => text::already_exists(language).to_owned(),
        IssueCode::IdentifiesAPerson => text::identifies_a_person(language).to_owned(),
        IssueCode::MustBeAccepted => text::must_be_accepted(language).to_owned(),
        IssueCode::WeakPassword => text::weak_password(language).to_owned(),
        IssueCode::DoesNotAddUp => text::does_not_add_up(language).to_owned(),
    }
}
