//! What the printed pages share: a group or a session loaded, and what is only on the screen.

use domain::groups::GroupSession;
use domain::groups::view::GroupView;
use i18n::{printouts as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Button, Icon, IconMark};

use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::groups::load_group;
use crate::title::PageTitle;

/// A page about the group that the address names.
#[component]
pub fn GroupSheet(
    /// The tab's title.
    title: i18n::Text,
    /// The sheet.
    draw: fn(GroupView) -> AnyView,
) -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(move || id.get(), load_group);
    view! {
        <PageTitle text=Signal::derive(move || title(language.get()).to_owned()) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => {
                        let back = format!("/groups/{}", view.group.id);
                        view! { <ScreenOnly back /> {draw(view)} }.into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// A page about the session that the address names.
#[component]
pub fn SessionSheet(
    /// The tab's title.
    title: i18n::Text,
    /// The sheet.
    draw: fn(GroupView, GroupSession) -> AnyView,
) -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), load_group);
    view! {
        <PageTitle text=Signal::derive(move || title(language.get()).to_owned()) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    let view = match loaded.await {
                        Ok(view) => view,
                        Err(error) => return view! { <FailurePage error /> }.into_any(),
                    };
                    match number.and_then(|number| view.group.session(number).cloned()) {
                        Some(session) => {
                            let back = format!("/groups/{}/sessions/{}", view.group.id, session.number);
                            view! { <ScreenOnly back /> {draw(view, session)} }.into_any()
                        }
                        None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// The way back and the button that prints; neither is printed.
#[component]
fn ScreenOnly(back: String) -> impl IntoView {
    let language = use_language();
    let print = move |_| {
        // A browser that can't print has its own menu for it.
        let _ = window().print();
    };
    view! {
        <p class="hr-back"><A href=back>{move || format!("← {}", text::back(language.get()))}</A></p>
        <div class="hr-actions">
            <Button on:click=print>
                <IconMark icon=Icon::Print />
                " "
                {move || text::print(language.get())}
            </Button>
        </div>
    }
    .into_any()
}
