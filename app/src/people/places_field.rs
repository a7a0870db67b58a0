//! Places that a role is bound to: a list to add to and take from.

use domain::choice::Choice;
use i18n::{people as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant, SelectField};

/// The chosen places with a button each, and a list to choose the next from.
#[component]
pub(super) fn PlacesField(
    /// Id of the control.
    id: &'static str,
    /// What the places are.
    #[prop(into)]
    label: Signal<String>,
    /// Ids of the chosen places.
    chosen: RwSignal<Vec<String>>,
    /// All places.
    places: Vec<Choice>,
) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let next = RwSignal::new(String::new());
    let places = StoredValue::new(places);
    let name_of = move |id: &str| {
        places.with_value(|places| {
            let known = places.iter().find(|place| place.value == id);
            known.map_or_else(|| id.to_owned(), |place| place.name.clone())
        })
    };
    let say = move |sentence: String| {
        if let Some(announcer) = announcer {
            announcer.say(sentence);
        }
    };
    let choices = Signal::derive(move || {
        let chosen = chosen.get();
        places.with_value(|places| {
            let free = places.iter().filter(|place| !chosen.contains(&place.value));
            free.map(|place| ui::Choice::new(&place.value, &place.name))
                .collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let id = next.get_untracked();
        if id.is_empty() || chosen.with_untracked(|chosen| chosen.contains(&id)) {
            return;
        }
        say(text::added(language.get_untracked(), name_of(&id)));
        chosen.update(|chosen| chosen.push(id));
        next.set(String::new());
    };
    let remove = move |gone: &str| {
        say(text::removed(language.get_untracked(), name_of(gone)));
        chosen.update(|chosen| chosen.retain(|one| one != gone));
        // The button that was pressed is gone.
        crate::focus::on(id);
    };
    view! {
        <div class="hr-stack">
            <SelectField
                id=id
                label
                value=next
                choices
                empty=told(language, text::choose_place)
                is_optional=true
            />
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary on:click=add>{say(language, text::add)}</Button>
            </div>
            <ul class="hr-stack">
                <For each=move || chosen.get() key=|id| id.clone() let:one>
                    {
                        let name = name_of(&one);
                        view! {
                            <li class="hr-actions">
                                <Button variant=ButtonVariant::Tertiary on:click=move |_| remove(&one)>
                                    {move || text::remove(language.get(), &name)}
                                </Button>
                            </li>
                        }
                    }
                </For>
            </ul>
        </div>
    }
}
