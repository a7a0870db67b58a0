//! One course: its plan, who stands behind it, its checklist, and who has registered.

use domain::courses::Lifecycle;
use domain::part_plans::PlanOf;
use i18n::{courses as text, parts as parts_text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, PageHeader, StateBadge, Tone};

use super::api::view_course;
use super::approvals::ApprovalSection;
use super::attendance::Attendance;
use super::cancel::{Cancel, HoldAgain};
use super::desk::Desk;
use super::evaluation::{EvaluationSection, SaidBeforeSection};
use super::people::People;
use super::plan_section::PlanSection;
use super::save_template::{MadeFromTemplate, SaveAsTemplate};
use super::tasks::Tasks;
use super::words;
use crate::page_frame::{Loaded, of_address};
use crate::part_plans::PartList;
use crate::title::PageTitle;

/// `/courses/:id`.
#[component]
pub fn CoursePage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_course);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let title = Signal::derive(move || desk.view.with(|view| view.event.title.to_string()));
    let standing = desk.part(|view| view.standing);
    let reason = desk.part(|view| match &view.event.lifecycle {
        Lifecycle::Cancelled { reason } => Some(reason.to_string()),
        Lifecycle::Draft | Lifecycle::Published { .. } => None,
    });
    let is_public = desk.part(|view| view.event.is_public());
    let undecided = desk.part(|view| {
        let is_open = view.event.is_to_be_decided(view.count.taken, view.today);
        let minimum = view.event.minimum.filter(|_| is_open && view.may_edit)?;
        Some((minimum, view.count.taken, minimum.decide_on < view.today))
    });
    let parts = desk.part(|view| view.parts.clone());
    let said_before = desk.part(|view| view.said_before.clone());
    let may_save = desk.part(|view| view.may_edit);
    let may_copy = desk.part(|view| view.is_team || view.may_edit);
    view! {
        <p class="hr-back"><A href="/courses">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title />
        <p>
            {move || {
                let standing = standing.get();
                let (icon, tone) = words::standing_sign(standing);
                view! {
                    <StateBadge
                        icon
                        tone
                        text=Signal::derive(move || words::standing(language.get(), standing).to_owned())
                    />
                }
            }}
        </p>
        <MadeFromTemplate desk />
        {move || reason.get().map(|reason| view! {
            <Alert tone=Tone::Warning>{move || text::cancelled_because(language.get(), reason.clone())}</Alert>
        })}
        {move || undecided.get().map(|(minimum, taken, is_late)| view! {
            <Alert tone=Tone::Warning>
                {move || {
                    let day = i18n::format::date_long(language.get(), minimum.decide_on);
                    let sentence = if is_late { text::decide_late } else { text::decide_by };
                    sentence(language.get(), day, taken, minimum.seats.get())
                }}
            </Alert>
        })}
        <Show when=move || is_public.get()>
            <p><a class="ds-link" href=format!("/training/{id}") rel="external">{say(language, text::public_page)}</a></p>
        </Show>
        <Show when=move || is_public.get()>
            <p><A href=format!("/courses/{id}/mails")>{say(language, i18n::course_mails::open)}</A></p>
        </Show>
        <Attendance desk />
        <ApprovalSection desk />
        <PlanSection desk />
        <PartList of=PlanOf::Course(id) rows=parts heading=parts_text::programme help=parts_text::follows />
        {move || view! { <SaidBeforeSection said=said_before.get() /> }}
        <Tasks desk />
        <Show when=move || is_public.get()>
            <People desk />
            <EvaluationSection desk />
        </Show>
        <Cancel desk />
        <Show when=move || may_copy.get()>
            <HoldAgain desk />
        </Show>
        <Show when=move || may_save.get()>
            <SaveAsTemplate desk />
        </Show>
    }
    .into_any()
}
