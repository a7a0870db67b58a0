//! The grade of the pupil on each seat. Seats have numbers and grades, never names (domain brief, 2.1).

use domain::groups::{Grade, GroupCommand};
use i18n::{groups as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Choice, Details, SelectField};

use super::plan::Planner;
use super::words;

/// A list to choose from for each seat; unfolds.
#[component]
pub fn Grades(planner: Planner) -> impl IntoView {
    let language = use_language();
    let seats = Memo::new(move |_| planner.view.with(|view| view.group.seats_max.get()));
    view! {
        <Details summary=told(language, text::grades)>
            <p>{say(language, text::grades_help)}</p>
            <div class="hr-grades">
                <For each=move || 1..=seats.get() key=|seat| *seat let:seat>
                    <SeatGrade planner seat />
                </For>
            </div>
        </Details>
    }
    .into_any()
}

#[component]
fn SeatGrade(planner: Planner, seat: u8) -> impl IntoView {
    let language = use_language();
    let known = Memo::new(move |_| planner.view.with(|view| view.group.grades.get(&seat).copied()));
    let value = RwSignal::new(name(known.get_untracked()));
    Effect::new(move |_| {
        let shown = name(known.get());
        if value.get_untracked() != shown {
            value.set(shown);
        }
    });
    Effect::new(move |before: Option<String>| {
        let chosen = value.get();
        let grade = Grade::ALL.into_iter().find(|grade| grade.name() == chosen);
        if before.is_some() && grade != known.get_untracked() {
            planner.send(GroupCommand::SetGrade { seat, grade });
        }
        chosen
    });
    let choices = Signal::derive(move || {
        let language = language.get();
        let choice = |grade: Grade| Choice::new(grade.name(), words::grade(language, grade));
        Grade::ALL.map(choice).to_vec()
    });
    view! {
        <SelectField
            id=format!("grade-{seat}")
            label=Signal::derive(move || text::grade_of(language.get(), seat))
            value
            choices
            empty=told(language, text::no_grade)
        />
    }
    .into_any()
}

fn name(grade: Option<Grade>) -> String {
    grade.map_or_else(String::new, |grade| grade.name().to_owned())
}
