//! The words of a programme: its name, its summary, and theme and goal of each session.

use domain::programmes::{Programme, ProgrammeForm};
use i18n::{programmes as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind};

use super::api::change_programme;
use super::rule;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField, tell_saved};

/// The form. Run sheets are changed in a group, which is saved anew.
#[component]
pub fn ProgrammeEditor(programme: Programme, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let start = ProgrammeForm::of(&programme);
    let (id, version) = (programme.id, programme.version);
    let title = RwSignal::new(start.title);
    let summary = RwSignal::new(start.summary);
    let sessions: Vec<_> = start
        .sessions
        .into_iter()
        .map(|(theme, goal)| (RwSignal::new(theme), RwSignal::new(goal)))
        .collect();
    let typed = sessions.clone();
    let form = CommandForm::new();
    let (state, names) = (form.state, form.names);
    names.stand_in(&programme);
    let announcer = use_context::<ui::Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = ProgrammeForm {
            title: title.get_untracked(),
            summary: summary.get_untracked(),
            sessions: typed
                .iter()
                .map(|(theme, goal)| (theme.get_untracked(), goal.get_untracked()))
                .collect(),
        };
        let parsed = typed.parse_edit().map(|command| (command, Some(version)));
        let send = move |envelope| change_programme(id, envelope);
        form.submit(&event, parsed, send, move |_| {
            tell_saved(announcer, text::edited(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <HeadFields title summary form />
            {sessions
                .into_iter()
                .enumerate()
                .map(|(row, (theme, goal))| {
                    let label = move |text: fn(i18n::Language, usize) -> String| {
                        Signal::derive(move || text(language.get(), row + 1))
                    };
                    view! {
                        <FreeTextField
                            id=format!("sessions[{row}].theme")
                            label=label(text::theme_of)
                            value=theme
                            names
                            issue=state.issue(format!("sessions[{row}].theme"))
                        />
                        <FreeTextField
                            id=format!("sessions[{row}].goal")
                            label=label(text::goal_of)
                            value=goal
                            names
                            issue=state.issue(format!("sessions[{row}].goal"))
                        />
                    }
                })
                .collect_view()}
            <Failure error=state.failure() rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_edit)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Name and summary, as in the form that saves a group.
#[component]
pub fn HeadFields(title: RwSignal<String>, summary: RwSignal<String>, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <FreeTextField
            id="title"
            label=told(language, text::name)
            value=title
            names
            issue=state.issue("title")
        />
        <FreeTextField
            id="summary"
            is_long=true
            is_optional=true
            label=told(language, text::summary)
            description=told(language, text::summary_help)
            value=summary
            names
            issue=state.issue("summary")
        />
    }
    .into_any()
}
