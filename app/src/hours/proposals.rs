//! What the calendar proposes, and the one press that takes it.

use domain::hours::view::{MovedRow, ProposalRow};
use domain::hours::{ActivityRef, WeekCommand, WeekStep};
use i18n::{format, hours as text, say, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant};

use super::api::change_hours;
use super::page::Week;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};

/// The list with its buttons; «confirm» stands there until the week is confirmed and nothing new is proposed.
#[component]
pub(super) fn Proposals(
    week: Week,
    rows: Vec<ProposalRow>,
    moved: Vec<MovedRow>,
    fingerprint: String,
    may_copy: bool,
    is_confirmed: bool,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let send = move |step: WeekStep, told: i18n::Text| {
        let command = WeekCommand {
            monday: week.monday,
            step,
        };
        form.press(Some(week.version), command, change_hours, move |_| {
            tell_saved(announcer, told(language.get_untracked()));
            week.changed.run(());
        });
    };
    let may_confirm = !is_confirmed || !rows.is_empty();
    let is_empty = rows.is_empty();
    let confirm = move |_| {
        let fingerprint = fingerprint.clone();
        send(WeekStep::Confirm { fingerprint }, text::confirmed);
    };
    let follow = Callback::new(move |activity| send(WeekStep::Follow { activity }, text::followed));
    let pass = Callback::new(move |activity| send(WeekStep::Pass { activity }, text::passed));
    view! {
        <h3 id="proposals-heading">{say(language, text::proposals)}</h3>
        {if is_empty {
            view! { <p class="hr-muted">{say(language, text::no_proposals)}</p> }.into_any()
        } else {
            view! {
                <p class="hr-muted">{say(language, text::proposals_help)}</p>
                <ul class="hr-checklist" aria-labelledby="proposals-heading">
                    {rows.into_iter().map(|row| view! { <OneProposal row form pass /> }).collect_view()}
                </ul>
            }
                .into_any()
        }}
        {(!moved.is_empty()).then(|| view! { <AllMoved rows=moved form follow /> })}
        <Failure error=form.state.failure() rule=words::rule />
        <div class="hr-actions">
            {may_confirm
                .then(|| {
                    view! {
                        <Button id="confirm" busy=form.state.busy() on:click=confirm>
                            {say(language, text::confirm)}
                        </Button>
                    }
                })}
            {may_copy
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Secondary
                            busy=form.state.busy()
                            on:click=move |_| send(WeekStep::CopyLastWeek, text::copied)
                        >
                            {say(language, text::copy)}
                        </Button>
                    }
                })}
        </div>
        {may_copy.then(|| view! { <p class="hr-muted">{say(language, text::copy_help)}</p> })}
    }
    .into_any()
}

/// What was entered on another day than the calendar has now. It is counted where it stands, and not proposed again.
#[component]
fn AllMoved(rows: Vec<MovedRow>, form: CommandForm, follow: Callback<ActivityRef>) -> impl IntoView {
    let language = use_language();
    view! {
        <h3 id="moved-heading">{say(language, text::moved)}</h3>
        <ul class="hr-checklist" aria-labelledby="moved-heading">
            {rows.into_iter().map(|row| view! { <OneMoved row form follow /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn OneMoved(row: MovedRow, form: CommandForm, follow: Callback<ActivityRef>) -> impl IntoView {
    let language = use_language();
    let MovedRow { moved, name } = row;
    let said = move || {
        let language = language.get();
        let length = format::duration(language, moved.entry.minutes.get().into());
        let (from, to) = (words::day(language, moved.entry.day), words::day(language, moved.day));
        if moved.is_closed {
            text::moved_closed(language, length, from, to)
        } else {
            text::moved_from(language, length, from, to)
        }
    };
    let named = name.clone();
    let label = Signal::derive(move || text::follow_of(language.get(), named.clone()));
    view! {
        <li class="hr-checklist-item">
            <span>
                {name}
                <br />
                <span class="hr-muted">{said}</span>
            </span>
            {(!moved.is_closed)
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Secondary
                            busy=form.state.busy()
                            label
                            on:click=move |_| follow.run(moved.activity)
                        >
                            {say(language, text::follow)}
                        </Button>
                    }
                })}
        </li>
    }
    .into_any()
}

#[component]
fn OneProposal(row: ProposalRow, form: CommandForm, pass: Callback<ActivityRef>) -> impl IntoView {
    let language = use_language();
    let ProposalRow {
        proposal,
        name,
        unit_name,
    } = row;
    let entry = proposal.entry;
    let more = move || {
        let language = language.get();
        let parts = [
            words::day(language, entry.day),
            format::duration(language, entry.minutes.get().into()),
            words::kind(language, entry.kind).to_owned(),
            unit_name.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let named = name.clone();
    let label = Signal::derive(move || {
        let language = language.get();
        let what = format!("{named}, {}", words::day(language, entry.day));
        text::pass_of(language, what)
    });
    view! {
        <li class="hr-checklist-item">
            <span>
                {name}
                <br />
                <span class="hr-muted">{more}</span>
            </span>
            <Button
                variant=ButtonVariant::Tertiary
                busy=form.state.busy()
                label
                on:click=move |_| pass.run(proposal.activity)
            >
                {say(language, text::pass)}
            </Button>
        </li>
    }
    .into_any()
}
