//! A group that begins soon with fewer pupils than it was planned to start with: told in words, with what can be decided. Nothing is
//! barred.

use domain::groups::{GroupCommand, TooFew};
use i18n::{Language, format, groups as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Alert, Announcer, Button, ButtonVariant, LinkButton};

use super::plan::Planner;

/// «4 av minst 6 plasser har elev».
pub fn words(language: Language, few: TooFew) -> String {
    text::too_few(language, few.taken, few.least)
}

/// On the group's page, from two weeks before the first session.
#[component]
pub fn TooFewNote(planner: Planner, may_edit: bool) -> impl IntoView {
    let few = Memo::new(move |_| planner.view.with(|view| view.group.too_few(view.today)));
    (move || few.get().map(|few| view! { <Note planner few may_edit /> })).into_any()
}

#[component]
fn Note(planner: Planner, few: TooFew, may_edit: bool) -> impl IntoView {
    let language = use_language();
    let group = planner.view.with_untracked(|view| view.group.id);
    let href = format!("/groups/{group}/sessions/{}", few.number);
    let says = move || {
        let language = language.get();
        let first = text::too_few_first(language, format::date_long(language, few.first));
        format!("{}. {first}", words(language, few))
    };
    // With too few for any group there is nothing to begin with.
    let decide: fn(Language) -> &'static str = if few.as_it_is().is_some() {
        text::too_few_decide
    } else {
        text::too_few_ask
    };
    view! {
        <Alert title=told(language, text::too_few_title)>
            <div class="hr-too-few">
                <p>{says}</p>
                {may_edit.then(|| view! {
                    <p>{say(language, decide)}</p>
                    <div class="hr-actions">
                        <GoOn planner few />
                        <LinkButton href variant=ButtonVariant::Secondary>
                            {move || text::too_few_session(language.get(), few.number)}
                        </LinkButton>
                    </div>
                })}
            </div>
        </Alert>
    }
    .into_any()
}

/// Begins with those who are there: they are the fewest from now on. None where they are fewer than a group can have.
#[component]
fn GoOn(planner: Planner, few: TooFew) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let go_on = move |_| {
        let head = planner.view.with_untracked(|view| view.group.head_as_it_is(view.today));
        let done = head.is_some_and(|head| planner.send(GroupCommand::EditHead { head }));
        if let Some(announcer) = announcer.filter(|_| done) {
            announcer.say(text::too_few_went_on(language.get_untracked(), few.taken));
        }
        if done {
            // The button is gone with the note.
            crate::focus::on("sessions-heading");
        }
    };
    let button = few.as_it_is().map(|_| {
        view! {
            <Button variant=ButtonVariant::Secondary on:click=go_on>
                {move || text::too_few_go_on(language.get(), few.taken)}
            </Button>
        }
    });
    button.into_any()
}
