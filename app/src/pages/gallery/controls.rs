//! What one presses and fills in.

use i18n::{say, ui as t};
use leptos::prelude::*;
use ui::{
    Announcer, Button, ButtonVariant, Checkbox, Choice, DateField, ErrorSummary, Fault, FileField, Icon, IconMark,
    LinkButton, NumberField, RadioGroup, SelectField, Stepper, TextArea, TextField, TimeField, ToggleGroup, Tone,
};

use super::{Part, text};

/// Buttons of every weight.
#[component]
pub fn Buttons() -> impl IntoView {
    let language = i18n::use_language();
    let announcer = use_context::<Announcer>();
    let announce = move |_| {
        if let Some(announcer) = announcer {
            announcer.say(t::sample_text(language.get_untracked()));
        }
    };
    view! {
        <Part title=text(t::sample_buttons)>
            <div class="hr-actions">
                <Button>{say(language, t::save)}</Button>
                <Button variant=ButtonVariant::Secondary>{say(language, t::edit)}</Button>
                <Button variant=ButtonVariant::Tertiary>{say(language, t::cancel)}</Button>
                <Button variant=ButtonVariant::Secondary tone=Tone::Danger>
                    <IconMark icon=Icon::Bin />
                    {say(language, t::remove)}
                </Button>
                <Button busy=true>{say(language, t::saving)}</Button>
                <Button disabled=true>{say(language, t::next)}</Button>
                <LinkButton href="/emergency" variant=ButtonVariant::Secondary>
                    {say(language, i18n::shell::emergency)}
                </LinkButton>
                <Button variant=ButtonVariant::Secondary on:click=announce>{say(language, t::sample_say)}</Button>
            </div>
        </Part>
    }
}

/// Fields, with help and with faults.
#[component]
pub fn Fields() -> impl IntoView {
    let (name, date, time) = (RwSignal::default(), RwSignal::default(), RwSignal::default());
    let (minutes, seats, notes, place) = (
        RwSignal::new("0".to_owned()),
        RwSignal::new("8".to_owned()),
        RwSignal::default(),
        RwSignal::default(),
    );
    let fault = text(t::sample_error);
    let wrong = Signal::derive(move || Some(fault.get()));
    let faults = Signal::derive(move || {
        vec![Fault {
            field: "sample-minutes".to_owned(),
            text: fault.get(),
        }]
    });
    let places = ["Eidsberg", "Fauske", "Gjøvik"]
        .map(|place| Choice::new(place, place))
        .to_vec();
    view! {
        <Part title=text(t::sample_fields)>
            <ErrorSummary id="sample-faults" faults=faults />
            <TextField id="sample-name" label=text(t::sample_name) value=name description=text(t::sample_help) />
            <SelectField
                id="sample-place"
                label=text(t::sample_place)
                value=place
                choices=places
                empty=text(t::choose)
                is_optional=true
            />
            <DateField id="sample-date" label=text(t::sample_date) value=date />
            <TimeField id="sample-time" label=text(t::sample_time) value=time />
            <FileField id="sample-file" label=text(t::sample_file) accept=".json" on_choose=|_| () />
            <NumberField id="sample-minutes" label=text(t::sample_minutes) value=minutes error=wrong />
            <Stepper id="sample-seats" label=text(t::sample_seats) value=seats min=1 max=20 />
            <TextArea id="sample-notes" label=text(t::sample_notes) value=notes is_optional=true />
        </Part>
    }
}

/// Choices of every kind.
#[component]
pub fn Choices() -> impl IntoView {
    let language = i18n::use_language();
    let yes = RwSignal::new(true);
    let rhythm = RwSignal::new("weekly".to_owned());
    let rhythms = Signal::derive(move || {
        vec![
            Choice::new("weekly", t::sample_weekly(language.get())),
            Choice::new("fortnightly", t::sample_fortnightly(language.get())),
        ]
    });
    let ticks = Signal::derive(move || {
        vec![
            Choice::new("present", t::sample_present(language.get())),
            Choice::new("absent", t::sample_absent(language.get())),
        ]
    });
    let seats = [(1, "present"), (2, "absent"), (3, "")]
        .map(|(number, tick)| {
            let value = RwSignal::new(tick.to_owned());
            let legend = Signal::derive(move || t::sample_seat(language.get(), number));
            view! { <ToggleGroup id=format!("sample-seat-{number}") legend=legend value=value choices=ticks /> }
        })
        .collect_view();
    view! {
        <Part title=text(t::sample_choices)>
            <Checkbox id="sample-yes" label=text(t::sample_yes) checked=yes />
            <RadioGroup id="sample-rhythm" legend=text(t::sample_rhythm) value=rhythm choices=rhythms />
            <div class="hr-actions">{seats}</div>
        </Part>
    }
}
