//! Writing a proposal: its text with what it will look like, what it is, the checklist, and sending it to review.

use domain::ids::PersonId;
use domain::nora::markdown::Block;
use domain::nora::{ProposalCommand, ProposalForm, Step};
use domain::text::LongText;
use domain::text_guard::NameRule;
use i18n::{nora as text, say, told, use_language};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonVariant, SelectField};

use super::api::preview_text;
use super::checklist::{ChecklistFields, KeptTick, Ticks, mark};
use super::desk::Desk;
use super::markdown::drawn;
use super::words;
use crate::desk::Trouble;
use crate::form::{CommandForm, Draft, DraftNote, FreeTextField};
use crate::look_up::look_up;

const PLACE: &str = "text-heading";

/// What is typed of what a proposal is.
#[derive(Clone, Copy)]
pub(super) struct ContentSignals {
    kind: RwSignal<String>,
    target: RwSignal<String>,
    language: RwSignal<String>,
    other_language: RwSignal<String>,
    title: RwSignal<String>,
    body: RwSignal<String>,
    legal_check: RwSignal<String>,
    ticks: Ticks,
}

impl ContentSignals {
    pub(super) fn new(form: ProposalForm) -> Self {
        Self {
            kind: RwSignal::new(form.kind),
            target: RwSignal::new(form.target),
            language: RwSignal::new(form.language),
            other_language: RwSignal::new(form.other_language),
            title: RwSignal::new(form.title),
            body: RwSignal::new(form.body),
            legal_check: RwSignal::new(mark(form.legal_check)),
            ticks: Ticks::new(form.checklist),
        }
    }

    /// As typed now; read where it is to be followed.
    pub(super) fn form(self) -> ProposalForm {
        ProposalForm {
            kind: self.kind.get(),
            target: self.target.get(),
            language: self.language.get(),
            other_language: self.other_language.get(),
            title: self.title.get(),
            body: self.body.get(),
            checklist: self.ticks.checklist(),
            legal_check: !self.legal_check.read().is_empty(),
        }
    }

    /// What a draft keeps.
    pub(super) fn kept(self) -> Vec<(&'static str, RwSignal<String>)> {
        let mut kept = vec![
            ("kind", self.kind),
            ("target", self.target),
            ("language", self.language),
            ("other_language", self.other_language),
            ("title", self.title),
            ("body", self.body),
            ("legal_check", self.legal_check),
        ];
        kept.extend(self.ticks.kept());
        kept
    }
}

/// The fields that say what it is.
#[component]
pub(super) fn HeadFields(content: ContentSignals, form: CommandForm) -> impl IntoView {
    let language = use_language();
    let (state, names) = (form.state, form.names);
    let is_other = Memo::new(move |_| *content.language.read() == "other");
    view! {
        <FreeTextField
            id="title"
            label=told(language, text::name)
            value=content.title
            names
            issue=state.issue("title")
        />
        <SelectField
            id="kind"
            label=told(language, text::kind)
            choices=Signal::derive(move || words::kind_choices(language.get()))
            empty=told(language, text::choose)
            value=content.kind
            error=state.error("kind")
        />
        <SelectField
            id="target"
            label=told(language, text::target)
            choices=Signal::derive(move || words::target_choices(language.get()))
            empty=told(language, text::choose)
            value=content.target
            error=state.error("target")
        />
        <SelectField
            id="language"
            label=told(language, text::language)
            choices=Signal::derive(move || words::form_choices(language.get()))
            value=content.language
            error=state.error("language")
        />
        <Show when=move || is_other.get()>
            <FreeTextField
                id="other_language"
                rule=NameRule::Allowed
                label=told(language, text::other_language)
                value=content.other_language
                names
                issue=state.issue("other_language")
            />
        </Show>
    }
    .into_any()
}

/// The section of the page, for its author while it is being written.
#[component]
pub(super) fn Writing(desk: Desk) -> impl IntoView {
    let language = use_language();
    let may_write = desk.part(|view| view.rights.write);
    let written = desk.part(|view| (view.proposal.edition, ProposalForm::of(&view.proposal.content)));
    let reader = desk.view.with_untracked(|view| view.reader);
    view! {
        <Show when=move || may_write.get()>
            <section class="hr-section" aria-labelledby=PLACE>
                <h2 id=PLACE tabindex="-1">{say(language, text::text)}</h2>
                {move || {
                    let (_, start) = written.get();
                    view! { <Editor desk start reader /> }
                }}
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Editor(desk: Desk, start: ProposalForm, reader: PersonId) -> impl IntoView {
    let language = use_language();
    let content = ContentSignals::new(start);
    let form = CommandForm::new();
    let (state, names) = (form.state, form.names);
    let (id, is_idea, drawn_text) = desk.view.with_untracked(|view| {
        names.stand_in(&view.proposal);
        let proposal = &view.proposal;
        (proposal.id, proposal.step == Step::Idea, view.text.clone())
    });
    let draft = Draft::keep("proposal", &id.to_string(), reader, content.kept());
    let save = move |for_review: bool, event: &leptos::ev::SubmitEvent| {
        let typed = untrack(|| content.form());
        let parsed = if for_review {
            typed.parse_for_review()
        } else {
            typed.parse()
        };
        let (command, done): (fn(_) -> ProposalCommand, i18n::Text) = match (is_idea, for_review) {
            (_, true) => (|content| ProposalCommand::Submit { content }, text::sent),
            (true, false) => (|content| ProposalCommand::Begin { content }, text::did_begin),
            (false, false) => (|content| ProposalCommand::Edit { content }, text::saved),
        };
        let place = if for_review { "step" } else { PLACE };
        form.submit(
            event,
            parsed.map(|content| (command(content), Some(desk.version()))),
            move |envelope| desk.send(envelope),
            move |view| {
                draft.clear();
                desk.done(view, place, move |language| done(language).to_owned());
            },
        );
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        // Which of the two buttons, or the Enter key, which saves.
        let for_review = crate::form::pressed(&event).as_deref() == Some("review");
        save(for_review, &event);
    };
    view! {
        <DraftNote draft />
        <form class="hr-form" novalidate=true on:submit=submit>
            <FreeTextField
                id="body"
                is_long=true
                label=told(language, text::body)
                description=told(language, text::body_help)
                value=content.body
                names
                issue=state.issue("body")
            />
            <Preview body=content.body start=drawn_text />
            <HeadFields content form />
            <ChecklistFields ticks=content.ticks form />
            <KeptTick id="legal_check" label=told(language, text::legal_check) kept=content.legal_check state />
            <Trouble desk form />
            <div class="hr-actions">
                {if is_idea {
                    view! { <Button kind=ButtonKind::Submit busy=state.busy()>{say(language, text::begin)}</Button> }.into_any()
                } else {
                    view! {
                        <Button kind=ButtonKind::Submit variant=ButtonVariant::Secondary busy=state.busy()>
                            {say(language, text::save)}
                        </Button>
                        <Button kind=ButtonKind::Submit name="to" value="review" busy=state.busy()>
                            {say(language, text::send)}
                        </Button>
                    }
                        .into_any()
                }}
            </div>
        </form>
    }
    .into_any()
}

/// What the text will look like, once the typing rests.
#[component]
fn Preview(body: RwSignal<String>, start: Vec<Block>) -> impl IntoView {
    let language = use_language();
    let first = StoredValue::new(body.get_untracked());
    let question = Signal::derive(move || {
        let typed = body.get();
        // What is saved came drawn with the page.
        let is_new = first.with_value(|first| *first != typed);
        is_new.then(|| LongText::parse(&typed).ok()).flatten()
    });
    let known = look_up(question, preview_text);
    let start = StoredValue::new(start);
    let seen = Memo::new(move |_| match question.get() {
        Some(_) => known.found.get(),
        None => start.get_value(),
    });
    view! {
        <Show when=move || !seen.with(Vec::is_empty)>
            <div class="hr-preview" role="group" aria-labelledby="preview-heading">
                <p id="preview-heading" class="ds-label">{say(language, text::preview)}</p>
                {move || drawn(seen.get())}
            </div>
        </Show>
        <Show when=move || known.failed.get()>
            <p class="hr-muted" role="status">{say(language, text::preview_failed)}</p>
        </Show>
    }
    .into_any()
}
