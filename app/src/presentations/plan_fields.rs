//! The fields of a plan, for a new presentation, a series and one that is changed.

use domain::presentations::form::PlanForm;
use domain::text_guard::NameRule;
use i18n::{outreach, presentations as text, told, use_language};
use leptos::prelude::*;
use ui::{CheckboxGroup, DateField, NumberField, TextField, TimeField, as_ticked, ticked};

use super::words;
use crate::form::{CommandForm, FreeTextField};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct PlanSignals {
    pub(super) title: RwSignal<String>,
    pub(super) audiences: RwSignal<String>,
    pub(super) class: RwSignal<String>,
    pub(super) unit: RwSignal<String>,
    pub(super) host: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) video: RwSignal<String>,
    pub(super) date: RwSignal<String>,
    pub(super) start: RwSignal<String>,
    pub(super) end: RwSignal<String>,
    pub(super) expected: RwSignal<String>,
}

impl PlanSignals {
    pub(super) fn new(form: PlanForm) -> Self {
        Self {
            title: RwSignal::new(form.title),
            audiences: RwSignal::new(as_ticked(form.audiences)),
            class: RwSignal::new(form.class),
            unit: RwSignal::new(form.unit),
            host: RwSignal::new(form.host),
            place: RwSignal::new(form.place),
            video: RwSignal::new(form.video),
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            end: RwSignal::new(form.end),
            expected: RwSignal::new(form.expected),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> PlanForm {
        PlanForm {
            title: self.title.get(),
            audiences: ticked(&self.audiences.get()),
            class: self.class.get(),
            unit: self.unit.get(),
            host: self.host.get(),
            place: self.place.get(),
            video: self.video.get(),
            date: self.date.get(),
            start: self.start.get(),
            end: self.end.get(),
            expected: self.expected.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("title", self.title),
            ("audiences", self.audiences),
            ("class", self.class),
            ("unit", self.unit),
            ("host", self.host),
            ("place", self.place),
            ("video", self.video),
            ("date", self.date),
            ("start", self.start),
            ("end", self.end),
            ("expected", self.expected),
        ]
    }
}

/// Name and audience.
#[component]
pub(super) fn NameFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <FreeTextField
            id="title"
            label=told(language, text::name)
            description=told(language, text::name_help)
            value=plan.title
            names
            issue=state.issue("title")
        />
        <CheckboxGroup
            id="audiences"
            legend=told(language, outreach::audiences)
            chosen=plan.audiences
            choices=Signal::derive(move || words::audience_choices(language.get()))
            error=state.error("audiences")
        />
    }
    .into_any()
}

/// Date and clock times.
#[component]
pub(super) fn TimeFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <div class="hr-field-row">
            <DateField id="date" label=told(language, text::date) value=plan.date error=state.error("date") />
            <TimeField id="start" label=told(language, text::start) value=plan.start error=state.error("start") />
            <TimeField id="end" label=told(language, text::end) value=plan.end error=state.error("end") />
        </div>
    }
    .into_any()
}

/// Room, video, host, class and how many.
#[component]
pub(super) fn PlaceFields(
    plan: PlanSignals,
    form: CommandForm,
    /// Whether each has a class of its own elsewhere.
    #[prop(optional)]
    is_series: bool,
) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    let class = (!is_series).then(|| {
        view! {
            <FreeTextField
                id="class"
                rule=NameRule::Allowed
                is_optional=true
                label=told(language, text::class)
                value=plan.class
                names
                issue=state.issue("class")
            />
        }
    });
    view! {
        <FreeTextField
            id="place"
            rule=NameRule::Allowed
            label=told(language, text::place)
            description=told(language, text::place_help)
            value=plan.place
            names
            issue=state.issue("place")
        />
        <TextField
            id="video"
            is_optional=true
            label=told(language, text::video)
            value=plan.video
            error=state.error("video")
        />
        <FreeTextField
            id="host"
            rule=NameRule::Allowed
            is_optional=true
            label=told(language, text::host)
            description=told(language, text::host_help)
            value=plan.host
            names
            issue=state.issue("host")
        />
        {class}
        <NumberField
            id="expected"
            is_optional=true
            label=told(language, text::expected)
            value=plan.expected
            error=state.error("expected")
        />
    }
    .into_any()
}
