//! The words of today, asked for once a page.

use domain::people::view::Me;
use domain::role::Role;
use domain::terms::{TermKey, Terms, capitalised};
use i18n::{Language, use_language};
use leptos::prelude::*;

use super::api::current_terms;
use crate::error::AppError;
use crate::person::use_person;

/// The words of today. Read them under `Suspense` or `Transition`.
#[derive(Clone, Copy)]
pub struct CurrentTerms(Resource<Result<Terms, AppError>>);

impl CurrentTerms {
    /// One of it, in the reader's language; empty when the server can't say.
    pub fn one(self, key: TermKey, language: Language) -> String {
        self.read(|terms| terms.one(key, language).to_owned())
    }

    /// Several of it.
    pub fn many(self, key: TermKey, language: Language) -> String {
        self.read(|terms| terms.many(key, language).to_owned())
    }

    /// Asks again, after a word has changed.
    pub fn refresh(self) {
        self.0.refetch();
    }

    fn read(self, word: impl FnOnce(&Terms) -> String) -> String {
        self.0.get().and_then(Result::ok).as_ref().map(word).unwrap_or_default()
    }
}

/// Asks for the words of today. Once, at the root.
pub(crate) fn provide() {
    provide_context(CurrentTerms(Resource::new(|| (), |()| current_terms())));
}

/// The words of today.
pub fn use_terms() -> CurrentTerms {
    use_context().unwrap_or_else(|| CurrentTerms(Resource::new(|| (), |()| async { Ok(Terms::default()) })))
}

/// The adviser's title, for one who has it: who the reader is on this page.
#[component]
pub fn RoleLabel() -> impl IntoView {
    let person = use_person();
    let title = role_title();
    view! {
        <Suspense>
            {move || person.get().filter(is_adviser).map(|_| view! { <span class="hr-role">{title}</span> })}
        </Suspense>
    }
}

/// Whether a person has the adviser's title.
pub fn is_adviser(me: &Me) -> bool {
    me.grants.iter().any(|grant| grant.role == Role::Adviser)
}

/// The adviser's title of today, as a heading. Read it under `Suspense` or `Transition`.
pub fn role_title() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let (language, terms) = (use_language(), use_terms());
    move || {
        let language = language.get();
        capitalised(&terms.one(TermKey::AdviserTitle, language))
    }
}
