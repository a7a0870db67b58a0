//! Holding a module for a class: where, when, for whom, and what is done in another way.

use domain::choice::Choice as UnitName;
use domain::deliveries::form::PlanForm;
use domain::deliveries::view::{DeliveryChoices, WantedTime};
use domain::groups::view::UnitChoice;
use domain::hours::{HourKind, Intended};
use domain::ids::DeliveryId;
use domain::text::ShortText;
use domain::time::{Occasion, SchoolCalendar};
use i18n::{deliveries as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Button, ButtonKind, Choice, PageHeader, SelectField, Tone};

use super::api::{create_delivery, delivery_conflicts, holding_choices, other_units};
use super::plan_fields::{MoreFields, PlanSignals, TimeFields};
use super::words;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::fresh;
use crate::groups::words as times;
use crate::hours::PlanShare;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, of_address};
use crate::presentations::unit_choices;
use crate::title::PageTitle;

/// The choice of a unit that is neither own nor nearby.
const ELSEWHERE: &str = "elsewhere";

/// `/modules/:id/hold`.
#[component]
pub fn HoldPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(holding_choices);
    view! {
        <PageTitle text=told(language, text::hold) />
        <Loaded of=loaded let:choices>
            <Hold choices />
        </Loaded>
    }
}

#[component]
fn Hold(choices: DeliveryChoices) -> impl IntoView {
    let language = use_language();
    let (module, edition) = (choices.module, choices.edition);
    let title = choices.title.clone();
    let back = format!("← {title}");
    let lead = Signal::derive(move || match edition {
        0 => text::hold_lead_draft(language.get()).to_owned(),
        number => text::hold_lead(language.get(), number),
    });
    view! {
        <p class="hr-back"><A href=format!("/modules/{module}")>{back}</A></p>
        <PageHeader title=told(language, text::hold) lead />
        {choices.is_sensitive.then(|| view! { <Alert tone=Tone::Warning>{say(language, text::sensitive)}</Alert> })}
        <HoldForm choices />
    }
    .into_any()
}

/// Where a lesson is held, as chosen.
#[derive(Clone, Copy)]
struct Where {
    /// One of those near, or [`ELSEWHERE`].
    chosen: RwSignal<String>,
    /// The unit elsewhere.
    other: RwSignal<String>,
}

impl Where {
    fn is_elsewhere(self) -> bool {
        self.chosen.with(|chosen| chosen == ELSEWHERE)
    }

    /// The unit's id.
    fn unit(self) -> String {
        if self.is_elsewhere() {
            self.other.get()
        } else {
            self.chosen.get()
        }
    }
}

#[component]
fn HoldForm(choices: DeliveryChoices) -> impl IntoView {
    let language = use_language();
    let DeliveryChoices {
        me,
        module,
        minutes,
        units,
        ..
    } = choices;
    let plan = PlanSignals::new(PlanForm {
        minutes: minutes.to_string(),
        ..PlanForm::default()
    });
    let first = units
        .first()
        .map_or_else(|| ELSEWHERE.to_owned(), |unit| unit.id.to_string());
    let place = Where {
        chosen: RwSignal::new(first),
        other: RwSignal::new(String::new()),
    };
    let typed = move || PlanForm {
        unit: place.unit(),
        ..plan.form()
    };
    let form = CommandForm::new();
    let state = form.state;
    let mut kept = plan.kept();
    kept.extend([("chosen", place.chosen), ("other", place.other)]);
    let draft = Draft::keep("delivery", &format!("new-{module}"), me, kept);
    let units = StoredValue::new(units);
    let slot = Signal::derive(move || typed().slot());
    let question = Signal::derive(move || {
        Some(WantedTime {
            of: None,
            unit: place.unit().parse().ok()?,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slot: slot.get()?,
        })
    });
    let known = look_up(question, delivery_conflicts);
    let off = Memo::new(move |_| calendar_of(units, &place.unit()).day_off(slot.get()?.date));
    let intended = Signal::derive(move || {
        let of = |slot: Occasion| Intended {
            kind: HourKind::Lesson,
            day: slot.date,
            minutes: slot.minutes.into(),
        };
        slot.get().map(of).into_iter().collect::<Vec<_>>()
    });
    // The same id for every attempt at the same delivery: pressing twice has the effect of once.
    let id = StoredValue::new(None::<DeliveryId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let delivery = id.get_value().unwrap_or_else(|| DeliveryId::new(fresh::ulid()));
        id.set_value(Some(delivery));
        let parsed = untrack(|| typed().parse_new(delivery, module, place.is_elsewhere())).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_delivery, move |made| {
            draft.clear();
            navigate(&format!("/deliveries/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <UnitFields units place plan form />
            <TimeFields plan form />
            {move || off.get().map(|off| view! {
                <p class="hr-conflict">
                    {move || text::date_off(language.get(), times::day_off(language.get(), &off))}
                </p>
            })}
            <ConflictWarnings found=known.found at=slot />
            <NotLookedUp known />
            <PlanShare intended />
            <MoreFields plan form />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_new)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// The calendar of a unit that is near; elsewhere, only public holidays are known.
fn calendar_of(units: StoredValue<Vec<UnitChoice>>, id: &str) -> SchoolCalendar {
    units.with_value(|units| {
        let unit = units.iter().find(|unit| unit.id.to_string() == id);
        unit.map(|unit| unit.calendar.clone()).unwrap_or_default()
    })
}

/// Own units, those nearby, and another with a reason; the list of the others is fetched when it is asked for.
#[component]
fn UnitFields(
    units: StoredValue<Vec<UnitChoice>>,
    place: Where,
    plan: PlanSignals,
    form: CommandForm,
) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    let near = Signal::derive(move || {
        let language = language.get();
        let mut choices = units.with_value(|units| unit_choices(language, units));
        choices.push(Choice::new(ELSEWHERE, text::elsewhere(language)));
        choices
    });
    let is_elsewhere = Memo::new(move |_| place.is_elsewhere());
    let others = RwSignal::new(Vec::<UnitName>::new());
    let failed = RwSignal::new(false);
    Effect::new(move |_| {
        if is_elsewhere.get() && others.with_untracked(Vec::is_empty) {
            spawn_local(async move {
                let answer = other_units().await;
                let _ = failed.try_set(answer.is_err());
                if let Ok(found) = answer {
                    let _ = others.try_set(found);
                }
            });
        }
    });
    let other_choices = Signal::derive(move || {
        others.with(|others| {
            others
                .iter()
                .map(|unit| Choice::new(&unit.value, &unit.name))
                .collect::<Vec<_>>()
        })
    });
    let near_error = state.error("unit");
    view! {
        <SelectField
            id="unit"
            label=told(language, text::unit)
            choices=near
            value=place.chosen
            error=Signal::derive(move || if is_elsewhere.get() { None } else { near_error.get() })
        />
        <Show when=move || is_elsewhere.get()>
            <p>{say(language, text::elsewhere_help)}</p>
            <Show when=move || failed.get()>
                <p class="hr-conflict">{say(language, text::units_failed)}</p>
            </Show>
            <SelectField
                id="other_unit"
                label=told(language, text::other_unit)
                choices=other_choices
                empty=told(language, text::choose_unit)
                value=place.other
                error=near_error
            />
            <FreeTextField
                id="reason"
                label=told(language, text::reason)
                description=told(language, text::reason_help)
                value=plan.reason
                names=form.names
                issue=state.issue("reason")
            />
        </Show>
    }
    .into_any()
}
