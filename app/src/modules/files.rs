//! The files of a module: what there is, and while it is written, one more, another word on one, and one less.

use domain::command::Envelope;
use domain::files::{Attachment, FileAbout, FileKind, MAX_BYTES, MAX_MEGABYTES, NewFile};
use domain::ids::{FileId, ModuleId};
use domain::issue::{Issue, IssueCode, Issues};
use domain::modules::{Licence, ModuleCommand};
use domain::text::{ShortText, Title};
use i18n::{Language, format, modules as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, DateField, Details, FileField, SelectField, Tag, Tone};

use super::plan::Planner;
use super::words;
use crate::address::escaped;
use crate::attempt::AttemptKey;
use crate::error::AppError;
use crate::failure::Failure;
use crate::form::{FormState, FreeTextField, Names};
use crate::sending::{ChosenFile, KeptFile, choose_nothing, chosen_in, name_and_size, no_file, send};
use crate::{focus, fresh};

/// The list, and a form for the next.
#[component]
pub fn Files(planner: Planner) -> impl IntoView {
    let language = use_language();
    let files = Memo::new(move |_| planner.view.with(|view| view.module.content.files.clone()));
    let is_open = Memo::new(move |_| planner.view.with(|view| view.may_edit && view.module.is_open()));
    let removed = RwSignal::new(None::<Attachment>);
    view! {
        <Show when=move || is_open.get() || !files.with(Vec::is_empty)>
            <section aria-labelledby="files-heading">
                <h2 id="files-heading" tabindex="-1">{say(language, text::files)}</h2>
                <Show when=move || files.with(Vec::is_empty)>
                    <p>{say(language, text::files_none)}</p>
                </Show>
                <ul class="hr-files">
                    <For each=move || files.get() key=key_of let:file>
                        <One planner file is_open removed />
                    </For>
                </ul>
                <Show when=move || is_open.get()>
                    <Removed planner removed />
                </Show>
                <Show when=move || is_open.get()>
                    <Add planner />
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

/// A row is drawn anew when something else is said of its file, so that what was unfolded folds, and no other row unfolds.
fn key_of(file: &Attachment) -> (FileId, String, Licence, Option<Date>) {
    let FileAbout { name, licence, expires } = &file.about;
    (file.id, name.to_string(), *licence, *expires)
}

#[component]
fn One(
    planner: Planner,
    file: Attachment,
    is_open: Memo<bool>,
    removed: RwSignal<Option<Attachment>>,
) -> impl IntoView {
    let language = use_language();
    let (module, today) = planner.view.with_untracked(|view| (view.module.id, view.today));
    let address = format!("/modules/{module}/files/{}", file.id);
    let shown = format!("{address}?show=1");
    let name = file.about.name.to_string();
    let (kind, is_expired) = (file.kind, file.is_expired(today));
    let about = StoredValue::new(file);
    let facts = move || about.with_value(|file| in_words(language.get(), file));
    let picture = kind.is_picture().then(|| {
        let name = name.clone();
        view! {
            <img
                class="hr-file__picture"
                src=shown.clone()
                alt=move || text::file_picture_of(language.get(), &name)
                loading="lazy"
                decoding="async"
            />
        }
    });
    let opens = kind.opens_in_browser().then(|| {
        let name = name.clone();
        view! {
            <a href=shown.clone() target="_blank" rel="external noopener">
                {move || text::file_open(language.get(), &name)}
            </a>
        }
    });
    let to_save = name.clone();
    view! {
        <li class="hr-file">
            {picture}
            <div>
                <p><strong>{name}</strong></p>
                {is_expired.then(|| view! { <Tag tone=Tone::Warning text=told(language, text::file_expired) /> })}
                <p class="hr-muted">{facts}</p>
                <p class="hr-file__ways">
                    {opens}
                    <a href=address download="" rel="external">{move || text::file_download(language.get(), &to_save)}</a>
                </p>
                <Show when=move || is_open.get()>
                    <Change planner file=about.get_value() removed />
                </Show>
            </div>
        </li>
    }
    .into_any()
}

/// Kind, size, licence and until when.
fn in_words(language: Language, file: &Attachment) -> String {
    let kind = match file.kind {
        FileKind::Pdf => text::kind_pdf(language),
        FileKind::Png | FileKind::Jpeg | FileKind::Webp => text::kind_picture(language),
        FileKind::Docx | FileKind::Odt => text::kind_text(language),
        FileKind::Pptx | FileKind::Odp => text::kind_slides(language),
        FileKind::Xlsx | FileKind::Ods => text::kind_sheet(language),
    };
    let mut parts = vec![
        kind.to_owned(),
        format::bytes(language, file.bytes.into()),
        words::licence(language, file.about.licence).to_owned(),
    ];
    if let Some(last) = file.about.expires {
        parts.push(text::file_until(language, format::date_long(language, last)));
    }
    parts.join(" · ")
}

/// What is said of a file, as typed.
#[derive(Clone, Copy)]
struct About {
    name: RwSignal<String>,
    licence: RwSignal<String>,
    expires: RwSignal<String>,
}

impl About {
    fn new(name: &str, licence: Licence, expires: Option<Date>) -> Self {
        Self {
            name: RwSignal::new(name.to_owned()),
            licence: RwSignal::new(licence.name().to_owned()),
            expires: RwSignal::new(expires.map(|last| last.to_string()).unwrap_or_default()),
        }
    }

    fn parse(self, issues: &mut Issues) -> Option<FileAbout> {
        let name = issues.keep("file_name", Title::parse(&self.name.get_untracked()));
        let licence = self.licence.get_untracked();
        let licence = Licence::ALL.into_iter().find(|one| one.name() == licence);
        let licence = issues.keep("file_licence", licence.ok_or(IssueCode::UnknownChoice));
        let expires = self.expires.get_untracked();
        let expires = match expires.trim() {
            "" => Ok(None),
            typed => typed.parse::<Date>().map(Some).map_err(|_| IssueCode::NotADate),
        };
        let expires = issues.keep("file_expires", expires);
        Some(FileAbout {
            name: name?,
            licence: licence?,
            expires: expires?,
        })
    }
}

/// The fields of [`About`]; `of` tells the ids of one form from those of another.
#[component]
fn AboutFields(about: About, state: FormState, names: Names, of: String) -> impl IntoView {
    let language = use_language();
    let licences = Signal::derive(move || {
        let language = language.get();
        let choice = |licence: Licence| Choice::new(licence.name(), words::licence(language, licence));
        Licence::ALL.map(choice).to_vec()
    });
    view! {
        <FreeTextField
            id=format!("file_name{of}")
            label=told(language, text::file_name)
            value=about.name
            names
            issue=state.issue("file_name")
        />
        <SelectField
            id=format!("file_licence{of}")
            label=told(language, text::file_licence)
            choices=licences
            value=about.licence
            error=state.error("file_licence")
        />
        <DateField
            id=format!("file_expires{of}")
            label=told(language, text::file_expires)
            value=about.expires
            is_optional=true
            error=state.error("file_expires")
        />
    }
    .into_any()
}

/// The file that was taken away last, and the way back.
#[component]
fn Removed(planner: Planner, removed: RwSignal<Option<Attachment>>) -> impl IntoView {
    let language = use_language();
    let gone = Memo::new(move |_| {
        let file = removed.get()?;
        let is_here = planner.view.with(|view| view.module.file(file.id).is_some());
        (!is_here).then_some(file)
    });
    let take_back = move |_| {
        if let Some(file) = removed.get_untracked() {
            planner.names.stand_in(&file.about);
            planner.send(ModuleCommand::TakeFile { file });
            focus::on("files-heading");
        }
    };
    view! {
        <div role="status">
            {move || gone.get().map(|file| view! {
                <p>
                    {text::file_removed(language.get(), &file.about.name)} " "
                    <Button variant=ButtonVariant::Tertiary on:click=take_back>{say(language, text::restore_file)}</Button>
                </p>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Change(planner: Planner, file: Attachment, removed: RwSignal<Option<Attachment>>) -> impl IntoView {
    let language = use_language();
    let taken_away = StoredValue::new(file.clone());
    let FileAbout { name, licence, expires } = file.about;
    let about = About::new(name.as_str(), licence, expires);
    let state = FormState::new();
    let id = file.id;
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut issues = Issues::new();
        let parsed = about.parse(&mut issues);
        let refused = match parsed.filter(|_| issues.is_empty()) {
            Some(about) => {
                let command = ModuleCommand::DescribeFile { id, about };
                match planner.look_through(&command) {
                    Ok(()) => {
                        state.refuse(Vec::new());
                        planner.send(command);
                        focus::on("files-heading");
                        return;
                    }
                    Err(found) => found,
                }
            }
            None => issues.into_vec(),
        };
        state.refuse(refused);
        focus::first_fault_in(focus::form_of(&event));
    };
    let remove = move |_| {
        if planner.send(ModuleCommand::RemoveFile { id }) {
            removed.set(Some(taken_away.get_value()));
        }
        focus::on("files-heading");
    };
    let summary = Signal::derive(move || text::file_change(language.get(), &name));
    view! {
        <Details summary>
            <form class="hr-form" novalidate=true on:submit=save>
                <AboutFields about state names=planner.names of=format!("-{id}") />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit>{say(language, text::save)}</Button>
                    <Button variant=ButtonVariant::Secondary on:click=remove>{say(language, text::file_remove)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

/// What is on its way, so that a second try is the same file.
#[derive(Clone, Copy)]
struct Coming {
    file: KeptFile,
    id: StoredValue<Option<FileId>>,
    attempt: AttemptKey,
}

#[component]
fn Add(planner: Planner) -> impl IntoView {
    let language = use_language();
    let announcer: Option<Announcer> = use_context();
    let module = planner.view.with_untracked(|view| view.module.id);
    let about = About::new("", Licence::default(), None);
    let state = FormState::new();
    let names = planner.names;
    let progress = RwSignal::new(None::<u8>);
    // What the name was taken from: one that was typed stays.
    let taken = StoredValue::new(String::new());
    let coming = Coming {
        file: no_file(),
        id: StoredValue::new(None),
        attempt: AttemptKey::new(),
    };
    let choose = move |event: leptos::ev::Event| {
        state.refuse(Vec::new());
        let chosen = chosen_in(&event);
        let (name, size) = chosen.as_ref().map(name_and_size).unwrap_or_default();
        coming.id.set_value(None);
        coming.attempt.settle::<()>(&Ok(()));
        if size > MAX_BYTES as f64 {
            coming.file.set_value(None);
            state.refuse(vec![Issue::new("file", IssueCode::FileTooLarge { max: MAX_MEGABYTES })]);
            return;
        }
        coming.file.set_value(chosen);
        let stem = stem_of(&name);
        if about
            .name
            .with_untracked(|name| name.trim().is_empty() || taken.with_value(|taken| taken == name))
        {
            about.name.set(stem.clone());
            taken.set_value(stem);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = focus::form_of(&event);
        let mut issues = Issues::new();
        let chosen = coming.file.with_value(Clone::clone);
        if chosen.is_none() {
            issues.push("file", IssueCode::Required);
        }
        let parsed = about.parse(&mut issues);
        let ready = chosen.zip(parsed).filter(|_| issues.is_empty());
        let refused = match ready.map(|(file, about)| (command(coming, &file, about), file)) {
            Some((new, file)) => match names.admit(&new) {
                Ok(confirmed) => {
                    if state.begin() {
                        let name = new.about.name.to_string();
                        let address = address_of(module, &coming.attempt.confirmed_envelope(None, confirmed, new));
                        spawn_local(async move {
                            let answer: Result<(), AppError> = send(&address, &file, progress).await.map(|_| ());
                            coming.attempt.settle(&answer);
                            match state.finish(answer) {
                                Some(()) => {
                                    coming.file.set_value(None);
                                    coming.id.set_value(None);
                                    about.name.set(String::new());
                                    about.expires.set(String::new());
                                    choose_nothing("file");
                                    if let Some(announcer) = announcer {
                                        announcer.say(text::file_sent(language.get_untracked(), &name));
                                    }
                                    planner.refresh();
                                    focus::on("files-heading");
                                }
                                None => focus::first_fault_in(form),
                            }
                        });
                    }
                    return;
                }
                Err(found) => found,
            },
            None => issues.into_vec(),
        };
        state.refuse(refused);
        focus::first_fault_in(form);
    };
    let help = Signal::derive(move || text::file_choose_help(language.get(), MAX_MEGABYTES));
    view! {
        <Details summary=told(language, text::file_add)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FileField
                    id="file"
                    label=told(language, text::file_choose)
                    description=help
                    accept=FileKind::ACCEPT
                    error=state.error("file")
                    on_choose=choose
                />
                <AboutFields about state names of=String::new() />
                <Failure error=state.failure() rule=words::known_rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::file_send)}</Button>
                    {move || progress.get().map(|percent| view! {
                        <span class="hr-file__progress">
                            <progress
                                max="100"
                                prop:value=f64::from(percent)
                                aria-label=move || text::file_sending(language.get(), percent)
                            ></progress>
                            <span aria-hidden="true">{move || text::file_sending(language.get(), percent)}</span>
                        </span>
                    })}
                </div>
            </form>
        </Details>
    }
    .into_any()
}

fn command(coming: Coming, file: &ChosenFile, about: FileAbout) -> NewFile {
    let id = coming.id.get_value().unwrap_or_else(|| FileId::new(fresh::ulid()));
    coming.id.set_value(Some(id));
    let (name, _) = name_and_size(file);
    NewFile {
        id,
        about,
        ending: ending_of(&name),
    }
}

fn address_of(module: ModuleId, envelope: &Envelope<NewFile>) -> String {
    let said = serde_json::to_string(envelope).unwrap_or_default();
    format!("/modules/{module}/files?envelope={}", escaped(&said))
}

/// A file's name without its ending, no longer than a name can be.
fn stem_of(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.chars().take(Title::MAX as usize).collect()
}

/// The ending of a file's name; one that is longer than any is none.
fn ending_of(name: &str) -> ShortText {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ShortText::parse(ending).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_parted_at_its_last_dot() {
        assert_eq!(stem_of("lov.kort.PDF"), "lov.kort");
        assert_eq!(ending_of("lov.kort.PDF").as_str(), "PDF");
        assert_eq!(
            (stem_of("lovkort"), ending_of("lovkort").as_str()),
            ("lovkort".to_owned(), "")
        );
    }
}
