//! The matrix as the rows of a file.

use domain::choice::Choice;
use domain::coverage::Kind;
use domain::coverage::view::{CoverageFilter, CoverageRow, CoverageView};
use i18n::{Language, coverage as text};
use leptos_router::params::ParamsMap;

use super::matrix_filter::read;
use super::words;
use crate::places::words as places;
use crate::sheet::Value;

/// As text.
pub const CSV: &str = "/coverage/matrix.csv";
/// As a workbook.
pub const XLSX: &str = "/coverage/matrix.xlsx";
/// Sums for other programs.
pub const JSON: &str = "/coverage/figures.json";

/// What an address asks for, as the page reads it. Its values are names, numbers and ids: none has a letter that is written otherwise in an
/// address.
pub fn asked(query: &str) -> CoverageFilter {
    let mut given = ParamsMap::new();
    for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
        given.insert(name.to_owned(), value.to_owned());
    }
    read(&given)
}

/// The names of what the table was narrowed to, but for which places are looked at.
pub(super) fn chosen(language: Language, view: &CoverageView) -> Vec<String> {
    let filter = &view.filter;
    let name = |all: &[Choice], value: String| all.iter().find(|one| one.value == value).map(|one| one.name.clone());
    let gap = |kind| format!("{}: {}", text::gap(language), words::kind(language, kind));
    [
        name(&view.counties, filter.county.clone()),
        filter.owner.and_then(|id| name(&view.owners, id.to_string())),
        filter.kind.map(|kind| places::unit_kind(language, kind).to_owned()),
        filter.adviser.and_then(|id| name(&view.advisers, id.to_string())),
        filter.gap.map(gap),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stands above the columns: four for each kind of measure.
pub fn headings(language: Language) -> Vec<String> {
    let before = [
        text::period(language),
        text::col_unit(language),
        text::county(language),
        text::positions(language),
    ];
    let kinds = Kind::ALL.into_iter().flat_map(|kind| {
        let of = |what: &str| format!("{}: {what}", words::kind(language, kind));
        [
            of(text::col_held(language)),
            of(text::col_planned(language)),
            of(text::col_target(language)),
            of(text::col_last(language)),
        ]
    });
    let after = [
        text::col_breadth(language),
        text::staff_registered(language),
        text::def_trained(language),
        text::pupils(language),
        text::parents(language),
        text::staff(language),
        text::services(language),
        text::mixed(language),
        text::minutes(language),
    ];
    let own = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    own(&before).into_iter().chain(kinds).chain(own(&after)).collect()
}

/// A row a place, in the order of [`headings`]. What is not known is an empty cell.
pub fn rows(language: Language, view: &CoverageView) -> impl Iterator<Item = Vec<Value>> + use<'_> {
    let period = words::period(language, view.period);
    view.rows.iter().map(move |row| of_row(language, &period, row))
}

fn of_row(language: Language, period: &str, row: &CoverageRow) -> Vec<Value> {
    let figures = &row.figures;
    let there: Vec<String> = row.positions.iter().map(|one| words::position(language, one)).collect();
    let mut cells: Vec<Value> = vec![
        period.into(),
        row.name.clone().into(),
        row.county.clone().into(),
        there.join(", ").into(),
    ];
    for kind in Kind::ALL {
        let cell = figures.cell(kind);
        cells.push(cell.held.into());
        cells.push(cell.planned.into());
        cells.push(
            row.targets
                .get(&kind)
                .map_or_else(|| "".into(), |target| u32::from(target.get()).into()),
        );
        cells.push(cell.last.map_or_else(|| "".into(), Value::from));
    }
    cells.push(u32::from(figures.breadth().0).into());
    cells.push(row.staff.map_or_else(|| "".into(), |staff| u32::from(staff).into()));
    let reached = figures.reached;
    let numbers = [
        figures.trained,
        reached.pupils,
        reached.parents,
        reached.staff,
        reached.services,
        reached.mixed,
        figures.minutes,
    ];
    cells.extend(numbers.map(Value::from));
    cells
}
