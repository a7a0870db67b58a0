//! The agreements, those with something to look after first. The filter is a form that gets, so it works without scripts and can be
//! kept as an address.

use domain::agreements::State;
use domain::agreements::view::{AgreementFilter, AgreementRow, AgreementsView};
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, Icon, LinkButton, PageHeader, SelectField,
    StateBadge, Tone,
};

use super::api::list_agreements;
use super::words;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

const PATH: &str = "/agreements";

/// `/agreements`.
#[component]
pub fn AgreementsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        AgreementFilter {
            county: text("county"),
            owner: text("owner"),
            state: text("state"),
        }
    });
    let loaded = Resource::new(move || filter.get(), list_agreements);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Agreements view />
        </Loaded>
    }
}

#[component]
fn Agreements(view: AgreementsView) -> impl IntoView {
    let language = use_language();
    let AgreementsView {
        rows,
        filter,
        counties,
        owners,
        may_edit,
    } = view;
    let count = rows.len();
    let is_empty = rows.is_empty();
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
            {may_edit.then(|| view! { <LinkButton href="/agreements/new">{say(language, text::new)}</LinkButton> })}
        </PageHeader>
        <FilterForm filter counties=choices(counties) owners=choices(owners) />
        <p role="status">{move || text::count(language.get(), count)}</p>
        {if is_empty {
            view! { <EmptyState title=told(language, text::none) text=told(language, text::none_help) /> }.into_any()
        } else {
            view! { <Table rows /> }.into_any()
        }}
    }
    .into_any()
}

fn choices(of: Vec<domain::choice::Choice>) -> Vec<Choice> {
    of.into_iter()
        .map(|choice| Choice::new(choice.value, choice.name))
        .collect()
}

#[component]
fn FilterForm(filter: AgreementFilter, counties: Vec<Choice>, owners: Vec<Choice>) -> impl IntoView {
    let language = use_language();
    let AgreementFilter { county, owner, state } = filter;
    let (county, owner, state) = (RwSignal::new(county), RwSignal::new(owner), RwSignal::new(state));
    let states = Signal::derive(move || {
        let language = language.get();
        State::ALL
            .map(|state| Choice::new(state.name(), words::stage(language, state)))
            .to_vec()
    });
    let all = told(language, text::all);
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            <SelectField id="county" label=told(language, text::county) value=county choices=counties empty=all />
            <SelectField id="owner" label=told(language, text::owner) value=owner choices=owners empty=all />
            <SelectField id="state" label=told(language, text::state) value=state choices=states empty=all />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
                <LinkButton href=PATH variant=ButtonVariant::Tertiary>{say(language, text::reset)}</LinkButton>
            </div>
        </Form>
    }
    .into_any()
}

#[component]
fn Table(rows: Vec<AgreementRow>) -> impl IntoView {
    let language = use_language();
    view! {
        <DataTable id="agreements" caption=told(language, text::title) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::owner)}</th>
                    <th scope="col">{say(language, text::col_look)}</th>
                    <th scope="col">{say(language, text::state)}</th>
                    <th scope="col">{say(language, text::col_period)}</th>
                    <th scope="col">{say(language, text::units)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Row(row: AgreementRow) -> impl IntoView {
    let language = use_language();
    let AgreementRow {
        id,
        owner_name,
        units,
        from,
        last_day,
        stage,
        alerts,
        is_renewed,
        overlaps,
    } = row;
    let (tone, icon) = words::stage_sign(stage, is_renewed);
    let alerts: Vec<_> = alerts
        .into_iter()
        .map(|alert| {
            let (tone, icon) = words::alert_sign(alert);
            view! { <StateBadge tone icon text=Signal::derive(move || words::alert(language.get(), alert)) /> " " }
        })
        .collect();
    let overlap = (!overlaps.is_empty()).then(|| {
        let units = overlaps.join(", ");
        let said = Signal::derive(move || text::overlaps_at(language.get(), &units));
        view! { <StateBadge tone=Tone::Warning icon=Icon::Warning text=said /> }
    });
    let renewed = is_renewed
        .then(|| view! { " " <StateBadge tone=Tone::Neutral icon=Icon::Repeat text=told(language, text::renewed) /> });
    let period = move || {
        let language = language.get();
        text::period(
            language,
            format::date_short(language, from),
            format::date_short(language, last_day),
        )
    };
    view! {
        <tr>
            <th scope="row"><A href=format!("{PATH}/{id}")>{owner_name}</A></th>
            <td data-label=say(language, text::col_look)>{alerts} {overlap}</td>
            <td data-label=say(language, text::state)>
                <StateBadge tone icon text=Signal::derive(move || words::stage(language.get(), stage).to_owned()) />
                {renewed}
            </td>
            <td data-label=say(language, text::col_period)>{period}</td>
            <td data-label=say(language, text::units)>{units.join(", ")}</td>
        </tr>
    }
    .into_any()
}
