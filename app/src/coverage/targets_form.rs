//! How many of each measure a place is to have in the school year, with what it was before.

use std::collections::BTreeMap;

use domain::coverage::view::{NamedChange, UnitCoverage};
use domain::coverage::{Kind, TargetForm};
use domain::text::Target;
use domain::text_guard::NameRule;
use i18n::{coverage as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, Details, NumberField};

use super::api::set_unit_targets;
use super::words;
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
        .filter(|kind| kind.is_recorded())
        .map(|kind| {
            let now = targets.get(&kind).map(Target::to_string).unwrap_or_default();
            (kind, RwSignal::new(now))
        })
        .collect();
    let reason = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
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
        let parsed = written.parse(unit, year).map(|wanted| (wanted, targets_version));
        form.submit(&event, parsed, set_unit_targets, move |_| {
            draft.clear();
            tell_saved(announcer, text::targets_saved(language.get_untracked()));
            changed.run(());
        });
    };
    let has_targets = targets_version.is_some();
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
                    {has_targets.then(|| view! {
                        <FreeTextField
                            id="reason"
                            label=told(language, text::targets_reason)
                            value=reason
                            names=form.names
                            issue=state.issue("reason")
                            rule=NameRule::Allowed
                        />
                    })}
                    <Failure error=state.failure() />
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_targets)}</Button>
                </form>
            </Details>
            <History history />
        </section>
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
                one.change.reason.as_str(),
                words::targets(language, &one.change.before),
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
