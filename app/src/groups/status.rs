//! Whether the work is saved, and what to do when it is not.

use domain::groups::GroupRule;
use i18n::{groups as text, use_language};
use leptos::prelude::*;
use ui::{Alert, Tone};

use super::clash::ClashList;
use super::planner::{Planner, Refusal, Saving};
use super::words;
use crate::error::ErrorCode;
use crate::failure::Failure;

/// Stands at the top of every page that changes a group.
#[component]
pub fn SaveStatus(planner: Planner) -> impl IntoView {
    let language = use_language();
    let saving = planner.saving;
    view! {
        <p class="hr-save-status" role="status" data-saving=move || word(saving.get())>
            {move || match saving.get() {
                Saving::Saved => text::saved(language.get()),
                Saving::Underway => text::saving(language.get()),
                Saving::Waiting => text::not_saved_offline(language.get()),
                Saving::SignedOut => text::not_saved_signed_out(language.get()),
            }}
        </p>
        {move || planner.refusal.get().map(|refusal| view! { <RefusalAlert refusal /> })}
        <ClashList planner />
    }
    .into_any()
}

/// The sentence for a refusal.
#[component]
fn RefusalAlert(refusal: Refusal) -> impl IntoView {
    let language = use_language();
    match refusal {
        Refusal::Rule(rule) => rule_alert(rule).into_any(),
        Refusal::Texts(faults) => {
            let sentence = move || {
                faults
                    .first()
                    .map(|fault| i18n::issue_text(language.get(), &fault.code))
            };
            view! { <Alert tone=Tone::Danger is_answer=true>{sentence}</Alert> }.into_any()
        }
        Refusal::Server(error) if error.code == ErrorCode::Rule => {
            let name = error.detail.unwrap_or_default();
            view! { <Alert tone=Tone::Danger is_answer=true>{move || words::rule(language.get(), &name)}</Alert> }
                .into_any()
        }
        Refusal::Server(error) => view! { <Failure error=Signal::stored(Some(error)) /> }.into_any(),
    }
}

/// The rule that said no, beside the form that asked. Read aloud at the top of the page already.
#[component]
pub fn RefusedHere(refused: RwSignal<Option<GroupRule>>) -> impl IntoView {
    let language = use_language();
    move || {
        refused
            .get()
            .map(|rule| view! { <p class="ds-validation-message">{words::group_rule(language.get(), rule)}</p> })
    }
}

fn rule_alert(rule: GroupRule) -> impl IntoView {
    let language = use_language();
    view! { <Alert tone=Tone::Danger is_answer=true>{move || words::group_rule(language.get(), rule)}</Alert> }
}

/// For style and tests; never read aloud.
const fn word(saving: Saving) -> &'static str {
    match saving {
        Saving::Saved => "saved",
        Saving::Underway => "underway",
        Saving::Waiting => "waiting",
        Saving::SignedOut => "signed-out",
    }
}
