//! Writing an agreement.

use domain::agreements::form::AgreementForm;
use domain::agreements::view::AgreementChoices;
use domain::ids::AgreementId;
use i18n::{agreements as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, Choice, SelectField};

use super::api::{create_agreement, load_agreement_choices};
use super::fields::TermsFields;
use super::signals::TermsSignals;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::page_frame::{Loaded, NewPage};
use crate::title::PageTitle;

/// `/agreements/new`.
#[component]
pub fn NewAgreementPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| load_agreement_choices());
    let title = told(language, text::new);
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:choices>
            <NewPage title lead=text::new_lead list="/agreements" see_all=text::see_all>
                <NewForm choices />
            </NewPage>
        </Loaded>
    }
}

#[component]
fn NewForm(choices: AgreementChoices) -> impl IntoView {
    let language = use_language();
    let me = choices.me;
    let owners: Vec<Choice> = choices
        .owners
        .iter()
        .map(|owner| Choice::new(&owner.value, &owner.name))
        .collect();
    let plan = TermsSignals::new(AgreementForm::fresh(), choices, Default::default());
    let form = CommandForm::new();
    let state = form.state;
    let draft = Draft::keep("agreement", "new", me, plan.kept());
    // The same id for every attempt at the same agreement: pressing twice has the effect of once.
    let id = StoredValue::new(None::<AgreementId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let which = id.get_value().unwrap_or_else(|| AgreementId::new(fresh::ulid()));
        id.set_value(Some(which));
        let parsed = plan.form().parse_new(which).map(|new| (new, None));
        let navigate = navigate.clone();
        form.submit(&event, parsed, create_agreement, move |made| {
            draft.clear();
            navigate(&format!("/agreements/{made}"), Default::default());
        });
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id="owner"
                label=told(language, text::owner)
                empty=told(language, text::choose_owner)
                choices=owners
                value=plan.owner
                error=state.error("owner")
            />
            <TermsFields plan form />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save_draft)}</Button>
            </div>
        </form>
    }
    .into_any()
}
