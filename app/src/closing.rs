//! What the forms share that close a lesson, a presentation, a measure and a meeting: the time it took, and the way back.

use i18n::{Text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, NumberField};

use crate::desk::{Desk, Record, Trouble};
use crate::form::CommandForm;

/// The heading that takes the focus, on every page of such a record.
pub const CLOSING: &str = "closing";

/// How long it took, in minutes: with those it was for, and before and after.
#[component]
pub fn MinutesFields(
    /// Minutes with them, as typed.
    delivery: RwSignal<String>,
    /// What those are called.
    delivery_label: Text,
    /// Minutes before and after, as typed.
    preparation: RwSignal<String>,
    /// What those are called.
    preparation_label: Text,
    /// The form.
    form: CommandForm,
) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="hr-field-row">
            <NumberField
                id="delivery_minutes"
                label=told(language, delivery_label)
                value=delivery
                error=form.state.error("delivery_minutes")
            />
            <NumberField
                id="preparation_minutes"
                label=told(language, preparation_label)
                value=preparation
                error=form.state.error("preparation_minutes")
            />
        </div>
    }
    .into_any()
}

/// What the buttons of a closing say.
#[derive(Clone, Copy)]
pub struct CloseWords {
    /// Of one that is not closed.
    pub close: Text,
    /// Of one that is.
    pub correct: Text,
    /// The way back.
    pub reopen: Text,
    /// Said when it is open again.
    pub reopened: Text,
}

/// What went wrong, and the buttons: to close or to correct, and for what is closed to open it again.
#[component]
pub fn CloseButtons<R: Record>(
    /// The record.
    desk: Desk<R>,
    /// The form.
    form: CommandForm,
    /// Whether it is closed.
    is_held: bool,
    /// What is said.
    words: CloseWords,
    /// The command that opens it again.
    reopen: fn() -> R::Command,
) -> impl IntoView {
    let language = use_language();
    let busy = form.state.busy();
    let press = move |_| {
        desk.press(form, reopen(), CLOSING, move |language| {
            (words.reopened)(language).to_owned()
        });
    };
    view! {
        <Trouble desk form />
        <div class="hr-actions">
            <Button kind=ButtonKind::Submit busy>
                {say(language, if is_held { words.correct } else { words.close })}
            </Button>
            {is_held.then(|| view! {
                <Button variant=ButtonVariant::Tertiary busy on:click=press>{say(language, words.reopen)}</Button>
            })}
        </div>
    }
    .into_any()
}
