//! Who has registered: those with a seat, those who wait, and those who do not come after all.

use domain::courses::view::{RegistrationCommand, RegistrationRow};
use domain::courses::{Book, Count, Quotas, State};
use domain::issue::Issue;
use domain::text::ShortText;
use domain::text_guard::NameRule;
use i18n::{courses as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Alert, Button, ButtonKind, ButtonVariant, DataTable, Details, TextField, TextKind, Tone};

use super::api::change_registration;
use super::desk::Desk;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, FreeTextField};

const PLACE: &str = "registrations";
/// Rows shown at first, and by each press for more: a table of thousands is slow to draw and nothing to look through.
const AT_A_TIME: usize = 50;

/// The section of the page.
#[component]
pub(super) fn People(desk: Desk) -> impl IntoView {
    let language = use_language();
    let may_see = desk.part(|view| view.may_see_people);
    let is_owed = desk.part(|view| {
        let opening = view.event.opening();
        let book = Book {
            opening,
            count: view.count,
            queue: Vec::new(),
        };
        // What is kept for some is owed to nobody else until the last days.
        let free = match opening.is_frozen(view.now) {
            true => book.free(),
            false => book.free_for(None, view.now),
        };
        view.event.is_public() && view.count.waiting > 0 && free > 0
    });
    let quotas = desk.part(|view| view.event.quotas.clone());
    let counts = move || {
        desk.view.with(|view| {
            let capacity = u32::from(view.event.capacity.get());
            let free = capacity.saturating_sub(view.count.taken);
            text::counts(
                language.get(),
                words::seats(language.get(), view.count, capacity),
                view.count.waiting,
                free,
            )
        })
    };
    view! {
        <section class="hr-section" aria-labelledby=PLACE>
            <h2 id=PLACE tabindex="-1">{say(language, text::registrations)}</h2>
            <p class="hr-seats">{counts}</p>
            {move || quotas.get().map(|quotas| kept(quotas, desk.view.with(|view| view.count)))}
            <Show when=move || is_owed.get()>
                <Alert tone=Tone::Warning>{say(language, text::owed_note)}</Alert>
            </Show>
            <Show
                when=move || may_see.get()
                fallback=move || view! { <p class="hr-muted">{say(language, text::people_hidden)}</p> }
            >
                <Lists desk />
            </Show>
        </section>
    }
    .into_any()
}

/// How many of the seats that are kept have been taken.
fn kept(quotas: Quotas, count: Count) -> AnyView {
    let language = use_language();
    let released_on = quotas.released_on;
    let lines: Vec<_> = quotas
        .each
        .into_iter()
        .zip(count.by_quota)
        .map(|(quota, taken)| {
            view! {
                <span class="hr-line">
                    {move || {
                        let language = language.get();
                        let who = words::kept_for(language, quota.kept_for);
                        text::quota_of(language, who, taken, quota.seats.get())
                    }}
                </span>
            }
        })
        .collect();
    view! {
        <p class="hr-muted">
            {lines}
            <span class="hr-line">
                {move || text::kept_until(language.get(), i18n::format::date_long(language.get(), released_on))}
            </span>
        </p>
    }
    .into_any()
}

#[component]
fn Lists(desk: Desk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let id = desk.id();
    let standing = desk.part(|view| {
        let rows = view.registrations.iter();
        let mut rows: Vec<RegistrationRow> = rows
            .filter(|row| !row.registration.state.has_ended())
            .cloned()
            .collect();
        rows.sort_by_key(|row| (row.registration.state.waits(), row.registration.number));
        rows
    });
    let ended = desk.part(|view| {
        let rows = view.registrations.iter();
        rows.filter(|row| row.registration.state.has_ended())
            .cloned()
            .collect::<Vec<_>>()
    });
    let words = RwSignal::new(String::new());
    let most = RwSignal::new(AT_A_TIME);
    let found = Memo::new(move |_| {
        let words = words.with(|words| words.trim().to_lowercase());
        standing.with(|rows| {
            rows.iter()
                .filter(|row| is_of(row, &words))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let is_long = Signal::derive(move || standing.with(Vec::len) > AT_A_TIME);
    let shown = move || most.get().min(found.with(Vec::len));
    view! {
        <Trouble desk form />
        <Show when=move || is_long.get()>
            <div class="hr-filter">
                <TextField
                    id="find-people"
                    label=told(language, text::find_people)
                    kind=TextKind::Search
                    value=words
                    is_optional=true
                />
                <p class="hr-muted" role="status">
                    {move || text::people_shown(language.get(), shown(), found.with(Vec::len))}
                </p>
            </div>
        </Show>
        <Show
            when=move || !standing.with(Vec::is_empty)
            fallback=move || view! { <p class="hr-muted">{say(language, text::no_registrations)}</p> }
        >
            <DataTable id="people" caption=told(language, text::people_caption) hide_caption=true stacks=true>
                <thead>
                    <tr>
                        <th scope="col">{say(language, text::col_who)}</th>
                        <th scope="col">{say(language, text::col_work)}</th>
                        <th scope="col">{say(language, text::col_seats_short)}</th>
                        <th scope="col">{say(language, text::col_state)}</th>
                        <th scope="col">{say(language, text::col_do)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || found.with(|rows| rows.iter().take(most.get()).cloned().collect::<Vec<_>>())
                        key=|row| (row.registration.number, row.registration.version, row.position)
                        let:row
                    >
                        <Row desk form row />
                    </For>
                </tbody>
            </DataTable>
        </Show>
        <Show when=move || shown() < found.with(Vec::len)>
            <Button variant=ButtonVariant::Secondary on:click=move |_| most.update(|most| *most += AT_A_TIME)>
                {say(language, text::more_people)}
            </Button>
        </Show>
        <p class="hr-muted">{say(language, text::kept)}</p>
        <p>
            {say(language, text::download)} ": "
            <a class="ds-link" href=format!("/courses/{id}/participants.xlsx") rel="external" download>
                {say(language, text::as_workbook)}
            </a>
            ", "
            <a class="ds-link" href=format!("/courses/{id}/participants.csv") rel="external" download>
                {say(language, text::as_text)}
            </a>
            ", "
            <a class="ds-link" href=format!("/courses/{id}/participants.pdf") rel="external" download>
                {say(language, text::as_pdf)}
            </a>
        </p>
        <Show when=move || !ended.with(Vec::is_empty)>
            <Details summary=Signal::derive(move || text::ended_heading(language.get(), ended.with(Vec::len)))>
                <ul class="hr-plain">
                    <For each=move || ended.get() key=|row| row.registration.number let:row>
                        <Ended row />
                    </For>
                </ul>
            </Details>
        </Show>
    }
    .into_any()
}

/// Whether each of the words stands in what a row tells of a person: name, address, workplace or municipality.
fn is_of(row: &RegistrationRow, words: &str) -> bool {
    let given = &row.registration.given;
    let told = format!(
        "{} {} {} {}",
        given.contact.name, given.contact.email, given.workplace, row.municipality
    )
    .to_lowercase();
    words.split_whitespace().all(|word| told.contains(word))
}

#[component]
fn Ended(row: RegistrationRow) -> impl IntoView {
    let language = use_language();
    let state = row.registration.state;
    view! {
        <li>
            {row.registration.given.contact.name.to_string()} ": "
            {move || words::state(language.get(), state, None)}
        </li>
    }
    .into_any()
}

#[component]
fn Row(desk: Desk, form: CommandForm, row: RegistrationRow) -> impl IntoView {
    let language = use_language();
    let RegistrationRow {
        registration,
        municipality,
        position,
    } = row;
    let given = registration.given.clone();
    let (role, service, state) = (given.role, given.service, registration.state);
    let colleagues: Vec<String> = given.colleagues.iter().map(|one| one.name.to_string()).collect();
    let colleagues = StoredValue::new(colleagues.join(", "));
    let leader = given.leader.as_ref().filter(|_| registration.awaits_leader());
    let leader = StoredValue::new(leader.map(|leader| leader.name.to_string()).unwrap_or_default());
    let (needs, question) = (
        StoredValue::new(given.needs.to_string()),
        StoredValue::new(given.question.to_string()),
    );
    let note = move |words: StoredValue<String>, told: fn(i18n::Language, String) -> String| {
        (!words.get_value().is_empty()).then(|| {
            view! { <span class="hr-line hr-muted">{move || told(language.get(), words.get_value())}</span> }
        })
    };
    let over = StoredValue::new(registration.over.as_ref().map(ToString::to_string));
    let work = given.workplace.to_string();
    let name = given.contact.name.to_string();
    view! {
        <tr>
            <th scope="row">
                <span class="hr-line">{name.clone()}</span>
                <a class="ds-link hr-line" href=format!("mailto:{}", given.contact.email) rel="external">
                    {given.contact.email.to_string()}
                </a>
                {note(colleagues, text::colleagues)}
                {note(leader, text::leader_of)}
                {note(needs, text::needs)}
                {note(question, text::question)}
            </th>
            <td>
                <span class="hr-line">{format!("{work}, {municipality}")}</span>
                <span class="hr-line hr-muted">
                    {move || {
                        let language = language.get();
                        format!("{}, {}", i18n::staff_role_name(language, role), i18n::service_name(language, service))
                    }}
                </span>
            </td>
            <td data-label=say(language, text::col_seats_short)>{given.seats.to_string()}</td>
            <td>
                {move || words::state(language.get(), state, position)}
                {over
                    .get_value()
                    .map(|reason| view! { ", " {move || text::state_over(language.get(), reason.clone())} })}
            </td>
            <td><Steps desk form name number=registration.number state /></td>
        </tr>
    }
    .into_any()
}

/// What an organiser can do to a registration.
#[component]
fn Steps(desk: Desk, form: CommandForm, name: String, number: u32, state: State) -> impl IntoView {
    let language = use_language();
    let name = StoredValue::new(name);
    let remove = move |_| {
        form.press(
            None,
            RegistrationCommand::Remove { number },
            move |envelope| change_registration(desk.id(), envelope),
            move |view| {
                desk.done(view, PLACE, move |language| {
                    text::was_removed(language, name.get_value())
                })
            },
        );
    };
    view! {
        {state.waits().then(|| view! { <GiveSeat desk name number /> })}
        {matches!(state, State::Asked { .. }).then(|| view! { <ApproveFor desk form name number /> })}
        <Details
            summary=told(language, text::remove)
            label=Signal::derive(move || text::remove_of(language.get(), name.get_value()))
        >
            <p>{move || text::remove_sure(language.get(), name.get_value())}</p>
            <Button
                variant=ButtonVariant::Secondary
                tone=Tone::Danger
                busy=form.state.busy()
                label=Signal::derive(move || text::remove_of(language.get(), name.get_value()))
                on:click=remove
            >
                {say(language, text::remove)}
            </Button>
        </Details>
    }
    .into_any()
}

/// Says yes in the place of a leader who can't be reached.
#[component]
fn ApproveFor(desk: Desk, form: CommandForm, name: StoredValue<String>, number: u32) -> impl IntoView {
    let language = use_language();
    let approve = move |_| {
        form.press(
            None,
            RegistrationCommand::Approve { number },
            move |envelope| change_registration(desk.id(), envelope),
            move |view| {
                desk.done(view, PLACE, move |language| {
                    text::was_approved(language, name.get_value())
                })
            },
        );
    };
    view! {
        <Button
            variant=ButtonVariant::Secondary
            busy=form.state.busy()
            label=Signal::derive(move || text::approve_of(language.get(), name.get_value()))
            on:click=approve
        >
            {say(language, text::approve_for_leader)}
        </Button>
    }
    .into_any()
}

#[component]
fn GiveSeat(desk: Desk, name: StoredValue<String>, number: u32) -> impl IntoView {
    let language = use_language();
    let reason = RwSignal::new(String::new());
    let form = CommandForm::new();
    let is_full = desk.part(|view| view.count.taken >= u32::from(view.event.capacity.get()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        let parsed = ShortText::parse(&reason.get_untracked())
            .map(|reason| (RegistrationCommand::Seat { number, reason }, None))
            .map_err(|code| vec![Issue::new("reason", code)]);
        form.submit(
            &event,
            parsed,
            move |envelope| change_registration(desk.id(), envelope),
            move |view| {
                desk.done(view, PLACE, move |language| {
                    text::seat_given(language, name.get_value())
                })
            },
        );
    };
    view! {
        <Details
            summary=told(language, text::give_seat)
            label=Signal::derive(move || text::give_seat_to(language.get(), name.get_value()))
        >
            <form class="hr-form" novalidate=true on:submit=submit>
                <Show when=move || is_full.get()>
                    <FreeTextField
                        id=format!("reason-{number}")
                        rule=NameRule::Allowed
                        label=Signal::derive(move || text::over_reason(language.get(), name.get_value()))
                        value=reason
                        names=form.names
                        issue=form.state.issue("reason")
                    />
                </Show>
                <Trouble desk form />
                <div class="hr-actions">
                    <Button kind=ButtonKind::Submit busy=form.state.busy()>{say(language, text::give_seat)}</Button>
                </div>
            </form>
        </Details>
    }
    .into_any()
}
