//! The form of a placement: new, or changed.

use domain::ids::{PlacementId, UnitId};
use domain::places::form::PlacementForm;
use domain::places::{Placement, PlacementCommand, PlacementState};
use i18n::{places as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, Choice, DateField, NumberField, SelectField};

use super::api::change_placement;
use super::words;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::fresh;

/// The fields and the button.
#[component]
pub(super) fn PlacementEditor(
    /// The unit of the page.
    unit: UnitId,
    /// The placement as seen; none for a new one.
    target: Option<Placement>,
    /// People to choose from.
    people: Vec<Choice>,
    /// Called when it is saved.
    changed: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let start = target.as_ref().map(form_of).unwrap_or_else(|| PlacementForm {
        percent: "100".to_owned(),
        state: PlacementState::Active.name().to_owned(),
        ..PlacementForm::default()
    });
    // Several of these forms stand on one page: each has control ids of its own.
    let of = target
        .as_ref()
        .map_or_else(|| "new".to_owned(), |placement| placement.id.to_string());
    let control = move |field: &str| format!("{field}-{of}");
    let person = RwSignal::new(start.person);
    let percent = RwSignal::new(start.percent);
    let from = RwSignal::new(start.from);
    let to = RwSignal::new(start.to);
    let position = RwSignal::new(start.state);
    let form = CommandForm::new();
    let state = form.state;
    let announcer = use_context::<Announcer>();
    let new_id = StoredValue::new(None::<PlacementId>);
    let seen = target.as_ref().map(|placement| (placement.id, placement.version));
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = PlacementForm {
            person: person.get_untracked(),
            percent: percent.get_untracked(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            state: position.get_untracked(),
        };
        let parsed = typed.parse(unit).map(|placement| match seen {
            Some((id, version)) => (PlacementCommand::Edit { id, placement }, Some(version)),
            None => {
                let id = new_id.get_value().unwrap_or_else(|| PlacementId::new(fresh::ulid()));
                new_id.set_value(Some(id));
                (PlacementCommand::Create { id, placement }, None)
            }
        });
        form.submit(&event, parsed, change_placement, move |_answer| {
            tell_saved(announcer, text::saved(language.get_untracked()));
            changed.run(());
        });
    };
    let states = Signal::derive(move || {
        let language = language.get();
        PlacementState::ALL
            .map(|one| Choice::new(one.name(), words::state(language, one)))
            .to_vec()
    });
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <SelectField
                id=control("state")
                label=told(language, text::state)
                value=position
                choices=states
                error=state.error("state")
            />
            <SelectField
                id=control("person")
                label=told(language, text::person)
                value=person
                choices=people
                empty=told(language, text::nobody)
                error=state.error("person")
            />
            <NumberField
                id=control("percent")
                label=told(language, text::percent)
                value=percent
                error=state.error("percent")
            />
            <DateField
                id=control("from")
                label=told(language, text::from)
                value=from
                error=state.error("from")
            />
            <DateField
                id=control("to")
                label=told(language, text::to)
                description=told(language, text::to_help)
                value=to
                error=state.error("to")
                is_optional=true
            />
            <Failure error=state.failure() />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::save)}</Button>
            </div>
        </form>
    }
}

fn form_of(placement: &Placement) -> PlacementForm {
    PlacementForm {
        person: placement.person.map(|id| id.to_string()).unwrap_or_default(),
        percent: placement.percent.to_string(),
        from: placement.from.to_string(),
        to: placement.to.map(|to| to.to_string()).unwrap_or_default(),
        state: placement.state.name().to_owned(),
    }
}
