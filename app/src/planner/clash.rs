//! Edits that met a colleague's, side by side: mine and theirs, and a choice for each.

use std::borrow::Cow;

use domain::clash::{Clash, ClashRow, Seen, What};
use domain::run_sheet::BlockField;
use i18n::{Language, format, groups as text, parts, say, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonVariant, Tone};

use super::plan::Plan;
use super::work::Planner;

/// Everything that waits for a choice; not there when nothing does.
#[component]
pub fn ClashList<P: Plan>(planner: Planner<P>) -> impl IntoView {
    let language = use_language();
    let clashes = planner.clashes;
    view! {
        <Show when=move || !clashes.with(Vec::is_empty)>
            <Alert tone=Tone::Warning is_answer=true>
                <h2>{say(language, text::conflict_title)}</h2>
                <p>{say(language, text::conflict_help)}</p>
                {move || {
                    let language = language.get();
                    clashes.get().into_iter().enumerate().map(|(place, clash)| one(language, planner, place, &clash)).collect_view()
                }}
            </Alert>
        </Show>
    }
    .into_any()
}

fn one<P: Plan>(language: Language, planner: Planner<P>, place: usize, clash: &Clash<P::Command>) -> AnyView {
    let shown = |row: &ClashRow, value: &Seen| {
        planner
            .view
            .with_untracked(|view| seen::<P>(language, view, &row.what, value))
    };
    let has_mine = clash.mine.is_some();
    let rows: Vec<_> = clash
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">{what::<P>(language, &row.what)}</th>
                    <td>{shown(row, &row.mine)}</td>
                    <td>{shown(row, &row.theirs)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="hr-clash">
            {clash.rule.as_deref().map(|rule| view! { <p>{P::rule_text(language, rule).into_owned()}</p> })}
            {(!rows.is_empty()).then(|| view! {
                <table class="ds-table">
                    <thead>
                        <tr>
                            <th scope="col">{text::clash_what(language)}</th>
                            <th scope="col">{text::clash_mine(language)}</th>
                            <th scope="col">{text::clash_theirs(language)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
            <div class="hr-actions">
                {has_mine.then(|| view! {
                    <Button on:click=move |_| planner.settle(place, true)>{text::clash_take_mine(language)}</Button>
                })}
                <Button variant=ButtonVariant::Secondary on:click=move |_| planner.settle(place, false)>
                    {text::clash_keep_theirs(language)}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

fn what<P: Plan>(language: Language, what: &What) -> String {
    match what {
        What::Field { step, field } => format!("«{step}»: {}", block_field(language, field)),
        What::Block { step } => format!("«{step}»"),
        own => P::what(language, own),
    }
}

fn block_field(language: Language, field: &BlockField) -> &'static str {
    match field {
        BlockField::Minutes(_) => text::block_minutes(language),
        BlockField::Step(_) => text::block_step(language),
        BlockField::Method(_) => text::block_method(language),
        BlockField::Material(_) => text::block_material(language),
        BlockField::Note(_) => text::block_note(language),
        BlockField::Goal(_) => text::block_goal(language),
        BlockField::Speaker(_) => parts::speaker(language),
        BlockField::Break(_) => parts::is_break(language),
        BlockField::Lock(_) => text::block_lock_field(language),
        BlockField::MinMinutes(_) => text::block_min_minutes(language),
        BlockField::Actual(_) => text::block_actual(language),
    }
}

/// What chosen names are called, by what the choice is about.
pub type ChoiceWords = fn(Language, &What, &[Cow<'static, str>]) -> String;

/// A value that needs no plan to be told: a text, minutes, what was chosen from a list.
pub fn seen_alone(language: Language, what: &What, value: &Seen, choices: ChoiceWords) -> String {
    match value {
        Seen::Choices(names) if !names.is_empty() => choices(language, what, names),
        other => plain(language, other).unwrap_or_default(),
    }
}

fn seen<P: Plan>(language: Language, view: &P::View, what: &What, value: &Seen) -> String {
    plain(language, value).unwrap_or_else(|| P::seen(language, view, what, value))
}

/// What every plan tells alike; `None` for what is a plan's own.
fn plain(language: Language, value: &Seen) -> Option<String> {
    let empty = || text::clash_empty(language).to_owned();
    Some(match value {
        Seen::Gone => text::clash_gone(language).to_owned(),
        Seen::Text(words) if words.is_empty() => empty(),
        Seen::Text(words) => words.clone(),
        Seen::Minutes(minutes) => format::duration(language, (*minutes).into()),
        Seen::Clock(clock) => clock.map_or_else(empty, |clock| format::time(language, clock)),
        Seen::After(Some(step)) => text::clash_after(language, step),
        Seen::After(None) => text::clash_first(language).to_owned(),
        Seen::Choices(names) if names.is_empty() => empty(),
        _ => return None,
    })
}
