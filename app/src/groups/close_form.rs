//! Closing a session: headcounts from the ticks, hours proposed, done in a few taps.

use domain::groups::GroupCommand;
use domain::groups::form::CloseForm;
use domain::groups::{Group, GroupSession, SessionState};
use i18n::{Language, groups as text, say, told, use_language};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Checkbox, NumberField};

use super::plan::Planner;
use super::words;
use crate::form::{Draft, DraftNote, FormState, FreeTextField};

/// Preparation proposed for a session, in minutes (scenario 1).
const PREPARATION_MINUTES: &str = "30";

/// The section of the session's page.
#[component]
pub fn CloseSection(
    planner: Planner,
    number: u8,
    may_edit: bool,
    /// What is sent before the closing.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// How many minutes the session took, where it was run by the clock.
    #[prop(optional, into)]
    took: Signal<Option<u32>>,
) -> impl IntoView {
    let language = use_language();
    let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
    let today = planner.view.with_untracked(|view| view.today);
    let has_come = move || session.with(|session| session.as_ref().is_some_and(|session| session.slot.date <= today));
    let can_close = move || {
        session.with(|session| {
            session.as_ref().is_some_and(|session| {
                session.state.held().is_some()
                    || matches!(session.state, SessionState::Planned | SessionState::Confirmed)
            })
        })
    };
    view! {
        <section aria-labelledby="closing" class="hr-closing">
            <h2 id="closing" tabindex="-1">{say(language, text::closing)}</h2>
            {move || session.with(|session| session.as_ref()?.closing()).map(|closing| view! { <p>{words::closing(language.get(), &closing)}</p> })}
            <Show when=move || may_edit && can_close()>
                <Show
                    when=has_come
                    fallback=move || view! { <p>{say(language, text::closing_not_yet)}</p> }
                >
                    <CloseFields planner number session on_close took />
                </Show>
            </Show>
            <Show when=move || !can_close()>
                <p>{say(language, text::closing_not_planned)}</p>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn CloseFields(
    planner: Planner,
    number: u8,
    session: Memo<Option<GroupSession>>,
    on_close: Option<Callback<()>>,
    took: Signal<Option<u32>>,
) -> impl IntoView {
    let language = use_language();
    // How the session stood when the form was filled.
    let opened =
        StoredValue::new(session.with_untracked(|session| session.as_ref().map(|session| session.state.clone())));
    let start = session
        .get_untracked()
        .map(|session| proposal(&session))
        .unwrap_or_default();
    let present = RwSignal::new(start.present);
    let absent = RwSignal::new(start.absent);
    let delivery = RwSignal::new(start.delivery_minutes);
    let preparation = RwSignal::new(start.preparation_minutes);
    let worked = RwSignal::new(start.worked);
    let next_time = RwSignal::new(start.next_time);
    let follow_up = RwSignal::new(start.follow_up);
    let form = FormState::new();
    let draft = keep(planner, number, [worked, next_time, preparation], follow_up);
    // The headcounts follow the ticks until the session is closed.
    let ticks = Memo::new(move |_| {
        session.with(|session| {
            let open = session.as_ref().filter(|session| session.state.held().is_none());
            open.map(|session| (session.present(), session.absent()))
        })
    });
    Effect::new(move |before: Option<Option<(u16, u16)>>| {
        let now = ticks.get();
        if let (Some(before), Some((there, away))) = (before, now)
            && before != now
        {
            present.set(there.to_string());
            absent.set(away.to_string());
        }
        now
    });
    Effect::new(move |_| {
        if let Some(minutes) = took.get()
            && ticks.get_untracked().is_some()
        {
            delivery.set(minutes.to_string());
        }
    });
    let announcer = use_context::<Announcer>();
    let closed = move || session.with(|session| session.as_ref().is_some_and(|session| session.state.held().is_some()));
    let refuse = move |found| {
        form.refuse(found);
        crate::focus::first_fault();
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = CloseForm {
            present: present.get_untracked(),
            absent: absent.get_untracked(),
            delivery_minutes: delivery.get_untracked(),
            preparation_minutes: preparation.get_untracked(),
            worked: worked.get_untracked(),
            next_time: next_time.get_untracked(),
            follow_up: follow_up.get_untracked(),
        };
        match typed.parse(planner.view.with_untracked(|view| view.group.seats_max)) {
            Ok(closing) => {
                let command = GroupCommand::CloseSession { number, closing };
                if let Err(found) = planner.look_through(&command) {
                    return refuse(found);
                }
                form.refuse(Vec::new());
                if let Some(on_close) = on_close {
                    on_close.run(());
                }
                let as_opened = |group: &mut Group| {
                    let session = group.sessions.iter_mut().find(|session| session.number == number);
                    // Nobody closed it meanwhile: there is nothing to meet.
                    let closed = session.filter(|session| session.state.held().is_some());
                    if let (Some(session), Some(state)) = (closed, opened.get_value()) {
                        session.state = state;
                    }
                };
                let sent = planner.send_from(as_opened, command);
                if sent.is_some() {
                    draft.clear();
                    // What met another device's stands in the choice.
                    opened.set_value(
                        session.with_untracked(|session| session.as_ref().map(|session| session.state.clone())),
                    );
                }
                if sent.is_some_and(|sent| !sent.is_empty())
                    && let Some(announcer) = announcer
                {
                    announcer.say(text::state_held(language.get_untracked()));
                }
            }
            Err(found) => refuse(found),
        }
    };
    let reopen = move |_| {
        if planner.send(GroupCommand::ReopenSession { number }) {
            // The button is gone with it.
            crate::focus::on("closing");
            if let Some(announcer) = announcer {
                announcer.say(text::reopened(language.get_untracked()));
            }
        }
    };
    let number_field = move |id: &'static str, label: fn(Language) -> &'static str, value: RwSignal<String>| {
        view! {
            <NumberField
                id=id
                label=Signal::derive(move || label(language.get()).to_owned())
                value=value
                error=form.error(id)
            />
        }
    };
    let answer = move |id: &'static str, label: fn(Language) -> &'static str, value: RwSignal<String>| {
        view! {
            <FreeTextField
                id=id
                is_long=true
                label=Signal::derive(move || label(language.get()).to_owned())
                value=value
                names=planner.names
                issue=form.issue(id)
            />
        }
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=save>
            <div class="hr-field-row">
                {number_field("present", text::close_present, present)}
                {number_field("absent", text::close_absent, absent)}
            </div>
            <div class="hr-field-row">
                {number_field("delivery_minutes", text::delivery_minutes, delivery)}
                {number_field("preparation_minutes", text::preparation_minutes, preparation)}
            </div>
            <p id="reflection-help">{say(language, text::reflection_help)}</p>
            {answer("worked", text::reflection_worked, worked)}
            {answer("next_time", text::reflection_next_time, next_time)}
            <Checkbox
                id="follow_up"
                label=told(language, text::reflection_follow_up)
                description=told(language, text::reflection_follow_up_help)
                checked=follow_up
            />
            <div class="hr-actions">
                <Button kind=ButtonKind::Submit>
                    {move || if closed() { text::close_correct(language.get()) } else { text::close_save(language.get()) }}
                </Button>
                <Show when=closed>
                    <Button variant=ButtonVariant::Tertiary on:click=reopen>
                        {say(language, text::reopen)}
                    </Button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

/// Keeps what is thought out, not what is counted: the headcounts follow the ticks, also those of another device.
fn keep(planner: Planner, number: u8, texts: [RwSignal<String>; 3], follow_up: RwSignal<bool>) -> Draft {
    let [worked, next_time, preparation] = texts;
    let word = |ticked: bool| ticked.to_string();
    let ticked = RwSignal::new(word(follow_up.get_untracked()));
    let (reader, group) = planner.view.with_untracked(|view| (view.reader, view.group.id));
    let fields = vec![
        ("worked", worked),
        ("next_time", next_time),
        ("preparation_minutes", preparation),
        ("follow_up", ticked),
    ];
    let draft = Draft::keep("close", &format!("{group}:{number}"), reader, fields);
    // A draft keeps text.
    Effect::new(move |before: Option<bool>| {
        let now = follow_up.get();
        if before.is_some_and(|before| before != now) {
            ticked.set(word(now));
        }
        now
    });
    Effect::new(move |_| {
        let now = ticked.with(|ticked| *ticked == word(true));
        if follow_up.get_untracked() != now {
            follow_up.set(now);
        }
    });
    draft
}

/// What stands in the fields at first: how the session was closed before, or ticks and planned length.
fn proposal(session: &GroupSession) -> CloseForm {
    match session.closing() {
        Some(closing) => CloseForm {
            present: closing.present.to_string(),
            absent: closing.absent.to_string(),
            delivery_minutes: closing.delivery_minutes.to_string(),
            preparation_minutes: closing.preparation_minutes.to_string(),
            worked: closing.reflection.worked.to_string(),
            next_time: closing.reflection.next_time.to_string(),
            follow_up: closing.reflection.follow_up,
        },
        None => CloseForm {
            present: session.present().to_string(),
            absent: session.absent().to_string(),
            delivery_minutes: session.slot.minutes.to_string(),
            preparation_minutes: PREPARATION_MINUTES.to_owned(),
            ..CloseForm::default()
        },
    }
}
