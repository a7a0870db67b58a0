//! The form that adds a step.

use domain::choice::Choice as Named;
use domain::coverage::Kind;
use domain::coverage::drafts::view::{PlacedChoice, WhatIfView};
use domain::coverage::drafts::{StepForm, StepKind, WhatIfCommand};
use i18n::{Text, say, told, use_language, what_if as text};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, Choice, DateField, NumberField, SelectField};

use super::api::change_coverage_draft;
use super::words;
use crate::coverage::words::kind as measure_name;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FormState, tell_saved};

/// The fields, as typed.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    placement: RwSignal<String>,
    person: RwSignal<String>,
    unit: RwSignal<String>,
    percent: RwSignal<String>,
    on: RwSignal<String>,
    measure: RwSignal<String>,
    number: RwSignal<String>,
    pupils: RwSignal<String>,
    competence: RwSignal<String>,
    staff: RwSignal<String>,
}

impl Typed {
    fn new(day: String) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            kind: empty(),
            placement: empty(),
            person: empty(),
            unit: empty(),
            percent: RwSignal::new("100".to_owned()),
            on: RwSignal::new(day),
            measure: empty(),
            number: RwSignal::new("1".to_owned()),
            pupils: empty(),
            competence: empty(),
            staff: empty(),
        }
    }

    fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        vec![
            ("kind", self.kind),
            ("placement", self.placement),
            ("person", self.person),
            ("unit", self.unit),
            ("percent", self.percent),
            ("on", self.on),
            ("measure", self.measure),
            ("number", self.number),
            ("pupils", self.pupils),
            ("competence", self.competence),
            ("staff", self.staff),
        ]
    }

    fn form(self) -> StepForm {
        let text = |field: RwSignal<String>| field.get_untracked();
        StepForm {
            kind: text(self.kind),
            placement: text(self.placement),
            person: text(self.person),
            unit: text(self.unit),
            percent: text(self.percent),
            on: text(self.on),
            measure: text(self.measure),
            number: text(self.number),
            pupils: text(self.pupils),
            competence: text(self.competence),
            staff: text(self.staff),
        }
    }
}

/// What can be chosen from.
#[derive(Clone, Copy)]
struct Offered {
    placements: Signal<Vec<Choice>>,
    units: Signal<Vec<Choice>>,
    people: Signal<Vec<Choice>>,
}

/// The section of the page.
#[component]
pub(super) fn StepEditor(view: WhatIfView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let (id, version) = (view.row.id, view.row.version);
    let (first, last) = (view.row.period.first(), view.row.period.last());
    let typed = Typed::new(view.today.clamp(first, last).to_string());
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep("what_if_step", &id.to_string(), view.reader, typed.kept());
    let announcer = use_context::<Announcer>();
    let placements = view.placements;
    let offered = Offered {
        placements: Signal::derive(move || {
            let language = language.get();
            let choice = |one: &PlacedChoice| Choice::new(one.id.to_string(), words::placement(language, one));
            placements.iter().map(choice).collect()
        }),
        units: Signal::stored(choices(view.units)),
        people: Signal::stored(choices(view.people)),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = typed
            .form()
            .parse()
            .map(|step| (WhatIfCommand::Add { id, step }, Some(version)));
        form.submit(&event, parsed, change_coverage_draft, move |_: u64| {
            draft.clear();
            tell_saved(announcer, text::added(language.get_untracked()));
            changed.run(());
        });
    };
    let kinds = Signal::derive(move || {
        let language = language.get();
        StepKind::ALL
            .map(|kind| Choice::new(kind.name(), words::step_kind(language, kind)))
            .to_vec()
    });
    let fields =
        move || StepKind::from_name(&typed.kind.get()).map(|kind| view! { <Fields kind typed offered state /> });
    view! {
        <section class="hr-section" aria-labelledby="add-heading">
            <h2 id="add-heading">{say(language, text::add_step)}</h2>
            <DraftNote draft />
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="kind"
                    label=told(language, text::kind)
                    empty=told(language, text::choose)
                    choices=kinds
                    value=typed.kind
                    error=state.error("kind")
                />
                {fields}
                <Failure error=state.failure() />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::add)}</Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn choices(of: Vec<Named>) -> Vec<Choice> {
    of.into_iter().map(|one| Choice::new(one.value, one.name)).collect()
}

/// The fields of a kind of step.
#[component]
fn Fields(kind: StepKind, typed: Typed, offered: Offered, state: FormState) -> impl IntoView {
    let language = use_language();
    let select = move |id: &'static str, label: Text, choices: Signal<Vec<Choice>>, value: RwSignal<String>| {
        view! {
            <SelectField
                id=id
                label=told(language, label)
                empty=told(language, text::choose)
                choices=choices
                value=value
                error=state.error(id)
            />
        }
    };
    let number = move |id: &'static str, label: Text, value: RwSignal<String>, is_optional: bool| {
        view! {
            <NumberField id=id label=told(language, label) value=value error=state.error(id) is_optional=is_optional />
        }
    };
    let day = move |label: Text| {
        view! { <DateField id="on" label=told(language, label) value=typed.on error=state.error("on") /> }
    };
    let placement = move || select("placement", text::placement, offered.placements, typed.placement);
    let percent = move || number("percent", text::percent, typed.percent, false);
    match kind {
        StepKind::Move => view! {
            {placement()}
            {select("unit", text::to_unit, offered.units, typed.unit)}
            {percent()}
            {day(text::from)}
        }
        .into_any(),
        StepKind::End => view! {
            {placement()}
            {day(text::last_day)}
        }
        .into_any(),
        StepKind::Add => view! {
            <SelectField
                id="person"
                label=told(language, text::person)
                empty=told(language, text::nobody)
                choices=offered.people
                value=typed.person
                error=state.error("person")
            />
            {select("unit", text::unit, offered.units, typed.unit)}
            {percent()}
            {day(text::from)}
        }
        .into_any(),
        StepKind::Measure => {
            let kinds = Signal::derive(move || {
                let language = language.get();
                Kind::ALL
                    .map(|kind| Choice::new(kind.name(), measure_name(language, kind)))
                    .to_vec()
            });
            view! {
                {select("measure", text::measure, kinds, typed.measure)}
                {select("unit", text::unit, offered.units, typed.unit)}
                {day(text::measure_on)}
                {number("number", text::number, typed.number, false)}
                {number("pupils", text::pupils, typed.pupils, true)}
                {number("competence", text::competence, typed.competence, true)}
                {number("staff", text::staff, typed.staff, true)}
            }
            .into_any()
        }
    }
}
