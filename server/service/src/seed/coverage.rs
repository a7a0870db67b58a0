//! What the demonstration's units are to reach in the school year, and a draft of what if the vacant position were elsewhere.

use domain::coverage::drafts::{Step, WhatIf};
use domain::coverage::{Kind, Period, TargetChange, UnitTargets};
use domain::ids::{UnitId, WhatIfId};
use domain::text::{Headcount, MeasureCount, Percent, ShortText, Target, Title, WorkMinutes};
use domain::time::SchoolYear;
use jiff::civil::{Date, date};
use ulid::Ulid;

use super::people::MARTE;
use super::places::{GRANLIA, NORDLYS, SOLASEN, TUNVOLLEN, placement_id};

/// The vacant position at Bekkefaret.
const VACANCY: u128 = 5;
/// The id of the draft: of 2026-01-01, as every fixed id.
const DRAFT: WhatIfId = WhatIfId::new(Ulid((0x019B_76DA_A800_u128 << 80) | 0xD001));

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

/// Marte's draft: the vacant position goes from Bekkefaret to Tunvollen after New Year, and the staff there are trained.
pub(super) fn draft(today: Date) -> Option<WhatIf> {
    let period = Period::school_year(today);
    let new_year = date(period.year + 1, 1, 4);
    let steps = vec![
        Step::Move {
            placement: placement_id(VACANCY),
            unit: TUNVOLLEN,
            percent: Percent::new(100).ok()?,
            on: new_year,
        },
        Step::Measure {
            measure: Kind::Competence,
            unit: TUNVOLLEN,
            on: date(period.year + 1, 1, 18),
            number: MeasureCount::new(2).ok()?,
            pupils: WorkMinutes::new(0).ok()?,
            competence: WorkMinutes::new(90).ok()?,
            staff: Headcount::new(30).ok()?,
        },
    ];
    Some(WhatIf {
        id: DRAFT,
        owner: MARTE,
        name: Title::parse("Stillingen på Bekkefaret til Tunvollen").ok()?,
        period,
        steps,
        earlier: None,
        changed_on: today,
        version: 1,
    })
}
