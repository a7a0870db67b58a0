//! The fields of a meeting's plan, for a new one and one that is changed.

use domain::networks::NetworkForm;
use domain::text_guard::NameRule;
use i18n::{networks as text, told, use_language};
use leptos::prelude::*;
use ui::{CheckboxGroup, Choice, DateField, NumberField, SelectField, TextField, TimeField, as_ticked, ticked};

use super::words;
use crate::form::{CommandForm, FreeTextField};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct NetworkSignals {
    pub(super) unit: RwSignal<String>,
    further: RwSignal<String>,
    theme: RwSignal<String>,
    kind: RwSignal<String>,
    services: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    video: RwSignal<String>,
    date: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl NetworkSignals {
    pub(super) fn new(form: NetworkForm) -> Self {
        Self {
            unit: RwSignal::new(form.unit),
            further: RwSignal::new(as_ticked(form.further)),
            theme: RwSignal::new(form.theme),
            kind: RwSignal::new(form.kind),
            services: RwSignal::new(as_ticked(form.services)),
            place: RwSignal::new(form.place),
            video: RwSignal::new(form.video),
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            minutes: RwSignal::new(form.minutes),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> NetworkForm {
        let unit = self.unit.get();
        // The place that calls is not for itself once more.
        let mut further = ticked(&self.further.get());
        further.retain(|one| *one != unit);
        NetworkForm {
            unit,
            further,
            theme: self.theme.get(),
            kind: self.kind.get(),
            services: ticked(&self.services.get()),
            place: self.place.get(),
            video: self.video.get(),
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("unit", self.unit),
            ("further", self.further),
            ("theme", self.theme),
            ("kind", self.kind),
            ("services", self.services),
            ("place", self.place),
            ("video", self.video),
            ("date", self.date),
            ("start", self.start),
            ("minutes", self.minutes),
        ]
    }
}

/// All of the plan, but for the place that calls the meeting.
#[component]
pub(super) fn PlanFields(
    plan: NetworkSignals,
    form: CommandForm,
    /// The places that can be chosen besides the first.
    offered: Signal<Vec<Choice>>,
) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    let has_further = Memo::new(move |_| offered.with(|offered| !offered.is_empty()));
    view! {
        <FreeTextField
            id="theme"
            label=told(language, text::theme)
            description=told(language, text::theme_help)
            value=plan.theme
            names
            issue=state.issue("theme")
        />
        <SelectField
            id="kind"
            label=told(language, text::kind)
            choices=Signal::derive(move || words::kinds(language.get()))
            value=plan.kind
            error=state.error("kind")
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
        <CheckboxGroup
            id="services"
            legend=told(language, text::services)
            chosen=plan.services
            choices=Signal::derive(move || words::services(language.get()))
            error=state.error("services")
        />
        <Show when=move || has_further.get()>
            <CheckboxGroup
                id="further"
                is_optional=true
                legend=told(language, text::further)
                description=told(language, text::further_help)
                chosen=plan.further
                choices=offered
                error=state.error("further")
            />
        </Show>
        <FreeTextField
            id="place"
            rule=NameRule::Allowed
            is_optional=true
            label=told(language, text::place)
            value=plan.place
            names
            issue=state.issue("place")
        />
        <TextField
            id="video"
            is_optional=true
            label=told(language, text::video)
            description=told(language, text::video_help)
            value=plan.video
            error=state.error("video")
        />
    }
    .into_any()
}
