//! One module: read, written, reviewed.

use domain::ids::ModuleId;
use domain::modules::form::ModuleForm;
use domain::modules::view::ModuleView;
use domain::modules::{Module, ModuleCommand, ModuleRule, faults};
use i18n::{deliveries, modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, Button, ButtonKind, Details, LinkButton, PageHeader, StateBadge, Tone};

use super::api::view_module;
use super::comments::Comments;
use super::document::FromDocument;
use super::editions::Editions;
use super::facts::Facts;
use super::files::Files;
use super::head_fields::{HeadFields, HeadSignals};
use super::plan::{ModuleSheet, Planner};
use super::source::SourceSection;
use super::steps::Steps;
use super::words;
use crate::deliveries::UsageSection;
use crate::error::{AppError, ErrorCode};
use crate::form::{Draft, DraftNote, FormState};
use crate::nora::OfModule;
use crate::page_frame::Loaded;
use crate::planner::{Editor, PlanUndo, RunSheetSection, SaveStatus, UndoWords, Way, follow, refused_here};
use crate::printouts::ModulePrintouts;
use crate::title::PageTitle;

async fn load(id: String) -> Result<ModuleView, AppError> {
    match id.parse::<ModuleId>() {
        Ok(id) => view_module(id).await,
        Err(_) => Err(AppError::new(ErrorCode::NotFound)),
    }
}

/// `/modules/:id`.
#[component]
pub fn ModulePage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <ModuleDetail view />
        </Loaded>
    }
}

#[component]
fn ModuleDetail(view: ModuleView) -> impl IntoView {
    let language = use_language();
    let may_change = view.can_change();
    let may_edit = view.may_edit;
    let module = view.module.id;
    let planner = Planner::new(view);
    follow(planner);
    let name = Signal::derive(move || planner.view.with(|view| view.module.content.head.title.to_string()));
    let summary = Signal::derive(move || planner.view.with(|view| view.module.content.head.summary.to_string()));
    let stage = Memo::new(move |_| planner.view.with(|view| view.module.stage(view.used.held)));
    let is_open = Memo::new(move |_| planner.view.with(|view| view.may_edit && view.module.is_open()));
    view! {
        <p class="hr-back"><A href="/modules">{move || format!("← {}", text::title(language.get()))}</A></p>
        <PageHeader title=name />
        {move || {
            let stage = stage.get();
            let word = Signal::derive(move || words::stage(language.get(), stage).to_owned());
            view! { <p><StateBadge icon=words::stage_icon(stage) tone=words::stage_tone(stage) text=word /></p> }
        }}
        <p class="hr-prose hr-lines">{summary}</p>
        <Take planner />
        <ModulePrintouts module />
        {may_change.then(|| view! { <SaveStatus planner /> <Undo planner /> })}
        <SourceSection planner />
        {may_edit.then(|| view! { <Faults planner /> })}
        <Steps planner />
        <Facts planner />
        <Show when=move || is_open.get()>
            <EditHead planner />
            <FromDocument planner />
        </Show>
        <Files planner />
        <RunSheetSection editor=Editor::new(planner, ModuleSheet) />
        <Used planner />
        <Comments planner />
        <Editions planner />
        <OfModule module />
    }
    .into_any()
}

/// The way back of what is not the run sheet's, which has its own. Not there before something was changed.
#[component]
fn Undo(planner: Planner) -> impl IntoView {
    let language = use_language();
    let has_changed = Memo::new(move |_| {
        planner
            .changes
            .with(|changes| changes.can(Way::Back) || changes.can(Way::Again))
    });
    let words = UndoWords {
        group: text::undo_group,
        undo: text::undo_change,
        redo: text::redo_change,
    };
    view! {
        <Show when=move || has_changed.get()>
            <PlanUndo planner words keys=false />
            <p class="hr-muted">{say(language, text::undo_help)}</p>
        </Show>
    }
    .into_any()
}

/// How it was used.
#[component]
fn Used(planner: Planner) -> impl IntoView {
    let shown = Memo::new(move |_| {
        planner.view.with(|view| {
            (
                view.used,
                view.at_units.clone(),
                view.blocks.clone(),
                view.adaptations.clone(),
            )
        })
    });
    move || {
        let (used, at_units, blocks, adaptations) = shown.get();
        view! { <UsageSection used at_units blocks adaptations /> }
    }
}

/// Holding it for a class, and taking it along as a file.
#[component]
fn Take(planner: Planner) -> impl IntoView {
    let language = use_language();
    let id = planner.view.with_untracked(|view| view.module.id);
    let may_hold = Memo::new(move |_| planner.view.with(|view| view.may_hold));
    view! {
        <div class="hr-actions">
            <Show when=move || may_hold.get()>
                <LinkButton href=format!("/modules/{id}/hold")>{say(language, deliveries::hold)}</LinkButton>
            </Show>
            <a class="ds-button" data-variant="tertiary" href=format!("/modules/{id}/file") download="" rel="external">
                {say(language, text::export)}
            </a>
        </div>
    }
    .into_any()
}

/// What is not right yet, until it is.
#[component]
fn Faults(planner: Planner) -> impl IntoView {
    let language = use_language();
    let found = Memo::new(move |_| {
        planner.view.with(|view| {
            let faults = faults(&view.module.content);
            if view.module.is_open() { faults } else { Vec::new() }
        })
    });
    move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let rows = found
                .into_iter()
                .map(|fault| view! { <li>{move || words::fault(language.get(), fault)}</li> })
                .collect_view();
            view! {
                <div class="hr-faults">
                    <Alert tone=Tone::Info title=told(language, text::faults)>
                        <ul>{rows}</ul>
                    </Alert>
                </div>
            }
        })
    }
}

/// The head in a form that may stay open while a colleague saves: only what was changed here is sent, and what both changed
/// is shown side by side.
#[component]
fn EditHead(planner: Planner) -> impl IntoView {
    let language = use_language();
    let now = move |view: &ModuleView| ModuleForm::of(&view.module.content.head);
    let opened = StoredValue::new(planner.view.with_untracked(now));
    let head = opened.with_value(HeadSignals::new);
    let (id, reader) = planner.view.with_untracked(|view| (view.module.id, view.reader));
    let draft = Draft::keep("module", &id.to_string(), reader, head.fields());
    let newest = Memo::new(move |_| planner.view.with(now));
    Effect::new(move |_| {
        let newest = newest.get();
        opened.update_value(|opened| head.follow(opened, &newest));
    });
    let form = FormState::new();
    let refused = RwSignal::new(None::<ModuleRule>);
    let refuse = move |mut found: Vec<domain::issue::Issue>| {
        for issue in &mut found {
            // The lines of a list are one field.
            if let Some((list, _)) = issue.field.split_once('[') {
                issue.field = list.to_owned();
            }
        }
        form.refuse(found);
        crate::focus::first_fault();
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        let typed = match untrack(move || head.form()).parse() {
            Ok(typed) => typed,
            Err(found) => return refuse(found),
        };
        let command = ModuleCommand::EditHead { head: Box::new(typed) };
        if let Err(found) = planner.look_through(&command) {
            return refuse(found);
        }
        form.refuse(Vec::new());
        let as_opened = opened.with_value(ModuleForm::parse).ok();
        let put = move |module: &mut Module| {
            if let Some(head) = as_opened {
                module.content.head = head;
            }
        };
        if planner.send_from(put, command).is_some() {
            // What met a colleague's stands in the choice; the form starts from the newest again.
            let newest = planner.view.with_untracked(now);
            head.set(&newest);
            opened.set_value(newest);
            draft.clear();
        } else {
            refused.set(planner.rule_refused());
        }
    };
    view! {
        <Details summary=told(language, text::edit_head)>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=save>
                <HeadFields head form names=planner.names />
                {refused_here::<Module>(refused)}
                <Button kind=ButtonKind::Submit>{say(language, text::save)}</Button>
            </form>
        </Details>
    }
    .into_any()
}
