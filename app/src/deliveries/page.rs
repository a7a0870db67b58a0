//! One delivery: its plan, run sheet, closing, and what the pupils answered.

use domain::access::Action;
use domain::deliveries::view::DeliveryView;
use domain::deliveries::{Delivery, Outcome};
use i18n::{deliveries as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, DataTable, LinkButton, PageHeader, StateBadge, Tone};

use super::answers::Answers;
use super::closing::ClosingSection;
use super::desk::{Desk, delivery_in_address};
use super::plan_section::PlanSection;
use super::words;
use crate::call_off::CallOff;
use crate::page_frame::Loaded;
use crate::person::use_person;
use crate::title::PageTitle;

/// `/deliveries/:id`.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    let language = use_language();
    let loaded = delivery_in_address();
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

/// «Grenser og omsorg, 8A».
pub(super) fn title_of(desk: Desk) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || {
        desk.view.with(|view| {
            let delivery = &view.delivery;
            text::class_of(language.get(), delivery.title.as_str(), delivery.class.as_str())
        })
    })
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let stage = desk.part(|view| view.delivery.stage());
    let reason = desk.part(|view| match view.delivery.outcome {
        Outcome::Cancelled { reason } => Some(reason),
        Outcome::Ahead | Outcome::Held { .. } => None,
    });
    let is_unclosed = desk.part(|view| view.may_edit && view.delivery.is_unclosed(view.today));
    let can_run = desk.can_plan();
    view! {
        <p class="hr-back"><A href="/deliveries">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title=title_of(desk) />
        <p>
            {move || {
                let stage = stage.get();
                view! {
                    <StateBadge
                        icon=words::stage_icon(stage)
                        text=Signal::derive(move || words::stage(language.get(), stage).to_owned())
                    />
                }
            }}
        </p>
        {move || reason.get().map(|reason| view! {
            <Alert tone=Tone::Warning>
                {move || text::cancelled_because(language.get(), words::reason(language.get(), reason))}
            </Alert>
        })}
        <Show when=move || is_unclosed.get()>
            <Alert tone=Tone::Warning>{say(language, text::unclosed)}</Alert>
        </Show>
        <Show when=move || can_run.get()>
            <div class="hr-actions">
                <LinkButton href=format!("/deliveries/{id}/run")>{say(language, text::run)}</LinkButton>
            </div>
        </Show>
        <PlanSection desk />
        <OffTheList desk />
        <RunSheetTable desk />
        <ClosingSection desk />
        <Answers desk />
        <CallOff desk />
    }
    .into_any()
}

/// At a unit that is on nobody's list of the adviser's: how it gets there.
#[component]
fn OffTheList(desk: Desk) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let unit =
        desk.part(|view: &DeliveryView| (!view.delivery.reason.as_str().is_empty()).then_some(view.delivery.unit));
    move || {
        unit.get().map(|unit| {
            view! {
                <Alert tone=Tone::Info>
                    <p>{say(language, text::not_on_list)}</p>
                    <Show when=move || person.may_some(Action::EditPlaces)>
                        <p><A href=format!("/places/{unit}")>{say(language, text::to_unit)}</A></p>
                    </Show>
                </Alert>
            }
        })
    }
}

/// What happens, and how long each block took once it was run.
#[component]
fn RunSheetTable(desk: Desk) -> impl IntoView {
    let language = use_language();
    let sheet = desk.part(|view| view.delivery.run_sheet.clone());
    let start = desk.part(|view: &DeliveryView| view.delivery.slot.start);
    view! {
        <div class="hr-section">
            <h2 id="run-sheet-heading">{say(language, text::run_sheet)}</h2>
            {move || {
                let sheet = sheet.get();
                let was_run = sheet.blocks.iter().any(|block| block.actual.is_some());
                let rows: Vec<_> = sheet
                    .timed(start.get())
                    .map(|timed| {
                        let block = timed.block.clone();
                        let (planned, taken) = (block.minutes.get(), block.actual.map(|taken| taken.get()));
                        let minutes = move |minutes: u16| format::duration(language.get(), minutes.into());
                        let taken = was_run.then(|| view! {
                            <td data-label=say(language, text::col_taken)>{move || taken.map(minutes)}</td>
                        });
                        let detail = [block.method.as_str(), block.material.as_str()]
                            .into_iter()
                            .filter(|part| !part.is_empty())
                            .collect::<Vec<_>>()
                            .join(" · ");
                        view! {
                            <tr>
                                <th scope="row">
                                    {block.step.to_string()}
                                    {(!detail.is_empty()).then(|| view! { <span class="hr-muted hr-row-detail">{detail}</span> })}
                                </th>
                                <td data-label=say(language, text::col_planned)>{move || minutes(planned)}</td>
                                {taken}
                            </tr>
                        }
                    })
                    .collect();
                view! {
                    <DataTable id="run-sheet" caption=told(language, text::run_sheet) hide_caption=true stacks=true>
                        <thead>
                            <tr>
                                <th scope="col">{say(language, text::col_step)}</th>
                                <th scope="col">{say(language, text::col_planned)}</th>
                                {was_run.then(|| view! { <th scope="col">{say(language, text::col_taken)}</th> })}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </DataTable>
                }
            }}
        </div>
    }
    .into_any()
}

/// The module with the edition that is held.
pub(super) fn module_of(language: i18n::Language, delivery: &Delivery) -> String {
    match delivery.edition {
        0 => delivery.title.to_string(),
        edition => text::edition_of(language, delivery.title.as_str(), edition),
    }
}
