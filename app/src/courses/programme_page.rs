//! The programme of a part of a course.

use domain::part_plans::PlanOf;
use leptos::prelude::*;

use crate::part_plans::part_page;

/// `/courses/:id/programme/:part`.
#[component]
pub fn CourseProgrammePage() -> impl IntoView {
    part_page(|id| id.parse().ok().map(PlanOf::Course), i18n::parts::programme)
}
