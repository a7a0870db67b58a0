//! Reviewing: pass it on, or give it back with what must be mended.

use domain::nora::{ProposalCommand, Step};
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonKind, ButtonVariant, Checkbox, Tone};

use super::comments::remark;
use super::desk::Desk;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};

/// The heading that takes the focus: the review is gone when it is done.
const PLACE: &str = "step";

/// For whoever may take it on from where it stands; a sentence for one who wrote it.
#[component]
pub(super) fn Review(desk: Desk) -> impl IntoView {
    let language = use_language();
    let may_review = desk.part(|view| view.rights.review);
    let is_own = desk.part(|view| view.rights.is_own_review);
    view! {
        <Show when=move || is_own.get()>
            <Alert tone=Tone::Info>{say(language, text::own_review)}</Alert>
        </Show>
        <Show when=move || may_review.get()>
            <section class="hr-review" aria-labelledby="review-heading">
                <h2 id="review-heading">{say(language, text::review)}</h2>
                <Pass desk />
                <GiveBack desk />
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Pass(desk: Desk) -> impl IntoView {
    let language = use_language();
    let ask_legal = RwSignal::new(false);
    // An approved one is passed on by publishing it.
    let can_pass = desk.part(|view| view.proposal.step != Step::Approved);
    let can_ask = desk
        .part(|view| matches!(view.proposal.step, Step::Professional | Step::Language) && !view.proposal.needs_legal());
    let form = CommandForm::new();
    let press = move |_| {
        let command = ProposalCommand::Pass {
            ask_legal: ask_legal.get_untracked(),
        };
        desk.press(form, command, PLACE, |language| text::moved(language).to_owned());
    };
    view! {
        <Show when=move || can_pass.get()>
            <Show when=move || can_ask.get()>
                <Checkbox id="ask_legal" label=told(language, text::ask_legal) checked=ask_legal />
            </Show>
            <Trouble desk form />
            <div class="hr-actions">
                <Button busy=form.state.busy() on:click=press>{say(language, text::pass)}</Button>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn GiveBack(desk: Desk) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let form = CommandForm::new();
    let reader = desk.view.with_untracked(|view| view.reader);
    let draft = Draft::keep(
        "proposal-return",
        &desk.id().to_string(),
        reader,
        vec![("comment", typed)],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = remark("comment", &typed.get_untracked());
        form.submit(
            &event,
            parsed.map(|comment| (ProposalCommand::Return { comment }, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, PLACE, |language| text::did_return(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="comment"
                is_long=true
                label=told(language, text::give_back_with)
                value=typed
                names=form.names
                issue=form.state.issue("comment")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=form.state.busy()>
                    {say(language, text::give_back)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
