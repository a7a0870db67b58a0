//! Running a session from the tablet: the block of now, the time left, what comes next, the seats, and closing.
//!
//! Only instants are kept, in this browser: after a reload, or when the device wakes, the screen shows what they make of
//! the time of now (`domain::run_sheet::running`).

use std::time::Duration;

use domain::groups::view::GroupView;
use domain::groups::{GroupCommand, GroupSession};
use domain::run_sheet::running::{Look, Run};
use domain::run_sheet::{BlockField, RunSheetEdit};
use i18n::{Language, format, groups as text, say, told, use_language};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Announcer, Button, ButtonVariant, PageHeader};

use super::close_form::CloseSection;
use super::follow::follow;
use super::group_page::load;
use super::kept;
use super::planner::Planner;
use super::seats::SeatsSection;
use super::status::SaveStatus;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::title::PageTitle;
use crate::{fresh, offline, wake_lock};

/// `/groups/:id/sessions/:number/run`, for whoever may change the group.
#[component]
pub fn RunPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::run) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) if !view.can_change() => view! { <FailurePage error=AppError::new(ErrorCode::Denied) /> }.into_any(),
                        Ok(view) => match number.filter(|number| view.can_run(*number)) {
                            Some(number) => view! { <RunDetail view number /> }.into_any(),
                            None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                        },
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// A run under way, and the time of now.
#[derive(Clone, Copy)]
struct Stage {
    session: Memo<Option<GroupSession>>,
    run: RwSignal<Option<Run>>,
    /// `None` until the browser has taken over the page.
    now: RwSignal<Option<Timestamp>>,
    key: StoredValue<String>,
}

impl Stage {
    fn new(planner: Planner, number: u8) -> Self {
        let key = planner
            .view
            .with_untracked(|view| kept::session_key("run", view.reader, view.group.id, number));
        let stage = Self {
            session: Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned())),
            run: RwSignal::new(None),
            now: RwSignal::new(None),
            key: StoredValue::new(key),
        };
        Effect::new(move |_| {
            stage.run.set(stage.key.with_value(|key| kept::read(key)));
            stage.now.set(Some(fresh::now()));
            let tick = move || stage.now.set(Some(fresh::now()));
            if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
                on_cleanup(move || handle.clear());
            }
        });
        stage
    }

    /// Changes the run and keeps it.
    fn change(self, change: impl FnOnce(&mut Option<Run>, &GroupSession, Timestamp)) {
        let now = fresh::now();
        self.now.set(Some(now));
        self.session.with_untracked(|session| {
            if let Some(session) = session {
                self.run.update(|run| change(run, session, now));
            }
        });
        self.run.with_untracked(|run| {
            self.key.with_value(|key| match run {
                Some(run) => kept::write(key, run),
                None => kept::forget(key),
            });
        });
    }

    /// What the screen shows now.
    fn look<T>(self, read: impl FnOnce(&Run, Look<'_>) -> T) -> Option<T> {
        let now = self.now.get()?;
        self.session.with(|session| {
            let session = session.as_ref()?;
            self.run.with(|run| {
                run.as_ref()
                    .map(|run| read(run, run.look(&session.run_sheet, &session.slot, now)))
            })
        })
    }
}

/// How often a running session asks what another device did.
const LOOK_EVERY: Duration = Duration::from_secs(10);

#[component]
fn RunDetail(view: GroupView, number: u8) -> impl IntoView {
    let language = use_language();
    let session_href = format!("/groups/{}/sessions/{number}", view.group.id);
    let planner = Planner::new(view);
    let stage = Stage::new(planner, number);
    wake_lock::keep_awake();
    offline::keep_plan(format!("{session_href}/run"));
    follow(planner, Some(LOOK_EVERY));
    let name = move || planner.view.with(|view| view.group.name.to_string());
    let title = Signal::derive(move || format!("{}: {}", name(), text::session(language.get(), number)));
    // How long each block took goes beside what was planned, when the session is closed.
    let on_close = Callback::new(move |()| {
        let mut edits = Vec::new();
        stage.change(|run, session, now| {
            if let Some(run) = run.take() {
                let actual = run.actual(&session.run_sheet, now);
                edits.extend(actual.into_iter().map(|(id, minutes)| RunSheetEdit::Change {
                    id,
                    fields: vec![BlockField::Actual(Some(minutes))],
                }));
            }
        });
        if !edits.is_empty() {
            planner.send(GroupCommand::EditRunSheet {
                number,
                edit: RunSheetEdit::Many { edits },
            });
        }
    });
    let took = Signal::derive(move || {
        let slot = stage
            .session
            .with(|session| session.as_ref().map(|session| session.slot))?;
        stage.run.with(|run| run.as_ref()?.took(&slot))
    });
    view! {
        <p class="hr-back"><A href=session_href>{move || format!("← {}", text::run_leave(language.get()))}</A></p>
        <PageHeader title />
        <SaveStatus planner />
        <div class="hr-run">
            <NowSection stage />
            <SeatsSection planner number />
        </div>
        <CloseSection planner number may_edit=true on_close took />
    }
    .into_any()
}

#[component]
fn NowSection(stage: Stage) -> impl IntoView {
    let language = use_language();
    let is_running = Memo::new(move |_| stage.run.with(Option::is_some));
    let is_empty = Memo::new(move |_| {
        stage.session.with(|session| {
            session
                .as_ref()
                .is_none_or(|session| session.run_sheet.blocks.is_empty())
        })
    });
    let start = move |_| {
        stage.change(|run, session, now| *run = Run::start(&session.run_sheet, now));
        crate::focus::on("run-heading");
    };
    view! {
        <section class="hr-run-now" aria-labelledby="run-heading">
            <h2 id="run-heading" tabindex="-1">{say(language, text::run_now)}</h2>
            <Show
                when=move || is_running.get()
                fallback=move || view! {
                    <Show
                        when=move || !is_empty.get()
                        fallback=move || view! { <p>{say(language, text::run_sheet_empty)}</p> }
                    >
                        <p>{say(language, text::run_help)}</p>
                        <Button on:click=start>{say(language, text::run_start)}</Button>
                    </Show>
                }
            >
                <Clock stage />
                <Controls stage />
            </Show>
        </section>
    }
    .into_any()
}

/// The block of now in large letters, the time left, and what is next.
#[component]
fn Clock(stage: Stage) -> impl IntoView {
    let language = use_language();
    let words = move |read: fn(Language, Look<'_>) -> String| {
        Memo::new(move |_| {
            let language = language.get();
            stage.look(|_, look| read(language, look)).unwrap_or_default()
        })
    };
    let is_over = Memo::new(move |_| stage.look(|_, look| look.left < 0).unwrap_or_default());
    let current = words(|language, look| match look.current {
        Some(block) => block.step.to_string(),
        None => text::run_done(language).to_owned(),
    });
    let detail = words(|_, look| {
        let Some(block) = look.current else {
            return String::new();
        };
        let parts = [
            block.goal.as_str(),
            block.method.as_str(),
            block.material.as_str(),
            block.note.as_str(),
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    });
    let left = words(|language, look| match look.current {
        None => String::new(),
        Some(_) if look.left < 0 => text::run_over(language, clock(look.left)),
        Some(_) => text::run_left(language, clock(look.left)),
    });
    let next = words(|language, look| match (look.next, look.current) {
        (Some(block), _) => text::run_next_block(
            language,
            &block.step,
            format::duration(language, block.minutes.get().into()),
        ),
        (None, Some(_)) => text::run_last(language).to_owned(),
        (None, None) => String::new(),
    });
    view! {
        <p class="hr-run-step">{current}</p>
        <p class="hr-run-left" role="timer" data-over=move || is_over.get().then_some("true")>{left}</p>
        <p class="hr-run-behind">{words(|language, look| behind(language, look.behind))}</p>
        <p class="hr-block-detail">{detail}</p>
        <p class="hr-run-next">{next}</p>
    }
    .into_any()
}

#[component]
fn Controls(stage: Stage) -> impl IntoView {
    let language = use_language();
    let announcer = use_context::<Announcer>();
    let is_finished = Memo::new(move |_| stage.run.with(|run| run.as_ref().is_some_and(Run::is_finished)));
    let can_go_back = Memo::new(move |_| stage.run.with(|run| run.as_ref().is_some_and(Run::can_go_back)));
    let change = move |change: fn(&mut Run, &GroupSession, Timestamp)| {
        stage.change(|run, session, now| {
            if let Some(run) = run {
                change(run, session, now);
            }
        });
        let language = language.get_untracked();
        let said = untrack(move || {
            stage.look(|_, look| match look.current {
                Some(block) => format!("{}, {}", block.step, text::run_left(language, clock(look.left))),
                None => text::run_done(language).to_owned(),
            })
        });
        if is_finished.get_untracked() {
            // The buttons that were pressed can't be pressed any more.
            crate::focus::on("run-heading");
        }
        if let (Some(announcer), Some(said)) = (announcer, said) {
            announcer.say(said);
        }
    };
    view! {
        <div class="hr-actions hr-run-controls">
            <Button disabled=is_finished on:click=move |_| change(|run, session, now| run.next(&session.run_sheet, now))>
                {say(language, text::run_next)}
            </Button>
            <Button
                variant=ButtonVariant::Secondary
                disabled=is_finished
                on:click=move |_| change(|run, _, _| run.extend(1))
            >
                {move || text::run_more(language.get(), 1)}
            </Button>
            <Button
                variant=ButtonVariant::Secondary
                disabled=is_finished
                on:click=move |_| change(|run, _, _| run.extend(5))
            >
                {move || text::run_more(language.get(), 5)}
            </Button>
            <Button
                variant=ButtonVariant::Tertiary
                disabled=Signal::derive(move || !can_go_back.get())
                on:click=move |_| change(|run, _, _| run.back())
            >
                {say(language, text::run_back)}
            </Button>
        </div>
    }
    .into_any()
}

/// Seconds as `12:05`, without a sign.
fn clock(seconds: i64) -> String {
    let seconds = seconds.abs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Whether the session will end as planned, in whole minutes.
fn behind(language: Language, seconds: i64) -> String {
    let minutes = (seconds.abs() + 30) / 60;
    let words = format::duration(language, u32::try_from(minutes).unwrap_or(u32::MAX));
    match seconds {
        _ if minutes == 0 => text::run_on_time(language).to_owned(),
        1.. => text::run_behind(language, words),
        _ => text::run_ahead(language, words),
    }
}
