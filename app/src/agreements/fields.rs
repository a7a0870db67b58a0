//! The fields of an agreement's terms, for a new one and one that is changed.

use domain::agreements::view::UnitOption;
use domain::agreements::{Category, Item};
use domain::text_guard::NameRule;
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, CheckboxGroup, Choice, DateField, NumberField, SelectField, TextField, TextKind};

use super::rows::{ContactSignals, PositionSignals, usual_party};
use super::signals::TermsSignals;
use super::words;
use crate::form::{CommandForm, FreeTextField};

/// All of the terms, but for the owner.
#[component]
pub(super) fn TermsFields(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    view! {
        <WhereFields plan form />
        <WhenFields plan form />
        <PositionRows plan form />
        <ResponsibilityFields plan form />
        <LineFields plan form />
        <ContactRows plan form />
    }
    .into_any()
}

fn unit_choices(units: Vec<UnitOption>) -> Vec<Choice> {
    units
        .into_iter()
        .map(|unit| Choice::new(unit.id.to_string(), unit.name))
        .collect()
}

#[component]
fn WhereFields(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let own = Memo::new(move |_| plan.own_units());
    let near = Memo::new(move |_| plan.nearby_units());
    let has_near = Memo::new(move |_| near.with(|near| !near.is_empty()));
    let help = Signal::derive(move || {
        let words: i18n::Text = if plan.owner.with(String::is_empty) {
            text::units_later
        } else {
            text::units_help
        };
        words(language.get()).to_owned()
    });
    view! {
        <CheckboxGroup
            id="units"
            legend=told(language, text::units)
            description=help
            chosen=plan.units
            choices=Signal::derive(move || unit_choices(own.get()))
            error=form.state.error("units")
        />
        <Show when=move || has_near.get()>
            <CheckboxGroup
                id="nearby"
                is_optional=true
                legend=told(language, text::nearby)
                description=told(language, text::nearby_help)
                chosen=plan.nearby
                choices=Signal::derive(move || unit_choices(near.get()))
                error=form.state.error("nearby")
            />
        </Show>
    }
    .into_any()
}

#[component]
fn WhenFields(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    view! {
        <div class="hr-field-row">
            <DateField id="from" label=told(language, text::from) value=plan.from error=state.error("from") />
            <DateField id="to" label=told(language, text::to) value=plan.to error=state.error("to") />
            <NumberField
                id="notice_months"
                label=told(language, text::notice_months)
                value=plan.notice_months
                error=state.error("notice_months")
            />
        </div>
        <TextField
            id="document"
            is_optional=true
            label=told(language, text::document)
            description=told(language, text::document_help)
            value=plan.document
            error=state.error("document")
        />
    }
    .into_any()
}

/// The positions, a row each.
#[component]
fn PositionRows(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let rows = plan.positions;
    let shown = Memo::new(move |_| rows.shown());
    let has_room = Memo::new(move |_| rows.has_room());
    let row = move |(at, place): (usize, usize)| {
        rows.at(place)
            .map(|row| view! { <PositionRow plan form at place row /> })
    };
    let add = move |_| {
        rows.open();
    };
    view! {
        <fieldset class="ds-fieldset hr-rows">
            <legend class="ds-label">{say(language, text::positions)}</legend>
            <For each=move || shown.get().into_iter().enumerate() key=|place| *place let:place>{row(place)}</For>
            <Show when=move || has_room.get()>
                <div class="hr-actions">
                    <Button variant=ButtonVariant::Tertiary on:click=add>
                        {say(language, text::add_position)}
                    </Button>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn PositionRow(
    plan: TermsSignals,
    form: CommandForm,
    /// Its number among those that are shown, which a fault names.
    at: usize,
    place: usize,
    row: PositionSignals,
) -> impl IntoView {
    let language = use_language();
    let field = move |name: &str| format!("positions[{at}].{name}");
    let units = Signal::derive(move || unit_choices(plan.covered()));
    let placements = Signal::derive(move || {
        let language = language.get();
        let there = plan.placements_at(&row.unit.get());
        let choice = |one: domain::agreements::view::PlacementOption| {
            let name = one.name.unwrap_or_else(|| text::vacant(language).to_owned());
            let percent = format::percent(language, i64::from(one.percent));
            Choice::new(one.id.to_string(), text::placement_of(language, name, percent))
        };
        there.into_iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::position(language.get(), at + 1)}</legend>
            <div class="hr-field-row">
                <SelectField
                    id=field("unit")
                    label=told(language, text::unit)
                    empty=told(language, text::choose_unit)
                    choices=units
                    value=row.unit
                    error=form.state.error(field("unit"))
                />
                <NumberField
                    id=field("percent")
                    label=told(language, text::percent)
                    value=row.percent
                    error=form.state.error(field("percent"))
                />
                <SelectField
                    id=field("placement")
                    is_optional=true
                    label=told(language, text::holder)
                    empty=told(language, text::vacant)
                    choices=placements
                    value=row.placement
                    error=form.state.error(field("placement"))
                />
            </div>
            <Button variant=ButtonVariant::Tertiary on:click=move |_| plan.positions.remove(place)>
                {move || text::remove_position(language.get(), at + 1)}
            </Button>
        </fieldset>
    }
    .into_any()
}

/// Who is responsible: a group of boxes an item.
#[component]
fn ResponsibilityFields(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let parties = Signal::derive(move || words::party_choices(language.get()));
    let fields: Vec<_> = Item::ALL
        .into_iter()
        .zip(plan.responsibilities)
        .map(|(item, who)| {
            let field = format!("responsibilities.{}", item.name());
            view! {
                <CheckboxGroup
                    id=field.clone()
                    legend=Signal::derive(move || words::item(language.get(), item).to_owned())
                    chosen=who
                    choices=parties
                    error=form.state.error(field)
                />
            }
        })
        .collect();
    view! {
        <fieldset class="ds-fieldset hr-rows">
            <legend class="ds-label">{say(language, text::responsibilities)}</legend>
            <p class="hr-muted">{say(language, text::responsibilities_help)}</p>
            <div class="hr-matrix">{fields}</div>
        </fieldset>
    }
    .into_any()
}

/// Who pays what, and how much a year.
#[component]
fn LineFields(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let parties = Signal::derive(move || words::party_choices(language.get()));
    let fields: Vec<_> = Category::ALL
        .into_iter()
        .zip(plan.lines)
        .map(|(category, (payer, limit))| {
            let field = move |name: &str| format!("lines.{}.{name}", category.name());
            view! {
                <fieldset class="ds-fieldset">
                    <legend class="ds-label">{move || words::category(language.get(), category)}</legend>
                    <div class="hr-field-row">
                        <SelectField
                            id=field("payer")
                            label=told(language, text::payer)
                            empty=told(language, text::no_payer)
                            choices=parties
                            value=payer
                            error=form.state.error(field("payer"))
                        />
                        <TextField
                            id=field("yearly_limit")
                            is_optional=true
                            label=told(language, text::limit_kroner)
                            value=limit
                            error=form.state.error(field("yearly_limit"))
                        />
                    </div>
                </fieldset>
            }
        })
        .collect();
    view! {
        <fieldset class="ds-fieldset hr-rows">
            <legend class="ds-label">{say(language, text::lines)}</legend>
            <p class="hr-muted">{say(language, text::lines_help)}</p>
            {fields}
        </fieldset>
    }
    .into_any()
}

/// Contact persons, a row each.
#[component]
fn ContactRows(plan: TermsSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let rows = plan.contacts;
    let shown = Memo::new(move |_| rows.shown());
    let has_room = Memo::new(move |_| rows.has_room());
    let row = move |(at, place): (usize, usize)| {
        rows.at(place)
            .map(|row| view! { <ContactRow plan form at place row /> })
    };
    let add = move |_| {
        if let Some(row) = rows.open() {
            usual_party(row);
        }
    };
    view! {
        <fieldset class="ds-fieldset hr-rows">
            <legend class="ds-label">{say(language, text::contacts)}</legend>
            <For each=move || shown.get().into_iter().enumerate() key=|place| *place let:place>{row(place)}</For>
            <Show when=move || has_room.get()>
                <div class="hr-actions">
                    <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_contact)}</Button>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn ContactRow(
    plan: TermsSignals,
    form: CommandForm,
    /// Its number among those that are shown, which a fault names.
    at: usize,
    place: usize,
    row: ContactSignals,
) -> impl IntoView {
    let language = use_language();
    let state = form.state;
    let field = move |name: &str| format!("contacts[{at}].{name}");
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::contact(language.get(), at + 1)}</legend>
            <div class="hr-field-row">
                <SelectField
                    id=field("party")
                    label=told(language, text::party)
                    choices=Signal::derive(move || words::party_choices(language.get()))
                    value=row.party
                    error=state.error(field("party"))
                />
                <TextField
                    id=field("name")
                    label=told(language, text::name)
                    value=row.name
                    error=state.error(field("name"))
                />
                <FreeTextField
                    id=field("role")
                    is_optional=true
                    rule=NameRule::Allowed
                    label=told(language, text::role)
                    value=row.role
                    names=form.names
                    issue=state.issue(field("role"))
                />
            </div>
            <div class="hr-field-row">
                <TextField
                    id=field("email")
                    kind=TextKind::Email
                    label=told(language, text::email)
                    value=row.email
                    error=state.error(field("email"))
                />
                <TextField
                    id=field("phone")
                    kind=TextKind::Telephone
                    is_optional=true
                    label=told(language, text::phone)
                    value=row.phone
                    error=state.error(field("phone"))
                />
            </div>
            <Button variant=ButtonVariant::Tertiary on:click=move |_| plan.contacts.remove(place)>
                {move || text::remove_contact(language.get(), at + 1)}
            </Button>
        </fieldset>
    }
    .into_any()
}
