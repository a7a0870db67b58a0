//! The programme that participants and their teachers get: dates and themes, nothing of what is the leader's own.

use domain::emergency::NUMBERS;
use domain::groups::view::GroupView;
use domain::groups::{GroupSession, SessionState};
use i18n::{format, printouts as text, use_language};
use leptos::prelude::*;
use ui::{DataTable, PageHeader};

use super::script::fact;
use super::sheet::GroupSheet;
use crate::pages::helper_name;

/// `/groups/:id/programme`.
#[component]
pub fn GroupProgrammePage() -> impl IntoView {
    view! { <GroupSheet title=text::programme draw /> }
}

/// Whether participants are told of it: not what is cancelled or has no date yet.
fn is_told(session: &GroupSession) -> bool {
    !matches!(
        session.state,
        SessionState::Cancelled { .. } | SessionState::Postponed { .. } | SessionState::Draft
    )
}

fn draw(view: GroupView) -> AnyView {
    let language = use_language();
    let GroupView {
        group,
        unit_name,
        leader_name,
        ..
    } = view;
    let title = Signal::stored(group.name.to_string());
    let mut sessions: Vec<GroupSession> = group.sessions.into_iter().filter(is_told).collect();
    sessions.sort_by_key(|session| (session.slot.date, session.slot.start));
    let room = group.room.to_string();
    view! {
        <PageHeader title />
        <dl class="hr-print-facts">
            {fact(text::school, move |_| unit_name.clone())}
            {fact(text::room, move |_| room.clone())}
            {fact(text::leader, move |_| leader_name.clone())}
        </dl>
        {if sessions.is_empty() {
            view! { <p>{move || text::no_sessions(language.get())}</p> }.into_any()
        } else {
            view! {
                <DataTable
                    id="programme"
                    caption=Signal::derive(move || text::programme(language.get()).to_owned())
                    hide_caption=true
                >
                    <thead>
                        <tr>
                            <th scope="col">{move || text::day(language.get())}</th>
                            <th scope="col">{move || text::time(language.get())}</th>
                            <th scope="col">{move || text::theme(language.get())}</th>
                        </tr>
                    </thead>
                    <tbody>{sessions.into_iter().map(table_row).collect_view()}</tbody>
                </DataTable>
            }
                .into_any()
        }}
        <section class="hr-print-help" aria-labelledby="help-heading">
            <h2 id="help-heading">{move || text::help(language.get())}</h2>
            <p>{move || text::help_lead(language.get())}</p>
            <ul>
                {NUMBERS
                    .into_iter()
                    .map(|number| view! {
                        <li>{move || helper_name(number.helper, language.get())} ": " <strong>{number.number}</strong></li>
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn table_row(session: GroupSession) -> AnyView {
    let language = use_language();
    let (slot, theme) = (session.slot, session.theme.to_string());
    let clock = move || {
        let language = language.get();
        format!(
            "{}–{}",
            format::time(language, slot.start),
            format::time(language, slot.end().time())
        )
    };
    view! {
        <tr>
            <th scope="row">{move || format::date_long(language.get(), slot.date)}</th>
            <td class="hr-print-clock">{clock}</td>
            <td>{theme}</td>
        </tr>
    }
    .into_any()
}
