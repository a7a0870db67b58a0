//! Edits that met a colleague's, side by side: mine and theirs, and a choice for each.

use domain::clash::Clash;
use domain::groups::rebase::{ClashRow, Seen, What};
use domain::run_sheet::BlockField;
use i18n::{Language, format, groups as text, say, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonVariant, Tone};

use super::leaders;
use super::planner::Planner;
use super::words;

/// Everything that waits for a choice; not there when nothing does.
#[component]
pub fn ClashList(planner: Planner) -> impl IntoView {
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

fn one(language: Language, planner: Planner, place: usize, clash: &Clash) -> AnyView {
    let has_mine = clash.mine.is_some();
    let rows: Vec<_> = clash
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">{what(language, row)}</th>
                    <td>{seen(language, planner, &row.mine)}</td>
                    <td>{seen(language, planner, &row.theirs)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="hr-clash">
            {clash.rule.as_deref().map(|rule| view! { <p>{words::rule(language, rule)}</p> })}
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

fn what(language: Language, row: &ClashRow) -> String {
    match &row.what {
        What::Head(field) => head_field(language, field).to_owned(),
        What::Slot(number) => format!("{}: {}", text::session(language, number), text::clash_slot(language)),
        What::Theme(number) => text::theme_of(language, number),
        What::Goal(number) => text::field_goal(language, number),
        What::Grade(seat) => text::field_grade(language, seat),
        What::State(number) => format!("{}: {}", text::session(language, number), text::col_stage(language)),
        What::Responsible => text::responsible(language).to_owned(),
        What::Leader => text::leader(language).to_owned(),
        What::Seat { number, seat } => {
            format!("{}: {}", text::session(language, number), text::seat(language, seat))
        }
        What::Field { step, field } => format!("«{step}»: {}", block_field(language, field)),
        What::Block { step } => format!("«{step}»"),
    }
}

fn head_field(language: Language, field: &str) -> &'static str {
    match field {
        "name" => text::name(language),
        "composition" => text::composition(language),
        "seats_min" => text::seats_min(language),
        "seats_max" => text::seats_max(language),
        "target" => text::target(language),
        "goal" => text::goal(language),
        "recruitment" => text::recruitment(language),
        "budget" => text::budget(language),
        "room" => text::room(language),
        _ => text::co_leader(language),
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
        BlockField::Lock(_) => text::block_lock_field(language),
        BlockField::MinMinutes(_) => text::block_min_minutes(language),
        BlockField::Actual(_) => text::block_actual(language),
    }
}

fn seen(language: Language, planner: Planner, value: &Seen) -> String {
    match value {
        Seen::Gone => text::clash_gone(language).to_owned(),
        Seen::Text(words) if words.is_empty() => text::clash_empty(language).to_owned(),
        Seen::Text(words) => words.clone(),
        Seen::Minutes(minutes) => format::duration(language, (*minutes).into()),
        Seen::Clock(clock) => clock.map_or_else(
            || text::clash_empty(language).to_owned(),
            |clock| format::time(language, clock),
        ),
        Seen::Slot(slot) => words::slot(language, slot),
        Seen::State(name) => words::state(language, name).to_owned(),
        Seen::Closing(closing) => {
            let reflection = &closing.reflection;
            let figures = words::closing(language, closing);
            [&figures, reflection.worked.as_str(), reflection.next_time.as_str()]
                .join(" ")
                .trim_end()
                .to_owned()
        }
        Seen::Tick(Some(true)) => text::present(language).to_owned(),
        Seen::Tick(Some(false)) => text::absent(language).to_owned(),
        Seen::Tick(None) => text::clash_empty(language).to_owned(),
        Seen::Composition(kind) => words::composition(language, *kind).to_owned(),
        Seen::Seats(seats) => seats.to_string(),
        Seen::Person(person) => leaders::name_of(planner, *person).unwrap_or_default(),
        Seen::After(Some(step)) => text::clash_after(language, step),
        Seen::After(None) => text::clash_first(language).to_owned(),
        Seen::Grade(grade) => grade
            .map_or(text::no_grade(language), |grade| words::grade(language, grade))
            .to_owned(),
    }
}
