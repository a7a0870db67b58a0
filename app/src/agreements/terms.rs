//! What was agreed, section by section, to be read and printed.

use domain::agreements::view::AgreementView;
use domain::agreements::{Contact, Item, LineStanding, Party, Position};
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::DataTable;

use super::desk::AgreementDesk;
use super::words;

/// The positions, each with whoever fills it.
#[component]
pub(super) fn Positions(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let rows = desk.part(|view| {
        let row = |one: &Position| (one.clone(), words::unit(one.unit, &view.units));
        let rows = view.agreement.terms.positions.iter().map(row);
        (rows.collect::<Vec<_>>(), view.placements.clone())
    });
    let table = move || {
        let (rows, placements) = rows.get();
        if rows.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_positions)}</p> }.into_any();
        }
        let row = move |(position, unit): (Position, String)| {
            let percent = i64::from(position.percent.get());
            let placements = placements.clone();
            view! {
                <tr>
                    <th scope="row">{unit}</th>
                    <td data-label=say(language, text::percent)>{move || format::percent(language.get(), percent)}</td>
                    <td data-label=say(language, text::holder)>
                        {move || words::holder(language.get(), &position, &placements)}
                    </td>
                </tr>
            }
        };
        view! {
            <DataTable id="positions" caption=told(language, text::positions) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::unit)}</th>
                        <th scope="col">{say(language, text::percent)}</th>
                        <th scope="col">{say(language, text::holder)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::positions)}</h2>
            {table}
        </div>
    }
    .into_any()
}

/// Who is responsible for what: a row an item, a column a party.
#[component]
pub(super) fn Responsibilities(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let agreed = desk.part(|view| view.agreement.terms.responsibilities.clone());
    let rows = move || {
        let agreed = agreed.get();
        Item::ALL
            .into_iter()
            .map(|item| {
                let who = agreed.get(&item).cloned().unwrap_or_default();
                let is_nobody = who.is_empty();
                let cell = move |party: Party| {
                    let is_responsible = who.contains(&party);
                    view! {
                        <td data-label=move || words::party(language.get(), party)>
                            {is_responsible.then(|| say(language, text::is_responsible))}
                        </td>
                    }
                };
                let unsettled =
                    is_nobody.then(|| view! { <span class="hr-muted">" " {say(language, text::nobody)}</span> });
                view! {
                    <tr>
                        <th scope="row">{move || words::item(language.get(), item)} {unsettled}</th>
                        {Party::ALL.map(cell).collect_view()}
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::responsibilities)}</h2>
            <DataTable
                id="responsibilities"
                caption=told(language, text::responsibilities)
                hide_caption=true
                stacks=true
            >
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::item)}</th>
                        {Party::ALL
                            .map(|party| view! { <th scope="col">{move || words::party(language.get(), party)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </div>
    }
    .into_any()
}

/// Who pays what, and what is left of each limit this year.
#[component]
pub(super) fn Lines(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let lines = desk.part(|view| view.lines.clone());
    let year = desk.view.with_untracked(|view| view.today.year());
    let spent_in = move || text::spent_in(language.get(), year);
    let row = move |line: LineStanding| {
        let standing = line.clone();
        view! {
            <tr>
                <th scope="row">{move || words::category(language.get(), line.category)}</th>
                <td data-label=say(language, text::payer)>{move || words::party(language.get(), line.payer)}</td>
                <td data-label=say(language, text::yearly_limit)>
                    {move || words::limit(language.get(), line.limit.map(domain::agreements::Amount::ore))}
                </td>
                <td data-label=spent_in>{move || format::amount(language.get(), line.spent)}</td>
                <td data-label=say(language, text::left)>{move || words::left(language.get(), &standing)}</td>
            </tr>
        }
    };
    let table = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_lines_agreed)}</p> }.into_any();
        }
        view! {
            <DataTable id="lines" caption=told(language, text::lines) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::category)}</th>
                        <th scope="col">{say(language, text::payer)}</th>
                        <th scope="col">{say(language, text::yearly_limit)}</th>
                        <th scope="col">{spent_in}</th>
                        <th scope="col">{say(language, text::left)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::lines)}</h2>
            {table}
        </div>
    }
    .into_any()
}

/// Whom to call.
#[component]
pub(super) fn Contacts(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let contacts = desk.part(|view: &AgreementView| view.agreement.terms.contacts.clone());
    let row = move |contact: Contact| {
        let Contact {
            party,
            name,
            role,
            email,
            phone,
        } = contact;
        let phone = phone.map(|phone| {
            let number: String = phone.as_str().chars().filter(|letter| *letter != ' ').collect();
            view! { <a class="ds-link" href=format!("tel:{number}")>{phone.to_string()}</a> }
        });
        view! {
            <tr>
                <th scope="row">{name.to_string()}</th>
                <td data-label=say(language, text::party)>{move || words::party(language.get(), party)}</td>
                <td data-label=say(language, text::role)>{role.to_string()}</td>
                <td data-label=say(language, text::email)>
                    <a class="ds-link hr-link-whole" href=format!("mailto:{email}")>{email.to_string()}</a>
                </td>
                <td data-label=say(language, text::phone)>{phone}</td>
            </tr>
        }
    };
    let table = move || {
        let contacts = contacts.get();
        if contacts.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_contacts)}</p> }.into_any();
        }
        view! {
            <DataTable id="contacts" caption=told(language, text::contacts) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::name)}</th>
                        <th scope="col">{say(language, text::party)}</th>
                        <th scope="col">{say(language, text::role)}</th>
                        <th scope="col">{say(language, text::email)}</th>
                        <th scope="col">{say(language, text::phone)}</th>
                    </tr>
                </thead>
                <tbody>{contacts.into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::contacts)}</h2>
            {table}
        </div>
    }
    .into_any()
}
