//! What was typed and not yet saved, kept in this browser.
//!
//! Signing out clears it (`Clear-Site-Data`). Never for text about a pupil: no case stays on a device.

use std::collections::BTreeMap;

use domain::ids::PersonId;
use gloo_storage::{LocalStorage, Storage as _};
use i18n::say;
use leptos::prelude::*;
use ui::{Button, ButtonVariant};

/// The draft of one form.
#[derive(Clone, Copy)]
pub struct Draft {
    key: StoredValue<String>,
    fields: StoredValue<Vec<(String, RwSignal<String>)>>,
    drawn: StoredValue<Vec<String>>,
    restored: RwSignal<bool>,
}

impl Draft {
    /// Keeps the fields of a form under a name that says which form, of what (a group's id, or «new») and whose. Brings back
    /// what was kept, once the browser has taken over the page.
    pub fn keep<N: Into<String>>(form: &str, of: &str, person: PersonId, fields: Vec<(N, RwSignal<String>)>) -> Self {
        let fields: Vec<(String, RwSignal<String>)> =
            fields.into_iter().map(|(name, field)| (name.into(), field)).collect();
        let drawn = fields.iter().map(|(_, field)| field.get_untracked()).collect();
        let draft = Self {
            key: StoredValue::new(key(form, of, person)),
            fields: StoredValue::new(fields),
            drawn: StoredValue::new(drawn),
            restored: RwSignal::new(false),
        };
        Effect::new(move |started: Option<()>| match started {
            None => {
                draft.restore();
                draft.track();
            }
            Some(()) => draft.save(),
        });
        draft
    }

    /// For a form that is drawn again with what was typed in it: `drawn` is what the fields, in their order, began with.
    #[must_use]
    pub fn drawn_as(self, drawn: Vec<String>) -> Self {
        self.drawn.set_value(drawn);
        self
    }

    /// Whether this browser keeps such a draft, for a form that is closed when the page comes. Not while drawing.
    pub fn is_kept(form: &str, of: &str, person: PersonId) -> bool {
        LocalStorage::get::<BTreeMap<String, String>>(&key(form, of, person)).is_ok()
    }

    /// Whether something was brought back.
    pub fn restored(self) -> Signal<bool> {
        self.restored.into()
    }

    /// Forgets the draft: the form is saved. Its page may have been left meanwhile.
    pub fn clear(self) {
        let Some(key) = self.key.try_get_value() else { return };
        LocalStorage::delete(key);
        self.restored.set(false);
        let now = self
            .fields
            .with_value(|fields| fields.iter().map(|(_, field)| field.get_untracked()).collect());
        self.drawn.set_value(now);
    }

    /// Forgets the draft and puts back what the page was drawn with.
    pub fn discard(self) {
        let drawn = self.drawn.get_value();
        self.fields.with_value(|fields| {
            for ((_, field), text) in fields.iter().zip(drawn) {
                field.set(text);
            }
        });
        self.clear();
    }

    fn track(self) {
        self.fields
            .with_value(|fields| fields.iter().for_each(|(_, field)| field.track()));
    }

    fn restore(self) {
        let kept: Option<BTreeMap<String, String>> = self.key.with_value(|key| LocalStorage::get(key).ok());
        let Some(kept) = kept else { return };
        self.fields.with_value(|fields| {
            for (name, field) in fields {
                if let Some(text) = kept.get(name).filter(|text| **text != field.get_untracked()) {
                    field.set(text.clone());
                    self.restored.set(true);
                }
            }
        });
    }

    /// Keeps what differs from what was drawn: a field that was not touched shows what the server has after a reload.
    fn save(self) {
        let now: Vec<(String, String)> = self
            .fields
            .with_value(|fields| fields.iter().map(|(name, field)| (name.clone(), field.get())).collect());
        let typed: BTreeMap<String, String> = self.drawn.with_value(|drawn| {
            let differs = |((_, text), drawn): &((String, String), &String)| text != *drawn;
            now.into_iter()
                .zip(drawn)
                .filter(differs)
                .map(|(typed, _)| typed)
                .collect()
        });
        self.key.with_value(|key| {
            if typed.is_empty() {
                LocalStorage::delete(key);
            } else {
                // A full or closed storage costs the draft, not the form.
                let _ = LocalStorage::set(key, typed);
            }
        });
    }
}

fn key(form: &str, of: &str, person: PersonId) -> String {
    format!("draft:{person}:{form}:{of}")
}

/// Says that a draft was brought back, and offers to forget it.
#[component]
pub fn DraftNote(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let language = i18n::use_language();
    view! {
        <Show when=move || draft.restored().get()>
            <div class="hr-draft" role="status">
                <p>{say(language, i18n::shell::draft_restored)}</p>
                <Button variant=ButtonVariant::Secondary on:click=move |_| draft.discard()>
                    {say(language, i18n::shell::draft_discard)}
                </Button>
            </div>
        </Show>
    }
}
