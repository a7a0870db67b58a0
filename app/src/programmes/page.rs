//! One programme: its sessions with goals and run sheets, and what can be done with it.

use domain::ids::PersonId;
use domain::programmes::view::ProgrammeView;
use domain::programmes::{Programme, ProgrammeCommand, ProgrammeSession};
use domain::run_sheet::Block;
use i18n::{format, programmes as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Details, LinkButton, PageHeader, Tone};

use super::api::{change_programme, view_programme};
use super::edit::ProgrammeEditor;
use super::{rule, size_of};
use crate::page_frame::{Loaded, of_address};
use crate::templates::{OfferWords, Offering};
use crate::title::PageTitle;

/// `/programmes/:id`.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_programme);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <ProgrammeSheet view changed />
        </Loaded>
    }
}

#[component]
fn ProgrammeSheet(view: ProgrammeView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let ProgrammeView {
        programme,
        author_name,
        reader,
        may_edit,
        may_use,
    } = view;
    let title = Signal::stored(programme.title.to_string());
    let summary = programme.summary.to_string();
    let (count, minutes, made_on) = (programme.sessions.len(), programme.minutes, programme.made_on);
    let maker = move || {
        let language = language.get();
        match (&author_name, made_on) {
            (Some(name), Some(date)) => text::made_by(
                language,
                text::made_on(language, name, format::date_medium(language, date)),
            ),
            (Some(name), None) => text::made_by(language, name),
            (None, _) => text::ships(language).to_owned(),
        }
    };
    let size = move || {
        let language = language.get();
        size_of(language, count, minutes)
    };
    let use_href = format!("/groups/new?programme={}", programme.id);
    let withdrawn = programme.withdrawn;
    let sessions = programme.sessions.clone();
    view! {
        <p class="hr-back"><A href="/programmes">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <PageHeader title />
        {withdrawn.then(|| view! { <Alert tone=Tone::Warning>{say(language, text::withdrawn_note)}</Alert> })}
        <p>{summary}</p>
        <p class="hr-muted">{maker} " · " {size}</p>
        {may_use.then(|| view! {
            <p><LinkButton href=use_href>{say(language, text::plan_group)}</LinkButton></p>
        })}
        <section class="hr-section" aria-labelledby="themes-heading">
            <h2 id="themes-heading">{say(language, text::themes)}</h2>
            <ol class="hr-programme">
                {sessions.into_iter().map(|session| view! { <SessionItem session /> }).collect_view()}
            </ol>
        </section>
        {may_edit.then(|| view! { <Editing programme reader changed /> })}
    }
    .into_any()
}

#[component]
fn SessionItem(session: ProgrammeSession) -> impl IntoView {
    let language = use_language();
    let ProgrammeSession { theme, goal, run_sheet } = session;
    let total = run_sheet.total_minutes();
    let summary = Signal::derive(move || {
        let language = language.get();
        text::minutes_of_blocks(language, format::duration(language, total))
    });
    let has_goal = !goal.as_str().is_empty();
    let blocks = run_sheet.blocks;
    view! {
        <li>
            <h3>{theme.to_string()}</h3>
            {has_goal.then(|| view! { <p>{say(language, text::goal)} ": " {goal.to_string()}</p> })}
            {if blocks.is_empty() {
                view! { <p class="hr-muted">{say(language, text::no_blocks)}</p> }.into_any()
            } else {
                view! {
                    <Details summary>
                        <ul class="hr-programme-blocks">
                            {blocks.into_iter().map(|block| view! { <BlockItem block /> }).collect_view()}
                        </ul>
                    </Details>
                }
                    .into_any()
            }}
        </li>
    }
    .into_any()
}

#[component]
fn BlockItem(block: Block) -> impl IntoView {
    let language = use_language();
    let detail: Vec<String> = [
        block.goal.as_str(),
        block.method.as_str(),
        block.material.as_str(),
        block.note.as_str(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .map(str::to_owned)
    .collect();
    let minutes = block.minutes;
    view! {
        <li>
            <span class="hr-programme-minutes">{move || format::duration(language.get(), minutes.get().into())}</span>
            <span>
                <strong>{block.step.to_string()}</strong>
                {(!detail.is_empty()).then(|| view! { <span class="hr-block-detail">{detail.join(" · ")}</span> })}
            </span>
        </li>
    }
    .into_any()
}

const OFFER_WORDS: OfferWords = OfferWords {
    offer: text::offer,
    offered: text::offered_done,
    withdraw: text::withdraw,
    withdrawn: text::withdrawn_done,
    help: text::withdraw_help,
    rule,
};

/// Words, and whether it is offered.
#[component]
fn Editing(programme: Programme, reader: PersonId, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let (id, version, is_withdrawn) = (programme.id, programme.version, programme.withdrawn);
    view! {
        <Details summary=told(language, text::edit)>
            <ProgrammeEditor programme reader changed />
        </Details>
        <Offering
            words=OFFER_WORDS
            is_withdrawn
            version
            offer=|| ProgrammeCommand::Offer
            withdraw=|| ProgrammeCommand::Withdraw
            send=move |envelope| change_programme(id, envelope)
            changed
        />
    }
    .into_any()
}
