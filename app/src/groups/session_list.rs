//! A group's sessions in order, each with its time, state, and what can be done with it.

use domain::groups::form::SessionForm;
use domain::groups::{CancelReason, GroupCommand, GroupSession, NewSession, SessionState};
use i18n::{format, groups as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{
    Button, ButtonKind, ButtonVariant, Choice, DateField, Dialog, NumberField, SelectField, StateBadge, TimeField,
};

use super::planner::Planner;
use super::words;
use crate::form::FormState;

/// Date, clock time and length as typed.
#[derive(Clone, Copy)]
pub struct TimeSignals {
    pub date: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
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

    fn of(session: &GroupSession) -> Self {
        Self::new(SessionForm {
            date: session.slot.date.to_string(),
            start: format::time(i18n::Language::Nb, session.slot.start),
            minutes: session.slot.minutes.to_string(),
            theme: session.theme.to_string(),
        })
    }

    /// The session typed; faults are shown beside their fields.
    pub fn parse(self) -> Option<NewSession> {
        let form = SessionForm {
            date: self.date.get_untracked(),
            start: self.start.get_untracked(),
            minutes: self.minutes.get_untracked(),
            theme: self.theme.get_value(),
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
                view! {
                    <A href=href.clone() attr:class="hr-session-link">
                        <strong>{text::session(language, number)}</strong>
                        {(!theme.is_empty()).then(|| view! { <span>{theme}</span> })}
                    </A>
                    <span class="hr-session-when">
                        {format!("{} {}–{}", format::date_long(language, slot.date), format::time(language, slot.start), format::time(language, slot.end().time()))}
                    </span>
                    <StateBadge icon=words::state_icon(state) text=Signal::stored(text_of_state) />
                }
            })}
            {may_edit.then(|| view! { <SessionActions planner number session /> })}
        </li>
    }
}

#[component]
fn SessionActions(planner: Planner, number: u8, session: Memo<Option<GroupSession>>) -> impl IntoView {
    let language = use_language();
    let moving = RwSignal::new(false);
    let cancelling = RwSignal::new(false);
    let open = move || session.with(|session| session.as_ref().is_some_and(|session| session.state.is_open()));
    let cancelled = move || {
        session.with(|session| {
            matches!(
                session.as_ref().map(|session| &session.state),
                Some(SessionState::Cancelled { .. })
            )
        })
    };
    view! {
        <div class="hr-session-actions">
            <Show when=open>
                <Button variant=ButtonVariant::Secondary on:click=move |_| moving.set(true)>
                    {move || text::move_(language.get())}
                    <span class="ds-sr-only">{move || text::session(language.get(), number)}</span>
                </Button>
                <Button variant=ButtonVariant::Tertiary on:click=move |_| cancelling.set(true)>
                    {move || text::cancel_session(language.get())}
                    <span class="ds-sr-only">{move || text::session(language.get(), number)}</span>
                </Button>
            </Show>
            <Show when=cancelled>
                <Button
                    variant=ButtonVariant::Secondary
                    on:click=move |_| {
                        planner.send(GroupCommand::RestoreSession { number });
                    }
                >
                    {move || text::restore(language.get())}
                    <span class="ds-sr-only">{move || text::session(language.get(), number)}</span>
                </Button>
            </Show>
        </div>
        <MoveDialog planner number session open=moving />
        <CancelDialog planner number open=cancelling />
    }
    .into_any()
}

#[component]
fn MoveDialog(
    planner: Planner,
    number: u8,
    session: Memo<Option<GroupSession>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || text::move_title(language.get(), number));
    view! {
        <Dialog id=format!("move-{number}") open title>
            {move || {
                // Made anew each time the dialog opens, with the session's time of now.
                open.get().then(|| session.get_untracked()).flatten().map(|session| {
                    let fields = TimeSignals::of(&session);
                    let save = move |event: leptos::ev::SubmitEvent| {
                        event.prevent_default();
                        if let Some(session) = fields.parse() {
                            planner.send(GroupCommand::MoveSession { number, slot: session.slot });
                            open.set(false);
                        }
                    };
                    view! {
                        <form class="hr-form" novalidate=true on:submit=save>
                            <TimeFields fields id=format!("move-{number}") />
                            <Button kind=ButtonKind::Submit>{move || text::move_save(language.get())}</Button>
                        </form>
                    }
                })
            }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn CancelDialog(planner: Planner, number: u8, open: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let chosen = RwSignal::new("0".to_owned());
    let reasons = Signal::derive(move || {
        let language = language.get();
        CancelReason::ALL
            .into_iter()
            .enumerate()
            .map(|(at, reason)| Choice::new(at.to_string(), words::reason(language, reason)))
            .collect()
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let at: usize = chosen.get_untracked().parse().unwrap_or_default();
        if let Some(reason) = CancelReason::ALL.get(at).copied() {
            planner.send(GroupCommand::CancelSession { number, reason });
            open.set(false);
        }
    };
    view! {
        <Dialog
            id=format!("cancel-{number}")
            open
            title=Signal::derive(move || text::cancel_title(language.get(), number))
        >
            <form class="hr-form" novalidate=true on:submit=save>
                <SelectField
                    id=format!("reason-{number}")
                    label=Signal::derive(move || text::cancel_reason(language.get()).to_owned())
                    choices=reasons
                    value=chosen
                />
                <Button kind=ButtonKind::Submit>{move || text::cancel_save(language.get())}</Button>
            </form>
        </Dialog>
    }
    .into_any()
}
