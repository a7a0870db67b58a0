//! One agreement: what was agreed, how it stands, and what can be done with it. Printed on A4 it is the paper for the meeting with the
//! owner.

use domain::agreements::view::OverlapRow;
use domain::agreements::{Alert as AgreementAlert, State};
use domain::ids::AgreementId;
use i18n::{agreements as text, format, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Alert, Button, ButtonVariant, LinkButton, PageHeader, StateBadge, Tone};

use super::api::view_agreement;
use super::desk::AgreementDesk;
use super::expenses::Expenses;
use super::meetings::Meetings;
use super::past::{Amendments, History, RenewalChanges};
use super::steps::Steps;
use super::terms::{Contacts, Lines, Positions, Responsibilities};
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::page_frame::Loaded;
use crate::title::PageTitle;

/// Where the focus goes after a step.
pub(super) const FACTS: &str = "facts";

/// The agreement that the address names.
pub(super) fn agreement_in_address() -> Memo<Option<AgreementId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())))
}

/// `/agreements/:id`.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let language = use_language();
    let id = agreement_in_address();
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => view_agreement(id).await,
                None => Err(AppError::new(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <PageTitle text=told(language, text::agreement) />
        <Loaded of=loaded let:view>
            <Whole desk=AgreementDesk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || desk.view.with(|view| text::title_of(language.get(), &view.owner_name)));
    let print = move |_| {
        // Where the browser has no printer, nothing happens.
        let _ = window().print();
    };
    view! {
        <p class="hr-back"><A href="/agreements">{move || format!("← {}", text::see_all(language.get()))}</A></p>
        <div class="hr-agreement">
            <PageHeader title>
                <Button variant=ButtonVariant::Secondary on:click=print>{say(language, text::print)}</Button>
            </PageHeader>
            <Standing desk />
            <Notices desk />
            <Facts desk />
            <RenewalChanges desk />
            <Amendments desk />
            <Positions desk />
            <Responsibilities desk />
            <Lines desk />
            <Expenses desk />
            <Meetings desk />
            <Contacts desk />
            <Steps desk />
            <History desk />
        </div>
    }
    .into_any()
}

/// Where it stands, and the way to what it renews and what renews it.
#[component]
fn Standing(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let stage = desk.part(|view| (view.stage, view.renewed_by.is_some() && view.alerts.is_empty()));
    let previous = desk.part(|view| view.renews.as_ref().map(|one| one.id));
    let renewal = desk.part(|view| view.renewed_by);
    let link = move |id: AgreementId, words: i18n::Text| {
        view! { " " <A href=format!("/agreements/{id}")>{say(language, words)}</A> }
    };
    view! {
        <p>
            {move || {
                let (stage, is_renewed) = stage.get();
                let (tone, icon) = words::stage_sign(stage, is_renewed);
                let text = Signal::derive(move || words::stage(language.get(), stage).to_owned());
                view! { <StateBadge tone icon text /> }
            }}
            {move || previous.get().map(|id| link(id, text::see_previous))}
            {move || renewal.get().map(|id| link(id, text::see_renewal))}
        </p>
    }
    .into_any()
}

/// What to look after, in sentences.
#[component]
fn Notices(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let alerts = desk.part(|view| {
        let last_day = view.agreement.last_day();
        view.alerts.iter().map(|alert| (*alert, last_day)).collect::<Vec<_>>()
    });
    let ended = desk.part(|view| view.agreement.termination.clone());
    let left = desk.part(|view| {
        let is_told = view.alerts.iter().any(|alert| *alert != AgreementAlert::NoMeeting);
        let is_partly = view.left != view.agreement.terms.units;
        (is_told && is_partly).then(|| words::units(&view.left, &view.units))
    });
    let overlaps = desk.part(|view| view.overlaps.clone());
    view! {
        {move || {
            let shown = alerts.get().into_iter().map(|(alert, last_day)| {
                let (tone, _) = words::alert_sign(alert);
                view! { <Alert tone>{move || words::notice(language.get(), alert, last_day)}</Alert> }
            });
            shown.collect_view()
        }}
        {move || left.get().filter(|units| !units.is_empty()).map(|units| view! {
            <p>{move || text::left_notice(language.get(), &units)}</p>
        })}
        {move || overlaps.get().into_iter().map(|row| view! { <Overlapping row /> }).collect_view()}
        {move || ended.get().map(|ended| view! {
            <Alert tone=Tone::Warning>
                {move || {
                    let language = language.get();
                    let day = format::date_medium(language, ended.last_day);
                    let said = text::terminated_because(language, day, &ended.reason);
                    if ended.is_agreed {
                        format!("{said} {}", text::terminated_agreed(language))
                    } else {
                        said
                    }
                }}
            </Alert>
        })}
    }
    .into_any()
}

/// That another agreement covers the same on the same days: a warning, and no more.
#[component]
fn Overlapping(row: OverlapRow) -> impl IntoView {
    let language = use_language();
    let OverlapRow {
        id,
        owner_name,
        units,
        from,
        to,
    } = row;
    let units = units.join(", ");
    let words = move || {
        let language = language.get();
        let day = |day| format::date_short(language, day);
        text::overlap_notice(language, &units, &owner_name, day(from), day(to))
    };
    view! {
        <Alert tone=Tone::Warning>
            <p>{words} " " <A href=format!("/agreements/{id}")>{say(language, text::see_other)}</A></p>
        </Alert>
    }
    .into_any()
}

#[component]
fn Facts(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let facts = move || {
        let language = language.get();
        desk.view.with(|view| {
            let terms = &view.agreement.terms;
            let mut facts = vec![
                (text::parties(language), text::parties_are(language, &view.owner_name)),
                (text::units(language), words::units(&terms.units, &view.units)),
            ];
            if !terms.nearby.is_empty() {
                facts.push((text::nearby(language), words::units(&terms.nearby, &view.units)));
            }
            let document = terms.document.as_ref().map(ToString::to_string);
            facts.extend([
                (text::from(language), format::date_long(language, terms.from)),
                (text::to(language), format::date_long(language, terms.to)),
                (text::notice(language), text::months(language, terms.notice_months)),
                (
                    text::document(language),
                    document.unwrap_or_else(|| text::no_document(language).to_owned()),
                ),
            ]);
            facts
        })
    };
    let can_edit = desk.part(|view| view.may_edit && view.agreement.state.is_open());
    let can_spend = desk.part(|view| view.may_spend && view.agreement.state != State::Withdrawn);
    view! {
        <section class="hr-section" aria-labelledby=FACTS>
            <h2 id=FACTS tabindex="-1">{say(language, text::facts)}</h2>
            <dl class="hr-facts">
                {move || {
                    facts()
                        .into_iter()
                        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
            <div class="hr-actions">
                <Show when=move || can_edit.get()>
                    <LinkButton href=format!("/agreements/{id}/edit") variant=ButtonVariant::Secondary>
                        {say(language, text::edit)}
                    </LinkButton>
                </Show>
                <Show when=move || can_spend.get()>
                    <LinkButton href=format!("/agreements/{id}/expense") variant=ButtonVariant::Secondary>
                        {say(language, text::spend)}
                    </LinkButton>
                </Show>
            </div>
        </section>
    }
    .into_any()
}
