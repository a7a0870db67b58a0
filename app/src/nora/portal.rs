//! Where a proposal is, or was, on the portal; the editor says so.

use domain::nora::{ProposalCommand, PublicationForm};
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, DateField, Details, TextField};

use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;

const PLACE: &str = "portal-heading";

/// The page on the portal, and the form that says it is there.
#[component]
pub(super) fn Portal(desk: Desk) -> impl IntoView {
    let language = use_language();
    let publication = desk.part(|view| view.proposal.publication.clone());
    let may_publish = desk.part(|view| view.rights.publish);
    let may_end = desk.part(|view| view.rights.unpublish);
    let is_corrected = desk.part(|view| view.proposal.live().is_some() && !view.proposal.step.is_waiting());
    view! {
        <Show when=move || publication.with(Option::is_some) || may_publish.get()>
            <section class="hr-section" aria-labelledby=PLACE>
                <h2 id=PLACE tabindex="-1">{say(language, text::on_portal)}</h2>
                {move || publication.get().map(|publication| {
                    let href = publication.address.to_string();
                    let link = publication.ended.is_none().then(|| {
                        let name = href.clone();
                        view! { <p><a class="ds-link" href=href rel="external noreferrer">{name}</a></p> }
                    });
                    view! {
                        {link}
                        <p>{move || words::publication(language.get(), &publication)}</p>
                    }
                })}
                <Show when=move || may_publish.get()>
                    {move || {
                        let fields = view! { <Publish desk /> };
                        if is_corrected.get() {
                            view! { <Details summary=told(language, text::correct_address)>{fields}</Details> }.into_any()
                        } else {
                            fields.into_any()
                        }
                    }}
                </Show>
                <Show when=move || may_end.get()>
                    <Unpublish desk />
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Publish(desk: Desk) -> impl IntoView {
    let language = use_language();
    let (start, today) = desk.view.with_untracked(|view| {
        let live = view.proposal.live();
        let start = PublicationForm {
            address: live.map(|live| live.address.to_string()).unwrap_or_default(),
            on: live.map_or(view.today, |live| live.on).to_string(),
        };
        (start, view.today)
    });
    let (address, on) = (RwSignal::new(start.address), RwSignal::new(start.on));
    let form = CommandForm::new();
    let state = form.state;
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = PublicationForm {
            address: address.get_untracked(),
            on: on.get_untracked(),
        };
        form.submit(
            &event,
            typed.parse(today).map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, PLACE, |language| text::did_publish(language).to_owned()),
        );
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=submit>
            <TextField
                id="address"
                label=told(language, text::address)
                description=told(language, text::address_help)
                value=address
                error=state.error("address")
            />
            <DateField id="on" label=told(language, text::day) value=on error=state.error("on") />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::publish)}</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Unpublish(desk: Desk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let press = move |_| {
        desk.press(form, ProposalCommand::Unpublish, PLACE, |language| {
            text::did_unpublish(language).to_owned()
        });
    };
    view! {
        <Trouble desk form />
        <div class="hr-actions">
            <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                {say(language, text::unpublish)}
            </Button>
        </div>
    }
    .into_any()
}
