//! What can be done with an agreement now.

use domain::agreements::form::TerminationForm;
use domain::agreements::{AgreementCommand, State};
use domain::text_guard::NameRule;
use i18n::{agreements as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, CheckboxGroup, Choice, DateField, Details, Tone, ticked};

use super::desk::AgreementDesk;
use super::page::FACTS;
use super::renew::RenewButton;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

/// A button that is one step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Send,
    TakeBack,
    Sign,
    Renegotiate,
    Resume,
    Withdraw,
    Expire,
}

impl Press {
    fn command(self) -> AgreementCommand {
        match self {
            Self::Send => AgreementCommand::Send,
            Self::TakeBack => AgreementCommand::TakeBack,
            Self::Sign => AgreementCommand::Sign,
            Self::Renegotiate => AgreementCommand::Renegotiate,
            Self::Resume => AgreementCommand::Resume,
            Self::Withdraw => AgreementCommand::Withdraw,
            Self::Expire => AgreementCommand::Expire,
        }
    }

    fn text(self) -> i18n::Text {
        match self {
            Self::Send => text::send,
            Self::TakeBack => text::take_back,
            Self::Sign => text::sign,
            Self::Renegotiate => text::renegotiate,
            Self::Resume => text::resume,
            Self::Withdraw => text::withdraw,
            Self::Expire => text::expire,
        }
    }

    /// Those that lead on from a state, the usual one first. `is_over`: the last day has passed.
    fn from(state: State, is_over: bool) -> Vec<Self> {
        match (state, is_over) {
            (State::Draft, _) => vec![Self::Send, Self::Withdraw],
            (State::ToSign, _) => vec![Self::Sign, Self::TakeBack, Self::Withdraw],
            (State::Active, false) => vec![Self::Renegotiate],
            (State::Renegotiation, false) => vec![Self::Resume],
            (State::Active | State::Renegotiation, true) => vec![Self::Expire],
            (State::Expired | State::Terminated | State::Withdrawn, _) => Vec::new(),
        }
    }
}

/// The section of the page, for those who may change it.
#[component]
pub(super) fn Steps(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let presses = desk.part(|view| {
        let is_over = view.agreement.terms.to < view.today;
        if view.may_edit {
            Press::from(view.agreement.state, is_over)
        } else {
            Vec::new()
        }
    });
    let can_renew = desk.part(|view| view.may_edit && view.agreement.state.is_signed() && view.renewed_by.is_none());
    let can_end = desk.part(|view| {
        let is_standing = matches!(view.agreement.state, State::Active | State::Renegotiation);
        view.may_edit && is_standing && view.today <= view.agreement.terms.to
    });
    let is_empty = move || presses.with(Vec::is_empty) && !can_renew.get() && !can_end.get();
    let button = move |press: Press| {
        let variant = match press {
            Press::Send | Press::Sign | Press::Resume => ButtonVariant::Primary,
            Press::TakeBack | Press::Renegotiate | Press::Withdraw | Press::Expire => ButtonVariant::Secondary,
        };
        let take = move |_| {
            desk.press(form, press.command(), FACTS, |language| {
                text::step_done(language).to_owned()
            });
        };
        view! { <Button variant busy=form.state.busy() on:click=take>{say(language, press.text())}</Button> }
    };
    view! {
        <Show when=move || !is_empty()>
            <section class="hr-section hr-no-print" aria-labelledby="steps">
                <h2 id="steps">{say(language, text::steps)}</h2>
                <div class="hr-actions">
                    <Show when=move || can_renew.get()>
                        <Renew desk />
                    </Show>
                    {move || presses.get().into_iter().map(button).collect_view()}
                </div>
                <Trouble desk form />
                <Show when=move || can_end.get()>
                    <Details summary=told(language, text::terminate_heading)>
                        <TerminateForm desk />
                    </Details>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

/// The press that begins the renewal of the agreement on the page.
#[component]
fn Renew(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let version = desk.part(|view| view.agreement.version);
    let words = Signal::derive(move || {
        let words: i18n::Text = match desk.view.with(|view| view.agreement.state) {
            State::Terminated => text::renew_anew,
            State::Draft | State::ToSign | State::Active | State::Renegotiation | State::Expired | State::Withdrawn => {
                text::renew
            }
        };
        words(language.get())
    });
    view! { <RenewButton of=desk.id() version words /> }.into_any()
}

#[component]
fn TerminateForm(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let (reader, today) = desk.view.with_untracked(|view| (view.reader, view.today));
    let notice = desk.part(|view| view.agreement.terms.notice_months);
    let given_on = RwSignal::new(today.to_string());
    let (last_day, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let agreed = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep(
        "agreement-termination",
        &desk.id().to_string(),
        reader,
        vec![
            ("given_on", given_on),
            ("last_day", last_day),
            ("agreed", agreed),
            ("reason", reason),
        ],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = TerminationForm {
            given_on: given_on.get_untracked(),
            last_day: last_day.get_untracked(),
            is_agreed: !ticked(&agreed.get_untracked()).is_empty(),
            reason: reason.get_untracked(),
        };
        let parsed = typed.parse(today).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, FACTS, |language| text::step_done(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <p class="hr-muted">{move || text::notice_help(language.get(), notice.get())}</p>
            <div class="hr-field-row">
                <DateField
                    id="given_on"
                    label=told(language, text::given_on)
                    value=given_on
                    error=state.error("given_on")
                />
                <DateField
                    id="last_day"
                    label=told(language, text::last_day)
                    value=last_day
                    error=state.error("last_day")
                />
            </div>
            <CheckboxGroup
                id="agreed"
                is_optional=true
                legend=told(language, text::agreed_legend)
                chosen=agreed
                choices=Signal::derive(move || vec![Choice::new("yes", text::agreed(language.get()))])
            />
            <FreeTextField
                id="reason"
                is_long=true
                rule=NameRule::Allowed
                label=told(language, text::reason)
                value=reason
                names=form.names
                issue=state.issue("reason")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit tone=Tone::Danger busy=state.busy()>
                    {say(language, text::terminate)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
