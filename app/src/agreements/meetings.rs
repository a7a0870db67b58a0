//! Evaluation meetings: two a year are usual.

use domain::agreements::form::parse_meeting;
use domain::agreements::{AgreementCommand, Meeting, State};
use i18n::{agreements as text, format, say, told, use_language};
use jiff::civil::Date;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, DateField, Icon, StateBadge, Tone};

use super::desk::AgreementDesk;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote};

const MEETINGS: &str = "meetings";

/// The section of the page.
#[component]
pub(super) fn Meetings(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let meetings = desk.part(|view| view.agreement.meetings.clone());
    let today = desk.view.with_untracked(|view| view.today);
    let may_edit = desk.part(|view| view.may_edit && view.agreement.state != State::Withdrawn);
    let form = CommandForm::new();
    let list = move || {
        let meetings = meetings.get();
        let is_changed = may_edit.get();
        if meetings.is_empty() {
            return view! { <p class="hr-muted">{say(language, text::no_meetings)}</p> }.into_any();
        }
        let row = |meeting: Meeting| view! { <Row desk form meeting today is_changed /> };
        view! { <ul class="hr-checklist">{meetings.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="hr-section" aria-labelledby=MEETINGS>
            <h2 id=MEETINGS tabindex="-1">{say(language, text::meetings)}</h2>
            <p class="hr-muted">{say(language, text::meetings_help)}</p>
            {list}
            <Trouble desk form />
            <Show when=move || may_edit.get()>
                <AddMeeting desk />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Row(desk: AgreementDesk, form: CommandForm, meeting: Meeting, today: Date, is_changed: bool) -> impl IntoView {
    let language = use_language();
    let Meeting { date, is_held } = meeting;
    let (tone, icon, word): (_, _, i18n::Text) = match (is_held, date < today) {
        (true, _) => (Tone::Success, Icon::Check, text::meeting_held),
        (false, false) => (Tone::Info, Icon::Clock, text::meeting_ahead),
        (false, true) => (Tone::Warning, Icon::Warning, text::meeting_missed),
    };
    let press = move |command: AgreementCommand| {
        desk.press(form, command, MEETINGS, |language| {
            text::meeting_saved(language).to_owned()
        });
    };
    let of_day = move |what: i18n::Text| {
        Signal::derive(move || {
            let language = language.get();
            text::of_day(language, what(language), format::date_medium(language, date))
        })
    };
    let turn: i18n::Text = if is_held { text::untick_held } else { text::tick_held };
    // What has not been can't be said to have been held.
    let can_turn = is_changed && (is_held || date <= today);
    view! {
        <li class="hr-checklist-item">
            <span>
                {move || format::date_long(language.get(), date)} " "
                <StateBadge tone icon text=told(language, word) />
            </span>
            <span class="hr-no-print">
                {can_turn.then(|| view! {
                    <Button
                        variant=ButtonVariant::Tertiary
                        busy=form.state.busy()
                        label=of_day(turn)
                        on:click=move |_| press(AgreementCommand::TickMeeting { date, is_held: !is_held })
                    >
                        {say(language, turn)}
                    </Button>
                })}
                {is_changed.then(|| view! {
                    <Button
                        variant=ButtonVariant::Tertiary
                        busy=form.state.busy()
                        label=of_day(text::remove)
                        on:click=move |_| press(AgreementCommand::RemoveMeeting { date })
                    >
                        {say(language, text::remove)}
                    </Button>
                })}
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn AddMeeting(desk: AgreementDesk) -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let form = CommandForm::new();
    let reader = desk.view.with_untracked(|view| view.reader);
    let draft = Draft::keep(
        "agreement-meeting",
        &desk.id().to_string(),
        reader,
        vec![("meeting", typed)],
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = parse_meeting(&typed.get_untracked()).map(|command| (command, Some(desk.version())));
        form.submit(
            &event,
            parsed,
            move |envelope| desk.send(envelope),
            move |view| {
                typed.set(String::new());
                draft.clear();
                desk.done(view, MEETINGS, |language| text::meeting_saved(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <DateField
                id="meeting"
                label=told(language, text::meeting_date)
                value=typed
                error=form.state.error("meeting")
            />
            <Trouble desk form />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=form.state.busy()>
                    {say(language, text::add_meeting)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
