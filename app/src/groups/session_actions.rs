//! What can be done with a session as a whole: move, cancel, confirm, postpone, plan again.

use domain::groups::{CancelReason, GroupCommand, GroupSession, SessionState};
use i18n::{Language, groups as text, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, Dialog, SelectField};

use super::move_dialog::MoveDialog;
use super::plan::Planner;
use super::words;

/// The buttons that fit where the session stands, and their dialogs.
#[component]
pub fn SessionActions(planner: Planner, number: u8, session: Memo<Option<GroupSession>>) -> impl IntoView {
    let language = use_language();
    let moving = RwSignal::new(false);
    let cancelling = RwSignal::new(false);
    let postponing = RwSignal::new(false);
    let stands = move |test: fn(&SessionState) -> bool| {
        Memo::new(move |_| session.with(|session| session.as_ref().is_some_and(|session| test(&session.state))))
    };
    let told = Told {
        planner,
        number,
        announcer: use_context(),
        language,
    };
    let send = move |command: fn(u8) -> GroupCommand| {
        Callback::new(move |()| {
            told.send(command(number));
        })
    };
    let button =
        move |shown: Memo<bool>, weight: ButtonVariant, words: fn(Language) -> &'static str, press: Callback<()>| {
            view! {
                <Show when=move || shown.get()>
                    <Button variant=weight on:click=move |_| press.run(())>
                        {move || words(language.get())}
                        <span class="ds-sr-only">{move || text::session(language.get(), number)}</span>
                    </Button>
                </Show>
            }
            .into_any()
        };
    let open = |dialog: RwSignal<bool>| Callback::new(move |()| dialog.set(true));
    let is_open = stands(SessionState::is_open);
    let is_draft = stands(|state| matches!(state, SessionState::Draft));
    let is_planned = stands(|state| matches!(state, SessionState::Planned));
    let is_postponed = stands(|state| matches!(state, SessionState::Postponed { .. }));
    let can_wait = stands(|state| matches!(state, SessionState::Planned | SessionState::Confirmed));
    let is_cancelled = stands(|state| matches!(state, SessionState::Cancelled { .. }));
    let (second, third) = (ButtonVariant::Secondary, ButtonVariant::Tertiary);
    view! {
        <div
            class="hr-session-actions"
            id=told.id()
            role="group"
            tabindex="-1"
            aria-label=move || text::session(language.get(), number)
        >
            {button(is_open, second, text::move_, open(moving))}
            {button(is_draft, third, text::plan_draft, send(|number| GroupCommand::PlanSession { number }))}
            {button(is_planned, third, text::confirm_session, send(|number| GroupCommand::ConfirmSession { number }))}
            {button(is_postponed, third, text::plan_again, send(|number| GroupCommand::PlanSession { number }))}
            {button(can_wait, third, text::postpone_session, open(postponing))}
            {button(is_open, third, text::cancel_session, open(cancelling))}
            {button(is_cancelled, second, text::restore, send(|number| GroupCommand::RestoreSession { number }))}
        </div>
        <MoveDialog planner number session open=moving />
        <ReasonDialog
            told
            open=cancelling
            id="cancel"
            title=text::cancel_title
            help=text::cancel_help
            save_text=text::cancel_save
            command=|number, reason| GroupCommand::CancelSession { number, reason }
        />
        <ReasonDialog
            told
            open=postponing
            id="postpone"
            title=text::postpone_title
            help=text::postpone_help
            save_text=text::postpone_save
            command=|number, reason| GroupCommand::PostponeSession { number, reason }
        />
    }
    .into_any()
}

/// Sends a step of a session. The button that was pressed goes with it, so the focus goes to those that come instead, and
/// where the session stands now is said.
#[derive(Clone, Copy)]
struct Told {
    planner: Planner,
    number: u8,
    announcer: Option<Announcer>,
    language: RwSignal<Language>,
}

impl Told {
    /// Id of the place where the buttons are.
    fn id(self) -> String {
        format!("steps-{}", self.number)
    }

    fn send(self, command: GroupCommand) -> bool {
        let done = self.planner.send(command);
        let session = self
            .planner
            .view
            .with_untracked(|view| view.group.session(self.number).map(|session| session.state.name()));
        if let Some(state) = session.filter(|_| done) {
            let language = self.language.get_untracked();
            if let Some(announcer) = self.announcer {
                let name = text::session(language, self.number);
                announcer.say(format!("{name}: {}", words::state(language, state)));
            }
            let id = self.id();
            // After the dialog that asked has given the focus back to its button.
            request_animation_frame(move || request_animation_frame(move || crate::focus::on(&id)));
        }
        done
    }
}

/// Asks why, for what needs a reason.
#[component]
fn ReasonDialog(
    told: Told,
    open: RwSignal<bool>,
    /// Goes before the ids.
    id: &'static str,
    title: fn(Language, u8) -> String,
    /// What comes of it.
    help: fn(Language) -> &'static str,
    save_text: fn(Language) -> &'static str,
    command: fn(u8, CancelReason) -> GroupCommand,
) -> impl IntoView {
    let language = use_language();
    let number = told.number;
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
            open.set(false);
            told.send(command(number, reason));
        }
    };
    view! {
        <Dialog
            id=format!("{id}-{number}")
            open
            title=Signal::derive(move || title(language.get(), number))
        >
            <form class="hr-form" novalidate=true on:submit=save>
                <p>{move || help(language.get())}</p>
                <SelectField
                    id=format!("{id}-reason-{number}")
                    label=i18n::told(language, text::cancel_reason)
                    choices=reasons
                    value=chosen
                />
                <Button kind=ButtonKind::Submit>{move || save_text(language.get())}</Button>
            </form>
        </Dialog>
    }
    .into_any()
}
