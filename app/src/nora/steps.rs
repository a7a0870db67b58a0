//! What its author can do with a proposal that is out of hand: take it back, or write a new edition.

use domain::nora::ProposalCommand;
use domain::nora::view::ProposalRights;
use i18n::{Text, nora as text, say, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant};

use super::desk::Desk;
use crate::desk::Trouble;
use crate::form::CommandForm;

/// The buttons.
#[component]
pub(super) fn Steps(desk: Desk) -> impl IntoView {
    let language = use_language();
    let rights = desk.part(|view| view.rights);
    let form = CommandForm::new();
    let step = move |may: fn(ProposalRights) -> bool, label: Text, command: ProposalCommand, done: Text| {
        let command = StoredValue::new(command);
        view! {
            <Show when=move || may(rights.get())>
                <Button
                    variant=ButtonVariant::Secondary
                    busy=form.state.busy()
                    on:click=move |_| {
                        desk.press(form, command.get_value(), "step", move |language| done(language).to_owned());
                    }
                >
                    {say(language, label)}
                </Button>
            </Show>
        }
        .into_any()
    };
    let take_back = step(
        |may| may.take_back,
        text::take_back,
        ProposalCommand::TakeBack,
        text::did_take_back,
    );
    let revise = step(
        |may| may.revise,
        text::revise,
        ProposalCommand::Revise,
        text::did_revise,
    );
    view! {
        <Trouble desk form />
        <div class="hr-actions">{take_back} {revise}</div>
    }
    .into_any()
}
