//! Whether the work is saved, and what to do when it is not.

use i18n::{Language, groups as text, use_language};
use leptos::prelude::*;
use ui::{Alert, Tone};

use super::clash::ClashList;
use super::plan::Plan;
use super::work::{Planner, Refusal, Saving};
use crate::error::ErrorCode;
use crate::failure::Failure;

/// Stands at the top of every page that changes a plan.
#[component]
pub fn SaveStatus<P: Plan>(planner: Planner<P>) -> impl IntoView {
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
        {move || planner.refusal.get().map(|refusal| refusal_alert::<P>(refusal))}
        <ClashList planner />
    }
    .into_any()
}

/// The sentence for a refusal.
fn refusal_alert<P: Plan>(refusal: Refusal<P::Rule>) -> AnyView {
    let language = use_language();
    let sentence = match refusal {
        Refusal::Rule(rule) => Signal::derive(move || rule_text::<P>(language.get(), rule)),
        Refusal::Texts(faults) => Signal::derive(move || {
            let fault = faults.first();
            fault
                .map(|fault| i18n::issue_text(language.get(), &fault.code))
                .unwrap_or_default()
        }),
        Refusal::Server(error) if error.code == ErrorCode::Rule => {
            let name = error.detail.unwrap_or_default();
            Signal::derive(move || P::rule_text(language.get(), &name).into_owned())
        }
        Refusal::Server(error) => return view! { <Failure error=Signal::stored(Some(error)) /> }.into_any(),
    };
    view! { <Alert tone=Tone::Danger is_answer=true>{sentence}</Alert> }.into_any()
}

fn rule_text<P: Plan>(language: Language, rule: P::Rule) -> String {
    P::rule_text(language, P::rule_name(rule)).into_owned()
}

/// The rule that said no, beside the form that asked. Read aloud at the top of the page already.
pub fn refused_here<P: Plan>(refused: RwSignal<Option<P::Rule>>) -> impl IntoView {
    let language = use_language();
    move || {
        refused
            .get()
            .map(|rule| view! { <p class="ds-validation-message">{rule_text::<P>(language.get(), rule)}</p> })
    }
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
