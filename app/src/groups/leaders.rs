//! Who leads a group: the list, one more, one fewer, and who is responsible.

use domain::groups::view::{GroupView, LeaderChoice};
use domain::groups::{GroupCommand, MAX_LEADERS};
use domain::ids::PersonId;
use i18n::{groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use ui::{Announcer, Button, ButtonKind, ButtonVariant, Choice, Details, Dialog, SelectField};

use super::api::leader_choices;
use super::plan::Planner;
use crate::error::AppError;
use crate::failure::Failure;
use crate::planner::Saving;

const SUMMARY: &str = "leaders-list";

/// The advisers that can be chosen, asked for when somebody wants to choose: a page need not carry all names of the land.
#[derive(Clone, Copy)]
struct Advisers {
    known: RwSignal<Vec<LeaderChoice>>,
    failed: RwSignal<Option<AppError>>,
    is_asked: RwSignal<bool>,
}

impl Advisers {
    fn new() -> Self {
        Self {
            known: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            is_asked: RwSignal::new(false),
        }
    }

    fn ask(self, planner: Planner) {
        if self.is_asked.get_untracked() {
            return;
        }
        self.is_asked.set(true);
        let group = planner.view.with_untracked(|view| view.group.id);
        spawn_local(async move {
            // The page may be left meanwhile; then nobody looks at the signals any more.
            match leader_choices(group).await {
                Ok(found) => {
                    let _ = self.known.try_set(found);
                    let _ = self.failed.try_set(None);
                }
                Err(error) => {
                    let _ = self.failed.try_set(Some(error));
                    let _ = self.is_asked.try_set(false);
                }
            }
        });
    }
}

/// A leader's name, as the server told it with the group.
pub fn name_in(view: &GroupView, person: PersonId) -> Option<String> {
    let leader = view.leaders.iter().find(|leader| leader.id == person)?;
    Some(leader.name.clone())
}

/// Those who lead the group, for one who may change that; unfolds.
#[component]
pub fn Leaders(planner: Planner) -> impl IntoView {
    let language = use_language();
    let advisers = Advisers::new();
    let leaving = RwSignal::new(false);
    // Names of those just added come from the list they were chosen from.
    let name = move |person: PersonId| {
        planner.view.with(|view| name_in(view, person)).unwrap_or_else(|| {
            advisers.known.with(|known| {
                let chosen = known.iter().find(|adviser| adviser.id == person);
                chosen.map(|adviser| adviser.name.clone()).unwrap_or_default()
            })
        })
    };
    let leaders = Memo::new(move |_| {
        let leaders: Vec<PersonId> = planner.view.with(|view| view.group.leaders().collect());
        let named = leaders.into_iter().zip(0..);
        named.map(|(id, place)| (id, name(id), place == 0)).collect::<Vec<_>>()
    });
    view! {
        <Details
            summary=told(language, text::leaders)
            on:toggle=move |_| advisers.ask(planner)
        >
            <p>{say(language, text::leaders_help)}</p>
            <ul class="hr-leaders" id=SUMMARY tabindex="-1" aria-label=say(language, text::leaders)>
                <For each=move || leaders.get() key=Clone::clone let:leader>
                    <Leader planner leader leaving />
                </For>
            </ul>
            <AddLeader planner advisers />
            <Leave planner leaving />
        </Details>
    }
    .into_any()
}

/// One of them, and what can be done about it.
#[component]
fn Leader(planner: Planner, leader: (PersonId, String, bool), leaving: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let (person, name, is_responsible) = leader;
    let name = StoredValue::new(name);
    let told = move |sentence: fn(i18n::Language, &str) -> String| {
        if let Some(announcer) = announcer {
            announcer.say(name.with_value(|name| sentence(language.get_untracked(), name)));
        }
        // The button is gone.
        crate::focus::on(SUMMARY);
    };
    let remove = move |_| {
        if planner.view.with_untracked(|view| view.reader == person) {
            leaving.set(true);
        } else if planner.send(GroupCommand::RemoveLeader { person }) {
            told(|language, name| text::leader_removed(language, name));
        }
    };
    let hand_over = move |_| {
        if planner.send(GroupCommand::HandOver { person }) {
            told(|language, name| text::handed_over(language, name));
        }
    };
    let shown = move || {
        let name = name.get_value();
        if is_responsible {
            text::responsible_leader(language.get(), name)
        } else {
            name
        }
    };
    let label = move |words: fn(i18n::Language, &str) -> String| {
        Signal::derive(move || name.with_value(|name| words(language.get(), name)))
    };
    view! {
        <li>
            <span>{shown}</span>
            {(!is_responsible).then(|| view! {
                <Button
                    variant=ButtonVariant::Secondary
                    label=label(|language, name| text::hand_over_to(language, name))
                    on:click=hand_over
                >
                    {say(language, text::hand_over)}
                </Button>
                <Button
                    variant=ButtonVariant::Tertiary
                    label=label(|language, name| text::remove_leader_of(language, name))
                    on:click=remove
                >
                    {say(language, text::remove_leader)}
                </Button>
            })}
        </li>
    }
    .into_any()
}

/// One more, chosen by name.
#[component]
fn AddLeader(planner: Planner, advisers: Advisers) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let chosen = RwSignal::new(String::new());
    let is_full = Memo::new(move |_| planner.view.with(|view| view.group.leaders().count() >= MAX_LEADERS));
    let choices = Signal::derive(move || {
        let choice = |adviser: &LeaderChoice| Choice::new(adviser.id.to_string(), adviser.name.clone());
        planner.view.with(|view| {
            advisers.known.with(|known| {
                let free = known.iter().filter(|adviser| !view.group.is_led_by(adviser.id));
                free.map(choice).collect::<Vec<_>>()
            })
        })
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(person) = chosen.get_untracked().parse::<PersonId>() else {
            return;
        };
        if planner.send(GroupCommand::AddLeader { person }) {
            let name = advisers.known.with_untracked(|known| {
                let chosen = known.iter().find(|adviser| adviser.id == person);
                chosen.map(|adviser| adviser.name.clone()).unwrap_or_default()
            });
            if let Some(announcer) = announcer {
                announcer.say(text::leader_added(language.get_untracked(), name));
            }
            chosen.set(String::new());
        }
    };
    view! {
        <Failure error=advisers.failed />
        <Show
            when=move || !is_full.get()
            fallback=move || view! { <p>{say(language, text::leaders_full)}</p> }
        >
            <form class="hr-form" novalidate=true on:submit=save on:focusin=move |_| advisers.ask(planner)>
                <SelectField
                    id="new-leader"
                    label=told(language, text::adviser)
                    empty=told(language, text::choose_adviser)
                    choices
                    value=chosen
                />
                <Button kind=ButtonKind::Submit>{say(language, text::add_leader)}</Button>
            </form>
        </Show>
    }
    .into_any()
}

/// Asks before somebody shuts the own door; once it is shut, the list of groups is the place to be.
#[component]
fn Leave(planner: Planner, leaving: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let navigate = use_navigate();
    let has_left = RwSignal::new(false);
    Effect::new(move |_| {
        let is_out = planner.view.with(|view| !view.group.is_led_by(view.reader));
        if has_left.get() && is_out && planner.saving.get() == Saving::Saved {
            navigate("/groups", Default::default());
        }
    });
    let leave = move |_| {
        let person = planner.view.with_untracked(|view| view.reader);
        leaving.set(false);
        if planner.send(GroupCommand::RemoveLeader { person }) {
            has_left.set(true);
        }
    };
    view! {
        <Dialog
            id="leave"
            open=leaving
            title=told(language, text::leave)
        >
            <p>{say(language, text::leave_help)}</p>
            <div class="hr-dialog__actions">
                <Button on:click=leave>{say(language, text::leave_sure)}</Button>
                <Button variant=ButtonVariant::Secondary on:click=move |_| leaving.set(false)>
                    {say(language, text::cancel_edit)}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}
