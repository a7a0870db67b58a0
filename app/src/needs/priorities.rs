//! The needs that come first, in order, and the measures that answer to them.

use domain::needs::form::parse_priorities;
use domain::needs::{Area, MAX_PRIORITIES};
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Button, ButtonKind, Details, SelectField};

use super::survey_desk::SurveyDesk;
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;

const PLACE: &str = "priorities";

/// How many are proposed when nobody has chosen.
const PROPOSED: usize = 3;

/// The section of the page.
#[component]
pub(super) fn Priorities(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let chosen = desk.part(|view| view.survey.priorities.clone());
    let may_edit = desk.part(|view| view.may_edit);
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::priorities)}</h2>
            {move || match chosen.get() {
                none if none.is_empty() => {
                    view! { <p class="hr-muted">{say(language, text::no_priorities)}</p> }.into_any()
                }
                areas => {
                    let rows: Vec<_> = areas.into_iter().map(|area| view! { <Need desk area /> }).collect();
                    view! { <ol>{rows}</ol> }.into_any()
                }
            }}
            <Show when=move || may_edit.get()>
                <Details summary=told(language, text::choose_priorities)>
                    {move || {
                        // What is chosen now is what the form begins with.
                        chosen.track();
                        view! { <Choose desk /> }
                    }}
                </Details>
            </Show>
        </section>
    }
    .into_any()
}

/// A need, and the measure that answers to it or the way to plan one.
#[component]
fn Need(desk: SurveyDesk, area: Area) -> impl IntoView {
    let language = use_language();
    let survey = desk.id();
    let measure = desk.view.with_untracked(|view| {
        let theirs = view.answered.iter().find(|(answered, _)| *answered == area);
        theirs.map(|(_, measure)| *measure)
    });
    let may_plan = desk.view.with_untracked(|view| view.may_edit);
    let way = match measure {
        // A colleague's, which the reader does not see.
        Some(None) => view! { <span class="hr-muted">{say(language, text::measure)}</span> }.into_any(),
        Some(Some(id)) => {
            let href = format!("/needs/measures/{id}");
            view! { <A href>{say(language, text::see_measure)}</A> }.into_any()
        }
        None if may_plan => {
            let href = format!("/needs/measures/new?need={survey}.{}", area.name());
            view! { <A href>{say(language, text::plan_measure)}</A> }.into_any()
        }
        None => view! { <span class="hr-muted">{say(language, text::no_measure)}</span> }.into_any(),
    };
    view! { <li>{move || words::area(language.get(), area)} " – " {way}</li> }.into_any()
}

#[component]
fn Choose(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let start: Vec<Area> = desk
        .view
        .with_untracked(|view| match view.survey.priorities.as_slice() {
            [] => view.rows.iter().take(PROPOSED).map(|row| row.area).collect(),
            chosen => chosen.to_vec(),
        });
    let typed: [RwSignal<String>; MAX_PRIORITIES] =
        std::array::from_fn(|at| RwSignal::new(start.get(at).map_or("", |area| area.name()).to_owned()));
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let names: Vec<String> = typed.iter().map(|one| one.get_untracked()).collect();
        let parsed = parse_priorities(&names).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::priorities_saved(language).to_owned()),
        );
    };
    let fields: Vec<_> = (0..MAX_PRIORITIES)
        .zip(typed)
        .map(|(at, value)| {
            view! {
                <SelectField
                    id=format!("priority-{at}")
                    is_optional=true
                    label=Signal::derive(move || text::priority(language.get(), at + 1))
                    empty=told(language, text::none_chosen)
                    choices=Signal::derive(move || words::area_choices(language.get()))
                    value
                    error=form.state.error(format!("priority[{at}]"))
                />
            }
        })
        .collect();
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <p>{say(language, text::priorities_help)}</p>
            {fields}
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save_priorities)}</Button>
            </div>
        </form>
    }
    .into_any()
}
