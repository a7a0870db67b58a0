//! What the matrix is narrowed to: a form that gets, so it works without scripts and can be kept as an address.

use domain::coverage::view::{CoverageFilter, CoverageView, UnitSet};
use domain::coverage::{Kind, Period};
use domain::places::UnitKind;
use i18n::{Language, coverage as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::Form;
use leptos_router::params::ParamsMap;
use ui::{Button, ButtonKind, ButtonVariant, Choice, Details, SelectField};

use super::words;
use crate::places::words as places;

/// Where the matrix is.
pub(super) const PATH: &str = "/coverage";

/// The filter as the address has it; what can't be read is as good as not said.
pub(super) fn read(query: &ParamsMap) -> CoverageFilter {
    let text = |name: &str| query.get_str(name).unwrap_or_default();
    CoverageFilter {
        period: text("period").parse().ok(),
        set: UnitSet::from_name(text("set")),
        county: text("county").chars().filter(char::is_ascii_digit).take(2).collect(),
        owner: text("owner").parse().ok(),
        kind: UnitKind::ALL.into_iter().find(|kind| kind.name() == text("kind")),
        adviser: text("adviser").parse().ok(),
        gap: Kind::from_name(text("gap")),
        page: text("page").parse::<usize>().map_or(0, |page| page.saturating_sub(1)),
    }
}

/// The filter as an address has it, without the page.
pub(super) fn query(period: Period, set: UnitSet, filter: &CoverageFilter) -> String {
    let mut parts = vec![format!("period={period}"), format!("set={}", set.name())];
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            parts.push(format!("{name}={value}"));
        }
    };
    add("county", filter.county.clone());
    add("owner", filter.owner.map(|id| id.to_string()).unwrap_or_default());
    add("kind", filter.kind.map_or("", UnitKind::name).to_owned());
    add("adviser", filter.adviser.map(|id| id.to_string()).unwrap_or_default());
    add("gap", filter.gap.map_or("", Kind::name).to_owned());
    parts.join("&")
}

/// The form. What is chosen most stands first; the rest is folded away until it is used.
#[component]
pub(super) fn FilterForm(view: CoverageView) -> impl IntoView {
    let language = use_language();
    let CoverageView {
        period,
        set,
        filter,
        counties,
        owners,
        advisers,
        today,
        ..
    } = view;
    let is_narrowed =
        filter.owner.is_some() || filter.kind.is_some() || filter.adviser.is_some() || filter.gap.is_some();
    let chosen = |text: String| RwSignal::new(text);
    let names = |all: Vec<domain::choice::Choice>| {
        Signal::stored(
            all.into_iter()
                .map(|one| Choice::new(one.value, one.name))
                .collect::<Vec<_>>(),
        )
    };
    let kinds = Signal::derive(move || choices(language.get(), UnitKind::ALL, UnitKind::name, places::unit_kind));
    let sets = Signal::derive(move || choices(language.get(), UnitSet::ALL, UnitSet::name, words::set));
    let gaps = Signal::derive(move || choices(language.get(), Kind::ALL, Kind::name, words::kind));
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter hr-coverage-filter" attr:aria-label=say(language, text::filter)>
            <PeriodField period today />
            <SelectField id="set" name="set" label=told(language, text::set) choices=sets value=chosen(set.name().to_owned()) />
            <SelectField
                id="county"
                name="county"
                label=told(language, text::county)
                empty=told(language, text::all_counties)
                choices=names(counties)
                value=chosen(filter.county)
            />
            <Details summary=told(language, text::more) is_open=is_narrowed>
                <div class="hr-filter">
                    <SelectField
                        id="owner"
                        name="owner"
                        label=told(language, text::owner)
                        empty=told(language, text::all_owners)
                        choices=names(owners)
                        value=chosen(filter.owner.map(|id| id.to_string()).unwrap_or_default())
                    />
                    <SelectField
                        id="kind"
                        name="kind"
                        label=told(language, text::unit_kind)
                        empty=told(language, text::all_unit_kinds)
                        choices=kinds
                        value=chosen(filter.kind.map_or("", UnitKind::name).to_owned())
                    />
                    <SelectField
                        id="adviser"
                        name="adviser"
                        label=told(language, text::adviser)
                        empty=told(language, text::all_advisers)
                        choices=names(advisers)
                        value=chosen(filter.adviser.map(|id| id.to_string()).unwrap_or_default())
                    />
                    <SelectField
                        id="gap"
                        name="gap"
                        label=told(language, text::gap)
                        empty=told(language, text::no_gap)
                        choices=gaps
                        value=chosen(filter.gap.map_or("", Kind::name).to_owned())
                    />
                </div>
            </Details>
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

/// The choice of a period.
#[component]
pub(super) fn PeriodField(period: Period, today: Date) -> impl IntoView {
    let language = use_language();
    view! {
        <SelectField
            id="period"
            name="period"
            label=told(language, text::period)
            choices=Signal::derive(move || words::periods(language.get(), today, period))
            value=RwSignal::new(period.to_string())
        />
    }
    .into_any()
}

/// The choice of places.
#[component]
pub(super) fn SetField(set: UnitSet) -> impl IntoView {
    let language = use_language();
    view! {
        <SelectField
            id="set"
            name="set"
            label=told(language, text::set)
            choices=Signal::derive(move || choices(language.get(), UnitSet::ALL, UnitSet::name, words::set))
            value=RwSignal::new(set.name().to_owned())
        />
    }
    .into_any()
}

/// The choice of a kind of measure; any of them when none is chosen.
#[component]
pub(super) fn MeasureField(measure: Option<Kind>) -> impl IntoView {
    let language = use_language();
    let kinds = Signal::derive(move || choices(language.get(), Kind::ALL, Kind::name, words::kind));
    view! {
        <SelectField
            id="measure"
            name="measure"
            label=told(language, text::measure)
            empty=told(language, text::any_measure)
            choices=kinds
            value=RwSignal::new(measure.map_or("", Kind::name).to_owned())
        />
    }
    .into_any()
}

/// Kinds of places to choose from.
pub(super) fn unit_kinds(language: Language) -> Vec<Choice> {
    choices(language, UnitKind::ALL, UnitKind::name, places::unit_kind)
}

fn choices<T: Copy>(
    language: Language,
    all: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
    word: fn(Language, T) -> &'static str,
) -> Vec<Choice> {
    all.into_iter()
        .map(|one| Choice::new(name(one), word(language, one)))
        .collect()
}
