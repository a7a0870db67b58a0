//! What became otherwise: against the agreement that this one renews, and from change to change.

use domain::agreements::{Entry, differences};
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::{DataTable, Details};

use super::desk::AgreementDesk;
use super::words;

/// What is otherwise than in the agreement that this one renews; nothing for one that renews none.
#[component]
pub(super) fn RenewalChanges(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let is_renewal = desk.part(|view| view.renews.is_some());
    let rows = move || {
        let language = language.get();
        desk.view.with(|view| {
            let Some(before) = &view.renews else { return Vec::new() };
            let now = &view.agreement.terms;
            let row = |field| {
                (
                    words::field(language, field),
                    words::value(language, field, &before.terms, view),
                    words::value(language, field, now, view),
                )
            };
            differences(&before.terms, now).into_iter().map(row).collect()
        })
    };
    let table = move || {
        let rows: Vec<(&'static str, String, String)> = rows();
        if rows.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_changes)}</p> }.into_any();
        }
        let row = move |(field, before, now): (&'static str, String, String)| {
            view! {
                <tr>
                    <th scope="row">{field}</th>
                    <td data-label=say(language, text::col_before)>{before}</td>
                    <td data-label=say(language, text::col_now)>{now}</td>
                </tr>
            }
        };
        view! {
            <DataTable id="renewal" caption=told(language, text::renewal) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_what)}</th>
                        <th scope="col">{say(language, text::col_before)}</th>
                        <th scope="col">{say(language, text::col_now)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <Show when=move || is_renewal.get()>
            <div class="hr-section">
                <h2>{say(language, text::renewal)}</h2>
                {table}
            </div>
        </Show>
    }
    .into_any()
}

/// Who did what, the latest first.
#[component]
pub(super) fn History(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let lines = desk.part(|view| {
        let name = |entry: &Entry| {
            let known = view.people.iter().find(|(person, _)| *person == entry.by);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let history = view.agreement.history.iter().rev();
        history.map(|entry| (entry.clone(), name(entry))).collect::<Vec<_>>()
    });
    let line = move |(entry, name): (Entry, String)| {
        let words = move || {
            let language = language.get();
            let day = format::date_medium(language, entry.on);
            let done = text::history_line(language, day, words::deed(language, entry.deed), &name);
            if entry.fields.is_empty() {
                return done;
            }
            let fields: Vec<&str> = entry
                .fields
                .iter()
                .map(|field| words::field(language, *field))
                .collect();
            let changed = text::changed_fields(language, fields.join(", "));
            format!("{done}. {changed}")
        };
        view! { <li>{words}</li> }
    };
    view! {
        <section class="hr-section" aria-labelledby="history">
            <h2 id="history">{say(language, text::history)}</h2>
            <Details summary=told(language, text::show)>
                <ul class="ds-list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
            </Details>
        </section>
    }
    .into_any()
}
