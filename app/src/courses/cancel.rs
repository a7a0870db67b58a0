//! Calling a course off, and holding it again.

use domain::courses::{CopyEvent, EventCommand, Lifecycle};
use domain::ids::EventId;
use domain::issue::{Issue, IssueCode};
use domain::text::ShortText;
use domain::text_guard::NameRule;
use domain::time::parse_date;
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use ui::{Button, ButtonKind, ButtonVariant, DateField, Details, Tone};

use super::api::copy_course;
use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::failure::Failure;
use crate::form::{CommandForm, FreeTextField};
use crate::fresh;

/// The form that cancels, telling how many hear of it.
#[component]
pub(super) fn Cancel(desk: Desk) -> impl IntoView {
    let language = use_language();
    let can = desk.part(|view| view.may_edit && matches!(view.event.lifecycle, Lifecycle::Published { .. }));
    let told_to = desk.part(|view| {
        let told = view.registrations.iter();
        told.filter(|row| !row.registration.state.has_ended()).count()
    });
    let reason = RwSignal::new(String::new());
    let form = CommandForm::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        let typed = ShortText::parse(&reason.get_untracked()).and_then(|typed| match typed.as_str() {
            "" => Err(IssueCode::Required),
            _ => Ok(typed),
        });
        let parsed = typed
            .map(|reason| (EventCommand::Cancel { reason }, Some(desk.version())))
            .map_err(|code| vec![Issue::new("reason", code)]);
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| desk.done(view, "plan", |language| text::cancelled(language).to_owned()),
        );
    };
    view! {
        <Show when=move || can.get()>
            <Details summary=told(language, text::cancel_heading)>
                <form class="hr-form" novalidate=true on:submit=submit>
                    <p>{move || text::cancel_help(language.get(), told_to.get())}</p>
                    <FreeTextField
                        id="reason"
                        rule=NameRule::Allowed
                        label=told(language, text::reason)
                        description=told(language, text::reason_help)
                        value=reason
                        names=form.names
                        issue=form.state.issue("reason")
                    />
                    <Trouble desk form />
                    <div class="hr-actions">
                        <Button kind=ButtonKind::Submit tone=Tone::Danger busy=form.state.busy()>
                            {say(language, text::cancel)}
                        </Button>
                    </div>
                </form>
            </Details>
        </Show>
    }
    .into_any()
}

/// The same course on other dates.
#[component]
pub(super) fn HoldAgain(desk: Desk) -> impl IntoView {
    let language = use_language();
    let day = RwSignal::new(String::new());
    let form = CommandForm::new();
    let id = StoredValue::new(None::<EventId>);
    let navigate = StoredValue::new(use_navigate());
    let submit = move |event: leptos::ev::SubmitEvent| {
        let made = id.get_value().unwrap_or_else(|| EventId::new(fresh::ulid()));
        id.set_value(Some(made));
        let parsed = parse_date(&day.get_untracked())
            .map(|first_day| {
                let source = desk.id();
                (
                    CopyEvent {
                        id: made,
                        source,
                        first_day,
                    },
                    None,
                )
            })
            .map_err(|code| vec![Issue::new("first_day", code)]);
        form.submit(&event, parsed, copy_course, move |made: EventId| {
            navigate.get_value()(&format!("/courses/{made}"), Default::default());
        });
    };
    view! {
        <Details summary=told(language, text::copy_heading)>
            <form class="hr-form" novalidate=true on:submit=submit>
                <p>{say(language, text::copy_help)}</p>
                <DateField
                    id="first_day"
                    label=told(language, text::copy_first_day)
                    value=day
                    error=form.state.error("first_day")
                />
                <Failure error=form.state.failure() rule=words::rule />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=form.state.busy()>
                        {say(language, text::make_copy)}
                    </Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
