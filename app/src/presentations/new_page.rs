//! Planning one presentation.

use std::collections::BTreeSet;

use domain::groups::view::UnitChoice;
use domain::hours::{Intended, talk_for};
use domain::ids::PresentationId;
use domain::languages::Tongue;
use domain::outreach::Audience;
use domain::presentations::form::PlanForm;
use domain::presentations::view::{PresentationChoices, WantedTimes};
use domain::text::ShortText;
use domain::time::{Occasion, SchoolCalendar};
use i18n::{groups, presentations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Button, ButtonKind, Choice, SelectField, Tone, ticked};

use super::api::{create_presentation, planning_choices, presentation_conflicts};
use super::plan_fields::{NameFields, PlaceFields, PlanSignals, TimeFields};
use super::tongues::Tongues;
use super::words;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::groups::words as times;
use crate::hours::PlanShare;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, NewPage};
use crate::title::PageTitle;

/// `/presentations/new`.
#[component]
pub fn NewPresentationPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| planning_choices());
    let title = told(language, text::new);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage
                title
                list="/presentations"
                see_all=text::see_all
                instead=choices.units.is_empty().then_some(text::no_units)
            >
                <NewForm choices />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: PresentationChoices) -> impl IntoView {
    let language = use_language();
    let PresentationChoices { me, units, .. } = choices;
    let plan = PlanSignals::new(PlanForm {
        unit: units.first().map(|unit| unit.id.to_string()).unwrap_or_default(),
        ..PlanForm::default()
    });
    let tongues = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let mut kept = plan.kept();
    kept.push(("tongues", tongues));
    let draft = Draft::keep("presentation", "new", me, kept);
    let units = StoredValue::new(units);
    let slot = Signal::derive(move || plan.form().slot());
    let question = Signal::derive(move || {
        Some(WantedTimes {
            of: None,
            unit: plan.unit.get().parse().ok()?,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slots: vec![slot.get()?],
        })
    });
    let known = look_up(question, presentation_conflicts);
    let off = Memo::new(move |_| calendar_of(units, &plan.unit.get()).day_off(slot.get()?.date));
    let intended = Signal::derive(move || {
        let audiences = ticked(&plan.audiences.get());
        let audiences: BTreeSet<Audience> = audiences.iter().filter_map(|name| Audience::from_name(name)).collect();
        let of = |slot: Occasion| Intended {
            kind: talk_for(&audiences),
            day: slot.date,
            minutes: slot.minutes.into(),
        };
        let is_known = !audiences.is_empty();
        slot.get().filter(|_| is_known).map(of).into_iter().collect::<Vec<_>>()
    });
    // The same id for every attempt at the same presentation: pressing twice has the effect of once.
    let id = StoredValue::new(None::<PresentationId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let presentation = id.get_value().unwrap_or_else(|| PresentationId::new(fresh::ulid()));
        id.set_value(Some(presentation));
        let tags = ticked(&tongues.get_untracked());
        let parsed = untrack(|| plan.form().parse_new(presentation, &tags)).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_presentation, move |made| {
            draft.clear();
            navigate(&format!("/presentations/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <NameFields plan form />
            <UnitField units plan form />
            <TimeFields plan form />
            {move || off.get().map(|off| view! {
                <p class="hr-conflict">
                    {move || text::date_off(language.get(), times::day_off(language.get(), &off))}
                </p>
            })}
            <ConflictWarnings found=known.found at=slot />
            <NotLookedUp known />
            <PlanShare intended />
            <PlaceFields plan form />
            <Alert tone=Tone::Info>{say(language, text::no_children)}</Alert>
            <Tongues
                id="tongue"
                label=text::interpreters_needed
                add=text::add_interpreter
                chosen=tongues
                offered=Tongue::is_interpreted
                error=state.error("tongue")
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_new)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The calendar of the unit with this id.
pub(super) fn calendar_of(units: StoredValue<Vec<UnitChoice>>, id: &str) -> SchoolCalendar {
    units.with_value(|units| {
        let unit = units.iter().find(|unit| unit.id.to_string() == id);
        unit.map(|unit| unit.calendar.clone()).unwrap_or_default()
    })
}

/// Units to choose from, those nearby said to be so.
pub(crate) fn unit_choices(language: i18n::Language, units: &[UnitChoice]) -> Vec<Choice> {
    let choice = |unit: &UnitChoice| {
        let name = if unit.placed {
            unit.name.clone()
        } else {
            groups::nearby(language, &unit.name)
        };
        Choice::new(unit.id.to_string(), name)
    };
    units.iter().map(choice).collect()
}

#[component]
pub(super) fn UnitField(units: StoredValue<Vec<UnitChoice>>, plan: PlanSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    view! {
        <SelectField
            id="unit"
            label=told(language, text::unit)
            choices=Signal::derive(move || units.with_value(|units| unit_choices(language.get(), units)))
            value=plan.unit
            error=form.state.error("unit")
        />
    }
    .into_any()
}
