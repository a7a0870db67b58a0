//! A survey's summary on paper, for the meeting with the leaders: how many answered, the areas, what the leaders said, and the needs that
//! come first with what is done about them. Nothing stands on it that does not stand on the survey's page.

use domain::ids::SurveyId;
use domain::marks::FEWEST;
use domain::needs::Area;
use domain::needs::view::SurveyView;
use i18n::{format, groups, needs as text, printouts, say, told, use_language};
use leptos::prelude::*;

use super::api::view_survey;
use super::results::Areas;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
use crate::printouts::sheet::{Sheet, fact, param};
use crate::title::PageTitle;

/// `/needs/surveys/:id/paper`.
#[component]
pub fn SurveyPaperPage() -> impl IntoView {
    let language = use_language();
    let id = param("id");
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id.parse::<SurveyId>() {
                Ok(id) => view_survey(id).await,
                Err(_) => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <PageTitle text=told(language, text::paper) />
        <Loaded of=loaded let:view>
            <Paper view />
        </Loaded>
    }
}

#[component]
fn Paper(view: SurveyView) -> impl IntoView {
    let language = use_language();
    let SurveyView {
        survey,
        unit_name,
        is_open,
        answers,
        rows,
        compared_with,
        answered,
        today,
        ..
    } = view;
    let now = language.get_untracked();
    let opens_on = survey.opens_on;
    let running = text::survey_of(now, &unit_name, format::date_medium(now, opens_on));
    let name = unit_name.clone();
    let title = move || text::survey_of(language.get(), &name, format::date_medium(language.get(), opens_on));
    let invited = survey.invited.get();
    let response = move || words::response(language.get(), answers, invited);
    let asked = survey.audience.iter().map(|one| words::group(now, *one));
    let asked = asked.collect::<Vec<_>>().join(", ");
    let closes_on = survey.closed(today).unwrap_or(survey.closes_on);
    let day = |day| format::date_medium(now, day);
    let period = format!("{} – {}", day(opens_on), day(closes_on));
    let as_of = move || printouts::as_of(language.get(), format::date_medium(language.get(), today));
    let compared = compared_with.map(|day| {
        view! { <p>{move || text::compared(language.get(), format::date_medium(language.get(), day))}</p> }
    });
    let interview = survey.interview.to_string();
    let results = match (is_open, rows.is_empty()) {
        (true, _) => view! { <p>{say(language, text::results_later)}</p> }.into_any(),
        (false, true) => view! { <p>{move || text::too_few(language.get(), FEWEST)}</p> }.into_any(),
        (false, false) => view! {
            <p>{say(language, text::results_help)}</p>
            {compared}
            <Areas rows has_before=compared_with.is_some() />
        }
        .into_any(),
    };
    let first = move |area: Area| {
        let has_measure = answered.iter().any(|(one, _)| *one == area);
        let done: i18n::Text = if has_measure {
            text::has_measure
        } else {
            text::no_measure
        };
        view! { <li>{move || words::area(language.get(), area)} " – " {say(language, done)}</li> }
    };
    let priorities = survey.priorities.iter().copied().map(first).collect_view();
    view! {
        <Sheet back=format!("/needs/surveys/{}", survey.id) back_text=text::to_survey running>
            <article class="hr-printout hr-survey-paper">
                <header class="hr-printout-head">
                    <h1>{title}</h1>
                    <p class="hr-printout-kind">{response}</p>
                </header>
                <dl class="hr-printout-facts">
                    {fact(groups::col_unit, unit_name)} {fact(text::audience, asked)} {fact(text::col_period, period)}
                </dl>
                <section aria-labelledby="results">
                    <h2 id="results">{say(language, text::results)}</h2>
                    {results}
                </section>
                {(!interview.is_empty())
                    .then(|| view! {
                        <section aria-labelledby="interview">
                            <h2 id="interview">{say(language, text::interview)}</h2>
                            <p class="hr-lines">{interview}</p>
                        </section>
                    })}
                <section aria-labelledby="priorities">
                    <h2 id="priorities">{say(language, text::priorities)}</h2>
                    {if survey.priorities.is_empty() {
                        view! { <p>{say(language, text::no_priorities)}</p> }.into_any()
                    } else {
                        view! { <ol>{priorities}</ol> }.into_any()
                    }}
                </section>
                <p class="hr-printout-note">{as_of}</p>
            </article>
        </Sheet>
    }
    .into_any()
}
