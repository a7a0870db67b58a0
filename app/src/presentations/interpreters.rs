//! Interpreters: one booking a language, its steps, and one more language.

use domain::languages::Tongue;
use domain::presentations::form::InterpreterForm;
use domain::presentations::{Booking, BookingState, BookingStep, PresentationCommand, Stage};
use domain::text::Title;
use domain::text_guard::NameRule;
use i18n::{Language, format, presentations as text, say, told, tongue_name, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonKind, ButtonVariant, Details, NumberField, SelectField, StateBadge, Tone};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, FreeTextField};

const PLACE: &str = "interpreters";

/// The section of the page.
#[component]
pub(super) fn InterpreterSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_plan = desk.can_plan();
    let bookings = desk.part(|view| {
        let bookings = view.presentation.interpreters.iter();
        bookings
            .map(|(tongue, booking)| (*tongue, booking.clone()))
            .collect::<Vec<_>>()
    });
    let reminder = desk.part(|view| {
        let is_ahead = view.presentation.stage().is_open() && view.presentation.reminder_day() > view.today;
        is_ahead.then(|| view.presentation.reminder_day())
    });
    let none = move || bookings.with(Vec::is_empty);
    let form = CommandForm::new();
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::interpreters)}</h2>
            <Alert tone=Tone::Info>{say(language, text::no_children)}</Alert>
            <Show when=none>
                <p class="hr-muted">{say(language, text::no_interpreters)}</p>
            </Show>
            <ul class="hr-bookings">
                <For
                    each=move || bookings.get()
                    key=|(tongue, booking)| format!("{} {booking:?}", tongue.tag())
                    let:entry
                >
                    <BookingItem desk form tongue=entry.0 booking=entry.1 />
                </For>
            </ul>
            <Trouble desk form />
            {move || reminder.get().filter(|_| !none()).map(|day| view! {
                <p class="hr-muted">
                    {move || text::reminder_from(language.get(), format::date_long(language.get(), day))}
                </p>
            })}
            <Show when=move || can_plan.get()>
                <AddInterpreter desk />
            </Show>
        </section>
    }
    .into_any()
}

/// One language: how far it has come, and what can be done.
#[component]
fn BookingItem(desk: Desk, form: CommandForm, tongue: Tongue, booking: Booking) -> impl IntoView {
    let language = use_language();
    let (tone, icon) = words::booking_sign(&booking.state);
    let (name, state, facts) = (booking.clone(), booking.state.clone(), booking.state.clone());
    let shown = booking.state.clone();
    let stage = desk.part(|view| view.may_edit.then(|| view.presentation.stage()));
    let steps = move || {
        let stage = stage.get()?;
        let steps: Vec<AnyView> = offered(&state, stage)
            .into_iter()
            .map(|step| step_button(desk, form, tongue, step))
            .collect();
        let is_needed = stage.is_open() && matches!(state, BookingState::Needed);
        let is_gone =
            stage.is_open() && !matches!(state, BookingState::Ordered { .. } | BookingState::Confirmed { .. });
        Some(view! {
            {is_needed.then(|| view! { <Order desk tongue /> })}
            <div class="hr-actions">{steps} {is_gone.then(|| remove_button(desk, form, tongue))}</div>
        })
    };
    view! {
        <li class="hr-booking">
            <div class="hr-booking-head">
                <strong>{move || words::booking(language.get(), tongue, &name)}</strong>
                <StateBadge
                    tone
                    icon
                    text=Signal::derive(move || words::booking_state(language.get(), &shown).to_owned())
                />
                <span class="hr-muted">{move || words::booking_facts(language.get(), &facts)}</span>
            </div>
            {steps}
        </li>
    }
    .into_any()
}

/// The steps of one press that a booking has in a presentation at this stage.
fn offered(state: &BookingState, stage: Stage) -> Vec<BookingStep> {
    match (state, stage) {
        (BookingState::Ordered { .. }, stage) if stage.is_open() => {
            vec![BookingStep::Confirm, BookingStep::Cancel, BookingStep::Need]
        }
        (BookingState::Confirmed { .. }, stage) if stage.is_open() => vec![BookingStep::Cancel, BookingStep::Need],
        (BookingState::Cancelled { .. }, stage) if stage.is_open() => vec![BookingStep::Need],
        (BookingState::Ordered { .. } | BookingState::Confirmed { .. }, Stage::Cancelled) => vec![BookingStep::Cancel],
        _ => Vec::new(),
    }
}

fn step_button(desk: Desk, form: CommandForm, tongue: Tongue, step: BookingStep) -> AnyView {
    let language = use_language();
    let (short, long): (i18n::Text, fn(Language, &'static str) -> String) = match step {
        BookingStep::Order { .. } => (text::step_order, |language, tongue| {
            text::step_order_of(language, tongue)
        }),
        BookingStep::Confirm => (text::step_confirm, |language, tongue| {
            text::step_confirm_of(language, tongue)
        }),
        BookingStep::Cancel => (text::step_cancel, |language, tongue| {
            text::step_cancel_of(language, tongue)
        }),
        BookingStep::Need => (text::step_need, |language, tongue| text::step_need_of(language, tongue)),
    };
    let variant = match step {
        BookingStep::Confirm => ButtonVariant::Primary,
        _ => ButtonVariant::Secondary,
    };
    let press = move |_| {
        let command = PresentationCommand::Step {
            tongue,
            step: step.clone(),
        };
        desk.press(form, command, PLACE, move |language| now_of(desk, language, tongue));
    };
    view! {
        <Button
            variant
            busy=form.state.busy()
            label=Signal::derive(move || long(language.get(), tongue_name(language.get(), tongue)))
            on:click=press
        >
            {say(language, short)}
        </Button>
    }
    .into_any()
}

fn remove_button(desk: Desk, form: CommandForm, tongue: Tongue) -> AnyView {
    let language = use_language();
    let press = move |_| {
        let command = PresentationCommand::RemoveInterpreter { tongue };
        desk.press(form, command, PLACE, |language| text::removed(language).to_owned());
    };
    view! {
        <Button
            variant=ButtonVariant::Tertiary
            busy=form.state.busy()
            label=Signal::derive(move || text::remove_tongue(language.get(), tongue_name(language.get(), tongue)))
            on:click=press
        >
            {say(language, text::remove)}
        </Button>
    }
    .into_any()
}

/// What is said of a booking after a step.
fn now_of(desk: Desk, language: Language, tongue: Tongue) -> String {
    desk.view.with_untracked(|view| {
        let booking = view.presentation.interpreters.get(&tongue);
        let state = booking.map_or("", |booking| words::booking_state(language, &booking.state));
        text::now_state(language, words::capital(tongue_name(language, tongue)), state)
    })
}

/// The agency that was asked.
#[component]
fn Order(desk: Desk, tongue: Tongue) -> impl IntoView {
    let language = use_language();
    let agency = RwSignal::new(String::new());
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = Title::parse(&agency.get_untracked())
            .map(|agency| {
                let step = BookingStep::Order { agency };
                (PresentationCommand::Step { tongue, step }, Some(desk.version()))
            })
            .map_err(|code| vec![domain::issue::Issue::new("agency", code)]);
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, move |language| now_of(desk, language, tongue)),
        );
    };
    view! {
        <form class="hr-form hr-form--row" novalidate=true on:submit=submit>
            <FreeTextField
                id=format!("agency-{}", tongue.tag())
                rule=NameRule::Allowed
                label=Signal::derive(move || text::agency_of(language.get(), tongue_name(language.get(), tongue)))
                value=agency
                names=form.names
                issue=form.state.issue("agency")
            />
            <Button
                kind=ButtonKind::Submit
                busy=form.state.busy()
                label=Signal::derive(move || text::step_order_of(language.get(), tongue_name(language.get(), tongue)))
            >
                {say(language, text::step_order)}
            </Button>
            <Trouble desk form />
        </form>
    }
    .into_any()
}

#[component]
fn AddInterpreter(desk: Desk) -> impl IntoView {
    let language = use_language();
    let (tongue, count) = (RwSignal::new(String::new()), RwSignal::new("1".to_owned()));
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = InterpreterForm {
            tongue: tongue.get_untracked(),
            count: count.get_untracked(),
        };
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        let chosen = Tongue::from_tag(&typed.tongue);
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                tongue.set(String::new());
                count.set("1".to_owned());
                desk.done(view, PLACE, move |language| {
                    let name = chosen.map(|tongue| words::capital(tongue_name(language, tongue)));
                    text::interpreter_added(language, name.unwrap_or_default())
                });
            },
        );
    };
    view! {
        <Details summary=told(language, text::add_interpreter)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="tongue"
                    label=told(language, text::tongue)
                    empty=told(language, text::choose_tongue)
                    choices=Signal::derive(move || words::tongue_choices(language.get(), Tongue::is_interpreted))
                    value=tongue
                    error=form.state.error("tongue")
                />
                <NumberField
                    id="count"
                    label=told(language, text::count)
                    value=count
                    error=form.state.error("count")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::add_interpreter)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::text::Title;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_steps_that_the_booking_has_are_offered() {
        let on = date(2026, 11, 23);
        let agency = Title::parse("Tolketjenesten").unwrap();
        let states = [
            BookingState::Needed,
            BookingState::Ordered {
                agency: agency.clone(),
                on,
            },
            BookingState::Confirmed { agency, on },
            BookingState::Cancelled { on },
        ];
        for state in &states {
            for stage in Stage::ALL {
                let steps = offered(state, stage);
                assert!(steps.iter().all(|step| state.after(step, on).is_ok()), "{state:?}");
                if matches!(stage, Stage::Held | Stage::Evaluated) {
                    assert!(steps.is_empty());
                }
            }
        }
    }
}
