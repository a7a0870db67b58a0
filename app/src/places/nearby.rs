//! The nearby list of a unit, and from where it is served itself.

use domain::ids::UnitId;
use domain::issue::{IssueCode, Issues};
use domain::places::PlaceCommand;
use domain::places::view::NearbyView;
use domain::text::Note;
use i18n::{format, places as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, Details, SelectField, Tone};

use super::api::change_place;
use super::search::PlaceSearch;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField, tell_saved};

/// Both lists, with what changes the first.
#[component]
pub(super) fn NearbyList(
    /// The unit of the page.
    host: UnitId,
    /// What is served from it.
    nearby: Vec<NearbyView>,
    /// From where it is served.
    hosts: Vec<NearbyView>,
    /// Whether the reader may change the list.
    may_edit: bool,
    /// Units that can be put on it.
    choices: Vec<Choice>,
    /// Called when it is changed.
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let is_empty = nearby.is_empty();
    let form = CommandForm::new();
    view! {
        <h2 class="ds-heading" data-size="sm">{say(language, text::nearby)}</h2>
        {is_empty.then(|| view! { <p class="hr-muted">{say(language, text::no_nearby)}</p> })}
        <ul class="hr-rows">
            {nearby
                .into_iter()
                .map(|one| {
                    let (id, name) = (one.id, one.name.clone());
                    view! {
                        <li class="hr-row">
                            <UnitLine one />
                            {may_edit.then(|| view! { <RemoveButton host nearby=id name form changed /> })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {may_edit
            .then(|| view! {
                <Failure error=form.state.failure() rule=words::rule />
                <Details summary=told(language, text::add_nearby)>
                    <AddForm host choices changed />
                </Details>
            })}
        {(!hosts.is_empty())
            .then(|| view! {
                <h2 class="ds-heading" data-size="sm">{say(language, text::hosts)}</h2>
                <ul class="hr-rows">
                    {hosts.into_iter().map(|one| view! { <li class="hr-row"><UnitLine one /></li> }).collect_view()}
                </ul>
            })}
    }
}

#[component]
fn UnitLine(one: NearbyView) -> impl IntoView {
    let NearbyView {
        id,
        name,
        municipality,
        note,
        from,
        to,
    } = one;
    let language = use_language();
    let days = move || {
        let language = language.get();
        let first = from.map(|day| text::nearby_from(language, format::date_medium(language, day)));
        let last = to.map(|day| text::nearby_to(language, format::date_medium(language, day)));
        first.into_iter().chain(last).collect::<Vec<_>>().join(". ")
    };
    view! {
        <div>
            <A href=format!("/places/{id}")>{name}</A>
            <span class="hr-muted">" " {municipality}</span>
            {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
            {(from.is_some() || to.is_some()).then(|| view! { <p class="hr-muted">{days}</p> })}
        </div>
    }
}

#[component]
fn RemoveButton(host: UnitId, nearby: UnitId, name: String, form: CommandForm, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let remove = move |_| {
        form.press(
            None,
            PlaceCommand::RemoveNearby { host, nearby },
            change_place,
            move |_placed| {
                tell_saved(announcer, text::saved(language.get_untracked()));
                changed.run(());
            },
        );
    };
    view! {
        <Button
            variant=ButtonVariant::Tertiary
            tone=Tone::Danger
            label=Signal::derive(move || text::remove_nearby(language.get(), &name))
            on:click=remove
        >
            {say(language, text::remove)}
        </Button>
    }
}

#[component]
fn AddForm(host: UnitId, choices: Vec<Choice>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let choices = RwSignal::new(choices);
    let (unit, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let mut issues = Issues::new();
        let chosen = unit.get_untracked().parse::<UnitId>();
        let nearby = issues.keep("nearby", chosen.map_err(|_| IssueCode::Required));
        let note = issues.keep("note", Note::parse(&note.get_untracked()));
        let parsed = match (nearby, note) {
            (Some(nearby), Some(note)) => Ok((PlaceCommand::AddNearby { host, nearby, note }, None)),
            _ => Err(issues.into_vec()),
        };
        form.submit(&event, parsed, change_place, move |_placed| {
            tell_saved(announcer, text::saved(language.get_untracked()));
            changed.run(());
        });
    };
    view! {
        <PlaceSearch id="nearby_search" label=told(language, text::nearby_search) except=host choices />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="nearby"
                label=told(language, text::nearby_unit)
                value=unit
                choices=choices
                empty=Signal::derive(String::new)
                error=state.error("nearby")
            />
            <FreeTextField
                id="note"
                label=told(language, text::nearby_note)
                value=note
                names=form.names
                issue=state.issue("note")
                is_optional=true
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}
