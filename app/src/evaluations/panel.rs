//! How an evaluation stands and what can be done with it; a section of the group's page and of its own.

use domain::evaluations::view::EvaluationView;
use domain::evaluations::{EvaluationCommand, RoundState};
use i18n::{evaluations as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::{Alert, Announcer, Button, ButtonVariant, Dialog, LinkButton, StateBadge, Tone};

use super::api::change_evaluation;
use super::post::{Post, Posting};
use super::results::ResultsView;
use super::words;
use crate::failure::{Failure, sentence};
use crate::form::CommandForm;

/// State, buttons and results. The heading above it has the id `evaluation-heading` and can take the focus.
#[component]
pub fn EvaluationPanel(view: EvaluationView) -> impl IntoView {
    let language = use_language();
    let may_edit = view.may_edit;
    let post = Post::new(view.reader, view.group);
    let view = RwSignal::new(view);
    let announcer = use_context::<Announcer>();
    if may_edit {
        Effect::new(move |_| post.start());
        Effect::new(move |_| {
            if let Some(newest) = post.arrived.get() {
                view.set(newest);
                if let Some(announcer) = announcer {
                    announcer.say(text::sent(language.get_untracked()));
                }
            }
        });
    }
    let standing = Memo::new(move |_| view.with(|view| (view.state, view.is_evaluated)));
    view! {
        <div class="hr-stack" data-gap="small">
            <p>
                {move || {
                    let (state, is_evaluated) = standing.get();
                    let words = Signal::derive(move || words::state(language.get(), state, is_evaluated).to_owned());
                    view! { <StateBadge icon=words::state_icon(state, is_evaluated) text=words /> }
                }}
            </p>
            <p class="hr-prose">{say(language, text::about)}</p>
            {may_edit.then(|| view! { <PostStatus post /> })}
            {may_edit.then(|| view! { <Controls view post /> })}
            <ResultsView view />
        </div>
    }
    .into_any()
}

/// Answers that wait in this browser.
#[component]
fn PostStatus(post: Post) -> impl IntoView {
    let language = use_language();
    let again = move |_| {
        post.start();
        crate::focus::on("evaluation-heading");
    };
    let discard = move |_| {
        post.discard();
        crate::focus::on("evaluation-heading");
    };
    view! {
        <p class="hr-evaluation-post" role="status" data-posting=move || post.posting.with(word)>
            {move || match post.posting.get() {
                Posting::Idle | Posting::Refused(_) => "",
                Posting::Underway => text::sending(language.get()),
                Posting::Waiting => text::unsent(language.get()),
                Posting::SignedOut => text::unsent_signed_out(language.get()),
            }}
        </p>
        {move || match post.posting.get() {
            Posting::Refused(error) => Some(view! {
                <Alert
                    tone=Tone::Warning
                    is_answer=true
                    title=told(language, text::unsent_refused)
                >
                    <p>{move || sentence(language.get(), &error, Some(words::rule))}</p>
                    <div class="hr-actions">
                        <Button on:click=again>{say(language, text::try_again)}</Button>
                        <Button variant=ButtonVariant::Secondary on:click=discard>
                            {say(language, text::discard)}
                        </Button>
                    </div>
                </Alert>
            }),
            _ => None,
        }}
    }
    .into_any()
}

/// For style and tests; never read aloud.
const fn word(posting: &Posting) -> &'static str {
    match posting {
        Posting::Idle => "idle",
        Posting::Underway => "underway",
        Posting::Waiting => "waiting",
        Posting::SignedOut => "signed-out",
        Posting::Refused(_) => "refused",
    }
}

#[component]
fn Controls(view: RwSignal<EvaluationView>, post: Post) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let form = CommandForm::new();
    let state = form.state;
    let asking = RwSignal::new(false);
    let must_wait = RwSignal::new(false);
    let group = view.with_untracked(|view| view.group);
    let round_href = format!("/groups/{group}/evaluation/round");
    let navigate = use_navigate();
    let to_round = StoredValue::new(round_href.clone());
    let open = move |_| {
        let navigate = navigate.clone();
        form.press(
            None,
            EvaluationCommand::Open,
            move |envelope| change_evaluation(group, envelope),
            move |_view| navigate(&to_round.get_value(), NavigateOptions::default()),
        );
    };
    let close = move |_| {
        asking.set(false);
        // Answers that are still in this browser would come after the round.
        must_wait.set(post.has_kept());
        if must_wait.get_untracked() {
            post.start();
            return;
        }
        form.press(
            None,
            EvaluationCommand::Close,
            move |envelope| change_evaluation(group, envelope),
            move |closed| {
                view.set(closed);
                if let Some(announcer) = announcer {
                    announcer.say(text::closed_announcement(language.get_untracked()));
                }
                crate::focus::on("evaluation-heading");
            },
        );
    };
    let round = Memo::new(move |_| view.with(|view| (view.state, view.has_held, view.room)));
    let buttons = move || match round.get() {
        (RoundState::NotOpened, false, _) => view! { <p>{say(language, text::no_session_held)}</p> }.into_any(),
        (RoundState::Open, ..) => view! {
            <p class="hr-prose">{say(language, text::hand_over_help)}</p>
            <div class="hr-actions">
                <LinkButton href=round_href.clone()>{say(language, text::hand_over)}</LinkButton>
                <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=move |_| asking.set(true)>
                    {say(language, text::close)}
                </Button>
            </div>
        }
        .into_any(),
        (RoundState::NotOpened | RoundState::Closed, _, 0) => {
            view! { <p>{say(language, text::all_answered)}</p> }.into_any()
        }
        (RoundState::NotOpened, ..) => view! {
            <Button busy=state.busy() on:click=open.clone()>{say(language, text::start)}</Button>
        }
        .into_any(),
        (RoundState::Closed, ..) => view! {
            <Button variant=ButtonVariant::Secondary busy=state.busy() on:click=open.clone()>
                {say(language, text::reopen)}
            </Button>
        }
        .into_any(),
    };
    view! {
        <div class="hr-stack" data-gap="small">{buttons}</div>
        <Show when=move || must_wait.get() && post.posting.get() != Posting::Idle>
            <Alert tone=Tone::Warning is_answer=true>
                <p>{say(language, text::send_first)}</p>
            </Alert>
        </Show>
        <Failure error=state.failure() rule=words::rule />
        <Dialog
            id="close-evaluation"
            title=told(language, text::close_title)
            open=asking
        >
            <p>{say(language, text::close_help)}</p>
            <div class="hr-actions hr-dialog__actions">
                <Button on:click=close>{say(language, text::close)}</Button>
                <Button variant=ButtonVariant::Secondary on:click=move |_| asking.set(false)>
                    {say(language, text::close_not_yet)}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}
