//! One session: run sheet, seats, closing. Made for the tablet in the room.

use domain::groups::view::GroupView;
use domain::groups::{GroupCommand, GroupSession};
use domain::issue::Issue;
use domain::text::ShortText;
use i18n::{groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Button, ButtonVariant, LinkButton, PageHeader, StateBadge};

use super::also_open::AlsoOpenNote;
use super::block_comments::{BlockComments, GoneBlocks};
use super::close_form::CloseSection;
use super::day_off::{DayOffNote, day_off};
use super::group_page::load;
use super::plan::{Planner, SessionSheet};
use super::seats::SeatsSection;
use super::session_actions::SessionActions;
use super::words;
use crate::error::{AppError, ErrorCode};
use crate::failure::FailurePage;
use crate::form::{Draft, DraftNote, FormState, FreeTextField};
use crate::offline;
use crate::planner::{Editor, RunSheetSection, SaveStatus, follow};
use crate::printouts::SessionPrintouts;
use crate::title::PageTitle;

/// `/groups/:id/sessions/:number`.
#[component]
pub fn SessionPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (id, number) = (param("id"), param("number"));
    let loaded = Resource::new(move || id.get(), load);
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || {
                let number = number.get().parse::<u8>().ok();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(view) => match number.filter(|number| view.group.session(*number).is_some()) {
                            Some(number) => view! { <SessionDetail view number /> }.into_any(),
                            None => view! { <FailurePage error=AppError::new(ErrorCode::NotFound) /> }.into_any(),
                        },
                        Err(error) => view! { <FailurePage error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn SessionDetail(view: GroupView, number: u8) -> impl IntoView {
    let language = use_language();
    let may_edit = view.can_change();
    let group = view.group.id;
    let group_href = format!("/groups/{group}");
    let run_href = format!("{group_href}/sessions/{number}/run");
    let planner = Planner::new(view);
    follow(planner);
    // Both: the session may be opened where there is a network, and run where there is none.
    offline::keep_plan(format!("{group_href}/sessions/{number}"));
    offline::keep_plan(run_href.clone());
    let session = Memo::new(move |_| planner.view.with(|view| view.group.session(number).cloned()));
    // Only what is to come is warned of.
    let slot = Signal::derive(move || {
        let open = session.get().filter(|session| session.state.is_open());
        open.map(|session| session.slot)
    });
    let off = day_off(planner, slot);
    let can_run = Memo::new(move |_| planner.view.with(|view| view.can_run(number)));
    let name = move || planner.view.with(|view| view.group.name.to_string());
    let comments = BlockComments::new(planner, number, may_edit);
    let title = Signal::derive(move || format!("{}: {}", name(), text::session(language.get(), number)));
    view! {
        <p class="hr-back"><A href=group_href>{move || format!("← {}", text::see_group(language.get()))}</A></p>
        <PageHeader title />
        {move || session.get().map(|session| {
            let language = language.get();
            let state = session.state.name();
            let badge = Signal::stored(words::state(language, state).to_owned());
            view! {
                <p class="hr-session-facts">
                    <span>{words::slot(language, &session.slot)}</span>
                    <StateBadge icon=words::state_icon(state) text=badge />
                </p>
            }
        })}
        <DayOffNote off />
        {may_edit.then(|| view! { <SessionActions planner number session /> })}
        {may_edit.then(|| view! { <SaveStatus planner /> <AlsoOpenNote planner number /> })}
        <Words planner number may_edit about=About::Theme />
        <Words planner number may_edit about=About::Goal />
        <Show when=move || can_run.get()>
            <p>
                <LinkButton href=run_href.clone() variant=ButtonVariant::Secondary>
                    {say(language, text::run)}
                </LinkButton>
            </p>
        </Show>
        <SessionPrintouts group number />
        <RunSheetSection editor=Editor::new(planner, SessionSheet(number)) beside=comments.beside() />
        <GoneBlocks comments />
        <SeatsSection planner number />
        <CloseSection planner number may_edit />
    }
    .into_any()
}

/// Which words of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// What it is about.
    Theme,
    /// What the pupils should get from it.
    Goal,
}

impl About {
    const fn field(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Goal => "goal",
        }
    }

    fn label(self, language: i18n::Language) -> &'static str {
        match self {
            Self::Theme => text::theme(language),
            Self::Goal => text::session_goal(language),
        }
    }

    fn save(self, language: i18n::Language) -> &'static str {
        match self {
            Self::Theme => text::theme_save(language),
            Self::Goal => text::session_goal_save(language),
        }
    }

    fn of(self, session: &GroupSession) -> String {
        match self {
            Self::Theme => session.theme.to_string(),
            Self::Goal => session.goal.to_string(),
        }
    }

    const fn command(self, number: u8, words: ShortText) -> GroupCommand {
        match self {
            Self::Theme => GroupCommand::SetTheme { number, theme: words },
            Self::Goal => GroupCommand::SetGoal { number, goal: words },
        }
    }
}

/// Words of the session; saved when the field is left. What was not left before the page went is brought back.
#[component]
fn Words(planner: Planner, number: u8, may_edit: bool, about: About) -> impl IntoView {
    let language = use_language();
    let words = Memo::new(move |_| {
        planner.view.with(|view| {
            view.group
                .session(number)
                .map(|session| about.of(session))
                .unwrap_or_default()
        })
    });
    let typed = RwSignal::new(words.get_untracked());
    let form = FormState::new();
    let (reader, group) = planner.view.with_untracked(|view| (view.reader, view.group.id));
    let draft = Draft::keep(
        "words",
        &format!("{group}:{number}:{}", about.field()),
        reader,
        vec![(about.field(), typed)],
    );
    // What another wrote is shown, unless something is being typed here: leaving the field decides.
    Effect::new(move |before: Option<String>| {
        let now = words.get();
        if before.is_some_and(|before| typed.with_untracked(|typed| *typed == before)) {
            typed.set(now.clone());
            draft.clear();
        }
        now
    });
    let save = move || {
        let command = match ShortText::parse(&typed.get_untracked()) {
            Ok(typed) if typed.as_str() == words.get_untracked() => {
                draft.clear();
                return form.refuse(Vec::new());
            }
            Ok(typed) => about.command(number, typed),
            Err(code) => return form.refuse(vec![Issue::new(about.field(), code)]),
        };
        match planner.look_through(&command) {
            Ok(()) => {
                form.refuse(Vec::new());
                if planner.send(command) {
                    draft.clear();
                }
            }
            Err(found) => form.refuse(found),
        }
    };
    if may_edit {
        // Leaving the field saves it, and so does the tick that lets a name through.
        view! {
            <DraftNote draft />
            <div on:change=move |_| save()>
                <FreeTextField
                    id=about.field()
                    label=Signal::derive(move || about.label(language.get()).to_owned())
                    value=typed
                    names=planner.names
                    issue=form.issue(about.field())
                />
            </div>
            <Show when=move || draft.restored().get()>
                <p>
                    <Button variant=ButtonVariant::Secondary on:click=move |_| save()>
                        {move || about.save(language.get())}
                    </Button>
                </p>
            </Show>
        }
        .into_any()
    } else {
        view! { <p>{words}</p> }.into_any()
    }
}
