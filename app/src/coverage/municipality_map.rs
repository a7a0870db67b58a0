//! The municipalities of a county, drawn and as a table.

use domain::coverage::county::{CountyMap, MapMunicipality, MapStep};
use domain::coverage::view::UnitSet;
use domain::coverage::{Kind, Period};
use domain::outreach::Share;
use i18n::{coverage as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::Form;
use ui::{Button, ButtonKind, ButtonVariant, DataTable};

use super::map_drawing::{Legend, Patterns, share_told};
use super::map_page::LICENCE;
use super::matrix_filter::MeasureField;
use super::words;

/// What the map is asked for.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub measure: Option<Kind>,
    pub period: Period,
    pub set: UnitSet,
}

/// The section with the map, what it means, and the table that says the same.
#[component]
pub(super) fn Municipalities(map: CountyMap, county: String, address: String, chosen: Chosen) -> impl IntoView {
    let language = use_language();
    let Chosen { measure, period, set } = chosen;
    let numbered: Vec<Numbered> = numbered(map.municipalities, measure);
    let empty = numbered.iter().filter(|one| one.number.is_none()).count();
    let label = {
        let county = county.clone();
        move || {
            let language = language.get();
            text::municipalities_label(language, &county, words::measure(language, measure))
        }
    };
    view! {
        <section aria-labelledby="municipalities" class="hr-coverage-municipalities hr-no-print">
            <h2 id="municipalities">{say(language, text::municipalities)}</h2>
            <p>{say(language, text::municipalities_lead)}</p>
            <Form method="GET" action=address attr:class="hr-filter" attr:aria-label=say(language, text::municipalities_choose)>
                <input type="hidden" name="period" value=period.to_string() />
                <input type="hidden" name="set" value=set.name() />
                <MeasureField measure />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>
                    {say(language, text::municipalities_show)}
                </Button>
            </Form>
            <Drawing numbered=numbered.clone() size=(map.width, map.height) label=Signal::derive(label) />
            <Legend />
            <p class="hr-muted">
                {say(language, text::municipalities_source)} " "
                <a class="ds-link" href=LICENCE rel="external">"CC BY 4.0"</a>
            </p>
            <Table numbered />
            {(empty > 0)
                .then(|| view! { <p class="hr-muted">{move || text::municipalities_empty(language.get(), empty)}</p> })}
        </section>
    }
    .into_any()
}

/// A municipality with the number that it has on the map, where there are places.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Numbered {
    number: Option<usize>,
    share: Share,
    of: MapMunicipality,
}

fn numbered(municipalities: Vec<MapMunicipality>, measure: Option<Kind>) -> Vec<Numbered> {
    let mut last = 0;
    let number = |of: MapMunicipality| {
        let number = of.sums.is_some().then(|| {
            last += 1;
            last
        });
        Numbered {
            number,
            share: of.sums.map(|sums| sums.share(measure)).unwrap_or_default(),
            of,
        }
    };
    municipalities.into_iter().map(number).collect()
}

#[component]
fn Drawing(numbered: Vec<Numbered>, size: (u32, u32), label: Signal<String>) -> impl IntoView {
    let areas = numbered
        .iter()
        .map(|one| {
            let fill = format!("url(#hr-map-{})", MapStep::of(one.share).name());
            view! { <path class="hr-map-area" fill=fill d=one.of.path.clone() /> }
        })
        .collect_view();
    // Over every area, so that no border crosses a number.
    let numbers = numbered
        .iter()
        .filter_map(|one| {
            let (x, y) = one.of.spot;
            Some(view! {
                <text class="hr-map-number" x=x y=y text-anchor="middle" dominant-baseline="central">
                    {one.number?.to_string()}
                </text>
            })
        })
        .collect_view();
    let (width, height) = size;
    view! {
        <svg
            class="hr-map hr-map-municipalities"
            viewBox=format!("0 0 {width} {height}")
            role="img"
            aria-label=move || label.get()
        >
            <Patterns />
            {areas}
            {numbers}
        </svg>
    }
    .into_any()
}

/// The municipalities with places, by the number on the map.
#[component]
fn Table(numbered: Vec<Numbered>) -> impl IntoView {
    let language = use_language();
    let row = move |one: Numbered| {
        let number = one.number?;
        let (share, places) = (one.share, one.of.places.join(", "));
        Some(view! {
            <tr>
                <th scope="row">{number.to_string()} ". " {one.of.name}</th>
                <td data-label=say(language, text::col_rate)>{move || share_told(language.get(), share)}</td>
                <td data-label=say(language, text::municipality_places)>{places}</td>
            </tr>
        })
    };
    view! {
        <DataTable id="county-municipalities" caption=told(language, text::municipalities_table) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::municipality)}</th>
                    <th scope="col">{say(language, text::col_rate)}</th>
                    <th scope="col">{say(language, text::municipality_places)}</th>
                </tr>
            </thead>
            <tbody>{numbered.into_iter().filter_map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}
