//! Words for drafts, in the reader's language.

use domain::access::Action;
use domain::coverage::drafts::view::{PlacedChoice, StepRow};
use domain::coverage::drafts::{Change, Step, StepKind, Tally};
use domain::coverage::{Cell, CellState, Kind};
use domain::hours::Guide;
use domain::outreach::Share;
use i18n::{Language, format, what_if as text};
use ui::{Icon, Tone};

use crate::coverage::words::kind;
use crate::hours::ratio;
use crate::places::words::placed;

/// What kind of step.
pub(super) fn step_kind(language: Language, kind: StepKind) -> &'static str {
    match kind {
        StepKind::Move => text::kind_move(language),
        StepKind::End => text::kind_end(language),
        StepKind::Add => text::kind_add(language),
        StepKind::Measure => text::kind_measure(language),
    }
}

/// «Bekkefaret: Ledig stilling, 100 %».
pub(super) fn placement(language: Language, one: &PlacedChoice) -> String {
    text::placement_of(language, &one.unit_name, placed(language, &one.placed))
}

/// A step in a sentence.
pub(super) fn step(language: Language, row: &StepRow) -> String {
    let date = format::date_medium(language, row.step.on());
    let unit = &row.unit_name;
    let (from, who) = match &row.placed {
        Some(one) => (one.unit_name.clone(), placed(language, &one.placed)),
        None => ("–".to_owned(), text::gone(language).to_owned()),
    };
    match &row.step {
        Step::Move { percent, .. } => {
            text::step_move(language, percent_of(language, percent.get()), who, from, unit, date)
        }
        Step::End { .. } => text::step_end(language, from, who, date),
        Step::Add { percent, person, .. } => {
            let percent = percent_of(language, percent.get());
            match (person, &row.person_name) {
                (None, _) => text::step_add_vacant(language, percent, unit, date),
                (Some(_), Some(name)) => text::step_add(language, name, percent, unit, date),
                (Some(_), None) => text::step_add(language, "–", percent, unit, date),
            }
        }
        Step::Measure {
            measure,
            number,
            pupils,
            competence,
            staff,
            ..
        } => {
            let minutes = |minutes: u16| format::duration(language, minutes.into());
            let sentence = text::step_measure(
                language,
                kind(language, *measure),
                unit,
                number.get(),
                date,
                minutes(pupils.get()),
                minutes(competence.get()),
            );
            if staff.get() == 0 {
                sentence
            } else {
                format!("{sentence} {}", text::step_staff(language, staff.get()))
            }
        }
    }
}

fn percent_of(language: Language, percent: u8) -> String {
    format::percent(language, percent.into())
}

/// A figure of a tally, as it reads and as it is compared.
pub(super) struct Figure {
    /// What it is.
    pub label: &'static str,
    /// As it reads.
    pub value: String,
    /// As it is compared; none where there is nothing to compare.
    pub number: Option<i64>,
}

/// The figures of a tally; always so many, in the same order.
pub(super) fn figures(language: Language, tally: &Tally) -> Vec<Figure> {
    let count = |label: &'static str, number: u32| Figure {
        label,
        value: format::number(language, number.into()),
        number: Some(number.into()),
    };
    let percent = |label: &'static str, number: u32| Figure {
        label,
        value: format::percent(language, number.into()),
        number: Some(number.into()),
    };
    let split = |label: &'static str, guide: Guide| Figure {
        label,
        value: ratio(language, guide),
        number: guide.share().map(i64::from),
    };
    let mut all = vec![
        split(text::fig_here(language), tally.here),
        split(text::fig_all(language), tally.guide),
        of_all(language, text::fig_units(language), tally.units),
        count(text::fig_gaps(language), tally.gaps),
        count(text::fig_planned(language), tally.planned),
        count(text::fig_staff(language), tally.staff),
        percent(text::fig_filled(language), tally.filled),
        percent(text::fig_vacant(language), tally.vacant),
    ];
    let kinds = Kind::ALL.into_iter().zip(tally.kinds);
    all.extend(kinds.map(|(one, share)| of_all(language, kind(language, one), share)));
    all
}

fn of_all(language: Language, label: &'static str, share: Share) -> Figure {
    Figure {
        label,
        value: text::share(language, share.of, share.all),
        number: i64::try_from(share.of).ok(),
    }
}

/// How a figure changes: an icon, and words with the number.
pub(super) fn difference(language: Language, before: &Figure, after: &Figure) -> (Icon, String) {
    let (Some(one), Some(other)) = (before.number, after.number) else {
        return (Icon::Minus, text::not_comparable(language).to_owned());
    };
    let difference = other - one;
    let number = format::number(language, difference.abs());
    match difference {
        0 => (Icon::Minus, text::unchanged(language).to_owned()),
        1.. => (Icon::Up, text::up(language, number)),
        _ => (Icon::Down, text::down(language, number)),
    }
}

/// What stands in a cell.
pub(super) fn cell(language: Language, cell: Cell) -> String {
    match cell.state() {
        CellState::Gap => text::cell_gap(language).to_owned(),
        CellState::Planned | CellState::Reached => text::cell_counts(language, cell.held, cell.planned),
    }
}

/// What happens to a cell.
pub(super) fn change(language: Language, change: Change) -> &'static str {
    match change {
        Change::Filled => text::change_filled(language),
        Change::More => text::change_more(language),
        Change::Unstaffed => text::change_unstaffed(language),
    }
}

/// Colour and icon of it.
pub(super) const fn change_sign(change: Change) -> (Tone, Icon) {
    match change {
        Change::Filled => (Tone::Success, Icon::Clock),
        Change::More => (Tone::Info, Icon::Plus),
        Change::Unstaffed => (Tone::Warning, Icon::Warning),
    }
}

/// Where a measure is planned for real, for those who may.
pub(super) const fn plan_at(kind: Kind) -> Option<(&'static str, Action)> {
    match kind {
        Kind::Groups => Some(("/groups/new", Action::CreateGroup)),
        Kind::Teaching => Some(("/modules", Action::EditDelivery)),
        Kind::Presentations => Some(("/presentations/new", Action::EditPresentation)),
        Kind::Competence => Some(("/needs/measures/new", Action::EditNeeds)),
        Kind::NeedsMapping => Some(("/needs/surveys/new", Action::EditNeeds)),
        Kind::Services => Some(("/outreach", Action::EditOutreach)),
        Kind::Routines => Some(("/routines", Action::EditCooperation)),
        Kind::Networks => Some(("/networks/new", Action::EditCooperation)),
    }
}
