//! The checklist: what has to be seen to, and by when.

use domain::presentations::form::TaskForm;
use domain::presentations::{PresentationCommand, Task, TaskKind};
use i18n::{presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Checkbox, Choice, DateField, Details, SelectField};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, FreeTextField};

const PLACE: &str = "checklist";

/// The section of the page.
#[component]
pub(super) fn Checklist(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let tasks = desk.part(|view| {
        let tasks = view.presentation.tasks.iter();
        tasks.map(|(number, task)| (*number, task.clone())).collect::<Vec<_>>()
    });
    let form = CommandForm::new();
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::checklist)}</h2>
            <Show when=move || tasks.with(Vec::is_empty)>
                <p class="hr-muted">{say(language, text::no_tasks)}</p>
            </Show>
            <ul class="hr-checklist">
                <For each=move || tasks.get() key=|(number, _)| *number let:entry>
                    <TaskItem desk form number=entry.0 first=entry.1 />
                </For>
            </ul>
            <Trouble desk form />
            <Show when=move || can_plan.get()>
                <AddTask desk />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn TaskItem(desk: Desk, form: CommandForm, number: u8, first: Task) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let done = RwSignal::new(first.done);
    let stored = Memo::new(move |_| {
        desk.view
            .with(|view| view.presentation.tasks.get(&number).is_some_and(|task| task.done))
    });
    // What the server knows stands, also when it said no.
    Effect::new(move |_| {
        let is_done = stored.get();
        form.state.failure().track();
        if done.get_untracked() != is_done && !form.state.busy().get() {
            done.set(is_done);
        }
    });
    let task = StoredValue::new(first);
    let label = Signal::derive(move || task.with_value(|task| words::task(language.get(), task)));
    let name = move |language| task.with_value(|task| words::task_words(language, task.kind, &task.what));
    let tick = Callback::new(move |is_done: bool| {
        let command = PresentationCommand::TickTask { number, done: is_done };
        let seen = Some(desk.version());
        form.press(
            seen,
            command,
            move |envelope| desk.send(envelope),
            move |view| {
                // The box keeps the focus.
                let _ = desk.view.try_set(view);
            },
        );
    });
    let remove = move |_| {
        let command = PresentationCommand::RemoveTask { number };
        desk.press(form, command, PLACE, |language| text::removed(language).to_owned());
    };
    view! {
        <li class="hr-checklist-item">
            <Show
                when=move || can_plan.get()
                fallback=move || view! {
                    <span>{move || if done.get() { "✓ " } else { "– " }} {move || label.get()}</span>
                }
            >
                <Checkbox id=format!("task-{number}") label checked=done on_change=tick />
                <Button
                    variant=ButtonVariant::Tertiary
                    busy=form.state.busy()
                    label=Signal::derive(move || text::remove_task(language.get(), name(language.get())))
                    on:click=remove
                >
                    {say(language, text::remove)}
                </Button>
            </Show>
        </li>
    }
    .into_any()
}

#[component]
fn AddTask(desk: Desk) -> impl IntoView {
    let language = use_language();
    let kind = RwSignal::new(TaskKind::Equipment.name().to_owned());
    let (what, due) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = CommandForm::new();
    let kinds = Signal::derive(move || {
        let language = language.get();
        TaskKind::ALL
            .map(|kind| Choice::new(kind.name(), words::task_kind(language, kind)))
            .to_vec()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = TaskForm {
            kind: kind.get_untracked(),
            what: what.get_untracked(),
            due: due.get_untracked(),
        };
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                what.set(String::new());
                due.set(String::new());
                desk.done(view, PLACE, |language| text::task_added(language).to_owned());
            },
        );
    };
    view! {
        <Details summary=told(language, text::add_task)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="kind"
                    label=told(language, text::task_kind)
                    choices=kinds
                    value=kind
                    error=form.state.error("kind")
                />
                <FreeTextField
                    id="what"
                    label=told(language, text::task_what)
                    value=what
                    names=form.names
                    issue=form.state.issue("what")
                />
                <DateField
                    id="due"
                    is_optional=true
                    label=told(language, text::task_due_field)
                    value=due
                    error=form.state.error("due")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::add_task)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
