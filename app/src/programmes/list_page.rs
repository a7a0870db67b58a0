//! The programmes that a group can be planned from.

use domain::programmes::view::ProgrammeRow;
use i18n::{programmes as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, PageHeader, Tag};

use super::api::list_programmes;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/programmes`.
#[component]
pub fn ProgrammesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_programmes());
    let title = told(language, text::title);
    let lead = told(language, text::lead);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:rows>
            <PageHeader title lead />
            <Programmes rows />
        </Loaded>
    }
}

#[component]
fn Programmes(rows: Vec<ProgrammeRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable
            id="programmes"
            caption=told(language, text::list_caption)
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_title)}</th>
                    <th scope="col">{say(language, text::col_sessions)}</th>
                    <th scope="col">{say(language, text::col_author)}</th>
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
                    <Tag text=told(language, text::withdrawn) />
                })}
                <p class="hr-muted">{summary}</p>
            </th>
            <td data-label=say(language, text::col_sessions)>{size}</td>
            <td data-label=say(language, text::col_author)>
                {move || author_name.clone().unwrap_or_else(|| text::ships(language.get()).to_owned())}
            </td>
        </tr>
    }
    .into_any()
}
