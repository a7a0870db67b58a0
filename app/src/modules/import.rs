//! A module made of a file that a colleague has given away: looked through here before anything is sent.

use domain::ids::ModuleId;
use domain::issue::{Issue, IssueCode};
use domain::modules::ImportModule;
use domain::modules::file::{self, FileFault, MAX_BYTES, ModuleFile};
use domain::text_guard;
use i18n::{Language, modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, Checkbox, Details, FileField};
use ulid::Ulid;

use super::api::make_module_of_file;
use super::words;
use crate::chosen_file::{Chosen, ReadAs, read_chosen};
use crate::failure::Failure;
use crate::form::CommandForm;
use crate::fresh;

/// A kilobyte, as people know it.
const KILO: usize = 1024;

/// The form: a file, and words in it that may be names.
#[component]
pub fn ImportForm() -> impl IntoView {
    let language = use_language();
    let chosen = RwSignal::new(Chosen::Nothing);
    let read = Memo::new(move |_| {
        chosen.with(|chosen| match chosen {
            Chosen::Nothing => None,
            Chosen::TooLarge => Some(Err(FileFault::TooLarge)),
            Chosen::Content(content) => Some(file::read(content.as_bytes())),
        })
    });
    let are_nobody = RwSignal::new(false);
    let names = Memo::new(move |_| {
        read.with(|read| match read {
            Some(Ok(found)) => text_guard::names_in(&command(ModuleId::new(Ulid::nil()), found)),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    // Another file has other words.
    Effect::new(move |_| {
        names.track();
        are_nobody.set(false);
    });
    let form = CommandForm::new();
    let state = form.state;
    // The same for every attempt at the same file.
    let id = StoredValue::new(None::<ModuleId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let new = id.get_value().unwrap_or_else(|| ModuleId::new(fresh::ulid()));
        id.set_value(Some(new));
        let parsed = match read.get_untracked() {
            Some(Ok(found)) if names.with_untracked(Vec::is_empty) || are_nobody.get_untracked() => {
                let import = command(new, &found);
                form.names.stand_in(&import);
                // What identifies a person can't be confirmed: it stands by the file.
                match form.names.admit(&import) {
                    Ok(_) => Ok((import, None)),
                    Err(found) => Err(by_the_file(found)),
                }
            }
            Some(Ok(_)) => Err(vec![Issue::new("nobody", IssueCode::MustBeAccepted)]),
            Some(Err(_)) | None => Err(vec![Issue::new("module_file", IssueCode::Required)]),
        };
        let navigate = navigate.clone();
        form.submit(&event, parsed, make_module_of_file, move |id: ModuleId| {
            navigate(&format!("/modules/{id}"), Default::default());
        });
    };
    let typed_error = state.error("module_file");
    let error = Signal::derive(move || {
        let language = language.get();
        let broken = read.with(|read| match read {
            Some(Err(fault)) => Some(words_of(language, fault)),
            Some(Ok(_)) | None => None,
        });
        broken.or_else(|| typed_error.get())
    });
    let found = move || {
        read.with(|read| match read {
            Some(Ok(found)) => {
                let blocks = found.content.run_sheet.blocks.len();
                Some((
                    found.content.head.title.to_string(),
                    text::import_blocks(language.get(), blocks),
                ))
            }
            Some(Err(_)) | None => None,
        })
    };
    let nobody_error = state.error("nobody");
    view! {
        <Details summary=told(language, text::import)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FileField
                    id="module_file"
                    label=told(language, text::import_file)
                    description=told(language, text::import_help)
                    accept=".json,application/json"
                    error
                    on_choose=move |event| {
                        // What was said of the file before says nothing of this one.
                        state.refuse(Vec::new());
                        read_chosen(&event, ReadAs::Text, MAX_BYTES as f64, chosen);
                    }
                />
                {move || found().map(|(title, blocks)| view! { <p><strong>{title}</strong> " – " {blocks}</p> })}
                <Show when=move || !names.with(Vec::is_empty)>
                    <Checkbox
                        id="nobody"
                        label=Signal::derive(move || {
                            text::import_names(language.get(), names.with(|names| names.join(", ")))
                        })
                        checked=are_nobody
                        error=nobody_error
                    />
                </Show>
                <Failure error=state.failure() rule=words::known_rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::import_make)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

fn command(id: ModuleId, file: &ModuleFile) -> ImportModule {
    ImportModule {
        id,
        content: file.content.clone(),
        credit: file.credit.clone(),
    }
}

/// The fields of the file have no places of their own in the form.
fn by_the_file(found: Vec<Issue>) -> Vec<Issue> {
    let at_file = |issue: Issue| Issue::new("module_file", issue.code);
    found.into_iter().map(at_file).take(1).collect()
}

fn words_of(language: Language, fault: &FileFault) -> String {
    match fault {
        FileFault::TooLarge => text::file_too_large(language, MAX_BYTES / KILO),
        FileFault::NotJson { line, column } => text::file_not_json(language, line, column),
        FileFault::NoModule => text::file_no_module(language).to_owned(),
        FileFault::Newer { version } => text::file_newer(language, version),
        FileFault::Field { field, line } => text::file_field(language, field, line),
    }
}
