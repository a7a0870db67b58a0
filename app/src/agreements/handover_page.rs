//! What a person has going at a unit, to be handed over when the placement ends or changes.

use domain::agreements::view::{HandoverItem, HandoverView};
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Button, ButtonVariant, DataTable, EmptyState, PageHeader};

use super::api::view_handover;
use super::words;
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

/// `/placements/:id/handover`.
#[component]
pub fn HandoverPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_handover);
    view! {
        <PageTitle text=told(language, text::handover) />
        <Loaded of=loaded let:view>
            <Whole view />
        </Loaded>
    }
}

#[component]
fn Whole(view: HandoverView) -> impl IntoView {
    let language = use_language();
    let HandoverView {
        person_name,
        unit,
        unit_name,
        last_day,
        items,
        ..
    } = view;
    let title = Signal::derive(move || text::handover_of(language.get(), &person_name));
    let lead = Signal::derive(move || text::handover_lead(language.get(), &unit_name));
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <p class="hr-back">
            <A href=format!("/places/{unit}")>{move || format!("← {}", text::to_unit(language.get()))}</A>
        </p>
        <div class="hr-agreement">
            <PageHeader title lead>
                <Button variant=ButtonVariant::Secondary on:click=print>{say(language, text::print)}</Button>
            </PageHeader>
            {last_day.map(|day| view! {
                <p>{move || text::handover_last(language.get(), format::date_long(language.get(), day))}</p>
            })}
            {if items.is_empty() {
                view! { <EmptyState title=told(language, text::handover_none) /> }.into_any()
            } else {
                view! { <Table items /> }.into_any()
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Table(items: Vec<HandoverItem>) -> impl IntoView {
    let language = use_language();
    let row = move |item: HandoverItem| {
        let HandoverItem {
            kind,
            href,
            title,
            next,
            ahead,
            unclosed,
            follow_up_on,
        } = item;
        let next = move || {
            let language = language.get();
            next.map_or_else(
                || text::no_next(language).to_owned(),
                |day| format::date_medium(language, day),
            )
        };
        let follow_up = follow_up_on.map(|day| {
            let words = move || text::follow_up(language.get(), format::date_medium(language.get(), day));
            view! { <span class="hr-line hr-muted">{words}</span> }
        });
        view! {
            <tr>
                <th scope="row"><A href>{title}</A> {follow_up}</th>
                <td data-label=say(language, text::col_kind)>{move || words::kind(language.get(), kind)}</td>
                <td data-label=say(language, text::col_next)>{next}</td>
                <td data-label=say(language, text::col_ahead)>{ahead}</td>
                <td data-label=say(language, text::col_unclosed)>{unclosed}</td>
            </tr>
        }
    };
    view! {
        <DataTable id="handover" caption=told(language, text::handover) hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_for)}</th>
                    <th scope="col">{say(language, text::col_kind)}</th>
                    <th scope="col">{say(language, text::col_next)}</th>
                    <th scope="col">{say(language, text::col_ahead)}</th>
                    <th scope="col">{say(language, text::col_unclosed)}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}
