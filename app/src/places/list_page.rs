//! The units a reader may see. The filter is a form that gets, so it works without scripts and can be kept as an address.

use domain::places::UnitKind;
use domain::places::view::{PAGE_SIZE, PlaceFilter, PlaceRow, PlacesView};
use domain::terms::TermKey;
use i18n::{format, places as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ButtonKind, ButtonVariant, Choice, DataTable, EmptyState, LinkButton, PageHeader, Pagination, SelectField,
    TextField, TextKind,
};

use super::api::list_places;
use super::words;
use crate::address::escaped;
use crate::page_frame::Loaded;
use crate::terms::{role_title, use_terms};
use crate::title::PageTitle;

const PATH: &str = "/places";

/// `/places`.
#[component]
pub fn PlacesPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        let query = query.read();
        let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
        PlaceFilter {
            county: text("county"),
            owner: text("owner"),
            kind: text("kind"),
            text: text("text"),
            page: text("page").parse::<usize>().unwrap_or(1).saturating_sub(1),
        }
    });
    let loaded = Resource::new(move || filter.get(), list_places);
    let title = told(language, text::title);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:view>
            <Places view />
        </Loaded>
    }
}

#[component]
fn Places(view: PlacesView) -> impl IntoView {
    let language = use_language();
    let terms = use_terms();
    let PlacesView {
        rows,
        total,
        filter,
        counties,
        owners,
        may_edit,
        may_import,
        ..
    } = view;
    let (page, pages) = (filter.page + 1, total.div_ceil(PAGE_SIZE));
    let here = filter.clone();
    let title = told(language, text::title);
    let lead = Signal::derive(move || {
        let language = language.get();
        text::lead(language, terms.one(TermKey::AdviserTitle, language))
    });
    view! {
        <PageHeader title=title lead=lead>
            {may_edit
                .then(|| view! {
                    <LinkButton href="/places/new" variant=ButtonVariant::Secondary>
                        {say(language, text::new_unit)}
                    </LinkButton>
                    <LinkButton href="/owners/new" variant=ButtonVariant::Secondary>
                        {say(language, text::new_owner)}
                    </LinkButton>
                })}
            {may_import
                .then(|| view! {
                    <LinkButton href="/places/import" variant=ButtonVariant::Secondary>
                        {say(language, text::import)}
                    </LinkButton>
                })}
        </PageHeader>
        <FilterForm filter=filter counties=words::choices(&counties) owners=words::choices(&owners) />
        <p role="status">{move || text::count(language.get(), format::number(language.get(), count(total)))}</p>
        {if rows.is_empty() {
            view! {
                <EmptyState
                    title=told(language, text::none)
                    text=told(language, text::none_help)
                />
            }
                .into_any()
        } else {
            view! { <PlaceTable rows /> }.into_any()
        }}
        <Pagination page=page pages=pages href=move |to| address(&here, to) />
    }
}

fn count(total: usize) -> i64 {
    i64::try_from(total).unwrap_or(i64::MAX)
}

/// The address of another page under the same filter. Values come from lists or are kept to letters and digits.
fn address(filter: &PlaceFilter, page: usize) -> String {
    let text = escaped(&filter.text);
    let PlaceFilter {
        county, owner, kind, ..
    } = filter;
    format!("{PATH}?county={county}&owner={owner}&kind={kind}&text={text}&page={page}")
}

#[component]
fn FilterForm(filter: PlaceFilter, counties: Vec<Choice>, owners: Vec<Choice>) -> impl IntoView {
    let language = use_language();
    let (county, owner) = (RwSignal::new(filter.county), RwSignal::new(filter.owner));
    let (kind, name) = (RwSignal::new(filter.kind), RwSignal::new(filter.text));
    let kinds = Signal::derive(move || {
        let language = language.get();
        UnitKind::ALL
            .map(|kind| Choice::new(kind.name(), words::unit_kind(language, kind)))
            .to_vec()
    });
    let all = told(language, text::all);
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter" attr:aria-label=say(language, text::filter)>
            <SelectField
                id="county"
                label=told(language, text::county)
                value=county
                choices=counties
                empty=all
            />
            <SelectField
                id="owner"
                label=told(language, text::owner)
                value=owner
                choices=owners
                empty=all
            />
            <SelectField
                id="kind"
                label=told(language, text::kind)
                value=kind
                choices=kinds
                empty=all
            />
            <TextField
                id="text"
                label=told(language, text::text)
                value=name
                kind=TextKind::Search
            />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit>{say(language, text::show)}</Button>
                <LinkButton href=PATH variant=ButtonVariant::Tertiary>{say(language, text::reset)}</LinkButton>
            </div>
        </Form>
    }
}

#[component]
fn PlaceTable(rows: Vec<PlaceRow>) -> impl IntoView {
    let language = use_language();
    let adviser = role_title();
    view! {
        <DataTable
            id="places"
            caption=told(language, text::title)
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{adviser}</th>
                    <th scope="col">{say(language, text::municipality)}</th>
                    <th scope="col">{say(language, text::owner)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
        </DataTable>
    }
}

#[component]
fn Row(row: PlaceRow) -> impl IntoView {
    let language = use_language();
    let adviser = role_title();
    let PlaceRow {
        id,
        name,
        kind,
        municipality,
        county,
        owner,
        active,
        is_merged,
        placed,
    } = row;
    let place = if municipality == county {
        municipality
    } else {
        format!("{municipality}, {county}")
    };
    view! {
        <tr>
            <th scope="row">
                <A href=format!("/places/{id}")>{name}</A>
                {(!active)
                    .then(|| {
                        let word = if is_merged { text::merged } else { text::closed };
                        view! { " " <ui::Tag text=told(language, word) /> }
                    })}
                <span class="hr-row-detail hr-muted">{move || words::unit_kind(language.get(), kind)}</span>
            </th>
            // Left empty where nobody is placed, so that a phone shows no heading of nothing.
            <td data-label=adviser>
                {(!placed.is_empty()).then_some(move || {
                    placed.iter().map(|one| words::placed(language.get(), one)).collect::<Vec<_>>().join("; ")
                })}
            </td>
            <td data-label=say(language, text::municipality)>{place}</td>
            <td data-label=say(language, text::owner)>{owner}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_another_page_keeps_the_filter() {
        let filter = PlaceFilter {
            county: "56".to_owned(),
            text: "lys & ø".to_owned(),
            ..PlaceFilter::default()
        };
        assert_eq!(
            address(&filter, 2),
            "/places?county=56&owner=&kind=&text=lys%20%26%20%C3%B8&page=2"
        );
    }
}
