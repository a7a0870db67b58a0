//! A group's sessions in order, each with its time, state, and what can be done with it.

use domain::groups::form::SessionForm;
use domain::groups::{GroupSession, NewSession, Standing};
use domain::time::LocalSlot;
use i18n::{format, groups as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DateField, Icon, NumberField, StateBadge, TimeField, Tone};

use super::planner::Planner;
use super::session_actions::SessionActions;
use super::words;
use crate::conflicts::ConflictWarnings;
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
                label=Signal::derive(move || text::first(language.get()).to_owned())
                value=fields.date
                error=fields.form.error("date")
            />
            <TimeField
                id=format!("{id}-start")
                label=Signal::derive(move || text::start(language.get()).to_owned())
                value=fields.start
                error=fields.form.error("start")
            />
            <NumberField
                id=format!("{id}-minutes")
                label=Signal::derive(move || text::minutes(language.get()).to_owned())
                value=fields.minutes
                error=fields.form.error("minutes")
            />
        </div>
    }
    .into_any()
}

/// All sessions in order of number.
#[component]
pub fn SessionList(planner: Planner, may_edit: bool) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .sessions
                .iter()
                .map(|session| session.number)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="hr-session-list">
            <For each=move || numbers.get() key=|number| *number let:number>
                <SessionItem planner number may_edit />
            </For>
        </ol>
    }
}

#[component]
fn SessionItem(planner: Planner, number: u8, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
    let found = Signal::derive(move || planner.view.with(|view| view.conflicts.clone()));
    // A session that was called off here takes no time any more, though the server has not said so yet.
    let slot = Signal::derive(move || {
        let session = session.get()?;
        (session.state.is_open() && Standing::of(session.state.name()).takes_time()).then_some(session.slot)
    });
    let is_met = Memo::new(move |_| {
        let slot = slot.get();
        found.with(|found| found.iter().any(|conflict| Some(conflict.slot) == slot))
    });
    let href = format!(
        "/groups/{}/sessions/{number}",
        planner.view.with_untracked(|view| view.group.id)
    );
    view! {
        <li class="hr-session-item">
            {move || session.get().map(|session| {
                let language = language.get();
                let slot = session.slot;
                let state = session.state.name();
                let theme = session.theme.to_string();
                let text_of_state = words::state(language, state).to_owned();
                let follow_up = session.state.reflection().is_some_and(|reflection| reflection.follow_up);
                view! {
                    <A href=href.clone() attr:class="hr-session-link">
                        <strong>{text::session(language, number)}</strong>
                        {(!theme.is_empty()).then(|| view! { <span>{theme}</span> })}
                    </A>
                    <span class="hr-session-when">
                        {words::slot(language, &slot)}
                    </span>
                    <StateBadge icon=words::state_icon(state) text=Signal::stored(text_of_state) />
                    {follow_up.then(|| view! { <span>{text::needs_follow_up(language)}</span> })}
                }
            })}
            <Show when=move || is_met.get()>
                <StateBadge
                    tone=Tone::Warning
                    icon=Icon::Warning
                    text=Signal::derive(move || i18n::conflicts::badge(language.get()).to_owned())
                />
            </Show>
            <div class="hr-conflicts">
                <ConflictWarnings found at=slot />
            </div>
            {may_edit.then(|| view! { <SessionActions planner number session /> })}
        </li>
    }
}
