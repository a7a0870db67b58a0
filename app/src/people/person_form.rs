//! The form of a person: new, or changed.

use domain::ids::PersonId;
use domain::people::form::PersonForm;
use domain::people::view::RolePlaces;
use domain::people::{Language, PersonCommand};
use i18n::{people as text, role_name, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Announcer, Button, ButtonKind, Checkbox, Choice, SelectField, TextField, TextKind};

use super::api::change_person;
use super::places_field::PlacesField;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, FormState, tell_saved};
use crate::fresh;

/// What is typed, a signal a field.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    email: RwSignal<String>,
    language: RwSignal<String>,
    roles: StoredValue<Vec<(&'static str, RwSignal<bool>)>>,
    leads: RwSignal<Vec<String>>,
    owns: RwSignal<Vec<String>>,
}

impl Typed {
    fn new(form: PersonForm) -> Self {
        let held = form.roles;
        let ticks = words::free_roles()
            .map(|role| (role.name(), RwSignal::new(held.iter().any(|name| name == role.name()))))
            .collect();
        Self {
            name: RwSignal::new(form.name),
            email: RwSignal::new(form.email),
            language: RwSignal::new(form.language),
            roles: StoredValue::new(ticks),
            leads: RwSignal::new(form.leads),
            owns: RwSignal::new(form.owns),
        }
    }

    fn form(self) -> PersonForm {
        PersonForm {
            name: self.name.get_untracked(),
            email: self.email.get_untracked(),
            language: self.language.get_untracked(),
            roles: self.roles.with_value(|roles| {
                let ticked = roles.iter().filter(|(_, ticked)| ticked.get_untracked());
                ticked.map(|(name, _)| (*name).to_owned()).collect()
            }),
            leads: self.leads.get_untracked(),
            owns: self.owns.get_untracked(),
        }
    }
}

/// The fields and the button. A new person's leads to the account's page.
#[component]
pub(super) fn PersonEditor(
    /// The account and its version as seen; none for a new one.
    target: Option<(PersonId, u64)>,
    /// What the fields hold at first.
    start: PersonForm,
    /// Places that roles can be bound to.
    places: RolePlaces,
    /// Called when a change is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let typed = Typed::new(start);
    let form = CommandForm::new();
    let state = form.state;
    let new_id = StoredValue::new(None::<PersonId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = typed.form().parse().map(|person| match target {
            Some((id, version)) => (PersonCommand::Edit { id, person }, Some(version)),
            None => {
                let id = new_id.get_value().unwrap_or_else(|| PersonId::new(fresh::ulid()));
                new_id.set_value(Some(id));
                (PersonCommand::Create { id, person }, None)
            }
        });
        let navigate = navigate.clone();
        form.submit(&event, parsed, change_person, move |id: PersonId| match target {
            None => navigate(&format!("/people/{id}"), Default::default()),
            Some(_) => {
                tell_saved(announcer, text::saved(language.get_untracked()));
                on_saved.run(());
            }
        });
    };
    let is_new = target.is_none();
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <WhoFields typed state />
            <RoleFields typed state places />
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>
                    {move || if is_new { text::create(language.get()) } else { text::save(language.get()) }}
                </Button>
            </div>
        </form>
    }
}

#[component]
fn WhoFields(typed: Typed, state: FormState) -> impl IntoView {
    let language = use_language();
    let languages = Language::ALL
        .map(|one| Choice::new(one.tag(), i18n::shell::language_name(one)))
        .to_vec();
    view! {
        <TextField
            id="name"
            label=told(language, text::name)
            value=typed.name
            error=state.error("name")
        />
        <TextField
            id="email"
            label=told(language, text::email)
            description=told(language, text::email_help)
            value=typed.email
            kind=TextKind::Email
            error=state.error("email")
        />
        <SelectField
            id="language"
            label=told(language, text::language)
            value=typed.language
            choices=languages
            error=state.error("language")
        />
    }
}

#[component]
fn RoleFields(typed: Typed, state: FormState, places: RolePlaces) -> impl IntoView {
    let language = use_language();
    let fault = state.error("roles");
    let ticks = words::free_roles()
        .zip(typed.roles.get_value())
        .map(|(role, (name, ticked))| {
            let label = Signal::derive(move || domain::terms::capitalised(role_name(language.get(), role)));
            view! { <Checkbox id=format!("role-{name}") label checked=ticked /> }
        })
        .collect_view();
    view! {
        <fieldset
            class="ds-fieldset hr-choices"
            id="roles"
            tabindex="-1"
            aria-describedby="roles-help roles-fault"
            aria-invalid=move || fault.get().map(|_| "true")
        >
            <legend class="ds-label">{say(language, text::roles)}</legend>
            <p id="roles-help" data-field="description">{say(language, text::roles_help)}</p>
            {ticks}
            <p id="roles-fault" class="ds-validation-message" data-field="validation" hidden=move || fault.get().is_none()>
                {fault}
            </p>
        </fieldset>
        <PlacesField
            id="leads"
            label=told(language, text::leads)
            chosen=typed.leads
            places=places.units
        />
        <PlacesField
            id="owns"
            label=told(language, text::owns)
            chosen=typed.owns
            places=places.owners
        />
    }
}
