//! Seats that are kept for a service or a municipality in the form of a course's plan, a row each.

use domain::courses::form::{QuotaForm, named_municipalities};
use domain::courses::{KeptFor, MAX_QUOTAS, ServiceKind};
use i18n::{courses as text, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Choice, DateField, NumberField, SelectField};

use super::plan_fields::PlanSignals;
use super::words;
use crate::form::{CommandForm, Row};

/// What is typed of seats that are kept.
#[derive(Clone, Copy)]
pub(super) struct QuotaSignals {
    key: usize,
    kept_for: RwSignal<String>,
    seats: RwSignal<String>,
}

impl Row for QuotaSignals {
    type Form = QuotaForm;

    fn new(key: usize, form: QuotaForm) -> Self {
        Self {
            key,
            kept_for: RwSignal::new(form.kept_for),
            seats: RwSignal::new(form.seats),
        }
    }

    fn key(self) -> usize {
        self.key
    }

    fn form(self) -> QuotaForm {
        QuotaForm {
            kept_for: self.kept_for.get(),
            seats: self.seats.get(),
        }
    }

    fn put(self, form: QuotaForm) {
        self.kept_for.set(form.kept_for);
        self.seats.set(form.seats);
    }
}

/// Seats that are kept for a service or a municipality, a row each, and until when.
#[component]
pub(super) fn QuotaFields(plan: PlanSignals, form: CommandForm, today: Date) -> impl IntoView {
    let language = use_language();
    let quotas = plan.quotas;
    let add = move |_| quotas.push(QuotaForm::default());
    // Services, and the municipalities that stand in the plan; one that was chosen stays, whatever becomes of the list.
    let offered = Memo::new(move |_| {
        let language = language.get();
        let services = ServiceKind::ALL.map(KeptFor::Service);
        let named = plan.municipalities.with(|text| named_municipalities(text, today));
        let chosen = quotas.forms().into_iter();
        let chosen = chosen.filter_map(|one| KeptFor::from_value(&one.kept_for));
        let mut all: Vec<KeptFor> = services
            .into_iter()
            .chain(named.into_iter().map(KeptFor::Municipality))
            .collect();
        all.extend(chosen.filter(|one| !all.contains(one)).collect::<Vec<_>>());
        all.into_iter()
            .map(|one| Choice::new(one.value(), words::kept_for(language, one)))
            .collect::<Vec<_>>()
    });
    let is_room = Memo::new(move |_| quotas.many() < MAX_QUOTAS);
    let is_any = Memo::new(move |_| quotas.many() > 0);
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{say(language, text::quotas)}</legend>
            <p class="hr-muted">{say(language, text::quotas_help)}</p>
            <For each=move || quotas.get() key=|one| one.key() let:one>
                <QuotaRow plan form one offered />
            </For>
            <Show when=move || is_room.get()>
                <div class="hr-actions">
                    <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_quota)}</Button>
                </div>
            </Show>
            <Show when=move || is_any.get()>
                <DateField
                    id="released_on"
                    label=told(language, text::released_on)
                    value=plan.released_on
                    error=form.state.error("released_on")
                />
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn QuotaRow(plan: PlanSignals, form: CommandForm, one: QuotaSignals, offered: Memo<Vec<Choice>>) -> impl IntoView {
    let language = use_language();
    let quotas = plan.quotas;
    let at = Memo::new(move |_| quotas.place(one.key));
    // A fault belongs to the place, and the places move.
    let error = move |what: &'static str| form.state.error_at(move || format!("quotas[{}].{what}", at.get()));
    let id = move |what: &str| format!("quotas[{}].{what}", one.key);
    let remove = move |_| quotas.remove(one.key);
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::quota(language.get(), at.get() + 1)}</legend>
            <div class="hr-field-row">
                <SelectField
                    id=id("kept_for")
                    label=told(language, text::kept_for)
                    empty=told(language, text::choose_kept)
                    choices=offered
                    value=one.kept_for
                    error=error("kept_for")
                />
                <NumberField
                    id=id("seats")
                    label=told(language, text::kept_seats)
                    value=one.seats
                    error=error("seats")
                />
                <Button variant=ButtonVariant::Tertiary on:click=remove>
                    {move || text::remove_quota(language.get(), at.get() + 1)}
                </Button>
            </div>
        </fieldset>
    }
    .into_any()
}
