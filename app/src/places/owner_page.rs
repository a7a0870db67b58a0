//! An owner's page, and its form.

use domain::ids::OwnerId;
use domain::places::form::OwnerForm;
use domain::places::view::OwnerView;
use domain::places::{OwnerKind, PlaceCommand};
use i18n::{places as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map};
use ui::{
    Announcer, Breadcrumbs, Button, ButtonKind, ButtonVariant, Choice, Crumb, Details, LinkButton, PageHeader,
    SelectField, TextField,
};

use super::api::{change_place, list_places, view_owner};
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, tell_saved};
use crate::fresh;
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/owners/:id`.
#[component]
pub fn OwnerPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get_str("id").and_then(|id| id.parse::<OwnerId>().ok()));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_owner(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::owner) />
        <Loaded of=loaded let:view>
            <OwnerSheet view changed />
        </Loaded>
    }
}

#[component]
fn OwnerSheet(view: OwnerView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let OwnerView {
        owner,
        units,
        today,
        may_edit,
    } = view;
    let crumbs = Signal::derive(move || vec![Crumb::new("/places", text::title(language.get()))]);
    let form = OwnerForm::from(&owner);
    let calendars = format!(
        "/calendars/{}/{}",
        owner.id,
        domain::time::SchoolYear::of(today).start_year()
    );
    let org_number = owner.org_number.map(|number| number.to_string());
    let code = owner.code.clone();
    view! {
        <Breadcrumbs crumbs />
        <PageHeader title=owner.name.to_string()>
            <LinkButton href=calendars variant=ButtonVariant::Secondary>{say(language, text::calendar)}</LinkButton>
        </PageHeader>
        <dl class="hr-pairs">
            <dt>{say(language, text::owner_kind)}</dt>
            <dd>{move || words::owner_kind(language.get(), owner.kind)}</dd>
            <dt>{say(language, text::owner_code)}</dt>
            <dd>{move || code.clone().unwrap_or_else(|| text::unknown(language.get()).to_owned())}</dd>
            <dt>{say(language, text::org_number)}</dt>
            <dd>{move || org_number.clone().unwrap_or_else(|| text::unknown(language.get()).to_owned())}</dd>
        </dl>
        {may_edit
            .then(|| view! {
                <Details summary=told(language, text::edit_owner)>
                    <OwnerEditor target=Some((owner.id, owner.version)) start=form today on_saved=changed />
                </Details>
            })}
        <h2 class="ds-heading" data-size="sm">{say(language, text::units)}</h2>
        <ul class="ds-list">
            {units
                .into_iter()
                .map(|unit| view! { <li><A href=format!("/places/{}", unit.value)>{unit.name}</A></li> })
                .collect_view()}
        </ul>
    }
}

/// `/owners/new`.
#[component]
pub fn NewOwnerPage() -> impl IntoView {
    let language = use_language();
    let title = told(language, text::new_owner);
    let loaded = Resource::new(|| (), |()| list_places(Default::default()));
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => {
                        view! {
                            <PageHeader title=title />
                            <OwnerEditor target=None start=OwnerForm::default() today=view.today on_saved=|()| () />
                        }
                            .into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The fields and the button. A new owner leads to its page.
#[component]
fn OwnerEditor(
    /// The owner and its version as seen; none for a new one.
    target: Option<(OwnerId, u64)>,
    /// What the fields hold at first.
    start: OwnerForm,
    /// Today in Norway: decides which codes hold.
    today: Date,
    /// Called when a change is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let (name, kind) = (RwSignal::new(start.name), RwSignal::new(start.kind));
    let (code, org_number) = (RwSignal::new(start.code), RwSignal::new(start.org_number));
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let new_id = StoredValue::new(None::<OwnerId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = OwnerForm {
            name: name.get_untracked(),
            kind: kind.get_untracked(),
            code: code.get_untracked(),
            org_number: org_number.get_untracked(),
        };
        let parsed = typed.parse(today).map(|owner| match target {
            Some((id, version)) => (PlaceCommand::EditOwner { id, owner }, Some(version)),
            None => {
                let id = new_id.get_value().unwrap_or_else(|| OwnerId::new(fresh::ulid()));
                new_id.set_value(Some(id));
                (PlaceCommand::CreateOwner { id, owner }, None)
            }
        });
        let navigate = navigate.clone();
        form.submit(&event, parsed, change_place, move |_placed| {
            tell_saved(announcer, text::saved(language.get_untracked()));
            match new_id.get_value() {
                Some(id) => navigate(&format!("/owners/{id}"), Default::default()),
                None => on_saved.run(()),
            }
        });
    };
    let kinds = Signal::derive(move || {
        let language = language.get();
        OwnerKind::ALL
            .map(|kind| Choice::new(kind.name(), words::owner_kind(language, kind)))
            .to_vec()
    });
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <TextField
                id="name"
                label=told(language, text::name)
                value=name
                error=state.error("name")
            />
            <SelectField
                id="kind"
                label=told(language, text::owner_kind)
                value=kind
                choices=kinds
                empty=Signal::derive(String::new)
                error=state.error("kind")
            />
            <TextField
                id="code"
                label=told(language, text::owner_code)
                description=told(language, text::owner_code_help)
                value=code
                error=state.error("code")
            />
            <TextField
                id="org_number"
                label=told(language, text::org_number)
                value=org_number
                error=state.error("org_number")
                is_optional=true
            />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}
