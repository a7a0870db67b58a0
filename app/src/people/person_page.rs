//! A person's account, and the page of a new one.

use domain::ids::PersonId;
use domain::people::form::PersonForm;
use domain::people::view::{PersonView, RolePlaces};
use i18n::{people as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Alert, Breadcrumbs, Crumb, Details, PageHeader, Tag, Tone};

use super::account_actions::{AccountActions, Done};
use super::api::{places_for_roles, view_person};
use super::person_form::PersonEditor;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/people/new`.
#[component]
pub fn NewPersonPage() -> impl IntoView {
    let language = use_language();
    let title = told(language, text::new_person);
    let lead = told(language, text::new_lead);
    let loaded = Resource::new(|| (), |()| places_for_roles());
    view! {
        <PageTitle text=title />
        <Loaded of=loaded let:places>
            <NewPerson places title lead />
        </Loaded>
    }
}

#[component]
fn NewPerson(places: RolePlaces, title: Signal<String>, lead: Signal<String>) -> impl IntoView {
    let start = PersonForm {
        language: domain::people::Language::Nb.tag().to_owned(),
        ..PersonForm::default()
    };
    view! {
        <PeopleCrumbs />
        <PageHeader title=title lead=lead />
        <PersonEditor target=None start places on_saved=|()| () />
    }
}

#[component]
fn PeopleCrumbs() -> impl IntoView {
    let language = use_language();
    let crumbs = Signal::derive(move || vec![Crumb::new("/people", text::title(language.get()))]);
    view! { <Breadcrumbs crumbs /> }
}

/// `/people/:id`.
#[component]
pub fn PersonPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<PersonId>().ok()));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_person(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    let done = RwSignal::new(None);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Account view changed done />
        </Loaded>
    }
}

#[component]
fn Account(view: PersonView, changed: Callback<()>, done: RwSignal<Option<String>>) -> impl IntoView {
    let language = use_language();
    let form = PersonForm::from(&view.person);
    let PersonView {
        person,
        way_in,
        placed,
        bound,
        warnings,
        places,
        may_edit,
    } = view;
    let target = Some((person.id, person.version));
    let is_closed = !person.active;
    let grants = person.grants.clone();
    let roles = grants
        .into_iter()
        .map(|grant| {
            let bound = bound.clone();
            view! { <li>{move || words::grant(language.get(), grant, &bound)}</li> }
        })
        .collect_view();
    view! {
        <PeopleCrumbs />
        <PageHeader title=person.name.to_string()>
            {is_closed
                .then(|| view! {
                    <Tag tone=Tone::Warning text=told(language, text::account_closed) />
                })}
        </PageHeader>
        <Done done />
        {(!warnings.is_empty())
            .then(|| view! {
                <Alert tone=Tone::Warning title=told(language, text::warnings)>
                    {warnings
                        .into_iter()
                        .map(|warning| view! { <p>{move || words::warning(language.get(), warning)}</p> })
                        .collect_view()}
                </Alert>
            })}
        <dl class="hr-pairs">
            <dt>{say(language, text::email)}</dt>
            <dd>{person.email.to_string()}</dd>
            <dt>{say(language, text::roles)}</dt>
            <dd><ul class="ds-list">{roles}</ul></dd>
            <dt>{say(language, text::placed)}</dt>
            <dd>
                {move || if placed.is_empty() { text::placed_nowhere(language.get()).to_owned() } else { placed.join(", ") }}
            </dd>
            <dt>{say(language, text::way_in)}</dt>
            <dd>{move || words::way_in(language.get(), way_in)}</dd>
        </dl>
        {may_edit
            .then(|| view! {
                <AccountActions person=person.clone() changed done />
                <Details summary=told(language, text::edit)>
                    <PersonEditor target start=form places on_saved=changed />
                </Details>
            })}
    }
}
