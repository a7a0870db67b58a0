//! A point of a checklist, of a presentation or of a course: ticked, and taken away.

use i18n::{Text, presentations as text, say, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Checkbox};

use crate::desk::{Desk, Record};
use crate::form::CommandForm;

/// A record with a checklist, whose points have numbers.
pub trait HasChecklist: Record {
    /// Whether a point is done; not, where it is gone.
    fn is_done(&self, number: u8) -> bool;

    /// The command that says whether it is.
    fn tick(number: u8, is_done: bool) -> Self::Command;

    /// The command that takes it away.
    fn take_away(number: u8) -> Self::Command;
}

/// A point: a box to tick and a button to take it away, or a line for who may only read.
#[component]
pub fn ChecklistPoint<R: HasChecklist>(
    /// The record.
    desk: Desk<R>,
    /// The form of the list.
    form: CommandForm,
    /// The point.
    number: u8,
    /// Whether the reader may change it.
    can_change: Memo<bool>,
    /// What is to be done, and by when.
    label: Signal<String>,
    /// What the button that takes it away is called.
    remove_label: Signal<String>,
    /// The list's heading, which takes the focus when the point is gone.
    place: &'static str,
    /// Said when it is gone.
    removed: Text,
) -> impl IntoView {
    let language = use_language();
    let stored = Memo::new(move |_| desk.view.with(|view| view.is_done(number)));
    let done = RwSignal::new(stored.get_untracked());
    // What the server knows stands, also when it said no.
    Effect::new(move |_| {
        let is_done = stored.get();
        form.state.failure().track();
        if done.get_untracked() != is_done && !form.state.busy().get() {
            done.set(is_done);
        }
    });
    let tick = Callback::new(move |is_done: bool| {
        form.press(
            Some(desk.version()),
            R::tick(number, is_done),
            move |envelope| desk.send(envelope),
            move |view| {
                // The box keeps the focus.
                let _ = desk.view.try_set(view);
            },
        );
    });
    let remove = move |_| {
        desk.press(form, R::take_away(number), place, move |language| {
            removed(language).to_owned()
        });
    };
    view! {
        <li class="hr-checklist-item">
            <Show
                when=move || can_change.get()
                fallback=move || view! {
                    <span>{move || if done.get() { "✓ " } else { "– " }} {move || label.get()}</span>
                }
            >
                <Checkbox id=format!("task-{number}") label checked=done on_change=tick />
                <Button
                    variant=ButtonVariant::Tertiary
                    busy=form.state.busy()
                    label=remove_label
                    on:click=remove
                >
                    {say(language, text::remove)}
                </Button>
            </Show>
        </li>
    }
    .into_any()
}
