//! What became otherwise: against the agreement that this one renews, and from change to change.

use domain::agreements::view::AgreementView;
use domain::agreements::{Entry, Field, Terms, differences};
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

/// What both have signed since, the latest first, with what was agreed until then.
#[component]
pub(super) fn Amendments(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let count = desk.part(|view| view.agreement.amendments.len());
    let one = move |number: usize| view! { <OneAmendment desk number /> };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="hr-section" aria-labelledby="amendments">
                <h2 id="amendments">{say(language, text::amendments)}</h2>
                {move || (1..=count.get()).rev().map(one).collect_view()}
            </section>
        </Show>
    }
    .into_any()
}

/// What some terms say of a part, in the reader's language.
fn said(language: i18n::Language, field: Field, terms: &Terms, view: &AgreementView) -> [String; 2] {
    [
        words::field(language, field).to_owned(),
        words::value(language, field, terms, view),
    ]
}

#[component]
fn OneAmendment(desk: AgreementDesk, number: usize) -> impl IntoView {
    let language = use_language();
    let line = move || {
        let language = language.get();
        desk.view.with(|view| {
            let one = view.agreement.amendments.get(number - 1)?;
            let day = format::date_medium(language, one.signed_on);
            Some(text::amendment_line(language, number, day, &one.reference, &one.reason))
        })
    };
    let changes = move || {
        let language = language.get();
        desk.view.with(|view| {
            let (one, after) = view.agreement.amended().nth(number - 1)?;
            let row = |field| {
                let [name, before] = said(language, field, &one.before, view);
                let [_, now] = said(language, field, after, view);
                [name, before, now]
            };
            Some(differences(&one.before, after).into_iter().map(row).collect::<Vec<_>>())
        })
    };
    let whole = move || {
        let language = language.get();
        desk.view.with(|view| {
            let one = view.agreement.amendments.get(number - 1)?;
            let all = Field::all().into_iter();
            Some(
                all.map(|field| said(language, field, &one.before, view))
                    .collect::<Vec<_>>(),
            )
        })
    };
    let caption = Signal::derive(move || text::amendment_changes(language.get(), number));
    let change = move |[name, before, now]: [String; 3]| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=say(language, text::col_before)>{before}</td>
                <td data-label=say(language, text::col_after)>{now}</td>
            </tr>
        }
    };
    let fact = |[name, value]: [String; 2]| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <p>{line}</p>
        <DataTable id=format!("amendment-{number}") caption hide_caption=true stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_what)}</th>
                    <th scope="col">{say(language, text::col_before)}</th>
                    <th scope="col">{say(language, text::col_after)}</th>
                </tr>
            </thead>
            <tbody>{move || changes().unwrap_or_default().into_iter().map(change).collect_view()}</tbody>
        </DataTable>
        <Details summary=Signal::derive(move || text::terms_before(language.get(), number))>
            <dl class="hr-facts">{move || whole().unwrap_or_default().into_iter().map(fact).collect_view()}</dl>
        </Details>
    }
    .into_any()
}

/// What a colleague has saved while somebody was writing: as it was, as it is, and as it is typed.
#[component]
pub(super) fn Newer(rows: Vec<[String; 4]>) -> impl IntoView {
    let language = use_language();
    let row = move |[field, was, theirs, mine]: [String; 4]| {
        view! {
            <tr>
                <th scope="row">{field}</th>
                <td data-label=say(language, text::col_was)>{was}</td>
                <td data-label=say(language, text::col_theirs)>{theirs}</td>
                <td data-label=say(language, text::col_mine)>{mine}</td>
            </tr>
        }
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::newer_heading)}</h2>
            <p>{say(language, text::newer_help)}</p>
            <DataTable id="newer" caption=told(language, text::newer_heading) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_what)}</th>
                        <th scope="col">{say(language, text::col_was)}</th>
                        <th scope="col">{say(language, text::col_theirs)}</th>
                        <th scope="col">{say(language, text::col_mine)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        </div>
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
