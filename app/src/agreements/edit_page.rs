//! Changing the terms of an agreement.

use domain::agreements::form::AgreementForm;
use domain::agreements::view::{AgreementChoices, AgreementView};
use domain::ids::AgreementId;
use i18n::{agreements as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, PageHeader};

use super::api::{load_agreement_choices, view_agreement};
use super::desk::AgreementDesk;
use super::fields::TermsFields;
use super::page::agreement_in_address;
use super::signals::TermsSignals;
use crate::desk::Trouble;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::form::{CommandForm, Draft, DraftNote};
use crate::title::PageTitle;

async fn both(id: Option<AgreementId>) -> Result<(AgreementView, AgreementChoices), AppError> {
    let id = id.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    Ok((view_agreement(id).await?, load_agreement_choices().await?))
}

/// `/agreements/:id/edit`.
#[component]
pub fn EditAgreementPage() -> impl IntoView {
    let language = use_language();
    let id = agreement_in_address();
    let loaded = Resource::new(move || id.get(), both);
    view! {
        <PageTitle text=told(language, text::edit) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((view, choices)) => {
                        view! { <Whole desk=AgreementDesk::new(view) choices /> }.into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Whole(desk: AgreementDesk, choices: AgreementChoices) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || desk.view.with(|view| text::title_of(language.get(), &view.owner_name)));
    let choices = StoredValue::new(choices);
    // What a colleague has changed meanwhile is what the form begins with anew; the draft brings back what was typed.
    let version = desk.part(|view| view.agreement.version);
    view! {
        <p class="hr-back">
            <A href=format!("/agreements/{}", desk.id())>{move || format!("← {}", text::agreement(language.get()))}</A>
        </p>
        <PageHeader title lead=told(language, text::edit) />
        {move || {
            version.track();
            view! { <EditForm desk choices=choices.get_value() /> }
        }}
    }
    .into_any()
}

#[component]
fn EditForm(desk: AgreementDesk, choices: AgreementChoices) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let (start, more, reader) = desk.view.with_untracked(|view| {
        let more = (view.units.clone(), view.placements.clone());
        (AgreementForm::of(&view.agreement), more, view.reader)
    });
    let plan = TermsSignals::new(start, choices, more);
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.agreement));
    let draft = Draft::keep("agreement", &id.to_string(), reader, plan.kept());
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = plan.form().parse_edit().map(|command| (command, Some(desk.version())));
        let navigate = navigate.clone();
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |_| {
                draft.clear();
                desk.say(|language| text::saved(language).to_owned());
                navigate(&format!("/agreements/{id}"), Default::default());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <TermsFields plan form />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}
