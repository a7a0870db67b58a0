//! Running a session from the tablet: the block of now ([`crate::planner::running`]), the seats, and closing.

use domain::groups::view::GroupView;
use i18n::{groups as text, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::PageHeader;

use super::also_open::AlsoOpenNote;
use super::close_form::CloseSection;
use super::group_page::load;
use super::plan::{Planner, SessionSheet};
use super::seats::SeatsSection;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::planner::running::{NowSection, Stage};
use crate::planner::{SaveStatus, Sheet as _, follow};
use crate::title::PageTitle;
use crate::{offline, wake_lock};

/// `/groups/:id/sessions/:number/run`, for whoever may change the group.
#[component]
pub fn RunPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::run) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) if !view.can_change() => view! { <FailurePage error=AppError::new(ErrorCode::Denied) /> }.into_any(),
                        Ok(view) => match number.filter(|number| view.can_run(*number)) {
                            Some(number) => view! { <RunDetail view number /> }.into_any(),
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
fn RunDetail(view: GroupView, number: u8) -> impl IntoView {
    let language = use_language();
    let session_href = format!("/groups/{}/sessions/{number}", view.group.id);
    let planner = Planner::new(view);
    let of = SessionSheet(number);
    let sheet = Memo::new(move |_| {
        let session = planner.view.with(|view| view.group.session(number).cloned());
        session.map(|session| (session.run_sheet, session.slot.into()))
    });
    let key = planner
        .view
        .with_untracked(|view| of.kept_as("run", view.reader, &view.group));
    let stage = Stage::new(sheet, key);
    wake_lock::keep_awake();
    offline::keep_plan(format!("{session_href}/run"));
    // When the page is looked at again; in between `AlsoOpenNote` hears of what is new.
    follow(planner);
    let name = move || planner.view.with(|view| view.group.name.to_string());
    let title = Signal::derive(move || format!("{}: {}", name(), text::session(language.get(), number)));
    // How long each block took goes beside what was planned, when the session is closed.
    let on_close = Callback::new(move |()| {
        if let Some(edit) = stage.close() {
            planner.send(of.command(edit));
        }
    });
    let took = Signal::derive(move || stage.took());
    view! {
        <p class="hr-back"><A href=session_href>{move || format!("← {}", text::run_leave(language.get()))}</A></p>
        <PageHeader title />
        <SaveStatus planner />
        <AlsoOpenNote planner number is_run=true />
        <div class="hr-run">
            <NowSection stage />
            <SeatsSection planner number />
        </div>
        <CloseSection planner number may_edit=true on_close took />
    }
    .into_any()
}
