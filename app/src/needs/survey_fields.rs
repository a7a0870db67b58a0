//! The fields of a survey, for a new one and one that is changed.

use domain::needs::form::SurveyForm;
use i18n::{needs as text, told, use_language};
use leptos::prelude::*;
use ui::{CheckboxGroup, DateField, NumberField, as_ticked, ticked};

use super::words;
use crate::form::CommandForm;

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct SurveySignals {
    pub(super) unit: RwSignal<String>,
    audience: RwSignal<String>,
    pub(super) invited: RwSignal<String>,
    closes_on: RwSignal<String>,
}

impl SurveySignals {
    pub(super) fn new(form: SurveyForm) -> Self {
        Self {
            unit: RwSignal::new(form.unit),
            audience: RwSignal::new(as_ticked(form.audience)),
            invited: RwSignal::new(form.invited),
            closes_on: RwSignal::new(form.closes_on),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> SurveyForm {
        SurveyForm {
            unit: self.unit.get(),
            audience: ticked(&self.audience.get()),
            invited: self.invited.get(),
            closes_on: self.closes_on.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("unit", self.unit),
            ("audience", self.audience),
            ("invited", self.invited),
            ("closes_on", self.closes_on),
        ]
    }
}

/// Who are asked, how many, and how long.
#[component]
pub(super) fn SurveyFields(survey: SurveySignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <CheckboxGroup
            id="audience"
            legend=told(language, text::audience)
            chosen=survey.audience
            choices=Signal::derive(move || words::group_choices(language.get()))
            error=state.error("audience")
        />
        <NumberField
            id="invited"
            label=told(language, text::invited)
            description=told(language, text::invited_help)
            value=survey.invited
            error=state.error("invited")
        />
        <DateField
            id="closes_on"
            label=told(language, text::closes_on)
            description=told(language, text::closes_on_help)
            value=survey.closes_on
            error=state.error("closes_on")
        />
    }
    .into_any()
}
