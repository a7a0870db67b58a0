//! What is written of a routine: the form that begins it, and the one that changes it.

use domain::routines::{DetailsForm, RoutineCommand};
use i18n::{Language, Text, routines as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, CheckboxGroup, DateField, TextField, as_ticked, ticked};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

/// The heading that takes the focus.
pub(super) const PLACE: &str = "steps";

/// The form of a routine that nobody has begun, or of one that is changed.
#[component]
pub(super) fn DetailsFields(
    desk: Desk,
    /// As it begins.
    start: DetailsForm,
    /// Whether a day can be planned.
    has_plan: bool,
    /// Whether it is begun by this form.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    let language = use_language();
    let title = RwSignal::new(start.title);
    let document = RwSignal::new(start.document);
    let link = RwSignal::new(start.link);
    let planned_on = RwSignal::new(start.planned_on);
    let anchored = RwSignal::new(as_ticked(start.anchored));
    let note = RwSignal::new(start.note);
    let form = CommandForm::new();
    let (state, names) = (form.state, form.names);
    let reader = desk.view.with_untracked(|view| {
        view.routine.iter().for_each(|routine| names.stand_in(routine));
        view.reader
    });
    let fields = vec![
        ("title", title),
        ("document", document),
        ("link", link),
        ("planned_on", planned_on),
        ("anchored", anchored),
        ("note", note),
    ];
    let draft = Draft::keep("routine", &desk.id().to_string(), reader, fields);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = DetailsForm {
            title: title.get_untracked(),
            document: document.get_untracked(),
            link: link.get_untracked(),
            planned_on: planned_on.get_untracked(),
            anchored: ticked(&anchored.get_untracked()),
            note: note.get_untracked(),
        };
        let command = typed.parse().map(|details| match is_new {
            true => RoutineCommand::Begin { details },
            false => RoutineCommand::Edit { details },
        });
        form.submit(
            &event,
            command.map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                let said: Text = if is_new { text::begun } else { text::saved };
                desk.done(view, PLACE, move |language: Language| said(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="document"
                is_optional=true
                label=told(language, text::document)
                description=told(language, text::document_help)
                value=document
                names
                issue=state.issue("document")
            />
            <TextField
                id="link"
                is_optional=true
                label=told(language, text::link)
                description=told(language, text::link_help)
                value=link
                error=state.error("link")
            />
            {has_plan
                .then(|| view! {
                    <DateField
                        id="planned_on"
                        is_optional=true
                        label=told(language, text::planned_on)
                        description=told(language, text::planned_help)
                        value=planned_on
                        error=state.error("planned_on")
                    />
                })}
            <CheckboxGroup
                id="anchored"
                is_optional=true
                legend=told(language, text::anchored)
                chosen=anchored
                choices=Signal::derive(move || words::anchors(language.get()))
                error=state.error("anchored")
            />
            <FreeTextField
                id="title"
                is_optional=true
                label=told(language, text::name)
                description=told(language, text::name_help)
                value=title
                names
                issue=state.issue("title")
            />
            <FreeTextField
                id="note"
                is_long=true
                is_optional=true
                label=told(language, text::note)
                description=told(language, text::note_help)
                value=note
                names
                issue=state.issue("note")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>
                    {if is_new { say(language, text::begin) } else { say(language, text::save) }}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
