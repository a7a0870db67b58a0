//! The fields of a group's head, the same for a new group and an edit.

use domain::groups::form::HeadForm;
use domain::groups::plan::Composition;
use domain::text_guard::NameRule;
use i18n::{groups as text, told, use_language};
use leptos::prelude::*;
use ui::{Choice, Details, NumberField, SelectField};

use super::words;
use crate::form::{FormState, FreeTextField, Names};

/// What is typed, a signal a field.
#[derive(Clone, Copy)]
pub struct HeadSignals {
    pub name: RwSignal<String>,
    pub unit: RwSignal<String>,
    pub semester: RwSignal<String>,
    pub composition: RwSignal<String>,
    pub seats_min: RwSignal<String>,
    pub seats_max: RwSignal<String>,
    pub target: RwSignal<String>,
    pub goal: RwSignal<String>,
    pub room: RwSignal<String>,
    pub co_leader: RwSignal<String>,
    pub recruitment: RwSignal<String>,
    pub budget: RwSignal<String>,
    pub programme: RwSignal<String>,
}

impl HeadSignals {
    /// Starts from a form.
    pub fn new(form: HeadForm) -> Self {
        Self {
            name: RwSignal::new(form.name),
            unit: RwSignal::new(form.unit),
            semester: RwSignal::new(form.semester),
            composition: RwSignal::new(form.composition),
            seats_min: RwSignal::new(form.seats_min),
            seats_max: RwSignal::new(form.seats_max),
            target: RwSignal::new(form.target),
            goal: RwSignal::new(form.goal),
            room: RwSignal::new(form.room),
            co_leader: RwSignal::new(form.co_leader),
            recruitment: RwSignal::new(form.recruitment),
            budget: RwSignal::new(form.budget),
            programme: RwSignal::new(form.programme),
        }
    }

    /// Follows a newer version where nothing was typed. `opened` is what each field started from: a field that stands as
    /// it was opened, or as the newest has it, starts from the newest.
    pub fn follow(self, opened: &mut HeadForm, newest: &HeadForm) {
        let now = newest.clone();
        macro_rules! follow {
            ($($field:ident),+ $(,)?) => {$(
                let typed = self.$field.get_untracked();
                if typed == opened.$field || typed == now.$field {
                    if typed != now.$field {
                        self.$field.set(now.$field.clone());
                    }
                    opened.$field = now.$field;
                }
            )+};
        }
        follow!(
            name,
            composition,
            seats_min,
            seats_max,
            target,
            goal,
            room,
            co_leader,
            recruitment,
            budget,
        );
    }

    /// Stands as a version has it, whatever was typed.
    pub fn set(self, form: HeadForm) {
        let typed = Self::fields(self);
        let now = Self::new(form);
        for ((_, field), (_, value)) in typed.into_iter().zip(now.fields()) {
            field.set(value.get_untracked());
        }
    }

    /// The fields by name, for a draft.
    pub fn fields(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("name", self.name),
            ("unit", self.unit),
            ("semester", self.semester),
            ("composition", self.composition),
            ("seats_min", self.seats_min),
            ("seats_max", self.seats_max),
            ("target", self.target),
            ("goal", self.goal),
            ("room", self.room),
            ("co_leader", self.co_leader),
            ("recruitment", self.recruitment),
            ("budget", self.budget),
            ("programme", self.programme),
        ]
    }

    /// What stands in the fields now; tracks every field.
    pub fn form(self) -> HeadForm {
        HeadForm {
            name: self.name.get(),
            unit: self.unit.get(),
            semester: self.semester.get(),
            composition: self.composition.get(),
            seats_min: self.seats_min.get(),
            seats_max: self.seats_max.get(),
            target: self.target.get(),
            goal: self.goal.get(),
            room: self.room.get(),
            co_leader: self.co_leader.get(),
            recruitment: self.recruitment.get(),
            budget: self.budget.get(),
            programme: self.programme.get(),
        }
    }
}

/// The fields that both forms share; unit and semester are chosen once, when the group is planned.
#[component]
pub fn HeadFields(
    head: HeadSignals,
    form: FormState,
    /// What was confirmed in the form.
    names: Names,
) -> impl IntoView {
    let language = use_language();
    let compositions = Signal::derive(move || {
        let language = language.get();
        let option = |kind: Composition| Choice::new(kind.name(), words::composition(language, kind));
        Composition::ALL.map(option).to_vec()
    });
    view! {
        <FreeTextField
            id="name"
            label=told(language, text::name)
            description=told(language, text::name_help)
            value=head.name
            names
            issue=form.issue("name")
        />
        <SelectField
            id="composition"
            label=told(language, text::composition)
            choices=compositions
            value=head.composition
            error=form.error("composition")
        />
        <div class="hr-field-row">
            <NumberField
                id="seats_min"
                label=told(language, text::seats_min)
                value=head.seats_min
                error=form.error("seats_min")
            />
            <NumberField
                id="seats_max"
                label=told(language, text::seats_max)
                value=head.seats_max
                error=form.error("seats_max")
            />
        </div>
        <Details summary=told(language, text::more)>
            <FreeTextField
                id="target"
                label=told(language, text::target)
                description=told(language, text::target_help)
                value=head.target
                names
                issue=form.issue("target")
            />
            <FreeTextField
                id="goal"
                is_long=true
                label=told(language, text::goal)
                description=told(language, text::goal_help)
                value=head.goal
                names
                issue=form.issue("goal")
            />
            <FreeTextField
                id="room"
                rule=NameRule::Allowed
                label=told(language, text::room)
                value=head.room
                names
                issue=form.issue("room")
            />
            <FreeTextField
                id="co_leader"
                rule=NameRule::Allowed
                label=told(language, text::co_leader)
                value=head.co_leader
                names
                issue=form.issue("co_leader")
            />
            <FreeTextField
                id="recruitment"
                is_long=true
                label=told(language, text::recruitment)
                description=told(language, text::recruitment_help)
                value=head.recruitment
                names
                issue=form.issue("recruitment")
            />
            <FreeTextField
                id="budget"
                is_long=true
                label=told(language, text::budget)
                description=told(language, text::budget_help)
                value=head.budget
                names
                issue=form.issue("budget")
            />
        </Details>
    }
    .into_any()
}
