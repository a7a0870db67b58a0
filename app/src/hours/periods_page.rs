//! Months of everybody: who has confirmed their weeks, and for whom the month is closed. No hours and no shares.

use std::collections::BTreeSet;

use domain::hours::view::{PeriodRow, PeriodsView};
use domain::hours::{Month, PeriodCommand, PeriodState, ReopenReason};
use domain::ids::PersonId;
use domain::issue::{Issue, IssueCode};
use i18n::{format, hours as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use ui::{
    Announcer, Button, ButtonKind, ButtonVariant, CheckboxGroup, Choice, DataTable, Details, PageHeader, SelectField,
    ticked,
};

use super::api::{change_hour_periods, view_hour_periods};
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

const PATH: &str = "/hours/periods";

/// `/hours/periods`, and `/hours/periods?month=2026-10`.
#[component]
pub fn PeriodsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let month =
        Memo::new(move |_| query.with(|query| query.get("month").and_then(|month| month.parse::<Month>().ok())));
    let loaded = Resource::new(move || month.get(), view_hour_periods);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::periods_title) />
        <Loaded of=loaded let:view>
            <OneMonth view changed />
        </Loaded>
    }
}

#[component]
fn OneMonth(view: PeriodsView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let PeriodsView {
        month,
        is_over,
        weeks,
        rows,
    } = view;
    let heading = move || {
        let (language, first) = (language.get(), month.first_day());
        text::month_of(language, format::month(language, first), first.year())
    };
    let to = |month: Month| format!("{PATH}?month={month}");
    let (before, after) = (to(month.previous()), to(month.next()));
    let is_open = |row: &&PeriodRow| row.state != Some(PeriodState::Closed);
    let open: Vec<(PersonId, String)> = rows
        .iter()
        .filter(is_open)
        .map(|row| (row.person, row.name.clone()))
        .collect();
    view! {
        <PageHeader title=told(language, text::periods_title) lead=told(language, text::periods_lead)>
            <A href="/hours/guide">{say(language, text::to_figures)}</A>
        </PageHeader>
        <section class="hr-section" aria-labelledby="month-heading">
            <h2 id="month-heading">{heading}</h2>
            <nav class="hr-week-nav" aria-label=say(language, text::months)>
                <A href=before>{move || format!("← {}", text::previous_month(language.get()))}</A>
                <A href=after>{move || format!("{} →", text::next_month(language.get()))}</A>
            </nav>
            {match (is_over, open.is_empty()) {
                (false, _) => view! { <p>{say(language, text::month_open_until)}</p> }.into_any(),
                (true, true) => view! { <p>{say(language, text::all_closed)}</p> }.into_any(),
                (true, false) => view! { <CloseForm month open changed /> }.into_any(),
            }}
            <Everybody month weeks rows changed />
        </section>
    }
    .into_any()
}

#[component]
fn CloseForm(month: Month, open: Vec<(PersonId, String)>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let people = RwSignal::new(String::new());
    let choices: Vec<Choice> = open
        .into_iter()
        .map(|(id, name)| Choice::new(id.to_string(), name))
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let chosen = ticked(&people.get_untracked());
        let chosen: BTreeSet<PersonId> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let parsed = if chosen.is_empty() {
            Err(vec![Issue::new("people", IssueCode::Required)])
        } else {
            Ok((PeriodCommand::Close { month, people: chosen }, None))
        };
        form.submit(&event, parsed, change_hour_periods, move |_| {
            tell_saved(announcer, text::closed_saved(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <CheckboxGroup
                id="people"
                legend=told(language, text::close_for)
                chosen=people
                choices=Signal::stored(choices)
                error=state.error("people")
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::close_month)}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Everybody(month: Month, weeks: usize, rows: Vec<PeriodRow>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let row = move |one: PeriodRow| {
        let PeriodRow {
            person,
            name,
            confirmed,
            state,
            on,
        } = one;
        let is_closed = state == Some(PeriodState::Closed);
        let called = name.clone();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=say(language, text::col_confirmed)>
                    {move || text::confirmed_of(language.get(), confirmed, weeks)}
                </td>
                <td data-label=say(language, text::col_state)>
                    {move || words::state(language.get(), state, on)}
                    {is_closed.then(|| view! { <ReopenForm month person name=called changed /> })}
                </td>
            </tr>
        }
    };
    view! {
        <DataTable id="periods" caption=told(language, text::periods_table) stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_person)}</th>
                    <th scope="col">{say(language, text::col_confirmed)}</th>
                    <th scope="col">{say(language, text::col_state)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn ReopenForm(month: Month, person: PersonId, name: String, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let reason = RwSignal::new(String::new());
    let label = {
        let name = name.clone();
        Signal::derive(move || text::reopen_for(language.get(), name.clone()))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = match ReopenReason::from_name(&reason.get_untracked()) {
            None => Err(vec![Issue::new("reason", IssueCode::Required)]),
            Some(reason) => Ok((PeriodCommand::Reopen { month, person, reason }, None)),
        };
        form.submit(&event, parsed, change_hour_periods, move |_| {
            tell_saved(announcer, text::reopened_saved(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <Details summary=label>
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id=format!("reason-{person}")
                    name="reason"
                    label=told(language, text::reason)
                    empty=told(language, text::choose_kind)
                    choices=Signal::derive(move || words::reasons(language.get()))
                    value=reason
                    error=state.error("reason")
                />
                <Failure error=state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy() label>
                        {say(language, text::reopen)}
                    </Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
