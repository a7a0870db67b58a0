//! Opening a survey.

use domain::ids::SurveyId;
use domain::needs::StaffGroup;
use domain::needs::form::SurveyForm;
use domain::needs::view::NeedsChoices;
use domain::time::length::ToLength as _;
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, SelectField};

use super::api::{load_needs_choices, open_survey};
use super::survey_fields::{SurveyFields, SurveySignals};
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::page_frame::{Loaded, NewPage};
use crate::presentations::unit_choices;
use crate::title::PageTitle;

/// How long a survey is open when nothing else is said.
const USUAL_DAYS: i64 = 14;

/// `/needs/surveys/new`.
#[component]
pub fn NewSurveyPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| load_needs_choices());
    let title = told(language, text::new_survey);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage
                title
                lead=text::survey_lead
                list="/needs"
                see_all=text::see_all
                instead=choices.units.is_empty().then_some(text::no_units)
            >
                <NewForm choices />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: NeedsChoices) -> impl IntoView {
    let language = use_language();
    let NeedsChoices {
        me,
        units,
        staff,
        today,
        ..
    } = choices;
    let known = move |staff: Option<u16>| staff.map(|count| count.to_string()).unwrap_or_default();
    let survey = SurveySignals::new(SurveyForm {
        unit: units.first().map(|unit| unit.id.to_string()).unwrap_or_default(),
        audience: StaffGroup::ALL.map(|group| group.name().to_owned()).to_vec(),
        invited: known(staff.first().copied().flatten()),
        closes_on: today.saturating_add(USUAL_DAYS.days()).to_string(),
    });
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep("survey", "new", me, survey.kept());
    let units = StoredValue::new(units);
    // Another unit has another staff.
    let first = survey.unit.get_untracked();
    Effect::new(move |before: Option<String>| {
        let unit = survey.unit.get();
        let old = before.unwrap_or_else(|| first.clone());
        let staff_of = |unit: &str| {
            let at = units.with_value(|units| units.iter().position(|one| one.id.to_string() == unit));
            known(at.and_then(|at| staff.get(at).copied().flatten()))
        };
        // A number that was typed stays.
        if old != unit && survey.invited.get_untracked() == staff_of(&old) {
            survey.invited.set(staff_of(&unit));
        }
        unit
    });
    // The same id for every attempt at the same survey: pressing twice has the effect of once.
    let id = StoredValue::new(None::<SurveyId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = id.get_value().unwrap_or_else(|| SurveyId::new(fresh::ulid()));
        id.set_value(Some(which));
        let parsed = untrack(|| survey.form().parse_new(which, today)).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, open_survey, move |made| {
            draft.clear();
            navigate(&format!("/needs/surveys/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="unit"
                label=told(language, text::unit)
                choices=Signal::derive(move || units.with_value(|units| unit_choices(language.get(), units)))
                value=survey.unit
                error=state.error("unit")
            />
            <SurveyFields survey form />
            <p class="hr-muted">{say(language, text::anonymous)}</p>
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::open_survey)}</Button>
            </div>
        </form>
    }
    .into_any()
}
