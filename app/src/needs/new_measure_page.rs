//! Planning a measure. `?need=survey.area` chooses the need that it answers to.

use domain::ids::MeasureId;
use domain::needs::form::{MeasureForm, OTHER_NEED};
use domain::needs::view::NeedsChoices;
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::{Button, ButtonKind, SelectField, as_ticked, ticked};

use super::api::{create_measure, load_needs_choices, measure_conflicts};
use super::measure_fields::{MeasureFields, MeasureSignals};
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::hours::PlanShare;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, NewPage};
use crate::presentations::unit_choices;
use crate::title::PageTitle;

/// `/needs/measures/new`.
#[component]
pub fn NewMeasurePage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| load_needs_choices());
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("need").unwrap_or_default()));
    let title = told(language, text::new_measure);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage
                title
                lead=text::measure_lead
                list="/needs"
                see_all=text::see_all
                instead=choices.units.is_empty().then_some(text::no_units)
            >
                <NewForm choices asked=asked.get_untracked() />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: NeedsChoices, asked: String) -> impl IntoView {
    let language = use_language();
    let NeedsChoices {
        me,
        units,
        staff,
        needs,
        ..
    } = choices;
    let asked = needs.iter().find(|need| need.value() == asked).cloned();
    let unit = match (&asked, units.first()) {
        (Some(need), _) => need.unit.to_string(),
        (None, Some(unit)) => unit.id.to_string(),
        (None, None) => String::new(),
    };
    let units = StoredValue::new(units);
    let staff_of = move |unit: &str| {
        let at = units.with_value(|units| units.iter().position(|one| one.id.to_string() == unit));
        let known = at.and_then(|at| staff.get(at).copied().flatten());
        known.map(|count| count.to_string()).unwrap_or_default()
    };
    let plan = MeasureSignals::new(MeasureForm {
        staff: staff_of(&unit),
        unit,
        areas: asked.iter().map(|need| need.area.name().to_owned()).collect(),
        need: asked.as_ref().map(|need| need.value()).unwrap_or_default(),
        ..MeasureForm::fresh()
    });
    let needs = StoredValue::new(needs);
    let needs_here = Signal::derive(move || {
        let unit = plan.unit.get();
        needs.with_value(|needs| {
            let here = needs.iter().filter(|need| need.unit.to_string() == unit);
            here.cloned().collect::<Vec<_>>()
        })
    });
    // Another unit has another staff and other needs.
    let first = plan.unit.get_untracked();
    Effect::new(move |before: Option<String>| {
        let unit = plan.unit.get();
        let old = before.unwrap_or_else(|| first.clone());
        if old != unit {
            // A number that was typed stays.
            if plan.staff.get_untracked() == staff_of(&old) {
                plan.staff.set(staff_of(&unit));
            }
            let chosen = plan.need.get_untracked();
            let is_here = needs_here.with_untracked(|here| here.iter().any(|need| need.value() == chosen));
            if !is_here && chosen != OTHER_NEED {
                plan.need.set(String::new());
            }
        }
        unit
    });
    // The area of the need that is chosen is what the measure is about; more can be ticked. That of the one chosen before goes with it.
    Effect::new(move |before: Option<String>| {
        let chosen = plan.need.get();
        if let Some(before) = before.filter(|before| *before != chosen) {
            let area_of = |need: &str| need.split_once('.').map(|(_, area)| area.to_owned());
            let (old, new) = (area_of(&before), area_of(&chosen));
            let mut areas = ticked(&plan.areas.get_untracked());
            areas.retain(|area| Some(area) != old.as_ref() && Some(area) != new.as_ref());
            areas.extend(new);
            plan.areas.set(as_ticked(areas));
        }
        chosen
    });
    let form = CommandForm::new();
    let state = form.state;
    let known = look_up(Signal::derive(move || plan.wanted(None, None)), measure_conflicts);
    // What was begun for one need is not the beginning of another's.
    let begun = asked.as_ref().map_or_else(|| "new".to_owned(), |need| need.value());
    let draft = Draft::keep("measure", &begun, me, plan.kept());
    // The same id for every attempt at the same measure: pressing twice has the effect of once.
    let id = StoredValue::new(None::<MeasureId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = id.get_value().unwrap_or_else(|| MeasureId::new(fresh::ulid()));
        id.set_value(Some(which));
        let parsed = untrack(|| plan.form().parse_new(which)).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_measure, move |made| {
            draft.clear();
            navigate(&format!("/needs/measures/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="unit"
                label=told(language, text::unit)
                choices=Signal::derive(move || units.with_value(|units| unit_choices(language.get(), units)))
                value=plan.unit
                error=state.error("unit")
            />
            <MeasureFields plan form needs=needs_here known />
            <PlanShare intended=Signal::derive(move || plan.intended()) />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_measure)}</Button>
            </div>
        </form>
    }
    .into_any()
}
