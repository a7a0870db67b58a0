//! Slides, links and handouts by language.

use domain::languages::Tongue;
use domain::presentations::form::MaterialForm;
use domain::presentations::{Material, MaterialKind, PresentationCommand, Stage};
use i18n::{presentations as text, say, told, tongue_name, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, Choice, Details, SelectField, TextField};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, FreeTextField};

const PLACE: &str = "materials";

/// The section of the page.
#[component]
pub(super) fn Materials(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can_change = desk.part(|view| view.may_edit && view.presentation.stage() != Stage::Cancelled);
    let materials = desk.part(|view| {
        let materials = view.presentation.materials.iter();
        materials
            .map(|(number, material)| (*number, material.clone()))
            .collect::<Vec<_>>()
    });
    let form = CommandForm::new();
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::materials)}</h2>
            <Show when=move || materials.with(Vec::is_empty)>
                <p class="hr-muted">{say(language, text::no_materials)}</p>
            </Show>
            <ul class="hr-checklist">
                <For each=move || materials.get() key=|(number, _)| *number let:entry>
                    <Item desk form number=entry.0 material=entry.1 can_change />
                </For>
            </ul>
            <Trouble desk form />
            <Show when=move || can_change.get()>
                <Add desk />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Item(desk: Desk, form: CommandForm, number: u8, material: Material, can_change: Memo<bool>) -> impl IntoView {
    let language = use_language();
    let Material {
        kind,
        title,
        address,
        tongue,
    } = material;
    let title = title.to_string();
    let named = title.clone();
    let facts = move || {
        let language = language.get();
        text::material_facts(
            language,
            words::material_kind(language, kind),
            tongue_name(language, tongue),
        )
    };
    let name = match address {
        Some(address) => view! {
            <a class="ds-link" href=address.to_string() rel="external noreferrer">{title}</a>
        }
        .into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    let remove = move |_| {
        let command = PresentationCommand::RemoveMaterial { number };
        desk.press(form, command, PLACE, |language| text::removed(language).to_owned());
    };
    let label = Signal::derive(move || text::remove_material(language.get(), &named));
    view! {
        <li class="hr-checklist-item">
            <span>{name} " " <span class="hr-muted">{facts}</span></span>
            <Show when=move || can_change.get()>
                <Button variant=ButtonVariant::Tertiary busy=form.state.busy() label on:click=remove>
                    {say(language, text::remove)}
                </Button>
            </Show>
        </li>
    }
    .into_any()
}

#[component]
fn Add(desk: Desk) -> impl IntoView {
    let language = use_language();
    let kind = RwSignal::new(MaterialKind::Slides.name().to_owned());
    let tongue = RwSignal::new(Tongue::Bokmal.tag().to_owned());
    let (title, address) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = CommandForm::new();
    let kinds = Signal::derive(move || {
        let language = language.get();
        MaterialKind::ALL
            .map(|kind| Choice::new(kind.name(), words::material_kind(language, kind)))
            .to_vec()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = MaterialForm {
            kind: kind.get_untracked(),
            title: title.get_untracked(),
            address: address.get_untracked(),
            tongue: tongue.get_untracked(),
        };
        let parsed = typed.parse().map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                title.set(String::new());
                address.set(String::new());
                desk.done(view, PLACE, |language| text::material_added(language).to_owned());
            },
        );
    };
    view! {
        <Details summary=told(language, text::add_material)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <SelectField
                    id="material_kind"
                    label=told(language, text::material_kind)
                    choices=kinds
                    value=kind
                    error=form.state.error("material_kind")
                />
                <FreeTextField
                    id="material_title"
                    label=told(language, text::material_title)
                    value=title
                    names=form.names
                    issue=form.state.issue("material_title")
                />
                <TextField
                    id="address"
                    label=told(language, text::material_address)
                    description=told(language, text::material_address_help)
                    value=address
                    error=form.state.error("address")
                />
                <SelectField
                    id="material_tongue"
                    label=told(language, text::tongue)
                    choices=Signal::derive(move || words::tongue_choices(language.get(), |_| true))
                    value=tongue
                    error=form.state.error("material_tongue")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::add_material)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
