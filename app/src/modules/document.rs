//! A module's document, adapted in a word processor and taken back in: what it changes is shown first, and made as changes of the plan
//! like any others, so that a colleague's meanwhile is kept and each can be seen.

use domain::files::{MAX_BYTES, MAX_MEGABYTES};
use domain::ids::{BlockId, ModuleId};
use domain::issue::{Issue, IssueCode};
use domain::modules::document::ReadModule;
use domain::modules::{ImportModule, ModuleContent, differences};
use domain::text_guard;
use i18n::{Language, groups, modules as text, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Alert, Announcer, Button, ButtonKind, ButtonVariant, Checkbox, Details, FileField, Tone};
use ulid::Ulid;

use super::editions::Shown;
use super::plan::Planner;
use super::source::take_over;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::Failure;
use crate::form::{FormState, Names};
use crate::sending::{chosen_in, name_and_size, no_file, send};
use crate::{focus, fresh};

/// What the document would make of the module, beside what it was then.
#[derive(Debug, Clone, PartialEq)]
struct Offer {
    before: ModuleContent,
    after: ModuleContent,
    /// Words that may be names and were not in the module before.
    names: Vec<String>,
}

/// The form, and below it what the document changes or what is wrong with it.
#[component]
pub fn FromDocument(planner: Planner) -> impl IntoView {
    let language = use_language();
    let module = planner.view.with_untracked(|view| view.module.id);
    let state = FormState::new();
    let progress = RwSignal::new(None::<u8>);
    let file = no_file();
    let offer = RwSignal::new(None::<Offer>);
    let faults = RwSignal::new(Vec::<Issue>::new());
    let forget = move || {
        offer.set(None);
        faults.set(Vec::new());
    };
    let choose = move |event: leptos::ev::Event| {
        forget();
        state.refuse(Vec::new());
        let chosen = chosen_in(&event);
        let size = chosen.as_ref().map_or(0.0, |chosen| name_and_size(chosen).1);
        if size > MAX_BYTES as f64 {
            file.set_value(None);
            let code = IssueCode::FileTooLarge { max: MAX_MEGABYTES };
            state.refuse(vec![Issue::new("document", code)]);
            return;
        }
        file.set_value(chosen);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        let Some(chosen) = file.with_value(Clone::clone) else {
            state.refuse(vec![Issue::new("document", IssueCode::Required)]);
            focus::first_fault_in(form);
            return;
        };
        forget();
        if !state.begin() {
            return;
        }
        spawn_local(async move {
            let answer = send(&format!("/modules/{module}/document"), &chosen, progress).await;
            match state.finish(answer.and_then(|said| read(&said))) {
                Some(read) => {
                    let before = planner.view.with_untracked(|view| view.module.content.clone());
                    match read.onto(&before, || BlockId::new(fresh::ulid())) {
                        Ok(after) => offer.set(Some(Offer::of(before, after))),
                        Err(found) => faults.set(found),
                    }
                    focus::on("document-answer");
                }
                None => focus::first_fault_in(form),
            }
        });
    };
    // The sentence of the form for any file speaks of kinds that are no use here.
    let (issue, sentence) = (state.issue("document"), state.error("document"));
    let error = Signal::derive(move || match issue.get() {
        Some(IssueCode::UnknownFileKind) => Some(text::document_not_word(language.get()).to_owned()),
        Some(IssueCode::DisguisedFile) => Some(text::document_no_module(language.get()).to_owned()),
        _ => sentence.get(),
    });
    view! {
        <Details summary=told(language, text::document)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FileField
                    id="document"
                    label=told(language, text::document_file)
                    description=told(language, text::document_help)
                    accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                    error
                    on_choose=choose
                />
                <Failure error=state.failure() rule=words::known_rule />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                    {say(language, text::document_read)}
                </Button>
            </form>
            <div id="document-answer" tabindex="-1">
                {move || {
                    let faults = faults.get();
                    (!faults.is_empty()).then(|| view! { <Faults faults /> })
                }}
                {move || offer.get().map(|found| view! { <Offered planner found offer /> })}
            </div>
        </Details>
    }
    .into_any()
}

fn read(said: &str) -> Result<ReadModule, AppError> {
    let read: ReadModule = serde_json::from_str(said).map_err(|_| AppError::new(ErrorCode::Unavailable))?;
    if read.is_of_module() {
        return Ok(read);
    }
    Err(AppError {
        issues: vec![Issue::new("document", IssueCode::DisguisedFile)],
        ..AppError::new(ErrorCode::Invalid)
    })
}

impl Offer {
    fn of(before: ModuleContent, after: ModuleContent) -> Self {
        let known = text_guard::names_in(&guarded(&before));
        let names = text_guard::names_in(&guarded(&after));
        Self {
            names: names.into_iter().filter(|name| !known.contains(name)).collect(),
            before,
            after,
        }
    }
}

/// A content with the guard's questions.
fn guarded(content: &ModuleContent) -> ImportModule {
    ImportModule {
        id: ModuleId::new(Ulid::nil()),
        content: content.clone(),
        credit: None,
    }
}

/// What is wrong, by field and row.
#[component]
fn Faults(faults: Vec<Issue>) -> impl IntoView {
    let language = use_language();
    let rows = faults
        .into_iter()
        .map(|issue| view! { <li>{move || in_words(language.get(), &issue)}</li> })
        .collect_view();
    view! {
        <Alert tone=Tone::Danger title=told(language, text::document_faults)>
            <ul>{rows}</ul>
        </Alert>
    }
    .into_any()
}

fn in_words(language: Language, issue: &Issue) -> String {
    let sentence = i18n::issue_text(language, &issue.code);
    text::document_fault(language, place_of(language, &issue.field), sentence)
}

/// «Rad 3 i kjøreplanen, Metode».
fn place_of(language: Language, field: &str) -> String {
    let Some((list, rest)) = field.split_once('[') else {
        return match field {
            "blocks" => groups::run_sheet(language).to_owned(),
            field => words::field(language, field).to_owned(),
        };
    };
    if list != "blocks" {
        return words::field(language, list).to_owned();
    }
    let (row, field) = rest.split_once("].").unwrap_or((rest, ""));
    let name = match field {
        "minutes" => printouts::minutes(language),
        "method" => groups::block_method(language),
        "material" => groups::block_material(language),
        "goal" => groups::block_goal(language),
        "note" => printouts::note(language),
        _ => groups::block_step(language),
    };
    text::document_row(language, row.parse::<usize>().map_or(0, |row| row + 1), name)
}

/// The preview, and the choice.
#[component]
fn Offered(planner: Planner, found: Offer, offer: RwSignal<Option<Offer>>) -> impl IntoView {
    let language = use_language();
    let announcer: Option<Announcer> = use_context();
    let rows = differences(&found.before, &found.after);
    if rows.is_empty() {
        return view! { <p role="status">{say(language, text::document_same)}</p> }.into_any();
    }
    let rows = rows
        .into_iter()
        .map(|difference| view! { <Shown difference restore=None /> })
        .collect_view();
    let names = found.names.clone();
    let has_names = !names.is_empty();
    let are_nobody = RwSignal::new(false);
    let state = FormState::new();
    let leave = move |_| {
        offer.set(None);
        focus::on("document");
    };
    let found = StoredValue::new(found);
    let take = move |_| {
        if has_names && !are_nobody.get_untracked() {
            state.refuse(vec![Issue::new("document-nobody", IssueCode::MustBeAccepted)]);
            focus::on("document-nobody");
            return;
        }
        let refused = found.with_value(|found| hard(planner.names, &found.after));
        if let Some(code) = refused {
            state.refuse(vec![Issue::new("document-texts", code)]);
            focus::on("document-answer");
            return;
        }
        found.with_value(|found| take_over(planner, &found.before, &found.after));
        offer.set(None);
        if let Some(announcer) = announcer {
            announcer.say(text::document_taken(language.get_untracked()));
        }
        focus::on("main");
    };
    let texts = state.error("document-texts");
    view! {
        <Alert tone=Tone::Info title=told(language, text::document_changes)>
            <ul class="hr-differences">{rows}</ul>
            {has_names.then(|| view! {
                <Checkbox
                    id="document-nobody"
                    label=Signal::derive(move || text::import_names(language.get(), names.join(", ")))
                    checked=are_nobody
                    error=state.error("document-nobody")
                />
            })}
            {move || texts.get().map(|sentence| view! { <p class="ds-validation-message">{sentence}</p> })}
            <div class="hr-actions">
                <Button on:click=take>{say(language, text::document_take)}</Button>
                <Button variant=ButtonVariant::Secondary on:click=leave>{say(language, text::document_leave)}</Button>
            </div>
        </Alert>
    }
    .into_any()
}

/// What identifies a person can't be confirmed.
fn hard(names: Names, content: &ModuleContent) -> Option<IssueCode> {
    let import = guarded(content);
    names.stand_in(&import);
    let found = names.admit(&import).err()?;
    found.into_iter().next().map(|issue| issue.code)
}
