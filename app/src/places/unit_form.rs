//! The form of a unit: new, or changed.

use domain::ids::UnitId;
use domain::places::form::UnitForm;
use domain::places::view::PlaceFilter;
use domain::places::{PlaceCommand, UnitKind};
use i18n::{places as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Announcer, Button, ButtonKind, Checkbox, Choice, DateField, NumberField, PageHeader, SelectField, TextField};

use super::api::{change_place, list_places};
use super::words;
use crate::failure::{Failure, FailurePage};
use crate::form::{CommandForm, tell_saved};
use crate::fresh;
use crate::title::PageTitle;

/// What is typed, a signal a field.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    kind: RwSignal<String>,
    municipality: RwSignal<String>,
    owner: RwSignal<String>,
    org_number: RwSignal<String>,
    pupils: RwSignal<String>,
    staff: RwSignal<String>,
    active: RwSignal<bool>,
    since: RwSignal<String>,
}

impl Typed {
    fn new(form: UnitForm) -> Self {
        Self {
            name: RwSignal::new(form.name),
            kind: RwSignal::new(form.kind),
            municipality: RwSignal::new(form.municipality),
            owner: RwSignal::new(form.owner),
            org_number: RwSignal::new(form.org_number),
            pupils: RwSignal::new(form.pupils),
            staff: RwSignal::new(form.staff),
            active: RwSignal::new(!form.active.is_empty()),
            since: RwSignal::new(form.since),
        }
    }

    fn form(self) -> UnitForm {
        UnitForm {
            name: self.name.get_untracked(),
            kind: self.kind.get_untracked(),
            municipality: self.municipality.get_untracked(),
            owner: self.owner.get_untracked(),
            org_number: self.org_number.get_untracked(),
            pupils: self.pupils.get_untracked(),
            staff: self.staff.get_untracked(),
            active: if self.active.get_untracked() {
                "yes".to_owned()
            } else {
                String::new()
            },
            since: self.since.get_untracked(),
        }
    }
}

/// `/places/new`.
#[component]
pub fn NewUnitPage() -> impl IntoView {
    let language = use_language();
    let title = told(language, text::new_unit);
    // The owners to choose from come with the list; one row of it is enough.
    let loaded = Resource::new(|| (), |()| list_places(PlaceFilter::default()));
    let form = UnitForm {
        active: "yes".to_owned(),
        ..UnitForm::default()
    };
    let form = StoredValue::new(form);
    view! {
        <PageTitle text=title />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => {
                        view! {
                            <PageHeader title=title />
                            <UnitEditor
                                target=None
                                start=form.get_value()
                                owners=words::choices(&view.owners)
                                today=view.today
                                on_saved=|()| ()
                            />
                        }
                            .into_any()
                    }
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The fields and the button. A new unit leads to its page.
#[component]
pub(super) fn UnitEditor(
    /// The unit and its version as seen; none for a new one.
    target: Option<(UnitId, u64)>,
    /// What the fields hold at first.
    start: UnitForm,
    /// Owners to choose from.
    owners: Vec<Choice>,
    /// Whether it becomes a part of another: that decides until when it is in use.
    #[prop(optional)]
    is_merged: bool,
    /// Today in Norway: decides which municipality codes hold.
    today: Date,
    /// Called when a change is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let typed = Typed::new(start);
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let new_id = StoredValue::new(None::<UnitId>);
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = typed.form().parse(today).map(|unit| match target {
            Some((id, version)) => (PlaceCommand::EditUnit { id, unit }, Some(version)),
            None => {
                let id = new_id.get_value().unwrap_or_else(|| UnitId::new(fresh::ulid()));
                new_id.set_value(Some(id));
                (PlaceCommand::CreateUnit { id, unit }, None)
            }
        });
        let navigate = navigate.clone();
        form.submit(&event, parsed, change_place, move |_placed| {
            tell_saved(announcer, text::saved(language.get_untracked()));
            match new_id.get_value() {
                Some(id) => navigate(&format!("/places/{id}"), Default::default()),
                None => on_saved.run(()),
            }
        });
    };
    let kinds = Signal::derive(move || {
        let language = language.get();
        UnitKind::ALL
            .map(|kind| Choice::new(kind.name(), words::unit_kind(language, kind)))
            .to_vec()
    });
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <TextField
                id="name"
                label=told(language, text::name)
                value=typed.name
                error=state.error("name")
            />
            <SelectField
                id="kind"
                label=told(language, text::kind)
                value=typed.kind
                choices=kinds
                empty=Signal::derive(String::new)
                error=state.error("kind")
            />
            <TextField
                id="municipality"
                label=told(language, text::municipality_code)
                description=told(language, text::municipality_help)
                value=typed.municipality
                error=state.error("municipality")
            />
            <SelectField
                id="owner"
                label=told(language, text::owner)
                value=typed.owner
                choices=owners
                empty=told(language, text::no_owner)
                error=state.error("owner")
            />
            <TextField
                id="org_number"
                label=told(language, text::org_number)
                value=typed.org_number
                error=state.error("org_number")
                is_optional=true
            />
            <NumberField
                id="pupils"
                label=told(language, text::pupils)
                value=typed.pupils
                error=state.error("pupils")
                is_optional=true
            />
            <NumberField
                id="staff"
                label=told(language, text::staff)
                value=typed.staff
                error=state.error("staff")
                is_optional=true
            />
            {(!is_merged)
                .then(|| view! { <Checkbox id="active" label=told(language, text::active) checked=typed.active /> })}
            {target
                .is_some()
                .then(|| view! {
                    <DateField
                        id="since"
                        label=told(language, text::since)
                        description=told(language, text::since_help)
                        value=typed.since
                        error=state.error("since")
                        is_optional=true
                    />
                })}
            <Failure error=state.failure() rule=words::rule />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}
