//! A unit's page: owner, people, nearby list and calendar.

use domain::calendars::OwnerCalendar;
use domain::ids::UnitId;
use domain::places::Unit;
use domain::places::form::UnitForm;
use domain::places::placement::PlacementWarning;
use domain::places::view::{NamedWarning, PastView, PlacementView, UnitView};
use domain::terms::{TermKey, capitalised};
use i18n::{Language, agreements, break_kind, format, places as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, Breadcrumbs, Crumb, DataTable, Details, PageHeader, Tag, Tone};

use super::api::view_unit;
use super::merger::{MergerEditor, MergerNotice};
use super::nearby::NearbyList;
use super::placement_form::PlacementEditor;
use super::unit_form::UnitEditor;
use super::words;
use crate::agreements::UnitStanding;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
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
    let tab = told(language, text::title);
    view! {
        <PageTitle text=tab />
        <Loaded of=loaded let:view>
            <UnitSheet view changed />
        </Loaded>
    }
}

#[component]
fn UnitSheet(view: UnitView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let UnitView {
        unit,
        county,
        owner,
        past,
        placements,
        warnings,
        nearby,
        hosts,
        mergers,
        calendars,
        agreement,
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
    let is_merged = unit.merged.is_some();
    let others = words::choices(&choices.mergers);
    let may_merge = choices.may_merge;
    let name = unit.name.to_string();
    let crumbs = Signal::derive(move || vec![Crumb::new("/places", text::title(language.get()))]);
    view! {
        <Breadcrumbs crumbs />
        <PageHeader title=unit.name.to_string() />
        <MergerNotice mergers today base="/places" />
        <Facts unit=unit today county owner=owner.map(|owner| (owner.id.to_string(), owner.name.to_string())) />
        <Past past />
        {may_edit
            .then(|| view! {
                <Details summary=told(language, text::edit_unit)>
                    <UnitEditor target start=form owners is_merged today on_saved=changed />
                </Details>
            })}
        {may_merge
            .then(|| view! {
                <Details summary=told(language, text::merger)>
                    <MergerEditor id name choices=others changed />
                </Details>
            })}
        {agreement.map(|standing| view! { <UnitStanding standing /> })}
        <Placements placements warnings unit=id may_place people changed />
        <NearbyList host=id nearby hosts may_edit choices=words::choices(&choices.units) changed />
        <Calendars calendars owner=owner_id.map(|id| id.to_string()) />
    }
}

#[component]
fn Facts(unit: Unit, today: Date, county: String, owner: Option<(String, String)>) -> impl IntoView {
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
            <dt>{say(language, text::kind)}</dt>
            <dd>
                {move || words::unit_kind(language.get(), unit.kind)}
                {(!unit.is_open_on(today))
                    .then(|| {
                        let word = if unit.is_merged_on(today) { text::merged } else { text::closed };
                        view! { " " <Tag text=told(language, word) /> }
                    })}
            </dd>
            <dt>{say(language, text::municipality)}</dt>
            <dd>{place}</dd>
            <dt>{say(language, text::owner)}</dt>
            <dd>
                {match owner {
                    Some((id, name)) => view! { <A href=format!("/owners/{id}")>{name}</A> }.into_any(),
                    None => (move || text::no_owner(language.get())).into_any(),
                }}
            </dd>
            <dt>{say(language, text::org_number)}</dt>
            <dd>{move || org_number.clone().unwrap_or_else(|| text::unknown(language.get()).to_owned())}</dd>
            <dt>{say(language, text::pupils)}</dt>
            <dd>{move || number(unit.pupils)}</dd>
            <dt>{say(language, text::staff)}</dt>
            <dd>{move || number(unit.staff)}</dd>
        </dl>
    }
}

/// What it was before: figures of earlier years are counted with it.
#[component]
fn Past(past: Vec<PastView>) -> impl IntoView {
    let language = use_language();
    let number = |language: Language, count: Option<u16>| {
        count.map_or_else(
            || text::unknown(language).to_owned(),
            |count| format::number(language, i64::from(count)),
        )
    };
    let row = move |PastView { past, owner }: PastView| {
        let (until, terms) = (past.until, past.terms);
        view! {
            <tr>
                <th scope="row">{move || format::date_medium(language.get(), until)}</th>
                <td data-label=say(language, text::owner)>
                    {move || owner.clone().unwrap_or_else(|| text::no_owner(language.get()).to_owned())}
                </td>
                <td data-label=say(language, text::staff)>{move || number(language.get(), terms.staff)}</td>
                <td data-label=say(language, text::pupils)>{move || number(language.get(), terms.pupils)}</td>
                <td data-label=say(language, text::municipality)>{terms.municipality.name()}</td>
                <td data-label=say(language, text::kind)>
                    {move || words::unit_kind(language.get(), terms.kind)}
                    {(!terms.active).then(|| view! { " " <Tag text=told(language, text::closed) /> })}
                </td>
            </tr>
        }
    };
    let has_past = !past.is_empty();
    has_past
        .then(|| {
            view! {
                <Details summary=told(language, text::past)>
                    <p>{say(language, text::past_lead)}</p>
                    <DataTable id="past" caption=told(language, text::past) hide_caption=true stacks=true>
                        <thead>
                            <tr>
                                <th scope="col">{say(language, text::past_until)}</th>
                                <th scope="col">{say(language, text::owner)}</th>
                                <th scope="col">{say(language, text::staff)}</th>
                                <th scope="col">{say(language, text::pupils)}</th>
                                <th scope="col">{say(language, text::municipality)}</th>
                                <th scope="col">{say(language, text::kind)}</th>
                            </tr>
                        </thead>
                        <tbody>{past.into_iter().map(row).collect_view()}</tbody>
                    </DataTable>
                </Details>
            }
        })
        .into_any()
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
    let caption = told(language, text::placements);
    let title = move || {
        let language = language.get();
        capitalised(&terms.one(TermKey::AdviserTitle, language))
    };
    let is_empty = placements.is_empty();
    let shown = placements.clone();
    view! {
        <h2 class="ds-heading" data-size="sm">{move || caption.get()}</h2>
        {warnings.into_iter().map(|warning| view! { <Warning warning /> }).collect_view()}
        {is_empty.then(|| view! { <p class="hr-muted">{say(language, text::no_placements)}</p> })}
        {(!is_empty)
            .then(|| view! {
                <DataTable id="placements" caption hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{title}</th>
                            <th scope="col">{say(language, text::percent)}</th>
                            <th scope="col">{say(language, text::from)}</th>
                            <th scope="col">{say(language, text::to)}</th>
                            <th scope="col">{say(language, text::state)}</th>
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
                    <Details summary=told(language, text::new_placement)>
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
    let PlacementView {
        placement,
        name,
        may_hand_over,
    } = view;
    let id = placement.id;
    let handover = name.clone().filter(|_| may_hand_over).map(|name| {
        let label = move || agreements::handover_link(language.get(), &name);
        view! {
            <span class="hr-line hr-no-print">
                <A href=format!("/placements/{id}/handover") attr:aria-label=label>{say(language, agreements::handover)}</A>
            </span>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {move || name.clone().unwrap_or_else(|| text::vacant(language.get()).to_owned())} {handover}
            </th>
            <td data-label=say(language, text::percent)>
                {move || format::percent(language.get(), i64::from(placement.percent.get()))}
            </td>
            <td data-label=say(language, text::from)>
                {move || format::date_medium(language.get(), placement.from)}
            </td>
            <td data-label=say(language, text::to)>
                {move || {
                    let language = language.get();
                    placement
                        .to
                        .map_or_else(|| text::open_end(language).to_owned(), |to| format::date_medium(language, to))
                }}
            </td>
            <td data-label=say(language, text::state)>
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
        <h2 class="ds-heading" data-size="sm">{say(language, text::calendar)}</h2>
        {is_empty.then(|| view! { <p class="hr-muted">{say(language, text::no_calendar)}</p> })}
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
