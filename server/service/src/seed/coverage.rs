//! What the demonstration's units are to reach in the school year.

use domain::coverage::{Kind, TargetChange, UnitTargets};
use domain::ids::UnitId;
use domain::text::{ShortText, Target};
use domain::time::SchoolYear;
use jiff::civil::Date;

use super::people::MARTE;
use super::places::{GRANLIA, NORDLYS, SOLASEN};

const NUMBERS: [(UnitId, [(Kind, i64); 5]); 3] = [
    (
        GRANLIA,
        [
            (Kind::Groups, 2),
            (Kind::Teaching, 8),
            (Kind::Presentations, 4),
            (Kind::Competence, 2),
            (Kind::NeedsMapping, 1),
        ],
    ),
    (
        SOLASEN,
        [
            (Kind::Groups, 2),
            (Kind::Teaching, 6),
            (Kind::Presentations, 4),
            (Kind::Competence, 2),
            (Kind::NeedsMapping, 1),
        ],
    ),
    (
        NORDLYS,
        [
            (Kind::Groups, 1),
            (Kind::Teaching, 4),
            (Kind::Presentations, 3),
            (Kind::Competence, 1),
            (Kind::NeedsMapping, 1),
        ],
    ),
];

/// The targets of the school year of `today`. At the first unit, one was raised.
pub(super) fn targets(today: Date) -> Vec<UnitTargets> {
    let year = SchoolYear::of(today);
    NUMBERS
        .iter()
        .map(|(unit, numbers)| {
            let numbers = numbers
                .iter()
                .filter_map(|(kind, number)| Some((*kind, Target::new(*number).ok()?)));
            UnitTargets {
                unit: *unit,
                year,
                targets: numbers.collect(),
                history: raised(*unit, year).into_iter().collect(),
                version: 1,
            }
        })
        .collect()
}

fn raised(unit: UnitId, year: SchoolYear) -> Option<TargetChange> {
    (unit == GRANLIA).then_some(())?;
    Some(TargetChange {
        on: year.first_day(),
        by: MARTE,
        reason: ShortText::parse("Flere klasser i innføring").ok()?,
        before: [
            (Kind::Groups, Target::new(1).ok()?),
            (Kind::Teaching, Target::new(6).ok()?),
        ]
        .into(),
    })
}
