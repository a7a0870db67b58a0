//! The signed-in person, asked for once a page and known to everything on it.

use std::ops::Deref as _;

use domain::access::{Action, may_some};
use domain::people::view::Me;
use leptos::prelude::*;

use crate::error::AppError;

/// The signed-in person as the page knows them. Read it under `Suspense` or `Transition`.
#[derive(Clone, Copy)]
pub struct CurrentPerson(Resource<Result<Option<Me>, AppError>>);

impl CurrentPerson {
    /// The person; nothing while it is asked for, when nobody is signed in, or when the server can't say.
    pub fn get(self) -> Option<Me> {
        self.known().flatten()
    }

    /// As [`CurrentPerson::get`], and nothing at all while it is asked for.
    pub fn known(self) -> Option<Option<Me>> {
        self.0.get().map(|answer| answer.ok().flatten())
    }

    /// Whether the person may do the action to at least something.
    pub fn may_some(self, action: Action) -> bool {
        self.get().is_some_and(|me| may_some(&me.grants, action))
    }

    /// Whether someone is signed in, for an answer to a click.
    pub fn is_signed_in_untracked(self) -> bool {
        // Below the resource itself, which warns of a read outside `Suspense`: a click waits for nothing.
        self.0
            .deref()
            .with_untracked(|known| matches!(known, Some(Ok(Some(_)))))
    }

    /// Asks again, after something about the person has changed.
    pub fn refresh(self) {
        self.0.refetch();
    }
}

/// Asks who is signed in.
pub(crate) fn provide() {
    provide_context(CurrentPerson(Resource::new(
        || (),
        |()| crate::session::api::current_person(),
    )));
}

/// The signed-in person. Nobody outside the application.
pub fn use_person() -> CurrentPerson {
    use_context().unwrap_or_else(|| CurrentPerson(Resource::new(|| (), |()| async { Ok(None) })))
}
