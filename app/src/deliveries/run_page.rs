//! Running a lesson from the tablet: the block of now ([`crate::planner::running`]), and closing.

use domain::deliveries::Taken;
use domain::deliveries::view::DeliveryView;
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::PageHeader;

use super::answers::Answers;
use super::closing::{ClosingSection, Timed};
use super::desk::{Desk, delivery_in_address};
use super::page::title_of;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::planner::running::{NowSection, Stage};
use crate::title::PageTitle;
use crate::{offline, wake_lock};

/// `/deliveries/:id/run`, for whoever may change the delivery.
#[component]
pub fn RunLessonPage() -> impl IntoView {
    let language = use_language();
    let loaded = delivery_in_address();
    view! {
        <PageTitle text=told(language, text::run) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) if !view.may_edit => view! { <FailurePage error=AppError::new(ErrorCode::Denied) /> }.into_any(),
                    Ok(view) if view.delivery.stage() == domain::deliveries::Stage::Cancelled => {
                        view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any()
                    }
                    Ok(view) => view! { <Running view /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Running(view: DeliveryView) -> impl IntoView {
    let language = use_language();
    let (id, reader) = (view.delivery.id, view.reader);
    let desk = Desk::new(view);
    let sheet = desk.part(|view| Some((view.delivery.run_sheet.clone(), view.delivery.slot)));
    let stage = Stage::new(sheet, format!("run:{reader}:delivery:{id}"));
    wake_lock::keep_awake();
    offline::keep_plan(format!("/deliveries/{id}/run"));
    let timed = Timed {
        took: Signal::derive(move || stage.took()),
        taken: Callback::new(move |()| {
            let minutes = stage.actual();
            minutes
                .into_iter()
                .map(|(block, minutes)| Taken { block, minutes })
                .collect()
        }),
        on_close: Callback::new(move |()| {
            stage.close();
        }),
    };
    let is_open = desk.can_plan();
    let adaptation = desk.part(|view| view.delivery.adaptation.to_string());
    view! {
        <p class="hr-back">
            <A href=format!("/deliveries/{id}")>{move || format!("← {}", text::leave(language.get()))}</A>
        </p>
        <PageHeader title=title_of(desk) />
        <Show when=move || is_open.get()>
            <NowSection stage />
            <Show when=move || !adaptation.with(String::is_empty)>
                <dl class="hr-facts">
                    <div>
                        <dt>{say(language, text::adaptation)}</dt>
                        <dd class="hr-lines">{adaptation}</dd>
                    </div>
                </dl>
            </Show>
        </Show>
        <ClosingSection desk timed />
        <Answers desk />
    }
    .into_any()
}
