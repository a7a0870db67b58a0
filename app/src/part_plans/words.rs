//! Words for the plans of parts, in the reader's language.

use domain::part_plans::PlanOf;
use domain::part_plans::view::PartRow;
use i18n::{Language, format, parts as text};

use crate::groups::words as times;

/// Where the page of a part is.
pub(super) fn address(of: PlanOf, part: u16) -> String {
    match of {
        PlanOf::Course(id) => format!("/courses/{id}/programme/{part}"),
        PlanOf::Measure(id) => format!("/needs/measures/{id}/run-sheet/{part}"),
    }
}

/// Where the page of the course or the measure is.
pub(super) fn parent(of: PlanOf) -> String {
    match of {
        PlanOf::Course(id) => format!("/courses/{id}"),
        PlanOf::Measure(id) => format!("/needs/measures/{id}"),
    }
}

/// What the link to a part is called: the place, from 1, and when it is.
pub(super) fn link(language: Language, place: usize, row: &PartRow) -> String {
    text::open_part(language, place, times::slot(language, &row.slot))
}

/// How far the plan of a part has come.
pub(super) fn progress(language: Language, row: &PartRow) -> String {
    if row.blocks == 0 {
        return text::nothing_planned(language).to_owned();
    }
    let length = u32::from(row.slot.minutes.get());
    text::planned_of(
        language,
        format::duration(language, row.minutes),
        format::duration(language, length),
    )
}

/// Why a change was refused.
pub(super) fn rule(language: Language, name: &str) -> &'static str {
    match name {
        "no_such_part" => text::rule_no_such_part(language),
        "parts_not_held" => text::rule_not_held(language),
        other => times::rule(language, other),
    }
}
