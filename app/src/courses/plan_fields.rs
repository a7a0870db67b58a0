//! The fields of a course's plan, for a new one and one that is changed.

use domain::courses::form::{EventForm, PartForm, YES};
use domain::courses::view::WantedParts;
use domain::courses::{Format, GroupPolicy, Promotion, ServiceKind};
use domain::hours::{HourKind, Intended};
use domain::ids::{EventId, PersonId};
use domain::text_guard::NameRule;
use domain::themes::Theme;
use domain::time::Occasion;
use i18n::{Language, courses as text, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{
    CheckboxGroup, Choice, DateField, Details, NumberField, RadioGroup, SelectField, TextArea, TextField, TextKind,
    as_ticked, ticked,
};

use super::plan_parts::{PartSignals, Parts};
use super::plan_quotas::{QuotaFields, QuotaSignals};
use super::words;
use crate::conflicts::LookUp;
use crate::form::{CommandForm, FreeTextField, Rows};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct PlanSignals {
    title: RwSignal<String>,
    about: RwSignal<String>,
    programme: RwSignal<String>,
    themes: RwSignal<String>,
    services: RwSignal<String>,
    pub(super) municipalities: RwSignal<String>,
    format: RwSignal<String>,
    place: RwSignal<String>,
    access: RwSignal<String>,
    video: RwSignal<String>,
    pub(super) parts: Rows<PartSignals>,
    speakers: RwSignal<String>,
    host: RwSignal<String>,
    contact: RwSignal<String>,
    contact_email: RwSignal<String>,
    capacity: RwSignal<String>,
    deadline: RwSignal<String>,
    promotion: RwSignal<String>,
    group_policy: RwSignal<String>,
    asks_leader: RwSignal<String>,
    pub(super) quotas: Rows<QuotaSignals>,
    pub(super) released_on: RwSignal<String>,
    minimum: RwSignal<String>,
    decide_on: RwSignal<String>,
    language: RwSignal<String>,
}

impl PlanSignals {
    pub(super) fn new(form: EventForm) -> Self {
        Self {
            title: RwSignal::new(form.title),
            about: RwSignal::new(form.about),
            programme: RwSignal::new(form.programme),
            themes: RwSignal::new(as_ticked(form.themes)),
            services: RwSignal::new(as_ticked(form.services)),
            municipalities: RwSignal::new(form.municipalities),
            format: RwSignal::new(form.format),
            place: RwSignal::new(form.place),
            access: RwSignal::new(form.access),
            video: RwSignal::new(form.video),
            parts: Rows::new(form.parts),
            speakers: RwSignal::new(form.speakers),
            host: RwSignal::new(form.host),
            contact: RwSignal::new(form.contact),
            contact_email: RwSignal::new(form.contact_email),
            capacity: RwSignal::new(form.capacity),
            deadline: RwSignal::new(form.deadline),
            promotion: RwSignal::new(form.promotion),
            group_policy: RwSignal::new(form.group_policy),
            asks_leader: RwSignal::new(form.asks_leader),
            quotas: Rows::new(form.quotas),
            released_on: RwSignal::new(form.released_on),
            minimum: RwSignal::new(form.minimum),
            decide_on: RwSignal::new(form.decide_on),
            language: RwSignal::new(form.language),
        }
    }

    /// The parts as far as their date and times can be read; followed.
    pub(super) fn slots(self) -> Vec<Occasion> {
        self.parts.forms().iter().filter_map(PartForm::slot).collect()
    }

    /// The same for the planner's share.
    pub(super) fn intended(self) -> Vec<Intended> {
        let of = |slot: Occasion| Intended {
            kind: HourKind::Course,
            day: slot.date,
            minutes: slot.minutes.into(),
        };
        self.slots().into_iter().map(of).collect()
    }

    /// What else may be booked while the parts are; nothing while none can be read, or while they are those of `saved`.
    pub(super) fn wanted(
        self,
        of: Option<EventId>,
        adviser: Option<PersonId>,
        saved: &[Occasion],
    ) -> Option<WantedParts> {
        let slots = self.slots();
        (!slots.is_empty() && slots != saved).then_some(WantedParts { of, adviser, slots })
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> EventForm {
        EventForm {
            title: self.title.get(),
            about: self.about.get(),
            programme: self.programme.get(),
            themes: ticked(&self.themes.get()),
            services: ticked(&self.services.get()),
            municipalities: self.municipalities.get(),
            format: self.format.get(),
            place: self.place.get(),
            access: self.access.get(),
            video: self.video.get(),
            parts: self.parts.forms(),
            speakers: self.speakers.get(),
            host: self.host.get(),
            contact: self.contact.get(),
            contact_email: self.contact_email.get(),
            capacity: self.capacity.get(),
            deadline: self.deadline.get(),
            promotion: self.promotion.get(),
            group_policy: self.group_policy.get(),
            asks_leader: self.asks_leader.get(),
            quotas: self.quotas.forms(),
            released_on: self.released_on.get(),
            minimum: self.minimum.get(),
            decide_on: self.decide_on.get(),
            language: self.language.get(),
        }
    }

    /// Whether something of how seats are given differs from what a new course begins with; looked at once.
    fn has_seat_rules(self) -> bool {
        let new = EventForm::fresh();
        untrack(|| {
            self.promotion.get() != new.promotion
                || self.group_policy.get() != new.group_policy
                || !self.asks_leader.get().is_empty()
                || self.quotas.many() > 0
                || !self.minimum.get().is_empty()
        })
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("parts", self.parts.as_field()),
            ("quotas", self.quotas.as_field()),
            ("title", self.title),
            ("about", self.about),
            ("programme", self.programme),
            ("themes", self.themes),
            ("services", self.services),
            ("municipalities", self.municipalities),
            ("format", self.format),
            ("place", self.place),
            ("access", self.access),
            ("video", self.video),
            ("speakers", self.speakers),
            ("host", self.host),
            ("contact", self.contact),
            ("contact_email", self.contact_email),
            ("capacity", self.capacity),
            ("deadline", self.deadline),
            ("promotion", self.promotion),
            ("group_policy", self.group_policy),
            ("asks_leader", self.asks_leader),
            ("released_on", self.released_on),
            ("minimum", self.minimum),
            ("decide_on", self.decide_on),
            ("language", self.language),
        ]
    }
}

fn choices<T: Copy + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    label: fn(Language, T) -> &'static str,
) -> Signal<Vec<Choice>> {
    let language = use_language();
    let listed = |language| all.map(|one| Choice::new(name(one), label(language, one))).to_vec();
    // The lists are fixed: only the language changes them.
    let lists = Language::ALL.map(listed);
    Signal::derive(move || match language.get() {
        Language::Nb => lists[0].clone(),
        Language::Nn => lists[1].clone(),
        Language::En => lists[2].clone(),
    })
}

/// All of the plan.
#[component]
pub(super) fn PlanFields(
    plan: PlanSignals,
    form: CommandForm,
    today: Date,
    /// What else is booked at the times that are typed.
    known: LookUp,
) -> impl IntoView {
    view! {
        <WhatFields plan form />
        <Parts plan form known />
        <WhereFields plan form />
        <WhoFields plan form />
        <SeatFields plan form today />
    }
    .into_any()
}

#[component]
fn WhatFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <FreeTextField
            id="title"
            rule=NameRule::Allowed
            label=told(language, text::name)
            value=plan.title
            names
            issue=state.issue("title")
        />
        <FreeTextField
            id="about"
            is_long=true
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::about)
            value=plan.about
            names
            issue=state.issue("about")
        />
        <FreeTextField
            id="programme"
            is_long=true
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::programme)
            description=told(language, text::programme_help)
            value=plan.programme
            names
            issue=state.issue("programme")
        />
        <CheckboxGroup
            id="services"
            legend=told(language, text::services)
            chosen=plan.services
            choices=choices(ServiceKind::ALL, ServiceKind::name, i18n::service_name)
            error=state.error("services")
        />
        <CheckboxGroup
            id="themes"
            legend=told(language, text::themes)
            chosen=plan.themes
            choices=choices(Theme::ALL, Theme::name, i18n::theme_name)
            error=state.error("themes")
            is_optional=true
        />
    }
    .into_any()
}

#[component]
fn WhereFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <RadioGroup
            id="format"
            legend=told(language, text::format)
            value=plan.format
            choices=choices(Format::ALL, Format::name, words::format)
            error=state.error("format")
        />
        <FreeTextField
            id="place"
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::place)
            value=plan.place
            names
            issue=state.issue("place")
        />
        <FreeTextField
            id="access"
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::access)
            description=told(language, text::access_help)
            value=plan.access
            names
            issue=state.issue("access")
        />
        <TextField
            id="video"
            is_optional=true
            label=told(language, text::video)
            description=told(language, text::video_help)
            value=plan.video
            error=state.error("video")
        />
        <TextArea
            id="municipalities"
            rows=2
            is_optional=true
            label=told(language, text::municipalities)
            description=told(language, text::municipalities_help)
            value=plan.municipalities
            error=state.error("municipalities")
        />
    }
    .into_any()
}

#[component]
fn WhoFields(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    view! {
        <FreeTextField
            id="speakers"
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::speakers)
            value=plan.speakers
            names
            issue=state.issue("speakers")
        />
        <FreeTextField
            id="host"
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::host)
            value=plan.host
            names
            issue=state.issue("host")
        />
        <TextField id="contact" label=told(language, text::contact) value=plan.contact error=state.error("contact") />
        <TextField
            id="contact_email"
            kind=TextKind::Email
            label=told(language, text::contact_email)
            description=told(language, text::contact_help)
            value=plan.contact_email
            error=state.error("contact_email")
        />
        <SelectField
            id="language"
            label=told(language, text::language)
            choices=choices(Language::ALL, Language::tag, |_, own| i18n::shell::language_name(own))
            value=plan.language
            error=state.error("language")
        />
    }
    .into_any()
}

#[component]
fn SeatFields(plan: PlanSignals, form: CommandForm, today: Date) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <div class="hr-field-row">
            <NumberField
                id="capacity"
                label=told(language, text::capacity)
                value=plan.capacity
                error=state.error("capacity")
            />
            <DateField
                id="deadline"
                label=told(language, text::deadline)
                value=plan.deadline
                error=state.error("deadline")
            />
        </div>
        <Details summary=told(language, text::seat_rules) is_open=plan.has_seat_rules()>
            <RadioGroup
                id="promotion"
                legend=told(language, text::promotion)
                value=plan.promotion
                choices=choices(Promotion::ALL, Promotion::name, words::promotion)
                error=state.error("promotion")
            />
            <RadioGroup
                id="group_policy"
                legend=told(language, text::group_policy)
                value=plan.group_policy
                choices=choices(GroupPolicy::ALL, GroupPolicy::name, words::group_policy)
                error=state.error("group_policy")
            />
            <CheckboxGroup
                id="asks_leader"
                legend=told(language, text::leader_approval)
                chosen=plan.asks_leader
                choices=choices([YES], |yes| yes, |language, _| text::asks_leader(language))
                error=state.error("asks_leader")
                is_optional=true
            />
            <QuotaFields plan form today />
            <div class="hr-field-row">
                <NumberField
                    id="minimum"
                    is_optional=true
                    label=told(language, text::minimum)
                    description=told(language, text::minimum_help)
                    value=plan.minimum
                    error=state.error("minimum")
                />
                <DateField
                    id="decide_on"
                    is_optional=true
                    label=told(language, text::decide_on)
                    value=plan.decide_on
                    error=state.error("decide_on")
                />
            </div>
        </Details>
    }
    .into_any()
}
