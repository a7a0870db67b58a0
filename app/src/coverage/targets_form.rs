//! How many of each measure a place is to have in the school year, with what it was before.

use std::collections::BTreeMap;

use domain::coverage::view::{NamedChange, UnitCoverage};
use domain::coverage::{Kind, TargetForm, Targets};
use domain::text::Target;
use domain::text_guard::NameRule;
use i18n::{coverage as text, format, say, shell, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, DataTable, Details, NumberField};

use super::api::{set_unit_targets, view_unit_coverage};
use super::words;
use crate::error::ErrorCode;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField, tell_saved};

/// The form, and earlier targets below it.
#[component]
pub(super) fn TargetsSection(view: UnitCoverage, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let UnitCoverage {
        unit,
        period,
        targets,
        targets_version,
        history,
        reader,
        ..
    } = view;
    let year = period.target_year();
    let unit = unit.id;
    let numbers: Vec<(Kind, RwSignal<String>)> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let now = targets.get(&kind).map(Target::to_string).unwrap_or_default();
            (kind, RwSignal::new(now))
        })
        .collect();
    let reason = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let version = RwSignal::new(targets_version);
    let newest = RwSignal::new(None::<Targets>);
    let is_stale = Signal::derive(move || {
        let failure = state.failure();
        failure.with(|failure| failure.as_ref().is_some_and(|error| error.code == ErrorCode::Stale))
    });
    // What a colleague has saved is laid beside what is typed; the form keeps what is typed.
    let fetch = move |_| {
        spawn_local(async move {
            if state.begin()
                && let Some(view) = state.finish(view_unit_coverage(unit, Some(period)).await)
            {
                version.set(view.targets_version);
                newest.set(Some(view.targets));
            }
        });
    };
    let mut kept: Vec<(String, RwSignal<String>)> = numbers
        .iter()
        .map(|(kind, number)| (TargetForm::field(*kind), *number))
        .collect();
    kept.push(("reason".to_owned(), reason));
    let draft = Draft::keep("targets", &format!("{unit}-{period}"), reader, kept);
    let announcer = use_context::<Announcer>();
    let typed = numbers.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let Some(year) = year else {
            event.prevent_default();
            return;
        };
        let numbers: BTreeMap<String, String> = typed
            .iter()
            .map(|(kind, number)| (kind.name().to_owned(), number.get_untracked()))
            .collect();
        let written = TargetForm {
            numbers,
            reason: reason.get_untracked(),
        };
        let parsed = written
            .parse(unit, year)
            .map(|wanted| (wanted, version.get_untracked()));
        form.submit(&event, parsed, set_unit_targets, move |_| {
            draft.clear();
            tell_saved(announcer, text::targets_saved(language.get_untracked()));
            changed.run(());
        });
    };
    let has_targets = Signal::derive(move || version.get().is_some());
    let beside = numbers.clone();
    let compared = move || {
        let theirs = newest.get()?;
        let rows = beside.clone();
        Some(view! { <Compared theirs typed=rows /> })
    };
    view! {
        <section aria-labelledby="targets" class="hr-no-print">
            <h2 id="targets">{say(language, text::targets)}</h2>
            <Details summary=told(language, text::edit_targets)>
                <DraftNote draft />
                <form class="hr-form" novalidate=true on:submit=submit>
                    <p class="hr-muted">{say(language, text::targets_help)}</p>
                    <div class="hr-filter">
                        {numbers
                            .into_iter()
                            .map(|(kind, number)| view! {
                                <NumberField
                                    id=TargetForm::field(kind)
                                    label=Signal::derive(move || words::kind(language.get(), kind).to_owned())
                                    value=number
                                    error=state.error(TargetForm::field(kind))
                                    is_optional=true
                                />
                            })
                            .collect_view()}
                    </div>
                    {compared}
                    <Show when=move || has_targets.get()>
                        <FreeTextField
                            id="reason"
                            label=told(language, text::targets_reason)
                            value=reason
                            names=form.names
                            issue=state.issue("reason")
                            rule=NameRule::Allowed
                        />
                    </Show>
                    <Failure error=state.failure() rule=crate::places::words::rule />
                    <Show when=move || is_stale.get()>
                        <Button variant=ButtonVariant::Secondary on:click=fetch>{say(language, shell::get_newest)}</Button>
                    </Show>
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_targets)}</Button>
                </form>
            </Details>
            <History history />
        </section>
    }
    .into_any()
}

/// What a colleague has saved beside what is typed, where they are not the same.
#[component]
fn Compared(theirs: Targets, typed: Vec<(Kind, RwSignal<String>)>) -> impl IntoView {
    let language = use_language();
    let row = move |(kind, typed): (Kind, RwSignal<String>)| {
        let saved = theirs.get(&kind).map(Target::to_string).unwrap_or_default();
        let is_other = {
            let saved = saved.clone();
            move || typed.with(|typed| typed.trim() != saved)
        };
        let saved = StoredValue::new(saved);
        view! {
            <Show when=is_other>
                <tr>
                    <th scope="row">{move || words::kind(language.get(), kind)}</th>
                    <td data-label=say(language, text::col_theirs)>{saved.get_value()}</td>
                    <td data-label=say(language, text::col_mine)>{move || typed.get()}</td>
                </tr>
            </Show>
        }
    };
    view! {
        <p role="status">{say(language, text::newer_help)}</p>
        <DataTable id="newer" caption=told(language, text::newer) stacks=true>
            <thead>
                <tr>
                    <th scope="col">{say(language, text::col_kind)}</th>
                    <th scope="col">{say(language, text::col_theirs)}</th>
                    <th scope="col">{say(language, text::col_mine)}</th>
                </tr>
            </thead>
            <tbody>{typed.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
    }
    .into_any()
}

#[component]
fn History(history: Vec<NamedChange>) -> impl IntoView {
    let language = use_language();
    let row = move |one: NamedChange| {
        let line = move || {
            let language = language.get();
            text::history_row(
                language,
                format::date_medium(language, one.change.on),
                &one.name,
                words::targets(language, &one.change.before),
                one.change.reason.as_str(),
            )
        };
        view! { <li>{line}</li> }
    };
    (!history.is_empty())
        .then(|| {
            view! {
                <h3>{say(language, text::history)}</h3>
                <ul>{history.into_iter().map(row).collect_view()}</ul>
            }
        })
        .into_any()
}
