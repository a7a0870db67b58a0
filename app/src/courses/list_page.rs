//! The courses: the next first, then what has been.

use domain::courses::view::{EventList, EventRow};
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, LinkButton, PageHeader, StateBadge, Tag, Tone};

use super::api::list_courses;
use super::words;
use crate::ahead_and_past::{AheadAndPast, ListWords};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/courses`.
#[component]
pub fn CoursesPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_courses());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:list>
            <List list />
        </Loaded>
    }
}

const WORDS: ListWords = ListWords {
    ahead: text::ahead,
    none_ahead: text::none_ahead,
    none_ahead_help: None,
    past: text::past,
    none_past: text::none_past,
};

#[component]
fn List(list: EventList) -> impl IntoView {
    let language = use_language();
    let EventList { ahead, past, may_plan } = list;
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead) />
        <div class="hr-actions">
            {may_plan.then(|| view! { <LinkButton href="/courses/new">{say(language, text::new)}</LinkButton> })}
            {may_plan
                .then(|| view! { <A href="/courses/templates">{say(language, i18n::course_templates::title)}</A> })}
            <a class="ds-link" href="/training" rel="external">{say(language, text::to_public)}</a>
        </div>
        <AheadAndPast
            ahead
            past
            words=WORDS
            table=|id, caption, rows| view! { <Table id caption rows /> }.into_any()
        />
    }
    .into_any()
}

#[component]
fn Table(id: &'static str, caption: i18n::Text, rows: Vec<EventRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::title)}</th>
                    <th scope="col">{say(language, text::col_when)}</th>
                    <th scope="col">{say(language, text::col_format)}</th>
                    <th scope="col">{say(language, text::col_seats)}</th>
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(row: EventRow) -> impl IntoView {
    let language = use_language();
    let EventRow {
        id,
        title,
        first,
        parts,
        format,
        standing,
        capacity,
        count,
        awaits_reader,
        is_to_be_decided,
    } = row;
    let when = move || {
        let language = language.get();
        let first = words::when(language, &first);
        if parts > 1 {
            text::more_parts(language, first, parts - 1)
        } else {
            first
        }
    };
    let (icon, tone) = words::standing_sign(standing);
    view! {
        <tr>
            <th scope="row"><A href=format!("/courses/{id}")>{title}</A></th>
            <td>{when}</td>
            <td>{move || words::format(language.get(), format)}</td>
            <td data-label=say(language, text::col_seats)>
                {move || words::seats(language.get(), count, capacity)}
                {(count.waiting > 0)
                    .then(|| view! { ", " {move || text::waiting_count(language.get(), count.waiting)} })}
            </td>
            <td>
                <StateBadge
                    icon
                    tone
                    text=Signal::derive(move || words::standing(language.get(), standing).to_owned())
                />
                {awaits_reader
                    .then(|| view! { " " <Tag tone=Tone::Warning text=told(language, text::awaits_you) /> })}
                {is_to_be_decided
                    .then(|| view! { " " <Tag tone=Tone::Warning text=told(language, text::to_be_decided) /> })}
            </td>
        </tr>
    }
    .into_any()
}
