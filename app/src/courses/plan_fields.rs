//! The fields of a course's plan, for a new one and one that is changed.

use domain::courses::form::{EventForm, PartForm, QuotaForm, YES, named_municipalities};
use domain::courses::{Format, GroupPolicy, KeptFor, MAX_PARTS, MAX_QUOTAS, Promotion, ServiceKind};
use domain::hours::{HourKind, Intended};
use domain::text_guard::NameRule;
use domain::themes::Theme;
use i18n::{Language, courses as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, CheckboxGroup, Choice, DateField, NumberField, RadioGroup, SelectField, TextArea, TextField,
    TextKind, TimeField, as_ticked, ticked,
};

use super::words;
use crate::form::{CommandForm, FreeTextField};

/// What is typed of a part.
#[derive(Clone, Copy)]
struct PartSignals {
    /// Never used twice, so that a part keeps its fields when another goes.
    key: usize,
    date: RwSignal<String>,
    start: RwSignal<String>,
    end: RwSignal<String>,
}

/// What is typed of seats that are kept.
#[derive(Clone, Copy)]
struct QuotaSignals {
    /// Never used twice.
    key: usize,
    kept_for: RwSignal<String>,
    seats: RwSignal<String>,
}

impl QuotaSignals {
    fn new(key: usize, quota: QuotaForm) -> Self {
        Self {
            key,
            kept_for: RwSignal::new(quota.kept_for),
            seats: RwSignal::new(quota.seats),
        }
    }
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct PlanSignals {
    title: RwSignal<String>,
    about: RwSignal<String>,
    programme: RwSignal<String>,
    themes: RwSignal<String>,
    services: RwSignal<String>,
    municipalities: RwSignal<String>,
    format: RwSignal<String>,
    place: RwSignal<String>,
    access: RwSignal<String>,
    video: RwSignal<String>,
    parts: RwSignal<Vec<PartSignals>>,
    speakers: RwSignal<String>,
    host: RwSignal<String>,
    contact: RwSignal<String>,
    contact_email: RwSignal<String>,
    capacity: RwSignal<String>,
    deadline: RwSignal<String>,
    promotion: RwSignal<String>,
    group_policy: RwSignal<String>,
    asks_leader: RwSignal<String>,
    quotas: RwSignal<Vec<QuotaSignals>>,
    released_on: RwSignal<String>,
    minimum: RwSignal<String>,
    decide_on: RwSignal<String>,
    language: RwSignal<String>,
}

impl PlanSignals {
    pub(super) fn new(form: EventForm) -> Self {
        let parts = form
            .parts
            .into_iter()
            .enumerate()
            .map(|(key, part)| part_signals(key, part));
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
            parts: RwSignal::new(parts.collect()),
            speakers: RwSignal::new(form.speakers),
            host: RwSignal::new(form.host),
            contact: RwSignal::new(form.contact),
            contact_email: RwSignal::new(form.contact_email),
            capacity: RwSignal::new(form.capacity),
            deadline: RwSignal::new(form.deadline),
            promotion: RwSignal::new(form.promotion),
            group_policy: RwSignal::new(form.group_policy),
            asks_leader: RwSignal::new(form.asks_leader),
            quotas: RwSignal::new(
                form.quotas
                    .into_iter()
                    .enumerate()
                    .map(|(key, quota)| QuotaSignals::new(key, quota))
                    .collect(),
            ),
            released_on: RwSignal::new(form.released_on),
            minimum: RwSignal::new(form.minimum),
            decide_on: RwSignal::new(form.decide_on),
            language: RwSignal::new(form.language),
        }
    }

    /// The parts as far as their date and times can be read, for the planner's share.
    pub(super) fn intended(self) -> Vec<Intended> {
        let of = |one: &PartSignals| {
            let part = PartForm {
                date: one.date.get(),
                start: one.start.get(),
                end: one.end.get(),
            };
            let slot = part.slot()?;
            Some(Intended {
                kind: HourKind::Course,
                day: slot.date,
                minutes: slot.minutes.into(),
            })
        };
        self.parts.with(|parts| parts.iter().filter_map(of).collect())
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> EventForm {
        let part = |one: PartSignals| PartForm {
            date: one.date.get(),
            start: one.start.get(),
            end: one.end.get(),
        };
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
            parts: self.parts.get().into_iter().map(part).collect(),
            speakers: self.speakers.get(),
            host: self.host.get(),
            contact: self.contact.get(),
            contact_email: self.contact_email.get(),
            capacity: self.capacity.get(),
            deadline: self.deadline.get(),
            promotion: self.promotion.get(),
            group_policy: self.group_policy.get(),
            asks_leader: self.asks_leader.get(),
            quotas: self
                .quotas
                .get()
                .into_iter()
                .map(|one| QuotaForm {
                    kept_for: one.kept_for.get(),
                    seats: one.seats.get(),
                })
                .collect(),
            released_on: self.released_on.get(),
            minimum: self.minimum.get(),
            decide_on: self.decide_on.get(),
            language: self.language.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        let mut kept = vec![
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
        ];
        if let Some(first) = self.parts.get_untracked().first() {
            kept.extend([("date", first.date), ("start", first.start), ("end", first.end)]);
        }
        kept
    }
}

fn part_signals(key: usize, part: PartForm) -> PartSignals {
    PartSignals {
        key,
        date: RwSignal::new(part.date),
        start: RwSignal::new(part.start),
        end: RwSignal::new(part.end),
    }
}

fn choices<T: Copy + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    label: fn(Language, T) -> &'static str,
) -> Signal<Vec<Choice>> {
    let language = use_language();
    let all = StoredValue::new_local(all);
    let listed =
        move |language| all.with_value(|all| all.map(|one| Choice::new(name(one), label(language, one))).to_vec());
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
pub(super) fn PlanFields(plan: PlanSignals, form: CommandForm, today: Date) -> impl IntoView {
    view! {
        <WhatFields plan form />
        <Parts plan form />
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
fn Parts(plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let add = move |_| {
        parts.update(|parts| {
            let key = parts.iter().map(|part| part.key + 1).max().unwrap_or_default();
            let like = parts.last().map(|last| PartForm {
                date: String::new(),
                start: last.start.get_untracked(),
                end: last.end.get_untracked(),
            });
            parts.push(part_signals(key, like.unwrap_or_default()));
        });
    };
    let is_room = Memo::new(move |_| parts.with(Vec::len) < MAX_PARTS);
    view! {
        <For each=move || parts.get() key=|part| part.key let:part>
            <Part plan form part />
        </For>
        <Show when=move || is_room.get()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_part)}</Button>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Part(plan: PlanSignals, form: CommandForm, part: PartSignals) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let at = Memo::new(move |_| parts.with(|all| all.iter().position(|one| one.key == part.key).unwrap_or_default()));
    let is_one_of_many = Memo::new(move |_| parts.with(Vec::len) > 1);
    // A fault belongs to the place, and the places move.
    let error = move |what: &'static str| {
        let all: Vec<Signal<Option<String>>> = (0..MAX_PARTS)
            .map(|at| form.state.error(format!("parts[{at}].{what}")))
            .collect();
        Signal::derive(move || all.get(at.get()).and_then(Signal::get))
    };
    let id = move |what: &str| format!("parts[{}].{what}", part.key);
    let remove = move |_| parts.update(|all| all.retain(|one| one.key != part.key));
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::part(language.get(), at.get() + 1)}</legend>
            <div class="hr-field-row">
                <DateField id=id("date") label=told(language, text::date) value=part.date error=error("date") />
                <TimeField id=id("start") label=told(language, text::start) value=part.start error=error("start") />
                <TimeField id=id("end") label=told(language, text::end) value=part.end error=error("end") />
                <Show when=move || is_one_of_many.get()>
                    <Button variant=ButtonVariant::Tertiary on:click=remove>
                        {move || text::remove_part(language.get(), at.get() + 1)}
                    </Button>
                </Show>
            </div>
        </fieldset>
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
    }
    .into_any()
}

/// Seats that are kept for a service or a municipality, a row each, and until when.
#[component]
fn QuotaFields(plan: PlanSignals, form: CommandForm, today: Date) -> impl IntoView {
    let language = use_language();
    let quotas = plan.quotas;
    let add = move |_| {
        quotas.update(|all| {
            let key = all.iter().map(|one| one.key + 1).max().unwrap_or_default();
            all.push(QuotaSignals::new(key, QuotaForm::default()));
        });
    };
    // Services, and the municipalities that stand in the plan; one that was chosen stays, whatever becomes of the list.
    let offered = Memo::new(move |_| {
        let language = language.get();
        let services = ServiceKind::ALL.map(KeptFor::Service);
        let named = plan.municipalities.with(|text| named_municipalities(text, today));
        let chosen = quotas
            .get()
            .into_iter()
            .filter_map(|one| KeptFor::from_value(&one.kept_for.get()));
        let mut all: Vec<KeptFor> = services
            .into_iter()
            .chain(named.into_iter().map(KeptFor::Municipality))
            .collect();
        all.extend(chosen.filter(|one| !all.contains(one)).collect::<Vec<_>>());
        all.into_iter()
            .map(|one| Choice::new(one.value(), words::kept_for(language, one)))
            .collect::<Vec<_>>()
    });
    let is_room = Memo::new(move |_| quotas.with(Vec::len) < MAX_QUOTAS);
    let is_any = Memo::new(move |_| !quotas.with(Vec::is_empty));
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{say(language, text::quotas)}</legend>
            <p class="hr-muted">{say(language, text::quotas_help)}</p>
            <For each=move || quotas.get() key=|one| one.key let:one>
                <QuotaRow plan form one offered />
            </For>
            <Show when=move || is_room.get()>
                <div class="hr-actions">
                    <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_quota)}</Button>
                </div>
            </Show>
            <Show when=move || is_any.get()>
                <DateField
                    id="released_on"
                    label=told(language, text::released_on)
                    value=plan.released_on
                    error=form.state.error("released_on")
                />
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn QuotaRow(plan: PlanSignals, form: CommandForm, one: QuotaSignals, offered: Memo<Vec<Choice>>) -> impl IntoView {
    let language = use_language();
    let quotas = plan.quotas;
    let at =
        Memo::new(move |_| quotas.with(|all| all.iter().position(|other| other.key == one.key).unwrap_or_default()));
    // A fault belongs to the place, and the places move.
    let error = move |what: &'static str| {
        let all: Vec<Signal<Option<String>>> = (0..MAX_QUOTAS)
            .map(|at| form.state.error(format!("quotas[{at}].{what}")))
            .collect();
        Signal::derive(move || all.get(at.get()).and_then(Signal::get))
    };
    let id = move |what: &str| format!("quotas[{}].{what}", one.key);
    let remove = move |_| quotas.update(|all| all.retain(|other| other.key != one.key));
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::quota(language.get(), at.get() + 1)}</legend>
            <div class="hr-field-row">
                <SelectField
                    id=id("kept_for")
                    label=told(language, text::kept_for)
                    empty=told(language, text::choose_kept)
                    choices=offered
                    value=one.kept_for
                    error=error("kept_for")
                />
                <NumberField
                    id=id("seats")
                    label=told(language, text::kept_seats)
                    value=one.seats
                    error=error("seats")
                />
                <Button variant=ButtonVariant::Tertiary on:click=remove>
                    {move || text::remove_quota(language.get(), at.get() + 1)}
                </Button>
            </div>
        </fieldset>
    }
    .into_any()
}
