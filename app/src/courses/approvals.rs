//! Who stands behind a course, and its way into the catalogue.

use domain::courses::{Approval, EventCommand, Lifecycle, Side, Standing};
use i18n::{Language, courses as text, format, say, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Icon, StateBadge, Tone};

use super::desk::Desk;
use crate::desk::Trouble;
use crate::form::CommandForm;

const PLACE: &str = "approvals";

/// Both sides, and the button that publishes.
#[component]
pub(super) fn ApprovalSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let is_draft = desk.part(|view| view.event.lifecycle == Lifecycle::Draft);
    let is_ready =
        desk.part(|view| view.may_edit && view.event.lifecycle == Lifecycle::Draft && view.event.approvals.are_both());
    let form = CommandForm::new();
    let publish = move |_| {
        desk.press(form, EventCommand::Publish, PLACE, |language| {
            text::published(language).to_owned()
        });
    };
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::approvals)}</h2>
            <Show when=move || is_draft.get()>
                <p>{say(language, text::approvals_help)}</p>
            </Show>
            <ul class="hr-plain">
                <SideItem desk form side=Side::Adviser />
                <SideItem desk form side=Side::Team />
            </ul>
            <Trouble desk form />
            <Show when=move || is_ready.get()>
                <div class="hr-actions">
                    <Button busy=form.state.busy() on:click=publish>{say(language, text::publish)}</Button>
                </div>
            </Show>
            <Registration desk form />
        </section>
    }
    .into_any()
}

#[component]
fn SideItem(desk: Desk, form: CommandForm, side: Side) -> impl IntoView {
    let language = use_language();
    let said = Memo::new(move |_| {
        desk.view.with(|view| match side {
            Side::Adviser => (view.event.approvals.adviser, view.approved_by.0.clone()),
            Side::Team => (view.event.approvals.team, view.approved_by.1.clone()),
        })
    });
    let can = Memo::new(move |_| {
        desk.view.with(|view| {
            let is_theirs = match side {
                Side::Adviser => view.is_adviser && view.event.approvals.adviser.is_none(),
                Side::Team => view.is_team && view.event.approvals.team.is_none(),
            };
            is_theirs && view.event.lifecycle == Lifecycle::Draft
        })
    });
    let name = move || match side {
        Side::Adviser => desk
            .view
            .with(|view| text::side_adviser(language.get(), &view.adviser_name)),
        Side::Team => text::side_team(language.get()).to_owned(),
    };
    let (label, press) = match side {
        Side::Adviser => (text::approve_adviser as fn(Language) -> &'static str, "adviser"),
        Side::Team => (text::approve_team as fn(Language) -> &'static str, "team"),
    };
    let approve = move |_| {
        desk.press(form, EventCommand::Approve { side }, PLACE, |language| {
            text::approved(language).to_owned()
        });
    };
    view! {
        <li class="hr-checklist-item">
            <span>
                <strong>{name}</strong>
                " "
                {move || {
                    let (approval, by) = said.get();
                    badge(approval, by)
                }}
            </span>
            <Show when=move || can.get()>
                <Button
                    id=format!("approve-{press}")
                    variant=ButtonVariant::Secondary
                    busy=form.state.busy()
                    on:click=approve
                >
                    {say(language, label)}
                </Button>
            </Show>
        </li>
    }
    .into_any()
}

fn badge(approval: Option<Approval>, by: String) -> AnyView {
    let language = use_language();
    match approval {
        Some(approval) => {
            let said = Signal::derive(move || {
                let language = language.get();
                text::approved_on(language, &by, format::date_short(language, approval.on))
            });
            view! { <StateBadge tone=Tone::Success icon=Icon::Check text=said /> }.into_any()
        }
        None => {
            let said = Signal::derive(move || text::not_approved(language.get()).to_owned());
            view! { <StateBadge tone=Tone::Warning icon=Icon::Clock text=said /> }.into_any()
        }
    }
}

/// Closing registration before its deadline, and opening it again; nothing once the deadline or the course itself is past.
#[component]
fn Registration(desk: Desk, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let is_closed = desk.part(|view| match view.event.lifecycle {
        Lifecycle::Published { closed, .. } if view.may_edit => match view.standing {
            Standing::Open | Standing::Full => Some(false),
            Standing::Closed if closed => Some(true),
            _ => None,
        },
        _ => None,
    });
    let press = move |_| {
        if is_closed.get_untracked() == Some(true) {
            desk.press(form, EventCommand::Reopen, PLACE, |language| {
                text::reopened(language).to_owned()
            });
        } else {
            desk.press(form, EventCommand::Close, PLACE, |language| {
                text::closed(language).to_owned()
            });
        }
    };
    view! {
        <Show when=move || is_closed.get().is_some()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=press>
                    {move || {
                        let language = language.get();
                        if is_closed.get() == Some(true) { text::reopen(language) } else { text::close(language) }
                    }}
                </Button>
            </div>
        </Show>
    }
    .into_any()
}
