//! A new module: its name and its length; the rest is written on its page.

use domain::ids::ModuleId;
use domain::issue::Issues;
use domain::modules::{ModuleHead, NewModule};
use domain::text::{LessonMinutes, Note, Title};
use i18n::{modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, NumberField, PageHeader};

use super::api::create_module;
use super::import::ImportForm;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField};
use crate::fresh;
use crate::title::PageTitle;

/// `/modules/new`.
#[component]
pub fn NewModulePage() -> impl IntoView {
    let language = use_language();
    let page_title = told(language, text::new_module);
    let (title, summary) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let minutes = RwSignal::new("60".to_owned());
    let form = CommandForm::new();
    let (state, names) = (form.state, form.names);
    // The same for every attempt at the same module.
    let id = StoredValue::new(None::<ModuleId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let id = id.get_value().unwrap_or_else(|| {
            let new = ModuleId::new(fresh::ulid());
            id.set_value(Some(new));
            new
        });
        let mut issues = Issues::new();
        let title = issues.keep("title", Title::parse(&title.get_untracked()));
        let summary = issues.keep("summary", Note::parse(&summary.get_untracked()));
        let minutes = issues.keep("minutes", LessonMinutes::parse(&minutes.get_untracked()));
        let head = || {
            Some(ModuleHead {
                summary: summary?,
                ..ModuleHead::new(title?, minutes?)
            })
        };
        let parsed = match head() {
            Some(head) => Ok((NewModule { id, head }, None)),
            None => Err(issues.into_vec()),
        };
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_module, move |id: ModuleId| {
            navigate(&format!("/modules/{id}"), Default::default());
        });
    };
    view! {
        <PageTitle text=page_title />
        <PageHeader title=page_title lead=told(language, text::new_lead) />
        <form class="hr-form" novalidate=true on:submit=submit>
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
                value=summary
                names
                issue=state.issue("summary")
            />
            <NumberField
                id="minutes"
                label=told(language, text::minutes)
                value=minutes
                error=state.error("minutes")
            />
            <Failure error=state.failure() rule=words::known_rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::create)}</Button>
            </div>
        </form>
        <ImportForm />
    }
    .into_any()
}
