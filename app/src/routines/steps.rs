//! What comes next for a routine, as it stands now: drawn anew with each version.

use domain::routines::{
    AdoptForm, Adopter, DetailsForm, ReviewForm, ReviseForm, Routine, RoutineCommand, RoutineState,
};
use i18n::{Text, routines as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, DateField, Details, SelectField};

use super::desk::Desk;
use super::fields::{DetailsFields, PLACE};
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;

/// The steps of a person who may take them.
#[component]
pub(super) fn Steps(desk: Desk) -> impl IntoView {
    let language = use_language();
    let Some(routine) = desk.view.with_untracked(|view| view.routine.clone()) else {
        return view! { <DetailsFields desk start=DetailsForm::default() has_plan=true is_new=true /> }.into_any();
    };
    let today = desk.view.with_untracked(|view| view.today).to_string();
    let work = routine.work().map(|edition| edition.state);
    let force = routine.in_force().map(|edition| edition.state);
    let start = DetailsForm::of(&routine);
    let adopted = adoption_of(&routine);
    let in_force = routine.in_force().and_then(|edition| edition.adopted.as_ref());
    let is_reviewed = in_force.is_some_and(|adoption| !adoption.reviews.is_empty());
    let fresh = AdoptForm {
        on: today.clone(),
        by: Adopter::Head.name().to_owned(),
        ..AdoptForm::default()
    };
    view! {
        {match work {
            Some(RoutineState::InProgress) => view! {
                <Press desk command=RoutineCommand::Submit label=text::submit said=text::submitted />
            }
                .into_any(),
            Some(_) => view! {
                <AdoptFields desk start=fresh />
                <Press desk command=RoutineCommand::Return label=text::give_back said=text::given_back is_quiet=true />
            }
                .into_any(),
            None => ().into_any(),
        }}
        {matches!(force, Some(RoutineState::Adopted | RoutineState::AdoptedInRevision))
            .then(|| view! {
                <p>{say(language, text::use_help)}</p>
                <Press
                    desk
                    command=RoutineCommand::TakeIntoUse
                    label=text::take_into_use
                    said=text::used
                    is_quiet=work.is_some()
                />
            })}
        {adopted
            .filter(|_| work.is_none() && force == Some(RoutineState::Adopted))
            .map(|start| view! {
                <Details summary=told(language, text::correct)>
                    <AdoptFields desk start is_reviewed />
                </Details>
            })}
        {force
            .is_some()
            .then(|| view! {
                <Details summary=told(language, text::review)>
                    <ReviewFields desk on=today />
                </Details>
            })}
        {(work.is_none() && force.is_some())
            .then(|| view! {
                <Details summary=told(language, text::revise)>
                    <ReviseFields desk />
                </Details>
            })}
        <Details summary=told(language, text::edit)>
            <DetailsFields desk start has_plan=work.is_some() />
        </Details>
    }
    .into_any()
}

/// The adoption of the newest edition, as it would have been typed.
fn adoption_of(routine: &Routine) -> Option<AdoptForm> {
    let adoption = routine.editions.last()?.adopted.as_ref()?;
    Some(AdoptForm {
        on: adoption.on.to_string(),
        by: adoption.by.name().to_owned(),
        next_review: adoption.next_review.to_string(),
    })
}

/// A button for a step that needs no words.
#[component]
fn Press(
    desk: Desk,
    command: RoutineCommand,
    label: Text,
    said: Text,
    /// Whether it is not what one is expected to press.
    #[prop(optional)]
    is_quiet: bool,
) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let press = move |_| desk.press(form, command.clone(), PLACE, move |language| said(language).to_owned());
    let variant = if is_quiet {
        ButtonVariant::Tertiary
    } else {
        ButtonVariant::Primary
    };
    view! {
        <Trouble desk form />
        <div class="hr-actions">
            <Button variant busy=form.state.busy() on:click=press>{say(language, label)}</Button>
        </div>
    }
    .into_any()
}

#[component]
fn AdoptFields(
    desk: Desk,
    /// As it begins.
    start: AdoptForm,
    /// Whether it was gone through since, so that what was agreed then counts.
    #[prop(optional)]
    is_reviewed: bool,
) -> impl IntoView {
    let language = use_language();
    let next_help: Text = if is_reviewed { text::next_then } else { text::next_help };
    let on = RwSignal::new(start.on);
    let by = RwSignal::new(start.by);
    let next_review = RwSignal::new(start.next_review);
    let form = CommandForm::new();
    let state = form.state;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = AdoptForm {
            on: on.get_untracked(),
            by: by.get_untracked(),
            next_review: next_review.get_untracked(),
        };
        form.submit(
            &event,
            typed.parse().map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::adopt_done(language).to_owned()),
        );
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <div class="hr-field-row">
                <DateField id="on" label=told(language, text::adopted_on) value=on error=state.error("on") />
                <DateField
                    id="next_review"
                    is_optional=true
                    label=told(language, text::next_review)
                    description=told(language, next_help)
                    value=next_review
                    error=state.error("next_review")
                />
            </div>
            <SelectField
                id="by"
                label=told(language, text::adopted_who)
                choices=Signal::derive(move || words::adopters(language.get()))
                value=by
                error=state.error("by")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::adopt)}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn ReviewFields(desk: Desk, on: String) -> impl IntoView {
    let language = use_language();
    let reviewed_on = RwSignal::new(on);
    let review_again = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = ReviewForm {
            reviewed_on: reviewed_on.get_untracked(),
            review_again: review_again.get_untracked(),
        };
        form.submit(
            &event,
            typed.parse().map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::review_saved(language).to_owned()),
        );
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <p>{say(language, text::review_help)}</p>
            <div class="hr-field-row">
                <DateField
                    id="reviewed_on"
                    label=told(language, text::reviewed_on)
                    value=reviewed_on
                    error=state.error("reviewed_on")
                />
                <DateField
                    id="review_again"
                    is_optional=true
                    label=told(language, text::review_again)
                    description=told(language, text::next_help)
                    value=review_again
                    error=state.error("review_again")
                />
            </div>
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_review)}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn ReviseFields(desk: Desk) -> impl IntoView {
    let language = use_language();
    let planned_on = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = ReviseForm {
            planned_on: planned_on.get_untracked(),
        };
        form.submit(
            &event,
            typed.parse().map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::revised(language).to_owned()),
        );
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <p>{say(language, text::revise_help)}</p>
            <DateField
                id="planned_on"
                is_optional=true
                label=told(language, text::planned_on)
                description=told(language, text::planned_help)
                value=planned_on
                error=state.error("planned_on")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary kind=ButtonKind::Submit busy=state.busy()>
                    {say(language, text::revise)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
