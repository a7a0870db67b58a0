//! The leader's script: the run sheet with everything that stands in it, and what to pack.

use domain::groups::run_sheet::packing_list;
use domain::groups::view::GroupView;
use domain::groups::{GroupSession, TimedBlock};
use i18n::{Language, format, printouts as text, use_language};
use leptos::prelude::*;
use ui::{DataTable, PageHeader};

use super::sheet::SessionSheet;
use crate::groups::words;

/// `/groups/:id/sessions/:number/script`.
#[component]
pub fn ScriptPage() -> impl IntoView {
    view! { <SessionSheet title=text::script draw /> }
}

/// A block as its row shows it.
struct Row {
    clock: [jiff::civil::Time; 2],
    minutes: u32,
    is_locked: bool,
    step: String,
    goal: String,
    detail: String,
    note: String,
}

fn row(timed: TimedBlock<'_>) -> Row {
    let block = timed.block;
    let detail = [block.method.as_str(), block.material.as_str()];
    Row {
        clock: [timed.start, timed.end],
        minutes: block.minutes.get().into(),
        is_locked: block.lock.is_some(),
        step: block.step.to_string(),
        goal: block.goal.to_string(),
        detail: detail
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        note: block.note.to_string(),
    }
}

fn draw(view: GroupView, session: GroupSession) -> AnyView {
    let language = use_language();
    let GroupView {
        group,
        unit_name,
        leader_name,
        ..
    } = view;
    let (name, number, theme) = (group.name.to_string(), session.number, session.theme.to_string());
    let title = Signal::derive(move || text::script_of(language.get(), &name, number));
    let fit = session.run_sheet.fit(session.slot.start, session.slot.minutes.get());
    let total = session.run_sheet.total_minutes();
    let rows: Vec<Row> = session.run_sheet.timed(session.slot.start).map(row).collect();
    let packing: Vec<String> = packing_list(&session.run_sheet)
        .iter()
        .map(|item| item.name.to_owned())
        .collect();
    let slot = session.slot;
    let who = [
        unit_name,
        group.room.to_string(),
        leader_name,
        group.co_leader.to_string(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ");
    let goal = session.goal.to_string();
    let seats = group.seats_max.get();
    let sum = move || {
        let language = language.get();
        let minutes = |minutes: i64| format::duration(language, u32::try_from(minutes.abs()).unwrap_or(u32::MAX));
        let total = format::duration(language, total);
        match fit.left {
            0 => text::sum_fits(language, total),
            1.. => text::sum_left(language, total, minutes(fit.left)),
            _ => text::sum_over(language, total, minutes(fit.left)),
        }
    };
    view! {
        <PageHeader title />
        <dl class="hr-print-facts">
            {fact(text::when, move |language| words::slot(language, &slot))}
            {fact(text::place, move |_| who.clone())}
            {fact(text::theme, move |_| theme.clone())}
            {fact(text::goal, move |_| goal.clone())}
            {fact(text::seats, move |_| seats.to_string())}
        </dl>
        {if rows.is_empty() {
            view! { <p>{move || text::no_blocks(language.get())}</p> }.into_any()
        } else {
            view! {
                <DataTable
                    id="script"
                    caption=Signal::derive(move || text::script(language.get()).to_owned())
                    hide_caption=true
                    stacks=true
                >
                    <thead>
                        <tr>
                            <th scope="col">{move || text::time(language.get())}</th>
                            <th scope="col">{move || text::step(language.get())}</th>
                            <th scope="col">{move || text::how(language.get())}</th>
                            <th scope="col">{move || text::note(language.get())}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(table_row).collect_view()}</tbody>
                </DataTable>
                <p>{sum}</p>
            }
                .into_any()
        }}
        {(!packing.is_empty()).then(|| view! {
            <section class="hr-print-packing" aria-labelledby="packing-heading">
                <h2 id="packing-heading">{move || text::packing(language.get())}</h2>
                <ul>{packing.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul>
            </section>
        })}
    }
    .into_any()
}

fn table_row(row: Row) -> AnyView {
    let language = use_language();
    let Row {
        clock: [start, end],
        minutes,
        is_locked,
        step,
        goal,
        detail,
        note,
    } = row;
    let clock = move || {
        let language = language.get();
        format!("{}–{}", format::time(language, start), format::time(language, end))
    };
    view! {
        <tr>
            <td class="hr-print-clock">
                {clock}
                <span class="hr-muted">
                    {move || format::duration(language.get(), minutes)}
                    {is_locked.then(|| view! { ", " {move || text::locked(language.get())} })}
                </span>
            </td>
            <th scope="row">
                {step}
                {(!goal.is_empty()).then(|| view! { <span class="hr-print-goal">{goal}</span> })}
            </th>
            <td>{detail}</td>
            <td>{note}</td>
        </tr>
    }
    .into_any()
}

/// A fact that is left out when there is nothing to say.
pub(super) fn fact(label: i18n::Text, value: impl Fn(Language) -> String + Send + Sync + 'static) -> AnyView {
    let language = use_language();
    let value = Signal::derive(move || value(language.get()));
    view! {
        <Show when=move || !value.with(String::is_empty)>
            <div>
                <dt>{move || label(language.get())}</dt>
                <dd>{value}</dd>
            </div>
        </Show>
    }
    .into_any()
}
