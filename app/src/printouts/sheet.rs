//! The frame of a printed page: what stands on the screen alone, and the line on top of each sheet of paper.

use domain::ids::GroupId;
use i18n::{Text, printouts as text, say, use_language};
use leptos::prelude::*;
use leptos_meta::Html;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::Button;

use crate::error::{AppError, ErrorCode};

/// The group that the address names.
///
/// # Errors
/// `NotFound` for what is no id.
pub(crate) fn group_in(id: &str) -> Result<GroupId, AppError> {
    id.parse().map_err(|_| AppError::new(ErrorCode::NotFound))
}

/// A part of the address, followed when it changes.
pub(crate) fn param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()))
}

/// A page for the printer: a way back and a button that prints, which are not printed themselves, and the sheet.
#[component]
pub(crate) fn Sheet(
    /// Where the way back leads.
    back: String,
    /// What the way back is called.
    back_text: Text,
    /// What stands on top of each sheet, should they come apart.
    running: String,
    /// The sheet.
    children: Children,
) -> impl IntoView {
    let language = use_language();
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <Html {..} data-running=running />
        <div class="hr-printout-tools hr-no-print">
            <A href=back>{move || format!("← {}", back_text(language.get()))}</A>
            <Button on:click=print>{say(language, text::print)}</Button>
        </div>
        {children()}
    }
    .into_any()
}

/// A fact of the sheet's head; left out when there is nothing to tell.
pub(crate) fn fact(label: Text, value: String) -> AnyView {
    let language = use_language();
    (!value.is_empty())
        .then(|| {
            view! {
                <div>
                    <dt>{move || label(language.get())}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .into_any()
}
