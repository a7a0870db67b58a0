//! Choosing languages one by one from a long list.

use domain::languages::Tongue;
use i18n::{Text, presentations as text, say, told, tongue_name, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, SelectField, as_ticked, ticked};

use super::words;
use crate::focus;

/// A list with a button that adds, and what was added.
#[component]
pub(super) fn Tongues(
    /// Id of the list; what was added has the same with `-chosen`.
    id: &'static str,
    /// What they are for.
    label: Text,
    /// What the button is called.
    add: Text,
    /// Tags with commas between: a text, so that a draft can keep it.
    chosen: RwSignal<String>,
    /// Which languages are offered.
    offered: fn(Tongue) -> bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let language = use_language();
    let next = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let taken = ticked(&chosen.get());
        let mut choices = words::tongue_choices(language.get(), offered);
        choices.retain(|choice| !taken.contains(&choice.value));
        choices
    });
    let tongues = Memo::new(move |_| {
        let tags = ticked(&chosen.get());
        tags.iter().filter_map(|tag| Tongue::from_tag(tag)).collect::<Vec<_>>()
    });
    let press = move |_| {
        let tag = next.get_untracked();
        if !tag.is_empty() {
            chosen.update(|all| *all = as_ticked(ticked(all).into_iter().chain([tag])));
            next.set(String::new());
        }
        focus::on(id);
    };
    let remove = move |tongue: Tongue| {
        chosen.update(|all| *all = as_ticked(ticked(all).into_iter().filter(|tag| tag != tongue.tag())));
        focus::on(id);
    };
    view! {
        <div class="hr-tongues">
            <div class="hr-field-row">
                <SelectField
                    id
                    is_optional=true
                    label=told(language, label)
                    empty=told(language, text::choose_tongue)
                    choices
                    value=next
                    error
                />
                <Button variant=ButtonVariant::Secondary on:click=press>{say(language, add)}</Button>
            </div>
            <ul class="hr-checklist" id=format!("{id}-chosen") aria-live="polite">
                <For each=move || tongues.get() key=|tongue| tongue.tag() let:tongue>
                    <li class="hr-checklist-item">
                        <span>{move || words::capital(tongue_name(language.get(), tongue))}</span>
                        <Button
                            variant=ButtonVariant::Tertiary
                            label=Signal::derive(move || {
                                text::remove_tongue(language.get(), tongue_name(language.get(), tongue))
                            })
                            on:click=move |_| remove(tongue)
                        >
                            {say(language, text::remove)}
                        </Button>
                    </li>
                </For>
            </ul>
        </div>
    }
    .into_any()
}
