//! The press that begins a renewal: on the agreement's page, and from a gap that tells of its end.

use domain::agreements::Renewal;
use domain::ids::AgreementId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonVariant};

use super::api::renew_agreement;
use super::words;
use crate::failure::Failure;
use crate::form::CommandForm;
use crate::fresh;

/// Makes the draft that renews an agreement, and leads to it.
#[component]
pub(crate) fn RenewButton(
    /// Which.
    of: AgreementId,
    /// As it is seen, when the button is pressed.
    #[prop(into)]
    version: Signal<u64>,
    /// What stands on the button.
    words: Signal<&'static str>,
    /// How much it weighs.
    #[prop(optional)]
    variant: ButtonVariant,
    /// What it is called to who does not see what stands beside it; it begins with what stands on it.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
) -> impl IntoView {
    let form = CommandForm::new();
    let navigate = use_navigate();
    // The same id for every attempt at the same renewal: pressing twice has the effect of once.
    let id = StoredValue::new(None::<AgreementId>);
    let renew = move |_| {
        let new = id.get_value().unwrap_or_else(|| AgreementId::new(fresh::ulid()));
        id.set_value(Some(new));
        let command = Renewal { id: new, of };
        let navigate = navigate.clone();
        form.press(Some(version.get_untracked()), command, renew_agreement, move |made| {
            navigate(&format!("/agreements/{made}"), Default::default());
        });
    };
    let label = label.unwrap_or_else(|| Signal::derive(move || words.get().to_owned()));
    view! {
        <Button variant busy=form.state.busy() label on:click=renew>{move || words.get()}</Button>
        <Failure error=form.state.failure() rule=words::rule />
    }
    .into_any()
}
