//! One session: run sheet, seats, closing. Made for the tablet in the room.

use domain::groups::GroupCommand;
use domain::groups::view::GroupView;
use domain::issue::Issue;
use domain::text::ShortText;
use i18n::{groups as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{ButtonVariant, LinkButton, PageHeader, StateBadge};

use super::close_form::CloseSection;
use super::group_page::load;
use super::planner::Planner;
use super::run_sheet::RunSheetSection;
use super::seats::SeatsSection;
use super::session_actions::SessionActions;
use super::status::SaveStatus;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::form::{FormState, FreeTextField};
use crate::title::PageTitle;

/// `/groups/:id/sessions/:number`.
#[component]
pub fn SessionPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=Signal::derive(move || text::title(language.get()).to_owned()) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => match number.filter(|number| view.group.session(*number).is_some()) {
                            Some(number) => view! { <SessionDetail view number /> }.into_any(),
                            None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                        },
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn SessionDetail(view: GroupView, number: u8) -> impl IntoView {
    let language = use_language();
    let may_edit = view.may_edit;
    let group_href = format!("/groups/{}", view.group.id);
    let run_href = format!("{group_href}/sessions/{number}/run");
    let planner = Planner::new(view);
    let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
    let name = move || planner.view.with(|view| view.group.name.to_string());
    let title = Signal::derive(move || format!("{}: {}", name(), text::session(language.get(), number)));
    view! {
        <p class="hr-back"><A href=group_href>{move || format!("← {}", text::see_group(language.get()))}</A></p>
        <PageHeader title />
        {move || session.get().map(|session| {
            let language = language.get();
            let state = session.state.name();
            let badge = Signal::stored(words::state(language, state).to_owned());
            view! {
                <p class="hr-session-facts">
                    <span>{words::slot(language, &session.slot)}</span>
                    <StateBadge icon=words::state_icon(state) text=badge />
                </p>
            }
        })}
        {may_edit.then(|| view! { <SessionActions planner number session /> })}
        {may_edit.then(|| view! { <SaveStatus planner /> })}
        <ThemeField planner number may_edit />
        {may_edit.then(|| view! {
            <p>
                <LinkButton href=run_href variant=ButtonVariant::Secondary>{move || text::run(language.get())}</LinkButton>
            </p>
        })}
        <RunSheetSection planner number />
        <SeatsSection planner number may_edit />
        <CloseSection planner number may_edit />
    }
    .into_any()
}

/// What the session is about; saved when the field is left.
#[component]
fn ThemeField(planner: Planner, number: u8, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let theme = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .session(number)
                .map(|session| session.theme.to_string())
                .unwrap_or_default()
        })
    });
    let typed = RwSignal::new(theme.get_untracked());
    let form = FormState::new();
    Effect::new(move |_| typed.set(theme.get()));
    let save = move || {
        let command = match ShortText::parse(&typed.get_untracked()) {
            Ok(theme_typed) if theme_typed.as_str() == theme.get_untracked() => return form.refuse(Vec::new()),
            Ok(theme) => GroupCommand::SetTheme { number, theme },
            Err(code) => return form.refuse(vec![Issue::new("theme", code)]),
        };
        match planner.look_through(&command) {
            Ok(()) => {
                form.refuse(Vec::new());
                planner.send(command);
            }
            Err(found) => form.refuse(found),
        }
    };
    if may_edit {
        // Leaving the field saves it, and so does the tick that lets a name through.
        view! {
            <div on:change=move |_| save()>
                <FreeTextField
                    id="theme"
                    label=Signal::derive(move || text::theme(language.get()).to_owned())
                    value=typed
                    names=planner.names
                    issue=form.issue("theme")
                />
            </div>
        }
        .into_any()
    } else {
        view! { <p>{theme}</p> }.into_any()
    }
}
