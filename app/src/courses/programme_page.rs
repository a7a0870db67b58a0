//! The programme of a part of a course.

use domain::part_plans::PlanOf;
use leptos::prelude::*;

use crate::part_plans::{part_page, part_run_page, part_script_page};

/// `/courses/:id/programme/:part`.
#[component]
pub fn CourseProgrammePage() -> impl IntoView {
    part_page(|id| id.parse().ok().map(PlanOf::Course), i18n::parts::programme)
}

/// `/courses/:id/programme/:part/run`.
#[component]
pub fn CourseRunPage() -> impl IntoView {
    part_run_page(|id| id.parse().ok().map(PlanOf::Course))
}

/// `/courses/:id/programme/:part/script`.
#[component]
pub fn CourseScriptPage() -> impl IntoView {
    part_script_page(|id| id.parse().ok().map(PlanOf::Course))
}
