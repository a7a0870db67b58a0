//! The people with an account. The filter is a form that gets, so it works without scripts and can be kept as an address.

use domain::people::view::{PAGE_SIZE, PeopleFilter, PeopleView, PersonRow};
use domain::role::Role;
use i18n::{format, people as text, role_name, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, LinkButton, PageHeader, Pagination, SelectField,
    Tag, TextField, TextKind,
};

use super::api::list_people;
use crate::address;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

const PATH: &str = "/people";

/// `/people`.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        PeopleFilter {
            text: text("text"),
            role: text("role"),
            account: text("account"),
            page: text("page").parse::<usize>().unwrap_or(1).saturating_sub(1),
        }
    });
    let loaded = Resource::new(move || filter.get(), list_people);
    let title = told(language, text::title);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:view>
            <People view />
        </Loaded>
    }
}

#[component]
fn People(view: PeopleView) -> impl IntoView {
    let language = use_language();
    let PeopleView {
        rows,
        total,
        filter,
        may_edit,
    } = view;
    let (page, pages) = (filter.page + 1, total.div_ceil(PAGE_SIZE));
    let here = filter.clone();
    let title = told(language, text::title);
    let lead = told(language, text::lead);
    let count = i64::try_from(total).unwrap_or(i64::MAX);
    view! {
        <PageHeader title=title lead=lead>
            {may_edit
                .then(|| view! {
                    <LinkButton href="/people/new">{say(language, text::new_person)}</LinkButton>
                })}
        </PageHeader>
        <FilterForm filter />
        <p role="status">{move || text::count(language.get(), format::number(language.get(), count))}</p>
        {if rows.is_empty() {
            view! {
                <EmptyState
                    title=told(language, text::none)
                    text=told(language, text::none_help)
                />
            }
                .into_any()
        } else {
            view! { <PeopleTable rows /> }.into_any()
        }}
        <Pagination page=page pages=pages href=move |to| page_address(&here, to) />
    }
}

/// The address of another page under the same filter.
fn page_address(filter: &PeopleFilter, page: usize) -> String {
    let [text, role, account] = [&filter.text, &filter.role, &filter.account].map(|value| address::escaped(value));
    format!("{PATH}?text={text}&role={role}&account={account}&page={page}")
}

#[component]
fn FilterForm(filter: PeopleFilter) -> impl IntoView {
    let language = use_language();
    let (name, role) = (RwSignal::new(filter.text), RwSignal::new(filter.role));
    let account = RwSignal::new(filter.account);
    let roles = Signal::derive(move || {
        let language = language.get();
        Role::ALL
            .map(|role| Choice::new(role.name(), domain::terms::capitalised(role_name(language, role))))
            .to_vec()
    });
    let accounts = Signal::derive(move || {
        let language = language.get();
        vec![
            Choice::new("open", text::account_open(language)),
            Choice::new("closed", text::account_closed(language)),
        ]
    });
    let all = told(language, text::all);
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            <TextField
                id="text"
                label=told(language, text::text)
                value=name
                kind=TextKind::Search
            />
            <SelectField
                id="role"
                label=told(language, text::role)
                value=role
                choices=roles
                empty=all
            />
            <SelectField
                id="account"
                label=told(language, text::account)
                value=account
                choices=accounts
                empty=all
            />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit>{say(language, text::show)}</Button>
                <LinkButton href=PATH variant=ButtonVariant::Tertiary>{say(language, text::reset)}</LinkButton>
            </div>
        </Form>
    }
}

#[component]
fn PeopleTable(rows: Vec<PersonRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable
            id="people"
            caption=told(language, text::title)
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{say(language, text::roles)}</th>
                    <th scope="col">{say(language, text::email)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
}

#[component]
fn Row(row: PersonRow) -> impl IntoView {
    let language = use_language();
    let PersonRow {
        id,
        name,
        email,
        roles,
        active,
    } = row;
    let roles = move || {
        let names: Vec<&str> = roles.iter().map(|role| role_name(language.get(), *role)).collect();
        domain::terms::capitalised(&names.join(", "))
    };
    view! {
        <tr>
            <th scope="row">
                <A href=format!("{PATH}/{id}")>{name}</A>
                {(!active)
                    .then(|| view! {
                        " "
                        <Tag text=told(language, text::account_closed) />
                    })}
            </th>
            <td data-label=say(language, text::roles)>{roles}</td>
            <td data-label=say(language, text::email)>{email}</td>
        </tr>
    }
}
