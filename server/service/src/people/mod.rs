//! People with an account: the list, an account's page, and changes by administrators.

mod change;
mod found;
mod list;
mod names;
mod view;

pub use change::change;
pub use found::{Founded, found};
pub use list::list;
pub use names::names;
pub use view::{places, view};

use domain::access::Subject;
use domain::people::Person;

/// What the access table is asked about an account.
pub(crate) fn subject(person: &Person) -> Subject {
    Subject::of(person.id)
}
