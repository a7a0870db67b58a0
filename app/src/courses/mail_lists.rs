//! The lists of a course's mails: what is planned, what waits, what went out and what failed.

use domain::courses::mails::{FailedRow, MailGroup, PlannedRow, Receiver};
use i18n::{Text, course_mails as text, say, told, use_language};
use leptos::prelude::*;
use ui::{DataTable, Details};

use super::mails_page::Desk;
use super::{mail_words, words};
use crate::groups::words as times;

/// What time brings.
#[component]
pub(super) fn PlannedList(desk: Desk) -> impl IntoView {
    let language = use_language();
    let rows = Signal::derive(move || desk.view.with(|view| view.planned.clone()));
    view! {
        <section class="hr-section" aria-labelledby="mails-planned">
            <h2 id="mails-planned">{say(language, text::planned)}</h2>
            <Show
                when=move || !rows.with(Vec::is_empty)
                fallback=move || view! { <p class="hr-muted">{say(language, text::planned_none)}</p> }
            >
                <DataTable id="mails-planned-table" caption=told(language, text::planned_table) hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{say(language, text::col_what)}</th>
                            <th scope="col">{say(language, text::col_when)}</th>
                            <th scope="col">{say(language, text::col_who)}</th>
                            <th scope="col">{say(language, text::col_many)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || rows.get()
                            key=|row| (row.what.name(), row.at, row.number, row.many, row.part)
                            let:row
                        >
                            {planned_row(row)}
                        </For>
                    </tbody>
                </DataTable>
            </Show>
        </section>
    }
    .into_any()
}

fn planned_row(row: PlannedRow) -> AnyView {
    let language = use_language();
    let PlannedRow {
        what,
        at,
        many,
        number,
        name,
        part,
    } = row;
    let who = move || match &name {
        Some(name) => name.clone(),
        None if number.is_none() => text::all_seated(language.get()).to_owned(),
        None => String::new(),
    };
    view! {
        <tr>
            <th scope="row">
                {move || mail_words::planned(language.get(), what)}
                {part
                    .map(|part| view! {
                        <span class="hr-muted hr-row-detail">
                            {move || text::planned_part(language.get(), times::slot(language.get(), &part))}
                        </span>
                    })}
            </th>
            <td data-label=say(language, text::col_when)>{move || words::instant(language.get(), at)}</td>
            <td data-label=say(language, text::col_who)>{who}</td>
            <td data-label=say(language, text::col_many)>{many.to_string()}</td>
        </tr>
    }
    .into_any()
}

/// Mails by kind, with those they go to.
#[component]
pub(super) fn Groups(
    id: &'static str,
    heading: Text,
    caption: Text,
    none: Text,
    #[prop(optional)] help: Option<Text>,
    groups: Signal<Vec<MailGroup>>,
) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-section" aria-labelledby=id>
            <h2 id=id>{say(language, heading)}</h2>
            {help.map(|help| view! { <p class="hr-muted">{say(language, help)}</p> })}
            <Show
                when=move || !groups.with(Vec::is_empty)
                fallback=move || view! { <p class="hr-muted">{say(language, none)}</p> }
            >
                <DataTable id=format!("{id}-table") caption=told(language, caption) hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{say(language, text::col_what)}</th>
                            <th scope="col">{say(language, text::col_when)}</th>
                            <th scope="col">{say(language, text::col_many)}</th>
                            <th scope="col">{say(language, text::col_who)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || groups.get() key=|group| (group.notice, group.at, group.many) let:group>
                            {group_row(group)}
                        </For>
                    </tbody>
                </DataTable>
            </Show>
        </section>
    }
    .into_any()
}

fn group_row(group: MailGroup) -> AnyView {
    let language = use_language();
    let MailGroup {
        notice,
        at,
        many,
        people,
    } = group;
    let people = (!people.is_empty()).then(|| {
        let people = StoredValue::new(people);
        view! {
            <Details summary=Signal::derive(move || text::receivers(language.get(), many))>
                <ul class="hr-plain">
                    <For each=move || people.get_value() key=|one| one.key.clone() let:one>
                        {receiver(one)}
                    </For>
                </ul>
            </Details>
        }
    });
    view! {
        <tr>
            <th scope="row">{move || mail_words::notice(language.get(), notice)}</th>
            <td data-label=say(language, text::col_when)>{move || words::instant(language.get(), at)}</td>
            <td data-label=say(language, text::col_many)>{many.to_string()}</td>
            <td data-label=say(language, text::col_who)>{people}</td>
        </tr>
    }
    .into_any()
}

fn receiver(one: Receiver) -> AnyView {
    let language = use_language();
    let Receiver { key: _, name, at } = one;
    let line = move || {
        let language = language.get();
        let name = name.clone().unwrap_or_else(|| text::no_longer(language).to_owned());
        text::receiver(language, name, words::instant(language, at))
    };
    view! { <li>{line}</li> }.into_any()
}

/// What could not be sent.
#[component]
pub(super) fn Failures(desk: Desk) -> impl IntoView {
    let language = use_language();
    let rows = Signal::derive(move || desk.view.with(|view| view.failed.clone()));
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <section class="hr-section" aria-labelledby="mails-failed">
                <h2 id="mails-failed">{say(language, text::failed)}</h2>
                <DataTable id="mails-failed-table" caption=told(language, text::failed_table) hide_caption=true stacks=true>
                    <thead>
                        <tr>
                            <th scope="col">{say(language, text::col_what)}</th>
                            <th scope="col">{say(language, text::col_who)}</th>
                            <th scope="col">{say(language, text::col_why)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| (row.key.clone(), row.again) let:row>
                            {failed_row(row)}
                        </For>
                    </tbody>
                </DataTable>
            </section>
        </Show>
    }
    .into_any()
}

fn failed_row(row: FailedRow) -> AnyView {
    let language = use_language();
    let FailedRow {
        key: _,
        notice,
        name,
        trouble,
        again,
    } = row;
    let then = move || {
        let language = language.get();
        match again {
            Some(at) => text::again(language, words::instant(language, at)),
            None => text::given_up(language).to_owned(),
        }
    };
    view! {
        <tr>
            <th scope="row">{move || mail_words::notice(language.get(), notice)}</th>
            <td data-label=say(language, text::col_who)>{name}</td>
            <td data-label=say(language, text::col_why)>
                <span class="hr-line">{move || mail_words::trouble(language.get(), trouble)}</span>
                <span class="hr-line">{then}</span>
            </td>
        </tr>
    }
    .into_any()
}
