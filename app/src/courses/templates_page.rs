//! The templates that a course can be made from: the reader's own, and those that colleagues share.

use domain::courses::templates::view::{TemplateList, TemplateRow};
use i18n::{course_templates as text, courses, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, EmptyState, PageHeader, Tag};

use super::api::list_course_templates;
use super::words;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/courses/templates`.
#[component]
pub fn CourseTemplatesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_course_templates());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

#[component]
fn List(list: TemplateList) -> impl IntoView {
    let language = use_language();
    let TemplateList { own, shared } = list;
    view! {
        <p class="hr-back"><A href="/courses">{move || format!("← {}", courses::see_all(language.get()))}</A></p>
        <PageHeader title=told(language, text::title) lead=told(language, text::lead) />
        <div class="hr-section">
            <h2>{say(language, text::own)}</h2>
            {if own.is_empty() {
                view! { <EmptyState title=told(language, text::none_own) text=told(language, text::none_own_help) /> }
                    .into_any()
            } else {
                view! { <Table id="own-templates" caption=text::own rows=own is_own=true /> }.into_any()
            }}
        </div>
        <div class="hr-section">
            <h2>{say(language, text::shared)}</h2>
            {if shared.is_empty() {
                view! { <p class="hr-muted">{say(language, text::none_shared)}</p> }.into_any()
            } else {
                view! { <Table id="shared-templates" caption=text::shared rows=shared is_own=false /> }.into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Table(id: &'static str, caption: i18n::Text, rows: Vec<TemplateRow>, is_own: bool) -> impl IntoView {
    let language = use_language();
    let last = if is_own { text::col_seen } else { text::col_author };
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_template)}</th>
                    <th scope="col">{say(language, courses::format)}</th>
                    <th scope="col">{say(language, text::col_length)}</th>
                    <th scope="col">{say(language, courses::col_seats)}</th>
                    <th scope="col">{say(language, last)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row is_own /> }).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(row: TemplateRow, is_own: bool) -> impl IntoView {
    let language = use_language();
    let TemplateRow {
        id,
        title,
        author_name,
        format: kind,
        parts,
        minutes,
        capacity,
        is_shared,
        is_retired,
    } = row;
    let last = move || {
        let language = language.get();
        match (is_own, is_shared) {
            (false, _) => author_name.clone(),
            (true, true) => text::is_shared(language).to_owned(),
            (true, false) => text::is_own(language).to_owned(),
        }
    };
    view! {
        <tr>
            <th scope="row">
                <A href=format!("/courses/templates/{id}")>{title}</A>
                {is_retired.then(|| view! { " " <Tag text=told(language, text::retired) /> })}
            </th>
            <td data-label=say(language, courses::format)>{move || words::format(language.get(), kind)}</td>
            <td data-label=say(language, text::col_length)>
                {move || length(language.get(), parts, minutes)}
            </td>
            <td data-label=say(language, courses::col_seats)>{capacity}</td>
            <td>{last}</td>
        </tr>
    }
    .into_any()
}

/// How many parts, and how long they are together.
pub(super) fn length(language: i18n::Language, parts: usize, minutes: u32) -> String {
    let minutes = format::duration(language, minutes);
    match parts {
        1 => text::one_part(language, minutes),
        _ => text::parts(language, parts, minutes),
    }
}
