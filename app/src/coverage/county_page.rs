//! `/coverage/counties/{number}`: a county's figures and its places, as it is printed for the meeting with the county.

use domain::choice::Choice;
use domain::coverage::county::CountyView;
use domain::coverage::view::UnitSet;
use domain::coverage::{Kind, Period};
use i18n::{Text, coverage as text, format, printouts, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, ButtonVariant, EmptyState, PageHeader};

use super::api::view_county_coverage;
use super::county_parts::{KeyFigures, Measures, Places, Terms};
use super::follow::{Mark, follow};
use super::matrix_filter::{PeriodField, SetField};
use super::municipality_map::{Chosen, Municipalities};
use super::words;
use crate::failure::FailurePage;
use crate::title::PageTitle;

/// What is kept from one page of coverage to the next.
pub(super) fn county_query(period: Period, set: UnitSet) -> String {
    format!("period={period}&set={}", set.name())
}

/// `/coverage/counties/{number}`.
#[component]
pub fn CountyPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let params = params.read();
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default();
        let code = params.get_str("number").unwrap_or_default().to_owned();
        (code, text("period").parse().ok(), UnitSet::from_name(text("set")))
    });
    // The figures of every kind are there already.
    let measure = Memo::new(move |_| query.read().get_str("measure").and_then(Kind::from_name));
    let loaded = Resource::new(
        move || asked.get(),
        |(code, period, set)| view_county_coverage(code, period, set),
    );
    let shown = Mark::new(None);
    follow(shown, Callback::new(move |()| loaded.refetch()));
    view! {
        <Transition>
            {move || {
                let measure = measure.get();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => {
                            shown.set_value(Some(view.mark.clone()));
                            view! { <County view measure /> }.into_any()
                        }
                        Err(error) => {
                            view! {
                                <PageTitle text=told(language, text::title) />
                                <FailurePage error />
                            }
                                .into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn County(view: CountyView, measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let (period, set, today) = (view.period, view.set, view.today);
    let kept = county_query(period, set);
    let name = view.name.clone();
    let title = Signal::derive(move || text::unit_title(language.get(), &name));
    let lead = Signal::derive(move || {
        let language = language.get();
        text::county_lead(language, words::period(language, period), words::set(language, set))
    });
    let address = format!("/coverage/counties/{}", view.code);
    let chosen = Chosen { measure, period, set };
    let map = {
        let (name, address) = (view.name.clone(), address.clone());
        view.map
            .clone()
            .map(|map| view! { <Municipalities map county=name address chosen /> })
    };
    let has_places = !view.rows.is_empty();
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <PageTitle text=title />
        <div class="hr-printout hr-coverage-unit hr-coverage-county">
            <p class="hr-back">
                <A href=format!("/coverage?{kept}")>{move || format!("← {}", text::to_matrix(language.get()))}</A>
            </p>
            <PageHeader title lead />
            <p class="hr-printout-tools hr-no-print">
                <Button on:click=print>{say(language, printouts::print)}</Button>
            </p>
            <Form method="GET" action=address attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
                <PeriodField period today />
                <SetField set />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
            </Form>
            <Elsewhere counties=view.elsewhere.clone() said=text::county_elsewhere kept=kept.clone() />
            {if has_places {
                view! {
                    <Elsewhere
                        counties=view.elsewhere_before.clone()
                        said=text::county_elsewhere_before
                        kept=county_query(period.before(), set)
                    />
                    <Measures view=view.clone() />
                    <KeyFigures view=view.clone() />
                    {map}
                    <Places rows=view.rows period />
                    <Terms />
                }
                    .into_any()
            } else {
                view! { <EmptyState title=told(language, text::nothing) text=told(language, text::county_nothing_help) /> }
                    .into_any()
            }}
            <p class="hr-coverage-printed">
                {move || text::printed(language.get(), format::date_long(language.get(), today))}
            </p>
        </div>
    }
    .into_any()
}

/// Where the places lay, when the county was not there.
#[component]
fn Elsewhere(counties: Vec<Choice>, said: Text, kept: String) -> impl IntoView {
    let language = use_language();
    let links: Vec<_> = counties
        .into_iter()
        .map(|one| {
            let href = format!("/coverage/counties/{}?{kept}", one.value);
            view! { " " <A href attr:class="ds-link">{one.name}</A> }
        })
        .collect();
    (!links.is_empty())
        .then(|| {
            view! {
                <p>
                    {say(language, said)}
                    {links}
                </p>
            }
        })
        .into_any()
}
