//! Saving a course as a template, on the course's page, and where a course comes from.

use domain::courses::templates::TemplateForm;
use domain::ids::CourseTemplateId;
use i18n::{course_templates as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, Checkbox};

use super::api::save_course_template;
use super::desk::Desk;
use super::words;
use crate::form::{CommandForm, FreeTextField};
use crate::fresh;
use crate::templates::{SaveAs, SaveWords, Saved};

const SAVE_WORDS: SaveWords = SaveWords {
    save_as: text::save_as,
    help: text::save_as_help,
    save: text::save,
    saved: |language, name| text::saved(language, name),
    see_saved: text::see_saved,
    rule: words::rule,
};

/// A form that unfolds; what it saved can be opened from there.
#[component]
pub(super) fn SaveAsTemplate(desk: Desk) -> impl IntoView {
    let language = use_language();
    let title = RwSignal::new(desk.view.with_untracked(|view| view.event.title.to_string()));
    let shared = RwSignal::new(true);
    let saved = RwSignal::new(None::<Saved>);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.event));
    let announcer = use_context::<ui::Announcer>();
    let submit = Callback::new(move |event: leptos::ev::SubmitEvent| {
        let typed = TemplateForm {
            title: title.get_untracked(),
            about: String::new(),
            is_shared: shared.get_untracked(),
        };
        let id = CourseTemplateId::new(fresh::ulid());
        let parsed = typed.parse_new(id, desk.id()).map(|command| (command, None));
        form.submit(&event, parsed, save_course_template, move |id| {
            let name = title.get_untracked();
            if let Some(announcer) = announcer {
                announcer.say(text::saved(language.get_untracked(), &name));
            }
            let href = format!("/courses/templates/{id}");
            saved.set(Some(Saved { href, name }));
        });
    });
    view! {
        <SaveAs words=SAVE_WORDS form submit saved variant=ButtonVariant::Secondary>
            <FreeTextField
                id="template-title"
                label=told(language, text::name)
                value=title
                names=form.names
                issue=form.state.issue("title")
            />
            <Checkbox id="template-shared" label=told(language, text::share) checked=shared />
        </SaveAs>
    }
    .into_any()
}

/// The template that a course was made from.
#[component]
pub(super) fn MadeFromTemplate(desk: Desk) -> impl IntoView {
    let language = use_language();
    let from = desk.part(|view| view.made_from.clone());
    view! {
        {move || from.get().map(|from| view! {
            <p class="hr-muted">
                {say(language, text::made_from)} ": "
                <A href=format!("/courses/templates/{}", from.id)>{from.title}</A>
            </p>
        })}
    }
    .into_any()
}
