//! The sections of a county's page.

use domain::coverage::county::{CountyFigures, CountyView, Posts, gaps_at, targets_met};
use domain::coverage::view::CoverageRow;
use domain::coverage::{Kind, Period};
use domain::outreach::Share;
use i18n::{Language, Text, coverage as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{DataTable, Details, IconMark};

use super::words;

/// At how many places each kind was carried out, is planned or neither, with the share and the year before.
#[component]
pub(super) fn Measures(view: CountyView) -> impl IntoView {
    let language = use_language();
    let (figures, before) = (view.figures, view.before);
    let row = move |kind: Option<Kind>| {
        let share = figures.sums.share(kind);
        let earlier = before.map(|figures| figures.sums.share(kind));
        let planned = kind.map_or_else(|| "–".to_owned(), |kind| figures.planned(kind).to_string());
        let gaps = kind.map_or_else(|| "–".to_owned(), |kind| figures.gaps(kind).to_string());
        view! {
            <tr class:hr-coverage-shares=kind.is_none()>
                <th scope="row">{move || words::measure(language.get(), kind)}</th>
                <td data-label=say(language, text::col_reached)>{share.of.to_string()}</td>
                <td data-label=say(language, text::col_planned)>{planned}</td>
                <td data-label=say(language, text::gaps_title)>{gaps}</td>
                <td data-label=say(language, text::col_rate)>
                    {move || of_all(language.get(), share)}
                </td>
                <td data-label=say(language, text::col_before)>
                    {move || match earlier {
                        Some(share) => of_all(language.get(), share),
                        None => "–".to_owned(),
                    }}
                </td>
            </tr>
        }
    };
    view! {
        <div>
            <h2>{say(language, text::county_measures)}</h2>
            <DataTable id="county-measures" caption=told(language, text::county_measures) hide_caption=true pairs=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_kind)}</th>
                        <th scope="col">{say(language, text::col_reached)}</th>
                        <th scope="col">{say(language, text::col_planned)}</th>
                        <th scope="col">{say(language, text::gaps_title)}</th>
                        <th scope="col">{say(language, text::col_rate)}</th>
                        <th scope="col">{say(language, text::col_before)}</th>
                    </tr>
                </thead>
                <tbody>{std::iter::once(None).chain(Kind::ALL.map(Some)).map(row).collect_view()}</tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

/// «12 av 40 (30 %)».
fn of_all(language: Language, share: Share) -> String {
    text::trend_cell(
        language,
        share.of,
        share.all,
        words::rate(language, share.of, share.all),
    )
}

/// What a key figure is told as.
type Told = fn(Language, &CountyFigures) -> String;

const FIGURES: [(Text, Told); 7] = [
    (text::staff_coverage, staff),
    (text::targets_met, |language, figures| match figures.targets.all {
        0 => text::no_targets(language).to_owned(),
        all => text::share(language, figures.targets.of, all),
    }),
    (text::posts_filled, |language, figures| {
        posts(language, figures.positions.filled)
    }),
    (text::posts_leave, |language, figures| {
        posts(language, figures.positions.on_leave)
    }),
    (text::posts_vacant, |language, figures| {
        posts(language, figures.positions.vacant)
    }),
    (text::col_people, |language, figures| {
        format::number(language, figures.sums.reached.all().into())
    }),
    (text::col_hours, |language, figures| {
        format::duration(language, u32::try_from(figures.sums.minutes).unwrap_or(u32::MAX))
    }),
];

fn posts(language: Language, posts: Posts) -> String {
    match posts.count {
        0 => "0".to_owned(),
        count => text::posts(language, count, format::percent(language, posts.percent.into())),
    }
}

fn staff(language: Language, figures: &CountyFigures) -> String {
    let Share { of, all } = figures.staff;
    if all == 0 {
        return text::staff_unknown(language).to_owned();
    }
    text::county_staff(language, words::rate(language, of, all), of, all)
}

/// Staff, targets, positions, participations and time, each beside the year before.
#[component]
pub(super) fn KeyFigures(view: CountyView) -> impl IntoView {
    let language = use_language();
    let (figures, before) = (view.figures, view.before);
    let unknown = figures.staff_unknown;
    let one = move |(term, tell): (Text, Told)| {
        view! {
            <div>
                <dt>{say(language, term)}</dt>
                <dd>
                    {move || tell(language.get(), &figures)}
                    {before
                        .map(|before| view! {
                            <span class="hr-coverage-there">
                                {move || text::before_was(language.get(), tell(language.get(), &before))}
                            </span>
                        })}
                </dd>
            </div>
        }
    };
    view! {
        <section aria-labelledby="key-figures">
            <h2 id="key-figures">{say(language, text::key_figures)}</h2>
            <dl class="hr-printout-facts">{FIGURES.map(one).collect_view()}</dl>
            {(unknown > 0)
                .then(|| view! { <p class="hr-muted">{move || text::county_staff_unknown(language.get(), unknown)}</p> })}
        </section>
    }
    .into_any()
}

/// The places, those with most gaps first.
#[component]
pub(super) fn Places(rows: Vec<CoverageRow>, period: Period) -> impl IntoView {
    let language = use_language();
    view! {
        <div>
            <h2>{say(language, text::county_places)}</h2>
            <DataTable id="county-places" caption=told(language, text::county_places) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_unit)}</th>
                        <th scope="col">{say(language, text::gaps_title)}</th>
                        <th scope="col">{say(language, text::col_breadth)}</th>
                        <th scope="col">{say(language, text::targets_met)}</th>
                        <th scope="col">{say(language, text::col_staff)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.clone() key=|row| row.unit let(row)>
                        <Place row period />
                    </For>
                </tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

#[component]
fn Place(row: CoverageRow, period: Period) -> impl IntoView {
    let language = use_language();
    let (figures, staff, targets) = (row.figures, row.staff, targets_met(&row));
    let state = match figures.gaps() {
        0 => domain::coverage::CellState::Reached,
        _ => domain::coverage::CellState::Gap,
    };
    let gaps = move || {
        let language = language.get();
        let all: Vec<&str> = gaps_at(&figures).map(|kind| words::kind(language, kind)).collect();
        if all.is_empty() {
            "–".to_owned()
        } else {
            all.join(", ")
        }
    };
    let positions = row.positions;
    let there = move || {
        let language = language.get();
        let all: Vec<String> = positions.iter().map(|one| words::position(language, one)).collect();
        if all.is_empty() {
            text::no_position(language).to_owned()
        } else {
            all.join(", ")
        }
    };
    view! {
        <tr>
            <th scope="row">
                <A href=format!("/coverage/{}?period={period}", row.unit)>{row.name}</A>
                <span class="hr-coverage-there">{there}</span>
            </th>
            <td data-label=say(language, text::gaps_title)>
                <IconMark icon=words::icon(state) />
                " "
                {gaps}
            </td>
            <td data-label=say(language, text::col_breadth)>
                {move || text::share(language.get(), usize::from(figures.breadth().0), Kind::ALL.len())}
            </td>
            <td data-label=say(language, text::targets_met)>
                {move || match targets.all {
                    0 => "–".to_owned(),
                    all => text::share(language.get(), targets.of, all),
                }}
            </td>
            <td data-label=say(language, text::col_staff)>
                {move || match figures.staff_coverage(staff) {
                    Some(percent) => format::percent(language.get(), percent.into()),
                    None => text::unknown(language.get()).to_owned(),
                }}
            </td>
        </tr>
    }
    .into_any()
}

/// What the figures mean; open, so that it is printed with them.
#[component]
pub(super) fn Terms() -> impl IntoView {
    let language = use_language();
    let terms: [(Text, Text); 10] = [
        (text::county, text::def_county),
        (text::col_reached, text::def_reached),
        (text::col_planned, text::def_planned),
        (text::gaps_title, text::county_gap),
        (text::col_rate, text::def_rate),
        (text::col_breadth, text::def_breadth),
        (text::staff_coverage, text::def_staff),
        (text::targets_met, text::def_targets_met),
        (text::posts_filled, text::def_posts),
        (text::col_people, text::def_people),
    ];
    view! {
        <Details summary=told(language, text::formulas) is_open=true>
            <dl class="hr-coverage-terms">
                {terms
                    .map(|(term, meaning)| view! {
                        <dt>{say(language, term)}</dt>
                        <dd>{say(language, meaning)}</dd>
                    })
                    .collect_view()}
            </dl>
        </Details>
    }
    .into_any()
}
