//! One proposal: where it stands, its text, what can be done with it, what was said, and how it came there.

use i18n::{format, nora as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{PageHeader, StateBadge};

use super::api::view_proposal;
use super::comments::Comments;
use super::desk::Desk;
use super::history::History;
use super::markdown::drawn;
use super::portal::Portal;
use super::review::Review;
use super::steps::Steps;
use super::words;
use super::writing::Writing;
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

/// `/nora/:id`.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_proposal);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let name = Signal::derive(move || desk.view.with(|view| view.proposal.content.title.to_string()));
    let step = desk.part(|view| view.proposal.step);
    let since = desk.part(|view| view.proposal.since());
    let waits = move || {
        let language = language.get();
        words::turn_of(language, step.get())
            .map(|whose| text::waits_since(language, whose, format::date_long(language, since.get())))
    };
    view! {
        <p class="hr-back"><A href="/nora">{move || format!("← {}", text::title(language.get()))}</A></p>
        <PageHeader title=name />
        <div id="step" tabindex="-1">
            {move || {
                let step = step.get();
                view! {
                    <StateBadge
                        icon=words::step_icon(step)
                        tone=words::step_tone(step)
                        text=Signal::derive(move || words::step(language.get(), step).to_owned())
                    />
                }
            }}
            {move || waits().map(|sentence| view! { <p class="hr-muted">{sentence}</p> })}
        </div>
        <Facts desk />
        <Portal desk />
        <Review desk />
        <Steps desk />
        <Writing desk />
        <Reading desk />
        <Comments desk />
        <History desk />
    }
    .into_any()
}

#[component]
fn Facts(desk: Desk) -> impl IntoView {
    let language = use_language();
    let facts = desk.part(|view| {
        let author = view.name_of(view.proposal.author);
        (view.proposal.content.clone(), view.proposal.origin.clone(), author)
    });
    let needs_legal = desk.part(|view| view.proposal.needs_legal() && view.proposal.publication.is_none());
    view! {
        {move || {
            let (content, origin, author) = facts.get();
            view! {
                <dl class="hr-facts">
                    <div><dt>{say(language, text::kind)}</dt><dd>{move || words::kind(language.get(), content.kind)}</dd></div>
                    <div>
                        <dt>{say(language, text::target)}</dt>
                        <dd>{move || words::target(language.get(), content.target)}</dd>
                    </div>
                    <div>
                        <dt>{say(language, text::language)}</dt>
                        <dd>{move || words::form(language.get(), &content.language)}</dd>
                    </div>
                    <div>
                        <dt>{say(language, text::origin)}</dt>
                        <dd>{move || words::origin(language.get(), &origin)}</dd>
                    </div>
                    <div><dt>{say(language, text::author)}</dt><dd>{author}</dd></div>
                </dl>
            }
        }}
        <Show when=move || needs_legal.get()>
            <p class="hr-muted">{say(language, text::needs_legal)}</p>
        </Show>
    }
    .into_any()
}

/// The text for those who do not write on it.
#[component]
fn Reading(desk: Desk) -> impl IntoView {
    let language = use_language();
    let is_read = desk.part(|view| !view.rights.write);
    let written = desk.part(|view| view.text.clone());
    view! {
        <Show when=move || is_read.get() && !written.with(Vec::is_empty)>
            <section class="hr-section" aria-labelledby="text-heading">
                <h2 id="text-heading">{say(language, text::text)}</h2>
                {move || drawn(written.get())}
            </section>
        </Show>
    }
    .into_any()
}
