//! Date, clock time and length of a session.

use domain::groups::form::SessionForm;
use domain::groups::{GroupSession, NewSession};
use domain::time::LocalSlot;
use i18n::{format, groups as text, told, use_language};
use leptos::prelude::*;
use ui::{DateField, NumberField, TimeField};

use crate::form::FormState;

/// Date, clock time and length as typed.
#[derive(Clone, Copy)]
pub struct TimeSignals {
    pub date: RwSignal<String>,
    pub start: RwSignal<String>,
    pub minutes: RwSignal<String>,
    theme: StoredValue<String>,
    form: FormState,
}

impl TimeSignals {
    /// Starts from a form.
    pub fn new(form: SessionForm) -> Self {
        Self {
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            minutes: RwSignal::new(form.minutes),
            theme: StoredValue::new(form.theme),
            form: FormState::new(),
        }
    }

    /// Starts from a session's time.
    pub fn of(session: &GroupSession) -> Self {
        Self::new(SessionForm {
            date: session.slot.date.to_string(),
            start: format::time(i18n::Language::Nb, session.slot.start),
            minutes: session.slot.minutes.to_string(),
            theme: session.theme.to_string(),
            from: None,
        })
    }

    /// The time typed, while it can be read.
    pub fn slot(self) -> Option<LocalSlot> {
        let form = SessionForm {
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            ..SessionForm::default()
        };
        form.parse().ok().map(|session| session.slot)
    }

    /// The session typed; faults are shown beside their fields.
    pub fn parse(self) -> Option<NewSession> {
        let form = SessionForm {
            date: self.date.get_untracked(),
            start: self.start.get_untracked(),
            minutes: self.minutes.get_untracked(),
            theme: self.theme.get_value(),
            from: None,
        };
        match form.parse() {
            Ok(session) => {
                self.form.refuse(Vec::new());
                Some(session)
            }
            Err(found) => {
                self.form.refuse(found);
                crate::focus::first_fault();
                None
            }
        }
    }
}

/// The three fields of a time.
#[component]
pub fn TimeFields(
    fields: TimeSignals,
    /// Goes before the fields' ids, so that several can stand on a page.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-field-row">
            <DateField
                id=format!("{id}-date")
                label=told(language, text::first)
                value=fields.date
                error=fields.form.error("date")
            />
            <TimeField
                id=format!("{id}-start")
                label=told(language, text::start)
                value=fields.start
                error=fields.form.error("start")
            />
            <NumberField
                id=format!("{id}-minutes")
                label=told(language, text::minutes)
                value=fields.minutes
                error=fields.form.error("minutes")
            />
        </div>
    }
    .into_any()
}
