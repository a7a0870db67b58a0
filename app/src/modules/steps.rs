//! The next steps of a module's life, for whoever may take them.

use domain::ids::{CommentId, ModuleId};
use domain::issue::{Issue, IssueCode};
use domain::modules::{CopyModule, ModuleCommand, ModuleState, Shelf};
use domain::text::Note;
use domain::time::length::ToLength as _;
use domain::time::slot::parse_date;
use i18n::{Language, modules as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, ButtonVariant, DateField, Details};

use super::api::make_module_copy;
use super::plan::Planner;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FormState, FreeTextField};
use crate::fresh;

/// Buttons for the author, a form for the professional team, a copy for everyone who writes modules.
#[component]
pub fn Steps(planner: Planner) -> impl IntoView {
    let view = planner.view;
    let may_edit = view.with_untracked(|view| view.may_edit);
    let is_to_review =
        Memo::new(move |_| view.with(|view| view.may_review && view.module.state == ModuleState::InReview));
    let may_use = view.with_untracked(|view| view.may_use);
    view! {
        {may_edit.then(|| view! { <AuthorSteps planner /> })}
        <Show when=move || is_to_review.get()>
            <Review planner />
        </Show>
        {may_use.then(|| view! { <Copy planner /> })}
    }
    .into_any()
}

#[component]
fn AuthorSteps(planner: Planner) -> impl IntoView {
    let language = use_language();
    let stands = Memo::new(move |_| {
        planner
            .view
            .with(|view| (view.module.state, view.module.shelf, view.module.edition > 0))
    });
    let step = move |label: fn(Language) -> &'static str, command: ModuleCommand, is_main: bool| {
        let variant = if is_main {
            ButtonVariant::Primary
        } else {
            ButtonVariant::Secondary
        };
        view! {
            <Button
                variant
                on:click=move |_| {
                    if planner.send(command.clone()) {
                        // The button that was pressed is gone.
                        crate::focus::on("module-steps");
                    }
                }
            >
                {say(language, label)}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="hr-actions" id="module-steps" tabindex="-1" role="group" aria-label=say(language, text::steps)>
            {move || {
                let (state, shelf, has_edition) = stands.get();
                let shelved = match shelf {
                    Shelf::Personal => Some(step(text::share, ModuleCommand::Share, false)),
                    Shelf::Shared => Some(step(text::unshare, ModuleCommand::Unshare, false)),
                    Shelf::National => None,
                };
                let next = match state {
                    ModuleState::Draft => step(text::submit, ModuleCommand::Submit, true),
                    ModuleState::InReview => step(text::take_back, ModuleCommand::TakeBack, false),
                    // The main step of one that is in use is to hold it.
                    ModuleState::Approved => step(text::revise, ModuleCommand::Revise, false),
                    ModuleState::Retired => step(text::reinstate, ModuleCommand::Reinstate, true),
                };
                let retire = (has_edition && state != ModuleState::Retired)
                    .then(|| step(text::retire, ModuleCommand::Retire, false));
                view! { {next} {shelved} {retire} }
            }}
        </div>
    }
    .into_any()
}

/// Approve with a date for the next review, or return with words.
#[component]
fn Review(planner: Planner) -> impl IntoView {
    let language = use_language();
    let form = FormState::new();
    let in_a_year = planner
        .view
        .with_untracked(|view| view.today.saturating_add(365.days()).to_string());
    let due = RwSignal::new(in_a_year);
    let comment = RwSignal::new(String::new());
    let refuse = move |found: Vec<Issue>| {
        form.refuse(found);
        crate::focus::first_fault();
    };
    let approve = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match parse_date(&due.get_untracked()) {
            Ok(review_due) => {
                form.refuse(Vec::new());
                if planner.send(ModuleCommand::Approve { review_due }) {
                    crate::focus::on("main");
                }
            }
            Err(code) => refuse(vec![Issue::new("review_due", code)]),
        }
    };
    let give_back = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = match Note::parse(&comment.get_untracked()) {
            Ok(words) if words.as_str().is_empty() => return refuse(vec![Issue::new("comment", IssueCode::Required)]),
            Ok(words) => words,
            Err(code) => return refuse(vec![Issue::new("comment", code)]),
        };
        let command = ModuleCommand::Return {
            id: CommentId::new(fresh::ulid()),
            comment: words,
        };
        if let Err(found) = planner.look_through(&command) {
            return refuse(found);
        }
        form.refuse(Vec::new());
        if planner.send(command) {
            crate::focus::on("main");
        }
    };
    view! {
        <section class="hr-review" aria-labelledby="review-heading">
            <h2 id="review-heading">{say(language, text::review)}</h2>
            <form class="hr-form" novalidate=true on:submit=approve>
                <DateField id="review_due" label=told(language, text::review_date) value=due error=form.error("review_due") />
                <Button kind=ButtonKind::Submit>{say(language, text::approve)}</Button>
            </form>
            <form class="hr-form" novalidate=true on:submit=give_back>
                <FreeTextField
                    id="comment"
                    is_long=true
                    label=told(language, text::return_with)
                    value=comment
                    names=planner.names
                    issue=form.issue("comment")
                />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::give_back)}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// A module of one's own made from this one.
#[component]
fn Copy(planner: Planner) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let follows = RwSignal::new(true);
    let source = planner.view.with_untracked(|view| view.module.id);
    let navigate = StoredValue::new(use_navigate());
    let press = move |_| {
        let command = CopyModule {
            id: ModuleId::new(fresh::ulid()),
            source,
            follows: follows.get_untracked(),
        };
        form.press(None, command, make_module_copy, move |id: ModuleId| {
            navigate.get_value()(&format!("/modules/{id}"), Default::default());
        });
    };
    view! {
        <Details summary=told(language, text::copy)>
            <p>{say(language, text::copy_help)}</p>
            <ui::Checkbox id="follows" label=told(language, text::follow) checked=follows />
            <Failure error=state.failure() rule=words::known_rule />
            <Button busy=state.busy() on:click=press>{say(language, text::make_copy)}</Button>
        </Details>
    }
    .into_any()
}
