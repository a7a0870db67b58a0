//! Planning a course.

use domain::courses::form::EventForm;
use domain::courses::view::EventChoices;
use domain::ids::EventId;
use domain::issue::{Issue, IssueCode};
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, Choice, SelectField};

use super::api::{course_choices, course_conflicts, create_course};
use super::plan_fields::{PlanFields, PlanSignals};
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::hours::PlanShare;
use crate::look_up::look_up;
use crate::page_frame::{Loaded, NewPage};
use crate::title::PageTitle;

/// `/courses/new`.
#[component]
pub fn NewCoursePage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| course_choices());
    let title = told(language, text::new);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage title lead=text::approvals_help list="/courses" see_all=text::see_all>
                <NewForm choices />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: EventChoices) -> impl IntoView {
    let language = use_language();
    let EventChoices {
        me,
        name,
        email,
        advisers,
        today,
    } = choices;
    let plan = PlanSignals::new(EventForm {
        contact: name,
        contact_email: email,
        ..EventForm::fresh()
    });
    let adviser = RwSignal::new(String::new());
    let names_adviser = !advisers.is_empty();
    let form = CommandForm::new();
    let state = form.state;
    let wanted = Signal::derive(move || plan.wanted(None, adviser.get().parse().ok(), &[]));
    let known = look_up(wanted, course_conflicts);
    let mut kept = plan.kept();
    kept.push(("adviser", adviser));
    let draft = Draft::keep("course", "new", me, kept);
    // The same id for every attempt at the same course: pressing twice has the effect of once.
    let id = StoredValue::new(None::<EventId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let course = id.get_value().unwrap_or_else(|| EventId::new(fresh::ulid()));
        id.set_value(Some(course));
        let named = adviser.get_untracked().parse().ok();
        let mut parsed = untrack(|| plan.form().parse_new(course, named, today));
        if names_adviser && named.is_none() {
            let mut issues = vec![Issue::new("adviser", IssueCode::Required)];
            issues.extend(parsed.err().unwrap_or_default());
            parsed = Err(issues);
        }
        let navigate = navigate.clone();
        form.submit(&event, parsed.map(|new| (new, None)), create_course, move |made| {
            draft.clear();
            navigate(&format!("/courses/{made}"), Default::default());
        });
    };
    let advisers: Vec<Choice> = advisers
        .into_iter()
        .map(|one| Choice::new(one.value, one.name))
        .collect();
    let offered = StoredValue::new(advisers);
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            {names_adviser.then(|| view! {
                <SelectField
                    id="adviser"
                    label=told(language, text::adviser)
                    empty=told(language, text::choose_adviser)
                    choices=Signal::derive(move || offered.get_value())
                    value=adviser
                    error=state.error("adviser")
                />
            })}
            <PlanFields plan form today known />
            <PlanShare intended=Signal::derive(move || plan.intended()) />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_new)}</Button>
            </div>
        </form>
    }
    .into_any()
}
