//! Those who have registered, as the rows of a file.

use domain::courses::{Registration, State};
use i18n::{Language, courses as text};

use crate::courses::words;

/// What stands above the columns.
pub fn list_headings(language: Language, parts: usize) -> Vec<String> {
    let fixed = [
        text::list_number(language),
        text::list_name(language),
        text::list_email(language),
        text::list_contact(language),
        text::list_seats(language),
        text::list_role(language),
        text::list_service(language),
        text::list_workplace(language),
        text::list_municipality(language),
        text::list_state(language),
        text::list_needs(language),
        text::list_question(language),
        text::list_at(language),
    ];
    let attended = (1..=parts).map(|number| text::list_part(language, number));
    fixed.into_iter().map(ToOwned::to_owned).chain(attended).collect()
}

/// A row for each person of a registration; one for a staff. In the order of [`list_headings`].
pub fn list_rows(language: Language, one: &Registration, parts: usize) -> Vec<Vec<String>> {
    let given = &one.given;
    let people = one.people();
    if people.is_empty() {
        let there = |part: u8| match one.presence.at(part) {
            0 => String::new(),
            some => some.to_string(),
        };
        let email = given.contact.email.to_string();
        return vec![row(
            language,
            one,
            (String::new(), email, given.seats.to_string()),
            parts,
            there,
        )];
    }
    people
        .into_iter()
        .map(|(place, name)| {
            let colleague = given.colleagues.get(usize::from(place));
            let email = match colleague {
                Some(colleague) => colleague.email.as_ref().map(ToString::to_string),
                None => Some(given.contact.email.to_string()),
            };
            let there = |part: u8| match one.presence.has(part, place) {
                true => text::list_yes(language).to_owned(),
                false => String::new(),
            };
            let person = (name.to_string(), email.unwrap_or_default(), "1".to_owned());
            row(language, one, person, parts, there)
        })
        .collect()
}

fn row(
    language: Language,
    one: &Registration,
    (name, email, seats): (String, String, String),
    parts: usize,
    there: impl Fn(u8) -> String,
) -> Vec<String> {
    let given = &one.given;
    let state = match one.state {
        State::Waiting => text::list_waiting(language).to_owned(),
        state => words::state(language, state, None),
    };
    let fixed = [
        one.number.to_string(),
        name,
        email,
        given.contact.name.to_string(),
        seats,
        i18n::staff_role_name(language, given.role).to_owned(),
        i18n::service_name(language, given.service).to_owned(),
        given.workplace.to_string(),
        given.municipality.name().to_owned(),
        state,
        given.needs.to_string(),
        given.question.to_string(),
        words::instant(language, one.at),
    ];
    let parts = u8::try_from(parts).unwrap_or(u8::MAX);
    fixed.into_iter().chain((1..=parts).map(there)).collect()
}
