//! `/coverage/drafts`: the reader's drafts, and a new one.

use domain::coverage::Period;
use domain::coverage::drafts::parse_new;
use domain::coverage::drafts::view::{WhatIfRow, WhatIfsView};
use domain::ids::{PersonId, WhatIfId};
use domain::text_guard::NameRule;
use i18n::{format, say, told, use_language, what_if as text};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, ButtonVariant, DataTable, EmptyState, LinkButton, PageHeader, SelectField};

use super::PATH;
use super::api::{change_coverage_draft, list_coverage_drafts};
use crate::coverage::tabs::Tabs;
use crate::coverage::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::fresh;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/coverage/drafts`.
#[component]
pub fn DraftsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_coverage_drafts());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Drafts view />
        </Loaded>
    }
}

#[component]
fn Drafts(view: WhatIfsView) -> impl IntoView {
    let language = use_language();
    let WhatIfsView { rows, today, reader } = view;
    let can_compare = rows.len() > 1;
    view! {
        <div class="hr-coverage">
            <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
                {can_compare
                    .then(|| view! {
                        <LinkButton href=format!("{PATH}/compare") variant=ButtonVariant::Secondary>
                            {say(language, text::compare)}
                        </LinkButton>
                    })}
            </PageHeader>
            <Tabs />
            <div class="hr-section">
                <h2 id="drafts-heading">{say(language, text::drafts)}</h2>
                {if rows.is_empty() {
                    view! { <EmptyState title=told(language, text::none) text=told(language, text::none_help) /> }.into_any()
                } else {
                    view! { <Table rows /> }.into_any()
                }}
            </div>
            <NewForm today reader />
        </div>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<WhatIfRow>) -> impl IntoView {
    let language = use_language();
    let line = move |row: WhatIfRow| {
        let WhatIfRow {
            id,
            name,
            period,
            steps,
            changed_on,
            ..
        } = row;
        view! {
            <tr>
                <th scope="row"><A href=format!("{PATH}/{id}")>{name}</A></th>
                <td data-label=say(language, text::period)>{move || words::period(language.get(), period)}</td>
                <td data-label=say(language, text::col_steps)>{steps}</td>
                <td data-label=say(language, text::col_changed)>
                    {move || format::date_medium(language.get(), changed_on)}
                </td>
            </tr>
        }
    };
    view! {
        <DataTable id="drafts" caption=told(language, text::drafts) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{say(language, text::period)}</th>
                    <th scope="col">{say(language, text::col_steps)}</th>
                    <th scope="col">{say(language, text::col_changed)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn NewForm(today: Date, reader: PersonId) -> impl IntoView {
    let language = use_language();
    let now = Period::school_year(today);
    let (name, period) = (RwSignal::new(String::new()), RwSignal::new(now.to_string()));
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep("what_if", "new", reader, vec![("name", name), ("period", period)]);
    // The same id for every attempt at the same draft: pressing twice has the effect of once.
    let id = StoredValue::new(None::<WhatIfId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = id.get_value().unwrap_or_else(|| WhatIfId::new(fresh::ulid()));
        id.set_value(Some(which));
        let parsed = parse_new(which, &name.get_untracked(), &period.get_untracked()).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, change_coverage_draft, move |_: u64| {
            draft.clear();
            navigate(&format!("{PATH}/{which}"), Default::default());
        });
    };
    view! {
        <section class="hr-section" aria-labelledby="new-heading">
            <h2 id="new-heading">{say(language, text::new)}</h2>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <FreeTextField
                    id="name"
                    label=told(language, text::name)
                    value=name
                    names=form.names
                    issue=state.issue("name")
                    rule=NameRule::Allowed
                />
                <SelectField
                    id="period"
                    label=told(language, text::period)
                    choices=Signal::derive(move || words::periods(language.get(), today, now))
                    value=period
                    error=state.error("period")
                />
                <Failure error=state.failure() />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::create)}</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
