//! A group: its head, its sessions, and the changes that concern the whole.

use domain::evaluations::view::EvaluationView;
use domain::groups::form::{HeadForm, SessionForm};
use domain::groups::view::GroupView;
use domain::groups::{Group, GroupCommand, GroupRule};
use domain::ids::GroupId;
use domain::time::slot::parse_date;
use i18n::{evaluations, format, groups as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use ui::{Button, ButtonKind, ButtonVariant, Details, LinkButton, PageHeader};

use super::api::view_group;
use super::bin::{BinnedNote, ThrowAway};
use super::day_off::{DayOffNote, day_off_on};
use super::grades::Grades;
use super::head_fields::{HeadFields, HeadSignals};
use super::leaders::Leaders;
use super::plan::Planner;
use super::session_list::SessionList;
use super::stage_badges::StageBadges;
use super::time_fields::{TimeFields, TimeSignals};
use super::too_few::TooFewNote;
use super::words;
use crate::conflicts::api::conflicts_of_times;
use crate::conflicts::{ConflictWarnings, NotLookedUp};
use crate::error::{AppError, ErrorCode};
use crate::evaluations::EvaluationPanel;
use crate::failure::FailurePage;
use crate::form::FormState;
use crate::look_up::look_up;
use crate::planner::{PlanUndo, SaveStatus, follow, kept, refused_here};
use crate::printouts::GroupPrintouts;
use crate::programmes::SaveAsProgramme;
use crate::title::PageTitle;

/// The group that an address names; a bad id is not found, as an unknown one. Without a network it is the one that was opened
/// last, as this browser has seen it.
pub(super) async fn load(id: String) -> Result<GroupView, AppError> {
    let Ok(id) = id.parse::<GroupId>() else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    match view_group(id).await {
        Err(error) if error.code == ErrorCode::Offline => kept::newest::<Group>(id).ok_or(error),
        answer => answer,
    }
}

/// `/groups/:id`.
#[component]
pub fn GroupPage() -> impl IntoView {
    let language = use_language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let loaded = Resource::new(move || id.get(), load);
    let changed = Callback::new(move |()| loaded.refetch());
    view! {
        <PageTitle text=told(language, text::title) />
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(view) => view! { <GroupDetail view changed /> }.into_any(),
                    Err(error) => view! { <FailurePage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn GroupDetail(view: GroupView, changed: Callback<()>) -> impl IntoView {
    let language = use_language();
    let may_edit = view.can_change();
    let evaluation = view.evaluation.clone();
    let binned = view.group.binned.is_some().then(|| view.clone());
    let (id, first_name) = (view.group.id, view.group.name.to_string());
    let planner = Planner::new(view);
    follow(planner);
    let name = Signal::derive(move || planner.view.with(|view| view.group.name.to_string()));
    let next = Signal::derive(move || planner.view.with(|view| view.group.next_session(view.today)));
    let has_drafts = Memo::new(move |_| planner.view.with(|view| view.group.has_drafts()));
    let plan_drafts = move |_| {
        if planner.send(GroupCommand::PlanDrafts) {
            // The button is gone with the drafts.
            crate::focus::on("sessions-heading");
        }
    };
    view! {
        <p class="hr-back"><A href="/groups">{move || format!("← {}", text::title(language.get()))}</A></p>
        <PageHeader title=name />
        {binned.map(|view| view! { <BinnedNote view changed /> })}
        {may_edit.then(|| view! { <SaveStatus planner /> })}
        <Facts planner />
        <TooFewNote planner may_edit />
        {may_edit.then(|| view! { <EditHead planner /> <Leaders planner /> <Grades planner /> })}
        <section aria-labelledby="sessions-heading">
            <h2 id="sessions-heading" tabindex="-1">{say(language, text::sessions)}</h2>
            {may_edit.then(|| view! { <PlanUndo planner /> })}
            <Show when=move || may_edit && has_drafts.get()>
                <p class="hr-drafts">
                    {say(language, text::drafts)}
                    " "
                    <Button variant=ButtonVariant::Secondary on:click=plan_drafts>
                        {say(language, text::plan_drafts)}
                    </Button>
                </p>
            </Show>
            <SessionList planner may_edit />
            {may_edit.then(|| view! { <AddSession planner /> })}
        </section>
        <GroupPrintouts group=id next />
        {evaluation.map(|view| view! { <EvaluationSection view /> })}
        {may_edit.then(|| view! {
            <p>
                <LinkButton href=format!("/groups/new?again={id}") variant=ButtonVariant::Secondary>
                    {say(language, text::again)}
                </LinkButton>
            </p>
            <SaveAsProgramme group=id name=first_name.clone() />
            <ThrowAway
                group=id
                name=first_name
                version=Signal::derive(move || planner.view.with(|view| view.group.version))
            />
        })}
    }
    .into_any()
}

#[component]
fn EvaluationSection(view: EvaluationView) -> impl IntoView {
    let language = use_language();
    let href = format!("/groups/{}/evaluation", view.group);
    view! {
        <section aria-labelledby="evaluation-heading">
            <h2 id="evaluation-heading" tabindex="-1">{say(language, evaluations::title)}</h2>
            <EvaluationPanel view />
            <p><A href>{say(language, evaluations::see)}</A></p>
        </section>
    }
    .into_any()
}

#[component]
fn Facts(planner: Planner) -> impl IntoView {
    let language = use_language();
    let view = planner.view;
    let fact = move |label: fn(i18n::Language) -> &'static str, value: Signal<String>| {
        view! {
            <Show when=move || !value.with(String::is_empty)>
                <div>
                    <dt>{move || label(language.get())}</dt>
                    <dd>{value}</dd>
                </div>
            </Show>
        }
    };
    let of = move |read: fn(&GroupView) -> String| Signal::derive(move || view.with(read));
    let when = Signal::derive(move || words::semester(language.get(), view.with(|view| view.group.semester)));
    let whom =
        Signal::derive(move || words::composition(language.get(), view.with(|view| view.group.composition)).to_owned());
    let rhythm = Signal::derive(move || {
        let rhythm = view.with(|view| view.group.rhythm());
        rhythm.map_or_else(String::new, |rhythm| words::rhythm(language.get(), rhythm))
    });
    let stands = Memo::new(move |_| {
        view.with(|view| {
            let is_evaluated = view.evaluation.as_ref().is_some_and(|round| round.is_evaluated);
            (view.group.stage(), is_evaluated)
        })
    });
    let total =
        Signal::derive(move || format::duration(language.get(), view.with(|view| view.group.planned_minutes())));
    view! {
        <dl class="hr-facts">
            {fact(text::unit, of(|view| view.unit_name.clone()))}
            {fact(text::leader, of(|view| view.leader_name.clone()))}
            {fact(text::semester, when)}
            {fact(text::rhythm, rhythm)}
            {fact(text::composition, whom)}
            {fact(text::seats, of(|view| format!("{}–{}", view.group.seats_min, view.group.seats_max)))}
            {fact(text::room, of(|view| view.group.room.to_string()))}
            {fact(text::co_leader, of(|view| view.group.co_leader.to_string()))}
            {fact(text::target, of(|view| view.group.target.to_string()))}
            {fact(text::goal, of(|view| view.group.goal.to_string()))}
            {fact(text::recruitment, of(|view| view.group.recruitment.to_string()))}
            {fact(text::budget, of(|view| view.group.budget.to_string()))}
            {fact(text::programme, of(|view| view.programme_title.clone().unwrap_or_default()))}
            {fact(text::sessions, total)}
            <div>
                <dt>{say(language, text::col_stage)}</dt>
                <dd>
                    {move || {
                        let (stage, is_evaluated) = stands.get();
                        view! { <StageBadges stage is_evaluated /> }
                    }}
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// The head in a form that may stay open while a colleague saves: only what was changed here is sent, and what both
/// changed is shown side by side.
#[component]
fn EditHead(planner: Planner) -> impl IntoView {
    let language = use_language();
    let opened = StoredValue::new(planner.view.with_untracked(|view| HeadForm::of(&view.group)));
    let head = HeadSignals::new(opened.get_value());
    let newest = Memo::new(move |_| planner.view.with(|view| HeadForm::of(&view.group)));
    Effect::new(move |_| {
        let newest = newest.get();
        opened.update_value(|opened| head.follow(opened, &newest));
    });
    let form = FormState::new();
    let refused = RwSignal::new(None::<GroupRule>);
    let refuse = move |found| {
        form.refuse(found);
        crate::focus::first_fault();
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        let typed = match untrack(move || head.form()).parse_edit() {
            Ok(typed) => typed,
            Err(found) => return refuse(found),
        };
        let command = GroupCommand::EditHead { head: typed };
        if let Err(found) = planner.look_through(&command) {
            return refuse(found);
        }
        form.refuse(Vec::new());
        let as_opened = opened.with_value(HeadForm::parse_edit).ok();
        let put = move |group: &mut Group| {
            if let Some(head) = as_opened {
                head.put(group);
            }
        };
        if planner.send_from(put, command).is_some() {
            // What met a colleague's stands in the choice; the form starts from the newest again.
            let newest = planner.view.with_untracked(|view| HeadForm::of(&view.group));
            head.set(newest.clone());
            opened.set_value(newest);
        } else {
            refused.set(planner.rule_refused());
            crate::focus::on("seats_max");
        }
    };
    view! {
        <Details summary=told(language, text::edit_head)>
            <form class="hr-form" novalidate=true on:submit=save>
                <HeadFields head form names=planner.names />
                {refused_here::<Group>(refused)}
                <Button kind=ButtonKind::Submit>{say(language, text::save_head)}</Button>
            </form>
        </Details>
    }
    .into_any()
}

#[component]
fn AddSession(planner: Planner) -> impl IntoView {
    let language = use_language();
    let last = planner
        .view
        .with_untracked(|view| view.group.sessions.last().map(|session| session.slot));
    let fields = TimeSignals::new(last.map_or_else(SessionForm::default, |slot| SessionForm {
        start: format::time(i18n::Language::Nb, slot.start),
        minutes: slot.minutes.to_string(),
        ..SessionForm::default()
    }));
    let refused = RwSignal::new(None::<GroupRule>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        let Some(session) = fields.parse() else { return };
        if planner.send(GroupCommand::AddSession { session }) {
            fields.date.set(String::new());
        } else {
            refused.set(planner.rule_refused());
        }
    };
    let id = planner.view.with_untracked(|view| view.group.id);
    let slot = Signal::derive(move || fields.slot());
    let date = Signal::derive(move || fields.date.with(|date| parse_date(date).ok()));
    let off = day_off_on(planner, date);
    let question = Signal::derive(move || slot.get().map(|slot| (id, vec![slot])));
    let known = look_up(question, |(id, slots)| conflicts_of_times(id, slots));
    view! {
        <Details summary=told(language, text::add_session)>
            <form class="hr-form" novalidate=true on:submit=save>
                <TimeFields fields id="new" />
                <div aria-live="polite">
                    <DayOffNote off />
                    <ConflictWarnings found=known.found at=Signal::derive(move || slot.get().map(Into::into)) />
                    <NotLookedUp known />
                </div>
                {refused_here::<Group>(refused)}
                <Button kind=ButtonKind::Submit>{say(language, text::add_session)}</Button>
            </form>
        </Details>
    }
    .into_any()
}
