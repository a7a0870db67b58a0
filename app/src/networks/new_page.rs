//! Planning a meeting.

use domain::hours::{HourKind, Intended};
use domain::ids::NetworkId;
use domain::networks::NetworkForm;
use domain::networks::view::{NetworkChoices, WantedMeeting};
use domain::text::ShortText;
use i18n::{networks as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, Choice, SelectField};

use super::api::{load_network_choices, network_conflicts, plan_network};
use super::plan_fields::{NetworkSignals, PlanFields};
use super::words;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::hours::PlanShare;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, NewPage};
use crate::presentations::unit_choices;
use crate::title::PageTitle;

/// `/networks/new`.
#[component]
pub fn NewNetworkPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| load_network_choices());
    let title = told(language, text::new);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage
                title
                lead=text::new_lead
                list="/networks"
                see_all=text::see_all
                instead=choices.units.is_empty().then_some(text::no_units)
            >
                <NewForm choices />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: NetworkChoices) -> impl IntoView {
    let language = use_language();
    let NetworkChoices { me, units } = choices;
    let plan = NetworkSignals::new(NetworkForm {
        unit: units.first().map(|unit| unit.id.to_string()).unwrap_or_default(),
        ..NetworkForm::fresh()
    });
    let units = StoredValue::new(units);
    let all = Signal::derive(move || units.with_value(|units| unit_choices(language.get(), units)));
    let offered: Signal<Vec<Choice>> = Signal::derive(move || {
        let unit = plan.unit.get();
        all.get().into_iter().filter(|choice| choice.value != unit).collect()
    });
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep("network", "new", me, plan.kept());
    let slot = Signal::derive(move || plan.form().slot());
    let question = Signal::derive(move || {
        Some(WantedMeeting {
            of: None,
            unit: plan.unit.get().parse().ok()?,
            place: ShortText::parse(&plan.place.get()).unwrap_or_default(),
            slot: slot.get()?,
        })
    });
    let known = look_up(question, network_conflicts);
    let intended = Signal::derive(move || {
        let of = |slot: domain::time::Occasion| Intended {
            kind: HourKind::Networks,
            day: slot.date,
            minutes: slot.minutes.into(),
        };
        slot.get().map(of).into_iter().collect::<Vec<_>>()
    });
    // The same id for every attempt at the same meeting: pressing twice has the effect of once.
    let id = StoredValue::new(None::<NetworkId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = id.get_value().unwrap_or_else(|| NetworkId::new(fresh::ulid()));
        id.set_value(Some(which));
        let parsed = untrack(|| plan.form().parse_new(which)).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, plan_network, move |made| {
            draft.clear();
            navigate(&format!("/networks/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="unit"
                label=told(language, text::unit)
                choices=all
                value=plan.unit
                error=state.error("unit")
            />
            <PlanFields plan form offered />
            <ConflictWarnings found=known.found at=slot />
            <NotLookedUp known />
            <PlanShare intended />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_new)}</Button>
            </div>
        </form>
    }
    .into_any()
}
