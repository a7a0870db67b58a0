//! The fields of a measure's plan, for a new one and one that is changed.

use std::collections::BTreeMap;

use domain::hours::{HourKind, Intended};
use domain::needs::form::{MeasureForm, MeasurePartForm, OTHER_NEED};
use domain::needs::view::NeedChoice;
use domain::needs::{Level, MAX_PARTS, MeasureFormat, StaffGroup};
use domain::text::OccasionMinutes;
use domain::text_guard::NameRule;
use domain::time::parse_date;
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, CheckboxGroup, Choice, DateField, NumberField, RadioGroup, SelectField, TimeField,
    as_ticked, ticked,
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
    minutes: RwSignal<String>,
}

impl PartSignals {
    fn new(key: usize, part: MeasurePartForm) -> Self {
        Self {
            key,
            date: RwSignal::new(part.date),
            start: RwSignal::new(part.start),
            minutes: RwSignal::new(part.minutes),
        }
    }
}

/// A number for each group of staff.
pub(super) type Counts = [RwSignal<String>; StaffGroup::ALL.len()];

/// The numbers of a form, in the order of the groups.
pub(super) fn counts_of(typed: &BTreeMap<String, String>) -> Counts {
    StaffGroup::ALL.map(|group| RwSignal::new(typed.get(group.name()).cloned().unwrap_or_default()))
}

/// The same as a form wants them.
pub(super) fn as_typed(counts: &Counts) -> BTreeMap<String, String> {
    StaffGroup::ALL
        .into_iter()
        .zip(counts)
        .map(|(group, count)| (group.name().to_owned(), count.get()))
        .collect()
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct MeasureSignals {
    pub(super) unit: RwSignal<String>,
    title: RwSignal<String>,
    goal: RwSignal<String>,
    pub(super) areas: RwSignal<String>,
    pub(super) need: RwSignal<String>,
    reason: RwSignal<String>,
    groups: Counts,
    pub(super) staff: RwSignal<String>,
    level: RwSignal<String>,
    format: RwSignal<String>,
    place: RwSignal<String>,
    parts: RwSignal<Vec<PartSignals>>,
    follow_up_on: RwSignal<String>,
}

impl MeasureSignals {
    pub(super) fn new(form: MeasureForm) -> Self {
        let parts = form.parts.into_iter().enumerate();
        Self {
            unit: RwSignal::new(form.unit),
            title: RwSignal::new(form.title),
            goal: RwSignal::new(form.goal),
            areas: RwSignal::new(as_ticked(form.areas)),
            need: RwSignal::new(form.need),
            reason: RwSignal::new(form.reason),
            groups: counts_of(&form.groups),
            staff: RwSignal::new(form.staff),
            level: RwSignal::new(form.level),
            format: RwSignal::new(form.format),
            place: RwSignal::new(form.place),
            parts: RwSignal::new(parts.map(|(key, part)| PartSignals::new(key, part)).collect()),
            follow_up_on: RwSignal::new(form.follow_up_on),
        }
    }

    /// The parts as far as their date and length can be read, for the planner's share.
    pub(super) fn intended(self) -> Vec<Intended> {
        let of = |one: &PartSignals| {
            Some(Intended {
                kind: HourKind::Measure,
                day: parse_date(&one.date.get()).ok()?,
                minutes: OccasionMinutes::parse(&one.minutes.get()).ok()?.into(),
            })
        };
        self.parts.with(|parts| parts.iter().filter_map(of).collect())
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> MeasureForm {
        let part = |one: PartSignals| MeasurePartForm {
            date: one.date.get(),
            start: one.start.get(),
            minutes: one.minutes.get(),
        };
        MeasureForm {
            unit: self.unit.get(),
            title: self.title.get(),
            goal: self.goal.get(),
            areas: ticked(&self.areas.get()),
            need: self.need.get(),
            reason: self.reason.get(),
            groups: as_typed(&self.groups),
            staff: self.staff.get(),
            level: self.level.get(),
            format: self.format.get(),
            place: self.place.get(),
            parts: self.parts.get().into_iter().map(part).collect(),
            follow_up_on: self.follow_up_on.get(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        let mut kept = vec![
            ("unit", self.unit),
            ("title", self.title),
            ("goal", self.goal),
            ("areas", self.areas),
            ("need", self.need),
            ("reason", self.reason),
            ("staff", self.staff),
            ("level", self.level),
            ("format", self.format),
            ("place", self.place),
            ("follow_up_on", self.follow_up_on),
        ];
        kept.extend(StaffGroup::ALL.map(StaffGroup::name).into_iter().zip(self.groups));
        if let Some(first) = self.parts.get_untracked().first() {
            kept.extend([("date", first.date), ("start", first.start), ("minutes", first.minutes)]);
        }
        kept
    }
}

/// All of the plan, but for the unit.
#[component]
pub(super) fn MeasureFields(plan: MeasureSignals, form: CommandForm, needs: Signal<Vec<NeedChoice>>) -> impl IntoView {
    view! {
        <WhyFields plan form needs />
        <WhatFields plan form />
        <Parts plan form />
        <WhoFields plan form />
    }
    .into_any()
}

/// The need that it answers to, or why it is done all the same.
#[component]
fn WhyFields(plan: MeasureSignals, form: CommandForm, needs: Signal<Vec<NeedChoice>>) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    let is_other = Memo::new(move |_| plan.need.get() == OTHER_NEED);
    view! {
        <SelectField
            id="need"
            label=told(language, text::need)
            description=told(language, text::need_help)
            empty=told(language, text::choose_need)
            choices=Signal::derive(move || needs.with(|needs| words::need_choices(language.get(), needs)))
            value=plan.need
            error=state.error("need")
        />
        <Show when=move || is_other.get()>
            <FreeTextField
                id="reason"
                label=told(language, text::other_reason)
                value=plan.reason
                names=form.names
                issue=state.issue("reason")
            />
        </Show>
    }
    .into_any()
}

#[component]
fn WhatFields(plan: MeasureSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    let levels = Signal::derive(move || {
        let language = language.get();
        Level::ALL
            .map(|one| Choice::new(one.name(), words::level(language, one)))
            .to_vec()
    });
    let formats = Signal::derive(move || {
        let language = language.get();
        MeasureFormat::ALL
            .map(|one| Choice::new(one.name(), words::format(language, one)))
            .to_vec()
    });
    view! {
        <FreeTextField
            id="title"
            label=told(language, text::name)
            description=told(language, text::name_help)
            value=plan.title
            names
            issue=state.issue("title")
        />
        <FreeTextField
            id="goal"
            is_long=true
            is_optional=true
            label=told(language, text::goal)
            description=told(language, text::goal_help)
            value=plan.goal
            names
            issue=state.issue("goal")
        />
        <CheckboxGroup
            id="areas"
            legend=told(language, text::areas)
            chosen=plan.areas
            choices=Signal::derive(move || words::area_choices(language.get()))
            error=state.error("areas")
        />
        <SelectField
            id="format"
            label=told(language, text::format)
            choices=formats
            value=plan.format
            error=state.error("format")
        />
        <RadioGroup
            id="level"
            legend=told(language, text::level)
            choices=levels
            value=plan.level
            error=state.error("level")
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
    }
    .into_any()
}

/// The parts, a row each.
#[component]
fn Parts(plan: MeasureSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let place_of =
        move |key: usize| parts.with(|parts| parts.iter().position(|part| part.key == key).unwrap_or_default());
    let add = move |_| {
        parts.update(|parts| {
            let key = parts.iter().map(|part| part.key + 1).max().unwrap_or_default();
            parts.push(PartSignals::new(key, MeasurePartForm::default()));
        });
    };
    let is_full = Memo::new(move |_| parts.with(Vec::len) >= MAX_PARTS);
    let is_one = Memo::new(move |_| parts.with(Vec::len) == 1);
    view! {
        <For each=move || parts.get() key=|part| part.key let:part>
            {
                let key = part.key;
                let error = move |field: &'static str| {
                    Signal::derive(move || form.state.error(format!("parts[{}].{field}", place_of(key))).get())
                };
                let remove = move |_| parts.update(|parts| parts.retain(|one| one.key != key));
                view! {
                    <fieldset class="ds-fieldset">
                        <legend class="ds-label">
                            {move || text::part(language.get(), place_of(key) + 1)}
                        </legend>
                        <div class="hr-field-row">
                            <DateField
                                id=format!("parts-{key}-date")
                                label=told(language, text::date)
                                value=part.date
                                error=error("date")
                            />
                            <TimeField
                                id=format!("parts-{key}-start")
                                label=told(language, text::start)
                                value=part.start
                                error=error("start")
                            />
                            <NumberField
                                id=format!("parts-{key}-minutes")
                                label=told(language, text::minutes)
                                value=part.minutes
                                error=error("minutes")
                            />
                        </div>
                        <Show when=move || !is_one.get()>
                            <Button variant=ButtonVariant::Tertiary on:click=remove>
                                {move || text::remove_part(language.get(), place_of(key) + 1)}
                            </Button>
                        </Show>
                    </fieldset>
                }
            }
        </For>
        <Show when=move || !is_full.get()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_part)}</Button>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn WhoFields(plan: MeasureSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <GroupCounts id="groups" legend=text::expected counts=plan.groups form />
        <NumberField
            id="staff"
            label=told(language, text::staff)
            description=told(language, text::staff_help)
            value=plan.staff
            error=state.error("staff")
        />
        <DateField
            id="follow_up_on"
            is_optional=true
            label=told(language, text::follow_up_on)
            description=told(language, text::follow_up_help)
            value=plan.follow_up_on
            error=state.error("follow_up_on")
        />
    }
    .into_any()
}

/// A number for each group of staff.
#[component]
pub(super) fn GroupCounts(
    /// Where the fields' ids begin.
    id: &'static str,
    /// What the numbers are.
    legend: i18n::Text,
    /// What is typed.
    counts: Counts,
    /// The form.
    form: CommandForm,
) -> impl IntoView {
    let language = use_language();
    let fields: Vec<_> = StaffGroup::ALL
        .into_iter()
        .zip(counts)
        .map(|(group, value)| {
            view! {
                <NumberField
                    id=format!("{id}.{}", group.name())
                    is_optional=true
                    label=Signal::derive(move || words::group(language.get(), group).to_owned())
                    value
                    error=form.state.error(format!("groups.{}", group.name()))
                />
            }
        })
        .collect();
    view! {
        <fieldset class="ds-fieldset hr-counts">
            <legend class="ds-label">{say(language, legend)}</legend>
            <div class="hr-field-row">{fields}</div>
        </fieldset>
    }
    .into_any()
}
