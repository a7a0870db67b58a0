//! Words for the plans of parts, in the reader's language.

use domain::part_plans::PlanOf;
use domain::part_plans::view::{PartPlansView, PartRow};
use i18n::{Language, format, parts as text};
use leptos::prelude::*;

use crate::groups::words as times;

/// Where the page of a part is.
pub(super) fn address(of: PlanOf, part: u16) -> String {
    match of {
        PlanOf::Course(id) => format!("/courses/{id}/programme/{part}"),
        PlanOf::Measure(id) => format!("/needs/measures/{id}/run-sheet/{part}"),
    }
}

/// Where a part is run from.
pub(super) fn run_address(of: PlanOf, part: u16) -> String {
    format!("{}/run", address(of, part))
}

/// Where a part is printed from.
pub(super) fn script_address(of: PlanOf, part: u16) -> String {
    format!("{}/script", address(of, part))
}

/// The name of a part: the course or measure, and which part where there are several.
pub(super) fn title_in(language: Language, view: &PartPlansView, part: u16) -> String {
    match view.plans.place(part) {
        Some(place) if view.plans.parts.len() > 1 => text::part_of(language, &view.title, place),
        _ => view.title.clone(),
    }
}

/// The same, in the language of the moment.
pub(super) fn title(language: RwSignal<Language>, view: &PartPlansView, part: u16) -> Signal<String> {
    let place = view.plans.place(part).filter(|_| view.plans.parts.len() > 1);
    let name = view.title.clone();
    Signal::derive(move || match place {
        Some(place) => text::part_of(language.get(), &name, place),
        None => name.clone(),
    })
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
