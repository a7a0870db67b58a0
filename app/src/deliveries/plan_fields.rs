//! The fields of a plan, for a new delivery and one that is changed.

use domain::deliveries::form::PlanForm;
use domain::text_guard::NameRule;
use i18n::{deliveries as text, told, use_language};
use leptos::prelude::*;
use ui::{DateField, NumberField, TimeField};

use crate::form::{CommandForm, FreeTextField};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct PlanSignals {
    pub(super) unit: RwSignal<String>,
    pub(super) reason: RwSignal<String>,
    pub(super) class: RwSignal<String>,
    pub(super) teacher: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) date: RwSignal<String>,
    pub(super) start: RwSignal<String>,
    pub(super) minutes: RwSignal<String>,
    pub(super) adaptation: RwSignal<String>,
}

impl PlanSignals {
    pub(super) fn new(form: PlanForm) -> Self {
        Self {
            unit: RwSignal::new(form.unit),
            reason: RwSignal::new(form.reason),
            class: RwSignal::new(form.class),
            teacher: RwSignal::new(form.teacher),
            place: RwSignal::new(form.place),
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            minutes: RwSignal::new(form.minutes),
            adaptation: RwSignal::new(form.adaptation),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> PlanForm {
        PlanForm {
            unit: self.unit.get(),
            reason: self.reason.get(),
            class: self.class.get(),
            teacher: self.teacher.get(),
            place: self.place.get(),
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
            adaptation: self.adaptation.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("unit", self.unit),
            ("reason", self.reason),
            ("class", self.class),
            ("teacher", self.teacher),
            ("place", self.place),
            ("date", self.date),
            ("start", self.start),
            ("minutes", self.minutes),
            ("adaptation", self.adaptation),
        ]
    }
}

/// Class and time: what every lesson needs.
#[component]
pub(super) fn TimeFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <FreeTextField
            id="class"
            rule=NameRule::Allowed
            label=told(language, text::class)
            description=told(language, text::class_help)
            value=plan.class
            names=form.names
            issue=state.issue("class")
        />
        <div class="hr-field-row">
            <DateField id="date" label=told(language, text::date) value=plan.date error=state.error("date") />
            <TimeField id="start" label=told(language, text::start) value=plan.start error=state.error("start") />
            <NumberField
                id="minutes"
                label=told(language, text::minutes)
                value=plan.minutes
                error=state.error("minutes")
            />
        </div>
    }
    .into_any()
}

/// What may be said besides.
#[component]
pub(super) fn MoreFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <FreeTextField
            id="place"
            rule=NameRule::Allowed
            is_optional=true
            label=told(language, text::place)
            value=plan.place
            names
            issue=state.issue("place")
        />
        <FreeTextField
            id="teacher"
            is_optional=true
            label=told(language, text::teacher)
            description=told(language, text::teacher_help)
            value=plan.teacher
            names
            issue=state.issue("teacher")
        />
        <FreeTextField
            id="adaptation"
            is_long=true
            is_optional=true
            label=told(language, text::adaptation)
            description=told(language, text::adaptation_help)
            value=plan.adaptation
            names
            issue=state.issue("adaptation")
        />
    }
    .into_any()
}
