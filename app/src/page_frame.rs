//! Frames that pages share: what is waited for, and the page on which something new is written.

use i18n::{Text, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{EmptyState, PageHeader};

use crate::error::AppError;
use crate::failure::FailurePage;

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
    #[prop(default = None)]
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
