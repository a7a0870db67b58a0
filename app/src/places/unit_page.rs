//! A unit's page: owner, people, nearby list and calendar.

use domain::calendars::OwnerCalendar;
use domain::ids::UnitId;
use domain::places::Unit;
use domain::places::form::UnitForm;
use domain::places::placement::PlacementWarning;
use domain::places::view::{NamedWarning, PlacementView, UnitView};
use domain::terms::{TermKey, capitalised};
use i18n::{break_kind, format, places as text, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, Breadcrumbs, Crumb, DataTable, Details, PageHeader, Tag, Tone};

use super::api::view_unit;
use super::nearby::NearbyList;
use super::placement_form::PlacementEditor;
use super::unit_form::UnitEditor;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::terms::use_terms;
use crate::title::PageTitle;

/// `/places/:id`.
#[component]
pub fn UnitPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<UnitId>().ok()));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_unit(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    // The tab says that it is a place, not which.
    let tab = Signal::derive(move || text::title(language.get()).to_owned());
    view! {
        <PageTitle text=tab />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <UnitSheet view changed /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn UnitSheet(view: UnitView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let UnitView {
        unit,
        county,
        owner,
        placements,
        warnings,
        nearby,
        hosts,
        calendars,
        today,
        may_edit,
        may_place,
        choices,
    } = view;
    let id = unit.id;
    let owners = words::choices(&choices.owners);
    let people = StoredValue::new(words::choices(&choices.people));
    let form = UnitForm::from(&unit);
    let target = Some((id, unit.version));
    let owner_id = unit.owner;
    let crumbs = Signal::derive(move || vec![Crumb::new("/places", text::title(language.get()))]);
    view! {
        <Breadcrumbs crumbs />
        <PageHeader title=unit.name.to_string() />
        <Facts unit=unit county owner=owner.map(|owner| (owner.id.to_string(), owner.name.to_string())) />
        {may_edit
            .then(|| view! {
                <Details summary=Signal::derive(move || text::edit_unit(language.get()).to_owned())>
                    <UnitEditor target start=form owners today on_saved=changed />
                </Details>
            })}
        <Placements placements warnings unit=id may_place people changed />
        <NearbyList host=id nearby hosts may_edit choices=words::choices(&choices.units) changed />
        <Calendars calendars owner=owner_id.map(|id| id.to_string()) />
    }
}

#[component]
fn Facts(unit: Unit, county: String, owner: Option<(String, String)>) -> impl IntoView {
    let language = use_language();
    let number = move |count: Option<u16>| {
        let language = language.get();
        count.map_or_else(
            || text::unknown(language).to_owned(),
            |count| format::number(language, i64::from(count)),
        )
    };
    let name = unit.municipality.name();
    let place = if name == county {
        name.to_owned()
    } else {
        format!("{name}, {county}")
    };
    let org_number = unit.org_number.map(|number| number.to_string());
    view! {
        <dl class="hr-pairs">
            <dt>{move || text::kind(language.get())}</dt>
            <dd>
                {move || words::unit_kind(language.get(), unit.kind)}
                {(!unit.active).then(|| view! { " " <Tag text=Signal::derive(move || text::closed(language.get()).to_owned()) /> })}
            </dd>
            <dt>{move || text::municipality(language.get())}</dt>
            <dd>{place}</dd>
            <dt>{move || text::owner(language.get())}</dt>
            <dd>
                {match owner {
                    Some((id, name)) => view! { <A href=format!("/owners/{id}")>{name}</A> }.into_any(),
                    None => (move || text::no_owner(language.get())).into_any(),
                }}
            </dd>
            <dt>{move || text::org_number(language.get())}</dt>
            <dd>{move || org_number.clone().unwrap_or_else(|| text::unknown(language.get()).to_owned())}</dd>
            <dt>{move || text::pupils(language.get())}</dt>
            <dd>{move || number(unit.pupils)}</dd>
            <dt>{move || text::staff(language.get())}</dt>
            <dd>{move || number(unit.staff)}</dd>
        </dl>
    }
}

#[component]
fn Placements(
    placements: Vec<PlacementView>,
    warnings: Vec<NamedWarning>,
    unit: UnitId,
    may_place: bool,
    people: StoredValue<Vec<ui::Choice>>,
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let terms = use_terms();
    let caption = Signal::derive(move || text::placements(language.get()).to_owned());
    let title = move || {
        let language = language.get();
        capitalised(&terms.one(TermKey::AdviserTitle, language))
    };
    let is_empty = placements.is_empty();
    let shown = placements.clone();
    view! {
        <h2 class="ds-heading" data-size="sm">{move || caption.get()}</h2>
        {warnings.into_iter().map(|warning| view! { <Warning warning /> }).collect_view()}
        {is_empty.then(|| view! { <p class="hr-muted">{move || text::no_placements(language.get())}</p> })}
        {(!is_empty)
            .then(|| view! {
                <DataTable id="placements" caption hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{title}</th>
                            <th scope="col">{move || text::percent(language.get())}</th>
                            <th scope="col">{move || text::from(language.get())}</th>
                            <th scope="col">{move || text::to(language.get())}</th>
                            <th scope="col">{move || text::state(language.get())}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {shown.into_iter().map(|view| view! { <PlacementRow view /> }).collect_view()}
                    </tbody>
                </DataTable>
            })}
        {may_place
            .then(|| {
                let editors = placements
                    .into_iter()
                    .map(|view| {
                        let name = view.name.clone();
                        let summary = Signal::derive(move || {
                            let language = language.get();
                            let name = name.clone().unwrap_or_else(|| text::vacant(language).to_owned());
                            std::format!("{}: {name}", text::edit_placement(language))
                        });
                        let target = Some(view.placement);
                        view! {
                            <Details summary>
                                <PlacementEditor unit target people=people.get_value() changed />
                            </Details>
                        }
                    })
                    .collect_view();
                view! {
                    {editors}
                    <Details summary=Signal::derive(move || text::new_placement(language.get()).to_owned())>
                        <PlacementEditor unit target=None people=people.get_value() changed />
                    </Details>
                }
            })}
    }
}

#[component]
fn Warning(warning: NamedWarning) -> impl IntoView {
    let language = use_language();
    let PlacementWarning::OverFull { from, percent, .. } = warning.warning;
    view! {
        <Alert tone=Tone::Warning>
            <p>
                {move || {
                    let language = language.get();
                    let percent = format::percent(language, i64::from(percent));
                    text::over_full(language, &warning.name, percent, format::date_medium(language, from))
                }}
            </p>
        </Alert>
    }
}

#[component]
fn PlacementRow(view: PlacementView) -> impl IntoView {
    let language = use_language();
    let PlacementView { placement, name } = view;
    view! {
        <tr>
            <th scope="row">{move || name.clone().unwrap_or_else(|| text::vacant(language.get()).to_owned())}</th>
            <td data-label=move || text::percent(language.get())>
                {move || format::percent(language.get(), i64::from(placement.percent.get()))}
            </td>
            <td data-label=move || text::from(language.get())>
                {move || format::date_medium(language.get(), placement.from)}
            </td>
            <td data-label=move || text::to(language.get())>
                {move || {
                    let language = language.get();
                    placement
                        .to
                        .map_or_else(|| text::open_end(language).to_owned(), |to| format::date_medium(language, to))
                }}
            </td>
            <td data-label=move || text::state(language.get())>
                {move || words::state(language.get(), placement.state)}
            </td>
        </tr>
    }
}

#[component]
fn Calendars(calendars: Vec<OwnerCalendar>, owner: Option<String>) -> impl IntoView {
    let language = use_language();
    let is_empty = calendars.is_empty();
    view! {
        <h2 class="ds-heading" data-size="sm">{move || text::calendar(language.get())}</h2>
        {is_empty.then(|| view! { <p class="hr-muted">{move || text::no_calendar(language.get())}</p> })}
        {calendars
            .into_iter()
            .map(|calendar| {
                let year = calendar.year;
                let href = std::format!("/calendars/{}/{}", owner.clone().unwrap_or_default(), year.start_year());
                view! {
                    <h3 class="ds-heading" data-size="xs"><A href=href>{year.to_string()}</A></h3>
                    <ul class="ds-list">
                        {calendar
                            .breaks
                            .into_iter()
                            .map(|one| view! {
                                <li>
                                    {move || {
                                        let language = language.get();
                                        let kind = break_kind(language, one.kind);
                                        let first = format::day_month(language, one.first);
                                        let last = format::day_month(language, one.last);
                                        if one.first == one.last {
                                            std::format!("{kind}: {first}")
                                        } else {
                                            std::format!("{kind}: {first} – {last}")
                                        }
                                    }}
                                </li>
                            })
                            .collect_view()}
                    </ul>
                }
            })
            .collect_view()}
    }
}
