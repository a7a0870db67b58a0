//! The groups a reader may see.

use domain::access::Action;
use domain::groups::view::GroupRow;
use i18n::{groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, EmptyState, LinkButton, PageHeader};

use super::api::list_groups;
use super::stage_badges::StageBadges;
use super::words;
use crate::failure::FailurePage;
use crate::person::use_person;
use crate::title::PageTitle;

/// `/groups`.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_groups());
    let title = told(language, text::title);
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(rows) if rows.is_empty() => {
                        view! {
                            <PageHeader title=title />
                            <NewGroupLink />
                            <EmptyState
                                title=told(language, text::none)
                                text=told(language, text::none_help)
                            />
                            <BinLink />
                        }
                            .into_any()
                    }
                    Ok(rows) => {
                        view! {
                            <PageHeader title=title />
                            <NewGroupLink />
                            <GroupTable rows />
                            <BinLink />
                        }
                            .into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Shown to those who may plan groups.
#[component]
fn NewGroupLink() -> impl IntoView {
    let language = use_language();
    let person = use_person();
    view! {
        <Transition>
            {move || person.may_some(Action::CreateGroup).then(|| view! {
                <LinkButton href="/groups/new">{say(language, text::new_group)}</LinkButton>
            })}
        </Transition>
    }
}

/// Shown to those who may throw groups away.
#[component]
fn BinLink() -> impl IntoView {
    let language = use_language();
    let person = use_person();
    view! {
        <Transition>
            {move || person.may_some(Action::EditGroup).then(|| view! {
                <p><A href="/groups/bin">{say(language, text::see_bin)}</A></p>
            })}
        </Transition>
    }
}

#[component]
fn GroupTable(rows: Vec<GroupRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable
            id="groups"
            caption=told(language, text::title)
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::semester)}</th>
                    <th scope="col">{say(language, text::leader)}</th>
                    <th scope="col">{say(language, text::col_sessions)}</th>
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
}

#[component]
fn Row(row: GroupRow) -> impl IntoView {
    let language = use_language();
    let GroupRow {
        id,
        name,
        unit_name,
        leader_name,
        semester,
        stage,
        is_evaluated,
        held,
        sessions,
        ..
    } = row;
    view! {
        <tr>
            <th scope="row"><A href=format!("/groups/{id}")>{name}</A></th>
            <td>{unit_name}</td>
            <td>{move || words::semester(language.get(), semester)}</td>
            <td data-label=say(language, text::leader)>{leader_name}</td>
            <td data-label=say(language, text::col_sessions)>{move || text::sessions_held(language.get(), held, sessions)}</td>
            <td>
                <StageBadges stage is_evaluated />
            </td>
        </tr>
    }
}
