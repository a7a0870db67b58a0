//! Who is here: ticked name by name on a tablet, from the day that a part is held.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::courses::view::{AttendanceCommand, EventView, RegistrationRow};
use domain::courses::{EARNS_PERCENT, Given, Kind, Registration, Said};
use domain::issue::Issue;
use domain::text::Headcount;
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Button, ButtonKind, ButtonVariant, Checkbox, Choice, NumberField, SelectField};

use super::api::{attend, view_course};
use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::CommandForm;
use crate::pause::pause;

const PLACE: &str = "attendance";

/// How often those who say it themselves are looked for, on the day.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Lays a registration over what is on the screen. One that is older than what is there is left alone: two ticks may be answered in
/// another order than they were set.
fn lay(view: &mut EventView, row: RegistrationRow) -> bool {
    let mut rows = view.registrations.iter_mut();
    match rows.find(|known| known.registration.number == row.registration.number) {
        Some(known) if known.registration.version < row.registration.version => *known = row,
        Some(_) => return false,
        None => view.registrations.push(row),
    }
    true
}

/// Shows what others have ticked since, until the page is left.
fn look_again(desk: Desk) {
    spawn_local(async move {
        loop {
            pause(LOOK_EVERY).await;
            let Some(id) = desk.view.try_with_untracked(|view| view.event.id) else {
                return;
            };
            // What can't be had now comes with the next look.
            let Ok(fresh) = view_course(id).await else { continue };
            let is_there = desk.view.try_maybe_update(|view| {
                let mut has_changed = view.count != fresh.count;
                for row in fresh.registrations {
                    has_changed |= lay(view, row);
                }
                view.count = fresh.count;
                (has_changed, ())
            });
            if is_there.is_none() {
                return;
            }
        }
    });
}

/// The section of the page; nothing before the day of the first part.
#[component]
pub(super) fn Attendance(desk: Desk) -> impl IntoView {
    let is_time = desk
        .part(|view| view.may_see_people && view.event.is_public() && !view.event.parts_until(view.today).is_empty());
    view! {
        <Show when=move || is_time.get()>
            <Open desk />
        </Show>
    }
    .into_any()
}

#[component]
fn Open(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let parts = desk.part(|view| view.event.parts_until(view.today));
    let latest = parts.with_untracked(|parts| parts.last().copied().unwrap_or(1));
    let chosen = RwSignal::new(latest.to_string());
    let part = Memo::new(move |_| chosen.get().parse::<u8>().unwrap_or(latest));
    let choices = Signal::derive(move || {
        let language = language.get();
        desk.view.with(|view| {
            let until = view.event.parts_until(view.today);
            let numbered = until.into_iter().zip(&view.event.parts);
            numbered
                .map(|(number, slot)| {
                    let label = text::part_when(language, number, words::when(language, slot));
                    Choice::new(number.to_string(), label)
                })
                .collect::<Vec<_>>()
        })
    });
    let has_several = desk.part(|view| view.event.parts.len() > 1);
    let standing = desk.part(|view| {
        let mut rows: Vec<u32> = view
            .registrations
            .iter()
            .filter(|row| !row.registration.state.has_ended())
            .map(|row| row.registration.number)
            .collect();
        rows.sort_unstable();
        rows
    });
    let counted = move || {
        desk.view.with(|view| {
            let all = view.registrations.iter().map(|row| &row.registration);
            let there: u32 = all.map(|one| one.presence.at(part.get())).sum();
            text::there_of(language.get(), there, view.count.taken)
        })
    };
    let is_today = desk
        .view
        .with_untracked(|view| !view.event.parts_on(view.today).is_empty());
    Effect::new(move |_| {
        if is_today {
            look_again(desk);
        }
    });
    let link = move |kind: &'static str| move || format!("/courses/{id}/{kind}/{}", part.get());
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::attendance)}</h2>
            <p>{say(language, text::attendance_lead)}</p>
            <div class="hr-actions">
                <a class="ds-button" data-variant="secondary" href=link("screen") rel="external">
                    {say(language, text::show_screen)}
                </a>
                <a class="ds-button" data-variant="tertiary" href=link("sheet") rel="external">
                    {say(language, text::print_sheet)}
                </a>
            </div>
            <Show when=move || has_several.get()>
                <SelectField id="part" label=told(language, text::attendance_part) value=chosen choices />
            </Show>
            <p class="hr-seats" role="status">{counted}</p>
            <ul class="hr-checklist">
                <For each=move || standing.get() key=|number| *number let:number>
                    <Party desk number part />
                </For>
            </ul>
            <p class="hr-muted">{say(language, text::walk_ins_note)}</p>
            <p class="hr-muted">{move || text::certificates_rule(language.get(), EARNS_PERCENT)}</p>
        </section>
    }
    .into_any()
}

/// The people of a registration, a tick each; of a staff, a number.
#[component]
fn Party(desk: Desk, number: u32, part: Memo<u8>) -> impl IntoView {
    let found = desk.view.with_untracked(|view| {
        let mut rows = view.registrations.iter();
        rows.find(|row| row.registration.number == number).cloned()
    });
    let Some(RegistrationRow { registration, .. }) = found else {
        return ().into_any();
    };
    if registration.given.kind == Kind::Staff {
        return view! { <Staff desk registration part /> }.into_any();
    }
    let work = registration.given.workplace.to_string();
    let people: Vec<_> = registration
        .people()
        .into_iter()
        .map(|(place, name)| {
            let name = name.to_string();
            view! { <Person desk number place name work=work.clone() part /> }
        })
        .collect();
    people.into_any()
}

/// What is on the screen of a registration.
fn shown<T: Default>(desk: Desk, number: u32, look: impl Fn(&Registration) -> T) -> T {
    desk.view.with(|view| {
        let mut rows = view.registrations.iter().map(|row| &row.registration);
        rows.find(|one| one.number == number).map(look).unwrap_or_default()
    })
}

#[component]
fn Person(desk: Desk, number: u32, place: u16, name: String, work: String, part: Memo<u8>) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let stored = Memo::new(move |_| shown(desk, number, |one| one.presence.has(part.get(), place)));
    let ticked = RwSignal::new(stored.get_untracked());
    // What the server knows stands, also when it said no.
    Effect::new(move |_| {
        let is_there = stored.get();
        form.state.failure().track();
        if ticked.get_untracked() != is_there && !form.state.busy().get() {
            ticked.set(is_there);
        }
    });
    let given = Memo::new(move |_| {
        shown(desk, number, |one| -> BTreeMap<u16, Given> { one.certificates.clone() }).remove(&place)
    });
    let walked_in = Memo::new(move |_| shown(desk, number, |one| one.is_walk_in));
    let (name, work) = (StoredValue::new(name), StoredValue::new(work));
    let label = Signal::derive(move || text::is_here(language.get(), name.get_value(), work.get_value()));
    let tick = Callback::new(move |is_there: bool| {
        let said = Said::Person { place, is_there };
        let part = part.get_untracked();
        form.press(
            None,
            AttendanceCommand { number, part, said },
            move |envelope| attend(desk.id(), envelope),
            move |attended| {
                // The box keeps the focus.
                let _ = desk.view.try_update(|view| {
                    if lay(view, attended.row) {
                        view.count = attended.count;
                    }
                });
            },
        );
    });
    view! {
        <li class="hr-checklist-item">
            <Checkbox id=format!("here-{number}-{place}") label checked=ticked on_change=tick />
            {move || walked_in.get().then(|| view! { <span class="hr-muted">{say(language, text::walked_in)}</span> })}
            {move || {
                given
                    .get()
                    .map(|given| {
                        let word = if given.is_revoked { text::certificate_revoked } else { text::certificate_given };
                        let href = format!("/certificate/{}", given.code);
                        view! { <a class="ds-link" href=href rel="external">{say(language, word)}</a> }
                    })
            }}
            <Trouble desk form />
        </li>
    }
    .into_any()
}

#[component]
fn Staff(desk: Desk, registration: Registration, part: Memo<u8>) -> impl IntoView {
    let language = use_language();
    let number = registration.number;
    let form = CommandForm::new();
    let work = StoredValue::new(registration.given.workplace.to_string());
    let typed = RwSignal::new(String::new());
    let stored = Memo::new(move |_| shown(desk, number, |one| one.presence.at(part.get())));
    Effect::new(move |_| match stored.get() {
        0 => typed.set(String::new()),
        there => typed.set(there.to_string()),
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        let part = part.get_untracked();
        let parsed = Headcount::parse(&typed.get_untracked())
            .map(|there| {
                (
                    AttendanceCommand {
                        number,
                        part,
                        said: Said::Count { there },
                    },
                    None,
                )
            })
            .map_err(|code| vec![Issue::new("there", code)]);
        form.submit(
            &event,
            parsed,
            move |envelope| attend(desk.id(), envelope),
            move |attended| {
                let _ = desk.view.try_update(|view| {
                    if lay(view, attended.row) {
                        view.count = attended.count;
                    }
                });
                desk.say(|language| text::count_saved(language).to_owned());
            },
        );
    };
    view! {
        <li class="hr-checklist-item">
            <form class="hr-form" novalidate=true on:submit=submit>
                <NumberField
                    id=format!("there-{number}")
                    name="there"
                    label=Signal::derive(move || text::staff_there(language.get(), work.get_value()))
                    value=typed
                    error=form.state.issue("there")
                />
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=form.state.busy()>
                        {say(language, text::save_count)}
                    </Button>
                </div>
            </form>
        </li>
    }
    .into_any()
}
