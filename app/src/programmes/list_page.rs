//! The programmes that a group can be planned from.

use domain::programmes::view::ProgrammeRow;
use i18n::{programmes as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, PageHeader, Tag};

use super::api::list_programmes;
use crate::failure::FailurePage;
use crate::title::PageTitle;

/// `/programmes`.
#[component]
pub fn ProgrammesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_programmes());
    let title = Signal::derive(move || text::title(language.get()).to_owned());
    let lead = Signal::derive(move || text::lead(language.get()).to_owned());
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(rows) => view! { <PageHeader title lead /> <Programmes rows /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Programmes(rows: Vec<ProgrammeRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable
            id="programmes"
            caption=Signal::derive(move || text::list_caption(language.get()).to_owned())
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{move || text::col_title(language.get())}</th>
                    <th scope="col">{move || text::col_sessions(language.get())}</th>
                    <th scope="col">{move || text::col_author(language.get())}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
}

#[component]
fn Row(row: ProgrammeRow) -> impl IntoView {
    let language = use_language();
    let ProgrammeRow {
        id,
        title,
        summary,
        author_name,
        sessions,
        minutes,
        withdrawn,
    } = row;
    let size = move || {
        let language = language.get();
        super::size_of(language, sessions.into(), minutes)
    };
    view! {
        <tr>
            <th scope="row">
                <A href=format!("/programmes/{id}")>{title}</A>
                {withdrawn.then(|| view! {
                    " "
                    <Tag text=Signal::derive(move || text::withdrawn(language.get()).to_owned()) />
                })}
                <p class="hr-muted">{summary}</p>
            </th>
            <td data-label=move || text::col_sessions(language.get())>{size}</td>
            <td data-label=move || text::col_author(language.get())>
                {move || author_name.clone().unwrap_or_else(|| text::ships(language.get()).to_owned())}
            </td>
        </tr>
    }
    .into_any()
}
