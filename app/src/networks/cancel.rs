//! Calling a meeting off, and holding it after all.

use domain::networks::{NetworkCallOff, NetworkCommand, NetworkStage, parse_call_off};
use i18n::{networks as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Choice, Details, SelectField, Tone};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;

/// The heading that takes the focus.
const PLACE: &str = "plan";

/// The form of one that is to be held; the way back of one that is cancelled.
#[component]
pub(super) fn Cancel(desk: Desk) -> impl IntoView {
    let can_plan = desk.can_plan();
    let can_restore = desk.part(|view| view.may_edit && view.meeting.stage() == NetworkStage::Cancelled);
    view! {
        <Show when=move || can_plan.get()>
            <CancelForm desk />
        </Show>
        <Show when=move || can_restore.get()>
            <Restore desk />
        </Show>
    }
    .into_any()
}

#[component]
fn CancelForm(desk: Desk) -> impl IntoView {
    let language = use_language();
    let reason = RwSignal::new(NetworkCallOff::TooFew.name().to_owned());
    let form = CommandForm::new();
    let reasons = Signal::derive(move || {
        let language = language.get();
        NetworkCallOff::ALL
            .map(|reason| Choice::new(reason.name(), words::reason(language, reason)))
            .to_vec()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_call_off(&reason.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::cancelled(language).to_owned()),
        );
    };
    view! {
        <Details summary=told(language, text::cancel_heading)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <p>{say(language, text::cancel_help)}</p>
                <SelectField
                    id="call_off"
                    label=told(language, text::call_off)
                    choices=reasons
                    value=reason
                    error=form.state.error("call_off")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit tone=Tone::Danger busy=form.state.busy()>
                        {say(language, text::cancel)}
                    </Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

#[component]
fn Restore(desk: Desk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let press = move |_| {
        desk.press(form, NetworkCommand::Reopen, PLACE, |language| {
            text::reopened(language).to_owned()
        });
    };
    view! {
        <Trouble desk form />
        <div class="hr-actions">
            <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                {say(language, text::restore)}
            </Button>
        </div>
    }
    .into_any()
}
