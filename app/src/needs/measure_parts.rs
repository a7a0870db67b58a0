//! The parts of a measure in the form of its plan, a row each, with what else is booked at their times.

use domain::needs::MAX_PARTS;
use domain::needs::form::MeasurePartForm;
use i18n::{needs as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, DateField, NumberField, TimeField};

use super::measure_fields::MeasureSignals;
use crate::conflicts::{ConflictWarnings, LookUp, NotLookedUp};
use crate::form::{CommandForm, Row};

/// What is typed of a part.
#[derive(Clone, Copy)]
pub(super) struct PartSignals {
    key: usize,
    date: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl Row for PartSignals {
    type Form = MeasurePartForm;

    fn new(key: usize, form: MeasurePartForm) -> Self {
        Self {
            key,
            date: RwSignal::new(form.date),
            start: RwSignal::new(form.start),
            minutes: RwSignal::new(form.minutes),
        }
    }

    fn key(self) -> usize {
        self.key
    }

    fn form(self) -> MeasurePartForm {
        MeasurePartForm {
            date: self.date.get(),
            start: self.start.get(),
            minutes: self.minutes.get(),
        }
    }

    fn put(self, form: MeasurePartForm) {
        self.date.set(form.date);
        self.start.set(form.start);
        self.minutes.set(form.minutes);
    }
}

/// The parts, a row each.
#[component]
pub(super) fn Parts(plan: MeasureSignals, form: CommandForm, known: LookUp) -> impl IntoView {
    let language = use_language();
    let parts = plan.parts;
    let place_of = move |key: usize| parts.place(key);
    let add = move |_| parts.push(MeasurePartForm::default());
    let is_full = Memo::new(move |_| parts.many() >= MAX_PARTS);
    let is_one = Memo::new(move |_| parts.many() == 1);
    view! {
        <For each=move || parts.get() key=|part| part.key() let:part>
            {
                let key = part.key;
                let error = move |field: &'static str| {
                    form.state.error_at(move || format!("parts[{}].{field}", place_of(key)))
                };
                let remove = move |_| parts.remove(key);
                let slot = Signal::derive(move || part.form().slot());
                view! {
                    <fieldset class="ds-fieldset">
                        <legend class="ds-label">
                            {move || text::part(language.get(), place_of(key) + 1)}
                        </legend>
                        <div class="hr-field-row">
                            <DateField
                                id=format!("parts-{key}-date")
                                label=told(language, text::date)
                                value=part.date
                                error=error("date")
                            />
                            <TimeField
                                id=format!("parts-{key}-start")
                                label=told(language, text::start)
                                value=part.start
                                error=error("start")
                            />
                            <NumberField
                                id=format!("parts-{key}-minutes")
                                label=told(language, text::minutes)
                                value=part.minutes
                                error=error("minutes")
                            />
                        </div>
                        <div aria-live="polite">
                            <ConflictWarnings found=known.found at=slot />
                        </div>
                        <Show when=move || !is_one.get()>
                            <Button variant=ButtonVariant::Tertiary on:click=remove>
                                {move || text::remove_part(language.get(), place_of(key) + 1)}
                            </Button>
                        </Show>
                    </fieldset>
                }
            }
        </For>
        <NotLookedUp known />
        <Show when=move || !is_full.get()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_part)}</Button>
            </div>
        </Show>
    }
    .into_any()
}
