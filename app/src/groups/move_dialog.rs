//! Giving a session another time: this one, this and later, or all later ones a step on. What changes is listed before it
//! is done, with what each new time runs into.

use domain::groups::shift::{Shift, bumped, following, preview};
use domain::groups::{GroupCommand, GroupSession, SessionMove};
use domain::time::LocalSlot;
use i18n::{groups as text, say, told, use_language};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Choice, Dialog, RadioGroup};

use super::plan::Planner;
use super::time_fields::{TimeFields, TimeSignals};
use super::words;
use crate::conflicts::api::conflicts_of_times;
use crate::conflicts::{ConflictWarnings, LookUp, NotLookedUp};
use crate::look_up::look_up;

const THIS: &str = "this";
const FOLLOWING: &str = "following";
const BUMP: &str = "bump";

/// The dialog of one session.
#[component]
pub fn MoveDialog(
    planner: Planner,
    number: u8,
    session: Memo<Option<GroupSession>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let language = use_language();
    let title = Signal::derive(move || text::move_title(language.get(), number));
    view! {
        <Dialog id=format!("move-{number}") open title>
            {move || {
                // Made anew each time the dialog opens, with the session's time of now.
                let session = open.get().then(|| session.get_untracked()).flatten();
                session.map(|session| view! { <MoveForm planner session open /> })
            }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn MoveForm(planner: Planner, session: GroupSession, open: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let number = session.number;
    let fields = TimeSignals::of(&session);
    let scope = RwSignal::new(THIS.to_owned());
    let scopes = Signal::derive(move || {
        let language = language.get();
        vec![
            Choice::new(THIS, text::move_this(language)),
            Choice::new(FOLLOWING, text::move_following(language)),
            Choice::new(BUMP, text::move_bump(language)),
        ]
    });
    let is_bump = Memo::new(move |_| scope.with(|scope| scope == BUMP));
    // What the fields say, while it can be read.
    let moves = Memo::new(move |_| {
        let slot = fields.slot();
        planner.view.with(|view| match (scope.get().as_str(), slot) {
            (BUMP, _) => bumped(&view.group, number, &view.calendar),
            (FOLLOWING, Some(slot)) => following(&view.group, number, slot),
            (_, Some(slot)) => vec![SessionMove { number, slot }],
            (_, None) => Vec::new(),
        })
    });
    let shifts = Memo::new(move |_| {
        planner
            .view
            .with(|view| moves.with(|moves| preview(&view.group, moves, &view.calendar, view.today)))
    });
    let id = planner.view.with_untracked(|view| view.group.id);
    let question = Signal::derive(move || {
        let slots: Vec<LocalSlot> = moves.with(|moves| moves.iter().map(|moved| moved.slot).collect());
        (!slots.is_empty()).then_some((id, slots))
    });
    let known = look_up(question, |(id, slots)| conflicts_of_times(id, slots));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let moves = moves.get_untracked();
        let is_readable = is_bump.get_untracked() || fields.parse().is_some();
        let command = match moves.as_slice() {
            [SessionMove { number, slot }] => GroupCommand::MoveSession {
                number: *number,
                slot: *slot,
            },
            _ => GroupCommand::MoveSessions { moves },
        };
        if is_readable && planner.send(command) {
            open.set(false);
        }
    };
    view! {
        <form class="hr-form" novalidate=true on:submit=save>
            <RadioGroup
                id=format!("move-{number}-scope")
                legend=told(language, text::move_scope)
                value=scope
                choices=scopes
            />
            <Show when=move || !is_bump.get()>
                <TimeFields fields id=format!("move-{number}") />
            </Show>
            <section aria-labelledby=format!("move-{number}-preview")>
                <h3 id=format!("move-{number}-preview")>{say(language, text::move_preview)}</h3>
                <ul class="hr-shifts" aria-live="polite">
                    <For each=move || shifts.get() key=|shift| (shift.number, shift.to) let:shift>
                        <ShiftItem shift known />
                    </For>
                </ul>
                <NotLookedUp known />
            </section>
            <Button kind=ButtonKind::Submit>{say(language, text::move_save)}</Button>
        </form>
    }
    .into_any()
}

#[component]
fn ShiftItem(shift: Shift, known: LookUp) -> impl IntoView {
    let language = use_language();
    let warnings = StoredValue::new(shift.warnings);
    view! {
        <li>
            <strong>{move || text::session(language.get(), shift.number)}</strong>
            <span>
                <del>{move || words::slot(language.get(), &shift.from)}</del>
                " → "
                <ins>{move || words::slot(language.get(), &shift.to)}</ins>
            </span>
            {move || warnings.with_value(|warnings| {
                warnings
                    .iter()
                    .map(|warning| view! { <span class="hr-shift-warning">{words::shift_warning(language.get(), warning)}</span> })
                    .collect_view()
            })}
            <ConflictWarnings found=known.found at=Signal::stored(Some(shift.to.into())) />
        </li>
    }
    .into_any()
}
