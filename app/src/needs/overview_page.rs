//! What is to be looked after: needs without a measure first, then surveys and measures.

use domain::needs::view::{MeasureRow, NeedsView, OpenNeed, SurveyRow};
use i18n::{format, needs as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{ButtonVariant, DataTable, EmptyState, Icon, LinkButton, PageHeader, StateBadge, Tag, Tone};

use super::api::view_needs;
use super::words;
use crate::groups::words as times;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/needs`.
#[component]
pub fn NeedsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| view_needs());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Overview view />
        </Loaded>
    }
}

#[component]
fn Overview(view: NeedsView) -> impl IntoView {
    let language = use_language();
    let NeedsView {
        needs,
        surveys,
        ahead,
        past,
        may_edit,
    } = view;
    let actions = may_edit.then(|| {
        view! {
            <div class="hr-actions">
                <LinkButton href="/needs/surveys/new">{say(language, text::new_survey)}</LinkButton>
                <LinkButton href="/needs/measures/new" variant=ButtonVariant::Secondary>
                    {say(language, text::new_measure)}
                </LinkButton>
            </div>
        }
    });
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead) />
        {actions}
        <div class="hr-section">
            <h2 id="needs-heading">{say(language, text::needs_open)}</h2>
            {if needs.is_empty() {
                view! { <EmptyState title=told(language, text::no_needs) text=told(language, text::no_needs_help) /> }
                    .into_any()
            } else {
                view! { <Needs rows=needs /> }.into_any()
            }}
        </div>
        <div class="hr-section">
            <h2 id="surveys-heading">{say(language, text::surveys)}</h2>
            {if surveys.is_empty() {
                view! { <p class="hr-muted">{say(language, text::no_surveys)}</p> }.into_any()
            } else {
                view! { <Surveys rows=surveys /> }.into_any()
            }}
        </div>
        <div class="hr-section">
            <h2 id="ahead-heading">{say(language, text::measures_ahead)}</h2>
            {if ahead.is_empty() {
                view! { <p class="hr-muted">{say(language, text::no_measures_ahead)}</p> }.into_any()
            } else {
                view! { <Measures id="ahead" caption=text::measures_ahead rows=ahead /> }.into_any()
            }}
        </div>
        <div class="hr-section">
            <h2 id="past-heading">{say(language, text::measures_past)}</h2>
            {if past.is_empty() {
                view! { <p class="hr-muted">{say(language, text::no_measures_past)}</p> }.into_any()
            } else {
                view! { <Measures id="past" caption=text::measures_past rows=past /> }.into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Needs(rows: Vec<OpenNeed>) -> impl IntoView {
    let language = use_language();
    let row = move |need: OpenNeed| {
        let OpenNeed {
            unit_name,
            area,
            survey,
            since,
            may_plan,
            ..
        } = need;
        let plan = format!("/needs/measures/new?need={survey}.{}", area.name());
        view! {
            <tr>
                <th scope="row">{move || words::area(language.get(), area)}</th>
                <td>{unit_name}</td>
                <td data-label=say(language, text::col_survey)>
                    <A href=format!("/needs/surveys/{survey}")>{move || format::date_medium(language.get(), since)}</A>
                </td>
                <td>
                    {may_plan
                        .then(|| {
                            view! {
                                <A href=plan>
                                    {say(language, text::plan_measure)}
                                    <span class="ds-sr-only">
                                        {move || text::plan_measure_for(language.get(), words::area(language.get(), area))}
                                    </span>
                                </A>
                            }
                        })}
                </td>
            </tr>
        }
    };
    view! {
        <DataTable id="needs" caption=told(language, text::needs_open) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_need)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::col_survey)}</th>
                    <th scope="col">{say(language, text::col_what)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Surveys(rows: Vec<SurveyRow>) -> impl IntoView {
    let language = use_language();
    let row = move |one: SurveyRow| {
        let SurveyRow {
            id,
            unit_name,
            opens_on,
            closes_on,
            is_open,
            answers,
            invited,
        } = one;
        let (icon, tone, word): (_, _, i18n::Text) = match (is_open, answers) {
            (true, _) => (Icon::Clock, Tone::Info, text::survey_open),
            (false, Some(_)) => (Icon::Check, Tone::Success, text::survey_closed),
            (false, None) => (Icon::Lock, Tone::Neutral, text::survey_few),
        };
        view! {
            <tr>
                <th scope="row"><A href=format!("/needs/surveys/{id}")>{unit_name}</A></th>
                <td>{move || text::from_to(
                    language.get(),
                    format::date_medium(language.get(), opens_on),
                    format::date_medium(language.get(), closes_on),
                )}</td>
                <td>{move || words::response(language.get(), answers, invited)}</td>
                <td><StateBadge icon tone text=told(language, word) /></td>
            </tr>
        }
    };
    view! {
        <DataTable id="surveys" caption=told(language, text::surveys) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::col_period)}</th>
                    <th scope="col">{say(language, text::col_response)}</th>
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn Measures(id: &'static str, caption: i18n::Text, rows: Vec<MeasureRow>) -> impl IntoView {
    let language = use_language();
    let row = move |one: MeasureRow| {
        let MeasureRow {
            id,
            title,
            unit_name,
            first,
            format,
            stage,
            coverage,
            is_to_be_followed_up,
        } = one;
        view! {
            <tr>
                <th scope="row">
                    <A href=format!("/needs/measures/{id}")>{title}</A>
                    <span class="hr-line hr-muted">{move || words::format(language.get(), format)}</span>
                </th>
                <td>{move || times::slot(language.get(), &first)}</td>
                <td>{unit_name}</td>
                <td data-label=say(language, text::col_coverage)>
                    {move || coverage.map(|share| format::percent(language.get(), share.into())).unwrap_or_default()}
                </td>
                <td>
                    <StateBadge
                        icon=words::stage_icon(stage)
                        tone=words::stage_tone(stage)
                        text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                    />
                    {is_to_be_followed_up
                        .then(|| view! { " " <Tag tone=Tone::Warning text=told(language, text::to_follow_up) /> })}
                </td>
            </tr>
        }
    };
    view! {
        <DataTable id caption=told(language, caption) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_measure)}</th>
                    <th scope="col">{say(language, text::col_when)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::col_coverage)}</th>
                    <th scope="col">{say(language, text::col_stage)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}
