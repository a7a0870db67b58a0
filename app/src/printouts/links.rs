//! The links to what is printed, on the pages of a group, a session and a module.

use domain::ids::{GroupId, ModuleId};
use i18n::{printouts as text, say, use_language};
use leptos::prelude::*;
use leptos_router::components::A;

/// The programme of a group, and what belongs to the session that comes next.
#[component]
pub fn GroupPrintouts(
    /// Which group.
    group: GroupId,
    /// The next session, if there is one.
    #[prop(into)]
    next: Signal<Option<u8>>,
) -> impl IntoView {
    view! {
        <Links>
            <li><ToHandout group /></li>
            {move || next.get().map(|number| view! { <OfSession group number /> })}
        </Links>
    }
}

/// The script and the poster of a session, and the programme it belongs to.
#[component]
pub fn SessionPrintouts(
    /// Which group.
    group: GroupId,
    /// Which session.
    number: u8,
) -> impl IntoView {
    view! {
        <Links>
            <OfSession group number />
            <li><ToHandout group /></li>
        </Links>
    }
}

/// The teacher's guide and the pupils' sheet of a module, as pages and as one document to adapt.
#[component]
pub fn ModulePrintouts(
    /// Which.
    module: ModuleId,
) -> impl IntoView {
    let language = use_language();
    view! {
        <Links>
            <li><A href=format!("/modules/{module}/guide")>{say(language, text::guide)}</A></li>
            <li><A href=format!("/modules/{module}/pupils")>{say(language, text::pupils)}</A></li>
            <li>
                <a href=format!("/modules/{module}/guide.pdf") download="" rel="external">{say(language, text::guide_pdf)}</a>
            </li>
            <li>
                <a href=format!("/modules/{module}/pupils.pdf") download="" rel="external">{say(language, text::pupils_pdf)}</a>
            </li>
            <li>
                <a href=format!("/modules/{module}/document") download="" rel="external">{say(language, text::word)}</a>
            </li>
        </Links>
    }
}

#[component]
fn Links(children: Children) -> impl IntoView {
    let language = use_language();
    view! {
        <nav class="hr-printout-links hr-no-print" aria-label=say(language, text::heading)>
            <span aria-hidden="true">{say(language, text::heading)}</span>
            <ul>{children()}</ul>
        </nav>
    }
}

#[component]
fn ToHandout(group: GroupId) -> impl IntoView {
    let language = use_language();
    view! { <A href=format!("/groups/{group}/programme")>{say(language, text::handout_link)}</A> }
}

#[component]
fn OfSession(group: GroupId, number: u8) -> impl IntoView {
    let language = use_language();
    let session = format!("/groups/{group}/sessions/{number}");
    view! {
        <li><A href=format!("{session}/script")>{move || text::script_of(language.get(), number)}</A></li>
        <li><A href=format!("{session}/poster")>{move || text::poster_of(language.get(), number)}</A></li>
    }
}
