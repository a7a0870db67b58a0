//! The matrix and a place's page as sheets of A4, for the meeting: words besides signs, what was chosen, and how the figures are counted.

use domain::agreements::AgreementStanding;
use domain::agreements::view::UnitAgreement;
use domain::coverage::view::{ActivityRow, CoverageRow, CoverageView, Neighbour, Position, UnitCoverage};
use domain::coverage::{Cell, CellState, Kind, Period};
use domain::places::view::MergedName;
use domain::text::Target;
use i18n::{Language, agreements, coverage as text, format, places as merger, printouts};
use jiff::civil::Date;

use super::{lists, words};
use crate::needs::words as needs;
use crate::paper::{Block, Column, Paper, Table, Turn};
use crate::places::words as places;

/// The matrix with all of its rows.
pub const MATRIX: &str = "/coverage/matrix.pdf";
/// The pattern of the route to a place's page.
pub const UNIT: &str = "/coverage/{id}/page.pdf";

/// Every row of the matrix, the counties, and the definitions.
pub fn matrix(language: Language, view: &CoverageView) -> Paper {
    let share = view.sums.units;
    let rate = words::rate(language, share.of, share.all);
    let mut chosen = vec![words::set(language, view.set).to_owned()];
    chosen.extend(lists::chosen(language, view));
    let mut blocks = vec![
        Block::Strong(words::period(language, view.period)),
        Block::Facts(vec![(text::filter(language).to_owned(), chosen.join(" · "))]),
        Block::Text(text::rate(language, share.of, share.all, rate)),
    ];
    if view.rows.is_empty() {
        blocks.push(Block::Text(text::nothing(language).to_owned()));
    } else {
        blocks.push(Block::Heading(text::table(language).to_owned()));
        blocks.push(Block::Table(places_table(language, view)));
        blocks.push(Block::Heading(text::by_county(language).to_owned()));
        blocks.push(Block::Table(counties(language, view)));
    }
    blocks.extend(definitions(language));
    Paper {
        title: text::title(language).to_owned(),
        language,
        turn: Turn::Landscape,
        blocks,
        foot: printed(language, view.period, view.today),
    }
}

/// A place's page.
pub fn unit(language: Language, view: &UnitCoverage) -> Paper {
    let mut blocks = vec![Block::Strong(words::period(language, view.period))];
    let mergers = &view.mergers;
    blocks.extend(
        mergers
            .into
            .iter()
            .map(|one| merged(language, one, view.today, [merger::merged_into, merger::merges_into])),
    );
    blocks.extend(
        mergers
            .came
            .iter()
            .map(|one| merged(language, one, view.today, [merger::merged_here, merger::merges_here])),
    );
    if let Some(agreement) = view.agreement {
        blocks.push(Block::Text(standing(language, agreement)));
    }
    blocks.push(Block::Heading(text::facts(language).to_owned()));
    blocks.push(Block::Facts(facts(language, view)));
    blocks.push(Block::Heading(text::figures(language).to_owned()));
    blocks.push(Block::Table(measures(language, view)));
    blocks.push(Block::Heading(text::key_figures(language).to_owned()));
    blocks.push(Block::Facts(key_figures(language, view)));
    blocks.push(Block::Heading(text::open_needs(language).to_owned()));
    blocks.push(open_needs(language, view));
    if !view.nearby.is_empty() {
        blocks.push(Block::Heading(text::nearby(language).to_owned()));
        blocks.push(Block::Table(nearby(language, &view.nearby)));
    }
    blocks.extend(behind(language, view));
    blocks.extend(definitions(language));
    Paper {
        title: text::unit_title(language, &view.unit.name),
        language,
        turn: Turn::Portrait,
        blocks,
        foot: printed(language, view.period, view.today),
    }
}

/// What stands at the foot of each sheet: the stretch of time, and on which day the figures were so.
fn printed(language: Language, period: Period, today: Date) -> String {
    let period = words::period(language, period);
    let said = text::printed(language, format::date_long(language, today));
    format!("{period} · {said}")
}

fn definitions(language: Language) -> [Block; 2] {
    let terms = words::definitions();
    let facts = terms.map(|(term, meaning)| (capital(term(language)), meaning(language).to_owned()));
    [
        Block::Heading(text::formulas(language).to_owned()),
        Block::Facts(facts.into()),
    ]
}

/// A term at the beginning of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn places_table(language: Language, view: &CoverageView) -> Table {
    let today = view.today.min(view.period.last());
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| Column::new(words::column(language, kind), 1.15));
    let columns = std::iter::once(Column::new(text::col_unit(language), 2.7))
        .chain(kinds)
        .chain([
            Column::new(text::col_breadth(language), 0.8),
            Column::new(text::col_staff(language), 0.9),
        ])
        .collect();
    let shares = std::iter::once(shares(language, view));
    let rows = view.rows.iter().map(|row| of_row(language, row, today));
    Table {
        summary: text::table(language).to_owned(),
        columns,
        rows: shares.chain(rows).collect(),
    }
}

/// How many places each kind has reached.
fn shares(language: Language, view: &CoverageView) -> Vec<String> {
    let mut cells = vec![text::all_units(language).to_owned()];
    let shares = view.sums.kinds.iter();
    cells.extend(shares.map(|share| text::share(language, share.of, share.all)));
    cells.extend([String::new(), String::new()]);
    cells
}

fn of_row(language: Language, row: &CoverageRow, today: Date) -> Vec<String> {
    let figures = &row.figures;
    let mut name = format!("{}\n{}\n{}", row.name, row.county, there(language, &row.positions));
    if let Some(day) = row.agreement_ended {
        name.push('\n');
        name.push_str(&text::agreement_ended(language, format::date_short(language, day)));
    }
    let mut cells = vec![name];
    cells.extend(Kind::ALL.map(|kind| {
        let target = row.targets.get(&kind).copied();
        cell(language, kind, figures.cell(kind), target, today)
    }));
    cells.push(text::share(language, usize::from(figures.breadth().0), Kind::ALL.len()));
    cells.push(match figures.staff_coverage(row.staff) {
        Some(percent) => format::percent(language, percent.into()),
        None => text::unknown(language).to_owned(),
    });
    cells
}

fn there(language: Language, positions: &[Position]) -> String {
    if positions.is_empty() {
        return text::no_position(language).to_owned();
    }
    let all: Vec<String> = positions.iter().map(|one| words::position(language, one)).collect();
    all.join(", ")
}

/// «✓ 2», «gjennomført», «1 til planlagt», each on a line.
fn cell(language: Language, kind: Kind, cell: Cell, target: Option<Target>, today: Date) -> String {
    let sign = match cell.state() {
        CellState::Gap => "–",
        CellState::Planned => "◷",
        CellState::Reached => "✓",
    };
    let count = words::count(language, cell, target);
    let mut lines = vec![format!("{sign} {count}"), words::state(language, kind, cell).to_owned()];
    lines.extend(words::more(language, cell, today));
    lines.join("\n")
}

fn counties(language: Language, view: &CoverageView) -> Table {
    let row = |name: &str, sums: &domain::coverage::view::Sums| {
        let share = sums.units;
        vec![
            name.to_owned(),
            text::share(language, share.of, share.all),
            words::rate(language, share.of, share.all),
            format::number(language, sums.reached.all().into()),
            format::duration(language, u32::try_from(sums.minutes).unwrap_or(u32::MAX)),
        ]
    };
    let all = std::iter::once(row(text::nation(language), &view.sums));
    Table {
        summary: text::by_county(language).to_owned(),
        columns: vec![
            Column::new(text::county(language), 2.0),
            Column::new(text::col_reached(language), 1.0),
            Column::new(text::col_rate(language), 1.0),
            Column::new(text::col_people(language), 1.0),
            Column::new(text::col_hours(language), 1.0),
        ],
        rows: all
            .chain(view.by_county.iter().map(|one| row(&one.name, &one.sums)))
            .collect(),
    }
}

/// What a merger is called before and after its day.
type Merging = [fn(Language, String, String) -> String; 2];

fn merged(language: Language, one: &MergedName, today: Date, [has, will]: Merging) -> Block {
    let words = if one.from <= today { has } else { will };
    Block::Text(words(
        language,
        one.name.clone(),
        format::date_medium(language, one.from),
    ))
}

fn standing(language: Language, agreement: UnitAgreement) -> String {
    let day = |day| format::date_short(language, day);
    match agreement {
        UnitAgreement::Missing => agreements::missing_notice(language).to_owned(),
        UnitAgreement::Stands { standing } => match standing {
            AgreementStanding::Active { .. } => agreements::unit_active(language).to_owned(),
            AgreementStanding::Ends { last_day, .. } => agreements::ends_notice(language, day(last_day)),
            AgreementStanding::Expired { last_day, .. } => agreements::expired_notice(language, day(last_day)),
        },
    }
}

fn facts(language: Language, view: &UnitCoverage) -> Vec<(String, String)> {
    let unit = &view.unit;
    let number = |count: Option<u16>| match count {
        Some(count) => format::number(language, count.into()),
        None => text::unknown(language).to_owned(),
    };
    let position = |one: &Position| format!("{} ({})", words::position(language, one), words::stretch(language, one));
    let positions: Vec<String> = view.positions.iter().map(position).collect();
    let kind = places::unit_kind(language, unit.kind);
    let place = format!("{kind}, {}", words::place(unit.municipality.name(), &view.county));
    let mut facts = vec![(text::col_unit(language), place)];
    if let Some(owner) = &view.owner {
        facts.push((text::owner(language), owner.clone()));
    }
    facts.push((
        text::positions(language),
        match positions.is_empty() {
            true => text::no_position(language).to_owned(),
            false => positions.join("; "),
        },
    ));
    if !view.hosts.is_empty() {
        let hosts: Vec<&str> = view.hosts.iter().map(|host| host.name.as_str()).collect();
        facts.push((text::hosts(language), hosts.join(", ")));
    }
    facts.push((text::pupils_there(language), number(unit.pupils)));
    facts.push((text::staff_there(language), number(unit.staff)));
    facts.into_iter().map(|(term, said)| (term.to_owned(), said)).collect()
}

fn measures(language: Language, view: &UnitCoverage) -> Table {
    let today = view.today.min(view.period.last());
    let row = |kind: Kind| {
        let cell = view.figures.cell(kind);
        let held = match cell.held {
            0 => words::state(language, kind, cell).to_owned(),
            held => format::number(language, held.into()),
        };
        let target = view.targets.get(&kind).map(ToString::to_string);
        vec![
            words::kind(language, kind).to_owned(),
            held,
            format::number(language, cell.planned.into()),
            target.unwrap_or_default(),
            format::number(language, view.before.cell(kind).held.into()),
            match cell.last {
                Some(day) => format::date_short(language, day),
                None => words::since(language, cell, today),
            },
        ]
    };
    Table {
        summary: text::figures(language).to_owned(),
        columns: vec![
            Column::new(text::col_kind(language), 1.8),
            Column::new(text::col_held(language), 1.3),
            Column::new(text::col_planned(language), 1.0),
            Column::new(text::col_target(language), 0.8),
            Column::new(text::col_before(language), 1.0),
            Column::new(text::col_last(language), 1.3),
        ],
        rows: Kind::ALL.into_iter().map(row).collect(),
    }
}

fn key_figures(language: Language, view: &UnitCoverage) -> Vec<(String, String)> {
    let figures = &view.figures;
    let covered = match (figures.staff_coverage(view.unit.staff), view.unit.staff) {
        (Some(percent), Some(staff)) => {
            let percent = format::percent(language, percent.into());
            text::staff_formula(language, percent, figures.trained, staff)
        }
        _ => text::staff_unknown(language).to_owned(),
    };
    let people = words::people(language, figures.reached);
    let people = match people.is_empty() {
        true => text::nobody(language).to_owned(),
        false => people.join(", "),
    };
    let all = [
        (
            text::col_breadth(language),
            text::breadth_of(language, figures.breadth().0),
        ),
        (text::staff_coverage(language), covered),
        (text::col_people(language), people),
        (text::col_hours(language), format::duration(language, figures.minutes)),
    ];
    all.map(|(term, said)| (term.to_owned(), said)).into()
}

fn open_needs(language: Language, view: &UnitCoverage) -> Block {
    if view.open_needs.is_empty() {
        return Block::Text(text::no_open_needs(language).to_owned());
    }
    let needs = view.open_needs.iter().map(|need| {
        let since = format::date_medium(language, need.since);
        text::need_since(language, needs::area(language, need.area), since)
    });
    Block::List(needs.collect())
}

/// The activities by kind; a kind without any is not told of.
fn behind(language: Language, view: &UnitCoverage) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(text::behind(language).to_owned())];
    if view.activities.is_empty() {
        blocks.push(Block::Text(text::nothing_behind(language).to_owned()));
    }
    for kind in Kind::ALL {
        let of_kind = view.activities.iter().filter(|row| row.kind == kind);
        let items: Vec<String> = of_kind.map(|row| activity(language, row, view.today)).collect();
        if !items.is_empty() {
            blocks.push(Block::Subheading(words::kind(language, kind).to_owned()));
            blocks.push(Block::List(items));
        }
    }
    blocks
}

fn activity(language: Language, row: &ActivityRow, today: Date) -> String {
    let mut parts = vec![words::activity(language, row.source, &row.title)];
    if !row.leader.is_empty() {
        parts.push(row.leader.clone());
    }
    parts.push(words::days(language, &row.days, today));
    let taken = words::taken(language, row.reached, row.minutes);
    if !taken.is_empty() {
        parts.push(taken);
    }
    parts.join(" · ")
}

fn nearby(language: Language, nearby: &[Neighbour]) -> Table {
    let last = |last: Option<Date>| match last {
        Some(day) => format::date_short(language, day),
        None => text::never(language).to_owned(),
    };
    let row = |one: &Neighbour| {
        vec![
            one.name.clone(),
            text::breadth_of(language, one.figures.breadth().0),
            last(one.figures.last()),
        ]
    };
    Table {
        summary: text::nearby(language).to_owned(),
        columns: vec![
            Column::new(text::col_unit(language), 2.0),
            Column::new(text::col_breadth(language), 1.0),
            Column::new(text::col_last(language), 1.0),
        ],
        rows: nearby.iter().map(row).collect(),
    }
}

/// What leads to the sheets: how many there are to print where the page shows some of them, else that they can be kept.
pub(super) fn link(language: Language, shown: usize, total: usize) -> String {
    if shown < total {
        text::print_all(language, total)
    } else {
        printouts::save_pdf(language).to_owned()
    }
}
