//! The checklist of a course.

use domain::courses::{EventCommand, Task};
use domain::issue::{Issue, IssueCode, Issues};
use domain::text::ShortText;
use domain::text_guard::NameRule;
use domain::time::parse_date;
use i18n::{Language, courses as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, DateField, Details};

use super::desk::Desk;
use crate::checklist::ChecklistPoint;
use crate::desk::Trouble;
use crate::form::{CommandForm, FreeTextField};

const PLACE: &str = "checklist";

/// What is to be done, in the reader's language where it is what ships.
pub(super) fn task_name(language: Language, what: &ShortText) -> &str {
    match what.as_str() {
        "" => text::task_invite(language),
        what => what,
    }
}

fn name_of(language: Language, task: &Task) -> String {
    let what = task_name(language, &task.what);
    match task.due {
        Some(due) => text::task_by(language, what, format::date_long(language, due)),
        None => what.to_owned(),
    }
}

/// The section of the page.
#[component]
pub(super) fn Tasks(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let tasks = desk.part(|view| {
        let tasks = view.event.tasks.iter();
        tasks.map(|(number, task)| (*number, task.clone())).collect::<Vec<_>>()
    });
    let form = CommandForm::new();
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::tasks)}</h2>
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
    let name = move |language| task.with_value(|task| name_of(language, task));
    let label = Signal::derive(move || name(language.get()));
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

/// The command that adds a point, as typed.
fn parsed(what: &str, due: &str) -> Result<EventCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let typed = ShortText::parse(what).and_then(|typed| match typed.as_str() {
        "" => Err(IssueCode::Required),
        _ => Ok(typed),
    });
    let what = issues.keep("what", typed);
    let due = match due.trim() {
        "" => None,
        day => issues.keep("due", parse_date(day)),
    };
    match what {
        Some(what) if issues.is_empty() => Ok(EventCommand::AddTask { what, due }),
        _ => Err(issues.into_vec()),
    }
}

#[component]
fn AddTask(desk: Desk) -> impl IntoView {
    let language = use_language();
    let what = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parsed(&what.get_untracked(), &due.get_untracked());
        let parsed = parsed.map(|command| (command, Some(desk.version())));
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
                <FreeTextField
                    id="what"
                    rule=NameRule::Allowed
                    label=told(language, text::task_what)
                    value=what
                    names=form.names
                    issue=form.state.issue("what")
                />
                <DateField
                    id="due"
                    label=told(language, text::task_due)
                    value=due
                    error=form.state.error("due")
                    is_optional=true
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
