//! Changing the terms of an agreement.

use domain::agreements::form::{AgreementForm, AmendmentForm};
use domain::agreements::view::{AgreementChoices, AgreementView, PlacementOption, UnitOption};
use domain::agreements::{Terms, differences};
use domain::ids::AgreementId;
use domain::text_guard::NameRule;
use i18n::{Language, agreements as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, DateField, PageHeader, TextField};

use super::api::{load_agreement_choices, view_agreement};
use super::desk::AgreementDesk;
use super::fields::TermsFields;
use super::page::agreement_in_address;
use super::past::Newer;
use super::signals::TermsSignals;
use super::words;
use crate::desk::Trouble;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
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

/// What was typed last, and on which terms: it outlives the form, which begins anew with what a colleague has saved.
#[derive(Clone, Copy)]
struct Begun {
    terms: StoredValue<Terms>,
    typed: StoredValue<AgreementForm>,
}

#[component]
fn Whole(desk: AgreementDesk, choices: AgreementChoices) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || desk.view.with(|view| text::title_of(language.get(), &view.owner_name)));
    let begun = desk.view.with_untracked(|view| Begun {
        terms: StoredValue::new(view.agreement.terms.clone()),
        typed: StoredValue::new(AgreementForm::of(&view.agreement)),
    });
    let choices = StoredValue::new(choices);
    // What a colleague has changed meanwhile is what the form begins with anew; the draft brings back what was typed.
    let version = desk.part(|view| view.agreement.version);
    view! {
        <p class="hr-back">
            <A href=format!("/agreements/{}", desk.id())>{move || format!("← {}", text::agreement(language.get()))}</A>
        </p>
        <PageHeader title lead=told(language, text::edit) />
        // By key: a form that is drawn over the one before it keeps what the browser has in its fields.
        <For
            each=move || [version.get()]
            key=|version| *version
            children=move |_| {
                let rows = newer(desk, begun, choices, language.get_untracked());
                let table = (!rows.is_empty()).then(|| view! { <Newer rows /> });
                view! {
                    {table}
                    <EditForm desk begun choices=choices.get_value() />
                }
            }
        />
    }
    .into_any()
}

/// The parts that a colleague has changed since the form was opened: as they were, as they are, and as they are typed here.
fn newer(
    desk: AgreementDesk,
    begun: Begun,
    choices: StoredValue<AgreementChoices>,
    language: Language,
) -> Vec<[String; 4]> {
    let mut view = desk.view.get_untracked();
    let mine = begun.typed.with_value(AgreementForm::reading);
    choices.with_value(|choices| {
        let known = |unit: &UnitOption| view.units.iter().any(|one| one.id == unit.id);
        let more: Vec<UnitOption> = choices.units.iter().filter(|unit| !known(unit)).cloned().collect();
        view.units.extend(more);
        let known = |placement: &PlacementOption| view.placements.iter().any(|one| one.id == placement.id);
        let more: Vec<PlacementOption> = choices.placements.iter().filter(|one| !known(one)).cloned().collect();
        view.placements.extend(more);
    });
    begun.terms.with_value(|was| {
        let theirs = &view.agreement.terms;
        let row = |field| {
            let typed = mine.as_ref().map(|mine| words::value(language, field, mine, &view));
            [
                words::field(language, field).to_owned(),
                words::value(language, field, was, &view),
                words::value(language, field, theirs, &view),
                typed.unwrap_or_else(|| text::mine_unclear(language).to_owned()),
            ]
        };
        differences(was, theirs).into_iter().map(row).collect()
    })
}

#[component]
fn EditForm(desk: AgreementDesk, begun: Begun, choices: AgreementChoices) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let (start, more, reader) = desk.view.with_untracked(|view| {
        let more = (view.units.clone(), view.placements.clone());
        (AgreementForm::of(&view.agreement), more, view.reader)
    });
    let (today, is_signed) = desk
        .view
        .with_untracked(|view| (view.today, view.agreement.state.is_signed()));
    let plan = TermsSignals::new(start, choices, more);
    let amendment = AmendmentSignals::new();
    let form = CommandForm::new();
    desk.view.with_untracked(|view| form.names.stand_in(&view.agreement));
    let mut kept = plan.kept();
    kept.extend(amendment.kept());
    let draft = Draft::keep("agreement", &id.to_string(), reader, kept);
    Effect::new(move |_| {
        let typed = plan.typed();
        begun.typed.set_value(typed);
    });
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = plan.form();
        let parsed = desk
            .view
            .with_untracked(|view| typed.parse_change(&view.agreement, &amendment.form(), today))
            .map(|command| (command, Some(desk.version())));
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
            {is_signed.then(|| view! { <AmendmentFields amendment form /> })}
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What is typed of the signatures under a change.
#[derive(Clone, Copy)]
struct AmendmentSignals {
    signed_on: RwSignal<String>,
    reference: RwSignal<String>,
    reason: RwSignal<String>,
}

impl AmendmentSignals {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            signed_on: empty(),
            reference: empty(),
            reason: empty(),
        }
    }

    fn form(self) -> AmendmentForm {
        AmendmentForm {
            signed_on: self.signed_on.get_untracked(),
            reference: self.reference.get_untracked(),
            reason: self.reason.get_untracked(),
        }
    }

    fn kept(self) -> [(String, RwSignal<String>); 3] {
        [
            ("signed_on".to_owned(), self.signed_on),
            ("reference".to_owned(), self.reference),
            ("amend_reason".to_owned(), self.reason),
        ]
    }
}

#[component]
fn AmendmentFields(amendment: AmendmentSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <fieldset class="ds-fieldset hr-rows">
            <legend class="ds-label">{say(language, text::amend_heading)}</legend>
            <p class="hr-muted">{say(language, text::amend_help)}</p>
            <div class="hr-field-row">
                <DateField
                    id="signed_on"
                    label=told(language, text::signed_on)
                    value=amendment.signed_on
                    error=state.error("signed_on")
                />
                <TextField
                    id="reference"
                    label=told(language, text::reference)
                    value=amendment.reference
                    error=state.error("reference")
                />
            </div>
            <FreeTextField
                id="amend_reason"
                is_long=true
                rule=NameRule::Allowed
                label=told(language, text::amend_reason)
                value=amendment.reason
                names=form.names
                issue=state.issue("amend_reason")
            />
        </fieldset>
    }
    .into_any()
}
