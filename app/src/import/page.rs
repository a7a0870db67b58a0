//! The pages of the imports: the same form, with other words and other calls.

use std::pin::Pin;

use domain::access::Action;
use domain::ids::CommandId;
use domain::import::{ImportReport, ImportText};
use i18n::{Language, import as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, FileField, PageHeader, TextArea};

use super::api;
use super::report::Report;
use crate::attempt::AttemptKey;
use crate::chosen_file::{Chosen, ReadAs, read_chosen};
use crate::error::{AppError, ErrorCode};
use crate::failure::{Failure, FailurePage};
use crate::form::FormState;
use crate::person::use_person;
use crate::title::PageTitle;

type Answer = Pin<Box<dyn Future<Output = Result<ImportReport, AppError>>>>;

/// What differs between the imports.
#[derive(Clone, Copy)]
struct Kind {
    action: Action,
    title: fn(Language) -> &'static str,
    lead: fn(Language) -> &'static str,
    preview: fn(ImportText) -> Answer,
    save: fn(CommandId, ImportText) -> Answer,
}

/// `/places/import`.
#[component]
pub fn ImportUnitsPage() -> impl IntoView {
    let kind = Kind {
        action: Action::ImportUnits,
        title: text::units_title,
        lead: text::units_lead,
        preview: |file| Box::pin(api::preview_units(file)),
        save: |key, file| Box::pin(api::import_units(key, file)),
    };
    view! { <ImportPage kind /> }
}

/// `/modules/aims`.
#[component]
pub fn ImportAimsPage() -> impl IntoView {
    let kind = Kind {
        action: Action::ImportAims,
        title: text::aims_title,
        lead: text::aims_lead,
        preview: |file| Box::pin(api::preview_aims(file)),
        save: |key, file| Box::pin(api::import_aims(key, file)),
    };
    view! { <ImportPage kind /> }
}

/// `/calendars/import`.
#[component]
pub fn ImportCalendarsPage() -> impl IntoView {
    let kind = Kind {
        action: Action::EditCalendars,
        title: text::calendars_title,
        lead: text::calendars_lead,
        preview: |file| Box::pin(api::preview_calendars(file)),
        save: |key, file| Box::pin(api::import_calendars(key, file)),
    };
    view! { <ImportPage kind /> }
}

#[component]
fn ImportPage(kind: Kind) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let title = Signal::derive(move || (kind.title)(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <Suspense>
            {move || match person.known() {
                None => ().into_any(),
                Some(None) => view! { <FailurePage error=AppError::new(ErrorCode::SignedOut) /> }.into_any(),
                Some(Some(me)) if !domain::access::may_some(&me.grants, kind.action) => {
                    view! { <FailurePage error=AppError::new(ErrorCode::Denied) /> }.into_any()
                }
                Some(Some(_)) => {
                    view! {
                        <PageHeader title=title lead=Signal::derive(move || (kind.lead)(language.get()).to_owned()) />
                        <ImportForm kind />
                    }
                        .into_any()
                }
            }}
        </Suspense>
    }
}

#[component]
fn ImportForm(kind: Kind) -> impl IntoView {
    let language = use_language();
    let (file, pasted) = (RwSignal::new(Chosen::Nothing), RwSignal::new(String::new()));
    let nothing_chosen = RwSignal::new(false);
    let report = RwSignal::new(None::<ImportReport>);
    // What the report is about: exactly this is saved.
    let tried = StoredValue::new(None::<ImportText>);
    let state = FormState::new();
    let attempt = AttemptKey::new();
    let chosen = move || match file.get_untracked() {
        Chosen::Content(base64) if !base64.is_empty() => Some(ImportText::Base64(base64)),
        Chosen::Content(_) | Chosen::Nothing | Chosen::TooLarge => {
            let text = pasted.get_untracked();
            (!text.trim().is_empty()).then_some(ImportText::Text(text))
        }
    };
    let preview = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let content = chosen();
        nothing_chosen.set(content.is_none());
        let Some(content) = content else {
            crate::focus::first_fault();
            return;
        };
        if !state.begin() {
            return;
        }
        report.set(None);
        tried.set_value(Some(content.clone()));
        leptos::task::spawn_local(async move {
            let answer = (kind.preview)(content).await;
            if let Some(found) = state.finish(answer) {
                report.set(Some(found));
            }
        });
    };
    let save = move |_| {
        let Some(content) = tried.get_value() else { return };
        if !state.begin() {
            return;
        }
        let key = attempt.key();
        leptos::task::spawn_local(async move {
            let answer = (kind.save)(key, content).await;
            attempt.settle(&answer);
            if let Some(found) = state.finish(answer) {
                report.set(Some(found));
            }
        });
    };
    let missing = Signal::derive(move || nothing_chosen.get().then(|| text::no_file(language.get()).to_owned()));
    let is_ready =
        Memo::new(move |_| report.with(|report| report.as_ref().is_some_and(|one| one.is_ready() && !one.saved)));
    view! {
        <form class="hr-form" novalidate=true on:submit=preview>
            <FileField
                id="file"
                label=told(language, text::file)
                description=told(language, text::file_help)
                accept=".json,.csv,.txt,application/json,text/csv,text/plain"
                on_choose=move |event| read_chosen(&event, ReadAs::Base64, f64::INFINITY, file)
            />
            <TextArea
                id="paste"
                label=told(language, text::paste)
                value=pasted
                error=missing
            />
            <Failure error=state.failure() />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::check)}</Button>
                <Show when=move || is_ready.get()>
                    <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=save>
                        {say(language, text::save)}
                    </Button>
                </Show>
            </div>
        </form>
        {move || report.get().map(|report| view! { <Report report /> })}
    }
}
