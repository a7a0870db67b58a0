//! Frames that pages share: what the address asks for, what is waited for, and the page on which something new is written.

use std::str::FromStr;

use i18n::{Text, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;
use ui::{EmptyState, PageHeader};

use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;

/// What `ask` knows of the id that the page's address names by `:id`, as the address is followed. What is no id is not found.
pub fn of_address<I, T, F>(ask: fn(I) -> F) -> Resource<Result<T, AppError>>
where
    I: FromStr + Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<I>().ok())));
    Resource::new(
        move || id.get(),
        move |id| async move {
            match id {
                Some(id) => ask(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    )
}

/// What was asked for, once it is there; or why it is not.
#[component]
pub fn Loaded<T, C, V>(
    /// What was asked for.
    of: Resource<Result<T, AppError>>,
    /// Draws it: `let:view`.
    children: C,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    C: Fn(T) -> V + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match of.await {
                    Ok(found) => children(found).into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The page on which something new is written: the way back to the list, the heading, and the form.
#[component]
pub fn NewPage(
    /// The heading.
    title: Signal<String>,
    /// A sentence about it.
    #[prop(optional)]
    lead: Option<Text>,
    /// The address of the list that it will stand in.
    list: &'static str,
    /// The words that lead there.
    see_all: Text,
    /// Said in place of the form to who can write none.
    #[prop(optional_no_strip)]
    instead: Option<Text>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    if let Some(instead) = instead {
        return view! {
            <PageHeader title />
            <EmptyState title=told(language, instead) />
        }
        .into_any();
    }
    let header = match lead {
        Some(lead) => view! { <PageHeader title lead=told(language, lead) /> }.into_any(),
        None => view! { <PageHeader title /> }.into_any(),
    };
    view! {
        <p class="hr-back">
            <A href=list>{move || format!("← {}", see_all(language.get()))}</A>
        </p>
        {header}
        {children()}
    }
    .into_any()
}
