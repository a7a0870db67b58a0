//! Calling off what was planned, for one of the reasons that its kind knows, and the way back.

use domain::issue::Issue;
use i18n::{Language, Text, say, told, use_language};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Choice, Details, SelectField, Tone};

use crate::desk::{Desk, Record, Trouble};
use crate::form::CommandForm;

/// The heading that takes the focus: that of the plan, on every page of such a record.
const PLACE: &str = "plan";

/// A record that is called off for a reason chosen from a list.
pub trait CanBeCalledOff: Record {
    /// What its form says.
    const WORDS: CallOffWords;

    /// Whether the reader may call it off as it stands.
    fn may_be_called_off(&self) -> bool;

    /// Whether the reader may take that back as it stands.
    fn may_be_restored(&self) -> bool;

    /// The reasons to choose from, in their order; the first is chosen when the form comes.
    fn reasons(language: Language) -> Vec<Choice>;

    /// The command that calls it off for the reason of this name.
    ///
    /// # Errors
    /// The fault of the field.
    fn parse(reason: &str) -> Result<Self::Command, Vec<Issue>>;

    /// The command that takes it back.
    fn restore() -> Self::Command;
}

/// The words of a kind of record that is called off, and what its field is called.
#[derive(Clone, Copy)]
pub struct CallOffWords {
    /// Id of the field of the reason.
    pub id: &'static str,
    /// The name that the field's faults come under.
    pub field: &'static str,
    /// What the fold says.
    pub heading: Text,
    /// What becomes of it, where that is to be said.
    pub help: Option<Text>,
    /// The field's label.
    pub reason: Text,
    /// The button.
    pub call_off: Text,
    /// Said when it is called off.
    pub called_off: Text,
    /// The button of the way back.
    pub restore: Text,
    /// Said when it is as planned again.
    pub restored: Text,
}

/// The form of one that is to be held; the way back of one that is called off.
#[component]
pub fn CallOff<R: CanBeCalledOff>(
    /// The record.
    desk: Desk<R>,
) -> impl IntoView {
    let is_ahead = desk.part(R::may_be_called_off);
    let is_off = desk.part(R::may_be_restored);
    view! {
        <Show when=move || is_ahead.get()>
            <CallOffForm desk />
        </Show>
        <Show when=move || is_off.get()>
            <Restore desk />
        </Show>
    }
    .into_any()
}

#[component]
fn CallOffForm<R: CanBeCalledOff>(desk: Desk<R>) -> impl IntoView {
    let language = use_language();
    let words = R::WORDS;
    let first = R::reasons(language.get_untracked()).into_iter().next();
    let reason = RwSignal::new(first.map(|choice| choice.value).unwrap_or_default());
    let form = CommandForm::new();
    let submit = move |event: SubmitEvent| {
        let parsed = R::parse(&reason.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, move |language| (words.called_off)(language).to_owned()),
        );
    };
    view! {
        <Details summary=told(language, words.heading)>
            <form class="hr-form" novalidate=true on:submit=submit>
                {words.help.map(|help| view! { <p>{say(language, help)}</p> })}
                <SelectField
                    id=words.id
                    label=told(language, words.reason)
                    choices=Signal::derive(move || R::reasons(language.get()))
                    value=reason
                    error=form.state.error(words.field)
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit tone=Tone::Danger busy=form.state.busy()>
                        {say(language, words.call_off)}
                    </Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

#[component]
fn Restore<R: CanBeCalledOff>(desk: Desk<R>) -> impl IntoView {
    let language = use_language();
    let words = R::WORDS;
    let form = CommandForm::new();
    let press = move |_| {
        desk.press(form, R::restore(), PLACE, move |language| {
            (words.restored)(language).to_owned()
        });
    };
    view! {
        <Trouble desk form />
        <div class="hr-actions">
            <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                {say(language, words.restore)}
            </Button>
        </div>
    }
    .into_any()
}
