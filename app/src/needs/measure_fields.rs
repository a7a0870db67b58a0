//! The fields of a measure's plan, for a new one and one that is changed.

use std::collections::BTreeMap;

use domain::hours::{HourKind, Intended};
use domain::ids::MeasureId;
use domain::needs::form::{MeasureForm, MeasurePartForm, OTHER_NEED};
use domain::needs::view::{NeedChoice, WantedParts};
use domain::needs::{Level, MeasureFormat, StaffGroup};
use domain::text::{OccasionMinutes, ShortText};
use domain::text_guard::NameRule;
use domain::time::parse_date;
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use ui::{CheckboxGroup, Choice, DateField, NumberField, RadioGroup, SelectField, as_ticked, ticked};

use super::measure_parts::{PartSignals, Parts};
use super::words;
use crate::conflicts::LookUp;
use crate::form::{CommandForm, FreeTextField, Rows};

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
    materials: RwSignal<String>,
    pub(super) parts: Rows<PartSignals>,
    follow_up_on: RwSignal<String>,
}

impl MeasureSignals {
    pub(super) fn new(form: MeasureForm) -> Self {
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
            materials: RwSignal::new(form.materials),
            parts: Rows::new(form.parts),
            follow_up_on: RwSignal::new(form.follow_up_on),
        }
    }

    /// The parts as far as their date and length can be read, for the planner's share.
    pub(super) fn intended(self) -> Vec<Intended> {
        let of = |one: MeasurePartForm| {
            Some(Intended {
                kind: HourKind::Measure,
                day: parse_date(&one.date).ok()?,
                minutes: OccasionMinutes::parse(&one.minutes).ok()?.into(),
            })
        };
        self.parts.forms().into_iter().filter_map(of).collect()
    }

    /// What else may be booked while the parts are; nothing while none can be read, or while all is as in `saved`.
    pub(super) fn wanted(self, of: Option<MeasureId>, saved: Option<&WantedParts>) -> Option<WantedParts> {
        let wanted = WantedParts {
            of,
            unit: self.unit.get().parse().ok()?,
            place: ShortText::parse(&self.place.get()).ok()?,
            slots: self.parts.forms().iter().filter_map(MeasurePartForm::slot).collect(),
        };
        (!wanted.slots.is_empty() && Some(&wanted) != saved).then_some(wanted)
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> MeasureForm {
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
            materials: self.materials.get(),
            parts: self.parts.forms(),
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
            ("materials", self.materials),
            ("follow_up_on", self.follow_up_on),
            ("parts", self.parts.as_field()),
        ];
        kept.extend(StaffGroup::ALL.map(StaffGroup::name).into_iter().zip(self.groups));
        kept
    }
}

/// All of the plan, but for the unit.
#[component]
pub(super) fn MeasureFields(
    plan: MeasureSignals,
    form: CommandForm,
    needs: Signal<Vec<NeedChoice>>,
    /// What else is booked at the times that are typed.
    known: LookUp,
) -> impl IntoView {
    view! {
        <WhyFields plan form needs />
        <WhatFields plan form />
        <Parts plan form known />
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
        <FreeTextField
            id="materials"
            is_long=true
            is_optional=true
            rule=NameRule::Allowed
            label=told(language, text::materials)
            description=told(language, text::materials_help)
            value=plan.materials
            names
            issue=state.issue("materials")
        />
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
