//! The run sheet of a part of a measure.

use domain::part_plans::PlanOf;
use leptos::prelude::*;

use crate::part_plans::{part_page, part_run_page, part_script_page};

/// `/needs/measures/:id/run-sheet/:part`.
#[component]
pub fn MeasureSheetPage() -> impl IntoView {
    part_page(|id| id.parse().ok().map(PlanOf::Measure), i18n::groups::run_sheet)
}

/// `/needs/measures/:id/run-sheet/:part/run`.
#[component]
pub fn MeasureRunPage() -> impl IntoView {
    part_run_page(|id| id.parse().ok().map(PlanOf::Measure))
}

/// `/needs/measures/:id/run-sheet/:part/script`.
#[component]
pub fn MeasureScriptPage() -> impl IntoView {
    part_script_page(|id| id.parse().ok().map(PlanOf::Measure))
}
