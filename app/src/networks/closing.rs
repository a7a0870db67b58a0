//! Closing: how many were there, and who does what by when.

use domain::networks::view::NetworkView;
use domain::networks::{Agreed, AgreedForm, MAX_AGREED, NetworkCloseForm, NetworkCommand};
use i18n::{Language, format, networks as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, DateField, Details, NumberField};

use super::desk::Desk;
use super::words;
use crate::closing::{CLOSING, CloseButtons, CloseWords, MinutesFields};
use crate::desk::Record as _;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField, Row, Rows};

/// The section of the page.
#[component]
pub(super) fn ClosingSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let closing = desk.part(|view| view.meeting.closing().cloned());
    let can_close = desk.part(|view| view.may_edit && view.meeting.can_close(view.today));
    let opens_on = desk.part(|view| {
        let is_ahead = view.may_edit && view.meeting.stage().is_open() && view.meeting.plan.slot.date > view.today;
        is_ahead.then_some(view.meeting.plan.slot.date)
    });
    let version = desk.part(NetworkView::version);
    view! {
        <section class="hr-section" aria-labelledby=CLOSING>
            <h2 id=CLOSING tabindex="-1">{say(language, text::closing)}</h2>
            {move || closing.get().map(|closing| {
                let said = words::closing(language.get(), &closing);
                view! {
                    <p>{said}</p>
                    <h3>{say(language, text::agreed)}</h3>
                    {agreements(language.get(), &closing.agreed)}
                }
            })}
            {move || opens_on.get().map(|day| view! {
                <p class="hr-muted">
                    {move || text::closing_not_yet(language.get(), format::date_long(language.get(), day))}
                </p>
            })}
            <Show when=move || can_close.get()>
                // Drawn anew with each version, so that no field keeps what it had.
                <For each=move || std::iter::once(version.get()) key=|version| *version children=move |_| view! { <Form desk /> } />
            </Show>
        </section>
    }
    .into_any()
}

fn agreements(language: Language, agreed: &[Agreed]) -> AnyView {
    if agreed.is_empty() {
        return view! { <p class="hr-muted">{text::agreed_none(language)}</p> }.into_any();
    }
    let line = |one: &Agreed| {
        let by = one.by.map(|day| {
            format!(
                " ({} {})",
                text::by(language).to_lowercase(),
                format::date_medium(language, day)
            )
        });
        view! { <li><strong>{one.who.to_string()}</strong> ": " {one.what.to_string()} {by}</li> }
    };
    view! { <ul>{agreed.iter().map(line).collect_view()}</ul> }.into_any()
}

/// Unfolded where it is asked for, folded where it corrects.
#[component]
fn Form(desk: Desk) -> impl IntoView {
    let language = use_language();
    let is_held = desk.view.with_untracked(|view| view.meeting.closing().is_some());
    if is_held {
        view! { <Details summary=told(language, text::close_correct)><Fields desk is_held /></Details> }.into_any()
    } else {
        view! { <Fields desk is_held /> }.into_any()
    }
}

/// What is typed of a line.
#[derive(Clone, Copy)]
struct LineSignals {
    key: usize,
    who: RwSignal<String>,
    what: RwSignal<String>,
    by: RwSignal<String>,
}

impl Row for LineSignals {
    type Form = AgreedForm;

    fn new(key: usize, line: AgreedForm) -> Self {
        Self {
            key,
            who: RwSignal::new(line.who),
            what: RwSignal::new(line.what),
            by: RwSignal::new(line.by),
        }
    }

    fn key(self) -> usize {
        self.key
    }

    fn form(self) -> AgreedForm {
        AgreedForm {
            who: self.who.get(),
            what: self.what.get(),
            by: self.by.get(),
        }
    }

    fn put(self, line: AgreedForm) {
        self.who.set(line.who);
        self.what.set(line.what);
        self.by.set(line.by);
    }
}

const WORDS: CloseWords = CloseWords {
    close: text::close,
    correct: text::close_correct,
    reopen: text::reopen,
    reopened: text::reopened,
};

#[component]
fn Fields(desk: Desk, is_held: bool) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let state = form.state;
    let (start, reader) = desk.view.with_untracked(|view| {
        form.names.stand_in(&view.meeting);
        (NetworkCloseForm::of(&view.meeting), view.reader)
    });
    let present = RwSignal::new(start.present);
    let delivery = RwSignal::new(start.delivery_minutes);
    let preparation = RwSignal::new(start.preparation_minutes);
    let lines = Rows::<LineSignals>::new(start.agreed);
    let kept = vec![
        ("present", present),
        ("agreed", lines.as_field()),
        ("delivery_minutes", delivery),
        ("preparation_minutes", preparation),
    ];
    let draft = Draft::keep("network-closing", &desk.id().to_string(), reader, kept);
    let submit = move |event: leptos::ev::SubmitEvent| {
        drop_empty(lines);
        let typed = NetworkCloseForm {
            present: present.get_untracked(),
            agreed: untrack(move || lines.forms()),
            delivery_minutes: delivery.get_untracked(),
            preparation_minutes: preparation.get_untracked(),
        };
        form.submit(
            &event,
            typed.parse().map(|command| (command, Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, CLOSING, |language| text::closed(language).to_owned());
            },
        );
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <NumberField id="present" label=told(language, text::present) value=present error=state.error("present") />
            <Lines lines form />
            <MinutesFields
                delivery
                delivery_label=text::delivery_minutes
                preparation
                preparation_label=text::preparation_minutes
                form
            />
            <CloseButtons desk form is_held words=WORDS reopen=|| NetworkCommand::Reopen />
        </form>
    }
    .into_any()
}

/// A line without a word goes; of a form with nothing else, the first stays.
fn drop_empty(lines: Rows<LineSignals>) {
    let (empty, written): (Vec<LineSignals>, Vec<LineSignals>) = untrack(move || {
        let all = lines.get().into_iter();
        all.partition(|line| line.form() == AgreedForm::default())
    });
    let stays = usize::from(written.is_empty());
    empty.iter().skip(stays).for_each(|line| lines.remove(line.key));
}

/// Who does what by when, a row each.
#[component]
fn Lines(lines: Rows<LineSignals>, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let add = move |_| lines.push(AgreedForm::default());
    let is_room = Memo::new(move |_| lines.many() < MAX_AGREED);
    view! {
        <p>{say(language, text::agreed_help)}</p>
        <For each=move || lines.get() key=|line| line.key() let:line>
            <Line lines line form />
        </For>
        <Show when=move || is_room.get()>
            <div class="hr-actions">
                <Button variant=ButtonVariant::Tertiary on:click=add>{say(language, text::add_line)}</Button>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Line(lines: Rows<LineSignals>, line: LineSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let at = Memo::new(move |_| lines.place(line.key));
    let is_one_of_many = Memo::new(move |_| lines.many() > 1);
    // A fault belongs to the place, and the places move.
    let issue = move |field: &'static str| form.state.issue_at(move || format!("agreed[{}].{field}", at.get()));
    let id = move |field: &str| format!("agreed-{}-{field}", line.key);
    let remove = move |_| lines.remove(line.key);
    view! {
        <fieldset class="ds-fieldset">
            <legend class="ds-label">{move || text::agreed_line(language.get(), at.get() + 1)}</legend>
            <FreeTextField
                id=id("who")
                label=told(language, text::who)
                value=line.who
                names=form.names
                issue=issue("who")
            />
            <FreeTextField
                id=id("what")
                label=told(language, text::what)
                value=line.what
                names=form.names
                issue=issue("what")
            />
            <DateField
                id=id("by")
                is_optional=true
                label=told(language, text::by)
                value=line.by
                error=form.state.error_at(move || format!("agreed[{}].by", at.get()))
            />
            <Show when=move || is_one_of_many.get()>
                <Button variant=ButtonVariant::Tertiary on:click=remove>
                    {move || text::remove_line(language.get(), at.get() + 1)}
                </Button>
            </Show>
        </fieldset>
    }
    .into_any()
}
