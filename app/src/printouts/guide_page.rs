//! The teacher's guide of a module: all that whoever holds it needs, on paper.

use domain::modules::view::ModuleView;
use domain::modules::{Aim, Link, SafetyNote};
use domain::run_sheet::{Block, packing_list};
use i18n::{format, groups, modules, printouts as text, say, told, use_language};
use leptos::prelude::*;

use super::module_sheet::{LessonBlocks, OfModule};
use super::sheet::{Sheet, fact};
use crate::modules::words;
use crate::title::PageTitle;

/// `/modules/:id/guide`.
#[component]
pub fn GuidePage() -> impl IntoView {
    let language = use_language();
    view! {
        <PageTitle text=told(language, text::guide) />
        <OfModule draw=|view| view! { <Guide view /> }.into_any() />
    }
}

#[component]
fn Guide(view: ModuleView) -> impl IntoView {
    let language = use_language();
    let author = view.name_of(view.module.author).unwrap_or_default().to_owned();
    let ModuleView { module, today, .. } = view;
    let head = module.content.head;
    let sheet = module.content.run_sheet;
    let name = head.title.to_string();
    let spoken = language.get_untracked();
    let running = format!("{name}: {}", text::guide(spoken));
    let (minutes, edition) = (head.minutes.get(), module.edition);
    let facts = [
        (modules::length as i18n::Text, format::duration(spoken, minutes.into())),
        (modules::grades, words::grades(spoken, &head.grades)),
        (modules::subject, head.subject.to_string()),
        (i18n::themes::title, words::themes(spoken, &head.themes)),
        (modules::prerequisites, head.prerequisites.to_string()),
        (modules::author, author),
        (modules::licence, words::licence(spoken, head.licence).to_owned()),
    ];
    let facts: Vec<AnyView> = facts.into_iter().map(|(label, value)| fact(label, value)).collect();
    let packing: Vec<String> = packing_list(&sheet).iter().map(|item| item.name.to_owned()).collect();
    let as_of = move || {
        let day = format::date_medium(language.get(), today);
        match edition {
            0 => text::module_as_of(language.get(), day),
            edition => text::edition_as_of(language.get(), edition, day),
        }
    };
    view! {
        <Sheet back=format!("/modules/{}", module.id) back_text=text::to_module running>
            <article class="hr-printout hr-script">
                <header class="hr-printout-head">
                    <h1>{name}</h1>
                    <p class="hr-printout-kind">{say(language, text::guide)}</p>
                    <p class="hr-lines">{head.summary.to_string()}</p>
                </header>
                <dl class="hr-printout-facts">{facts}</dl>
                {part("goals-heading", modules::goals, head.goals.to_string())}
                <Safety note=head.safety />
                <section aria-labelledby="run-sheet-heading">
                    <h2 id="run-sheet-heading">{say(language, groups::run_sheet)}</h2>
                    <LessonBlocks sheet detail=of_block />
                </section>
                {part("packing-heading", groups::packing, packing.join(", "))}
                <Sources aims=head.aims links=head.links />
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}

fn of_block(block: &Block) -> AnyView {
    view! {
        <dl>
            {fact(groups::goal, block.goal.to_string())} {fact(groups::block_method, block.method.to_string())}
            {fact(groups::block_material, block.material.to_string())} {fact(text::note, block.note.to_string())}
        </dl>
    }
    .into_any()
}

/// A heading with a text below; nothing without one.
fn part(id: &'static str, heading: i18n::Text, words: String) -> AnyView {
    let language = use_language();
    (!words.is_empty())
        .then(|| {
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{say(language, heading)}</h2>
                    <p class="hr-lines">{words}</p>
                </section>
            }
        })
        .into_any()
}

#[component]
fn Safety(note: SafetyNote) -> impl IntoView {
    let language = use_language();
    let SafetyNote {
        duties,
        present,
        afterwards,
        opt_out,
    } = note;
    let parts = [
        (modules::duties as i18n::Text, duties),
        (modules::present, present),
        (modules::afterwards, afterwards),
        (modules::opt_out, opt_out),
    ];
    let is_empty = parts.iter().all(|(_, words)| words.as_str().is_empty());
    (!is_empty)
        .then(|| {
            view! {
                <section class="hr-safety" aria-labelledby="safety-heading">
                    <h2 id="safety-heading">{say(language, modules::safety)}</h2>
                    <dl class="hr-printout-facts">
                        {parts.into_iter().map(|(label, words)| fact(label, words.to_string())).collect_view()}
                    </dl>
                </section>
            }
        })
        .into_any()
}

/// Aims of the curriculum, and addresses that can be typed from the paper.
#[component]
fn Sources(aims: Vec<Aim>, links: Vec<Link>) -> impl IntoView {
    let language = use_language();
    view! {
        {(!aims.is_empty()).then(|| view! {
            <section aria-labelledby="aims-heading">
                <h2 id="aims-heading">{say(language, modules::aims)}</h2>
                <ul>
                    {aims
                        .into_iter()
                        .map(|Aim { code, text }| view! { <li><strong>{code.to_string()}</strong> " " {text.to_string()}</li> })
                        .collect_view()}
                </ul>
            </section>
        })}
        {(!links.is_empty()).then(|| view! {
            <section aria-labelledby="links-heading">
                <h2 id="links-heading">{say(language, modules::links)}</h2>
                <ul>
                    {links
                        .into_iter()
                        .map(|Link { title, address }| view! { <li>{title.to_string()} ": " {address.to_string()}</li> })
                        .collect_view()}
                </ul>
            </section>
        })}
    }
    .into_any()
}
