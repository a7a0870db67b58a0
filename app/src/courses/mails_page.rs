//! Who of a course gets what when, and the window in which mails to several can be held back.

use domain::command::Envelope;
use domain::courses::Notice;
use domain::courses::mails::{Batch, CourseMails, MailCommand, MailOutcome, MailPreview, MailSample};
use domain::ids::EventId;
use i18n::{Language, course_mails as text, say, told, use_language};
use leptos::prelude::*;
use leptos_router::components::A;
use ui::{Alert, Button, ButtonVariant, Choice, PageHeader, SelectField, Tone};

use super::api::{change_course_mails, preview_course_mail, view_course_mails};
use super::mail_lists::{Failures, Groups, PlannedList};
use super::{mail_words, words};
use crate::desk::{Record, Trouble};
use crate::error::AppError;
use crate::form::CommandForm;
use crate::page_frame::{Loaded, of_address};
use crate::title::PageTitle;

/// The mails on the screen.
pub(super) type Desk = crate::desk::Desk<CourseMails>;

const PLACE: &str = "mails-change";

impl Record for CourseMails {
    type Id = EventId;
    type Command = MailCommand;

    fn id(&self) -> EventId {
        self.id
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn load(id: EventId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_course_mails(id)
    }

    fn change(id: EventId, envelope: Envelope<MailCommand>) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_course_mails(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

/// `/courses/:id/mails`.
#[component]
pub fn CourseMailsPage() -> impl IntoView {
    let language = use_language();
    let loaded = of_address(view_course_mails);
    view! {
        <PageTitle text=told(language, text::title) />
        <Loaded of=loaded let:view>
            <Whole desk=Desk::new(view) />
        </Loaded>
    }
}

#[component]
fn Whole(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let name = StoredValue::new(desk.view.with_untracked(|view| view.title.clone()));
    let sees = desk.part(|view| view.may_see_people);
    let waiting = Signal::derive(move || desk.view.with(|view| view.waiting.clone()));
    let sent = Signal::derive(move || desk.view.with(|view| view.sent.clone()));
    let held_back = Signal::derive(move || desk.view.with(|view| view.held_back.clone()));
    let has_held_back = desk.part(|view| !view.held_back.is_empty());
    view! {
        <p class="hr-back">
            <A href=format!("/courses/{id}")>
                {move || format!("← {}", text::back(language.get(), name.get_value()))}
            </A>
        </p>
        <PageHeader title=told(language, text::title) />
        <p>{say(language, text::lead)}</p>
        <Show when=move || !sees.get()>
            <p class="hr-muted">{say(language, text::numbers_only)}</p>
        </Show>
        <p><a class="ds-link" href=format!("/courses/{id}/mails") rel="external">{say(language, text::refresh)}</a></p>
        <ChangeSection desk />
        <PlannedList desk />
        <Groups
            id="mails-waiting"
            heading=text::waiting
            caption=text::waiting_table
            none=text::waiting_none
            groups=waiting
        />
        <Failures desk />
        <Groups
            id="mails-sent"
            heading=text::sent
            caption=text::sent_table
            none=text::sent_none
            help=text::sent_help
            groups=sent
        />
        <Show when=move || has_held_back.get()>
            <Groups
                id="mails-held-back"
                heading=text::held_back
                caption=text::held_back_table
                none=text::waiting_none
                groups=held_back
            />
        </Show>
        <Show when=move || sees.get()>
            <Preview desk />
        </Show>
    }
    .into_any()
}

/// What can be held back or was, and what became of it.
#[component]
fn ChangeSection(desk: Desk) -> impl IntoView {
    let language = use_language();
    let form = CommandForm::new();
    let batch = desk.part(|view| view.batch);
    let held = desk.part(|view| view.held);
    let outcome = desk.part(|view| view.outcome);
    let sentence = RwSignal::new(None::<fn(Language, MailOutcome) -> String>);
    let is_shown = move || batch.with(Option::is_some) || held.with(Option::is_some) || outcome.with(Option::is_some);
    let press = move |command: MailCommand, told: fn(Language, MailOutcome) -> String| {
        form.press(
            None,
            command,
            move |envelope| desk.send(envelope),
            move |view: CourseMails| {
                let outcome = view.outcome;
                sentence.set(Some(told));
                desk.done(view, PLACE, move |language| {
                    outcome.map(|outcome| told(language, outcome)).unwrap_or_default()
                });
            },
        );
    };
    let sequence = move || desk.view.with_untracked(|view| view.sequence);
    let hold_back = move |_| press(MailCommand::HoldBack { sequence: sequence() }, was_held_back);
    let send_now = move |_| press(MailCommand::SendNow { sequence: sequence() }, was_sent);
    let send_after_all = move |_| press(MailCommand::SendAfterAll { sequence: sequence() }, was_sent);
    let may_edit = desk.part(|view| view.may_edit);
    let heading = move || match held.with(Option::is_some) && batch.with(Option::is_none) {
        true => text::held(language.get()),
        false => text::batch(language.get()),
    };
    let line = move |of: fn(Language, &'static str, usize, String) -> String, batch: Batch| {
        move || {
            let language = language.get();
            of(
                language,
                mail_words::notice(language, batch.notice),
                batch.many,
                words::instant(language, batch.at),
            )
        }
    };
    let gone = move |gone: usize| {
        (gone > 0).then(|| view! { <p class="hr-muted">{move || text::gone_line(language.get(), gone)}</p> })
    };
    view! {
        <Show when=is_shown>
            <section class="hr-section" aria-labelledby=PLACE>
                <h2 id=PLACE tabindex="-1">{heading}</h2>
                {move || outcome.get().zip(sentence.get()).map(|(outcome, told)| view! {
                    <Alert tone=Tone::Info>{move || told(language.get(), outcome)}</Alert>
                })}
                {move || batch.get().map(|found| view! {
                    <p>{line(batch_line, found)}</p>
                    {gone(found.gone)}
                })}
                {move || held.get().map(|found| view! {
                    <Alert tone=Tone::Warning>{line(held_line, found)}</Alert>
                })}
                <Trouble desk form />
                <Show when=move || may_edit.get() && batch.with(Option::is_some)>
                    <p>{say(language, text::batch_help)}</p>
                    <div class="hr-actions">
                        <Button busy=form.state.busy() on:click=hold_back>{say(language, text::hold_back)}</Button>
                        <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=send_now>
                            {say(language, text::send_now)}
                        </Button>
                    </div>
                </Show>
                <Show when=move || may_edit.get() && held.with(Option::is_some)>
                    <div class="hr-actions">
                        <Button variant=ButtonVariant::Secondary busy=form.state.busy() on:click=send_after_all>
                            {say(language, text::send_after_all)}
                        </Button>
                    </div>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

fn batch_line(language: Language, what: &'static str, many: usize, at: String) -> String {
    text::batch_line(language, what, many, at)
}

fn held_line(language: Language, what: &'static str, many: usize, at: String) -> String {
    text::held_line(language, what, many, at)
}

fn was_held_back(language: Language, outcome: MailOutcome) -> String {
    text::was_held_back(language, outcome.done, outcome.gone)
}

fn was_sent(language: Language, outcome: MailOutcome) -> String {
    text::was_sent(language, outcome.done, outcome.gone)
}

/// The text of a mail to a real receiver.
#[component]
fn Preview(desk: Desk) -> impl IntoView {
    let language = use_language();
    let id = desk.id();
    let (notice, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let notices = Signal::derive(move || {
        let language = language.get();
        desk.view.with(|view| {
            let all = view.samples.iter();
            all.map(|one| Choice::new(one.name(), mail_words::notice(language, *one)))
                .collect::<Vec<_>>()
        })
    });
    let readers = Signal::derive(move || {
        desk.view.with(|view| {
            let all = view.readers.iter();
            all.map(|one| Choice::new(one.number.to_string(), one.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let has_any = desk.part(|view| !view.samples.is_empty() && !view.readers.is_empty());
    let chosen = Memo::new(move |_| {
        Some(MailSample {
            number: number.get().parse().ok()?,
            notice: Notice::from_name(&notice.get())?,
        })
    });
    let written = Resource::new(
        move || chosen.get(),
        move |sample| async move {
            match sample {
                Some(sample) => Some(preview_course_mail(id, sample).await),
                None => None,
            }
        },
    );
    view! {
        <Show when=move || has_any.get()>
            <section class="hr-section" aria-labelledby="mails-preview">
                <h2 id="mails-preview">{say(language, text::preview)}</h2>
                <p class="hr-muted">{say(language, text::preview_help)}</p>
                <SelectField
                    id="preview-what"
                    label=told(language, text::preview_what)
                    value=notice
                    choices=notices
                    empty=told(language, text::preview_choose)
                />
                <SelectField
                    id="preview-who"
                    label=told(language, text::preview_who)
                    value=number
                    choices=readers
                    empty=told(language, text::preview_choose)
                />
                <Transition>
                    {move || Suspend::new(async move {
                        match written.await {
                            Some(Ok(found)) => letter(found),
                            Some(Err(error)) => {
                                view! { <crate::failure::Failure error=Signal::stored(Some(error)) /> }.into_any()
                            }
                            None => ().into_any(),
                        }
                    })}
                </Transition>
            </section>
        </Show>
    }
    .into_any()
}

fn letter(found: MailPreview) -> AnyView {
    let language = use_language();
    let MailPreview {
        name,
        address,
        subject,
        body,
    } = found;
    let paragraphs: Vec<_> = body
        .split("\n\n")
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let lines: Vec<_> = part
                .lines()
                .map(|line| view! { <span class="hr-line">{line.to_owned()}</span> })
                .collect();
            view! { <p>{lines}</p> }
        })
        .collect();
    view! {
        <div role="group" aria-label=say(language, text::preview_text)>
            <p class="hr-muted">
                <span class="hr-line">
                    {move || text::preview_to(language.get(), name.clone(), address.clone())}
                </span>
                <span class="hr-line">{move || text::preview_subject(language.get(), subject.clone())}</span>
            </p>
            {paragraphs}
        </div>
    }
    .into_any()
}
