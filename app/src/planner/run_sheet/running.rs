//! Running a sheet from the tablet: the block of now, the time left, what comes next.
//!
//! Only instants are kept, in this browser: after a reload, or when the device wakes, the screen shows what they make of
//! the time of now (`domain::run_sheet::running`).

use std::time::Duration;

use domain::ids::BlockId;
use domain::run_sheet::running::{Look, Run};
use domain::run_sheet::{BlockField, RunSheet, RunSheetEdit};
use domain::text::TakenMinutes;
use domain::time::Occasion;
use i18n::{Language, Text, format, groups as text, say, use_language};
use jiff::Timestamp;
use leptos::prelude::*;
use ui::{Announcer, Button, ButtonVariant};

use crate::fresh;
use crate::planner::kept;

/// A run under way, and the time of now.
#[derive(Clone, Copy)]
pub struct Stage {
    sheet: Memo<Option<(RunSheet, Occasion)>>,
    run: RwSignal<Option<Run>>,
    /// `None` until the browser has taken over the page.
    now: RwSignal<Option<Timestamp>>,
    key: StoredValue<String>,
}

impl Stage {
    /// A run of a sheet in its time; `key` is what it is kept under.
    pub fn new(sheet: Memo<Option<(RunSheet, Occasion)>>, key: String) -> Self {
        let stage = Self {
            sheet,
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
    fn change(self, change: impl FnOnce(&mut Option<Run>, &RunSheet, Timestamp)) {
        let now = fresh::now();
        self.now.set(Some(now));
        self.sheet.with_untracked(|sheet| {
            if let Some((sheet, _)) = sheet {
                self.run.update(|run| change(run, sheet, now));
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
        self.sheet.with(|sheet| {
            let (sheet, slot) = sheet.as_ref()?;
            self.run
                .with(|run| run.as_ref().map(|run| read(run, run.look(sheet, slot, now))))
        })
    }

    /// How long each block has taken up to now.
    pub fn actual(self) -> Vec<(BlockId, TakenMinutes)> {
        let now = fresh::now();
        self.sheet.with_untracked(|sheet| {
            let Some((sheet, _)) = sheet else { return Vec::new() };
            self.run
                .with_untracked(|run| run.as_ref().map(|run| run.actual(sheet, now)).unwrap_or_default())
        })
    }

    /// Ends the run: how long each block took, for the plan to keep beside what was planned.
    pub fn close(self) -> Option<RunSheetEdit> {
        let mut edits = Vec::new();
        self.change(|run, sheet, now| {
            if let Some(run) = run.take() {
                edits.extend(
                    run.actual(sheet, now)
                        .into_iter()
                        .map(|(id, minutes)| RunSheetEdit::Change {
                            id,
                            fields: vec![BlockField::Actual(Some(minutes))],
                        }),
                );
            }
        });
        (!edits.is_empty()).then_some(RunSheetEdit::Many { edits })
    }

    /// Whether a run is under way; followed.
    pub fn is_running(self) -> bool {
        self.run.with(Option::is_some)
    }

    /// How many minutes it has taken from the planned start, when it was run.
    pub fn took(self) -> Option<u32> {
        let slot = self.sheet.with(|sheet| sheet.as_ref().map(|(_, slot)| *slot))?;
        self.run.with(|run| run.as_ref()?.took(&slot))
    }
}

/// The block of now, the time left, what is next, and the buttons.
#[component]
pub fn NowSection(
    stage: Stage,
    /// What is to be known before it starts.
    #[prop(default = text::run_help)]
    help: Text,
    /// What the button says that starts it.
    #[prop(default = text::run_start)]
    begin: Text,
) -> impl IntoView {
    let language = use_language();
    let is_running = Memo::new(move |_| stage.run.with(Option::is_some));
    let is_empty = Memo::new(move |_| {
        stage
            .sheet
            .with(|sheet| sheet.as_ref().is_none_or(|(sheet, _)| sheet.blocks.is_empty()))
    });
    let start = move |_| {
        stage.change(|run, sheet, now| *run = Run::start(sheet, now));
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
                        fallback=move || view! { <p>{say(language, text::run_empty)}</p> }
                    >
                        <p>{say(language, help)}</p>
                        <Button on:click=start>{say(language, begin)}</Button>
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
    let has_just_begun = Memo::new(move |_| stage.run.with(|run| run.as_ref().is_some_and(Run::has_just_begun)));
    let say_where = move || {
        let language = language.get_untracked();
        let said = untrack(move || {
            stage.look(|_, look| match look.current {
                Some(block) => format!("{}, {}", block.step, text::run_left(language, clock(look.left))),
                None => text::run_done(language).to_owned(),
            })
        });
        let said = said.unwrap_or_else(|| text::run_not_begun(language).to_owned());
        if let Some(announcer) = announcer {
            announcer.say(said);
        }
    };
    let change = move |change: fn(&mut Run, &RunSheet, Timestamp)| {
        stage.change(|run, sheet, now| {
            if let Some(run) = run {
                change(run, sheet, now);
            }
        });
        if is_finished.get_untracked() {
            // The buttons that were pressed can't be pressed any more.
            crate::focus::on("run-heading");
        }
        say_where();
    };
    let back = move |_| {
        let is_to_be_gone = has_just_begun.get_untracked();
        stage.change(|run, _, _| *run = run.take().and_then(Run::back));
        if is_to_be_gone {
            // The buttons are gone with the run.
            crate::focus::on("run-heading");
        }
        say_where();
    };
    view! {
        <div class="hr-actions hr-run-controls">
            <Button disabled=is_finished on:click=move |_| change(|run, sheet, now| run.next(sheet, now))>
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
            <Button variant=ButtonVariant::Tertiary on:click=back>
                {move || {
                    let language = language.get();
                    if has_just_begun.get() { text::run_take_back(language) } else { text::run_back(language) }
                }}
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
