//! The pupils' sheet of a module: what they learn, what happens, room to write, and where to find help. Notes to the teacher
//! are not on it.

use domain::modules::ModuleHead;
use domain::modules::view::ModuleView;
use domain::run_sheet::Block;
use i18n::{printouts as text, say, told, use_language};
use leptos::prelude::*;

use super::help::HelpSection;
use super::module_sheet::{LessonBlocks, OfModule};
use super::sheet::Sheet;
use crate::title::PageTitle;

/// Lines to write on.
pub(super) const LINES: usize = 6;

/// `/modules/:id/pupils`.
#[component]
pub fn PupilsPage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageTitle text=told(language, text::pupils) />
        <OfModule draw=|view| view! { <Pupils view /> }.into_any() />
    }
}

#[component]
fn Pupils(view: ModuleView) -> impl IntoView {
    let language = use_language();
    let module = view.module;
    let (head, sheet) = (module.content.head, module.content.run_sheet);
    let name = head.title.to_string();
    let goals = goals_of(&head);
    let goals = (!goals.is_empty()).then(|| {
        view! {
            <section aria-labelledby="goals-heading">
                <h2 id="goals-heading">{say(language, text::you_learn)}</h2>
                <ul>{goals.into_iter().map(|goal| view! { <li>{goal}</li> }).collect_view()}</ul>
            </section>
        }
    });
    view! {
        <Sheet back=format!("/modules/{}", module.id) back_text=text::to_module running=name.clone()>
            <article class="hr-printout hr-script">
                <header class="hr-printout-head"><h1>{name}</h1></header>
                {goals}
                <section aria-labelledby="run-sheet-heading">
                    <h2 id="run-sheet-heading">{say(language, text::we_do)}</h2>
                    <LessonBlocks sheet detail=of_block />
                </section>
                <section aria-labelledby="own-heading">
                    <h2 id="own-heading">{say(language, text::own_notes)}</h2>
                    {(0..LINES).map(|_| view! { <div class="hr-write-line" aria-hidden="true"></div> }).collect_view()}
                </section>
                <HelpSection />
            </article>
        </Sheet>
    }
    .into_any()
}

/// The goals, a line each.
pub(super) fn goals_of(head: &ModuleHead) -> Vec<String> {
    let lines = head.goals.as_str().lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn of_block(block: &Block) -> AnyView {
    let goal = block.goal.to_string();
    (!goal.is_empty()).then(|| view! { <p>{goal}</p> }).into_any()
}
