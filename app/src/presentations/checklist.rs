//! The checklist: what has to be seen to, and by when.

use domain::presentations::form::TaskForm;
use domain::presentations::{Task, TaskKind};
use i18n::{presentations as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, Choice, DateField, Details, SelectField};

use super::desk::Desk;
use super::words;
use crate::checklist::ChecklistPoint;
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
    let task = StoredValue::new(first);
    let label = Signal::derive(move || task.with_value(|task| words::task(language.get(), task)));
    let name = move |language| task.with_value(|task| words::task_words(language, task.kind, &task.what));
    let remove_label = Signal::derive(move || text::remove_task(language.get(), name(language.get())));
    view! {
        <ChecklistPoint
            desk
            form
            number
            can_change=desk.can_plan()
            label
            remove_label
            place=PLACE
            removed=text::removed
        />
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
