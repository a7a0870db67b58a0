//! What was recorded without a presentation.

use domain::outreach::OutreachCommand;
use domain::outreach::view::ItemRow;
use i18n::{format, outreach as text, say, use_language};
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant};

use super::api::change_outreach;
use super::words;
use crate::failure::Failure;
use crate::focus;
use crate::form::CommandForm;
use crate::presentations::words as presentations;

/// The section of the page.
#[component]
pub(super) fn Items(items: Vec<ItemRow>, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let is_empty = items.is_empty();
    view! {
        <section class="hr-section" aria-labelledby="items">
            <h2 id="items" tabindex="-1">{say(language, text::items)}</h2>
            <p class="hr-muted">{say(language, text::items_help)}</p>
            {is_empty.then(|| view! { <p>{say(language, text::no_items)}</p> })}
            <ul class="hr-checklist">
                {items.into_iter().map(|item| view! { <Item item form changed /> }).collect_view()}
            </ul>
            <Failure error=form.state.failure() />
        </section>
    }
    .into_any()
}

#[component]
fn Item(item: ItemRow, form: CommandForm, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let ItemRow {
        id,
        unit_name,
        audiences,
        known,
        channel,
        date,
        reach,
        note,
        may_remove,
        version,
    } = item;
    let what = Signal::derive(move || {
        let language = language.get();
        text::item(
            language,
            words::channel(language, channel),
            presentations::audiences(language, &audiences),
            presentations::known(language, &known),
        )
    });
    let more = move || {
        let language = language.get();
        let reach = reach.map(|count| text::reached(language, count));
        let parts = [
            unit_name.clone(),
            format::date_medium(language, date),
            note.clone(),
            reach.unwrap_or_default(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let remove = move |_| {
        form.press(
            Some(version),
            OutreachCommand::Remove { id },
            change_outreach,
            move |_| {
                if let Some(announcer) = announcer {
                    announcer.say(text::removed(language.get_untracked()));
                }
                focus::on("main");
                changed.run(());
            },
        );
    };
    let label = Signal::derive(move || text::remove_of(language.get(), what.get()));
    view! {
        <li class="hr-checklist-item">
            <span>
                {move || what.get()}
                <br />
                <span class="hr-muted">{more}</span>
            </span>
            {may_remove.then(|| view! {
                <Button variant=ButtonVariant::Tertiary busy=form.state.busy() label on:click=remove>
                    {say(language, text::remove)}
                </Button>
            })}
        </li>
    }
    .into_any()
}
