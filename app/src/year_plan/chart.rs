//! The plan as a table with a column a week. Weeks that look alike are one cell.

use domain::year_plan::{GroupBar, Lane, Run, SchoolWeek, YearPlan, runs, week_at, weeks};
use i18n::{Language, format, use_language, year_plan as text};
use leptos::prelude::*;
use leptos_router::components::A;

use super::words;
use crate::groups::too_few;

/// The table.
#[component]
pub fn Chart(plan: YearPlan) -> impl IntoView {
    let language = use_language();
    let table = move || draw(language.get(), &plan);
    view! { <div class="hr-year-chart">{table}</div> }
}

fn draw(language: Language, plan: &YearPlan) -> AnyView {
    let weeks = weeks(plan.year);
    let count = weeks.len();
    let now = week_at(plan.year, plan.today);
    let lanes: Vec<AnyView> = plan
        .lanes
        .iter()
        .map(|lane| body(language, plan, lane, count))
        .collect();
    view! {
        <table>
            <caption class="ds-sr-only">{text::caption(language, plan.year)}</caption>
            <colgroup>
                <col class="hr-year-names" />
                <col span=count />
            </colgroup>
            <thead>
                <tr>
                    <th scope="col" rowspan="2">{text::group(language)}</th>
                    {months(language, &weeks)}
                </tr>
                <tr class="hr-year-weeks">
                    {weeks
                        .iter()
                        .enumerate()
                        .map(|(at, week)| {
                            let is_now = now == Some(at);
                            view! {
                                <th scope="col" aria-current=is_now.then_some("date")>
                                    <span class="ds-sr-only">{text::week(language)} " "</span>
                                    {week.number()}
                                    {is_now.then(|| view! { <span class="ds-sr-only">" " {text::now(language)}</span> })}
                                </th>
                            }
                        })
                        .collect_view()}
                </tr>
            </thead>
            {lanes}
        </table>
    }
    .into_any()
}

/// A heading over the weeks of each month.
fn months(language: Language, weeks: &[SchoolWeek]) -> Vec<AnyView> {
    weeks
        .chunk_by(|one, other| one.thursday().month() == other.thursday().month())
        .filter_map(|month| Some((month.first()?.thursday(), month.len())))
        .map(|(day, count)| {
            // A month of which only a week belongs to the year has no room for its name.
            if count > 1 {
                view! { <th scope="colgroup" colspan=count>{format::month(language, day)}</th> }.into_any()
            } else {
                view! { <td colspan=count></td> }.into_any()
            }
        })
        .collect()
}

fn body(language: Language, plan: &YearPlan, lane: &Lane, count: usize) -> AnyView {
    let breaks: Vec<String> = lane
        .breaks
        .iter()
        .filter_map(|stretch| words::stretch(language, plan.year, stretch))
        .collect();
    let is_gap = lane.groups.is_empty();
    let rows: Vec<AnyView> = lane
        .groups
        .iter()
        .map(|group| row(language, plan, lane, group))
        .collect();
    view! {
        <tbody data-gap=is_gap.then_some("true")>
            <tr class="hr-year-unit">
                <th scope="rowgroup">{lane.unit_name.clone()}</th>
                <td colspan=count>
                    {is_gap.then(|| view! { <strong>{text::no_groups(language)}</strong> })}
                    {(!is_gap).then(|| breaks.join(" · "))}
                </td>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn row(language: Language, plan: &YearPlan, lane: &Lane, group: &GroupBar) -> AnyView {
    let cells: Vec<AnyView> = runs(plan.year, group, &lane.breaks, plan.today)
        .iter()
        .map(|run| cell(language, run))
        .collect();
    let (href, name, leader) = (
        format!("/groups/{}", group.id),
        group.name.clone(),
        group.leader_name.clone(),
    );
    view! {
        <tr>
            <th scope="row">
                <A href=href>{name}</A>
                <span class="hr-year-leader">{leader}</span>
                {group.too_few.map(|few| view! { <span class="hr-year-leader">{too_few::words(language, few)}</span> })}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(language: Language, run: &Run) -> AnyView {
    let marks: Vec<AnyView> = run
        .sessions
        .iter()
        .map(|session| {
            let told = words::session(language, session);
            let title = told.clone();
            view! {
                <span class="hr-year-mark" title=title>
                    {words::sign(session.mark)}
                    <span class="ds-sr-only">{told}</span>
                </span>
            }
            .into_any()
        })
        .collect();
    view! {
        <td
            colspan=(run.weeks > 1).then_some(run.weeks)
            data-bar=run.is_in_bar.then_some("true")
            data-off=run.off.map(|off| off.name())
            data-now=run.is_now.then_some("true")
        >
            {marks}
        </td>
    }
    .into_any()
}
