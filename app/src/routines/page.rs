//! One routine: how it stands, what comes next, and the editions before.

use domain::choice::Choice;
use domain::routines::view::{KnownByStaff, RoutineView};
use domain::routines::{Adoption, Edition, Routine, RoutineRef, RoutineSign};
use i18n::{Language, format, routines as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, DataTable, PageHeader, StateBadge, Tone};

use super::api::view_routine;
use super::desk::Desk;
use super::steps::Steps;
use super::words;
use crate::desk::Record as _;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::needs::words as needs;
use crate::title::PageTitle;

/// `/routines/:id`, where the id is the place's with the scope: `01K….travel`.
#[component]
pub fn RoutinePage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let at = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<RoutineRef>().ok())));
    let loaded = Resource::new(
        move || at.get(),
        |at| async move {
            match at {
                Some(at) => view_routine(at).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <Whole desk=Desk::new(view) /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let scope = desk.id().scope;
    let unit_name = desk.view.with_untracked(|view| view.unit_name.clone());
    let may_edit = desk.view.with_untracked(|view| view.may_edit);
    let title = Signal::derive(move || text::title_of(language.get(), words::scope(language.get(), scope), &unit_name));
    let lead = Signal::derive(move || words::help(language.get(), scope).to_owned());
    let version = desk.part(RoutineView::version);
    let (earlier, known) = desk.view.with_untracked(|view| (view.earlier.clone(), view.known));
    view! {
        <p class="hr-back"><A href="/routines">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title lead />
        <Sign desk />
        <Facts desk />
        {known.map(|known| view! { <Known known /> })}
        {(!earlier.is_empty()).then(|| view! { <Earlier earlier /> })}
        <section class="hr-section" aria-labelledby="steps">
            <h2 id="steps" tabindex="-1">{say(language, text::steps)}</h2>
            {if may_edit {
                // Drawn anew with each version, so that no field keeps what it had.
                view! {
                    <For each=move || std::iter::once(version.get()) key=|version| *version children=move |_| view! { <Steps desk /> } />
                }
                    .into_any()
            } else {
                view! { <p class="hr-muted">{say(language, text::read_only)}</p> }.into_any()
            }}
        </section>
        {move || {
            let editions = desk.view.with(|view| view.routine.as_ref().map(|one| one.editions.clone()));
            editions.map(|editions| view! { <Editions editions /> })
        }}
    }
    .into_any()
}

/// How it reads today, and what is wrong.
#[component]
fn Sign(desk: Desk) -> impl IntoView {
    let language = use_language();
    let sign = desk.part(|view| view.sign);
    let due = desk.part(|view| view.routine.as_ref().and_then(Routine::due_on));
    view! {
        <p>
            {move || {
                let sign = sign.get();
                let (tone, icon) = words::mark(sign);
                view! { <StateBadge tone icon text=Signal::derive(move || words::sign(language.get(), sign).to_owned()) /> }
            }}
        </p>
        {move || {
            let language = language.get();
            let day = due.get().map(|day| format::date_long(language, day)).unwrap_or_default();
            let said = match sign.get() {
                RoutineSign::Missing => text::missing_alert(language).to_owned(),
                RoutineSign::Expired => text::expired_alert(language, day),
                RoutineSign::Due => text::due_alert(language, day),
                RoutineSign::UnderWork | RoutineSign::InForce => return None,
            };
            Some(view! { <Alert tone=Tone::Warning>{said}</Alert> })
        }}
    }
    .into_any()
}

#[component]
fn Facts(desk: Desk) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-section" aria-labelledby="facts">
            <h2 id="facts">{say(language, text::facts)}</h2>
            {move || desk.view.with(|view| match &view.routine {
                None => view! { <p class="hr-muted">{say(language, text::no_facts)}</p> }.into_any(),
                Some(routine) => facts(language.get(), routine, &view.by_name),
            })}
        </section>
    }
    .into_any()
}

fn facts(language: Language, routine: &Routine, by_name: &str) -> AnyView {
    let day = |day: Date| format::date_long(language, day);
    let stands =
        |edition: &Edition| text::edition_state(language, edition.number, words::state(language, edition.state));
    let newest = routine.editions.last();
    let adoption = routine.in_force().and_then(|edition| edition.adopted.as_ref());
    let link = newest.and_then(|edition| edition.link.clone()).map(String::from);
    let anchored: Vec<&str> = routine
        .anchored
        .iter()
        .map(|one| words::anchor(language, *one))
        .collect();
    let adopted = adoption.map(|one| text::adopted_by(language, day(one.on), words::adopter(language, one.by)));
    let reviewed = adoption
        .filter(|one| !one.reviews.is_empty())
        .map(|one| day(one.last()));
    let texts: [(&str, Option<String>); 11] = [
        (text::name(language), Some(routine.title.to_string())),
        (text::in_force(language), routine.in_force().map(stands)),
        (text::adopted(language), adopted),
        (text::reviewed(language), reviewed),
        (text::next(language), adoption.map(Adoption::agreed).map(day)),
        (text::holds_until(language), adoption.map(|one| day(one.fresh_until()))),
        (text::worked_on(language), routine.work().map(stands)),
        (text::planned_on(language), routine.planned_on.map(day)),
        (
            text::document(language),
            newest.map(|edition| edition.document.to_string()),
        ),
        (text::anchored(language), Some(anchored.join(", "))),
        (text::note(language), Some(routine.note.to_string())),
    ];
    let given = texts
        .into_iter()
        .filter_map(|(label, value)| Some((label, value.filter(|value| !value.is_empty())?)));
    let fact = |(label, value): (&'static str, String)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="hr-lines">{value}</dd>
            </div>
        }
    };
    let address = link.map(|href| {
        let shown = href.clone();
        view! {
            <div>
                <dt>{text::link(language)}</dt>
                <dd><a class="ds-link" href=href rel="noreferrer">{shown}</a></dd>
            </div>
        }
    });
    view! {
        <dl class="hr-facts">
            {given.map(fact).collect_view()}
            {address}
            {fact((text::changed_by(language), by_name.to_owned()))}
        </dl>
    }
    .into_any()
}

/// How well the staff know the school's routines, as the last survey has it.
#[component]
fn Known(known: KnownByStaff) -> impl IntoView {
    let language = use_language();
    let KnownByStaff {
        survey,
        answers,
        tenths,
        per_cent,
        closed_on,
    } = known;
    let mean = move || {
        let language = language.get();
        let mean = needs::mean(language, tenths);
        text::known_mean(language, answers, format::date_long(language, closed_on), mean)
    };
    let share = move || {
        let language = language.get();
        per_cent.map(|share| text::known_share(language, format::percent(language, share.into())))
    };
    view! {
        <section class="hr-section" aria-labelledby="known">
            <h2 id="known">{say(language, text::known)}</h2>
            <p>{mean} " " {share}</p>
            <p><A href=format!("/needs/surveys/{survey}")>{say(language, text::to_survey)}</A></p>
        </section>
    }
    .into_any()
}

/// The same routine of the places that became a part of this one.
#[component]
fn Earlier(earlier: Vec<Choice>) -> impl IntoView {
    let language = use_language();
    let line = |one: Choice| view! { <li><A href=format!("/routines/{}", one.value)>{one.name}</A></li> };
    view! {
        <section class="hr-section" aria-labelledby="earlier">
            <h2 id="earlier">{say(language, text::earlier)}</h2>
            <p>{say(language, text::earlier_help)}</p>
            <ul>{earlier.into_iter().map(line).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The editions, the newest first.
#[component]
fn Editions(editions: Vec<Edition>) -> impl IntoView {
    let language = use_language();
    let day = move |day: Date| format::date_short(language.get(), day);
    let row = move |edition: Edition| {
        let Edition {
            number,
            state,
            document,
            adopted,
            ..
        } = edition;
        let on = adopted.as_ref().map(|one| one.on);
        let reviews: Vec<Date> = adopted
            .map(|one| one.reviews.iter().map(|review| review.on).collect())
            .unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{number}</th>
                <td data-label=say(language, text::col_state)>{move || words::state(language.get(), state)}</td>
                <td data-label=say(language, text::col_document)>{document.to_string()}</td>
                <td data-label=say(language, text::col_adopted)>{move || on.map(day)}</td>
                <td data-label=say(language, text::col_reviews)>
                    {move || reviews.iter().map(|on| day(*on)).collect::<Vec<_>>().join(", ")}
                </td>
            </tr>
        }
    };
    view! {
        <div class="hr-section">
            <h2>{say(language, text::editions)}</h2>
            <DataTable id="editions" caption=told(language, text::editions) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_edition)}</th>
                        <th scope="col">{say(language, text::col_state)}</th>
                        <th scope="col">{say(language, text::col_document)}</th>
                        <th scope="col">{say(language, text::col_adopted)}</th>
                        <th scope="col">{say(language, text::col_reviews)}</th>
                    </tr>
                </thead>
                <tbody>{editions.into_iter().rev().map(row).collect_view()}</tbody>
            </DataTable>
        </div>
    }
    .into_any()
}
