//! The bin of groups: throwing away on the group's page, taking back there and on a page of its own.

use domain::command::Envelope;
use domain::groups::bin::BinCommand;
use domain::groups::view::{BinRow, GroupView};
use domain::ids::GroupId;
use i18n::{format, groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Announcer, Button, ButtonVariant, DataTable, Details, EmptyState, PageHeader, Tone};

use super::api::{change_bin, list_bin};
use super::words;
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, tell_saved};
use crate::title::PageTitle;

/// `/groups/bin`.
#[component]
pub fn BinPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| list_bin());
    let changed = Callback::new(move |()| loaded.refetch());
    let title = told(language, text::bin);
    let lead = told(language, text::bin_lead);
    view! {
        <PageTitle text=title />
        <p class="hr-back"><A href="/groups">{move || format!("← {}", text::title(language.get()))}</A></p>
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(rows) if rows.is_empty() => view! {
                        <PageHeader title />
                        <EmptyState
                            title=told(language, text::bin_empty)
                            text=told(language, text::bin_empty_help)
                        />
                    }
                        .into_any(),
                    Ok(rows) => view! { <PageHeader title lead /> <BinTable rows changed /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn BinTable(rows: Vec<BinRow>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    view! {
        <Failure error=form.state.failure() rule=rule />
        <DataTable
            id="bin"
            caption=told(language, text::bin)
            hide_caption=true
            stacks=true
        >
            <thead>
                <tr>
                    <th scope="col">{say(language, text::name)}</th>
                    <th scope="col">{say(language, text::col_unit)}</th>
                    <th scope="col">{say(language, text::col_thrown)}</th>
                    <th scope="col">{say(language, text::col_gone)}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row form changed /> }).collect_view()}</tbody>
        </DataTable>
    }
}

#[component]
fn Row(row: BinRow, form: CommandForm, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let BinRow {
        id,
        name,
        unit_name,
        by,
        on,
        gone_on,
        version,
    } = row;
    let (label, said) = (name.clone(), name.clone());
    let announcer = use_context::<Announcer>();
    let take_back = move |_| {
        let said = said.clone();
        let command = BinCommand::TakeBack { group: id };
        form.press(Some(version), command, change_bin, move |_: Vec<BinRow>| {
            tell_saved(announcer, text::taken_back(language.get_untracked(), &said));
            changed.run(());
        });
    };
    let thrown = move || {
        let language = language.get();
        text::thrown_by(language, &by, format::date_medium(language, on))
    };
    view! {
        <tr>
            <th scope="row"><A href=format!("/groups/{id}")>{name}</A></th>
            <td>{unit_name}</td>
            <td data-label=say(language, text::col_thrown)>{thrown}</td>
            <td data-label=say(language, text::col_gone)>{move || format::date_medium(language.get(), gone_on)}</td>
            <td>
                <Button
                    variant=ButtonVariant::Secondary
                    label=Signal::derive(move || text::take_back_label(language.get(), &label))
                    busy=form.state.busy()
                    on:click=take_back
                >
                    {say(language, text::take_back)}
                </Button>
            </td>
        </tr>
    }
    .into_any()
}

/// On the page of a group that lies in the bin: who threw it away, when it is gone, and the way back.
#[component]
pub fn BinnedNote(view: GroupView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let GroupView {
        group,
        binned_by,
        may_edit,
        ..
    } = view;
    let binned = group.binned?;
    let (id, version, name) = (group.id, group.version, group.name.to_string());
    let by = binned_by.unwrap_or_default();
    let note = move || {
        let language = language.get();
        let date = |date| format::date_medium(language, date);
        text::binned_note(language, &by, date(binned.on), date(binned.gone_on()))
    };
    let take_back = move |_| {
        let name = name.clone();
        let command = BinCommand::TakeBack { group: id };
        form.press(Some(version), command, change_bin, move |_: Vec<BinRow>| {
            tell_saved(announcer, text::taken_back(language.get_untracked(), &name));
            changed.run(());
        });
    };
    Some(
        view! {
            <Alert tone=Tone::Warning>
                <p>{note}</p>
                {may_edit.then(|| view! {
                    <Failure error=form.state.failure() rule=rule />
                    <Button busy=form.state.busy() on:click=take_back>{say(language, text::take_back)}</Button>
                })}
            </Alert>
        }
        .into_any(),
    )
}

/// Throws the group away, after a second press. The version is that of the moment: what waits to be sent goes first.
#[component]
pub fn ThrowAway(
    group: GroupId,
    name: String,
    /// The version that the person sees.
    #[prop(into)]
    version: Signal<u64>,
) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let navigate = use_navigate();
    let throw = move |_| {
        let (navigate, name) = (navigate.clone(), name.clone());
        let send = |envelope: Envelope<BinCommand>| change_bin(envelope);
        let command = BinCommand::ThrowAway { group };
        form.press(Some(version.get_untracked()), command, send, move |_: Vec<BinRow>| {
            if let Some(announcer) = announcer {
                announcer.say(text::thrown(language.get_untracked(), &name));
            }
            navigate("/groups/bin", Default::default());
        });
    };
    view! {
        <Details summary=told(language, text::throw_away)>
            <p>{say(language, text::throw_away_help)}</p>
            <Failure error=form.state.failure() rule=rule />
            <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=throw>
                {say(language, text::throw_away_sure)}
            </Button>
        </Details>
    }
    .into_any()
}

#[expect(clippy::unnecessary_wraps, reason = "the shape that a failure asks for")]
fn rule(language: i18n::Language, name: &str) -> Option<&'static str> {
    Some(words::rule(language, name))
}
