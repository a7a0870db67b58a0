//! `/coverage/drafts/{id}`: what a draft does, and what it would change.

use domain::coverage::drafts::WhatIfCommand;
use domain::coverage::drafts::view::{WhatIfRow, WhatIfView};
use domain::ids::WhatIfId;
use domain::issue::Issue;
use domain::text::Title;
use domain::text_guard::NameRule;
use i18n::{say, told, use_language, what_if as text};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map};
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Details, PageHeader, Tone};

use super::PATH;
use super::api::{change_coverage_draft, view_coverage_draft};
use super::figures::{Cells, Figures, Guides, LeftUnits};
use super::step_form::StepEditor;
use super::steps::Steps;
use crate::coverage::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, FreeTextField, tell_saved};
use crate::title::PageTitle;

/// `/coverage/drafts/{id}`.
#[component]
pub fn DraftPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let asked = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<WhatIfId>().ok()));
    let loaded = Resource::new(
        move || asked.get(),
        |id| async move {
            match id {
                Some(id) => view_coverage_draft(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <OneDraft view changed /> }.into_any(),
                    Err(error) => {
                        view! {
                            <PageTitle text=told(language, text::title) />
                            <FailurePage error />
                        }
                            .into_any()
                    }
                }
            })}
        </Transition>
    }
}

#[component]
fn OneDraft(view: WhatIfView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let period = view.row.period;
    let title = Signal::stored(view.row.name.clone());
    let lead = Signal::derive(move || words::period(language.get(), period));
    view! {
        <PageTitle text=title />
        <div class="hr-coverage hr-what-if">
            <p class="hr-back">
                <A href=PATH>{move || format!("← {}", text::to_list(language.get()))}</A>
            </p>
            <PageHeader title lead />
            <Steps view=view.clone() changed />
            <StepEditor view=view.clone() changed />
            <Guides before=view.before after=view.after />
            <Figures before=view.before after=view.after />
            <Cells rows=view.cells.clone() />
            <LeftUnits rows=view.left.clone() />
            <Rename row=view.row.clone() changed />
            <Delete row=view.row.clone() />
        </div>
    }
    .into_any()
}

#[component]
fn Rename(row: WhatIfRow, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let name = RwSignal::new(row.name);
    let (id, version) = (row.id, row.version);
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = Title::parse(&name.get_untracked())
            .map(|name| (WhatIfCommand::Rename { id, name }, Some(version)))
            .map_err(|code| vec![Issue::new("name", code)]);
        form.submit(&event, parsed, change_coverage_draft, move |_: u64| {
            tell_saved(announcer, text::renamed(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Details summary=told(language, text::rename)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <FreeTextField
                    id="name"
                    label=told(language, text::name)
                    value=name
                    names=form.names
                    issue=state.issue("name")
                    rule=NameRule::Allowed
                />
                <Failure error=state.failure() />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                    {say(language, text::save_name)}
                </Button>
            </form>
        </Details>
    }
    .into_any()
}

#[component]
fn Delete(row: WhatIfRow) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let navigate = use_navigate();
    let (id, version) = (row.id, row.version);
    let delete = move |_| {
        let navigate = navigate.clone();
        form.press(
            Some(version),
            WhatIfCommand::Delete { id },
            change_coverage_draft,
            move |_: u64| {
                tell_saved(announcer, text::deleted(language.get_untracked()));
                navigate(PATH, Default::default());
            },
        );
    };
    view! {
        <Details summary=told(language, text::delete)>
            <p>{say(language, text::delete_help)}</p>
            <Failure error=form.state.failure() />
            <Button variant=ButtonVariant::Secondary tone=Tone::Danger busy=form.state.busy() on:click=delete>
                {say(language, text::delete)}
            </Button>
        </Details>
    }
    .into_any()
}
