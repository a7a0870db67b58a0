//! `/coverage/drafts/compare`: two drafts and today, side by side. The choice is a form that gets, so it can be kept as an address.

use domain::coverage::drafts::Tally;
use domain::coverage::drafts::view::{CompareFilter, CompareView, Compared, Comparison, WhatIfRow};
use i18n::{Language, format, say, told, use_language, what_if as text};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{Alert, Button, ButtonKind, ButtonVariant, Choice, DataTable, PageHeader, SelectField, Tone};

use super::api::compare_coverage_drafts;
use super::{PATH, words};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/coverage/drafts/compare`.
#[component]
pub fn CompareDraftsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let id = |name: &str| query.get_str(name).and_then(|id| id.parse().ok());
        CompareFilter {
            one: id("one"),
            other: id("other"),
        }
    });
    let loaded = Resource::new(move || filter.get(), compare_coverage_drafts);
    view! {
        <PageTitle text=told(language, text::compare_title) />
        <Loaded of=loaded let:view>
            <Compare view />
        </Loaded>
    }
}

#[component]
fn Compare(view: CompareView) -> impl IntoView {
    let language = use_language();
    let CompareView {
        rows,
        filter,
        comparison,
    } = view;
    let warning = move |sentence: i18n::Text| {
        view! { <Alert tone=Tone::Warning><p>{say(language, sentence)}</p></Alert> }.into_any()
    };
    let shown = match comparison {
        Comparison::Choose => view! { <p>{say(language, text::choose_two)}</p> }.into_any(),
        Comparison::Same => warning(text::same),
        Comparison::OtherPeriod => warning(text::other_period),
        Comparison::Shown { today, one, other } => view! { <Beside today=*today one=*one other=*other /> }.into_any(),
    };
    view! {
        <div class="hr-coverage">
            <p class="hr-back">
                <A href=PATH>{move || format!("← {}", text::to_list(language.get()))}</A>
            </p>
            <PageHeader title=told(language, text::compare_title) lead=told(language, text::compare_lead) />
            <Choose rows filter />
            {shown}
        </div>
    }
    .into_any()
}

#[component]
fn Choose(rows: Vec<WhatIfRow>, filter: CompareFilter) -> impl IntoView {
    let language = use_language();
    let choices: Vec<Choice> = rows
        .into_iter()
        .map(|row| Choice::new(row.id.to_string(), row.name))
        .collect();
    let choices = Signal::stored(choices);
    let chosen = |id: Option<domain::ids::WhatIfId>| RwSignal::new(id.map(|id| id.to_string()).unwrap_or_default());
    let address = format!("{PATH}/compare");
    view! {
        <Form method="GET" action=address attr:class="hr-filter" attr:aria-label=say(language, text::which)>
            <SelectField
                id="one"
                name="one"
                label=told(language, text::one)
                empty=told(language, text::choose)
                choices=choices
                value=chosen(filter.one)
            />
            <SelectField
                id="other"
                name="other"
                label=told(language, text::other)
                empty=told(language, text::choose)
                choices=choices
                value=chosen(filter.other)
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

/// The figures that only a draft has: name, without one, with one and with the other.
fn own_figures(language: Language, one: &Compared, other: &Compared) -> [[String; 4]; 3] {
    let none = || text::nothing(language).to_owned();
    let count = |number: usize| format::number(language, i64::try_from(number).unwrap_or(i64::MAX));
    let left = |draft: &Compared| {
        if draft.left.is_empty() {
            none()
        } else {
            draft.left.join(", ")
        }
    };
    [
        [
            text::fig_filled_gaps(language).to_owned(),
            "–".to_owned(),
            count(one.filled),
            count(other.filled),
        ],
        [
            text::fig_unstaffed(language).to_owned(),
            "–".to_owned(),
            count(one.unstaffed),
            count(other.unstaffed),
        ],
        [
            text::fig_left(language).to_owned(),
            "–".to_owned(),
            left(one),
            left(other),
        ],
    ]
}

#[component]
fn Beside(today: Tally, one: Compared, other: Compared) -> impl IntoView {
    let language = use_language();
    let (first, second) = (one.row.clone(), other.row.clone());
    let names = (first.name.clone(), second.name.clone());
    let rows = move || {
        let language = language.get();
        let of = |tally: &Tally| words::figures(language, tally);
        let shared = of(&today)
            .into_iter()
            .zip(of(&one.tally))
            .zip(of(&other.tally))
            .map(|((now, one), other)| [now.label.to_owned(), now.value, one.value, other.value]);
        let mut all: Vec<[String; 4]> = shared.collect();
        all.extend(own_figures(language, &one, &other));
        all.into_iter()
            .map(|[label, now, first, second]| {
                view! {
                    <tr>
                        <th scope="row">{label}</th>
                        <td data-label=text::today(language)>{now}</td>
                        <td data-label=names.0.clone()>{first}</td>
                        <td data-label=names.1.clone()>{second}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <DataTable id="compared" caption=told(language, text::compare_title) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::figure)}</th>
                    <th scope="col">{say(language, text::today)}</th>
                    <th scope="col"><A href=format!("{PATH}/{}", first.id)>{first.name}</A></th>
                    <th scope="col"><A href=format!("{PATH}/{}", second.id)>{second.name}</A></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
        <p class="hr-muted">{say(language, text::figures_help)}</p>
        <p class="hr-muted">{say(language, text::guide_help)}</p>
    }
    .into_any()
}
