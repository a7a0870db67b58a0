//! The list of people.

use domain::access::{Action, may, may_some};
use domain::people::Person;
use domain::people::view::{PAGE_SIZE, PeopleFilter, PeopleView, PersonRow};
use domain::role::Role;
use store::people;

use super::subject;
use crate::{Ctx, ServiceError};

/// The people with an account, narrowed to the filter, one page of them by name.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx, filter: PeopleFilter) -> Result<PeopleView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPeople)?;
    let found: Vec<Person> = people::all(ctx.store())
        .await?
        .into_iter()
        .filter(|person| matches(person, &filter) && may(actor, Action::ViewPeople, &subject(person)))
        .collect();
    Ok(PeopleView {
        total: found.len(),
        rows: found
            .into_iter()
            .skip(filter.page.saturating_mul(PAGE_SIZE))
            .take(PAGE_SIZE)
            .map(row)
            .collect(),
        filter,
        may_edit: may_some(&actor.grants, Action::EditPeople),
    })
}

fn matches(person: &Person, filter: &PeopleFilter) -> bool {
    let text = filter.text.trim().to_lowercase();
    let account = match filter.account.as_str() {
        "open" => person.active,
        "closed" => !person.active,
        _ => true,
    };
    let role = filter.role.is_empty() || Role::from_name(&filter.role).is_some_and(|role| person.holds(role));
    let named =
        text.is_empty() || person.name.as_str().to_lowercase().contains(&text) || person.email.as_str().contains(&text);
    account && role && named
}

fn row(person: Person) -> PersonRow {
    let mut roles: Vec<Role> = person.grants.iter().map(|grant| grant.role).collect();
    roles.dedup();
    PersonRow {
        id: person.id,
        name: person.name.into(),
        email: person.email.into(),
        roles,
        active: person.active,
    }
}
