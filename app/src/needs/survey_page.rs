//! One survey: the way to its questions, what was answered, what the leaders said, and the needs that come first.

use domain::needs::SurveyCommand;
use domain::needs::form::{SurveyForm, parse_count, parse_interview};
use i18n::{format, needs as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Details, NumberField, PageHeader};

use super::api::view_survey;
use super::priorities::Priorities;
use super::results::ResultsSection;
use super::survey_desk::SurveyDesk;
use super::survey_fields::{SurveyFields, SurveySignals};
use super::words;
use crate::clipboard::copy;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

const INTERVIEW: &str = "interview";
const ASK: &str = "ask";

/// `/needs/surveys/:id`.
#[component]
pub fn SurveyPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_survey);
    view! {
        <PageTitle text=told(language, text::survey) />
        <Loaded of=loaded let:view>
            <Whole desk=SurveyDesk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || {
        desk.view.with(|view| {
            let day = format::date_medium(language.get(), view.survey.opens_on);
            text::survey_of(language.get(), &view.unit_name, day)
        })
    });
    let audience = Signal::derive(move || {
        let language = language.get();
        desk.view.with(|view| {
            let groups = view.survey.audience.iter().map(|one| words::group(language, *one));
            text::asked_are(language, groups.collect::<Vec<_>>().join(", "))
        })
    });
    let standing = Signal::derive(move || {
        let language = language.get();
        desk.view.with(|view| match view.survey.closed(view.today) {
            None => text::open_until(language, format::date_long(language, view.survey.closes_on)),
            Some(day) => text::was_closed(language, format::date_long(language, day)),
        })
    });
    let response = Signal::derive(move || {
        desk.view
            .with(|view| words::response(language.get(), view.answers, view.survey.invited.get()))
    });
    let id = desk.id();
    let is_open = desk.part(|view| view.is_open);
    let may_change = desk.part(|view| view.may_edit);
    view! {
        <p class="hr-back"><A href="/needs">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title lead=standing />
        <p class="hr-seats">{response}</p>
        <p>{audience}</p>
        <p><A href=format!("/needs/surveys/{id}/paper")>{say(language, text::open_paper)}</A></p>
        <Show when=move || is_open.get()>
            <Ask desk />
        </Show>
        <ResultsSection desk />
        <Interview desk />
        <Show when=move || !is_open.get()>
            <Priorities desk />
        </Show>
        <Show when=move || may_change.get()>
            <Show when=move || is_open.get() fallback=move || view! { <Count desk /> }>
                <Change desk />
            </Show>
        </Show>
    }
    .into_any()
}

/// The way to the questions: the address to send, and the poster with a picture to scan.
#[component]
fn Ask(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let path = desk.view.with_untracked(|view| format!("/survey/{}", view.survey.code));
    let address = RwSignal::new(path.clone());
    let announcer = use_context::<Announcer>();
    Effect::new(move |_| {
        if let Ok(origin) = window().location().origin() {
            address.update(|address| {
                if address.starts_with('/') {
                    *address = format!("{origin}{address}");
                }
            });
        }
    });
    let copied = move |_| {
        let text_to_copy = address.get_untracked();
        spawn_local(async move {
            let sentence: i18n::Text = if copy(&text_to_copy).await {
                text::copied
            } else {
                text::not_copied
            };
            if let Some(announcer) = announcer {
                announcer.say(sentence(language.get_untracked()));
            }
        });
    };
    view! {
        <section class="hr-section" aria-labelledby=ASK>
            <h2 id=ASK tabindex="-1">{say(language, text::ask)}</h2>
            <p>{say(language, text::ask_help)}</p>
            <p><a class="ds-link hr-link-whole" href=path rel="external">{move || address.get()}</a></p>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=copied>{say(language, text::copy_link)}</Button>
                <a
                    class="ds-button"
                    data-variant="secondary"
                    href=format!("/needs/surveys/{id}/poster")
                    rel="external"
                >
                    {say(language, text::to_poster)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

/// What the leaders said.
#[component]
fn Interview(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let said = desk.part(|view| view.survey.interview.to_string());
    let may_edit = desk.part(|view| view.may_edit);
    view! {
        <section class="hr-section" aria-labelledby=INTERVIEW>
            <h2 id=INTERVIEW tabindex="-1">{say(language, text::interview)}</h2>
            {move || match said.get() {
                none if none.is_empty() => {
                    view! { <p class="hr-muted">{say(language, text::no_interview)}</p> }.into_any()
                }
                said => view! { <p class="hr-prose hr-lines">{said}</p> }.into_any(),
            }}
            <Show when=move || may_edit.get()>
                <Details summary=told(language, text::write_interview)>
                    // What a colleague wrote meanwhile is what the form begins with; the draft brings back what was typed.
                    {move || view! { <InterviewForm desk start=said.get() /> }}
                </Details>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn InterviewForm(desk: SurveyDesk, start: String) -> impl IntoView {
    let language = use_language();
    let reader = desk.view.with_untracked(|view| view.reader);
    let typed = RwSignal::new(start);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.survey));
    let draft = Draft::keep(
        "survey-interview",
        &desk.id().to_string(),
        reader,
        vec![("text", typed)],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_interview(&typed.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, INTERVIEW, |language| text::interview_saved(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="text"
                is_long=true
                is_optional=true
                label=told(language, text::interview_text)
                description=told(language, text::interview_help)
                value=typed
                names=form.names
                issue=form.state.issue("text")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Who are asked and how long, and closing it.
#[component]
fn Change(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let start = desk.part(|view| SurveyForm::of(&view.survey));
    let closing = CommandForm::new();
    let close = move |_| {
        desk.press(closing, SurveyCommand::Close, "results", |language| {
            text::closed_now(language).to_owned()
        });
    };
    view! {
        <Details summary=told(language, text::change_survey)>
            {move || view! { <ChangeForm desk start=start.get() /> }}
        </Details>
        <Details summary=told(language, text::close_heading)>
            <p>{say(language, text::close_help)}</p>
            <Trouble desk form=closing />
            <div class="hr-actions">
                <Button busy=closing.state.busy() on:click=close>{say(language, text::close_now)}</Button>
            </div>
        </Details>
    }
    .into_any()
}

#[component]
fn ChangeForm(desk: SurveyDesk, start: SurveyForm) -> impl IntoView {
    let language = use_language();
    let (opens_on, today, reader) = desk
        .view
        .with_untracked(|view| (view.survey.opens_on, view.today, view.reader));
    let survey = SurveySignals::new(start);
    let form = CommandForm::new();
    let draft = Draft::keep("survey", &desk.id().to_string(), reader, survey.kept());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = untrack(|| survey.form().parse_edit(opens_on, today));
        let parsed = parsed.map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, ASK, |language| text::saved(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SurveyFields survey form />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// How many were asked, where that was miscounted: also of one that is closed.
#[component]
fn Count(desk: SurveyDesk) -> impl IntoView {
    let language = use_language();
    let start = desk.part(|view| view.survey.invited.to_string());
    let typed = RwSignal::new(start.get_untracked());
    Effect::new(move |_| typed.set(start.get()));
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_count(&typed.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, "results", |language| text::count_saved(language).to_owned()),
        );
    };
    view! {
        <Details summary=told(language, text::count_heading)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <NumberField
                    id="counted"
                    label=told(language, text::invited)
                    description=told(language, text::invited_help)
                    value=typed
                    error=form.state.error("counted")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
