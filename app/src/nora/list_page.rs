//! The proposals: what waits for the reader first, then what waits for others, the reader's own, and what is on the portal.

use domain::access::Action;
use domain::nora::Step;
use domain::nora::view::{ProposalOverview, ProposalQueue, ProposalRow};
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonKind, ButtonVariant, Choice, EmptyState, LinkButton, PageHeader, SelectField, StateBadge};

use super::api::proposals_for_nora;
use super::words;
use crate::page_frame::Loaded;
use crate::person::use_person;
use crate::title::PageTitle;

const PATH: &str = "/nora";

/// `/nora`, and `/nora?step=legal` for what waits at one step.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let step = Memo::new(move |_| query.with(|query| query.get("step").and_then(|name| Step::from_name(&name))));
    let loaded = Resource::new(|| (), |()| proposals_for_nora());
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:overview>
            <Overview overview step />
        </Loaded>
    }
}

#[component]
fn Overview(overview: ProposalOverview, step: Memo<Option<Step>>) -> impl IntoView {
    let language = use_language();
    let person = use_person();
    let ProposalOverview { mine, queue } = overview;
    view! {
        <PageHeader title=told(language, text::title) lead=told(language, text::lead)>
            <Show when=move || person.may_some(Action::WriteProposal)>
                <LinkButton href="/nora/new">{say(language, text::new)}</LinkButton>
            </Show>
        </PageHeader>
        {queue.clone().map(|queue| view! { <Waiting queue step /> })}
        {mine.map(|rows| view! {
            <Section id="mine" heading=text::mine rows empty=text::none_mine has_author=false />
        })}
        {queue.filter(|queue| !queue.published.is_empty()).map(|queue| view! {
            <Section id="on-portal" heading=text::on_portal rows=queue.published empty=text::none_waits has_author=true />
        })}
    }
    .into_any()
}

/// What waits: for the reader, and for others.
#[component]
fn Waiting(queue: ProposalQueue, step: Memo<Option<Step>>) -> impl IntoView {
    let counts = queue.counts();
    let waiting = queue.waiting;
    view! {
        <StepForm counts=counts.to_vec() step />
        {move || {
            let at = step.get();
            let asked = waiting.iter().filter(|row| at.is_none_or(|step| row.step == step)).cloned();
            let (yours, others): (Vec<_>, Vec<_>) = asked.partition(|row| row.is_yours);
            view! {
                <Section id="yours" heading=text::waits_for_you rows=yours empty=text::none_waits has_author=true />
                {(!others.is_empty()).then(|| view! {
                    <Section
                        id="others"
                        heading=text::waits_for_others
                        rows=others
                        empty=text::none_waits
                        has_author=true
                    />
                })}
            }
        }}
    }
    .into_any()
}

/// What waits at one step alone; how many wait at each.
#[component]
fn StepForm(counts: Vec<(Step, usize)>, step: Memo<Option<Step>>) -> impl IntoView {
    let language = use_language();
    let value = RwSignal::new(
        step.get_untracked()
            .map(|step| step.name().to_owned())
            .unwrap_or_default(),
    );
    let choices = Signal::derive(move || {
        let language = language.get();
        let choice = |(step, count): &(Step, usize)| {
            Choice::new(step.name(), format!("{} ({count})", words::step(language, *step)))
        };
        counts.iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <Form method="GET" action=PATH attr:class="hr-filter">
            <SelectField
                id="step"
                name="step"
                label=told(language, text::step)
                choices
                value
                empty=told(language, text::all)
                is_optional=true
            />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary>{say(language, text::show)}</Button>
        </Form>
    }
    .into_any()
}

#[component]
fn Section(
    id: &'static str,
    heading: i18n::Text,
    rows: Vec<ProposalRow>,
    empty: i18n::Text,
    has_author: bool,
) -> impl IntoView {
    let language = use_language();
    view! {
        <section class="hr-section" aria-labelledby=id>
            <h2 id=id>{say(language, heading)}</h2>
            {if rows.is_empty() {
                view! { <EmptyState title=told(language, empty) /> }.into_any()
            } else {
                view! {
                    <ul class="hr-modules">
                        {rows.into_iter().map(|row| view! { <Row row has_author /> }).collect_view()}
                    </ul>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: ProposalRow, has_author: bool) -> impl IntoView {
    let language = use_language();
    let (id, step, kind) = (row.id, row.step, row.kind);
    let title = row.title.clone();
    let author = has_author.then(|| row.author_name.clone());
    let about = move || match &author {
        Some(author) => format!("{} · {author}", words::kind(language.get(), kind)),
        None => words::kind(language.get(), kind).to_owned(),
    };
    let published = row.publication.clone();
    // Since when it is on the portal is told below.
    let tells_since = step != Step::Published || row.open_comments > 0;
    view! {
        <li class="hr-module">
            <h3 class="hr-module__title"><A href=format!("{PATH}/{id}")>{title}</A></h3>
            <p class="hr-module__badges">
                <StateBadge
                    icon=words::step_icon(step)
                    tone=words::step_tone(step)
                    text=Signal::derive(move || words::step(language.get(), step).to_owned())
                />
            </p>
            <p class="hr-muted">{about}</p>
            {tells_since.then(|| view! { <p class="hr-muted">{move || words::waiting(language.get(), &row)}</p> })}
            {published.map(|published| view! {
                <p class="hr-muted">{move || words::publication(language.get(), &published)}</p>
            })}
        </li>
    }
    .into_any()
}
