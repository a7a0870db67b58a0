//! `/coverage/gaps`: what the rules have found, those that wait for a coordinator first.

use domain::coverage::gaps::{GapCommand, GapState, GapStep, NextStep};
use domain::coverage::view::{GapRow, GapsView};
use domain::ids::UnitId;
use i18n::{coverage as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Announcer, Button, ButtonVariant, EmptyState, PageHeader, StateBadge};

use super::api::{note_gap, view_gaps};
use super::gap_steps::{Sentence, SentenceStep};
use super::rules_form::Rules;
use super::tabs::Tabs;
use super::words;
use crate::agreements::RenewButton;
use crate::failure::Failure;
use crate::form::{CommandForm, tell_saved};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// `/coverage/gaps`.
#[component]
pub fn GapsPage() -> impl IntoView {
    let language = use_language();
    let loaded = Resource::new(|| (), |()| view_gaps());
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::gaps_title) />
        <Loaded of=loaded let:view>
            <Gaps view changed />
        </Loaded>
    }
}

#[component]
fn Gaps(view: GapsView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let GapsView {
        rows, rules, may_edit, ..
    } = view;
    let (open, rest): (Vec<GapRow>, Vec<GapRow>) = rows.into_iter().partition(|row| row.state.is_open());
    let count = open.len();
    let none = open.is_empty();
    let list = move |rows: Vec<GapRow>| {
        view! { <ul class="hr-coverage-gaps">{rows.into_iter().map(|row| view! { <Row row changed /> }).collect_view()}</ul> }
    };
    let has_rest = !rest.is_empty();
    view! {
        <div class="hr-coverage">
            <PageHeader title=told(language, text::gaps_title) lead=told(language, text::gaps_lead) />
            <Tabs />
            <section class="hr-section" aria-labelledby="open-heading">
                <h2 id="open-heading">{move || text::gaps_open(language.get(), count)}</h2>
                {if none {
                    view! { <EmptyState title=told(language, text::no_gaps) text=told(language, text::no_gaps_help) /> }.into_any()
                } else {
                    list(open).into_any()
                }}
            </section>
            {has_rest
                .then(|| {
                    view! {
                        <section class="hr-section" aria-labelledby="rest-heading">
                            <h2 id="rest-heading">{say(language, text::gaps_rest)}</h2>
                            {list(rest)}
                        </section>
                    }
                })}
            {may_edit.then(|| view! { <Rules rules changed /> })}
        </div>
    }
    .into_any()
}

/// The way to where what leads on from a gap is done.
#[component]
fn NextLink(next: NextStep, unit: UnitId, unit_name: String) -> impl IntoView {
    let language = use_language();
    let label_name = unit_name.clone();
    let link = words::next_at(&next, unit).map(|(href, words)| {
        let name = move || {
            let language = language.get();
            text::step_on(language, words(language), &unit_name)
        };
        view! { <p><A href=href attr:aria-label=name>{say(language, words)}</A></p> }
    });
    let renew = match next {
        NextStep::Renew { agreement, version } => {
            let label = Signal::derive(move || {
                let language = language.get();
                text::step_on(language, text::begin_renewal(language), &label_name)
            });
            let words = Signal::derive(move || text::begin_renewal(language.get()));
            Some(view! { <RenewButton of=agreement version=version words label variant=ButtonVariant::Secondary /> })
        }
        NextStep::Send
        | NextStep::Place
        | NextStep::OpenRenewal { .. }
        | NextStep::WriteAgreement
        | NextStep::PlanMeasure { .. }
        | NextStep::SeeMonths => None,
    };
    let is_told_to_each = next == NextStep::SeeMonths;
    view! {
        {is_told_to_each.then(|| view! { <p class="hr-muted">{say(language, text::hours_told)}</p> })}
        {link}
        {renew.map(|button| view! { <div class="hr-actions">{button}</div> })}
    }
    .into_any()
}

#[component]
fn Row(row: GapRow, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let GapRow {
        gap,
        unit_name,
        county,
        advisers,
        weeks,
        next,
        state,
        by,
        version,
    } = row;
    let form = CommandForm::new();
    let announcer = use_context::<Announcer>();
    let send = move |_| {
        let command = GapCommand {
            gap,
            step: GapStep::Send,
        };
        form.press(version, command, note_gap, move |_: u64| {
            tell_saved(announcer, text::sent(language.get_untracked()));
            changed.run(());
        });
    };
    let label = {
        let unit_name = unit_name.clone();
        Signal::derive(move || {
            let language = language.get();
            text::send_label(language, &unit_name, words::gap(language, gap))
        })
    };
    let name = unit_name.clone();
    let (tone, icon) = words::gap_sign(&state);
    let badge = {
        let state = state.clone();
        Signal::derive(move || words::gap_state(language.get(), &state).to_owned())
    };
    let can_send = next == Some(NextStep::Send);
    let link = {
        let (unit, unit_name) = (gap.unit, unit_name.clone());
        next.map(|next| view! { <NextLink next unit unit_name /> })
    };
    let can_dismiss = !matches!(state, GapState::Dismissed { .. });
    let said = move || words::gap_said(language.get(), &state, &by);
    view! {
        <li class="hr-coverage-gap">
            <h3>
                <A href=format!("/coverage/{}", gap.unit)>{unit_name}</A>
            </h3>
            <p>
                {move || words::gap(language.get(), gap)}
                " "
                <StateBadge tone icon text=badge />
            </p>
            <p class="hr-muted">
                {county}
                {(!advisers.is_empty()).then(|| format!(" · {}", advisers.join(", ")))}
            </p>
            {move || said().map(|said| view! { <p>{said}</p> })}
            {weeks.map(|weeks| view! { <p>{move || text::weeks_unconfirmed(language.get(), weeks)}</p> })}
            {link}
            <div class="hr-actions">
                {can_send
                    .then(|| view! {
                        <Button variant=ButtonVariant::Secondary busy=form.state.busy() label on:click=send>
                            {say(language, text::send)}
                        </Button>
                    })}
            </div>
            {can_dismiss
                .then(|| {
                    let sentence = Sentence {
                        gap,
                        version,
                        is_answer: false,
                        now: String::new(),
                        changed,
                    };
                    view! { <SentenceStep sentence unit_name=name /> }
                })}
            <Failure error=form.state.failure() />
        </li>
    }
    .into_any()
}
