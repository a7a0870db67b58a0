//! The parts of a course in the form of its plan, a row each, with what else is booked at their times.

use domain::courses::MAX_PARTS;
use domain::courses::form::PartForm;
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, DateField, TimeField};

use super::plan_fields::PlanSignals;
use crate::conflicts::{ConflictWarnings, LookUp, NotLookedUp};
use crate::form::{CommandForm, Row};

/// What is typed of a part.
#[derive(Clone, Copy)]
pub(super) struct PartSignals {
    key: usize,
    date: RwSignal<String>,
    start: RwSignal<String>,
    end: RwSignal<String>,
}

impl Row for PartSignals {
    type Form = PartForm;

    fn new(key: usize, form: PartForm) -> Self {
        Self {
            key,
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            end: RwSignal::new(form.end),
        }
    }

    fn key(self) -> usize {
        self.key
    }

    fn form(self) -> PartForm {
        PartForm {
            date: self.date.get(),
            start: self.start.get(),
            end: self.end.get(),
        }
    }

    fn put(self, form: PartForm) {
        self.date.set(form.date);
        self.start.set(form.start);
        self.end.set(form.end);
    }
}

#[component]
pub(super) fn Parts(plan: PlanSignals, form: CommandForm, known: LookUp) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let add = move |_| {
        let last = untrack(move || parts.forms().pop());
        // The next part is often at the same hours.
        parts.push(PartForm {
            date: String::new(),
            ..last.unwrap_or_default()
        });
    };
    let is_room = Memo::new(move |_| parts.many() < MAX_PARTS);
    view! {
        <For each=move || parts.get() key=|part| part.key() let:part>
            <Part plan form part known />
        </For>
        <NotLookedUp known />
        <Show when=move || is_room.get()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_part)}</Button>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Part(plan: PlanSignals, form: CommandForm, part: PartSignals, known: LookUp) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let at = Memo::new(move |_| parts.place(part.key));
    let is_one_of_many = Memo::new(move |_| parts.many() > 1);
    let slot = Signal::derive(move || part.form().slot());
    // A fault belongs to the place, and the places move.
    let error = move |what: &'static str| form.state.error_at(move || format!("parts[{}].{what}", at.get()));
    let id = move |what: &str| format!("parts[{}].{what}", part.key);
    let remove = move |_| parts.remove(part.key);
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::part(language.get(), at.get() + 1)}</legend>
            <div class="hr-field-row">
                <DateField id=id("date") label=told(language, text::date) value=part.date error=error("date") />
                <TimeField id=id("start") label=told(language, text::start) value=part.start error=error("start") />
                <TimeField id=id("end") label=told(language, text::end) value=part.end error=error("end") />
                <Show when=move || is_one_of_many.get()>
                    <Button variant=ButtonVariant::Tertiary on:click=remove>
                        {move || text::remove_part(language.get(), at.get() + 1)}
                    </Button>
                </Show>
            </div>
            <div aria-live="polite">
                <ConflictWarnings found=known.found at=slot />
            </div>
        </fieldset>
    }
    .into_any()
}
