//! A new proposal: what it comes from and what it is. The text is written on its page.

use domain::ids::{ModuleId, PersonId, ProposalId};
use domain::modules::view::ModuleView;
use domain::nora::{NewProposal, Origin, ProposalForm};
use domain::text::Title;
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};
use ui::{Button, ButtonKind, Choice, PageHeader, RadioGroup};

use super::checklist::KeptTick;
use super::words;
use super::writing::{ContentSignals, HeadFields};
use crate::error::AppError;
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, Draft, DraftNote};
use crate::fresh;
use crate::modules::api::view_module;
use crate::person::use_person;
use crate::title::PageTitle;

/// `/nora/new`, and `/nora/new?module=…` for one that comes of a module.
#[component]
pub fn NewProposalPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let module = Memo::new(move |_| query.with(|query| query.get("module").and_then(|id| id.parse::<ModuleId>().ok())));
    let loaded = Resource::new(move || module.get(), source);
    let person = use_person();
    let title = told(language, text::new);
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(source) => view! {
                        <p class="hr-back"><A href="/nora">{move || format!("← {}", text::title(language.get()))}</A></p>
                        <PageHeader title lead=told(language, text::new_lead) />
                        {move || {
                            let source = source.clone();
                            person.get().map(|me| view! { <NewForm source me=me.id /> })
                        }}
                    }
                        .into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The module that the address names.
async fn source(module: Option<ModuleId>) -> Result<Option<Origin>, AppError> {
    let Some(id) = module else { return Ok(None) };
    let ModuleView { module, .. } = view_module(id).await?;
    Ok(Some(Origin::Module {
        module: id,
        title: module.content.head.title,
    }))
}

#[component]
fn NewForm(source: Option<Origin>, me: PersonId) -> impl IntoView {
    let language = use_language();
    let kind = if source.is_some() { "module" } else { "" };
    let title = match &source {
        Some(Origin::Module { title, .. }) => Title::to_string(title),
        _ => String::new(),
    };
    let content = ContentSignals::new(ProposalForm {
        kind: kind.to_owned(),
        title,
        language: "bokmal".to_owned(),
        ..ProposalForm::default()
    });
    let origin = RwSignal::new("experience".to_owned());
    let idea = RwSignal::new(String::new());
    let form = CommandForm::new();
    let state = form.state;
    let of = source
        .as_ref()
        .and_then(Origin::module)
        .map_or_else(|| "new".to_owned(), |id| id.to_string());
    let mut kept = content.kept();
    kept.extend([("origin", origin), ("idea", idea)]);
    let draft = Draft::keep("proposal-new", &of, me, kept);
    // The same id for every attempt at the same proposal.
    let id = StoredValue::new(None::<ProposalId>);
    let navigate = use_navigate();
    let from = StoredValue::new(source.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let proposal = id.get_value().unwrap_or_else(|| ProposalId::new(fresh::ulid()));
        id.set_value(Some(proposal));
        let chosen = match origin.get_untracked().as_str() {
            "method" => Origin::Method,
            _ => Origin::Experience,
        };
        let parsed = untrack(|| content.form()).parse().map(|content| NewProposal {
            id: proposal,
            origin: from.get_value().unwrap_or(chosen),
            content,
            is_idea: !idea.read_untracked().is_empty(),
        });
        let navigate = navigate.clone();
        form.submit(
            &event,
            parsed.map(|new| (new, None)),
            super::api::propose_to_nora,
            move |made| {
                draft.clear();
                navigate(&format!("/nora/{made}"), Default::default());
            },
        );
    };
    let origins = Signal::derive(move || {
        let language = language.get();
        vec![
            Choice::new("experience", text::origin_experience(language)),
            Choice::new("method", text::origin_method(language)),
        ]
    });
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            {match source {
                Some(origin) => view! {
                    <p>{say(language, text::origin)} ": " {move || words::origin(language.get(), &origin)}</p>
                }
                    .into_any(),
                None => view! {
                    <RadioGroup id="origin" legend=told(language, text::origin) value=origin choices=origins />
                }
                    .into_any(),
            }}
            <HeadFields content form />
            <fieldset class="ds-fieldset hr-choices">
                <legend class="ds-label">{say(language, text::not_begun)}</legend>
                <KeptTick id="idea" label=told(language, text::only_idea) kept=idea state />
            </fieldset>
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::create)}</Button>
            </div>
        </form>
    }
    .into_any()
}
